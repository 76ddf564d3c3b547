"""One thing of a library by the beginning of its id: a story, an article with its versions, a statement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import apsw
from rapidfuzz.distance import Indel

from sayso import __version__
from sayso.comparison import Articles
from sayso.config import Settings
from sayso.errors import UsageError
from sayso.library.connection import rows, value
from sayso.library.store import STATEMENTS, documents_of, found_in, unpacked
from sayso.records import Statement

__all__ = ["Changed", "Item", "ShownArticle", "Version", "article_of", "articles_with", "home_of"]

_SHORTEST = 4
"""Digits of an id that are asked for at least."""
_WORD = re.compile(r"\s+|[^\W_]+|[\W_]")
_NEAR_WORDS = 2
"""Words that stay between two changes which are told as one."""


@dataclass(frozen=True, slots=True)
class Item:
    """What an id names: ``kind`` is ``story`` or ``article``."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Version:
    """A text of an article: when it was there first and last (ISO 8601, UTC), and under which address."""

    number: int
    capture: int
    first: str
    last: str
    is_current: bool
    uri: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A passage that is another one in the next version: offsets into both texts, and the words; ``""`` for none."""

    from_version: int
    to_version: int
    before_start: int
    before: str
    after_start: int
    after: str


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article: its current text with its statements, its story (None: none yet), its versions in order of time, and
    what changed from each to the next. ``gone`` are the words of statements that an earlier version has and the current
    one does not."""

    articles: Articles
    story: str | None
    versions: tuple[Version, ...]
    changes: tuple[Changed, ...]
    gone: tuple[str, ...]


def home_of(db: apsw.Connection, beginning: str) -> Item:
    """What an id, or the beginning of one, names: of a statement its article, of a thing said its story.

    Raises UsageError where it names nothing, or several.
    """
    key = beginning.strip()
    if len(key) < _SHORTEST:
        raise UsageError(f"{beginning!r} is too short for an id: give {_SHORTEST} of its characters at least")
    found = sorted(
        {Item(kind, each) for kind, sql in _NAMED.items() for (each,) in rows(db, sql, (key, key))},
        key=lambda item: (item.kind, item.id),
    )
    if not found:
        raise UsageError(f"nothing here has an id that begins with {key}: `sayso search` and `sayso stories` show ids")
    if len(found) > 1:
        several = ", ".join(f"{item.kind} {item.id}" for item in found[:5])
        raise UsageError(f"several ids begin with {key}: {several}; give more of it")
    home = _HOMES.get(found[0].kind)
    return found[0] if home is None else Item(home[0], value(db, home[1], (found[0].id,)))


_HOMES = {
    "statement": (
        "article",
        "SELECT a.id FROM article AS a JOIN statement AS s USING (capture) WHERE s.id = ? ORDER BY standing, a.id",
    ),
    "thing said": ("story", "SELECT story FROM thing_said WHERE id = ? ORDER BY story"),
}
_NAMED = {
    "story": "SELECT id FROM story WHERE id >= ? AND id < ? || char(65535) LIMIT 5",
    "article": "SELECT DISTINCT id FROM article WHERE id >= ? AND id < ? || char(65535) LIMIT 5",
    "statement": "SELECT DISTINCT id FROM statement WHERE id >= ? AND id < ? || char(65535) LIMIT 5",
    "thing said": "SELECT DISTINCT id FROM thing_said WHERE id >= ? AND id < ? || char(65535) LIMIT 5",
}


def article_of(db: apsw.Connection, key: str, settings: Settings) -> ShownArticle:
    """An article by its id."""
    ((chain, capture, story),) = rows(db, _ARTICLE, (key,))
    versions = tuple(Version(*row) for row in rows(db, _VERSIONS, (chain,)))
    texts = {number: document.text for number, document in documents_of(db, [v.capture for v in versions]).items()}
    changes = tuple(change for before, after in pairwise(versions) for change in _changes(before, after, texts))
    document = documents_of(db, [capture])[capture]
    statements = _statements(db, capture)
    articles = Articles((document,), statements, (), (), settings, __version__)
    return ShownArticle(articles, story, versions, changes, tuple(_gone(db, versions, capture)))


