"""Numbers and times of two readings set against each other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.numbers import Quantity
from sayso.collate.numbers import compare as compare_numbers
from sayso.collate.relation import Relation
from sayso.collate.times import Frame
from sayso.collate.times import compare as compare_times
from sayso.collate.tokens import content
from sayso.collate.wording import Timed, Wording
from sayso.records import Change

__all__ = ["agreeing", "number_changes", "time_changes", "told"]


class _Placed(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def last(self) -> int: ...


_T = TypeVar("_T", bound=_Placed)


def number_changes(lineup: Lineup, *, paraphrased: bool = False) -> list[Found]:
    """The numbers that differ, or that only one of the readings gives.

    In a paraphrase nothing is said of the place where a number stands: there the only number of a unit on one side is
    set against the only one on the other ($3 million, $4 million).
    """
    pairs, left, right = _paired(lineup, lineup.left.quantities, lineup.right.quantities, _relation_of_numbers)
    found = [_against(lineup, Change.NUMBER, one, other, compare_numbers(one, other)) for one, other in pairs]
    if paraphrased:
        rest = _only_ones(left, right)
        return [
            row for row in found + [_against(lineup, Change.NUMBER, *two, compare_numbers(*two)) for two in rest] if row
        ]
    found += _alone(lineup, Change.NUMBER, [q for q in left if _counts(q)], first=True)
    found += _alone(lineup, Change.NUMBER, [q for q in right if _counts(q)], first=False)
    return [one for one in found if one is not None]


def _only_ones(left: Sequence[Quantity], right: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Numbers of one unit, or of the same thing counted, where each side has just one of them."""
    found = []
    left, right = left[:_MAX_PAIRED], right[:_MAX_PAIRED]
    for one in left:
        others = [other for other in right if _same_count(one, other)]
        rivals = [rival for rival in left if any(_same_count(rival, other) for other in others)]
        if len(others) == 1 and len(rivals) == 1 and not one.ordinal and not others[0].ordinal:
            found.append((one, others[0]))
    return found


def _counts(quantity: Quantity) -> bool:
    """Whether it tells something alone: not "the first", "some" or "not one"."""
    return not quantity.ordinal and not quantity.vague and quantity.high > 1


def time_changes(lineup: Lineup) -> list[Found]:
    """The times that differ, or that only one of the readings gives."""
    pairs, left, right = _paired(lineup, lineup.left.times, lineup.right.times, _relation_of_times)
    found = [_against(lineup, Change.TIME, one, other, _relation_of_times(one, other)) for one, other in pairs]
    found += _alone(lineup, Change.TIME, [t for t in left if _dates(lineup.left, t)], first=True)
    found += _alone(lineup, Change.TIME, [t for t in right if _dates(lineup.right, t)], first=False)
    return [one for one in found if one is not None]


def _dates(wording: Wording, time: Timed) -> bool:
    """Whether it tells when, alone: "today" may be no more than "now"."""
    return time.when.span.of(wording.text).casefold() != "today"


def agreeing(lineup: Lineup) -> tuple[set[int], set[int]]:
    """Words of times and numbers that stand on another place in the other reading: said by both, so no difference."""
    found: tuple[set[int], set[int]] = (set(), set())
    times = _equal(lineup.left.times, lineup.right.times, _relation_of_times)
    numbers = _equal(lineup.left.quantities, lineup.right.quantities, _relation_of_numbers)
    pairs: list[tuple[_Placed, _Placed]] = [*times, *numbers]
    for one, other in pairs:
        if _stands_alone(lineup, one) and _stands_alone(lineup.mirrored, other):
            found[0].update(range(one.first, one.last))
            found[1].update(range(other.first, other.last))
    return found


def _stands_alone(view: Lineup, one: _Placed) -> bool:
    """Whether it is not part of a longer passage that the other reading has nothing of."""
    segment = view.part(one.first)
    if segment is None or segment.left_end < one.last:
        return False
    others = content(view.left.words, segment.left, one.first) + content(view.left.words, one.last, segment.left_end)
    return others <= _MAX_BESIDE


_MAX_BESIDE = 2
"""Content words beside a number or time that make it part of a longer passage when there are more of them."""


def told(relation: Relation, change: Change, left: str, right: str) -> str:
    """The sentence for an editor: “in the 1970s” against “in 1974 or 1975”: compatible, the second is more precise."""
    if relation is Relation.CONFLICT:
        return f"{left} against {right}: another {change.value}"
    return f"{left} against {right}: {relation.value}"


def _relation_of_numbers(one: Quantity, other: Quantity) -> Relation:
    if one.head and other.head and one.head != other.head and one.unit == other.unit == "":
        return Relation.INCOMPARABLE  # 40 soldiers are not 40 houses
    if "percent" in (one.unit, other.unit) and "" in (one.unit, other.unit):
        return Relation.INCOMPARABLE  # four children are not 25 per cent
    return compare_numbers(one, other)


def _relation_of_times(one: Timed, other: Timed) -> Relation:
    relation = compare_times(one.when, other.when)
    # "by June" against "after June".
    opposite = {one.bound, other.bound} == {"before", "after"}
    return Relation.CONFLICT if opposite and relation is Relation.SAME else relation


