"""Who is meant by a name that somebody types: in any spelling that transliterations give it, by any part of it."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass

import apsw

from sayso.library.connection import rows
from sayso.records import EntityKind
from sayso.resolve import name_keys

__all__ = ["Person", "persons_named"]

_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Person:
    """Someone or some body that speaks: ``ids`` are of all names that are one, ``statements`` counts those of all."""

    name: str
    kind: EntityKind
    ids: tuple[str, ...]
    aliases: tuple[str, ...]
    stories: int
    statements: int


def persons_named(db: apsw.Connection, name: str) -> list[Person]:
    """Who may be meant, those who say most first; where some bear just this name, they alone."""
    keys = name_keys(name)
    if not keys:
        return []
    have_all = " INTERSECT ".join(["SELECT entity FROM entity_name WHERE word = ?"] * len(keys))
    sql = f"""
    SELECT one.same_as, one.id, one.name, one.kind, one.aliases, one.stories,
      (SELECT COUNT(*) FROM statement JOIN article USING (capture) WHERE speaker_id = one.id AND standing = 'current')
    FROM entity AS one WHERE one.same_as IN (SELECT same_as FROM entity WHERE id IN ({have_all}) LIMIT {_MOST})
    """
    found: dict[str, list[tuple[str, str, str, str, int, int]]] = defaultdict(list)
    for same, *row in rows(db, sql, keys):
        found[same].append(tuple(row))
    persons = sorted((_person(same, each) for same, each in found.items()), key=lambda one: (-one.statements, one.name))
    exact = [
        one for one in persons if any(sorted(name_keys(each)) == sorted(keys) for each in (one.name, *one.aliases))
    ]
    full = [one for one in exact if sorted(name_keys(one.name)) == sorted(keys)] if len(keys) > 1 else []
    return full or persons


def _person(same: str, names: list[tuple[str, str, str, str, int, int]]) -> Person:
    first = next(row for row in names if row[0] == same)
    called = {alias for row in names for alias in (row[1], *json.loads(row[3]))}
    return Person(
        name=first[1],
        kind=EntityKind(first[2]),
        ids=tuple(sorted(row[0] for row in names)),
        aliases=tuple(sorted(called - {first[1]})),
        stories=sum(row[4] for row in names),
        statements=sum(row[5] for row in names),
    )
