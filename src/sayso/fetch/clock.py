"""The time of day, time that passes, and a time by which something must be done."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sayso.fetch.results import FaultError
from sayso.records import Reason

__all__ = ["Clock", "Deadline"]


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from: the machine, or a test. ``monotonic`` and ``sleep`` are in seconds."""

    now: Callable[[], datetime] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep

    def stamp(self) -> str:
        """The moment in ISO 8601: ``2026-05-13T06:00:00Z``."""
        return self.now().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class Deadline:
    """The seconds that are left for one page, whatever the server does with them."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self._seconds = seconds
        self._clock = clock
        self._end = clock.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than none. Raises FaultError where none are left."""
        left = self._end - self._clock.monotonic()
        if left <= 0:
            raise FaultError(Reason.TIMEOUT, f"it was not there whole after {self._seconds:g} seconds; try again later")
        return left

    def extend(self, seconds: float) -> None:
        """Gives back the seconds that we waited of our own accord."""
        self._end += seconds
