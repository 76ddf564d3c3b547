"""Parquet tables -> captures, a few rows at a time, so that one bad row costs only itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.config import ReadSettings
from sayso.read.files import drop
from sayso.read.rows import NAMES, bad_row, capture_of_values, too_long_row
from sayso.records import Capture, Dropped, Reason, Stage

__all__ = ["captures_of_table"]

_BATCH = 16
"""Rows that are held at once. Each may be as long as an article may be, and a dictionary can make many of one."""
_BUFFER = 1 << 20
_MAX_NAME_BYTES, _MAX_ITEMS = 10_000_000, 1_000_000
"""Caps on what the file says of itself: lengths of strings, of lists."""
_SHOWN = 40
_EXPECTED = "expected an article in the column 'text' or 'html'"
_EPOCH = datetime(1970, 1, 1)


def captures_of_table(
    stream: BinaryIO, uri: str, settings: ReadSettings, *, start: int = 1, limit: int | None = None
) -> Iterator[Capture | Dropped]:
    """One capture a row, from row ``start`` on (the first is 1), ``limit`` of them at most (None: all).

    The stream must be one that can be read at any place. Columns are named as the keys of JSONL; others are left alone.
    """
    try:
        table = pq.ParquetFile(
            stream,
            buffer_size=_BUFFER,
            pre_buffer=False,
            thrift_string_size_limit=_MAX_NAME_BYTES,
            thrift_container_size_limit=_MAX_ITEMS,
            page_checksum_verification=True,
        )
        flaw = _flaw(table.schema_arrow)
        if flaw is not None:
            yield drop(uri, Reason.BAD_RECORD, flaw)
        elif table.metadata.num_rows == 0:
            yield drop(uri, Reason.EMPTY, f"the table has no rows; {_EXPECTED}")
        else:
            yield from _rows(table, uri, settings, start=start, limit=limit)
    except (pa.ArrowException, OSError) as error:
        yield drop(uri, _reason(error), f"it can't be read as a Parquet table ({_why(error)}); check the file")


def _reason(error: Exception) -> Reason:
    return Reason.MEMORY if isinstance(error, MemoryError) else Reason.DAMAGED


def _why(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]


# --- what the table says of itself ----------------------------------------------------------------------------------


def _flaw(schema: pa.Schema) -> str | None:
    """Why no row of the table can be an article."""
    if not {"text", "html"} & set(schema.names):
        names = ", ".join(repr(name[:_SHOWN]) for name in schema.names[:20]) or "none"
        more = ", …" if len(schema.names) > 20 else ""
        return f"the table has no column 'text' or 'html' (its columns: {names}{more}); {_EXPECTED}"
    for name in NAMES:
        if schema.names.count(name) > 1:
            return f"the table has two columns {name!r}: name one of them otherwise"
        if name in schema.names and not _can_be(name, schema.field(name).type):
            kind = str(schema.field(name).type)[:_SHOWN]
            return f"the column {name!r} holds {kind}; expected strings{_OR.get(name, '')}"
    return None


_OR = {"id": " or whole numbers", "published": ", moments or days"}


def _can_be(name: str, kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if name == "id" and pa.types.is_integer(kind):
        return True
    if name in ("published", "captured_at") and (pa.types.is_timestamp(kind) or pa.types.is_date(kind)):
        return True
    strings = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    return any(is_kind(kind) for is_kind in strings)


# --- row by row -----------------------------------------------------------------------------------------------------


def _rows(
    table: pq.ParquetFile, uri: str, settings: ReadSettings, *, start: int, limit: int | None
) -> Iterator[Capture | Dropped]:
    first, end = 1, None if limit is None else start + limit
    for group in range(table.metadata.num_row_groups):
        after = first + table.metadata.row_group(group).num_rows
        wanted = range(max(first, start), after if end is None else min(after, end))
        if wanted:
            yield from _rows_of_group(table, group, uri, settings, wanted=wanted, first=first)
        first = after


def _rows_of_group(
    table: pq.ParquetFile, group: int, uri: str, settings: ReadSettings, *, wanted: range, first: int
) -> Iterator[Capture | Dropped]:
    """The rows ``wanted`` of a group that begins with row ``first``: a group that is damaged costs only itself."""
    columns = [name for name in NAMES if name in table.schema_arrow.names]
    number, reason = first, Reason.DAMAGED
    try:
        for batch in table.iter_batches(batch_size=_BATCH, row_groups=[group], columns=columns):
            for row in range(batch.num_rows):
                if number in wanted:
                    yield _capture(batch, row, uri, number, settings=settings)
                number += 1
            if number >= wanted.stop:
                return
        why = "the file has fewer than it says"
    except (pa.ArrowException, OSError) as error:
        why, reason = _why(error), _reason(error)
    lost = range(max(number, wanted.start), wanted.stop)
    detail = f"rows {lost.start:,} to {lost.stop - 1:,} can't be read ({why}); check the file"
    yield Dropped(f"{uri}#{lost.start}", Stage.READ, reason, detail, count=len(lost))


def _capture(batch: pa.RecordBatch, row: int, uri: str, number: int, *, settings: ReadSettings) -> Capture | Dropped:
    where = f"row {number}"
    values: dict[str, object] = {}
    for name in batch.schema.names:
        try:
            value = _value(batch.column(name)[row])
        except UnicodeDecodeError:
            return bad_row(uri, number, f"{where} is not UTF-8 in the column {name!r}")
        except OverflowError:
            return bad_row(uri, number, f"{where} has a moment as {name!r} that is in no calendar")
        if value is not None:
            values[name] = value
    found = capture_of_values(values, uri, number, where=where, expected=_EXPECTED)
    if isinstance(found, Capture) and len(found.body) > settings.max_bytes:
        return too_long_row(uri, number, where=where, max_bytes=settings.max_bytes)
    return found


def _value(scalar: pa.Scalar) -> object:
    if isinstance(scalar, pa.DictionaryScalar):
        scalar = scalar.value
    if isinstance(scalar, pa.TimestampScalar):
        return None if scalar.value is None else _moment(scalar.value, scalar.type)
    value = scalar.as_py()
    return value.isoformat() if isinstance(value, date) else value


_MICROSECONDS = {"s": (1_000_000, 1), "ms": (1_000, 1), "us": (1, 1), "ns": (1, 1_000)}


def _moment(value: int, kind: pa.TimestampType) -> str:
    """ISO 8601; with a zone it is in UTC. Arrow's own way needs the zone's name to be known here, and pandas."""
    times, parts = _MICROSECONDS[kind.unit]
    moment = _EPOCH + timedelta(microseconds=value * times // parts)
    return moment.isoformat() if kind.tz is None else moment.replace(tzinfo=UTC).isoformat().replace("+00:00", "Z")
