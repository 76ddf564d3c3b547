"""Articles and statements found again: by words, and by what they are narrowed to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import apsw

from sayso.library.matching import ARTICLES, STATEMENTS, Condition, find
from sayso.library.speakers import Person, persons_named

__all__ = ["ArticleHit", "Filters", "Found", "StatementHit", "search_articles", "search_statements"]

_Hit = TypeVar("_Hit")
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """What results are narrowed to; None: not by that. ``since`` and ``until`` are days or times of publication in ISO
    8601, both included; ``kind`` and ``act`` are of statements; ``story`` is an id or its beginning."""

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    language: str | None = None
    speaker: str | None = None
    kind: str | None = None
    act: str | None = None
    story: str | None = None


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that matches; ``passage`` is where, with the words that match between ``\\x02`` and ``\\x03``."""

    id: str
    outlet: str
    published: str | None
    headline: str | None
    passage: str
    language: str | None
    story: str | None
    uri: str
    url: str | None


@dataclass(frozen=True, slots=True)
class StatementHit:
    """A statement that matches, ``words`` marked as a passage is; ``start`` and ``end`` are offsets in its article."""

    id: str
    article: str
    outlet: str
    published: str | None
    speaker: str | None
    kind: str
    act: str
    start: int
    end: int
    confidence: float
    headline: str | None
    story: str | None
    uri: str
    words: str


@dataclass(frozen=True, slots=True)
class Found(Generic[_Hit]):
    """The ``hits`` from a place on; how many ``matches`` the words have before they are narrowed (None: no words were
    asked for); whether the newest come first, not the best; whether there are ``more``; a ``note`` to the person."""

    hits: tuple[_Hit, ...]
    matches: int | None
    by_date: bool
    more: bool
    note: str | None = None


def search_articles(
    db: apsw.Connection, query: str, filters: Filters = EVERYTHING, *, limit: int = 20, offset: int = 0
) -> Found[ArticleHit]:
    """The current articles that have the words, as ``queries`` explains them; without words, all that are left by the
    filters. Those on statements do not count."""
    matches = find(db, query, ARTICLES, _of_articles(filters), limit=limit, offset=offset)
    hits = tuple(_article_hit(*row) for row in matches.rows)
    return Found(hits, matches.matches, matches.by_date, matches.more, matches.note)


def _article_hit(key: str, outlet: str, published: str | None, headline: str | None, *rest: Any) -> ArticleHit:
    """A hit as it is read: the passage after the headline."""
    *about, passage = rest
    return ArticleHit(key, outlet, published, headline, passage, *about)


def search_statements(
    db: apsw.Connection, query: str, filters: Filters = EVERYTHING, *, limit: int = 20, offset: int = 0
) -> Found[StatementHit]:
    """The statements of current articles in whose words the words are; as ``search_articles``."""
    wanted = [*_of_articles(filters), *_of_statements(filters)]
    note = None
    if filters.speaker is not None:
        persons = persons_named(db, filters.speaker)
        ids = [key for person in persons for key in person.ids]
        wanted.append(Condition(f"s.speaker_id IN ({', '.join('?' * len(ids))})", tuple(ids), is_indexed=True))
        note = _who_is_meant(filters.speaker, persons)
    matches = find(db, query, STATEMENTS, wanted, limit=limit, offset=offset)
    hits = tuple(StatementHit(*row) for row in matches.rows)
    return Found(hits, matches.matches, matches.by_date, matches.more, note or matches.note)


def _who_is_meant(name: str, persons: Sequence[Person]) -> str | None:
    if not persons:
        return f"nobody of the name {name} says anything here"
    if len(persons) > 1:
        return f"{name} may be {', '.join(person.name for person in persons[:_NAMED])}: all are looked for"
    return None


def _of_articles(filters: Filters) -> list[Condition]:
    told = (
        ("a.outlet = ?", filters.outlet, True),
        ("a.published >= ?", filters.since, True),
        # Of a day all its hours, and all ids that begin so.
        ("a.published <= ? || char(65535)", filters.until, True),
        (
            "a.capture IN (SELECT capture FROM member WHERE story >= ? AND story < ? || char(65535))",
            filters.story,
            True,
        ),
        ("a.language = ?", filters.language, False),
    )
    return [
        Condition(sql, (wanted,) * sql.count("?"), is_indexed) for sql, wanted, is_indexed in told if wanted is not None
    ]


def _of_statements(filters: Filters) -> list[Condition]:
    told = (("s.kind = ?", filters.kind), ("s.act = ?", filters.act))
    return [Condition(sql, (wanted,)) for sql, wanted in told if wanted is not None]
