"""What is kept of each article: written once, found again as the records that it was."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

import apsw

from sayso.library.captures import Arrival, deflated, digest_of, inflated
from sayso.library.connection import LibraryError, rows, value
from sayso.library.studying import Studied
from sayso.library.versions import settle
from sayso.records import Document, Dropped, Statement
from sayso.resolve import Resolved
from sayso.spans import readable
from sayso.tables import Codec

__all__ = [
    "STATEMENTS",
    "Outcome",
    "documents_of",
    "found_in",
    "is_known",
    "keep_article",
    "keep_refusal",
    "leave_story",
    "packed",
    "same_text",
    "see_again",
    "set_setting",
    "setting",
    "statements_of",
    "unpacked",
    "words_of",
]

DOCUMENTS, FOUND, STATEMENTS = Codec(Document), Codec(Resolved), Codec(Statement)
_Record = TypeVar("_Record")
_MANY = 500
"""Rows asked for at a time."""


class Outcome(StrEnum):
    """What an article was to the library when it came."""

    NEW = "new"
    VERSION = "new version"  # of one that it has, at the same address
    KNOWN = "known"  # the library has the very same capture
    SAME = "same article"  # as one that it has, at another address or in another page


def is_known(db: apsw.Connection, digest: str) -> bool:
    """Whether the library has the capture."""
    return value(db, "SELECT 1 FROM capture WHERE digest = ?", (digest,)) is not None


def see_again(db: apsw.Connection, digest: str, arrival: Arrival) -> None:
    """A capture that the library has was there at another time, too: a text that was put back is the current one."""
    wider = """
    UPDATE capture SET told_at = MIN(told_at, ?1), last_at = MAX(last_at, ?2)
    WHERE digest = ?3 AND (?1 < told_at OR ?2 > last_at) RETURNING id
    """
    for (capture,) in list(rows(db, wider, (arrival.told_at, arrival.last_at, digest))):
        settle(db, capture)


def same_text(db: apsw.Connection, arrival: Arrival, studied: Studied) -> str | None:
    """The digest of a capture at the same address with the same text; None where there is none."""
    sql = """
    SELECT digest FROM capture JOIN article ON article.capture = capture.id
    WHERE address = ? AND article.id = ? AND text_digest = ? ORDER BY told_at, digest
    """
    document = studied.document
    found: str | None = value(db, sql, _clean((arrival.address, document.id, _text_digest(document.text))))
    return found


def keep_article(db: apsw.Connection, arrival: Arrival, studied: Studied, *, seen: str) -> Outcome:
    """Keeps a capture with all that was made of it; of one that the library has, that it was there again."""
    number = _keep_capture(db, arrival, seen)
    if number is None:  # it came in the same step before
        see_again(db, digest_of(arrival.capture), arrival)
        return Outcome.KNOWN
    document = studied.document
    digest = _text_digest(document.text)
    same = "SELECT 1 FROM article WHERE id = ? AND text_digest = ?"
    is_known_text = value(db, same, (readable(document.id), digest)) is not None
    db.execute(_ARTICLE, _clean((number, document.id, number, document.outlet, document.published, document.language,
                                 document.headline, document.uri, arrival.capture.url, digest)))  # fmt: skip
    _keep_content(db, number, studied)
    _keep_statements(db, number, studied)
    settle(db, number)
    if is_known_text:
        return Outcome.SAME
    texts = "SELECT COUNT(DISTINCT version) FROM article WHERE chain = (SELECT chain FROM article WHERE capture = ?)"
    return Outcome.VERSION if value(db, texts, (number,)) > 1 else Outcome.NEW


def keep_refusal(db: apsw.Connection, dropped: Dropped, seen: str) -> None:
    """Keeps what could not be taken in, with its reason; the same one again is no second one."""
    row = (dropped.uri, dropped.stage, dropped.reason, dropped.detail, dropped.count, seen)
    db.execute("INSERT OR IGNORE INTO refusal VALUES (?, ?, ?, ?, ?, ?)", _clean(row))


_TOLD = ("uri", "media_type", "charset", "key", "outlet", "url", "published", "headline", "captured_at")
_CAPTURE = f"""
INSERT OR IGNORE INTO capture (digest, address, told_at, last_at, seen, {", ".join(_TOLD)}, body)
VALUES (?, ?, ?, ?, ?, {", ".join("?" * len(_TOLD))}, ?) RETURNING id
"""
_ARTICLE = """
INSERT INTO article (capture, id, standing, chain, version, outlet, published, language, headline, uri, url,
  text_digest) VALUES (?, ?, 'earlier', ?, 1, ?, ?, ?, ?, ?, ?, ?)
