"""A made-up library of any size: articles of many outlets over three years, whose words come as often as words do.

Articles go in by the functions by which real ones do; stories, which are not compared here, as rows of their own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import islice

import apsw
import numpy as np

from benchmarks.scale.vocabulary import NAMES, TYPES, spellings, usual_words
from sayso.library import store
from sayso.library.captures import Arrival, address_of
from sayso.library.connection import rows, value, writing
from sayso.library.studying import Studied
from sayso.records import Capture, Document, EntityKind, Kind, Paragraph, Role, Speaker, Statement
from sayso.resolve import Resolved, name_keys
from sayso.spans import OffsetMap, Run, Span

__all__ = ["MadeUp", "fill", "keep", "made_up", "outlet", "person", "tell_all", "words_by_frequency"]

OUTLETS, SPEAKERS, DAYS = 500, 5_000, 3 * 365
_FIRST_DAY = date(2028, 1, 1)
_STATEMENTS = 10
"""Of an article, on the average."""
_MEASURES = bytes(3_400)
"""What copies and stories are found by is as long as that; nobody looks for them here."""
_AT_ONCE = 1_000
_A_STORY, _THINGS = 3, 3
_KINDS = (Kind.DIRECT, Kind.INDIRECT, Kind.MIXED)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A page and what it gives."""

    capture: Capture
    studied: Studied
    day: str


@cache
def outlet(number: int) -> str:
    """The name of an outlet."""
    return f"{_name(number)} Post"


@cache
def person(number: int) -> Speaker:
    """A speaker; low numbers speak most."""
    name = f"{_name(600 + number % 900)} {_name(2_000 + number)}"
    return Speaker(_digest(name), name, 1.0, "named", EntityKind.PERSON)


def _name(number: int) -> str:
    return str(spellings()[NAMES.start + number].as_py())


def made_up(start: int, count: int, seed: int) -> Iterator[MadeUp]:
    """Articles by their numbers."""
    spelt = _spelt()
    for number in range(start, start + count):
        chance = np.random.default_rng((seed, number))
        statements = max(1, int(chance.poisson(_STATEMENTS)))
        lengths = chance.integers(6, 20, 2 * statements)
        drawn = usual_words()[chance.integers(0, len(usual_words()), int(lengths.sum()))]
        words = iter([spelt[each] for each in drawn])
        sentences = [" ".join(islice(words, int(length))) for length in lengths]
        speakers = [person(int(SPEAKERS * each**3)) for each in chance.random(statements)]
        yield _article(number, sentences, speakers, chance)


@cache
def _spelt() -> list[str]:
    return [str(each) for each in spellings()[TYPES[0].start : TYPES[0].stop].to_pylist()]


def _article(number: int, sentences: list[str], speakers: list[Speaker], chance: np.random.Generator) -> MadeUp:
    key, where = _digest(f"article {number}"), outlet(int(OUTLETS * chance.random() ** 2))
    day = (_FIRST_DAY + timedelta(days=int(chance.integers(DAYS)))).isoformat()
    headline = sentences[-1][:60]
    text, found = f"{headline}\n", []
    for place, speaker in enumerate(speakers):
        said, beside = sentences[2 * place : 2 * place + 2]
        content = Span(len(text) + 1, len(text) + 1 + len(said))
        text += f"“{said},” {speaker.name} said. {beside}.\n"
        cue = Span(content.end + 3 + len(speaker.name), content.end + 7 + len(speaker.name))
        source = Span(content.end + 3, content.end + 2 + len(speaker.name))
        kind = _KINDS[place % 4 % 3]
        statement = Statement(_digest(f"{number} {place}"), key, kind, (content,), cue, source, speaker=speaker)
        found.append(statement)
    uri, same = f"made-up.jsonl#{number + 1}", OffsetMap([Run(0, 0, len(text))], len(text), len(text))
    whole = (Paragraph(Span(0, len(text)), Role.BODY),)
    document = Document(
        key,
        uri,
        where,
        text,
        whole,
        same,
        headline=headline,
        published=day,
        language="de" if number % 10 == 0 else "en",
    )
    capture = Capture(uri, text.encode(), "text/plain", outlet=where, key=str(number), published=day)
    return MadeUp(capture, Studied(document, Resolved(key, tuple(found), (), (), ()), _MEASURES), day)


