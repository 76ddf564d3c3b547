"""The speakers of all stories of a library, each once, and the words by which they are found."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import apsw
import pyarrow as pa

from sayso.build.entities import name_entities
from sayso.build.rows import STORY_ENTITIES
from sayso.config import NameComparer
from sayso.library.connection import rows
from sayso.relations import Relations
from sayso.resolve import name_keys

__all__ = ["changed_speakers", "keep_speakers"]

_Row = tuple[str, str, str, str, int, str]


def changed_speakers(db: apsw.Connection, relations: Relations, names: NameComparer) -> tuple[list[_Row], list[str]]:
    """The rows of speakers that are others than those that are kept, and the ids of those who are no more."""
    relations.put("story_entities", _of_stories(db))
    name_entities(relations, names)
    found: dict[str, _Row] = {
        row["id"]: (
            row["id"],
            row["name"],
            row["kind"],
            json.dumps(row["aliases"], ensure_ascii=False),
            row["stories"],
            row["same_as"],
        )
        for row in relations.fetch("SELECT * FROM entities ORDER BY id").to_pylist()
    }
    before: dict[str, _Row] = {row[0]: row for row in rows(db, "SELECT * FROM entity")}
    return [row for key, row in found.items() if before.get(key) != row], sorted(before.keys() - found.keys())


def _of_stories(db: apsw.Connection) -> pa.Table:
    found = rows(db, "SELECT story, id, name, kind, aliases FROM story_entity ORDER BY story, id")
    return STORY_ENTITIES.table(
        {"story": story, "id": key, "name": name, "kind": kind, "aliases": json.loads(aliases)}
        for story, key, name, kind, aliases in found
    )


def keep_speakers(db: apsw.Connection, changed: Sequence[_Row], gone: Sequence[str]) -> None:
    """Puts speakers in the place of what was known of them."""
    for key in (*gone, *(row[0] for row in changed)):
        db.execute("DELETE FROM entity_name WHERE entity = ?", (key,))
        db.execute("DELETE FROM entity WHERE id = ?", (key,))
    db.executemany("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", changed)
    db.executemany(
        "INSERT OR IGNORE INTO entity_name VALUES (?, ?, ?)", [each for row in changed for each in _named(row)]
    )


def _named(row: _Row) -> Iterator[tuple[str, str, str]]:
    """By each word of each name, whom it finds."""
    for name in (row[1], *json.loads(row[3])):
        for word in name_keys(name):
            yield row[0], word, name
