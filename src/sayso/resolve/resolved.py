"""What this stage hands on: who is meant in one document, and what is known about each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from sayso.records import Entity, EntityKind, Statement
from sayso.resolve.roles import Role
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["How", "Mention", "Profile", "Resolved", "entity_id", "together"]

_ID_DIGITS = 16


class How(StrEnum):
    """By what a mention names someone."""

    NAME = "name"
    PART = "part of a name"
    ROLE = "role"
    PRONOUN = "pronoun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that names someone. ``entity`` is None where the text does not decide who is meant."""

    span: Span
    entity: str | None
    how: How


@dataclass(frozen=True, slots=True)
class Profile:
    """What one document tells about an entity, which decides whether another document's is the same.

    ``forms`` are the names as printed with how often, most frequent first. ``gender`` is ``"f"``, ``"m"`` or ``""``.
    ``members`` are the entities that speak together where this one is several.
    """

    entity: str
    kind: EntityKind
    forms: tuple[tuple[str, int], ...]
    gender: str = ""
    roles: tuple[Role, ...] = ()
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """One document's statements with their speakers. ``profiles`` has one entry for each of ``entities``."""

    document: str
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    profiles: tuple[Profile, ...]


def together(names: Iterable[str]) -> str:
    """The name of several who speak together: ``"Ada Quill, Bruno Harrow and Oskar Lind"``."""
    *before, last = sorted(names)
    return f"{', '.join(before)} and {last}" if before else last


@lru_cache(maxsize=16_384)  # asked for at every mention
def entity_id(kind: EntityKind, name: str, *within: str) -> str:
    """The id of who bears a name; ``within`` binds it to a document and a place."""
    text = "\n".join((kind.value, fold(name) or name, *within))
    return hashlib.sha256(text.encode()).hexdigest()[:_ID_DIGITS]
