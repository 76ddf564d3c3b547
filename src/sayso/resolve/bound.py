"""Who is known by a bare surname alone is known in his story only.

*Quill* in one event and *Quill* in another may be two people, and no text tells. A full name is taken for one person
wherever it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sayso.records import Entity, EntityKind, Speaker, Statement
from sayso.resolve.person_name import parse_name
from sayso.resolve.resolved import entity_id

__all__ = ["bound_to"]


def bound_to(
    story: str, statements: Iterable[Statement], entities: Sequence[Entity]
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """The statements and entities of a story, with ids that hold among all stories."""
    bound = {
        entity.id: entity_id(entity.kind, entity.name, story)
        for entity in entities
        if entity.kind is EntityKind.PERSON and not parse_name(entity.name).full
    }
    return (
        tuple(_rebound(statement, bound) for statement in statements),
        tuple(replace(entity, id=bound.get(entity.id, entity.id)) for entity in entities),
    )


def _rebound(statement: Statement, bound: dict[str, str]) -> Statement:
    def known(speaker: Speaker) -> Speaker:
        return replace(speaker, id=bound.get(speaker.id, speaker.id))

    speaker = None if statement.speaker is None else known(statement.speaker)
    return replace(statement, speaker=speaker, candidates=tuple(map(known, statement.candidates)))
