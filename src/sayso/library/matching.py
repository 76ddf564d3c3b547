"""Rows of the library that match words and conditions, in an order that follows from what they are.

What few match is sorted by how well it matches (BM25, as FTS5 has it). What more match is sorted by date, newest first:
of words that everybody uses no article has more than another, and to rank all that have them takes long.

What takes time is to look up rows, which lie scattered: an index of words tells a million keys in half a second, and
as many rows take ten. So keys are told apart first, by indexes alone, and rows are looked up of those that are left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import apsw

from sayso.library.connection import rows, value
from sayso.library.queries import query_of

__all__ = ["ARTICLES", "STATEMENTS", "Condition", "Matches", "Table", "find"]

_MOST_RANKED = 3_000
_MOST_SORTED = 1_000
"""Rows that are looked up to be sorted by date; where more match, the articles are gone through by date."""
_DENSE, _PROBED = 50_000, 2_000
"""Of words that more rows have, the newest rows are looked at one by one, so many of them, before all that have the
words are listed: 0.1 ms for each that is asked for them, 0.5 ms for each thousand that is listed."""
_FEW_ARTICLES, _FEW_STATEMENTS = 2_000, 5_000
"""Where conditions leave up to so many articles, or statements of a speaker, their keys are told apart first."""
_LOOKED_UP = 64
"""Rows that are looked up at a time: a page of results needs some twenty."""
_Row = tuple[Any, ...]
_Each = TypeVar("_Each")


class Condition(NamedTuple):
    """What rows must be, as SQL of the article ``a`` or the statement ``s``, with what is bound in it. ``is_indexed``:
    an index alone tells which rows are so."""

    sql: str
    bound: tuple[object, ...]
    is_indexed: bool = False

    @property
    def is_of_article(self) -> bool:
        """Whether it is on the article."""
        return self.sql.startswith("a.")


@dataclass(frozen=True, slots=True)
class Table:
    """Where is looked: the index of words and the key of its rows, which rise within an article; the columns of a hit
    and the tables that have them, which are looked up by key and not by what they are narrowed to; what leads from
    articles to keys; and how the words that match are marked."""

    index: str
    key: str
    columns: str
    tables: str
    of_article: str
    marked: str
    unmarked: str


ARTICLES = Table(
    index="content_words",
    key="a.capture",
    columns="a.id, a.outlet, a.published, a.headline, a.language, m.story, a.uri, a.url",
    tables="article AS a NOT INDEXED LEFT JOIN member AS m ON m.capture = a.capture",
    of_article="",
    marked="snippet(content_words, 1, char(2), char(3), '…', 24)",
    unmarked="SELECT substr(text, 1, 200) FROM content WHERE capture = ?",
)
STATEMENTS = Table(
    index="statement_words",
    key="s.number",
    columns='s.id, a.id, a.outlet, a.published, s.speaker, s.kind, s.act, s.start, s."end", s.confidence, a.headline, '
    "m.story, a.uri",
    tables="statement AS s NOT INDEXED CROSS JOIN article AS a NOT INDEXED ON a.capture = s.capture "
    "LEFT JOIN member AS m ON m.capture = a.capture",
    of_article=" CROSS JOIN statement AS s INDEXED BY statement_capture ON s.capture = a.capture",
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
    search = _Search(db, table, asked.match, conditions)
    is_ranked = search.count is not None and search.count <= _MOST_RANKED
    taken = list(islice(search.best(enough) if is_ranked else search.newest(), offset, enough))
    marked = [search.marked(row) for row in taken[:limit]]
    return Matches(marked, search.count, not is_ranked, len(taken) > limit, asked.note if query.strip() else None)


class _Search:
    """One search. A row is here the columns of a hit and what rows are sorted by: its date, its article, its key."""

    def __init__(self, db: apsw.Connection, table: Table, match: str | None, conditions: Sequence[Condition]) -> None:
        self._db, self._table, self._match, self._conditions = db, table, match, conditions
        count = f"SELECT COUNT(*) FROM {table.index} WHERE {table.index} MATCH ?"
        self.count: int | None = None if match is None else value(db, count, (match,))

    def best(self, enough: int) -> Iterator[_Row]:
        """As many as are enough, the best first; of those that match equally well, which are all there, the newest."""
        found: list[tuple[float, _Row]] = []
        for rank, row in self._ranked():
            if len(found) >= enough and rank > found[-1][0]:
                break
            found.append((rank, row))
        found = _newest_first(found, row=lambda each: each[1])
        found.sort(key=lambda each: each[0])
        yield from (row for _, row in found)

    def _ranked(self) -> Iterator[tuple[float, _Row]]:
        for some in _batches(self._matching("rowid, rank", "ORDER BY rank")):
            there = self._looked_up([key for key, _ in some])
            yield from ((rank, there[key]) for key, rank in some if key in there)

    def newest(self) -> Iterator[_Row]:
        """All, the newest first; those without a date last."""
        keys = self._by_date()
        if self.count is not None and self.count > _DENSE and not self._few:
            # The words last: a row is looked up in a fifth of the time.
            yield from (row for row in self._rows(islice(keys, _PROBED)) if self._has_words(row[-1]))
        wanted = self._wanted()
        if wanted is None:
            yield from self._rows(keys)
        elif len(wanted) > _MOST_SORTED:
            yield from self._rows(key for key in keys if key in wanted)
        else:
            yield from _newest_first(self._rows(wanted), row=lambda row: row)

    def marked(self, row: _Row) -> _Row:
        """The columns of a hit with the passage that matches."""
        *columns, _, _, key = row
        if self._match is None:
            return (*columns, value(self._db, self._table.unmarked, (key,)))
        sql = f"SELECT {self._table.marked} FROM {self._table.index} WHERE {self._table.index} MATCH ? AND rowid = ?"
        return (*columns, value(self._db, sql, (self._match, key)))

    def _matching(self, columns: str, order: str = "") -> Iterator[_Row]:
        """What the index of words tells of rows that have them, without those of which other indexes tell enough."""
        # The plus keeps SQLite from asking the index of words for each of the few by itself.
        told = [Condition(f"+rowid IN ({each.sql})", each.bound) for each in self._few]
        if not self._few and self.count is not None and self.count <= _DENSE:
            each_by_itself = (
                "EXISTS (SELECT 1 FROM statement AS s INDEXED BY statement_speaker WHERE {} AND {} = {}.rowid)"
            )
            told = [
                Condition(each_by_itself.format(each.sql, self._table.key, self._table.index), each.bound)
                for each in self._of_speakers
            ]
        few = "".join(f" AND {each.sql}" for each in told)
        sql = f"SELECT {columns} FROM {self._table.index} WHERE {self._table.index} MATCH ?{few} {order}"
        return rows(self._db, sql, (self._match, *(value for each in told for value in each.bound)))

    def _wanted(self) -> set[int] | None:
        """The keys that may be wanted, as far as indexes tell; None where they don't."""
        if self._match is not None:
            return {key for (key,) in self._matching("rowid")}
        sets = [{key for (key,) in rows(self._db, each.sql, each.bound)} for each in self._few]
        return set.intersection(*sets) if sets else None

    @cached_property
    def _few(self) -> list[Condition]:
        """Queries of keys, by indexes alone, that leave out most rows."""
        key, found = self._table.key, []
        leading = [each for each in self._conditions if each.is_indexed and each.is_of_article]
        where, bound = _all_of(leading)
        if leading and self._are_few(f"SELECT 1 FROM article AS a WHERE {where}", bound, _FEW_ARTICLES):
            found = [Condition(f"SELECT {key} FROM article AS a{self._table.of_article} WHERE {where}", bound)]
        for each in self._of_speakers:
            keys = f"SELECT {key} FROM statement AS s WHERE {each.sql}"
            if self._match is None or self._are_few(keys, each.bound, _FEW_STATEMENTS):
                found.append(Condition(keys, each.bound))
        return found

    def _are_few(self, sql: str, bound: Sequence[object], most: int) -> bool:
        return bool(value(self._db, f"SELECT COUNT(*) FROM ({sql} LIMIT {most + 1})", bound) <= most)

    @property
    def _of_speakers(self) -> list[Condition]:
        return [each for each in self._conditions if each.is_indexed and not each.is_of_article]

    def _by_date(self) -> Iterator[int]:
        """The keys of articles for which the conditions on them hold, newest first."""
        where, bound = _all_of([each for each in self._conditions if each.is_of_article])
        by = "article_outlet" if "a.outlet = ?" in where else "article_published"
        sql = f"""
        SELECT {self._table.key} FROM article AS a INDEXED BY {by}{self._table.of_article} WHERE {where}
        ORDER BY a.published DESC, a.id, {self._table.key}
        """
        yield from (key for (key,) in rows(self._db, sql, bound))

    def _has_words(self, key: int) -> bool:
        sql = f"SELECT 1 FROM {self._table.index} WHERE {self._table.index} MATCH ? AND rowid = ?"
        return value(self._db, sql, (self._match, key)) is not None

    def _rows(self, keys: Iterable[int]) -> Iterator[_Row]:
        """The rows of keys, in their order, without those for which a condition does not hold."""
        for some in _batches(keys):
            there = self._looked_up(some)
            yield from (there[key] for key in some if key in there)

    def _looked_up(self, keys: Sequence[int]) -> dict[int, _Row]:
        """The rows of a batch, by their keys: a question for each by itself takes five times as long."""
        table = self._table
        where, bound = _all_of(self._conditions)
        columns = f"{table.columns}, a.published, a.id, {table.key}"
        among = f"{table.key} IN ({', '.join('?' * len(keys))})"
        found = rows(self._db, f"SELECT {columns} FROM {table.tables} WHERE {among} AND {where}", (*keys, *bound))
        return {row[-1]: row for row in found}


def _batches(each: Iterable[_Each]) -> Iterator[list[_Each]]:
    left = iter(each)
    while some := list(islice(left, _LOOKED_UP)):
        yield some


def _all_of(conditions: Iterable[Condition]) -> tuple[str, tuple[object, ...]]:
    sql = " AND ".join(["a.standing = 'current'", *(each.sql for each in conditions)])
    return sql, tuple(value for each in conditions for value in each.bound)


def _newest_first(found: Iterable[_Each], *, row: Callable[[_Each], _Row]) -> list[_Each]:
    ordered = sorted(found, key=lambda each: row(each)[-2:])
    ordered.sort(key=lambda each: row(each)[-3] or "", reverse=True)
    return ordered
