"""A judgement as a line of JSON, and a line as a judgement. docs/formats.md tells every key.

::

    {"schema": "sayso.judgement/1", "id": "5d41…", "verdict": "same", "by": "Ada", "at": "2026-05-14T09:30:00Z",
     "note": "", "left": {"article": {…}, "statement": "…", "content": [{…}], "before": "…", "after": "…"}, "right": …}
    {"schema": "sayso.judgement/1", "id": "90b1…", "verdict": "undo", "of": "5d41…", "by": …, "at": …, "note": …}
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from sayso.records import ArticleKey, Judgement, Name, Verdict, Words
from sayso.report.data import dumps
from sayso.spans import Span

__all__ = [
    "MAX_ARTICLES",
    "MAX_LINE_BYTES",
    "MAX_NAME",
    "MAX_NOTE",
    "BadLine",
    "Undo",
    "entry_of",
    "identified",
    "line_of",
    "row_of",
]

MAX_LINE_BYTES = 1_000_000
"""Longer lines are refused; one about two statements of a thousand words each has 15,000 bytes."""
_SCHEMA = "sayso.judgement/1"
MAX_ARTICLES = 200
"""Articles told of a name: enough to know who is meant; another article's speaker goes where the rules put it."""
MAX_NAME, MAX_NOTE, _MAX_PIECES = 200, 2_000, 1_000
"""Characters of who judged, and of a note; pieces of a statement."""
_MAX_OFFSET = 1_000_000_000
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")
_SHOWN = 40
_OF_STATEMENTS = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)

Row = Mapping[str, object]


class BadLine(Exception):  # noqa: N818 - no error of the caller: it becomes a Dropped
    """Why a line can't be used, in a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Takes back an earlier line, a judgement or an undo, by its id."""

    verdict: ClassVar[str] = "undo"
    id: str
    of: str
    by: str
    at: str
    note: str = ""
    line: int = 0


def identified(entry: Judgement | Undo) -> str:
    """The id that a new entry gets: sixteen hexadecimal digits of all that it says."""
    row = {key: value for key, value in row_of(entry).items() if key != "id"}
    return hashlib.sha256(dumps(row).encode()).hexdigest()[:16]


def line_of(entry: Judgement | Undo) -> bytes:
    """The line, with its end."""
    return f"{dumps(row_of(entry))}\n".encode()


def row_of(entry: Judgement | Undo) -> Row:
    """The keys of a line."""
    head = {"schema": _SCHEMA, "id": entry.id}
    signed = {"by": entry.by, "at": entry.at, "note": entry.note}
    if isinstance(entry, Undo):
        return {**head, "verdict": entry.verdict, "of": entry.of, **signed}
    return {
        **head,
        "verdict": entry.verdict.value,
        **signed,
        "left": _subject_row(entry.left),
        "right": _subject_row(entry.right),
    }


def _subject_row(subject: Words | Name) -> Row:
    if isinstance(subject, Name):
        return {"name": subject.name, "articles": [_article_row(article) for article in subject.articles]}
    pieces = zip(subject.content, subject.texts, strict=True)
    return {
        "article": _article_row(subject.article),
        "statement": subject.statement,
        "content": [{"start": span.start, "end": span.end, "text": text} for span, text in pieces],
        "before": subject.before,
        "after": subject.after,
    }


def _article_row(article: ArticleKey) -> Row:
    return {"id": article.id, "path": article.path, "outlet": article.outlet, "sha256": article.sha256}


# --- reading --------------------------------------------------------------------------------------------------------


def entry_of(line: bytes, number: int) -> Judgement | Undo:
    """What a line says. Raises BadLine where it can't be used."""
    row = _row(line)
    if row.get("schema") != _SCHEMA:
        raise BadLine(f"its 'schema' is {_shown(row.get('schema'))}; expected {_SCHEMA!r}")
    signed = {"by": _text(row, "by", MAX_NAME), "at": _time(row), "note": _text(row, "note", MAX_NOTE, needed=False)}
    key, said = _text(row, "id", MAX_NAME), _text(row, "verdict", MAX_NAME)
    if said == Undo.verdict:
        return Undo(key, _text(row, "of", MAX_NAME), **signed, line=number)
    if said not in list(Verdict):
        raise BadLine(f"its 'verdict' is {_shown(said)}; expected one of {', '.join([*Verdict, Undo.verdict])}")
    verdict = Verdict(said)
    left, right = _subject(row, "left"), _subject(row, "right")
    _check_kinds(verdict, left, right)
    return Judgement(key, verdict, left, right, **signed, line=number)


