"""Dates as articles and pages print them -> ISO 8601, as far as they are known."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

__all__ = ["DAY", "MONTH", "full_date", "iso"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NUMBER_OF = {name: number for number, name in enumerate(_MONTHS, start=1)}

MONTH = r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
MONTH += r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
"""A month's name, whole or shortened, for a pattern that ignores case."""

DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}|{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)(?:,?\s+\d{{4}})?"
"""``8 August``, ``Aug. 8, 2025``: a day, with or without its year."""

_DAY = re.compile(DAY, re.IGNORECASE)
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{2})(?:\2(\d{2}))?")


def iso(given: str) -> str | None:
    """The date, or date and time, in ISO 8601; None where it is none, or not clear: ``03/04/2025`` is two days.

    >>> iso("8 August 2025"), iso("2025-08-08T09:30Z"), iso("August 2025")
    ('2025-08-08', '2025-08-08T09:30:00+00:00', None)
    """
    given = given.strip()[:60]
    if (match := _YEAR_FIRST.fullmatch(given)) is not None:
        return _checked(int(match[1]), int(match[3]), int(match[4]) if match[4] else None)
    for parse in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(given).isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            continue
    return full_date(given)


def full_date(text: str) -> str | None:
    """The first day in ``text`` that has its year, as ISO 8601; None where there is none."""
    for match in _DAY.finditer(text[:400]):
        numbers = [int(digits) for digits in re.findall(r"\d+", match[0])]
        month = re.search(MONTH, match[0], re.IGNORECASE)
        if len(numbers) == 2 and month is not None:
            return _checked(numbers[1], _NUMBER_OF[month[0][:3].lower()], numbers[0])
    return None


def _checked(year: int, month: int, day: int | None) -> str | None:
    try:
        checked = date(year, month, day or 1).isoformat()
    except ValueError:
        return None
    return checked if day else checked[:7]
