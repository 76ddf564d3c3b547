"""Times: what is one, and whether two of them agree, one being more precise, or do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.collate.relation import Relation
from sayso.collate.times import When, compare, find
from sayso.spans import Span

Told = tuple[str, bool, str, str]
Compare = Callable[..., list[Told]]

DIFFER: list[tuple[str, str, tuple[bool, str, str]]] = [
    # a year in a decade
    ("We met in the 1970s in Marra.", "We met in 1974 in Marra.", (False, "in the 1970s", "in 1974")),
    # either of two years
    ("We met in the 1970s.", "We met in 1974 or 1975.", (False, "in the 1970s", "in 1974 or 1975")),
    # a decade in words
    ("We met in the seventies.", "We met in 1974.", (False, "in the seventies", "in 1974")),
    # not in that decade
    ("We met in the 1970s.", "We met in 1984.", (True, "in the 1970s", "in 1984")),
    ("We met in the early 1970s.", "We met in 1978.", (True, "in the early 1970s", "in 1978")),
    # other years
    ("The mine closed in 1998.", "The mine closed in 1999.", (True, "in 1998", "in 1999")),
    # a day in a month
    ("The mine closed in May 1998.", "The mine closed on 5 May 1998.", (False, "in May 1998", "on 5 May 1998")),
    # other days
    ("The vote is on 5 May.", "The vote is on May 7.", (True, "on 5 May", "on May 7")),
    # other months
    ("The vote is in May.", "The vote is in June.", (True, "in May", "in June")),
    # weekdays
    ("We will talk on Monday.", "We will talk on Tuesday.", (True, "on Monday", "on Tuesday")),
    # a date that is that weekday: 6 May 2024 was a Monday
    ("We talked on Monday.", "We talked on 6 May 2024.", (False, "on Monday", "on 6 May 2024")),
    # ... and one that is not
    ("We talked on Friday.", "We talked on 6 May 2024.", (True, "on Friday", "on 6 May 2024")),
    # clock
    ("It began at 5 p.m. sharp.", "It began at 18:30 sharp.", (True, "at 5 p.m.", "at 18:30")),
    ("It began in the evening.", "It began at 18:30.", (False, "in the evening", "at 18:30")),
    (
        "He rang ten minutes before midnight.",
        "He rang late in the evening.",
        (False, "ten minutes before midnight", "late in the evening"),
    ),
    (
        "It begins at seven in the evening.",
        "It begins at 7 a.m.",
        (True, "at seven in the evening", "at 7 a.m."),
    ),
    # part of a month
    ("He rang on 28 April.", "He rang at the end of April.", (False, "on 28 April", "at the end of April")),
    ("He rang on 2 April.", "He rang at the end of April.", (True, "on 2 April", "at the end of April")),
    ("We sail in early June 2024.", "We sail in mid-June 2024.", (False, "in early June 2024", "in mid-June 2024")),
    (
        "He rang on 28 April 2024.",
        "He rang at the end of last month.",
        (False, "on 28 April 2024", "at the end of last month"),
    ),
    (
        "He rang ten minutes before noon.",
        "He rang shortly before noon.",
        (False, "ten minutes before noon", "shortly before noon"),
    ),
    # a year that tells which
    ("We will lift the 2014 ban.", "We will lift the 2016 ban.", (True, "the 2014", "the 2016")),
    # centuries
    ("They came in the 19th century.", "They came in 1853.", (False, "in the 19th century", "in 1853")),
    # only one tells when
    ("We will sign on Monday.", "We will sign.", (False, "on Monday", "")),
    # from a day that is not known
    ("It fell yesterday.", "It fell last week.", (False, "yesterday", "last week")),
]

SAME = [
    ("We met in the 1970s.", "We met in the seventies."),
    ("It began at 5 p.m.", "It began at 17:00."),
    ("It began at 5pm.", "It began at 5 p.m."),
    ("The vote is on 5 May.", "The vote is on May 5th."),
    ("The vote is on 5 May 2024.", "The vote is on 2024-05-05."),
    ("We may sign it.", "We might sign it."),  # no month
    ("They march on the palace.", "They marched on the palace."),  # no month either
    ("We met in 1974.", "We met back in 1974."),
    ("We paid 2000 crowns.", "We paid 2,000 crowns."),  # no year
    ("In 1974 we met in Marra.", "We met in Marra in 1974."),
    # the same time at another place
    ("The boat will leave at seven in the morning on 1 June.", "The boat sails on 1 June at seven in the morning."),
    ("It begins at seven in the morning.", "It begins at 7 a.m."),
    ("We bought the 2014 bans.", "We bought 2,014 bans."),  # no year
    ("Wait a second.", "Wait a moment."),
    ("We will sign in spring.", "We will sign in springtime."),
    ("It lasted five years.", "It lasted 5 years."),  # a number with a unit
]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_difference(left: str, right: str, expected: tuple[bool, str, str], compare: Compare) -> None:
    assert compare(left, right) == [("time", *expected)]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_no_difference(left: str, right: str, compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] in ("time", "number")] == []


def _only(text: str, published: str | None = None) -> When:
    (found,) = find(text, Span(0, len(text)), published)
    return found


@pytest.mark.parametrize(
    ("left", "left_published", "right", "right_published", "expected"),
    [
        # one day, told from two days
        ("yesterday", "2024-05-07", "today", "2024-05-06", Relation.SAME),
        ("yesterday", "2024-05-07", "today", "2024-05-07", Relation.CONFLICT),
        # 7 May 2024 was a Tuesday
        ("yesterday", "2024-05-07T08:00:00Z", "on 6 May 2024", None, Relation.SAME),
        ("last week", "2024-05-07", "on 1 May 2024", None, Relation.RIGHT_PRECISE),
        ("last week", "2024-05-07", "on 6 May 2024", None, Relation.CONFLICT),
        ("on Monday", None, "yesterday", "2024-05-07", Relation.RIGHT_PRECISE),
        ("last year", "2024-05-07", "in 2023", None, Relation.SAME),
        ("at the end of last month", "2024-05-07", "on 28 April", None, Relation.RIGHT_PRECISE),
        ("at the end of last month", "2024-05-07", "on 2 April", None, Relation.CONFLICT),
        ("earlier this month", "2024-05-07", "on 2 May 2024", None, Relation.RIGHT_PRECISE),
        # the day of publication is not known
        ("yesterday", None, "on 6 May 2024", None, Relation.INCOMPARABLE),
        ("yesterday", None, "last week", None, Relation.INCOMPARABLE),
        ("on 6 May 2024", None, "in May 2024", None, Relation.LEFT_PRECISE),
        ("in 1974 or 1975", None, "in the 1970s", None, Relation.LEFT_PRECISE),
        ("two years ago", "2024-05-07", "in 2022", None, Relation.COMPATIBLE),
    ],
)
def test_days_from_publication(
    left: str, left_published: str | None, right: str, right_published: str | None, expected: Relation
) -> None:
    assert compare(_only(left, left_published), _only(right, right_published)) is expected


@pytest.mark.parametrize("text", ["2024-02-30", "in 999", "Room 1974b", "1,974 people", "99 May"])
def test_no_time(text: str) -> None:
    assert find(text, Span(0, len(text))) == ()
