"""Every wording of a thing said, over time: who had it first, and what became of it in each article after that.

What is like the words that are asked for is looked up in all articles, earlier versions too. These articles, and those
whose stories have the same thing said in other words, are then compared as those of a story are.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import apsw

from sayso import __version__
from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.library.captures import in_utc
from sayso.library.connection import rows, value
from sayso.library.store import documents_of, found_in
from sayso.records import Collation, Discrepancy, Document, Passage, Reading, Story
from sayso.resolve import Resolved, across, bound_to
from sayso.steps import in_reading_order, things_said_in
from sayso.threads import one_thread

__all__ = ["Trace", "TracedChange", "TracedReading", "TracedThing", "trace"]

_MOST_COMMON = 20_000
"""Words that more statements have do not lead to others."""
_TELLING, _LOOKED_AT, _MOST_WORDS = 8, 200, 100
"""Rarest words that lead to statements; how many statements are looked at, the best first; words asked for at most."""
_MOST_ARTICLES = 40
_LEAST_SHARED = 0.5
"""Share of what the words weigh, by how rare they are, that a statement must have of them."""


@dataclass(frozen=True, slots=True)
class TracedChange:
    """A difference from the first wording: what kind, whether it changes the sense, why, and the two passages."""

    change: str
    substantive: bool
    because: str
    score: float
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TracedReading:
    """A wording: ``when`` it was published or captured, None where neither is known; ``version`` counts the texts of
    its article, and ``is_current`` tells whether this one still stands. ``changes`` are from the first wording."""

    when: str | None
    outlet: str
    article: str
    statement: str
    version: int
    is_current: bool
    speaker: str | None
    kind: str
    words: str
    start: int
    end: int
    changes: tuple[TracedChange, ...]
    uri: str


@dataclass(frozen=True, slots=True)
class TracedThing:
    """One thing said, with its wordings in order of time, and why they are taken for one (score 0..1)."""

    id: str
    speaker: str | None
    score: float
    because: str
    readings: tuple[TracedReading, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The things said, those most like the words first, and the comparison that they are from (None: nothing is like
    them). ``articles_left`` counts articles that were too many to compare."""

    things: tuple[TracedThing, ...]
    comparison: Comparison | None = None
    articles_left: int = 0


def trace(db: apsw.Connection, words: str, settings: Settings, *, limit: int = 5) -> Trace:
    """The ``limit`` things said that are most like ``words``, each with all its wordings."""
    likeness = _like(db, words)
    captures = list(dict.fromkeys([capture for capture, _ in likeness] + list(_told_with(db, likeness))))
    if not captures:
        return Trace(())
    texts = _texts(db, captures[:_MOST_ARTICLES])
    comparison = _compared(texts, settings)
    by_document = {text.document.id: text for text in texts.values()}
    asked_for = {
        (texts[capture].document.id, key): like for (capture, key), like in likeness.items() if capture in texts
    }

    def nearness(thing: Collation) -> float:
        keys = ((each.document, each.statement.partition("@")[0]) for each in thing.cluster.readings)
        return max(asked_for.get(key, 0.0) for key in keys)

    near = [thing for thing in comparison.things_said if nearness(thing)]
    near = sorted(near, key=lambda thing: (-nearness(thing), thing.cluster.id))[:limit]
    things = tuple(_traced(thing, comparison, by_document) for thing in near)
    shown = replace(comparison, things_said=tuple(near))
    return Trace(things, shown, max(0, len(captures) - _MOST_ARTICLES))


# --- statements like the words ----------------------------------------------------------------------------------------


def _like(db: apsw.Connection, words: str) -> dict[tuple[int, str], float]:
    """By capture and id how like the words statements are (0..1), the likest first."""
    weights = _weights(db, words)
    leading = [word for word, (_, count) in weights.items() if 0 < count <= _MOST_COMMON]
    rarest = sorted(leading, key=lambda word: -weights[word][0])
    if not rarest:
        return {}
    match = " OR ".join(f'"{word}"' for word in rarest[:_TELLING])
    sql = """
    SELECT s.capture, s.id, s.words FROM statement_words JOIN statement AS s ON s.number = statement_words.rowid
    JOIN article AS a ON a.capture = s.capture
    WHERE statement_words MATCH ? AND a.standing <> 'same' ORDER BY rank, a.id, s.place LIMIT ?
    """
    total = sum(weight for weight, _ in weights.values())
    found = {}
    for capture, key, text in rows(db, sql, (match, _LOOKED_AT)):
        share = sum(weights[word][0] for word in set(_words(text)) & weights.keys()) / total
        if share >= _LEAST_SHARED:
            found[capture, key] = share
    return dict(sorted(found.items(), key=lambda each: -each[1]))


def _told_with(db: apsw.Connection, likeness: Iterable[tuple[int, str]]) -> Iterator[int]:
    """The articles whose stories have the same thing said, in whatever words."""
    sql = """
    SELECT DISTINCT other.capture FROM member AS own JOIN reading AS one ON one.story = own.story
    JOIN reading AS two ON two.story = one.story AND two.thing = one.thing
    JOIN article AS other ON other.id = two.article AND other.standing = 'current'
    WHERE own.capture = ? AND one.statement = ? ORDER BY other.published, other.id
    """
    for capture, key in likeness:
        yield from (other for (other,) in rows(db, sql, (capture, key)))


