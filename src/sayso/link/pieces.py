"""A long quotation in pieces: one outlet prints its first sentence, and the last one elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.link.wording import Wording
from sayso.spans import Span

__all__ = ["Piece", "content_of", "cut", "part_count"]


class Piece(NamedTuple):
    """A statement's sentences, by number in reading order, that are one thing said: mostly all of them."""

    statement: str
    parts: tuple[int, ...]


def part_count(wording: Wording) -> int:
    """Of how many sentences the statement is, as far as they are told apart."""
    return max(1, len(wording.parts))


def cut(count: int, linked: Iterable[frozenset[int]]) -> list[tuple[int, ...]]:
    """The sentences 0..count-1 in pieces that no link joins. What no link holds to goes with what it follows.

    ``cut(4, [{1}, {2, 3}])`` is ``[(0, 1), (2, 3)]``.
    """
    joined: list[set[int]] = []
    for parts in linked:
        touched = [group for group in joined if group & parts]
        joined = [*(group for group in joined if not group & parts), set(parts).union(*touched)]
    owner = {part: min(group) for group in joined for part in group}
    pieces: dict[int, list[int]] = defaultdict(list)
    current = min(owner, default=0)
    for part in range(count):
        current = owner.get(part, current)
        pieces[current].append(part)
    return [tuple(pieces[first]) for first in sorted(pieces)]


def content_of(piece: Piece, content: Sequence[Span], wording: Wording | None, text: str) -> tuple[Span, ...]:
    """The characters of a piece: of a whole statement its content, of some of its sentences each up to the next."""
    if wording is None or len(piece.parts) >= part_count(wording):
        return tuple(content)
    edges = [content[0].start, *(part.span.start for part in wording.parts[1:]), content[-1].end]
    runs = _joined(Span(edges[part], edges[part + 1]) for part in piece.parts)
    inside = (Span(max(run.start, span.start), min(run.end, span.end)) for run in runs for span in content)
    return tuple(_trimmed(span, text) for span in inside if span and not span.of(text).isspace())


def _joined(runs: Iterable[Span]) -> list[Span]:
    found: list[Span] = []
    for run in runs:
        if found and found[-1].end == run.start:
            found[-1] = Span(found[-1].start, run.end)
        else:
            found.append(run)
    return found


def _trimmed(span: Span, text: str) -> Span:
    said = span.of(text)
    return Span(span.end - len(said.lstrip()), span.start + len(said.rstrip()))
