"""All that is asked of one article by itself, done in a process of its own: what it gives is kept with it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa

from sayso.build.measured import MEASURED, measured
from sayso.config import Settings
from sayso.records import Capture, Document, Dropped, Stage
from sayso.resolve import Resolved
from sayso.steps import clean_capture, guarded, search_document
from sayso.threads import one_thread

__all__ = ["Studied", "measures_of", "study"]


@dataclass(frozen=True, slots=True)
class Studied:
    """An article, its statements, and what copies and stories are found by, as ``measures_of`` reads it."""

    document: Document
    resolved: Resolved
    measures: bytes


def study(capture: Capture, *, settings: Settings) -> Studied | Dropped:
    """The article of a saved page with all that is asked of it; a refusal where any of it fails."""
    document = clean_capture(capture, settings=settings)
    if isinstance(document, Dropped):
        return document
    with one_thread():
        resolved = search_document(document, settings=settings)
        if isinstance(resolved, Dropped):
            return resolved
        measures = guarded(document.uri, Stage.GROUP, lambda: _packed(measured([document])))
    return measures if isinstance(measures, Dropped) else Studied(document, resolved, measures)


def _packed(tables: dict[str, pa.Table]) -> bytes:
    """A row of each table: the lengths as JSON, a line end, then Arrow's messages without their schemas."""
    parts = [tables[name].combine_chunks().to_batches()[0].serialize().to_pybytes() for name in MEASURED]
    return json.dumps([len(part) for part in parts]).encode() + b"\n" + b"".join(parts)


def measures_of(packed: Iterable[bytes]) -> dict[str, pa.Table]:
    """The tables of many articles, from what was packed for each."""
    batches: dict[str, list[pa.RecordBatch]] = {name: [] for name in MEASURED}
    for each in packed:
        for (name, schema), part in zip(MEASURED.items(), _parts(each), strict=True):
            batches[name].append(pa.ipc.read_record_batch(pa.py_buffer(part), schema))
    return {name: _table(batches[name], schema) for name, schema in MEASURED.items()}


def _parts(packed: bytes) -> Iterator[memoryview]:
    head = packed.index(b"\n")
    at = head + 1
    for length in json.loads(packed[:head]):
        yield memoryview(packed)[at : at + length]
        at += length


def _table(batches: Sequence[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_batches(batches, schema).combine_chunks()
