"""Spans, and maps that lead from a derived text back to the original.

A derived text is made by edits, never by overwriting. Worked example: in ``said.“There`` a space is missing after
``said.`` (offset 5)::

    text, origin = apply("said.“There", [Edit(5, 5, " ", "space missing")])
    text                           # 'said. “There'
    origin.to_original(Span(6, 7))  # Span(5, 6): the mark, where it really stands
    origin.to_original(Span(5, 6))  # Span(5, 5): the space stands nowhere, so it is a point
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["Edit", "OffsetMap", "Run", "Span", "apply", "identity", "readable"]

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


class Span(NamedTuple):
    """Half-open run of Unicode code points: ``text[start:end]``. Empty spans are points."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of the span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character; points share none."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        """Whether every character of ``other`` (or its point) is inside."""
        return self.start <= other.start and other.end <= self.end

    def __bool__(self) -> bool:
        return self.start < self.end


@dataclass(frozen=True, slots=True)
class Edit:
    """Put ``replacement`` for ``text[start:end]``; ``reason`` says what was wrong. ``start == end`` inserts."""

    start: int
    end: int
    replacement: str
    reason: str

    @property
    def span(self) -> Span:
        """What of the original is replaced."""
        return Span(self.start, self.end)


class Run(NamedTuple):
    """``length`` characters at ``derived`` that stand unchanged at ``original``."""

    derived: int
    original: int
    length: int


class OffsetMap:
    """Maps offsets of a derived text to the original and back; both directions never go out of bounds.

    Characters inside a run map one to one. An offset between runs (inserted or replaced text) maps to the bounds of
    what was replaced, so a span's image always covers the original of every character in it.
    """

    __slots__ = ("_derived", "_original", "derived_length", "original_length", "runs")

    def __init__(self, runs: Iterable[Run], derived_length: int, original_length: int) -> None:
        self.runs: tuple[Run, ...] = tuple(run for run in runs if run.length > 0)
        self._derived = [run.derived for run in self.runs]
        self._original = [run.original for run in self.runs]
        self.derived_length = derived_length
        self.original_length = original_length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OffsetMap) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self.runs, self.derived_length, self.original_length

    def to_original(self, span: Span) -> Span:
        """The span of the original that the derived ``span`` stands for; a point where it stands for nothing."""
        return _mapped(span, self.runs, self._derived, 0, 1, self.original_length)

    def run_at(self, offset: int) -> Run | None:
        """The run that the character at a derived ``offset`` is in; None where it was put in."""
        index = bisect_right(self._derived, offset) - 1
        if index < 0 or offset - self.runs[index].derived >= self.runs[index].length:
            return None
        return self.runs[index]

    def to_derived(self, span: Span) -> Span:
        """The span of the derived text that the original ``span`` became; a point where it was dropped."""
        return _mapped(span, self.runs, self._original, 1, 0, self.derived_length)


def readable(text: str) -> str:
    """The text for those who can't take lone surrogates, which are no characters: U+FFFD in their place, so that every
    offset stays."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def identity(length: int) -> OffsetMap:
    """The map of a text onto itself."""
    return OffsetMap([Run(0, 0, length)], length, length)


def apply(text: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """The edited copy of ``text`` and the map back. ``edits`` are sorted and must not overlap.

    Raises ValueError when two edits overlap or one lies outside the text.
    """
    pieces: list[str] = []
    runs: list[Run] = []
    here = derived = 0
    for edit in edits:
        if not here <= edit.start <= edit.end <= len(text):
            raise ValueError(f"edit {edit} overlaps the one before it or lies outside a text of {len(text)} characters")
        runs.append(Run(derived, here, edit.start - here))
        pieces += (text[here : edit.start], edit.replacement)
        derived += edit.start - here + len(edit.replacement)
        here = edit.end
    runs.append(Run(derived, here, len(text) - here))
    pieces.append(text[here:])
    return "".join(pieces), OffsetMap(runs, derived + len(text) - here, len(text))


def _mapped(span: Span, runs: Sequence[Run], starts: list[int], this: int, that: int, length: int) -> Span:
    start = _position(span.start, runs, starts, this, that, length, at_end=False)
    if not span:
        return Span(start, start)
    end = _position(span.end, runs, starts, this, that, length, at_end=True)
    return Span(start, max(start, end))


def _position(
    offset: int, runs: Sequence[Run], starts: list[int], this: int, that: int, length: int, *, at_end: bool
) -> int:
    """Where one bound goes: inside a run one to one, between runs to the near edge of the gap."""
    # An end bound belongs to the character before it, a start bound to the character after it.
    index = bisect_right(starts, offset - 1 if at_end else offset) - 1
    if index < 0:
        return runs[0][that] if at_end and runs else 0
    run = runs[index]
    inside = offset - run[this]
    if inside < run.length or (at_end and inside == run.length):
        return run[that] + inside
    if at_end:
        return runs[index + 1][that] if index + 1 < len(runs) else length
    return run[that] + run.length
