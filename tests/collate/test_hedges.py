"""Hedges gained or lost, and the look-alikes that hedge nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Kind

Told = tuple[str, bool, str, str]
Compare = Callable[..., list[Told]]

DIFFER: list[tuple[str, str, tuple[str, str]]] = [
    # adverbs of hearsay
    ("The general reportedly left the capital.", "The general left the capital.", ("reportedly", "")),
    ("The general allegedly took money.", "The general took money.", ("allegedly", "")),
    ("They apparently closed the mine.", "They closed the mine.", ("apparently", "")),
    # is said to
    ("The general is said to own the mine.", "The general owns the mine.", ("is said to", "")),
    ("The council is believed to hold the gold.", "The council holds the gold.", ("is believed to", "")),
    # adjectives
    ("He spoke of an alleged plot against the council.", "He spoke of a plot against the council.", ("alleged", "")),
    # doubt
    ("Perhaps the council will sell the port.", "The council will sell the port.", ("Perhaps", "")),
    ("We will probably sell the port.", "We will sell the port.", ("probably", "")),
    ("The dam seems to hold.", "The dam holds.", ("seems to", "")),
    ("I think the dam will hold.", "The dam will hold.", ("I think", "")),
    # gained
    ("The general left the capital.", "The general supposedly left the capital.", ("", "supposedly")),
]

SAME = [
    # another hedge
    ("The general reportedly left.", "The general allegedly left."),
    ("The council may sell the port.", "The council might sell the port."),
    ("We will probably sell it.", "We will likely sell it."),
    ("Perhaps we will sell it.", "Maybe we will sell it."),
    # no hedge: a month, an army's might, a past ability
    ("In May we sell the port.", "In spring we sell the port."),
    ("We fear the military might of the islands.", "We fear the military strength of the islands."),
    ("We could not see the ships.", "We did not see the ships."),
    ("We can reach the port.", "We could reach the port."),
    # cut with its clause
    ("We sell the port. The islands may send ships and we may fight.", "We sell the port."),
    # not about the shared words
    ("We sell the port.", "We sell the port."),
    ("The seams of the dam hold.", "The dam holds."),
    ("He made allegations against the council.", "He made claims against the council."),
    ("She appeared in court.", "She was in court."),
]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_difference(left: str, right: str, expected: tuple[str, str], compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] == "hedge"] == [("hedge", True, *expected)]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_no_difference(left: str, right: str, compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] == "hedge"] == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        # a paraphrase drops these by itself
        ("joked that the council may leave the port", "joked about the council leaving the port"),
        ("I think the dam is a danger to the valley", "the dam is a danger to the valley"),
    ],
)
def test_dropped_in_retelling(left: str, right: str, compare: Compare) -> None:
    rows = compare(left, right, left_kind=Kind.MIXED, right_kind=Kind.INDIRECT)
    assert [row for row in rows if row[0] == "hedge"] == []


def test_hearsay_counts_in_retelling_too(compare: Compare) -> None:
    left, right = "the general reportedly left the capital", "the general left the capital"
    rows = compare(left, right, left_kind=Kind.INDIRECT, right_kind=Kind.INDIRECT)
    assert rows == [("hedge", True, "reportedly", "")]


def test_shift_of_tense_is_no_hedge(compare: Compare) -> None:
    # “we can” becomes "they could" when it is told indirectly
    rows = compare("We can hold the port.", "they could hold the port", right_kind=Kind.INDIRECT)
    assert rows == []
