"""What must be so in every library, and what two libraries of the same articles have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence

import apsw

from sayso.library.captures import digest_of
from sayso.library.connection import rows, value
from sayso.library.store import found_in
from sayso.records import Capture

__all__ = ["contents", "differing", "missing", "problems"]

_NONE_OF = {
    "captures without an article": "SELECT COUNT(*) FROM capture WHERE id NOT IN (SELECT capture FROM article)",
    "articles without content": "SELECT COUNT(*) FROM article WHERE capture NOT IN (SELECT capture FROM content)",
    "articles that are there twice": "SELECT COUNT(*) - COUNT(DISTINCT uri) FROM capture",
    "statements that are there twice": "SELECT COUNT(*) - COUNT(DISTINCT capture || ' ' || id) FROM statement",
    "statements of no article": "SELECT COUNT(*) FROM statement WHERE capture NOT IN (SELECT capture FROM article)",
    "articles in no story that is there": "SELECT COUNT(*) FROM member WHERE story NOT IN (SELECT id FROM story)",
    "stories with other articles than they count":
        "SELECT COUNT(*) FROM story WHERE articles <> (SELECT COUNT(*) FROM member WHERE story = story.id)",
    "stories with other things said than they count":
        "SELECT COUNT(*) FROM story WHERE things <> (SELECT COUNT(*) FROM thing_said WHERE story = story.id)",
    "readings of nothing said": "SELECT COUNT(*) FROM reading WHERE (story, thing) NOT IN "
        "(SELECT story, id FROM thing_said)",
    "broken references": "SELECT COUNT(*) FROM pragma_foreign_key_check",
}  # fmt: skip
_INDEXES = ("content_words", "statement_words")


def problems(db: apsw.Connection) -> list[str]:
    """What is wrong with a library: damage, articles of which a part is missing, what is there twice."""
    found = [f"{count} {what}" for what, sql in _NONE_OF.items() if (count := value(db, sql))]
    found += [told for (told,) in rows(db, "PRAGMA integrity_check") if told != "ok"]
    for index in _INDEXES:
        try:
            # With a rank of 1 also against the rows that it is an index of.
            db.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except apsw.CorruptError:
            found.append(f"{index} is not the index of its rows")
    return [*found, *_other_statements(db)]


def _other_statements(db: apsw.Connection) -> Iterator[str]:
    counts = dict(rows(db, "SELECT capture, COUNT(*) FROM statement GROUP BY capture"))
    for capture, resolved in found_in(db, [number for (number,) in rows(db, "SELECT capture FROM content")]).items():
        if counts.get(capture, 0) != len(resolved.statements):
            yield f"article {capture} has {counts.get(capture, 0)} of {len(resolved.statements)} statements"


def missing(db: apsw.Connection, wanted: Sequence[Capture]) -> int:
    """How many of the pages the library does not have."""
    kept = {digest for (digest,) in rows(db, "SELECT digest FROM capture")}
    return sum(digest_of(capture) not in kept for capture in wanted)


_CONTENTS = {
    "captures": "SELECT digest, address, told_at, last_at, uri, outlet, url, published, body FROM capture",
    # Captures and chains are told by digests: their numbers say in what order they came.
    "articles": """
      SELECT c.digest, a.id, a.standing, a.version, a.outlet, a.published, a.language, a.headline, a.uri, a.text_digest,
        (SELECT MIN(o.digest) FROM article AS b JOIN capture AS o ON o.id = b.capture WHERE b.chain = a.chain)
      FROM article AS a JOIN capture AS c ON c.id = a.capture""",
    "contents": "SELECT c.digest, t.headline, t.text, t.record, t.found, t.measures "
      "FROM content AS t JOIN capture AS c ON c.id = t.capture",
    "statements": 'SELECT c.digest, s.id, place, kind, act, speaker, speaker_id, start, "end", confidence, words '
      "FROM statement AS s JOIN capture AS c ON c.id = s.capture",
    "refusals": "SELECT uri, stage, reason, detail, count FROM refusal",
    "stories": "SELECT id, headline, first_published, last_published, outlets, articles, origins, not_compared, things,"
      " substantive, grounds, record FROM story",
    "members": "SELECT c.digest, m.story, m.is_compared FROM member AS m JOIN capture AS c ON c.id = m.capture",
    "told statements": "SELECT s.id, t.story, t.record FROM told_statement AS t JOIN statement AS s USING (number)",
    **{name: f"SELECT * FROM {name}" for name in ("copy", "thing_said", "reading", "difference", "coverage")},
    **{name: f"SELECT * FROM {name}" for name in ("story_entity", "entity", "entity_name")},
}  # fmt: skip


def contents(db: apsw.Connection) -> dict[str, str]:
    """A digest of all that is in each table but what hangs on when and in which order it came in."""
    return {name: _digest(rows(db, sql)) for name, sql in _CONTENTS.items()}


def _digest(found: Iterator[tuple[object, ...]]) -> str:
    digest = hashlib.sha256()
    for row in sorted(map(repr, found)):
        digest.update(row.encode() + b"\n")
    return digest.hexdigest()[:16]


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> list[str]:
    """The tables in which two libraries differ, as problems."""
    return [f"{name} differ" for name in one if one[name] != other[name]]