# Of an article that is not current any more, the text that is.
_ARTICLE = """
SELECT one.chain, one.capture, m.story FROM article AS one LEFT JOIN member AS m ON m.capture = one.capture
WHERE one.id = ? ORDER BY one.standing <> 'current', one.capture LIMIT 1
"""
_VERSIONS = """
SELECT a.version, MIN(a.capture), MIN(c.told_at), MAX(c.last_at), MAX(a.standing = 'current'), MIN(a.uri), MIN(a.url)
FROM article AS a JOIN capture AS c ON c.id = a.capture WHERE a.chain = ? GROUP BY a.version ORDER BY a.version
"""


def articles_with(db: apsw.Connection, said: Iterable[tuple[str, str]], settings: Settings) -> Articles:
    """Current articles with some of their statements, given by the ids of both, and those that tell these."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for article, statement in said:
        wanted[article].add(statement)
    documents, statements = [], list[Statement]()
    for key in sorted(wanted):
        capture = value(db, "SELECT capture FROM article WHERE id = ? AND standing = 'current'", (key,))
        documents.append(documents_of(db, [capture])[capture])
        by_id = {each.id: each for each in _statements(db, capture)}
        kept = {one for statement in wanted[key] for one in _with_tellers(statement, by_id)}
        statements += [each for each in by_id.values() if each.id in kept]
    documents.sort(key=lambda document: (document.outlet, document.id))
    place = {document.id: number for number, document in enumerate(documents)}
    statements.sort(key=lambda statement: place[statement.document])
    return Articles(tuple(documents), tuple(statements), (), (), settings, __version__)


def _with_tellers(statement: str, by_id: Mapping[str, Statement]) -> Iterator[str]:
    told: str | None = statement
    while told is not None:
        yield told
        told = by_id[told].within


def _statements(db: apsw.Connection, capture: int) -> tuple[Statement, ...]:
    """As its story has them, where that is told; else as it has them by itself."""
    sql = "SELECT record FROM told_statement JOIN statement USING (number) WHERE capture = ? ORDER BY place, number"
    told = tuple(unpacked(STATEMENTS, record) for (record,) in rows(db, sql, (capture,)))
    return told or found_in(db, [capture])[capture].statements


def _gone(db: apsw.Connection, versions: Sequence[Version], capture: int) -> Iterator[str]:
    sql = """
    SELECT DISTINCT s.words FROM statement AS s WHERE s.capture = ?
      AND s.words NOT IN (SELECT words FROM statement WHERE capture = ?) ORDER BY s.place
    """
    for version in versions:
        if version.capture != capture:
            yield from (words for (words,) in rows(db, sql, (version.capture, capture)))


def _changes(before: Version, after: Version, texts: dict[int, str]) -> Iterator[Changed]:
    """The passages that differ, by whole words."""
    old, new = texts[before.capture], texts[after.capture]
    left, right = _WORD.findall(old), _WORD.findall(new)
    starts = [0]
    for word in left:
        starts.append(starts[-1] + len(word))
    ends = [0]
    for word in right:
        ends.append(ends[-1] + len(word))
    for l1, l2, r1, r2 in _passages(left, right):
        yield Changed(
            before.number, after.number, starts[l1], old[starts[l1] : starts[l2]], ends[r1], new[ends[r1] : ends[r2]]
        )


def _passages(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    for step in Indel.opcodes(left, right):
        if step.tag == "equal":
            continue
        here = (step.src_start, step.src_end, step.dest_start, step.dest_end)
        if found and here[0] - found[-1][1] <= 2 * _NEAR_WORDS:  # white space counts, too
            found[-1] = (found[-1][0], here[1], found[-1][2], here[3])
        else:
            found.append(here)
    return found
