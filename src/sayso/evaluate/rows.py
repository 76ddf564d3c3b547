"""JSONL files of articles with what is said in them: the lines, and what a line must be to be scored.

Gold and predictions share this: ``quotes`` mean the same in both. A line that can't be used is refused by itself, with
its number, what was found in it and what to do.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, TypeVar

from sayso.errors import UsageError
from sayso.records import Dropped, Reason, Stage
from sayso.spans import Span

__all__ = ["BadRow", "Quote", "Row", "Rows", "id_in", "quotes_in", "text_in", "told_in"]

_MAX_BYTES = 15_000_000
"""Longer lines are refused, as longer files are where articles are read."""
_MAX_QUOTES = 10_000
_MAX_DEPTH = 20
"""How many attributions may hold a character, on average. People mark one, nested speech seldom four; a line in which
every attribution holds the whole article would take squares of its length."""
_SHOWN = 60

Row = dict[str, object]
_Made = TypeVar("_Made")


class BadRow(Exception):  # noqa: N818 - no error of the caller: it becomes a Dropped
    """Why a line can't be used, in a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone is said to have said, as people or a program marked it; offsets into the article's text.

    ``cue`` and ``source`` are empty where none is given. ``id`` and ``within`` tell what is told inside what, where
    that is known: ``within`` is the ``id`` of the telling one. ``confidence`` is 0..1, None where it is not told.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    id: str | None = None
    within: str | None = None
    confidence: float | None = None


class Rows:
    """The lines of a JSONL file, or of standard input for ``-``, each made into a record or refused.

    ``sha256`` is that of the file, known when all lines have been read.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._hash = hashlib.sha256()

    @property
    def sha256(self) -> str:
        """The digest of what has been read."""
        return self._hash.hexdigest()

    def read(self, make: Callable[[Row], _Made]) -> Iterator[_Made | Dropped]:
        """What ``make`` gives for each line; ``make`` raises BadRow for one that it can't use.

        Raises UsageError where the file can't be opened.
        """
        with _opened(self.path) as stream:
            for number, line in enumerate(self._lines(stream), 1):
                if line is not None and not line.strip():
                    continue
                try:
                    yield make(_row(line))
                except BadRow as bad:
                    yield self._refused(number, str(bad))

    def _lines(self, stream: BinaryIO) -> Iterator[bytes | None]:
        """The lines; None for one that is too long, of which nothing is kept."""
        while line := stream.readline(_MAX_BYTES + 1):
            self._hash.update(line)
            if len(line) <= _MAX_BYTES:
                yield line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
                self._hash.update(line)
            yield None

    def _refused(self, number: int, why: str) -> Dropped:
        return Dropped(f"{self.path}#{number}", Stage.READ, Reason.BAD_RECORD, f"line {number}: {why}")


def _opened(path: str) -> AbstractContextManager[BinaryIO]:
    if path == "-":
        return nullcontext(sys.stdin.buffer)
    try:
        return Path(path).open("rb")
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = error.strerror if isinstance(error, OSError) else error
        raise UsageError(f"{path}: it can't be opened: {why}") from error


def _row(line: bytes | None) -> Row:
    if line is None:
        raise BadRow(f"it has more than {_MAX_BYTES:,} bytes: give each article a line of its own")
    try:
        # As articles are read: raw tabs in strings are harmless, and half a surrogate pair must not cost the line.
        values = json.loads(line.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogatepass"), strict=False)
    except RecursionError:
        raise BadRow("it is JSON nested too deep to read") from None
    except UnicodeDecodeError as error:
        raise BadRow(f"it is not UTF-8 (byte {error.start + 1}): convert the file to UTF-8") from None
    except ValueError as error:
        raise BadRow(f"it is not JSON ({str(error)[:_SHOWN]}): expected one JSON object a line") from None
    if not isinstance(values, dict):
        raise BadRow(f"it is {_shown(values)}, no JSON object")
    return values


# --- what a row holds -------------------------------------------------------------------------------------------------


def text_in(row: Row, key: str) -> str:
    """The string under ``key``, which must be there and hold more than white space."""
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        found = _shown(value) if key in row else f"absent (the line has {_keys(row)})"
        raise BadRow(f"{key!r} is {found}: expected a string")
    return value


def id_in(row: Row) -> str:
    """The article's ``doc_id``."""
    found = told_in(row, "doc_id")
    return found if found is not None else text_in(row, "doc_id")


