"""When an address is asked again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import FetchSettings
from sayso.fetch import next_poll_s

SETTINGS = FetchSettings()
HOUR = 3600.0


@pytest.mark.parametrize(
    ("quiet", "floor_s", "least", "most"),
    [
        (0, None, HOUR / 4, HOUR / 4 * 1.25),
        (1, None, HOUR / 2, HOUR / 2 * 1.25),
        (4, None, 4 * HOUR, 5 * HOUR),
        (50, None, 19.2 * HOUR, 24 * HOUR),  # two days would be too long; a little less than one, so that they differ
        (0, 2 * HOUR, 2 * HOUR, 2.5 * HOUR),  # a feed's ttl
        (0, 60.0, HOUR / 4, HOUR / 4 * 1.25),
        (0, 1e9, 24 * HOUR, 24 * HOUR),  # max-age of a year
        (0, float("inf"), 24 * HOUR, 24 * HOUR),
    ],
)
def test_how_long_to_wait(quiet: int, floor_s: float | None, least: float, most: float) -> None:
    assert least <= next_poll_s("http://post.example/feed", quiet, floor_s=floor_s, settings=SETTINGS) <= most


@given(st.text(), st.integers(0, 10**9), st.none() | st.floats(0, allow_nan=False))
def test_never_too_soon_nor_too_late_and_always_the_same(url: str, quiet: int, floor_s: float | None) -> None:
    waits = {next_poll_s(url, quiet, floor_s=floor_s, settings=SETTINGS) for _ in range(2)}
    (wait,) = waits
    assert SETTINGS.min_poll_s <= wait <= SETTINGS.max_poll_s
    assert wait >= min(floor_s or 0, SETTINGS.max_poll_s)


def test_a_thousand_feeds_are_not_asked_at_once() -> None:
    waits = sorted(next_poll_s(f"http://{n}.example/", 0, settings=SETTINGS) for n in range(1_000))
    spread = [wait for wait in waits if 900 <= wait < 945]
    assert 150 < len(spread) < 250  # a fifth of them in a fifth of the quarter
