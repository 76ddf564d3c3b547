"""The library that a command means, and the days that it is told."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.errors import UsageError

if TYPE_CHECKING:
    from sayso.library import Library

__all__ = ["DONE", "DONE_IN_PART", "NOTHING_DONE", "day", "opened_at"]

DONE, NOTHING_DONE, DONE_IN_PART = 0, 1, 3
"""Exit codes, as ``sayso.cli`` tells them."""


def opened_at(path: Path) -> Library:
    """The library in a file, for a ``with``. Raises what ``Library.open`` does."""
    from sayso.library import Library

    return Library.open(path)


def day(name: str, told: str | None) -> str | None:
    """What the option of that name was told; None: nothing. Raises UsageError for what is no day or time."""
    if told is None:
        return None
    try:
        datetime.fromisoformat(told)
    except ValueError as error:
        raise UsageError(f"{name} {told}: this is no day; expected one as 2031-03-04") from error
    return told
