"""A story as it was compared, kept in tables that can be asked, and found again as the comparison that it was."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

import apsw

from sayso import __version__
from sayso.build.telling import ToldStory
from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.library.connection import rows, value
from sayso.library.store import STATEMENTS, documents_of, keep_refusal, packed, statements_of, unpacked, words_of
from sayso.records import Collation, Document, Entity, EntityKind, Statement, Story
from sayso.report.differences import substantive_of
from sayso.spans import readable
from sayso.tables import Codec

__all__ = ["comparison_of", "forget_story", "keep_record", "keep_story", "told_story"]

_STORY, _THING = Codec(Story), Codec(Collation)
_OF_STORY = (*("member", "told_statement", "copy", "thing_said", "reading", "difference", "coverage", "story_entity"),)


def forget_story(db: apsw.Connection, story: str) -> None:
    """Takes away what was made of a story; its articles stay."""
    for table in _OF_STORY:
        db.execute(f"DELETE FROM {table} WHERE story = ?", (story,))
    db.execute("DELETE FROM story WHERE id = ?", (story,))


def keep_record(db: apsw.Connection, story: Story, grounds: str) -> None:
    """What is told of a story whose comparison stays as it is."""
    row = (packed(_STORY, story), grounds, len(story.independent), story.id)
    db.execute("UPDATE story SET record = ?, grounds = ?, origins = ? WHERE id = ?", row)


def keep_story(
    db: apsw.Connection, told: ToldStory, captures: Mapping[str, int], *, basis: str, grounds: str, seen: str
) -> None:
    """Puts a story where nothing of it is; ``captures`` are those of its articles, by their ids."""
    comparison, story = told.comparison, told.story
    documents = {document.id: document for document in (*comparison.articles.documents, *told.left_alone)}
    substantive = Counter(each.thing for each in substantive_of(comparison))
    _keep_head(db, told, documents.values(), substantive.total(), basis, grounds)
    compared = {document.id for document in comparison.articles.documents}
    members = [(captures[key], story.id, key in compared) for key in documents]
    db.executemany("INSERT INTO member VALUES (?, ?, ?)", members)
    for place, statement in enumerate(comparison.articles.statements):
        _keep_statement(db, statement, story.id, captures[statement.document], place)
    copies = [(story.id, each.left, each.right, each.left_in_right, each.right_in_left) for each in story.copies]
    db.executemany("INSERT INTO copy VALUES (?, ?, ?, ?, ?)", copies)
    by_id = {statement.id: statement for statement in comparison.articles.statements}
    for place, thing in enumerate(comparison.things_said):
        _keep_thing(db, thing, place, documents, by_id, substantive[place])
    entities = [
        (story.id, each.id, each.name, each.kind.value, json.dumps(each.aliases, ensure_ascii=False))
        for each in comparison.articles.entities
    ]
    db.executemany("INSERT INTO story_entity VALUES (?, ?, ?, ?, ?)", [_readable(row) for row in entities])
    for dropped in comparison.articles.dropped:
        keep_refusal(db, dropped, seen)


def _keep_head(
    db: apsw.Connection,
    told: ToldStory,
    documents: Iterable[Document],
    substantive: int,
    basis: str,
    grounds: str,
) -> None:
    found = sorted(documents, key=lambda document: document.id)
    dates = sorted(document.published for document in found if document.published is not None)
    things = told.comparison.things_said
    row = (
        told.story.id,
        next((document.headline for document in found if document.headline), None),
        dates[0] if dates else None,
        dates[-1] if dates else None,
        len({document.outlet for document in found}),
        len(found),
        len(told.story.independent),
        len(told.left_alone),
        len(things),
        substantive,
        basis,
        grounds,
        packed(_STORY, told.story),
    )
    db.execute("INSERT INTO story VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _readable(row))


def _keep_statement(db: apsw.Connection, statement: Statement, story: str, capture: int, place: int) -> None:
    speaker = statement.speaker
    shown = (speaker.name if speaker else None, speaker.id if speaker else None, place, capture, statement.id)
    change = "UPDATE statement SET speaker = ?, speaker_id = ?, place = ? WHERE capture = ? AND id = ? RETURNING number"
    number = value(db, change, _readable(shown))
    db.execute("INSERT INTO told_statement VALUES (?, ?, ?)", (number, story, packed(STATEMENTS, statement)))


def _keep_thing(
    db: apsw.Connection,
    thing: Collation,
    place: int,
    documents: Mapping[str, Document],
    statements: Mapping[str, Statement],
    substantive: int,
) -> None:
    cluster = thing.cluster
    key = (cluster.story, cluster.id)
    first = cluster.readings[0]
    row = (
        *key,
        place,
        cluster.speaker.name if cluster.speaker else None,
        cluster.speaker.id if cluster.speaker else None,
        words_of(statements[first.statement], documents[first.document].text),
        len({documents[reading.document].outlet for reading in cluster.readings}),
        substantive,
        cluster.score,
        cluster.because,
        packed(_THING, thing),
    )
    db.execute("INSERT INTO thing_said VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _readable(row))
    db.executemany(
        "INSERT OR IGNORE INTO reading VALUES (?, ?, ?, ?, ?)",
        [_readable((*key, each.document, each.statement, each.kind.value)) for each in cluster.readings],
    )
    db.executemany(
        "INSERT INTO difference VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            _readable((*key, place, each.change.value, each.substantive, each.score, each.because,
                       each.left.document, *each.left.span, each.right.document, *each.right.span))
            for place, each in enumerate(thing.differences)
        ],
    )  # fmt: skip
    db.executemany(
        "INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?)",
        [_readable((*key, each.document, each.outlet, each.status.value, each.because)) for each in thing.coverage],
    )


def _readable(row: Iterable[object]) -> tuple[object, ...]:
    return tuple(readable(value) if isinstance(value, str) else value for value in row)


# --- found again ------------------------------------------------------------------------------------------------------


def comparison_of(db: apsw.Connection, story: str, settings: Settings) -> Comparison:
    """A story by its id, as ``compare`` gives it. Of a story of too many articles all are there, as in a build."""
    told = told_story(db, story, settings)
    articles = told.comparison.articles
    documents = _ordered((*articles.documents, *told.left_alone))
    return replace(told.comparison, articles=replace(articles, documents=documents))


def told_story(db: apsw.Connection, story: str, settings: Settings) -> ToldStory:
    """A story by its id, as it was told."""
    members = dict(rows(db, "SELECT capture, is_compared FROM member WHERE story = ?", (story,)))
    documents = documents_of(db, members)
    entities = rows(db, "SELECT id, name, kind, aliases FROM story_entity WHERE story = ? ORDER BY name, id", (story,))
    articles = Articles(
        documents=_ordered(documents[number] for number, is_compared in members.items() if is_compared),
        statements=tuple(statements_of(db, story)),
        entities=tuple(
            Entity(key, name, EntityKind(kind), tuple(json.loads(aliases))) for key, name, kind, aliases in entities
        ),
        dropped=(),
        settings=settings,
        version=__version__,
    )
    record = unpacked(_STORY, value(db, "SELECT record FROM story WHERE id = ?", (story,)))
    things = rows(db, "SELECT record FROM thing_said WHERE story = ? ORDER BY place", (story,))
    return ToldStory(
        Comparison(articles, (record,), tuple(unpacked(_THING, each) for (each,) in things)),
        record,
        tuple(documents[number] for number, is_compared in members.items() if not is_compared),
    )


def _ordered(documents: Iterable[Document]) -> tuple[Document, ...]:
    return tuple(sorted(documents, key=lambda document: (document.outlet, document.id)))
