"""JSONL rows -> captures, line by line, so that one bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from sayso.read.files import drop
from sayso.records import Capture, Dropped, Reason

__all__ = ["captures_of_rows"]

_BOM = b"\xef\xbb\xbf"
_SHOWN = 40
_ROW_EXPECTED = 'expected one JSON object a line, {"text": "…"} at least'


def captures_of_rows(head: bytes, stream: BinaryIO, uri: str, max_bytes: int) -> Iterator[Capture | Dropped]:
    """One capture a line; ``head`` was already taken from the stream. Blank lines are passed over.

    A line over ``max_bytes`` is refused without being held in memory.
    """
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield drop(uri, Reason.BAD_RECORD, "it is JSONL in UTF-16; expected UTF-8: convert the file")
        return
    empty = True
    for number, line in enumerate(_lines(head, stream, max_bytes), start=1):
        row = (line or b"").removeprefix(_BOM).strip() if number == 1 or line is None else line.strip()
        if line is not None and not row:
            continue
        empty = False
        if number == 1 and row in (b"{", b"["):
            yield _spread(uri)
            return
        yield _too_long(uri, number, max_bytes) if line is None else _capture(row, uri, number)
    if empty:
        yield drop(uri, Reason.EMPTY, f"it has no rows, only white space; {_ROW_EXPECTED}")


def _lines(head: bytes, stream: BinaryIO, max_bytes: int) -> Iterator[bytes | None]:
    """The lines of ``head`` and what follows; None for one that is too long, of which the rest is passed over."""
    *whole, rest = head.split(b"\n")
    for line in whole:
        yield line if len(line) <= max_bytes else None
    while True:
        taken = stream.readline(max(1, max_bytes + 2 - len(rest)))
        line = rest + taken
        if not line:
            return
        rest = b""
        if line.endswith(b"\n") or len(line) <= max_bytes:
            # A short read without a line end is the end of the stream: the next one gives nothing.
            yield line if len(line) <= max_bytes + 1 else None
        else:
            _pass_over_line(stream)
            yield None


def _pass_over_line(stream: BinaryIO) -> None:
    while True:
        taken = stream.readline(1 << 20)
        if not taken or taken.endswith(b"\n"):
            return


def _capture(row: bytes, uri: str, number: int) -> Capture | Dropped:
    where = f"line {number}"
    try:
        # strict=False: raw tabs and line ends inside strings are common in exports, and harmless. surrogatepass: half
        # a pair, written by a program that cut a text in two, must not cost the row.
        values = json.loads(row.decode("utf-8", "surrogatepass"), strict=False)
    except RecursionError:
        return _bad(uri, number, f"{where} is JSON nested too deep to read; {_ROW_EXPECTED}")
    except UnicodeDecodeError as error:
        return _bad(uri, number, f"{where} is not UTF-8 (byte {error.start + 1}); convert the file to UTF-8")
    except ValueError as error:
        return _bad(uri, number, f"{where} is not JSON ({error}); {_ROW_EXPECTED}")
    if not isinstance(values, dict):
        return _bad(uri, number, f"{where} is {_kind(values)}, not an object; {_ROW_EXPECTED}")
    return _capture_of_values(values, uri, number, where)


def _capture_of_values(values: dict[str, object], uri: str, number: int, where: str) -> Capture | Dropped:
    given: dict[str, str | None] = {}
    for name in ("id", "text", "html", "outlet", "url", "published", "title"):
        value = values.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            return _bad(uri, number, f"{where} has {_kind(value)} as {name!r}; expected a string")
        given[name] = value
    body = given["text"] if given["text"] is not None else given["html"]
    if body is None:
        keys = ", ".join(repr(key[:_SHOWN]) for key in list(values)[:6]) or "no keys"
        return _bad(uri, number, f"{where} has no 'text' (it has {keys}); {_ROW_EXPECTED}")
    return Capture(
        uri=f"{uri}#{number}",
        # surrogatepass: a lone surrogate in the row must come out again as it went in.
        body=body.encode("utf-8", "surrogatepass"),
        media_type="text/plain" if given["text"] is not None else "text/html",
        charset="utf-8",
        key=given["id"] or None,
        outlet=given["outlet"] or None,
        url=given["url"] or None,
        published=given["published"] or None,
        headline=given["title"] or None,
    )


def _kind(value: object) -> str:
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null")


def _bad(uri: str, number: int, detail: str) -> Dropped:
    return drop(f"{uri}#{number}", Reason.BAD_RECORD, detail)


def _too_long(uri: str, number: int, max_bytes: int) -> Dropped:
    detail = f"line {number} has more than {max_bytes:,} bytes (setting max_bytes): split it or raise the cap"
    return drop(f"{uri}#{number}", Reason.TOO_LARGE, detail)


def _spread(uri: str) -> Dropped:
    detail = f"it holds JSON spread over several lines; {_ROW_EXPECTED}"
    return drop(uri, Reason.BAD_RECORD, detail)