def _row(line: bytes) -> Row:
    if len(line) > MAX_LINE_BYTES:
        raise BadLine(f"it has more than {MAX_LINE_BYTES:,} bytes")
    try:
        row = json.loads(line.decode())
    except UnicodeDecodeError as error:
        raise BadLine(f"it is not UTF-8 (byte {error.start + 1})") from error
    except (ValueError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise BadLine(f"it is not JSON ({why})") from error
    if not isinstance(row, dict):
        raise BadLine(f"it is {_shown(row)}, not an object")
    return row


def _check_kinds(verdict: Verdict, left: Words | Name, right: Words | Name) -> None:
    if verdict in _OF_STATEMENTS:
        if not (isinstance(left, Words) and isinstance(right, Words)):
            raise BadLine(f"{verdict.value!r} is about two statements: 'left' and 'right' need 'content'")
    elif not isinstance(right, Name):
        raise BadLine(f"{verdict.value!r} is about a speaker: 'right' needs a 'name'")


def _subject(row: Row, side: str) -> Words | Name:
    subject = _object(row, side)
    if "name" in subject:
        articles = _objects(subject, "articles", MAX_ARTICLES)
        return Name(_text(subject, "name", MAX_NAME), tuple(_article(article) for article in articles))
    pieces = _objects(subject, "content", _MAX_PIECES)
    return Words(
        article=_article(_object(subject, "article")),
        statement=_text(subject, "statement", MAX_NAME, needed=False),
        content=tuple(_span(piece) for piece in pieces),
        texts=tuple(_text(piece, "text", MAX_LINE_BYTES) for piece in pieces),
        before=_text(subject, "before", MAX_NOTE, needed=False),
        after=_text(subject, "after", MAX_NOTE, needed=False),
    )


def _article(row: Row) -> ArticleKey:
    found = {key: _text(row, key, MAX_LINE_BYTES, needed=False) for key in ("id", "path", "outlet", "sha256")}
    if not any(found.values()):
        raise BadLine("an 'article' of it tells nothing by which to know it: expected 'id', 'path', 'outlet', 'sha256'")
    return ArticleKey(**found)


def _span(piece: Row) -> Span:
    start, end = piece.get("start"), piece.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start <= end <= _MAX_OFFSET:
        raise BadLine(f"a piece of its 'content' stands from {_shown(start)} to {_shown(end)}; expected offsets")
    return Span(start, end)


def _time(row: Row) -> str:
    at = _text(row, "at", MAX_NAME)
    if not _TIME.fullmatch(at):
        raise BadLine(f"its 'at' is {_shown(at)}; expected a time in UTC, as 2026-05-14T09:30:00Z")
    return at


def _object(row: Row, key: str) -> Row:
    value = row.get(key)
    if not isinstance(value, dict):
        raise BadLine(f"its {key!r} is {_shown(value)}; expected an object")
    return value


def _objects(row: Row, key: str, most: int) -> list[Row]:
    value = row.get(key)
    if not isinstance(value, list) or not value or not all(isinstance(each, dict) for each in value):
        raise BadLine(f"its {key!r} is {_shown(value)}; expected a list of objects")
    if len(value) > most:
        raise BadLine(f"its {key!r} has {len(value):,} entries; {most:,} are the most")
    return value


def _text(row: Row, key: str, most: int, *, needed: bool = True) -> str:
    value = row.get(key, None if needed else "")
    if not isinstance(value, str) or (needed and not value.strip()):
        raise BadLine(f"its {key!r} is {_shown(value)}; expected a string")
    if len(value) > most:
        raise BadLine(f"its {key!r} has {len(value):,} characters; {most:,} are the most")
    return value


def _shown(value: object) -> str:
    if value is None:
        return "missing"
    # Of a list nested a thousand deep only the beginning is of use, and repr of it would not end well.
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    text = repr(value) if not isinstance(value, int) or abs(value) < 10**_SHOWN else "a number"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
