"""DuckDB, embedded: for what one machine holds. It keeps its tables in memory, or in a file where they outgrow it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TypeVar

import duckdb
import pyarrow as pa

from sayso.engine.parts import stored, write_parts
from sayso.relations import Mapping
from sayso.workers import Workers

__all__ = ["DuckDB"]

_INCOMING, _COMING = "incoming", "coming"
_BATCH_ROWS = 2_048
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class DuckDB:
    """Tables of one run; ``folder`` is where they spill to, None: they are few and stay in memory.

    The database is scratch, and gone with the ``with`` block: what is to last is written to Parquet. ``workers`` do
    the work on many items.
    """

    name = "duckdb"

    def __init__(
        self,
        folder: Path | None = None,
        *,
        threads: int | None = None,
        memory_mb: int | None = None,
        workers: Workers | None = None,
    ) -> None:
        # It would else spill into whatever folder the user is in.
        self._scratch = TemporaryDirectory(prefix="duckdb-", dir=folder)
        self._workers = workers
        self._views: set[str] = set()
        self._connection = duckdb.connect(":memory:" if folder is None else f"{self._scratch.name}/scratch.duckdb")
        self._connection.execute(f"SET temp_directory = '{_quoted(self._scratch.name)}'")
        # Where Python is asked at a prompt, or with -c, it would else print a bar among the results.
        self._connection.execute("SET enable_progress_bar = false")
        # What comes out is sorted by whoever reads it; to keep the order in between costs memory.
        self._connection.execute("SET preserve_insertion_order = false")
        for setting, value in (("threads", threads), ("memory_limit", memory_mb and f"{memory_mb}MB")):
            if value is not None:
                self._connection.execute(f"SET {setting} = '{value}'")

    def __enter__(self) -> DuckDB:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._scratch.cleanup()

    def put(self, name: str, table: pa.Table) -> None:
        """As ``Relations`` tells."""
        self._take_in(name, table)

    def make(self, name: str, sql: str, through: Mapping | None = None) -> int:
        """As ``Relations`` tells."""
        if through is None:
            self._create(name, f"({sql})")
        else:
            # A second connection to the same tables: one reads while the other writes.
            with self._connection.cursor() as source:
                batches = source.sql(sql).to_arrow_reader(through.rows)
                self._take_in(name, pa.RecordBatchReader.from_batches(through.schema, _mapped(batches, through)))
        ((count,),) = self._connection.execute(f"SELECT COUNT(*) FROM {name}").fetchall()
        return int(count)

    def fetch(self, sql: str) -> pa.Table:
        """As ``Relations`` tells."""
        return self._connection.sql(sql).to_arrow_table()

    def drop(self, *names: str) -> None:
        """As ``Relations`` tells."""
        for name in names:
            self._connection.execute(f"DROP {'VIEW' if name in self._views else 'TABLE'} IF EXISTS {name}")
            self._views.discard(name)

    def open(self, name: str, files: Sequence[Path]) -> None:
        """As ``Engine`` tells."""
        self.drop(name)
        self._connection.read_parquet([str(file) for file in files]).create_view(name)
        self._views.add(name)

    def save(
        self, sql: str, folder: Path, *, order: Sequence[str], schema: pa.Schema | None = None, parts: int = 1
    ) -> int:
        """As ``Engine`` tells."""
        batches = self._connection.sql(f"SELECT * FROM ({sql}) ORDER BY part, {', '.join(order)}").to_arrow_reader(
            _BATCH_ROWS
        )
        if schema is None:
            schema = stored(batches.schema.remove(batches.schema.get_field_index("part")))
        return write_parts(batches, schema, folder, parts=parts)

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Sequence[_Item],
        *,
        lost: Callable[[_Item, str], _Result],
    ) -> Iterator[_Result]:
        """As ``Engine`` tells."""
        if self._workers is None:
            return map(work, items)
        return self._workers.each(work, items, lost=lambda item, loss: lost(item, loss.how), worth=lambda _: 1.0)

    def _take_in(self, name: str, rows: pa.Table | pa.RecordBatchReader) -> None:
        self._connection.register(_INCOMING, rows)
        try:
            self._create(name, _INCOMING)
        finally:
            self._connection.unregister(_INCOMING)

    def _create(self, name: str, source: str) -> None:
        """It gets its name once it is there, since it may be made of what had that name before."""
        self._connection.execute(f"CREATE OR REPLACE TABLE {_COMING} AS SELECT * FROM {source}")
        self.drop(name)
        self._connection.execute(f"ALTER TABLE {_COMING} RENAME TO {name}")


def _quoted(text: str) -> str:
    return text.replace("'", "''")


def _mapped(batches: pa.RecordBatchReader, through: Mapping) -> Iterator[pa.RecordBatch]:
    for batch in batches:
        if batch.num_rows:
            yield through.function(batch)