"""
_STATEMENT = """
INSERT INTO statement (capture, place, id, kind, act, speaker, speaker_id, start, "end", confidence, within, cue,
  source, hedge, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
"""


def _keep_capture(db: apsw.Connection, arrival: Arrival, seen: str) -> int | None:
    capture = arrival.capture
    told = (getattr(capture, name) for name in _TOLD)
    times = arrival.told_at, arrival.last_at, seen
    row = (digest_of(capture), arrival.address, *times, *told, deflated(capture.body))
    number: int | None = value(db, _CAPTURE, _clean(row))
    return number


def _keep_content(db: apsw.Connection, number: int, studied: Studied) -> None:
    text, headline = readable(studied.document.text), _readable(studied.document.headline)
    record = packed(DOCUMENTS, replace(studied.document, text=""))
    found = packed(FOUND, studied.resolved)
    row = (number, headline, text, record, found, studied.measures)
    db.execute("INSERT INTO content VALUES (?, ?, ?, ?, ?, ?)", row)
    db.execute("INSERT INTO content_words (rowid, headline, text) VALUES (?, ?, ?)", (number, headline, text))


def _keep_statements(db: apsw.Connection, number: int, studied: Studied) -> None:
    text = studied.document.text
    for place, statement in enumerate(studied.resolved.statements):
        words = readable(words_of(statement, text))
        statement_number = value(db, _STATEMENT, _clean((number, place, *_statement_row(statement, text), words)))
        db.execute("INSERT INTO statement_words (rowid, words) VALUES (?, ?)", (statement_number, words))


def _statement_row(statement: Statement, text: str) -> tuple[object, ...]:
    speaker = statement.speaker
    printed = (None if span is None else span.of(text) for span in (statement.cue, statement.source, statement.hedge))
    return (
        statement.id,
        statement.kind,
        statement.act,
        speaker.name if speaker else None,
        speaker.id if speaker else None,
        statement.content[0].start,
        statement.content[-1].end,
        statement.confidence,
        statement.within,
        *printed,
    )


def packed(codec: Codec[_Record], record: _Record) -> bytes:
    """A record as it is kept."""
    return deflated(codec.pack(record))


def unpacked(codec: Codec[_Record], kept: bytes) -> _Record:
    """The record that was kept. Raises LibraryError where it is none: the file may be damaged, or a stranger's."""
    try:
        return codec.unpack(inflated(kept).decode())
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        why = f"a kept record is damaged, or of another version of sayso ({type(error).__name__}: {str(error)[:100]})"
        raise LibraryError(f"{why}; bring the library back from a backup, or add its articles to a new one") from error


def leave_story(db: apsw.Connection, captures: Iterable[int]) -> None:
    """Gives statements back the speakers and places that they have by themselves, once no story has their articles."""
    change = "UPDATE statement SET speaker = ?, speaker_id = ?, place = ? WHERE capture = ? AND id = ?"
    for number, resolved in found_in(db, captures).items():
        for place, statement in enumerate(resolved.statements):
            speaker = statement.speaker
            named = (speaker.name, speaker.id) if speaker else (None, None)
            db.execute(change, _clean((*named, place, number, statement.id)))


def words_of(statement: Statement, text: str) -> str:
    """The words reported, as printed; pieces that stand apart with “…” between them."""
    return " … ".join(span.of(text) for span in statement.content)


# --- found again ------------------------------------------------------------------------------------------------------


def documents_of(db: apsw.Connection, captures: Iterable[int]) -> dict[int, Document]:
    """The articles of captures, as they were cleaned."""
    found = _each(db, "SELECT capture, text, record FROM content WHERE capture IN ", captures)
    return {number: replace(unpacked(DOCUMENTS, record), text=text) for number, text, record in found}


def found_in(db: apsw.Connection, captures: Iterable[int]) -> dict[int, Resolved]:
    """What was found in the articles of captures, each by itself."""
    kept = _each(db, "SELECT capture, found FROM content WHERE capture IN ", captures)
    return {number: unpacked(FOUND, found) for number, found in kept}


def statements_of(db: apsw.Connection, story: str) -> list[Statement]:
    """The statements of a story as its comparison has them, in its order."""
    sql = "SELECT record FROM told_statement JOIN statement USING (number) WHERE story = ? ORDER BY place, number"
    return [unpacked(STATEMENTS, record) for (record,) in rows(db, sql, (story,))]


def _each(db: apsw.Connection, sql: str, numbers: Iterable[int]) -> Iterator[tuple[Any, ...]]:
    wanted = sorted(set(numbers))
    for start in range(0, len(wanted), _MANY):
        some = wanted[start : start + _MANY]
        yield from rows(db, f"{sql} ({', '.join('?' * len(some))})", some)


# --- texts that SQLite can hold ---------------------------------------------------------------------------------------


def _clean(row: Sequence[object]) -> tuple[object, ...]:
    return tuple(_readable(value) if isinstance(value, str) else value for value in row)


def _readable(text: str | None) -> str | None:
    return None if text is None else readable(str(text))


def _text_digest(text: str) -> str:
    return hashlib.sha256(readable(text).encode()).hexdigest()[:16]


# --- what the library keeps of itself ---------------------------------------------------------------------------------


def setting(db: apsw.Connection, name: str) -> str | None:
    """What is kept by a name; None where nothing is."""
    kept: str | None = value(db, "SELECT value FROM setting WHERE name = ?", (name,))
    return kept


def set_setting(db: apsw.Connection, name: str, value: str) -> None:
    """Keeps it."""
    db.execute("INSERT OR REPLACE INTO setting VALUES (?, ?)", (name, value))
