"""Analyse: two readings lined up, with the runs of words where they part, and what was moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sayso.collate.align import pair
from sayso.collate.cells import Cell, Level
from sayso.collate.moved import Moved, moved
from sayso.collate.tokens import Word, clause, content
from sayso.collate.wording import Wording
from sayso.records import Change, Kind

__all__ = ["Found", "Lineup", "Segment", "both_ways", "in_marks", "lined_up", "quoted"]

_MAX_QUOTED = 90
_MIN_MARKED = 5
"""Words in marks from which an outlet quotes, where it also retells: fewer are picked out."""


class Segment(NamedTuple):
    """Where two readings part: words ``left`` up to ``left_end`` of one stand against ``right`` up to ``right_end``."""

    left: int
    left_end: int
    right: int
    right_end: int

    @property
    def mirrored(self) -> Segment:
        """The same, seen from the other reading."""
        return Segment(self.right, self.right_end, self.left, self.left_end)


class Found(NamedTuple):
    """A difference on the words of a lineup; ``place`` says which words of each reading it is about."""

    change: Change
    substantive: bool
    place: Segment
    because: str
    score: float = 0.9


@dataclass(frozen=True)
class Lineup:
    """Two readings with what matches. ``to_right[i]`` is the right word that left word ``i`` matches, or None.

    Not slotted: what is asked for every word is worked out once and kept, so that long readings stay linear.
    """

    left: Wording
    right: Wording
    cells: tuple[Cell, ...]
    to_right: tuple[int | None, ...]
    to_left: tuple[int | None, ...]
    segments: tuple[Segment, ...]
    moved: tuple[Moved, ...]

    @property
    def alike(self) -> bool:
        """Whether the readings are one to the letter, and their times are those of one day."""
        return _spelled(self.left) == _spelled(self.right) and _dated(self.left) == _dated(self.right)

    @property
    def retold(self) -> bool:
        """Whether one quotes and the other does not, so that person and tense shift."""
        return _retold(self.left, self.right)

    @property
    def quoted_both(self) -> bool:
        """Whether both quote, so that every word counts."""
        return self.left.kind is Kind.DIRECT and self.right.kind is Kind.DIRECT

    @cached_property
    def marked(self) -> frozenset[int]:
        """Left words that stand in quotation marks, in a run of some length: not a word or two that are picked out."""
        starts = [word.start for word in self.left.words]
        runs = (range(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in self.left.quoted())
        return frozenset(i for run in runs for i in run if len(run) >= _MIN_MARKED or self.quoted_both)

    @cached_property
    def mirrored(self) -> Lineup:
        """The same pair, seen from the right reading."""
        return Lineup(
            self.right,
            self.left,
            tuple(Cell(cell.right, cell.left, cell.level) for cell in self.cells),
            self.to_left,
            self.to_right,
            tuple(segment.mirrored for segment in self.segments),
            tuple(Moved(run.right, run.left, run.length) for run in self.moved),
        )

    @property
    def overlap(self) -> float:
        """Share (0..1) of the content words of the shorter reading that match in the other.

        Numbers and times are compared for themselves and left out. Of all words where one reading has no content word
        at all: "They are here, aren't they?".
        """
        left, right = _carrying(self.left), _carrying(self.right)
        if not left or not right:
            left, right = set(range(len(self.left.words))), set(range(len(self.right.words)))
        gone = {i for run in self.moved for i in range(run.left, run.left + run.length)}
        matched = sum(i in gone or self.to_right[i] in right for i in left)
        size = min(len(left), len(right))
        return matched / size if size else 1.0

    @cached_property
    def _points(self) -> list[int]:
        points = [0]
        for j in self.to_right:
            points.append(points[-1] if j is None else j + 1)
        return points

    def point(self, i: int) -> int:
        """Index of the right word before which the left word ``i`` would stand."""
        return self._points[i]

    @cached_property
    def _parts(self) -> dict[int, Segment]:
        return {i: segment for segment in self.segments for i in range(segment.left, segment.left_end)}

    def part(self, i: int) -> Segment | None:
        """The segment that left word ``i`` stands in; None where it matches or is moved."""
        return self._parts.get(i)

    @cached_property
    def beside(self) -> dict[int, int]:
        """For each left word the right word in the same column, whether they match or not."""
        return {cell.left: cell.right for cell in self.cells if cell.left is not None and cell.right is not None}

    def is_cut(self, segment: Segment) -> bool:
        """Whether the left words of the segment are missing on the right, rather than put in other words."""
        mine = content(self.left.words, segment.left, segment.left_end)
        other = content(self.right.words, segment.right, segment.right_end)
        return mine >= 2 and (other == 0 or mine >= 3 * other + 2)

    def is_one_sided(self, segment: Segment) -> bool:
        """Whether the segment is a passage that only one of the two has, either one."""
        return self.is_cut(segment) or self.mirrored.is_cut(segment.mirrored)

    def matched(self, i: int) -> int:
        """How many content words of the clause of left word ``i`` match."""
        first, last = clause(self.left.words, i)
        return sum(self.to_right[k] is not None and not self.left.words[k].function for k in range(first, last))

    def clause(self, i: int) -> tuple[int, int] | None:
        """The stretch of whole clauses on the right that matches the clause of left word ``i``; None where none does.

        A clause matches where one content word of it does, or two when it holds more than three.
        """
        first, last = clause(self.left.words, i)
        matched = [
            j for k in range(first, last) if (j := self.to_right[k]) is not None and not self.left.words[k].function
        ]
        if len(matched) < (1 if content(self.left.words, first, last) <= 3 else 2):
            return None
        return clause(self.right.words, min(matched))[0], clause(self.right.words, max(matched))[1]


def lined_up(left: Wording, right: Wording) -> Lineup:
    """The two readings set word against word. Mirrored when they are exchanged."""
    if [word.norm for word in right.words] < [word.norm for word in left.words]:
        return lined_up(right, left).mirrored
    cells = _without_strays(pair(left.words, right.words, retold=_retold(left, right)), left.words)
    runs = moved(cells, left.words, right.words)
    to_right: list[int | None] = [None] * len(left.words)
    to_left: list[int | None] = [None] * len(right.words)
    for cell in cells:
        if cell.level and cell.left is not None and cell.right is not None:
            to_right[cell.left], to_left[cell.right] = cell.right, cell.left
    segments = _segments(cells, left.words, right.words, runs)
    return Lineup(left, right, tuple(cells), tuple(to_right), tuple(to_left), tuple(segments), tuple(runs))


def both_ways(lineup: Lineup, lacking: Callable[[Lineup, str], Sequence[Found]]) -> list[Found]:
    """What ``lacking`` finds on the left and not on the right, and the other way; it is told which side is the left."""
    mirrored = (found._replace(place=found.place.mirrored) for found in lacking(lineup.mirrored, "second"))
    return [*lacking(lineup, "first"), *mirrored]


def _spelled(wording: Wording) -> list[tuple[str, str]]:
    return [(word.before, word.text) for word in wording.words]


def _dated(wording: Wording) -> list[tuple[object, ...]]:
    return [timed.when[1:] for timed in wording.times]


def _carrying(wording: Wording) -> set[int]:
    """Indices of the words that carry sense and belong to no number or time."""
    typed = {i for timed in wording.times for i in range(timed.first, timed.last)}
    typed |= {i for quantity in wording.quantities for i in range(quantity.first, quantity.last)}
    return {i for i, word in enumerate(wording.words) if not word.function and i not in typed}


def quoted(wording: Wording, first: int, last: int) -> str:
    """The words in marks, shortened in the middle: “we will not … next year”."""
    return in_marks(wording.said(first, last))


def in_marks(text: str, most: int = _MAX_QUOTED) -> str:
    """A passage for a sentence: in marks, marks inside made single, shortened in the middle."""
    line = " ".join(text.split()).translate(_SINGLE)
    if len(line) > most:
        line = f"{line[: most // 2].rstrip()} … {line[-most // 3 :].lstrip()}"
    return f"“{line}”"


_SINGLE = str.maketrans('“”„«»"', "‘’‘‘’'")


def _retold(left: Wording, right: Wording) -> bool:
    return (left.kind is Kind.DIRECT) != (right.kind is Kind.DIRECT)


def _without_strays(cells: Sequence[Cell], left: Sequence[Word]) -> list[Cell]:
    """Matches of a grammar word or two amid many that do not match are chance: they anchor nothing."""
    kept = list(cells)
    runs = _runs(cells)
    for k, (start, end, matched) in enumerate(runs):
        if not matched or end - start > 2 or not all(left[cells[c].left or 0].function for c in range(start, end)):
            continue
        before = runs[k - 1][1] - runs[k - 1][0] if k else 0
        after = runs[k + 1][1] - runs[k + 1][0] if k + 1 < len(runs) else 0
        if min(before, after) >= 2 * (end - start) + 1 or (min(before, after) == 0 and before + after >= 6):
            for c in range(start, end):
                kept[c] = kept[c]._replace(level=Level.NONE)
    return kept


def _runs(cells: Sequence[Cell]) -> list[tuple[int, int, bool]]:
    """Stretches of cells that match or that do not."""
    runs: list[tuple[int, int, bool]] = []
    for k, cell in enumerate(cells):
        matched = cell.level > Level.NONE
        if runs and runs[-1][2] == matched:
            runs[-1] = (runs[-1][0], k + 1, matched)
        else:
            runs.append((k, k + 1, matched))
    return runs


def _segments(
    cells: Sequence[Cell], left: Sequence[Word], right: Sequence[Word], moved: Sequence[Moved]
) -> list[Segment]:
    """The runs that do not match; moved words belong to none, and break a run in two."""
    gone_left = {i for run in moved for i in range(run.left, run.left + run.length)}
    gone_right = {j for run in moved for j in range(run.right, run.right + run.length)}
    found: list[Segment] = []
    i = j = 0
    for start, end, matched in _runs(cells):
        lefts = sum(cell.left is not None for cell in cells[start:end])
        rights = sum(cell.right is not None for cell in cells[start:end])
        if not matched:
            found += _broken(Segment(i, i + lefts, j, j + rights), left, right, gone_left, gone_right)
        i, j = i + lefts, j + rights
    return found


def _broken(
    segment: Segment, left: Sequence[Word], right: Sequence[Word], gone_left: set[int], gone_right: set[int]
) -> list[Segment]:
    """The segment without moved words, and in one piece for each content span where only one side stands."""
    lefts = _stretches(range(segment.left, segment.left_end), gone_left, left)
    rights = _stretches(range(segment.right, segment.right_end), gone_right, right)
    if len(lefts) == 1 and len(rights) == 1:
        return [Segment(*lefts[0], *rights[0])]
    if len(lefts) > 1 and len(rights) == 1 and not gone_left & set(range(segment.left, segment.left_end)):
        return [Segment(lefts[0][0], lefts[-1][1], *rights[0])]
    if len(rights) > 1 and len(lefts) == 1 and not gone_right & set(range(segment.right, segment.right_end)):
        return [Segment(*lefts[0], rights[0][0], rights[-1][1])]
    return [
        *(Segment(first, last, segment.right, segment.right) for first, last in lefts),
        *(Segment(segment.left_end, segment.left_end, first, last) for first, last in rights),
    ]


def _stretches(places: range, gone: set[int], words: Sequence[Word]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for i in places:
        if i in gone:
            continue
        if found and found[-1][1] == i and words[i].piece == words[i - 1].piece:
            found[-1] = (found[-1][0], i + 1)
        else:
            found.append((i, i + 1))
    return found
