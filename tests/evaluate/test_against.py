"""Two runs over one gold: what was gained and lost, by example."""

from __future__ import annotations

import pytest

from sayso.evaluate.against import Change, against
from sayso.evaluate.predictions import Predictions, Run
from tests.evaluate.marking import TOSK, Row, article, quote

MAYOR = quote(TOSK, "that the mayor will resign", source="Tosk")
SALT = quote(TOSK, "We will not tax salt,", "this year", source="Brenn")
CREWS = quote(TOSK, "The crews", source="Tosk")
SHORT = quote(TOSK, "We will not tax salt,", source="Brenn")


def told(change: Change) -> tuple[str, str, float]:
    before, now = (
        "not shown" if each is None else ", ".join(each.mistakes) or "right" for each in (change.before, change.now)
    )
    return before, now, round(change.gain, 3)


def compared(before: list[Row], now: list[Row]) -> tuple[list[tuple[str, str, float]], list[tuple[str, str, float]]]:
    both = {"a": (article([MAYOR, SALT], before), article([MAYOR, SALT], now))}
    found = against(both, Predictions({}), Predictions({}))
    return [told(each) for each in found.gains], [told(each) for each in found.losses]


CASES = [
    ([MAYOR], [MAYOR], ([], [])),
    ([MAYOR], [MAYOR, SALT], ([("missed", "right", 1.5)], [])),
    ([MAYOR, SALT], [MAYOR], ([], [("right", "missed", -1.5)])),
    # found both times, better now
    ([SHORT], [SALT], ([("too short", "right", round(0.5 + 2 / 7, 3))], [])),
    # the right words from the wrong mouth
    ([MAYOR | {"source": SALT["source"]}], [MAYOR], ([("wrong source", "right", 1.0)], [])),
    # where people marked nothing
    ([CREWS], [], ([("invented", "not shown", 1.5)], [])),
    ([], [CREWS], ([], [("not shown", "invented", -1.5)])),
    ([CREWS], [CREWS], ([], [])),
    # a part that stood beside the whole now stands for it: the statement's own change tells that
    (
        [SALT, quote(TOSK, "this year", source="Brenn")],
        [quote(TOSK, "this year", source="Brenn")],
        ([], [("right", "too short", -round(0.5 + 5 / 7, 3))]),
    ),
    # two statements of the gold become one that was found, and the largest gain comes first
    ([], [MAYOR, SHORT], ([("missed", "right", 1.5), ("missed", "too short", round(1 - 2 / 7, 3))], [])),
]


@pytest.mark.parametrize(("before", "now", "expected"), CASES)
def test_gains_and_losses(
    before: list[Row], now: list[Row], expected: tuple[list[tuple[str, str, float]], list[tuple[str, str, float]]]
) -> None:
    assert compared(before, now) == expected


@pytest.mark.parametrize(("before", "now", "_"), CASES)
def test_turned_round_gains_are_losses(before: list[Row], now: list[Row], _: object) -> None:
    gains, losses = compared(before, now)
    turned_gains, turned_losses = compared(now, before)
    assert turned_losses == [(right, left, -gain) for left, right, gain in gains]
    assert turned_gains == [(right, left, -gain) for left, right, gain in losses]


def test_scores_of_both_and_the_settings_that_differ() -> None:
    both = {"a": (article([MAYOR, SALT], [MAYOR]), article([MAYOR, SALT], [MAYOR, SALT]))}
    runs = [
        Predictions({}, Run("0", {"extract.min_confidence": str(least), "same": "1", **more}, "s"))
        for least, more in ((0.5, {}), (0.6, {"new": "2"}))
    ]
    found = against(both, *runs)
    assert (found.before.exact["all"].recall, found.now.exact["all"].recall) == (50.0, 100.0)
    assert found.settings == {"extract.min_confidence": ("0.5", "0.6"), "new": (None, "2")}
