"""What somebody said: how often, in which outlets, month by month; and each thing, about what, and who had it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import apsw

from sayso.library.connection import rows
from sayso.library.speakers import Person, persons_named

__all__ = ["Heard", "Month", "Portrait", "SaidThing", "portraits"]


@dataclass(frozen=True, slots=True)
class Heard:
    """An outlet in which somebody is reported: how many statements, in how many articles, from when to when."""

    outlet: str
    statements: int
    articles: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month (``2031-03``; None: of articles without a date), with how many statements."""

    month: str | None
    statements: int


@dataclass(frozen=True, slots=True)
class SaidThing:
    """One thing said: its words in the first article that has it, by date, and which that is.

    ``about`` is the headline of its story; ``outlets`` how many report it, ``differences`` those that change the sense.
    """

    id: str
    story: str
    first_article: str
    first_statement: str
    words: str
    first_outlet: str
    first_published: str | None
    outlets: int
    differences: int
    about: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that the library's current articles report somebody to have said; of ``things`` the newest."""

    person: Person
    outlets: tuple[Heard, ...]
    months: tuple[Month, ...]
    things: tuple[SaidThing, ...]


def portraits(db: apsw.Connection, name: str, *, limit: int = 20, most: int = 5) -> tuple[list[Portrait], list[Person]]:
    """Of those who may be meant by a name the first ``most``, each with ``limit`` things said; and the others."""
    persons = persons_named(db, name)
    return [_portrait(db, person, limit) for person in persons[:most]], persons[most:]


_HEARD = """
SELECT a.outlet, COUNT(*), COUNT(DISTINCT a.capture), MIN(a.published), MAX(a.published)
FROM statement AS s JOIN article AS a USING (capture) WHERE s.speaker_id IN ({ids}) AND a.standing = 'current'
GROUP BY a.outlet ORDER BY COUNT(*) DESC, a.outlet
"""
_MONTHS = """
SELECT substr(a.published, 1, 7) AS month, COUNT(*) FROM statement AS s JOIN article AS a USING (capture)
WHERE s.speaker_id IN ({ids}) AND a.standing = 'current' GROUP BY month ORDER BY month
"""
_THINGS = """
WITH his AS (
  SELECT t.story, t.id, t.outlets, t.substantive, s.words, a.outlet AS outlet, a.published, a.id AS article,
    s.id AS statement,
    ROW_NUMBER() OVER (
      PARTITION BY t.story, t.id ORDER BY a.published IS NULL, a.published, a.outlet, a.id, s.place) AS place
  FROM thing_said AS t JOIN reading AS r ON r.story = t.story AND r.thing = t.id
  JOIN member AS m ON m.story = t.story JOIN article AS a ON a.capture = m.capture AND a.id = r.article
  JOIN statement AS s ON s.capture = a.capture AND s.id = r.statement
  WHERE t.speaker_id IN ({ids})
)
SELECT his.id, his.story, his.article, his.statement, his.words, his.outlet, his.published, his.outlets,
  his.substantive, story.headline
FROM his JOIN story ON story.id = his.story WHERE place = 1
ORDER BY substr(his.published, 1, 10) DESC, his.outlets DESC, his.story, his.id LIMIT ?
"""


def _portrait(db: apsw.Connection, person: Person, limit: int) -> Portrait:
    ids = ", ".join("?" * len(person.ids))

    def asked(sql: str, *more: object) -> Sequence[tuple[object, ...]]:
        return list(rows(db, sql.format(ids=ids), (*person.ids, *more)))

    return Portrait(
        person,
        outlets=tuple(Heard(*row) for row in asked(_HEARD)),  # type: ignore[arg-type]
        months=tuple(Month(*row) for row in asked(_MONTHS)),  # type: ignore[arg-type]
        things=tuple(SaidThing(*row) for row in asked(_THINGS, limit)),  # type: ignore[arg-type]
    )