def told_in(row: Row, key: str) -> str | None:
    """The string under ``key``, or a number as one; None where it is absent, null or empty."""
    value = row.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is not None and not isinstance(value, str):
        raise BadRow(f"{key!r} is {_shown(value)}: expected a string, or nothing")
    return value or None


def quotes_in(row: Row, length: int) -> tuple[Quote, ...]:
    """The attributions under ``quotes``; ``length`` is that of the text that the offsets count in."""
    values = row.get("quotes")
    if not isinstance(values, list):
        found = _shown(values) if "quotes" in row else f"absent (the line has {_keys(row)})"
        raise BadRow(f"'quotes' is {found}: expected a list, empty where nothing is said")
    if len(values) > _MAX_QUOTES:
        raise BadRow(f"'quotes' has {len(values):,} entries: at most {_MAX_QUOTES:,} are read")
    quotes = tuple(_quote(value, f"quotes[{number}]", length) for number, value in enumerate(values))
    if sum(span.end - span.start for each in quotes for span in each.content) > _MAX_DEPTH * length:
        raise BadRow(f"'quotes' hold together more than {_MAX_DEPTH} times the article's text: do they repeat?")
    return quotes


def _quote(value: object, where: str, length: int) -> Quote:
    if not isinstance(value, dict):
        raise BadRow(f"{where} is {_shown(value)}: expected an object with 'content', 'cue' and 'source'")
    content = _spans(value.get("content"), f"{where}.content", length)
    if not any(content):
        raise BadRow(
            f"{where}.content is {_shown(value.get('content'))}: expected at least one [start, end] that holds words"
        )
    return Quote(
        content=content,
        cue=_spans(value.get("cue"), f"{where}.cue", length),
        source=_spans(value.get("source"), f"{where}.source", length),
        id=told_in(value, "id"),
        within=told_in(value, "within"),
        confidence=_confidence(value.get("confidence"), where),
    )


def _spans(value: object, where: str, length: int) -> tuple[Span, ...]:
    """In text order; none for null."""
    if value is None:
        return ()
    if not isinstance(value, list):
        raise BadRow(f"{where} is {_shown(value)}: expected a list of [start, end], or null")
    return tuple(sorted(_span(each, f"{where}[{number}]", length) for number, each in enumerate(value)))


def _span(value: object, where: str, length: int) -> Span:
    match value:
        case [int() as start, int() as end] if not isinstance(start, bool) and not isinstance(end, bool):
            if 0 <= start <= end <= length:
                return Span(start, end)
            hint = ": offsets count Unicode code points, not bytes or UTF-16 units" if end > length else ""
            raise BadRow(f"{where} is {_shown(value)}, expected 0 <= start <= end <= {length}, the text's length{hint}")
    raise BadRow(f"{where} is {_shown(value)}: expected two whole numbers, [start, end]")


def _confidence(value: object, where: str) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise BadRow(f"{where}.confidence is {_shown(value)}: expected a number from 0 to 1, or null")
    return float(value)


def _shown(value: object) -> str:
    """A value as it stands in the file, cut short. What is nested is only counted: it may be nested without end."""
    if isinstance(value, dict):
        return f"an object of {len(value):,}"
    if isinstance(value, list) and (len(value) > 4 or any(isinstance(each, list | dict) for each in value)):
        return f"a list of {len(value):,}"
    text = json.dumps(value[:_SHOWN] if isinstance(value, str) else value, ensure_ascii=False)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _keys(row: Mapping[str, object]) -> str:
    return ", ".join(repr(key[:_SHOWN]) for key in list(row)[:6]) or "no keys"
