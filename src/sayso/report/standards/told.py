"""An article with what is said in it: what the exports in other people's standards are made of, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sayso.comparison import Articles
from sayso.records import Document, Entity, EntityKind, Speaker, Statement

__all__ = ["Told", "kind_of", "language_of", "people_of", "reporting_text", "told_in"]


_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class Told(NamedTuple):
    """An article and its statements, the telling before the told."""

    document: Document
    statements: tuple[Statement, ...]


def told_in(articles: Articles) -> Iterator[Told]:
    """The articles of a run in their order, each with its statements."""
    said: dict[str, list[Statement]] = {}
    for statement in articles.statements:
        said.setdefault(statement.document, []).append(statement)
    for document in articles.documents:
        yield Told(document, tuple(said.get(document.id, ())))


def people_of(articles: Articles) -> dict[str, Entity]:
    """Who speaks, by id: the entities of the run, and whoever else its statements or things said name."""
    people = {entity.id: entity for entity in articles.entities}
    for statement in articles.statements:
        speaker = statement.speaker
        if speaker is not None and speaker.id not in people:
            people[speaker.id] = Entity(speaker.id, speaker.name, speaker.kind or EntityKind.PERSON)
    return dict(sorted(people.items()))


def kind_of(speaker: Speaker, people: Mapping[str, Entity]) -> EntityKind:
    """What the speaker is, a person where neither the speaker nor ``people`` tells."""
    known = people.get(speaker.id)
    return speaker.kind or (known.kind if known is not None else EntityKind.PERSON)


def language_of(document: Document) -> str | None:
    """The language as BCP 47 has it, None where it is not known."""
    language = document.language
    return language if language is not None and _LANGUAGE.fullmatch(language) else None


def reporting_text(statement: Statement, document: Document) -> Iterable[tuple[str, str]]:
    """What the article prints about a statement beside its words: (``reporting words``, “said”), …"""
    spans = (
        ("reporting words", statement.cue),
        ("source", statement.source),
        ("hedge", statement.hedge),
        ("addressee", statement.addressee),
        ("occasion", statement.occasion.span if statement.occasion is not None else None),
    )
    return ((what, span.of(document.text)) for what, span in spans if span)
