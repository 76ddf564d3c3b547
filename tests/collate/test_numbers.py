"""Numbers: what counts as one, what it is worth, and how two of them stand to each other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = tuple[str, bool, str, str]

DIFFER: list[tuple[str, str, tuple[bool, str, str]]] = [
    # digits against digits
    ("We hold 40 prisoners.", "We hold 60 prisoners.", (True, "40", "60")),
    # words against digits
    ("We hold forty prisoners.", "We hold 60 prisoners.", (True, "forty", "60")),
    # a phrase of several words
    ("Twelve hundred families left the valley.", "1,300 families left the valley.", (True, "Twelve hundred", "1,300")),
    # per cent
    ("Prices rose by 5% this year.", "Prices rose by 15 per cent this year.", (True, "5%", "15 per cent")),
    # percentage points are not per cent
    (
        "Support fell by 5 per cent.",
        "Support fell by 5 percentage points.",
        (True, "5 per cent", "5 percentage points"),
    ),
    # another currency
    ("The bridge cost $3 million.", "The bridge cost €3 million.", (True, "$3 million", "€3 million")),
    # another scale
    ("The bridge cost 3 million crowns.", "The bridge cost 3 billion crowns.", (True, "3 million", "3 billion")),
    # a vaguer number takes in the other
    ("About 40 people were there.", "42 people were there.", (False, "About 40", "42")),
    ("More than 40 people were there.", "52 people were there.", (False, "More than 40", "52")),
    # ... and here it doesn't
    ("More than 40 people were there.", "38 people were there.", (True, "More than 40", "38")),
    ("Fewer than 40 people were there.", "More than 40 people were there.", (True, "Fewer than 40", "More than 40")),
    # ranges
    ("It takes 10 to 15 days.", "It takes 12 days.", (False, "10 to 15 days", "12 days")),
    ("It takes between 10 and 15 days.", "It takes 20 days.", (True, "between 10 and 15 days", "20 days")),
    # words that give bounds only
    ("Dozens of soldiers crossed the river.", "45 soldiers crossed the river.", (False, "Dozens of", "45")),
    ("Hundreds of soldiers crossed the river.", "45 soldiers crossed the river.", (True, "Hundreds of", "45")),
    # other units of one kind
    ("The wall is 100 miles long.", "The wall is 300 km long.", (True, "100 miles", "300 km")),
    # order
    ("This is our second warning.", "This is our third warning.", (True, "second", "third")),
    # only one of them gives a number
    ("We sent 300 trucks to the port.", "We sent trucks to the port.", (False, "300", "")),
    # letters for the scale
    ("They owe us 5bn crowns.", "They owe us 5 million crowns.", (True, "5bn", "5 million")),
]

SAME = [
    ("We hold 1,200 prisoners.", "We hold twelve hundred prisoners."),
    ("We hold 1,200 prisoners.", "We hold one thousand two hundred prisoners."),
    ("It cost 3.5 million crowns.", "It cost 3,500,000 crowns."),
    ("It cost half a million crowns.", "It cost 500,000 crowns."),
    ("Prices rose by 5%.", "Prices rose by five per cent."),
    ("Prices rose by 5%.", "Prices rose by 5 percent."),
    ("It cost $3 million.", "It cost three million dollars."),
    ("We bought two dozen eggs.", "We bought 24 eggs."),
    ("The wall is 100 miles long.", "The wall is 160 km long."),  # converted and rounded
    ("No one came.", "No one came at all."),  # "one" counts nothing here
    ("This one is ours.", "This is ours."),
    ("We lost 40 men and 20 horses.", "We lost 20 horses and 40 men."),  # the other way round
    ("Twenty-five ships sailed.", "25 ships sailed."),
    ("We met two hundred and five farmers.", "We met 205 farmers."),
    ("First, we rest.", "We rest."),
    ("It was founded in 1990 here.", "It was founded here in 1990."),  # a year is a time
    ("One of them is guilty.", "Some of them are guilty."),
]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_difference(left: str, right: str, expected: tuple[bool, str, str], compare: Callable[..., list[Told]]) -> None:
    assert [row[1:] for row in compare(left, right) if row[0] == "number"] == [expected]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_told_once(left: str, right: str, expected: tuple[bool, str, str], compare: Callable[..., list[Told]]) -> None:
    # never also as wording, a cut or the opposite
    assert len(compare(left, right)) == 1


@pytest.mark.parametrize(("left", "right"), SAME)
def test_no_difference(left: str, right: str, compare: Callable[..., list[Told]]) -> None:
    assert [row for row in compare(left, right) if row[0] == "number"] == []
