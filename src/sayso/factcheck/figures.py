"""The numbers of what is said and of a claim: whether they can be the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from sayso.collate.numbers import Quantity, compare
from sayso.collate.relation import Relation
from sayso.collate.wording import Wording
from sayso.factcheck.pair import Pair

__all__ = ["numbers_in_one", "other_numbers", "ranks"]

_RATIOS: Final = ("times", "percent")


def other_numbers(pair: Pair) -> bool:
    """*48 million*, *84 million*, wherever they stand; a number that only one gives is but open."""
    said, claimed = _unmet_on_both(pair)
    return bool(said and claimed) or _by_and_to(pair)


def _by_and_to(pair: Pair) -> bool:
    """*Expanded by 30 beds*, *expanded to 30 beds*: the comparison knows the two with some verbs only."""
    left, right = pair.lineup.left, pair.lineup.right
    agreeing = ((one, other) for one in left.quantities for other in right.quantities if _agree(one, other))
    return any({_before(left, one), _before(right, other)} == {"by", "to"} for one, other in agreeing)


def _before(reading: Wording, number: Quantity) -> str:
    return reading.words[number.first - 1].norm if number.first else ""


def numbers_in_one(pair: Pair) -> list[str]:
    """The numbers that one gives and the other leaves open, as they are printed."""
    said, claimed = _unmet_on_both(pair)
    both = ((pair.lineup.left, [one for one in said if not _compares(pair, one)]), (pair.lineup.right, claimed))
    return [reading.said(one.first, one.last) for reading, numbers in both for one in numbers]


def _compares(pair: Pair, number: Quantity) -> bool:
    """*600 million crowns, twice what was promised*: a multiple or a part tells how large a figure of the claim is."""
    left, right = pair.lineup.left, pair.lineup.right
    if number.unit not in _RATIOS or "," not in left.words[number.first].before:
        return False
    before = (one for one in left.quantities if 0 <= number.first - one.last <= 1)
    return any(_agree(one, other) for one in before for other in right.quantities)


def ranks(reading: Wording, clauses: Sequence[tuple[int, int]] | None = None) -> frozenset[str]:
    """``2`` for *second*, ``some`` for *one of the*. To be the first is no rank that a sentence need tell."""
    bounds = [(0, len(reading.words))] if clauses is None else clauses
    found = {
        f"{number.low:g}" for number in reading.quantities if number.ordinal and number.low > 1 and _in(number, bounds)
    }
    words = [[word.norm for word in reading.words[first:last]] for first, last in bounds]
    if any(run[i + 1 : i + 3] == ["of", "the"] and run[i] in ("one", "#1") for run in words for i in range(len(run))):
        found.add("some")
    return frozenset(found)


def _unmet_on_both(pair: Pair) -> tuple[list[Quantity], list[Quantity]]:
    left, right = pair.lineup.left.quantities, pair.lineup.right.quantities
    near = pair.clauses
    return [number for number in _unmet(left, right) if _in(number, near)], _unmet(right, left)


def _unmet(numbers: Iterable[Quantity], others: Sequence[Quantity]) -> list[Quantity]:
    return [one for one in numbers if _counts(one) and not any(_agree(one, other) for other in others)]


def _counts(number: Quantity) -> bool:
    return not number.ordinal and not number.vague and number.high > 1


def _agree(one: Quantity, other: Quantity) -> bool:
    if "percent" in (one.unit, other.unit) and one.unit != other.unit:
        return False  # 31 percent of the young, and 31 of them
    return compare(one, other) not in (Relation.CONFLICT, Relation.INCOMPARABLE)


def _in(number: Quantity, bounds: Iterable[tuple[int, int]]) -> bool:
    return any(first <= number.first < last for first, last in bounds)
