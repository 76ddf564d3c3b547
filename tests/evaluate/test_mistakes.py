"""What is called which mistake, what it costs, and which is shown first."""

from __future__ import annotations

import pytest

from sayso.errors import UsageError
from sayso.evaluate.mistakes import Mistake, examples, mistakes_named, tally, worst
from tests.evaluate.marking import TOSK, Row, article, quote

MAYOR = quote(TOSK, "that the mayor will resign", source="Tosk")  # four words without "that"
SALT = quote(TOSK, "We will not tax salt,", "this year", source="Brenn")  # seven
ICE = quote(TOSK, "that ice may close the port", source="The crews")  # five

Expected = list[dict[Mistake, float]]

# gold, found, the mistakes in the order of the gold and then of what was found beside it
CASES: list[tuple[list[Row], list[Row], Expected]] = [
    # marks and a leading "that" don't matter
    ([MAYOR], [quote(TOSK, "the mayor will resign.", source="Tosk")], [{}]),
    ([MAYOR], [], [{Mistake.MISSED: 1.5}]),
    ([], [MAYOR], [{Mistake.INVENTED: 1.5}]),
    # all of the four words, and two of six too many
    ([MAYOR], [quote(TOSK, "Tosk said that the mayor will resign", source="Tosk")], [{Mistake.TOO_LONG: 0.5 + 3 / 7}]),
    ([MAYOR], [quote(TOSK, "the mayor", source="Tosk")], [{Mistake.TOO_SHORT: 0.5 + 0.5}]),
    # three of four, and one word that people did not mark
    (
        [quote(TOSK, "said that the mayor", source="Tosk")],
        [quote(TOSK, "that the mayor will", source="Tosk")],
        [{Mistake.SHIFTED: 0.5 + 2 / 4 + 1 / 3}],
    ),
    # one word of seven and one of four are no attempt at the same thing
    (
        [MAYOR],
        [quote(TOSK, "resign. “We will not")],
        [{Mistake.MISSED: 0.5 + 3 / 4}, {Mistake.INVENTED: 0.5 + 3 / 4}],
    ),
    # the words stand in what was found, but that belongs to another
    (
        [SALT, quote(TOSK, "Brenn said")],
        [quote(TOSK, "We will not tax salt,” Brenn said, “this year", source="Brenn")],
        [{Mistake.TOO_LONG: 0.5 + 2 / 9}, {Mistake.MISSED: 0.5}],
    ),
    # told by another inside a statement: it takes nothing from it
    ([ICE], [ICE, quote(TOSK, "close the port")], [{}, {Mistake.INSIDE: 0.5}]),
    # sources: no word of it, none at all, a part of it, none marked by people
    ([MAYOR], [MAYOR | {"source": ICE["source"]}], [{Mistake.SOURCE: 1.0}]),
    ([MAYOR], [MAYOR | {"source": None}], [{Mistake.SOURCE: 1.0}]),
    ([ICE], [quote(TOSK, "ice may close the port", source="crews")], [{Mistake.SOURCE: 0.5}]),
    ([MAYOR | {"source": None}], [MAYOR], [{}]),
    # of what is not matched (two of seven words) no source is compared
    ([SALT], [quote(TOSK, "this year", source="Tosk")], [{Mistake.TOO_SHORT: 0.5 + 5 / 7}]),
]


@pytest.mark.parametrize(("gold", "found", "expected"), CASES)
def test_each_mistake_and_its_cost(gold: list[Row], found: list[Row], expected: Expected) -> None:
    told = [dict(each.mistakes) for each in examples("a", article(gold, found))]
    assert told == [pytest.approx(each) for each in expected]


def test_what_costs_most_comes_first() -> None:
    found = [MAYOR | {"source": None}, quote(TOSK, "We will not tax salt", source="Brenn")]
    ranked = worst(examples("a", article([MAYOR, SALT, ICE], found)))
    assert [[*each.mistakes] for each in ranked] == [[Mistake.MISSED], [Mistake.SOURCE], [Mistake.TOO_SHORT]]


def test_of_equal_cost_the_longer_first_and_then_by_place() -> None:
    ranked = worst([each for key in ("b", "a") for each in examples(key, article([MAYOR, SALT], []))])
    assert [(each.document, len(each.shown.content)) for each in ranked] == [("a", 7), ("b", 7), ("a", 4), ("b", 4)]


def test_what_is_right_is_no_mistake() -> None:
    assert worst(examples("a", article([MAYOR], [MAYOR]))) == []


def test_the_tally_has_every_mistake() -> None:
    counts = tally(examples("a", article([MAYOR, SALT, ICE], [MAYOR | {"source": None}])))
    assert set(counts) == set(Mistake)
    assert (counts[Mistake.MISSED], counts[Mistake.SOURCE]) == ((2, 3.0), (1, 1.0))
    assert counts[Mistake.INVENTED] == (0, 0)


def test_mistakes_by_name() -> None:
    assert mistakes_named(["too-long", "Wrong source"]) == (Mistake.TOO_LONG, Mistake.SOURCE)
    with pytest.raises(UsageError, match="no such mistake: 'late'; expected one of missed, invented, inside-another"):
        mistakes_named(["late"])
