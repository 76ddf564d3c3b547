"""The tables of a build: which records their rows hold, and what columns stand beside those."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import pyarrow as pa

from sayso.build.telling import ToldStory
from sayso.records import Capture, Collation, Copy, Coverage, Discrepancy, Document, Dropped, Entity, Statement, Story
from sayso.resolve import Resolved
from sayso.tables import Codec

__all__ = ["CAPTURES", "CLEANED", "DROPPED", "ENTITIES", "RESOLVED", "STORY_ENTITIES", "TABLES", "Table"]


def _text(name: str) -> pa.Field:
    return pa.field(name, pa.string())


def _number(name: str) -> pa.Field:
    return pa.field(name, pa.int64())


CAPTURES = Codec(Capture)
CLEANED = Codec(Document, [_text("chunk"), _text("text_digest")])
"""Articles as they were cleaned, each with the name of the file that it stands in."""
RESOLVED = Codec(Resolved)
DROPPED = Codec(Dropped)


class Table(NamedTuple):
    """A table that users read: its codec, and its rows of one story in their order."""

    codec: Codec[Any]
    rows: Callable[[ToldStory], Iterable[dict[str, object]]]


def _documents(told: ToldStory) -> Iterable[dict[str, object]]:
    documents = sorted((*told.comparison.articles.documents, *told.left_alone), key=lambda document: document.id)
    return (_DOCUMENTS.row(each, story=told.story.id) for each in documents)


def _statements(told: ToldStory) -> Iterable[dict[str, object]]:
    articles = told.comparison.articles
    outlet = {document.id: document.outlet for document in articles.documents}
    return (
        _STATEMENTS.row(each, story=told.story.id, outlet=outlet[each.document], place=place)
        for place, each in enumerate(articles.statements)
    )


def _entities(told: ToldStory) -> Iterable[dict[str, object]]:
    return (STORY_ENTITIES.row(each, story=told.story.id) for each in told.comparison.articles.entities)


def _stories(told: ToldStory) -> Iterable[dict[str, object]]:
    documents = (*told.comparison.articles.documents, *told.left_alone)
    dates = sorted(document.published for document in documents if document.published is not None)
    yield _STORIES.row(
        told.story,
        headline=next((each.headline for each in documents if each.headline), None),
        first_published=dates[0] if dates else None,
        last_published=dates[-1] if dates else None,
        outlets=len({document.outlet for document in documents}),
        independent_origins=len(told.story.independent),
        not_compared=len(told.left_alone),
    )


def _copies(told: ToldStory) -> Iterable[dict[str, object]]:
    return (_COPIES.row(each, story=told.story.id) for each in told.story.copies)


def _things_said(told: ToldStory) -> Iterable[dict[str, object]]:
    return (
        _THINGS.row(each, story=told.story.id, thing=each.cluster.id, place=place)
        for place, each in enumerate(told.comparison.things_said)
    )


def _differences(told: ToldStory) -> Iterable[dict[str, object]]:
    return (
        _DIFFERENCES.row(each, story=told.story.id, thing=thing.cluster.id, place=place)
        for thing in told.comparison.things_said
        for place, each in enumerate(thing.differences)
    )


def _coverage(told: ToldStory) -> Iterable[dict[str, object]]:
    return (
        _COVERAGE.row(each, story=told.story.id, thing=thing.cluster.id)
        for thing in told.comparison.things_said
        for each in thing.coverage
    )


_STORY, _THING, _PLACE = _text("story"), _text("thing"), _number("place")
_DOCUMENTS = Codec(Document, [_STORY])
_STATEMENTS = Codec(Statement, [_STORY, _text("outlet"), _PLACE])
STORY_ENTITIES = Codec(Entity, [_STORY])
ENTITIES = Codec(Entity, [_number("stories"), _text("same_as")])
_STORIES = Codec(
    Story,
    [
        pa.field("headline", pa.string()),
        pa.field("first_published", pa.string()),
        pa.field("last_published", pa.string()),
        _number("outlets"),
        _number("independent_origins"),
        _number("not_compared"),
    ],
)
_COPIES = Codec(Copy, [_STORY])
_THINGS = Codec(Collation, [_STORY, _THING, _PLACE])
_DIFFERENCES = Codec(Discrepancy, [_STORY, _THING, _PLACE])
_COVERAGE = Codec(Coverage, [_STORY, _THING])

TABLES = {
    "documents": Table(_DOCUMENTS, _documents),
    "statements": Table(_STATEMENTS, _statements),
    "story_entities": Table(STORY_ENTITIES, _entities),
    "stories": Table(_STORIES, _stories),
    "copies": Table(_COPIES, _copies),
    "things_said": Table(_THINGS, _things_said),
    "differences": Table(_DIFFERENCES, _differences),
    "coverage": Table(_COVERAGE, _coverage),
}
"""The tables whose rows are made story by story, in the order of stories' ids."""
