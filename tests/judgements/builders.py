"""Articles, and judgements about their statements, for tests that need no parser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sayso.judgements.anchor import key_of, words_of
from sayso.judgements.lines import identified
from sayso.records import Document, EntityKind, Judgement, Kind, Name, Speaker, Statement, Verdict, Words
from sayso.resolve import Profile, Resolved
from sayso.resolve.resolved import entity_id
from sayso.spans import Span
from tests.articles import article

__all__ = ["AT", "judged", "named", "resolved", "statement", "told", "version", "words"]

AT = "2026-05-14T09:30:00Z"


def version(document: Document, text: str, *, id: str | None = None, **more: object) -> Document:  # noqa: A002
    """The same article with another text, as its outlet may print it tomorrow."""
    fresh = article(text, id=id or f"{document.id}-new", outlet=document.outlet)
    return replace(fresh, uri=document.uri, **more)  # type: ignore[arg-type]


def statement(document: Document, *parts: str, key: str = "", speaker: str | None = None) -> Statement:
    """What is said in these words of the article, each part looked for behind the one before."""
    spans: list[Span] = []
    for part in parts:
        start = document.text.index(part, spans[-1].end if spans else 0)
        spans.append(Span(start, start + len(part)))
    who = None if speaker is None else Speaker(entity_id(EntityKind.PERSON, speaker), speaker, 1.0, "named")
    return Statement(
        key or f"{document.id}:{spans[0].start}-{spans[-1].end}", document.id, Kind.DIRECT, tuple(spans), speaker=who
    )


def words(document: Document, *parts: str, folder: Path | None = None) -> Words:
    """Those words as a judgement keeps them."""
    return words_of(statement(document, *parts), document, folder)


def named(name: str, *documents: Document) -> Name:
    """A speaker as a judgement keeps it."""
    return Name(name, tuple(key_of(document, None) for document in documents))


def judged(verdict: Verdict, left: Words | Name, right: Words | Name, *, by: str = "Ada", line: int = 0) -> Judgement:
    """A judgement with its id."""
    made = Judgement("", verdict, left, right, by, AT, line=line)
    return replace(made, id=identified(made))


def resolved(document: Document, *statements: Statement, people: tuple[str, ...] = ()) -> Resolved:
    """The article with its statements, and these people in it besides those who speak."""
    names = dict.fromkeys([*(each.speaker.name for each in statements if each.speaker), *people])
    profiles = tuple(Profile(entity_id(EntityKind.PERSON, name), EntityKind.PERSON, ((name, 1),)) for name in names)
    return Resolved(document.id, tuple(statements), (), (), profiles)


def told(*found: Resolved) -> list[Statement]:
    """All their statements."""
    return [each for one in found for each in one.statements]
