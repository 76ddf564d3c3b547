"""Rows of the library that match words and conditions, in an order that follows from what they are.

What few match is sorted by how well it matches (BM25, as FTS5 has it). What more match is sorted by date, newest first:
of words that everybody uses no article has more than another, and to rank all that have them takes long.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, NamedTuple

import apsw

from sayso.library.connection import rows, value
from sayso.library.queries import query_of

__all__ = ["ARTICLES", "STATEMENTS", "Condition", "Matches", "Table", "find"]

_MOST_RANKED = 10_000
_Row = tuple[Any, ...]


class Condition(NamedTuple):
    """What rows must be, as SQL with what is bound in it. ``is_narrow``: so few are that they are looked up by it."""

    sql: str
    bound: tuple[object, ...]
    is_narrow: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Where is looked: the index of words and the key of its rows; the columns of a hit and the tables that have them;
    these by date; what sorts rows of one date; and how the words that match are marked."""

    index: str
    key: str
    columns: str
    tables: str
    by_date: str
    order: str
    marked: str
    unmarked: str


ARTICLES = Table(
    index="content_words",
    key="a.capture",
    columns="a.id, a.outlet, a.published, a.headline, a.language, m.story, a.uri, a.url",
    tables="article AS a LEFT JOIN member AS m ON m.capture = a.capture",
    by_date="article AS a INDEXED BY article_published LEFT JOIN member AS m ON m.capture = a.capture",
    order="a.id, a.uri",
    marked="snippet(content_words, 1, char(2), char(3), '…', 24)",
    unmarked="SELECT substr(text, 1, 200) FROM content WHERE capture = ?",
)
STATEMENTS = Table(
    index="statement_words",
    key="s.number",
    columns='s.id, a.id, a.outlet, a.published, s.speaker, s.kind, s.act, s.start, s."end", s.confidence, a.headline, '
    "m.story, a.uri",
    tables="statement AS s JOIN article AS a ON a.capture = s.capture LEFT JOIN member AS m ON m.capture = a.capture",
    by_date="article AS a INDEXED BY article_published CROSS JOIN statement AS s ON s.capture = a.capture "
    "LEFT JOIN member AS m ON m.capture = a.capture",
    order="a.id, s.place",
    marked="highlight(statement_words, 0, char(2), char(3))",
    unmarked="SELECT words FROM statement WHERE number = ?",
)


class Matches(NamedTuple):
    """The columns of each hit and, last, its passage; all else as ``searching.Found`` tells."""

    rows: list[_Row]
    matches: int | None = None
    by_date: bool = True
    more: bool = False
    note: str | None = None


def find(
    db: apsw.Connection, query: str, table: Table, conditions: Sequence[Condition], *, limit: int, offset: int
) -> Matches:
    """What matches the query and all conditions, from a place on; all, by date, where the query is empty."""
    asked = query_of(query)
    if asked.match is None and query.strip():
        return Matches([], matches=0, note=asked.note)
    enough = offset + limit + 1
    if asked.match is None:
        count, found = None, _by_date(db, table, conditions)
    else:
        count = value(db, f"SELECT COUNT(*) FROM {table.index} WHERE {table.index} MATCH ?", (asked.match,))
        if count > _MOST_RANKED:
            found = _that_match(db, table, asked.match, _by_date(db, table, conditions))
        else:
            found = iter(_ranked(db, table, asked.match, conditions, enough))
    taken = list(islice(found, offset, enough))
    marked = [_marked(db, table, asked.match, row) for row in taken[:limit]]
    by_date = count is None or count > _MOST_RANKED
    return Matches(marked, count, by_date, len(taken) > limit, asked.note if query.strip() else None)


def _by_date(db: apsw.Connection, table: Table, conditions: Sequence[Condition]) -> Iterator[_Row]:
    """The key and columns of each row, newest first; those without a date last."""
    tables = table.tables if any(each.is_narrow for each in conditions) else table.by_date
    where, bound = _where(conditions)
    sql = f"SELECT {table.key}, {table.columns} FROM {tables} WHERE {where} ORDER BY a.published DESC, {table.order}"
    yield from rows(db, sql, bound)


def _that_match(db: apsw.Connection, table: Table, match: str, found: Iterator[_Row]) -> Iterator[_Row]:
    sql = f"SELECT 1 FROM {table.index} WHERE {table.index} MATCH ? AND rowid = ?"
    for row in found:
        if value(db, sql, (match, row[0])) is not None:
            yield row


def _ranked(db: apsw.Connection, table: Table, match: str, conditions: Sequence[Condition], enough: int) -> list[_Row]:
    """As many as are enough, the best first; those that match equally well are all there, the newest of them first."""
    where, bound = _where(conditions)
    row_of = f"""
    SELECT {table.key}, {table.columns}, a.published, {table.order} FROM {table.tables}
    WHERE {table.key} = ? AND {where}
    """
    found: list[tuple[float, _Row]] = []
    ranked = f"SELECT rowid, rank FROM {table.index} WHERE {table.index} MATCH ? ORDER BY rank"
    for number, rank in rows(db, ranked, (match,)):
        if len(found) >= enough and rank > found[-1][0]:
            break
        found += [(rank, row) for row in rows(db, row_of, (number, *bound))]
    found.sort(key=lambda each: each[1][-2:])
    found.sort(key=lambda each: each[1][-3] or "", reverse=True)
    found.sort(key=lambda each: each[0])
    return [row[:-3] for _, row in found]


def _where(conditions: Sequence[Condition]) -> tuple[str, tuple[object, ...]]:
    sql = " AND ".join(["a.standing = 'current'", *(each.sql for each in conditions)])
    return sql, tuple(value for each in conditions for value in each.bound)


def _marked(db: apsw.Connection, table: Table, match: str | None, row: _Row) -> _Row:
    """The columns with the passage that matches in the place of the key."""
    key, *columns = row
    if match is None:
        return (*columns, value(db, table.unmarked, (key,)))
    sql = f"SELECT {table.marked} FROM {table.index} WHERE {table.index} MATCH ? AND rowid = ?"
    return (*columns, value(db, sql, (match, key)))
