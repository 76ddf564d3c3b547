"""Negation gained or lost: one row for each way that English has to say no."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = tuple[str, bool, str, str]
Compare = Callable[..., list[Told]]

DIFFER: list[tuple[str, str, tuple[str, str]]] = [
    # not
    ("We will not sign the treaty.", "We will sign the treaty.", ("not sign", "sign")),
    # n't
    ("We will sign the treaty.", "We won't sign the treaty.", ("sign", "won't sign")),
    # cannot
    ("We cannot accept this border.", "We can accept this border.", ("cannot accept", "accept")),
    # never
    ("I never met the general.", "I met the general.", ("never met", "met")),
    # no
    ("There are no soldiers in the valley.", "There are soldiers in the valley.", ("no soldiers", "soldiers")),
    # nobody
    ("Nobody asked us about it.", "They asked us about it.", ("Nobody asked", "asked")),
    # no longer
    ("We no longer support the council.", "We support the council.", ("no longer support", "support")),
    # fail to
    ("They failed to repair the bridge.", "They repaired the bridge.", ("failed to repair", "repaired")),
    # refuse to
    ("He refused to open the archive.", "He opened the archive.", ("refused to open", "opened")),
    # un-
    ("The council was willing to pay.", "The council was unwilling to pay.", ("willing", "unwilling")),
    # il-
    ("The vote was legal.", "The vote was illegal.", ("legal", "illegal")),
    # sure opposites
    ("We reject the plan of the council.", "We accept the plan of the council.", ("reject", "accept")),
    ("Prices will rise next spring.", "Prices will fall next spring.", ("rise", "fall")),
    # without
    ("We go there without weapons.", "We go there with weapons.", ("without weapons", "weapons")),
    # a lack of it
    ("There is a lack of bread in the city.", "There is bread in the city.", ("lack of bread", "bread")),
    # negated here, another verb negated there
    ("We do not want war and we want peace.", "We want war and we want peace.", ("not want", "want")),
]

SAME = [
    # two ways of saying no
    ("We will not sign.", "We won't sign."),
    ("It is not possible to sign.", "It is impossible to sign."),
    ("I have never signed it.", "I have not signed it."),
    ("No soldiers crossed the river.", "Soldiers did not cross the river."),
    ("Nobody can repair it.", "No one can repair it."),
    ("They can't repair it.", "They cannot repair it."),
    ("We did not accept the plan.", "We rejected the plan."),
    # no that turns nothing
    ("No, we will pay.", "We will pay."),
    ("There is no doubt that we will pay.", "There is doubtless a will to pay, we will pay."),
    ("Not only the farmers will pay.", "The farmers will pay."),
    # the negated part is cut as a whole: a cut, not the opposite
    ("We will pay. We never wanted this war with the islands.", "We will pay."),
    # look-alike prefixes
    ("We must inform the council.", "We must form the council."),
    ("The union will pay.", "The onion will pay."),
    # another thing is negated on both sides alike
    ("I do not think he will pay.", "I think he will not pay."),
    # no difference at all
    ("We neither sign nor pay.", "We neither sign nor pay."),
]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_difference(left: str, right: str, expected: tuple[str, str], compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] == "polarity"] == [("polarity", True, *expected)]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_no_difference(left: str, right: str, compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] == "polarity"] == []
