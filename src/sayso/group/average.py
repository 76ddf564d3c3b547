"""Average-link clustering over sparse pairs: the two groups most alike on average merge, until none are alike enough.

Single links would chain one event to the next through a round-up of the day; a pair that is missing counts 0.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping

__all__ = ["average_link"]


def average_link(items: Iterable[str], pairs: Mapping[tuple[str, str], float], least: float) -> list[tuple[str, ...]]:
    """The groups, each sorted, in order. Ties go by name, so the result is a function of the set."""
    members: _Members = {item: (item,) for item in sorted(items)}
    sums = _sums(pairs)
    heap = [_entry(left, right, members, sums) for left in sums for right in sums[left] if left < right]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= least:
        value, left, right = heapq.heappop(heap)
        # A group keeps its smallest name as it grows, so an entry from before the growth has to be told by its value.
        if right in sums.get(left, ()) and value == -_average(left, right, members, sums):
            _merge(left, right, members, sums)
            for other in sorted(sums[left]):
                heapq.heappush(heap, _entry(min(left, other), max(left, other), members, sums))
    return sorted(members.values())


_Sums = dict[str, dict[str, float]]
_Members = dict[str, tuple[str, ...]]


def _sums(pairs: Mapping[tuple[str, str], float]) -> _Sums:
    sums: _Sums = defaultdict(dict)
    for (left, right), value in sorted(pairs.items()):
        sums[left][right] = sums[right][left] = value
    return sums


def _entry(left: str, right: str, members: _Members, sums: _Sums) -> tuple[float, str, str]:
    return -_average(left, right, members, sums), left, right


def _average(left: str, right: str, members: _Members, sums: _Sums) -> float:
    return round(sums[left][right] / (len(members[left]) * len(members[right])), 6)


def _merge(left: str, right: str, members: _Members, sums: _Sums) -> None:
    """Puts the group named ``right`` into the one named ``left``, which is the smaller name."""
    members[left] = tuple(sorted((*members[left], *members.pop(right))))
    gone = sums.pop(right)
    del sums[left][right]
    for other, total in gone.items():
        if other == left:
            continue
        del sums[other][right]
        sums[left][other] = sums[other][left] = sums[left].get(other, 0.0) + total