def _paired(
    lineup: Lineup, left: Sequence[_T], right: Sequence[_T], relation: Callable[[_T, _T], Relation]
) -> tuple[list[tuple[_T, _T]], list[_T], list[_T]]:
    """What stands against what, and what is left over on both sides. Equal ones are paired first and dropped."""
    equal = _nearest(left, right, lambda one, other: relation(one, other) is Relation.SAME)
    lefts = [one for i, one in enumerate(left) if all(i != pair[0] for pair in equal)]
    rights = [other for j, other in enumerate(right) if all(j != pair[1] for pair in equal)]
    # What counts the same thing belongs together before what only stands on the same place.
    opposed = _nearest(lefts, rights, lambda one, other: _opposed(lineup, one, other), _same_count)
    return (
        [(lefts[i], rights[j]) for i, j in sorted(opposed)],
        [one for i, one in enumerate(lefts) if all(i != pair[0] for pair in opposed)],
        [other for j, other in enumerate(rights) if all(j != pair[1] for pair in opposed)],
    )


def _equal(left: Sequence[_T], right: Sequence[_T], relation: Callable[[_T, _T], Relation]) -> list[tuple[_T, _T]]:
    pairs = _nearest(left, right, lambda one, other: relation(one, other) is Relation.SAME)
    return [(left[i], right[j]) for i, j in pairs]


_MAX_PAIRED = 100
"""Numbers or times of one reading that are compared; a table of figures is no statement."""


def _nearest(
    left: Sequence[_T],
    right: Sequence[_T],
    belong: Callable[[_T, _T], bool],
    first: Callable[[_T, _T], bool] | None = None,
) -> list[tuple[int, int]]:
    """Pairs of indices that belong together, each index once; ``first`` ones first, then those nearest in order."""
    pairs = [
        (i, j)
        for i, one in enumerate(left[:_MAX_PAIRED])
        for j, other in enumerate(right[:_MAX_PAIRED])
        if belong(one, other)
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for i, j in sorted(pairs, key=lambda p: (not (first and first(left[p[0]], right[p[1]])), abs(p[0] - p[1]), sum(p))):
        if i not in used[0] and j not in used[1]:
            found.append((i, j))
            used[0].add(i)
            used[1].add(j)
    return found


def _opposed(lineup: Lineup, one: _Placed, other: _Placed) -> bool:
    """Whether the two stand on the same place: aligned, or in one short difference."""
    if not _comparable(one, other):
        return False
    spots = set(range(other.first, other.last))
    if any(_bears(lineup, i) and lineup.to_right[i] in spots for i in range(one.first, one.last)):
        return True  # "by 40" against "more than 40", "by June" against "after June": the number itself matches
    aligned = bool({lineup.beside.get(i) for i in range(one.first, one.last)} & spots)
    mine = {segment for i in range(one.first, one.last) if (segment := lineup.part(i)) is not None}
    theirs = {segment.mirrored for j in spots if (segment := lineup.mirrored.part(j)) is not None}
    for segment in sorted(mine & theirs):
        if lineup.is_one_sided(segment):
            return aligned and _same_count(one, other)
        return aligned or _short(lineup, segment) or _same_count(one, other)
    return False


def _bears(lineup: Lineup, i: int) -> bool:
    """Whether the word carries the number or time: not its preposition."""
    return not lineup.left.words[i].function


def _comparable(one: _Placed, other: _Placed) -> bool:
    """Whether the two can be set against each other at all: not dozens of boxes and 500 pages, not Monday and 1994."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return not (one.vague or other.vague) or _same_count(one, other)
    if isinstance(one, Timed) and isinstance(other, Timed):
        relative = Frame.RELATIVE in (one.when.frame, other.when.frame)
        return relative or compare_times(one.when, other.when) is not Relation.INCOMPARABLE
    return False


def _same_count(one: _Placed, other: _Placed) -> bool:
    """Whether both count the same thing: 40 soldiers, 60 soldiers."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.head == other.head != "" or one.unit == other.unit != ""
    return False


def _short(lineup: Lineup, segment: Segment) -> bool:
    return max(segment.left_end - segment.left, segment.right_end - segment.right) <= 8 and (
        content(lineup.left.words, segment.left, segment.left_end)
        + content(lineup.right.words, segment.right, segment.right_end)
        <= 8
    )


def _against(lineup: Lineup, change: Change, one: _Placed, other: _Placed, relation: Relation) -> Found | None:
    if relation is Relation.SAME:
        return None
    left, right = quoted(lineup.left, one.first, one.last), quoted(lineup.right, other.first, other.last)
    place = Segment(one.first, one.last, other.first, other.last)
    return Found(change, relation.conflicting, place, told(relation, change, left, right))


def _alone(lineup: Lineup, change: Change, rest: Sequence[_Placed], *, first: bool) -> list[Found | None]:
    """What one reading gives and the other leaves open, where little else differs on the spot."""
    view = lineup if first else lineup.mirrored
    found: list[Found | None] = []
    for one in rest:
        segment = view.part(one.first)
        if segment is None or segment.left_end < one.last or not _little_else(view, segment, one):
            continue
        point = view.point(one.first)
        place = Segment(one.first, one.last, point, point)
        which = "first" if first else "second"
        because = f"{_said(view.left, one)} stands only in the {which}: more precise"
        found.append(Found(change, False, place if first else place.mirrored, because))
    return found


def _little_else(view: Lineup, segment: Segment, one: _Placed) -> bool:
    words = view.left.words
    others = content(words, segment.left, one.first) + content(words, one.last, segment.left_end)
    return others == 0 and content(view.right.words, segment.right, segment.right_end) <= 1


def _said(wording: Wording, one: _Placed) -> str:
    return quoted(wording, one.first, one.last)
