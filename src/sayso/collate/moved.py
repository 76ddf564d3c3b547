"""Moved words: runs that stand in both readings, at another place in each. Never told as a cut and an addition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.collate.cells import Cell
from sayso.collate.tokens import Word, content

__all__ = ["Moved", "moved"]

_MIN_MOVED = 4
"""Shortest run of words, two of them content words, that is told as moved wherever it stands."""
_MAX_MOVED = 300
"""Words of one run; a longer one is told in pieces."""
_MAX_FREE = 4_000
"""Unmatched words of a reading among which moved ones are looked for."""
_MAX_CANDIDATES = 8
"""Places that are tried for a run of words that stands in many."""


class Moved(NamedTuple):
    """The same words at another place: they begin at word ``left`` of one reading and ``right`` of the other."""

    left: int
    right: int
    length: int


def moved(cells: Sequence[Cell], left: Sequence[Word], right: Sequence[Word]) -> list[Moved]:
    """Runs of the same words that stand unmatched in both readings, none on another."""
    free = (
        {c.left for c in cells if c.left is not None and not c.level},
        {c.right for c in cells if c.right is not None and not c.level},
    )
    if max(len(places) for places in free) > _MAX_FREE:
        return []
    starts: dict[tuple[str, ...], list[int]] = {}
    for j in sorted(free[1]):
        starts.setdefault(_norms(right, j), []).append(j)
    found: list[Moved] = []
    for i in sorted(free[0]):
        if found and i < found[-1].left + found[-1].length:
            continue
        runs = [_run(i, j, free, left, right) for j in starts.get(_norms(left, i), ())[:_MAX_CANDIDATES]]
        best = max(runs, key=lambda run: (run.length, -run.right), default=None)
        if best is not None and _tells(best, free, left):
            free[1].difference_update(range(best.right, best.right + best.length))
            found.append(best)
    return found


def _norms(words: Sequence[Word], i: int) -> tuple[str, ...]:
    return tuple(word.norm for word in words[i : i + 2])


def _run(i: int, j: int, free: tuple[set[int], set[int]], left: Sequence[Word], right: Sequence[Word]) -> Moved:
    """The longest run of the same free words from ``i`` and ``j`` on."""
    length = 0
    while i + length in free[0] and j + length in free[1] and left[i + length].norm == right[j + length].norm:
        length += 1
        if length == _MAX_MOVED:
            break
    return Moved(i, j, length)


def _tells(run: Moved, free: tuple[set[int], set[int]], left: Sequence[Word]) -> bool:
    """Whether the run is no chance: long enough, or all that differs on both spots ("if they pay")."""
    carried = content(left, run.left, run.left + run.length)
    if run.length >= _MIN_MOVED and carried >= 2:
        return True
    ends = (run.left + run.length, run.right + run.length)
    alone = all(at - 1 not in places for at, places in zip((run.left, run.right), free, strict=True)) and all(
        at not in places for at, places in zip(ends, free, strict=True)
    )
    return alone and run.length >= 2 and carried >= 1
