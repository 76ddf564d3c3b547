"""What a time is: a range in a frame, and how two of them stand to each other."""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date
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
    """A time that the text names at ``span``: the range ``low..high``, both included, in the units of ``frame``.

    ``published`` is the day of the article as an ordinal, None where it is not known. ``relative``: the time is told
    from that day, like *yesterday*.
    """

    span: Span
    frame: str
    low: float
    high: float
    published: int | None = None
    relative: bool = False


def day_of(published: str | None) -> date | None:
    """The day of an ISO 8601 time; None where it is not known to the day."""
    try:
        return None if published is None else date.fromisoformat(published[:10])
    except ValueError:
        return None


def compare(left: When, right: When) -> Relation:
    """How the two times stand to each other."""
    if left.frame == right.frame:
        return _in_one_frame(left, right)
    if {left.frame, right.frame} == {Frame.WEEKDAY, Frame.YEARLESS}:
        return _with_years(left, right)
    converted = _in_frame(left, right.frame)
    if converted is not None:
        relation = of_ranges(converted, (right.low, right.high))
        return relation if _told_alike(left, right) else _finer(relation, left_finer=True)
    converted = _in_frame(right, left.frame)
    if converted is not None:
        relation = of_ranges((left.low, left.high), converted)
        return relation if _told_alike(right, left) else _finer(relation, left_finer=False)
    return Relation.INCOMPARABLE


def _told_alike(full: When, other: When) -> bool:
    """Whether both are told from a day of publication that we know: *yesterday* and *Monday* are then one day."""
    return full.relative and other.published is not None


def _in_one_frame(left: When, right: When) -> Relation:
    mine, theirs = (left.low, left.high), (right.low, right.high)
    if left.frame == Frame.RELATIVE and mine != theirs:
        return Relation.INCOMPARABLE
    relation = of_ranges(mine, theirs)
    if left.frame != Frame.CLOCK or not relation.conflicting:
        return relation
    # 12 a.m. is midnight, and half past midnight is at night: a day goes round.
    turned = [of_ranges((left.low + by, left.high + by), theirs) for by in (_DAY, -_DAY)]
    return next((one for one in turned if not one.conflicting), relation)


_DAY = 1440


def _with_years(left: When, right: When) -> Relation:
    """A date without its year against a weekday: the year is that nearest to the article."""
    dated, other = (left, right) if left.frame == Frame.YEARLESS else (right, left)
    full = _nearest_year(dated, dated.published or other.published)
    if full is None:
        return Relation.INCOMPARABLE
    return compare(full, right) if dated is left else compare(left, full)


def _nearest_year(when: When, published: int | None) -> When | None:
    if published is None or when.low != when.high:
        return None
    month, day = date.fromordinal(date(2000, 1, 1).toordinal() + int(when.low) - 1).timetuple()[1:3]
    around = date.fromordinal(published).year
    days = [
        date(year, month, day).toordinal() for year in (around - 1, around, around + 1) if _is_day(year, month, day)
    ]
    if not days:
        return None
    nearest = min(days, key=lambda one: (abs(one - published), one))
    return when._replace(frame=Frame.CALENDAR, low=nearest, high=nearest)


def _is_day(year: int, month: int, day: int) -> bool:
    return MINYEAR <= year <= MAXYEAR and day <= monthrange(year, month)[1]


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