def _digest(told: str) -> str:
    return hashlib.sha256(told.encode()).hexdigest()[:16]


# --- put into a library -----------------------------------------------------------------------------------------------


def fill(db: apsw.Connection, count: int, seed: int) -> None:
    """Puts in so many articles, and stories of them."""
    db.execute("PRAGMA synchronous = OFF")  # nobody misses it when the power fails
    articles = made_up(0, count, seed)
    while some := list(islice(articles, _AT_ONCE)):
        with writing(db):
            for each in some:
                keep(db, each)
    with writing(db):
        tell_all(db)
    db.execute("PRAGMA synchronous = FULL")


def keep(db: apsw.Connection, article: MadeUp) -> None:
    """Keeps an article as ``sayso add`` does."""
    arrival = Arrival(article.capture, address_of(article.capture), article.day, article.day)
    store.keep_article(db, arrival, article.studied, seen=article.day)


def tell_all(db: apsw.Connection) -> None:
    """Tells stories of the articles, and who speaks in them."""
    _tell_stories(db)
    _tell_speakers(db)


def _tell_stories(db: apsw.Connection) -> None:
    """Some articles that follow one another are a story; what the first says first, the next says, too."""
    together: list[tuple[int, str, str, str, str | None]] = []
    for article in rows(db, "SELECT capture, id, outlet, published, headline FROM article ORDER BY capture"):
        together.append(article)
        if len(together) > article[0] % (2 * _A_STORY - 1):
            _tell_story(db, together)
            together = []
    if together:
        _tell_story(db, together)


def _tell_story(db: apsw.Connection, together: list[tuple[int, str, str, str, str | None]]) -> None:
    story = _digest(f"story {together[0][1]}")
    days, outlets = sorted(day for *_, day, _ in together), len({outlet for _, _, outlet, *_ in together})
    row = (story, together[0][4], days[0], days[-1], outlets, len(together), len(together), 0, _THINGS, 0, "", "", b"")
    db.execute(f"INSERT INTO story VALUES ({', '.join('?' * len(row))})", row)
    db.executemany("INSERT INTO member VALUES (?, ?, 1)", [(capture, story) for capture, *_ in together])
    said = [list(rows(db, _SAID, (capture, _THINGS))) for capture, *_ in together]
    for place, (statement, speaker, speaker_id, words) in enumerate(said[0]):
        thing = _digest(f"thing {statement}")
        told = (story, thing, place, speaker, speaker_id, words, outlets, 0, 1.0, "", b"")
        db.execute(f"INSERT INTO thing_said VALUES ({', '.join('?' * len(told))})", told)
        readings = [
            (story, thing, article, each[place][0], "direct")
            for (_, article, *_), each in zip(together, said, strict=True)
            if place < len(each)
        ]
        db.executemany("INSERT INTO reading VALUES (?, ?, ?, ?, ?)", readings)


_SAID = "SELECT id, speaker, speaker_id, words FROM statement WHERE capture = ? ORDER BY place LIMIT ?"


def _tell_speakers(db: apsw.Connection) -> None:
    stories: Mapping[str, int] = dict(
        rows(db, "SELECT speaker_id, COUNT(DISTINCT story) FROM statement JOIN member USING (capture) GROUP BY 1")
    )
    for speaker in map(person, range(SPEAKERS)):
        row = (speaker.id, speaker.name, "person", json.dumps([]), stories.get(speaker.id, 0), speaker.id)
        db.execute("INSERT INTO entity VALUES (?, ?, ?, ?, ?, ?)", row)
        named = [(speaker.id, word, speaker.name) for word in name_keys(speaker.name)]
        db.executemany("INSERT OR IGNORE INTO entity_name VALUES (?, ?, ?)", named)


def words_by_frequency(db: apsw.Connection, index: str) -> list[tuple[str, int]]:
    """The words of an index with how many rows have each, the commonest first."""
    value(db, f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.{index}_terms USING fts5vocab(main, {index}, row)")
    return list(rows(db, f"SELECT term, doc FROM temp.{index}_terms ORDER BY doc DESC, term"))
