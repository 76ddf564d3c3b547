"""Times named in a text: years, decades, dates, weekdays, clock times, "last week"; and whether two of them agree.

``in the 1970s`` is every day from 1970-01-01 to 1979-12-31; ``in 1974 or 1975`` lies inside it, so the two are
compatible and the second is more precise. What is said from the day of publication ("yesterday") is worked out only
where that day is known.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from sayso.collate import clock
from sayso.collate.lexicons import table
from sayso.collate.when import Frame, When, compare, day_of, day_of_year
from sayso.spans import Span

__all__ = ["Frame", "When", "compare", "day_of", "find"]


_YEAR = r"(?:1[0-9]{3}|20[0-9]{2})"
_DAY = r"(?:[0-3]?[0-9])(?:st|nd|rd|th)?"
_PART = r"(?:early|mid|late)"


@cache
def _names(section: str) -> str:
    # Longest first, so that "the day before yesterday" is not read as "yesterday".
    return "|".join(sorted((re.escape(name) for name in table("times")[section]), key=lambda name: (-len(name), name)))


@cache
def _month() -> str:
    # Months need their capital: "may" and "march" are verbs.
    names = (name.capitalize() for name in table("times")["months"])
    return "(?:" + "|".join(sorted(names, key=lambda name: (-len(name), name))) + r")\b\.?"


@cache
def _year_prepositions() -> str:
    return "|".join(table("times")["prepositions"]["year"].split())


def find(text: str, span: Span, published: str | None = None) -> tuple[When, ...]:
    """The times named in ``span`` of ``text``, in order, none inside another. ``published`` is ISO 8601 or None."""
    day = day_of(published)
    taken: list[When] = []
    covered = bytearray(span.end - span.start)
    for pattern, read in _patterns():
        for match in pattern.finditer(text, span.start, span.end):
            start, end = match.span("t")
            if any(covered[start - span.start : end - span.start]):
                continue
            when = read(match, day)
            if when is not None:
                covered[start - span.start : end - span.start] = b"\1" * (end - start)
                given = day.toordinal() if day is not None else None
                taken.append(When(Span(start, end), *when, published=given, relative=read in _FROM_PUBLICATION))
    return tuple(sorted(taken))


_Reader = Callable[["re.Match[str]", "date | None"], "tuple[str, float, float] | None"]


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    """What is looked for, the longest forms first; group ``t`` is the expression itself."""
    month, weekday = _month(), _names("weekdays")
    lead = rf"(?:\b(?i:{_year_prepositions()})\s+|[—–(]\s*|\byears?\s+)"
    year = rf"(?:,?\s+(?P<y>{_YEAR})\b)?"
    period = r"(?P<r>last|this|next)\s+(?P<u>month|year)"
    part = r"(?:in\s+the\s+(?P<a>morning|afternoon|evening)|at\s+night)"
    rows: list[tuple[str, _Reader]] = [
        (r"\b(?P<t>(?P<y>[12]\d{3})-(?P<m>[01]\d)-(?P<d>[0-3]\d))\b", _iso),
        (
            rf"\b(?P<t>(?:the\s+)?(?i:(?P<p>{_names('parts')}))(?:\s+of\s+|\s+in\s+|[\s-]+)(?P<m>{month}){year})",
            _part_of_month,
        ),
        (
            rf"\b(?P<t>(?:the\s+)?(?i:(?P<p>{_names('parts')}|earlier|later))(?:\s+(?:of|in))?\s+{period})\b",
            _part_of_period,
        ),
        (r"\b(?P<t>(?P<r>shortly|just|soon)\s+(?P<o>before|after)\s+(?P<w>midnight|noon))\b", clock.just_off),
        (
            rf"\b(?P<t>(?P<h>\d{{1,2}}|(?i:{_names('hours')}))(?::(?P<n>[0-5]\d))?(?:\s+o['’]clock)?\s+{part})\b",
            clock.hour_of_daypart,
        ),
        (r"\b(?P<t>(?P<n>\w+)\s+minutes\s+(?P<r>before|to|past|after)\s+(?P<w>midnight|noon))\b", clock.minutes_off),
        (rf"\b(?P<t>(?P<d>{_DAY})\s+(?:of\s+)?(?P<m>{month}){year})", _date),
        (rf"\b(?P<t>(?P<m>{month})\s+(?P<d>{_DAY})\b{year})", _date),
        (rf"\b(?P<t>(?P<m>{month}),?\s+(?:of\s+)?(?P<y>{_YEAR}))\b", _month_of_year),
        (rf"\b(?P<t>(?i:(?P<s>{_names('seasons')}),?\s+(?:of\s+)?(?P<y>{_YEAR})))\b", _season),
        (rf"(?P<t>\b(?i:(?P<p>{_PART})[\s-]+)?(?P<c>1[0-9]|20)(?P<d>\d)0['’]?s)\b", _decade),
        (rf"(?P<t>(?:(?i:the)\s+(?i:(?P<p>{_PART})[\s-]+)?)['’‘]?(?P<d>[2-9])0s)\b", _decade),
        (rf"\b(?P<t>(?i:the\s+(?:(?P<p>{_PART})[\s-]+)?(?P<w>{_names('decades')})))\b", _decade),
        (r"\b(?P<t>(?i:the\s+(?P<c>1[0-9]|20|21)(?:th|st)\s+century))\b", _century),
        (rf"{lead}(?P<t>(?P<b>{_YEAR})\s*(?:or|and|to|-|–|/)\s*(?P<y>{_YEAR}))\b(?![.,]?\d)", _years),
        (rf"{lead}(?P<t>(?i:(?P<p>{_PART})[\s-]+)?(?P<y>{_YEAR}))\b(?![.,]?\d|\s*%|\s+(?:per|people|times))", _years),
        # "the 2014 ban": a year where "2014 bans" would count.
        (r"\b(?i:the|a|its|his|her|their|’s|'s)\s+(?P<t>(?P<y>19\d\d|20[0-4]\d))\b(?=\s+[A-Za-z]+\b(?<!s))", _years),
        (rf"\b(?P<t>(?i:(?P<r>last|this|next)\s+(?P<u>week|month|year|{weekday})))\b", _last),
        (rf"\b(?P<t>(?i:(?P<r>{_names('relative')})))\b", _relative),
        (r"\b(?P<t>(?P<n>\d{1,3}|(?i:two|three|four|five|six|ten))\s+(?P<u>day|week|month|year)s\s+ago)\b", _ago),
        (
            r"\b(?P<t>(?P<h>[01]?\d|2[0-3])(?::(?P<n>[0-5]\d)|\.(?P<n2>[0-5]\d)(?=\s*[ap]\.?m))?\s*(?P<a>[ap])\.?m\b\.?)",
            clock.in_digits,
        ),
        (r"\b(?P<t>(?P<h>[01]?\d|2[0-3]):(?P<n>[0-5]\d))\b(?!:)", clock.in_digits),
        (rf"\b(?P<t>(?i:(?P<w>{_names('hours')}))\s+o['’]clock)", clock.oclock),
        (rf"\b(?P<t>(?i:{weekday}))\b", _weekday),
        (
            rf"\b(?:(?i:in|since|until|by|during|last|next|late|early|mid|of|for))[\s-]+(?P<t>(?P<m>{month}))",
            _month_alone,
        ),
        (rf"\b(?P<t>(?i:{_names('dayparts')}))\b", clock.daypart),
    ]
    return tuple((re.compile(pattern), read) for pattern, read in rows)


def _group(match: re.Match[str], name: str) -> str | None:
    return match.groupdict().get(name)


def _calendar(first: tuple[int, int, int], last: tuple[int, int, int]) -> tuple[str, float, float] | None:
    try:
        return Frame.CALENDAR, date(*first).toordinal(), date(*last).toordinal()
    except ValueError:
        return None  # 31 June


def _iso(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    day = int(match["y"]), int(match["m"]), int(match["d"])
    return _calendar(day, day)


def _month_number(name: str) -> int:
    return int(table("times")["months"][name.rstrip(".").lower()])


def _date(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    month, day = _month_number(match["m"]), int(re.sub(r"\D", "", match["d"]))
    if not 1 <= day <= monthrange(2000, month)[1]:
        return None
    if match["y"] is None:
        return Frame.YEARLESS, day_of_year(month, day), day_of_year(month, day)
    return _calendar((int(match["y"]), month, day), (int(match["y"]), month, day))


def _month_of_year(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    month, year = _month_number(match["m"]), int(match["y"])
    return _calendar((year, month, 1), (year, month, monthrange(year, month)[1]))


def _month_alone(match: re.Match[str], _: date | None) -> tuple[str, float, float]:
    month = _month_number(match["m"])
    return Frame.YEARLESS, day_of_year(month, 1), day_of_year(month, monthrange(2000, month)[1])


def _season(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    first, last = table("times")["seasons"][match["s"].lower()]
    year = int(match["y"])
    end = year + (last - 1) // 12, (last - 1) % 12 + 1
    return _calendar((year, first, 1), (*end, monthrange(*end)[1]))


def _part_of_month(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    first, last = table("times")["parts"][match["p"].lower()]
    month = _month_number(match["m"])
    if match["y"] is None:
        return Frame.YEARLESS, day_of_year(month, first), day_of_year(month, min(last, monthrange(2000, month)[1]))
    year = int(match["y"])
    return _calendar((year, month, first), (year, month, min(last, monthrange(year, month)[1])))


def _part_of_period(match: re.Match[str], day: date | None) -> tuple[str, float, float]:
    """“at the end of last month”: all of it where the part is only "earlier" or "later"."""
    step = {"last": -1, "this": 0, "next": 1}[match["r"]]
    frame, low, high = _in_period(day, match["u"], step)
    first, last = table("times")["parts"].get(match["p"].lower(), (1, 31))
    length = high - low + 1
    return frame, low + (first - 1) * length // 31, min(high, low + last * length // 31)


# "early" and "late" overlap with "mid": people draw the line differently.
_THIRDS = {"early": (0, 4), "mid": (3, 7), "late": (6, 9)}


def _decade(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    word = _group(match, "w")
    tens = int(table("times")["decades"][word.lower()]) if word is not None else int(match["d"]) * 10
    # "the seventies" are those of the last century in every text that we have met.
    start = int(_group(match, "c") or 19) * 100 + tens
    first, last = _THIRDS[match["p"].lower()] if match["p"] else (0, 9)
    return _calendar((start + first, 1, 1), (start + last, 12, 31))


def _century(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    start = (int(match["c"]) - 1) * 100
    return _calendar((start, 1, 1), (start + 99, 12, 31))


_MONTHS_OF = {"early": (1, 5), "mid": (4, 9), "late": (8, 12)}


def _years(match: re.Match[str], _: date | None) -> tuple[str, float, float] | None:
    last = int(match["y"])
    first = int(_group(match, "b") or last)
    part = _group(match, "p")
    opening, closing = _MONTHS_OF[part.lower()] if part else (1, 12)
    return _calendar((min(first, last), opening, 1), (max(first, last), closing, monthrange(last, closing)[1]))


def _last(match: re.Match[str], day: date | None) -> tuple[str, float, float]:
    step = {"last": -1, "this": 0, "next": 1}[match["r"].lower()]
    unit = match["u"].lower()
    if unit in table("times")["weekdays"]:
        return _near_weekday(table("times")["weekdays"][unit], step, day)
    return _in_period(day, unit, step)


def _in_period(day: date | None, unit: str, step: int) -> tuple[str, float, float]:
    if day is None:
        low, high = {"week": (-6, 6), "month": (-30, 30), "year": (-365, 365)}[unit]
        return Frame.RELATIVE, low + step * high, high + step * high
    return Frame.CALENDAR, *_period(day, unit, step)


def _period(day: date, unit: str, step: int) -> tuple[float, float]:
    """First and last day of the week, month or year that is ``step`` from the one of ``day``."""
    if unit == "week":
        monday = day.toordinal() - day.weekday() + 7 * step
        return monday, monday + 6
    if unit == "month":
        months = day.year * 12 + day.month - 1 + step
        year, month = months // 12, months % 12 + 1
        return date(year, month, 1).toordinal(), date(year, month, monthrange(year, month)[1]).toordinal()
    return date(day.year + step, 1, 1).toordinal(), date(day.year + step, 12, 31).toordinal()


def _near_weekday(number: int, step: int, day: date | None) -> tuple[str, float, float]:
    if day is None or step == 0:
        return Frame.WEEKDAY, number, number
    back = (day.weekday() - number) % 7 or 7
    ordinal = day.toordinal() - back if step < 0 else day.toordinal() + 7 - back % 7
    return Frame.CALENDAR, ordinal, ordinal


def _weekday(match: re.Match[str], _: date | None) -> tuple[str, float, float]:
    number = table("times")["weekdays"][match["t"].lower()]
    return Frame.WEEKDAY, number, number


def _relative(match: re.Match[str], day: date | None) -> tuple[str, float, float]:
    low, high = table("times")["relative"][re.sub(r"\s+", " ", match["r"].lower())]
    return _from(day, low, high)


def _from(day: date | None, low: int, high: int) -> tuple[str, float, float]:
    if day is None:
        return Frame.RELATIVE, low, high
    try:
        first, last = day + timedelta(days=low), day + timedelta(days=high)
    except OverflowError:
        return Frame.RELATIVE, low, high
    return Frame.CALENDAR, first.toordinal(), last.toordinal()


_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def _ago(match: re.Match[str], day: date | None) -> tuple[str, float, float]:
    number = table("numbers")["cardinals"].get(match["n"].lower()) or int(match["n"])
    unit = _DAYS[match["u"]]
    # "three weeks ago" is about three weeks: half a unit either way.
    return _from(day, -number * unit - unit // 2, -number * unit + unit // 2)


_FROM_PUBLICATION: frozenset[_Reader] = frozenset({_part_of_period, _last, _relative, _ago})
"""The readers of times that are told from the day of the article."""
