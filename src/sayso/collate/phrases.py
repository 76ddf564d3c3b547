"""Phrases of a word list found among the words of a reading, and those that the other reading lacks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from sayso.collate.lineup import Lineup, Segment
from sayso.collate.tokens import Word, content, tokenise
from sayso.spans import Span

__all__ = ["Phrase", "Phrases", "counterpart", "found_in", "phrase_at", "read_phrases"]

Phrases = dict[str, list[tuple[str, ...]]]
"""Phrases as normalised words, by their first word, the longest first."""


class Phrase(NamedTuple):
    """Words ``first`` up to, not including, ``last``."""

    first: int
    last: int


def read_phrases(rows: Iterable[str]) -> Phrases:
    """The phrases of a list, normalised as texts are."""
    found: Phrases = {}
    for row in rows:
        norms = tuple(word.norm for word in tokenise(row, [Span(0, len(row))]))
        found.setdefault(norms[0], []).append(norms)
    return {first: sorted(group, key=lambda norms: (-len(norms), norms)) for first, group in found.items()}


def found_in(words: Sequence[Word], phrases: Phrases) -> list[Phrase]:
    """The phrases among the words, none inside another."""
    found: list[Phrase] = []
    i = 0
    while i < len(words):
        phrase = phrase_at(words, i, phrases)
        if phrase is not None:
            found.append(phrase)
        i = i + 1 if phrase is None else phrase.last
    return found


def counterpart(
    lineup: Lineup, phrase: Phrase, alike: Callable[[tuple[Word, ...]], Sequence[object]]
) -> tuple[int, int] | None:
    """Where the phrase would stand on the right; None where its clause has no match or holds something ``alike``."""
    segment = lineup.part(phrase.first)
    if segment is not None and lineup.is_cut(segment) and _more_is_cut(lineup, segment, phrase):
        return None
    clause = lineup.clause(phrase.first)
    if clause is None or alike(lineup.right.words[clause[0] : clause[1]]):
        return None
    point = lineup.point(phrase.first)
    return point, point


def _more_is_cut(lineup: Lineup, segment: Segment, phrase: Phrase) -> bool:
    """Whether a passage is gone of which the phrase is only a part."""
    words = lineup.left.words
    return content(words, segment.left, phrase.first) + content(words, phrase.last, segment.left_end) > 0


def phrase_at(words: Sequence[Word], i: int, phrases: Phrases) -> Phrase | None:
    """The longest of the phrases that begins at word ``i``."""
    for norms in phrases.get(words[i].norm, ()):
        if tuple(word.norm for word in words[i : i + len(norms)]) == norms:
            return Phrase(i, i + len(norms))
    return None
