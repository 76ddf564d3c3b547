"""Articles, grouped by the event they report, with what in them is one text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa

from sayso.config import GroupSettings
from sayso.group.copies import find_copies, find_origins
from sayso.group.facts import FACTS, facts_of, find_facts, story_of, text_of
from sayso.group.prints import PRINTS, prints
from sayso.group.stories import find_stories, needed_likeness
from sayso.group.subjects import LEADS, WORDS, leads, names, words
from sayso.group.weights import UNIT
from sayso.records import Document, Story
from sayso.relations import Mapping, Relations, number_of
from sayso.spans import readable

__all__ = ["MEASURES", "articles_table", "day_of", "find_all", "group", "moment_of"]

_DEFAULTS = GroupSettings()

MEASURES = {
    "prints": Mapping(prints, PRINTS, rows=64),
    "words": Mapping(words, WORDS, rows=64),
    "names": Mapping(names, WORDS, rows=64),
    "leads": Mapping(leads, LEADS, rows=64),
}
"""What is asked of every article by itself, from its ``doc`` and ``text``, before copies and stories are found."""


def group(
    documents: Sequence[Document], relations: Relations, *, settings: GroupSettings = _DEFAULTS
) -> tuple[Story, ...]:
    """The stories among the documents, largest first; every document is in exactly one.

    The result depends on the set of documents, not on their order. Copies of one text are in one story and count as one
    origin. A document without a like is a story of its own, and ``because`` says how near the nearest other is.
    """
    if not documents:
        return ()
    relations.put("articles", articles_table(documents))
    for name, measure in MEASURES.items():
        relations.make(name, "SELECT doc, text FROM articles", measure)
    find_all(relations, settings)
    least, others = needed_likeness(settings) / UNIT, len(documents) > 1
    tables = {name: relations.fetch(f"SELECT * FROM {name}").to_pylist() for name in FACTS}
    by_id = {document.id: document for document in documents}
    stories = [
        story_of([by_id[key] for key in facts.texts], facts, least=least, others=others)
        for facts in facts_of(tables).values()
    ]
    return tuple(sorted(stories, key=lambda story: (-len(story.documents), story.documents)))


def find_all(relations: Relations, settings: GroupSettings) -> None:
    """``articles`` and the tables of ``MEASURES`` -> copies, origins, stories, and the ``FACTS`` about each story."""
    find_copies(relations, settings)
    find_origins(relations, settings)
    find_stories(relations, settings)
    find_facts(relations)


def day_of(published: str | None) -> int | None:
    """The number of the day that an ISO 8601 date or time names; None where it names none."""
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


def moment_of(published: str | None) -> int | None:
    """The seconds since the year 1 of an ISO 8601 time, in UTC where it tells no other; None where none is named."""
    if len(published or "") <= len("2031-03-04"):
        return None
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int((moment - _FIRST_MOMENT) / timedelta(seconds=1))


_FIRST_MOMENT = datetime(1, 1, 1, tzinfo=UTC)


def articles_table(documents: Sequence[Document]) -> pa.Table:
    """The articles as rows, each once with the number that stands for it, sorted by that."""
    by_key = {number_of(document.id): document for document in documents}
    rows = [(key, by_key[key]) for key in sorted(by_key)]
    return pa.table(
        {
            "doc": pa.array([key for key, _ in rows], pa.int64()),
            "id": pa.array([document.id for _, document in rows], pa.string()),
            "outlet": pa.array([readable(document.outlet) for _, document in rows], pa.string()),
            "text": pa.array([readable(text_of(document)) for _, document in rows], pa.string()),
            "day": pa.array([day_of(document.published) for _, document in rows], pa.int32()),
            "moment": pa.array([moment_of(document.published) for _, document in rows], pa.int64()),
            "language": pa.array([document.language for _, document in rows], pa.string()),
        }
    )
