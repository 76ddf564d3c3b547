"""What a time is: a range in a frame, and how two of them stand to each other."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from sayso.collate.relation import Relation, of_ranges
from sayso.spans import Span

__all__ = ["Frame", "When", "compare", "day_of", "day_of_year"]


class Frame:
    """What the range of a time is counted in."""

    CALENDAR = "calendar"  # days since year 1
    YEARLESS = "yearless"  # day of a year, 1 to 366
    WEEKDAY = "weekday"  # 0 is Monday
    CLOCK = "clock"  # minutes of a day
    RELATIVE = "relative"  # days from a publication whose day we don't know


class When(NamedTuple):
    """A time that the text names at ``span``: the range ``low..high``, both included, in the units of ``frame``."""

    span: Span
    frame: str
    low: float
    high: float


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 time; None where it is not known to the day."""
    try:
        return None if published is None else date.fromisoformat(published[:10])
    except ValueError:
        return None


def compare(left: When, right: When) -> Relation:
    """How the two times stand to each other."""
    if left.frame == right.frame:
        if left.frame == Frame.RELATIVE and left[2:] != right[2:]:
            return Relation.INCOMPARABLE
        return of_ranges((left.low, left.high), (right.low, right.high))
    converted = _in_frame(left, right.frame)
    if converted is not None:
        return _finer(of_ranges(converted, (right.low, right.high)), left_finer=True)
    converted = _in_frame(right, left.frame)
    if converted is not None:
        return _finer(of_ranges((left.low, left.high), converted), left_finer=False)
    return Relation.INCOMPARABLE


def _finer(relation: Relation, *, left_finer: bool) -> Relation:
    """A full date against a weekday tells more even where the day is the same."""
    if relation is not Relation.SAME:
        return relation
    return Relation.LEFT_PRECISE if left_finer else Relation.RIGHT_PRECISE


def _in_frame(when: When, frame: str) -> tuple[float, float] | None:
    """A calendar range as days of a year or as a weekday; None where that says nothing."""
    if when.frame != Frame.CALENDAR or not 0 < when.low <= when.high < date.max.toordinal():
        return None
    low, high = date.fromordinal(int(when.low)), date.fromordinal(int(when.high))
    if frame == Frame.YEARLESS and low.year == high.year and (high - low).days < 300:
        return day_of_year(low.month, low.day), day_of_year(high.month, high.day)
    if frame == Frame.WEEKDAY and low == high:
        return low.weekday(), low.weekday()
    return None


def day_of_year(month: int, day: int) -> int:
    """1 for 1 January, 366 for 31 December; every year has its 29 February."""
    return date(2000, month, day).timetuple().tm_yday
