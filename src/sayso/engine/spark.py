"""Spark, for what one machine does not hold: ``pip install 'sayso[spark]'``, and Java 17."""

from __future__ import annotations

import pickle
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from functools import lru_cache, partial
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.engine.parts import stored, write_found_parts, write_missing_parts
from sayso.engine.session import started
from sayso.errors import SaysoError
from sayso.relations import Mapping
from sayso.threads import keep_to_one_thread
from sayso.worker import Task, Worker, spared_from_broken_pipes, told

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

__all__ = ["Spark"]

_BATCH_ROWS = 2_048
_PATTERN_LETTER = re.compile(r"[][{}*?\\]")
_WRITTEN = pa.schema([("part", pa.int32()), ("rows", pa.int64())])
_Batches: TypeAlias = Iterator[pa.RecordBatch]
_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Spark:
    """Tables of one run, each in files under ``folder``. They are scratch, and gone with the ``with`` block.

    This process and all workers must see ``folder``, and each that is saved to, by the same name and as the same user:
    with several machines they are on shared storage. ``master`` is ``spark://HOST:PORT`` or ``local[CORES]``; its
    workers need the Python of this process at the same place, with sayso and all it needs in the same versions.
    ``settings`` are Spark's own (``spark.executor.memory`` and the like).
    """

    name = "spark"

    def __init__(self, master: str, folder: Path, *, settings: Map[str, str] | None = None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._session = started(master, settings or {})
        self._scratch = Path(mkdtemp(prefix="spark-", dir=folder.absolute()))
        self._numbers = count()
        self._folders: dict[str, Path] = {}

    def __enter__(self) -> Spark:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._session.stop()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def put(self, name: str, table: pa.Table) -> None:
        """As ``Relations`` tells."""
        self._keep(name, self._session.createDataFrame(table.cast(stored(table.schema))))

    def make(self, name: str, sql: str, through: Mapping | None = None) -> int:
        """As ``Relations`` tells."""
        rows = self._query(sql)
        if through is not None:
            function = partial(_mapped, through=through)
            rows = self._in_batches(rows, function, stored(through.schema), most=through.rows)
        return self._keep(name, rows)

    def fetch(self, sql: str) -> pa.Table:
        """As ``Relations`` tells."""
        return self._query(sql).toArrow()

    def drop(self, *names: str) -> None:
        """As ``Relations`` tells."""
        for name in names:
            self._session.catalog.dropTempView(name)
            self._forget(name)

    def open(self, name: str, files: Sequence[Path]) -> None:
        """As ``Engine`` tells."""
        # Else a folder named day=3 on the way to a file would make a column of it.
        reader = self._session.read.option("recursiveFileLookup", "true")
        reader.parquet(*map(_pattern, files)).createOrReplaceTempView(name)
        self._forget(name)

    def save(
        self, sql: str, folder: Path, *, order: Sequence[str], schema: pa.Schema | None = None, parts: int = 1
    ) -> int:
        """As ``Engine`` tells."""
        from pyspark.sql.pandas.types import to_arrow_schema

        folder.mkdir(parents=True, exist_ok=True)
        rows = self._query(sql)
        if schema is None:
            schema = stored(to_arrow_schema(rows.drop("part").schema))
        write = partial(_written, schema=schema, folder=folder.absolute())
        written = self._in_batches(_in_parts(rows, parts, order), write, _WRITTEN, most=_BATCH_ROWS).collect()
        write_missing_parts([row.part for row in written], schema, folder, parts=parts)
        for half in folder.glob(".part-*"):  # of tasks that died, or were overtaken by another attempt
            half.unlink(missing_ok=True)
        return sum(row.rows for row in written)

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Sequence[_Item],
        *,
        lost: Callable[[_Item, str], _Result],
    ) -> Iterator[_Result]:
        """As ``Engine`` tells."""
        tasks = [pickle.dumps((work, item)) for item in items]
        if not tasks:
            return
        # One partition an item, so that each is handed to whoever is free.
        answers = self._session.sparkContext.parallelize(tasks, len(tasks)).map(_answer).collect()
        for item, (answer, death) in zip(items, answers, strict=True):
            yield told(pickle.loads(answer)) if death is None else lost(item, death)  # noqa: S301 - of our own work

    def _query(self, sql: str) -> DataFrame:
        return self._session.sql(_spoken(sql))

    def _in_batches(
        self, rows: DataFrame, function: Callable[[_Batches], _Batches], schema: pa.Schema, *, most: int
    ) -> DataFrame:
        from pyspark.sql.pandas.types import from_arrow_schema

        # It is read when the rows are, which is before anything else is asked of the session.
        self._session.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", most)
        return rows.mapInArrow(function, from_arrow_schema(schema))

    def _keep(self, name: str, rows: DataFrame) -> int:
        """Writes a table, so that what is made of it begins anew: a plan that grew with each round of a loop would
        outgrow what it does. And a table may be made of the one whose name it takes."""
        folder = self._scratch / f"{name}-{next(self._numbers)}"
        rows.write.parquet(_uri(folder))
        self._session.read.schema(rows.schema).parquet(_pattern(folder)).createOrReplaceTempView(name)
        self._forget(name)
        self._folders[name] = folder
        return sum(pq.read_metadata(file).num_rows for file in folder.glob("*.parquet"))

    def _forget(self, name: str) -> None:
        folder = self._folders.pop(name, None)
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


@lru_cache
def _spoken(sql: str) -> str:
    """The words of DuckDB in those of Spark."""
    import sqlglot

    (spoken,) = sqlglot.transpile(sql, read="duckdb", write="spark")
    return str(spoken)


def _in_parts(rows: DataFrame, parts: int, order: Sequence[str]) -> DataFrame:
    from pyspark.sql.functions import col

    numbered = rows.withColumn("part", col("part").cast("int")).repartitionById(parts, col("part"))
    return numbered.sortWithinPartitions(*(col(name).asc_nulls_last() for name in ("part", *order)))


# --- what workers do --------------------------------------------------------------------------------------------------


def _mapped(batches: _Batches, *, through: Mapping) -> _Batches:
    schema = stored(through.schema)
    for batch in batches:
        if batch.num_rows:
            yield through.function(batch).cast(schema)


def _written(batches: _Batches, *, schema: pa.Schema, folder: Path) -> _Batches:
    for written in write_found_parts(batches, schema, folder):
        yield pa.RecordBatch.from_pylist([dict(zip(_WRITTEN.names, written, strict=True))], _WRITTEN)


def _answer(task: bytes) -> tuple[bytes, str | None]:
    """What comes of an item, or how the process that worked on it died: a process of its own, since Spark would try it
    again and again, and then give up all other items with it."""
    with spared_from_broken_pipes():
        worker = Worker(keep_to_one_thread)
        known = Task(*pickle.loads(task))  # noqa: S301 - what we packed ourselves
        worker.take(known)
        while not known.is_done and worker.hear():
            pass
        death = worker.wait_for_end()
    if not worker.is_ready:
        raise SaysoError(f"a process to work in {death} before it could begin")
    return pickle.dumps(known.result), None if known.is_done else death


# --- where files are --------------------------------------------------------------------------------------------------


def _uri(path: Path) -> str:
    return f"file://{path.absolute()}"


def _pattern(path: Path) -> str:
    """That path alone, where Spark would take some letters for patterns."""
    return _PATTERN_LETTER.sub(r"\\\g<0>", _uri(path))
