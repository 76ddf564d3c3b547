"""JSONL rows -> captures, line by line, so that one bad line costs only itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from sayso.read.files import drop
from sayso.read.rows import bad_row, capture_of_values, kind_of, too_long_row
from sayso.records import Capture, Dropped, Reason

__all__ = ["captures_of_rows"]

_BOM = b"\xef\xbb\xbf"
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
        if line == b"\n":  # before all else: there may be millions
            continue
        row = (line or b"").removeprefix(_BOM).strip() if number == 1 or line is None else line.strip()
        if line is not None and not row:
            continue
        empty = False
        if number == 1 and row in (b"{", b"["):
            yield _spread(uri)
            return
        if line is None:
            yield too_long_row(uri, number, where=f"line {number}", max_bytes=max_bytes)
        else:
            yield _capture(row, uri, number)
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
    except MemoryError:
        return drop(f"{uri}#{number}", Reason.MEMORY, f"{where} needs more memory to read than there is for it")
    except RecursionError:
        return bad_row(uri, number, f"{where} is JSON nested too deep to read; {_ROW_EXPECTED}")
    except UnicodeDecodeError as error:
        return bad_row(uri, number, f"{where} is not UTF-8 (byte {error.start + 1}); convert the file to UTF-8")
    except ValueError as error:
        return bad_row(uri, number, f"{where} is not JSON ({error}); {_ROW_EXPECTED}")
    if not isinstance(values, dict):
        return bad_row(uri, number, f"{where} is {kind_of(values)}, not an object; {_ROW_EXPECTED}")
    return capture_of_values(values, uri, number, where=where, expected=_ROW_EXPECTED)


def _spread(uri: str) -> Dropped:
    detail = f"it holds JSON spread over several lines; {_ROW_EXPECTED}"
    return drop(uri, Reason.BAD_RECORD, detail)
