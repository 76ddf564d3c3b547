"""Rows into Parquet files whose bytes depend on the rows alone, not on the batches in which an engine gives them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["PartWriter", "part_path", "stored", "write_file", "write_found_parts", "write_missing_parts", "write_parts"]

_GROUP_ROWS = 16_384
"""Rows of a row group: what a reader that looks for one story has to go through."""


def part_path(folder: Path, part: int) -> Path:
    """The file of a part."""
    return folder / f"part-{part:05d}.parquet"


def stored(schema: pa.Schema) -> pa.Schema:
    """The schema in the types that all engines have: each names its lists in its own way, knows of longer or shorter
    kinds of one type, and thinks other columns free of nulls."""
    return pa.schema([pa.field(field.name, _stored(field.type)) for field in schema])


def write_parts(batches: Iterable[pa.RecordBatch], schema: pa.Schema, folder: Path, *, parts: int) -> int:
    """Writes rows that are sorted by their column ``part`` into a file each part, and gives the number of rows.

    A part without rows is an empty file, so that who reads a folder always finds its schema.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = dict(write_found_parts(batches, schema, folder))
    write_missing_parts(written, schema, folder, parts=parts)
    return sum(written.values())


def write_found_parts(batches: Iterable[pa.RecordBatch], schema: pa.Schema, folder: Path) -> Iterator[tuple[int, int]]:
    """As ``write_parts``, of the parts that have rows; gives each and its number of rows."""
    for part, found in groupby(_by_part(batches), key=itemgetter(0)):
        with PartWriter(part_path(folder, part), schema) as writer:
            for _, batch in found:
                writer.write(batch)
        yield part, writer.rows


def write_missing_parts(written: Iterable[int], schema: pa.Schema, folder: Path, *, parts: int) -> None:
    """The files of the parts without rows."""
    for empty in sorted(set(range(parts)).difference(written)):
        PartWriter(part_path(folder, empty), schema).close()


def write_file(table: pa.Table, path: Path) -> None:
    """Writes one table as one file."""
    with PartWriter(path, table.schema) as writer:
        for batch in table.to_batches():
            writer.write(batch)


class PartWriter:
    """One file. Rows are gathered until they fill a row group.

    It has its name only once it is whole: whoever writes it again, or dies over it, leaves no half of one.
    """

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self.rows = 0
        self._path, self._schema = path, schema
        self._growing = path.with_name(f".{path.name}.{uuid4().hex}")
        self._writer = pq.ParquetWriter(
            self._growing, schema, compression="zstd", write_statistics=True, store_schema=True
        )
        self._waiting: list[pa.RecordBatch] = []
        self._count = 0

    def __enter__(self) -> PartWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            self.close()
        else:
            self._writer.close()
            self._growing.unlink(missing_ok=True)

    def write(self, batch: pa.RecordBatch) -> None:
        """Takes more rows; columns are put in the order and types of the schema."""
        batch = batch.select(self._schema.names).cast(self._schema)
        self.rows += batch.num_rows
        while batch.num_rows:
            taken = batch.slice(0, _GROUP_ROWS - self._count)
            self._waiting.append(taken)
            self._count += taken.num_rows
            batch = batch.slice(taken.num_rows)
            if self._count == _GROUP_ROWS:
                self._flush()

    def close(self) -> None:
        """Writes what is left."""
        self._flush()
        self._writer.close()
        with self._growing.open("rb") as written:
            os.fsync(written.fileno())  # a mark that says it is there must not outlive it when the power goes
        self._growing.replace(self._path)

    def _flush(self) -> None:
        if self._waiting:
            table = pa.Table.from_batches(self._waiting, self._schema).combine_chunks()
            self._writer.write_table(table, row_group_size=_GROUP_ROWS)
        self._waiting, self._count = [], 0


def _by_part(batches: Iterable[pa.RecordBatch]) -> Iterator[tuple[int, pa.RecordBatch]]:
    for batch in batches:
        parts = batch.column("part").to_pylist()
        start = 0
        for end in range(1, len(parts) + 1):
            if end == len(parts) or parts[end] != parts[start]:
                yield parts[start], batch.slice(start, end - start)
                start = end


def _stored(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_stored(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, _stored(field.type)) for field in kind.fields])
    if pa.types.is_large_string(kind):
        return pa.string()
    if pa.types.is_fixed_size_binary(kind) or pa.types.is_large_binary(kind):
        return pa.binary()
    if pa.types.is_decimal(kind) and kind.scale == 0:
        return pa.int64()  # a sum of whole numbers, as DuckDB has it
    return kind