def _weights(db: apsw.Connection, words: str) -> dict[str, tuple[float, int]]:
    """What each word weighs (inverse document frequency), and how many statements have it: what none has weighs most,
    so that nothing is like words of which it has only those that everybody uses."""
    value(db, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.statement_terms USING fts5vocab(main, statement_words, row)")
    total = value(db, "SELECT COUNT(*) FROM statement")
    weights = {}
    for word in sorted(set(_words(words)))[:_MOST_WORDS]:
        count = value(db, "SELECT doc FROM temp.statement_terms WHERE term = ?", (word,)) or 0
        weights[word] = (math.log(1 + total / max(count, 1)), count)
    return weights


def _words(text: str) -> list[str]:
    """Words as the index has them: in small letters, without accents."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", plain.lower())


# --- their articles compared ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of an article, and when it stood."""

    document: Document
    resolved: Resolved
    version: int
    is_current: bool
    when: str | None


def _texts(db: apsw.Connection, captures: Sequence[int]) -> dict[int, _Text]:
    documents, found = documents_of(db, captures), found_in(db, captures)
    texts: dict[int, _Text] = {}
    taken: set[str] = set()
    sql = "SELECT version, standing, told_at FROM article JOIN capture ON capture.id = capture WHERE capture = ?"
    for capture in sorted(captures, key=lambda number: (documents[number].id, number)):
        ((version, standing, told_at),) = rows(db, sql, (capture,))
        document, resolved = documents[capture], found[capture]
        if document.id in taken:  # two texts of an article that has an id of its own
            document, resolved = _renamed(document, resolved, f"{document.id}@{capture}")
        taken.add(document.id)
        # When a file was last changed says nothing of when an article came out, but tells two texts of it apart.
        when = told_at if version > 1 else document.published or document.captured_at
        texts[capture] = _Text(document, resolved, version, standing == "current", when)
    return texts


def _renamed(document: Document, resolved: Resolved, key: str) -> tuple[Document, Resolved]:
    def other(statement: str | None) -> str | None:
        return None if statement is None else f"{statement}@{key}"

    statements = tuple(
        replace(each, id=f"{each.id}@{key}", document=key, within=other(each.within)) for each in resolved.statements
    )
    return replace(document, id=key), replace(resolved, document=key, statements=statements)


def _compared(texts: Mapping[int, _Text], settings: Settings) -> Comparison:
    documents = sorted((text.document for text in texts.values()), key=lambda document: (document.outlet, document.id))
    ids = tuple(sorted(document.id for document in documents))
    story = Story("trace", ids, origins=tuple((key,) for key in ids), because="articles that have words like these")
    resolved = sorted((text.resolved for text in texts.values()), key=lambda each: each.document)
    found, entities = across(resolved, settings=settings.resolve)
    found, entities = bound_to(story.id, found, entities)
    articles = Articles(
        documents=tuple(documents),
        statements=in_reading_order(found, documents),
        entities=tuple(sorted(entities, key=lambda entity: (entity.name, entity.id))),
        dropped=(),
        settings=settings,
        version=__version__,
    )
    with one_thread():
        things = tuple(sorted(things_said_in(story, articles), key=lambda thing: thing.cluster.id))
    return Comparison(articles, (story,), things)


# --- in order of time -------------------------------------------------------------------------------------------------


def _traced(thing: Collation, comparison: Comparison, texts: Mapping[str, _Text]) -> TracedThing:
    ordered = sorted(thing.cluster.readings, key=lambda reading: _place(reading, texts[reading.document]))
    first = ordered[0]
    speakers = {each.id: each.speaker for each in comparison.articles.statements}
    readings = []
    for reading in ordered:
        text = texts[reading.document]
        speaker = speakers[reading.statement]
        readings.append(
            TracedReading(
                when=text.when,
                outlet=text.document.outlet,
                article=text.document.id,
                statement=reading.statement,
                version=text.version,
                is_current=text.is_current,
                speaker=speaker.name if speaker else None,
                kind=reading.kind.value,
                words=" … ".join(span.of(text.document.text) for span in reading.content),
                start=reading.content[0].start,
                end=reading.content[-1].end,
                changes=tuple(_changes(thing.differences, first, reading, texts)),
                uri=text.document.uri,
            )
        )
    cluster = thing.cluster
    return TracedThing(
        cluster.id, cluster.speaker.name if cluster.speaker else None, cluster.score, cluster.because, tuple(readings)
    )


def _place(reading: Reading, text: _Text) -> tuple[bool, datetime, int, str, int]:
    when = in_utc(text.when)
    key = (text.version, text.document.id, reading.content[0].start)
    return (when is None, when or datetime.min.replace(tzinfo=UTC), *key)


def _changes(
    differences: Iterable[Discrepancy], first: Reading, reading: Reading, texts: Mapping[str, _Text]
) -> Iterator[TracedChange]:
    """What differs between the first wording and this one."""
    for each in differences:
        sides = {each.left.document: each.left, each.right.document: each.right}
        if reading.document != first.document and sides.keys() == {first.document, reading.document}:
            before, after = (_printed(sides[one.document], texts) for one in (first, reading))
            yield TracedChange(each.change.value, each.substantive, each.because, each.score, before, after)


def _printed(passage: Passage, texts: Mapping[str, _Text]) -> str:
    return passage.span.of(texts[passage.document].document.text)
