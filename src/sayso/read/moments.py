"""When something was captured, as whoever captured it tells."""

from __future__ import annotations

from datetime import datetime

__all__ = ["moment"]


def moment(told: str | None) -> str | None:
    """An ISO 8601 time in one form: ``moment("2026-05-13 06:00Z")`` gives ``"2026-05-13T06:00:00Z"``; None for what is
    no time."""
    try:
        return told and datetime.fromisoformat(told.strip()).isoformat().replace("+00:00", "Z")
    except ValueError:
        return None
