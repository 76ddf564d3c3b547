"""Quotations that stop before what limits them, and passages that are cut but limit nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = tuple[str, bool, str, str]
Compare = Callable[..., list[Told]]

CUT: list[tuple[str, str, str]] = [
    # whole, then cut, then what is lost
    (
        "We will sign the treaty, but only if the islands pay.",
        "We will sign the treaty.",
        "but only if the islands pay",
    ),
    ("We will sign it unless the islands object.", "We will sign it.", "unless the islands object"),
    ("Everyone may vote, except the soldiers of the guard.", "Everyone may vote.", "except the soldiers of the guard"),
    ("I support the mayor, although he made mistakes.", "I support the mayor.", "although he made mistakes"),
    (
        "I support the mayor. However, he made grave mistakes.",
        "I support the mayor.",
        "However, he made grave mistakes",
    ),
    ("We will pay if the harvest is good.", "We will pay.", "if the harvest is good"),
    ("We will pay. But the harvest must be good.", "We will pay.", "But the harvest must be good"),
    ("We will pay, provided the council agrees.", "We will pay.", "provided the council agrees"),
    ("We will pay as long as the mine works.", "We will pay.", "as long as the mine works"),
    ("We will pay, and only if the council agrees.", "We will pay.", "only if the council agrees"),
    # in the middle
    ("We will pay, if the council agrees, next spring.", "We will pay next spring.", "if the council agrees"),
    # before the main clause
    ("If the council agrees, we will pay the farmers.", "We will pay the farmers.", "If the council agrees"),
    # a "but" before it joins it to what stood before
    (
        "But if the council agrees, we will pay the farmers.",
        "We will pay the farmers.",
        "if the council agrees",
    ),
    ("The war is over, though some villages still burn.", "The war is over.", "though some villages still burn"),
]

NOT = [
    # an if that limits nothing: it compares or asks
    ("They treat us as if we were thieves.", "They treat us badly."),
    ("We asked if the farmers could pay.", "We asked the farmers."),
    # the limit is kept in other words
    ("We will sign, but only if the islands pay.", "We will sign, but only when the islands pay."),
    # a but that opens what comes before the shared words limits nothing in them
    ("But I was open with the council. We will sign.", "We will sign."),
    # what the but limits is cut as well
    ("We will sign. The islands hope so, but the farmers fear it.", "We will sign."),
    # an if at the start of a sentence limits that sentence, which is cut whole
    ("We will sign. If the farmers fear it, they are mad.", "We will sign."),
    # a cut without a limit
    ("We will sign and the farmers will be glad.", "We will sign."),
    ("We will sign because the islands pay.", "We will sign."),
    ("We will sign in the old castle of Marra.", "We will sign."),
    # no cut
    ("We have but one wish.", "We have only one wish."),
    ("We will sign if they pay.", "We will sign if they pay."),
    ("If they pay, we will sign.", "We will sign if they pay."),
    # other words
    ("We will sign even now.", "We will sign right now."),
    ("He asked if we would pay.", "He asked whether we would pay."),
    ("Only the farmers pay.", "The farmers alone pay."),
]


@pytest.mark.parametrize(("whole", "short", "lost"), CUT)
def test_cut(whole: str, short: str, lost: str, compare: Compare) -> None:
    assert [row for row in compare(whole, short) if row[1]] == [("qualifier cut", True, _with_and(whole, lost), "")]


@pytest.mark.parametrize(("whole", "short", "lost"), CUT)
def test_cut_on_the_other_side(whole: str, short: str, lost: str, compare: Compare) -> None:
    assert [row for row in compare(short, whole) if row[1]] == [("qualifier cut", True, "", _with_and(whole, lost))]


@pytest.mark.parametrize(("left", "right"), NOT)
def test_no_qualifier(left: str, right: str, compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] == "qualifier cut"] == []


def _with_and(whole: str, lost: str) -> str:
    # the "and" that joins the limit goes with it
    return f"and {lost}" if f"and {lost}" in whole else lost
