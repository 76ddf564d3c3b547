"""When to look at an address again: seldom where nothing changes, and never all at once."""

from __future__ import annotations

import hashlib

from sayso.config import FetchSettings

__all__ = ["next_poll_s"]

_SPREAD = 0.25
_MOST_DOUBLINGS = 30


def next_poll_s(url: str, quiet: int, *, floor_s: float | None = None, settings: FetchSettings) -> float:
    """Seconds until an address is asked again, from ``min_poll_s`` to ``max_poll_s``.

    ``quiet`` counts the times in a row that it failed or brought nothing new: each doubles the wait. ``floor_s`` is
    what the site asks for (max-age, a feed's ttl, Retry-After); None: nothing. Up to a quarter is added, drawn from
    the address and ``quiet``, so that a thousand feeds added in one minute are not asked in one minute for ever.
    """
    floor = min(floor_s or 0.0, settings.max_poll_s)
    wait = max(settings.min_poll_s * 2.0 ** min(quiet, _MOST_DOUBLINGS), floor)
    # What the spread adds must still fit under the longest wait, or all that reached it would be asked at once.
    wait = min(wait, settings.max_poll_s / (1 + _SPREAD))
    return max(wait * (1 + _SPREAD * _drawn(url, quiet)), floor, settings.min_poll_s)


def _drawn(url: str, quiet: int) -> float:
    """From 0 to 1, the same for the same address and number."""
    digest = hashlib.sha256(f"{quiet} {url}".encode()).digest()
    return int.from_bytes(digest[:4], "big") / 0xFFFF_FFFF
