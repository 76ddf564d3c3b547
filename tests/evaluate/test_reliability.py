"""The table of confidence, counted by hand."""

from __future__ import annotations

import pytest

from sayso.evaluate.reliability import reliability
from tests.evaluate.marking import TOSK, article, quote

GOLD = [quote(TOSK, "that the mayor will resign"), quote(TOSK, "We will not tax salt,", "this year")]
FOUND = [
    quote(TOSK, "the mayor will resign", confidence=0.92),  # exact
    quote(TOSK, "We will not tax salt", confidence=0.98),  # matched
    quote(TOSK, "close the port", confidence=0.3),  # neither; 0.3 begins its bin
    quote(TOSK, "The crews", confidence=1.0),  # neither; 1 belongs to the last bin
]


def test_bins() -> None:
    table = reliability([article(GOLD, FOUND)])
    assert table is not None
    assert [each.statements for each in table.bins] == [0, 0, 0, 1, 0, 0, 0, 0, 0, 3]
    last = table.bins[-1]
    assert (last.low, last.high) == (0.9, 1.0)
    assert (last.confidence, last.exact, last.matched) == pytest.approx((2.9 / 3, 1 / 3, 2 / 3))
    assert (table.bins[0].confidence, table.bins[0].exact, table.bins[0].matched) == (None, None, None)
    # three statements are 1.9 more sure than they are exact, one is 0.3
    assert (table.off_exact, table.off_matched) == pytest.approx(((1.9 + 0.3) / 4, (0.9 + 0.3) / 4))


def test_who_tells_no_confidence_has_no_table() -> None:
    assert reliability([article(GOLD, [quote(TOSK, "the mayor will resign")])]) is None
    assert reliability([]) is None
