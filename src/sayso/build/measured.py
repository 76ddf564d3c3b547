"""Articles measured: what copies and stories are found by, counted for each article by itself."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import ClassVar

import pyarrow as pa

from sayso.build.articles import Done, by_article, given_up, kept_of, once, write_refused
from sayso.engine.parts import write_file
from sayso.group.grouping import MEASURES, articles_table
from sayso.records import Document, Dropped, Stage
from sayso.steps import guarded
from sayso.threads import one_thread
from sayso.workers import lost_article

__all__ = ["MEASURED", "MeasureTask", "measure_chunk", "measured"]

MEASURED = {
    "articles": articles_table(()).drop_columns("text").schema,
    **{name: each.schema for name, each in MEASURES.items()},
}
"""The tables that measuring makes, and their schemas."""


@dataclass(frozen=True, slots=True)
class MeasureTask:
    """Articles of one chunk to be measured for copies and stories."""

    key: str
    chunk: Path
    kept: Path
    folder: Path
    only: str | None = None
    """The id of the one article to measure, where a process died over the chunk."""

    tables: ClassVar[Map[str, pa.Schema]] = MEASURED

    def single(self) -> list[MeasureTask]:
        """The same work, an article each."""
        return [replace(self, key=key, only=each) for key, each in by_article(self)]

    def given_up(self, how: str) -> Done:
        """The article, refused."""
        (document,) = kept_of(self)
        return given_up(self.folder, self.key, lost_article(document.uri, Stage.GROUP, how))


def measure_chunk(task: MeasureTask) -> Done:
    """Counts what copies and stories are found by: a file for each measure."""
    return once(task.folder, task.key, lambda: _measure(task))


def _measure(task: MeasureTask) -> Done:
    documents, refused = kept_of(task), list[Dropped]()
    with one_thread():
        tables = guarded(task.chunk.name, Stage.GROUP, partial(measured, documents))
        if isinstance(tables, Dropped):  # one of them is at fault, and is found by itself
            alone = [(each, guarded(each.uri, Stage.GROUP, partial(measured, [each]))) for each in documents]
            refused = [found for _, found in alone if isinstance(found, Dropped)]
            tables = measured([each for each, found in alone if not isinstance(found, Dropped)])
    files = [task.folder / f"{name}-{task.key}.parquet" for name in task.tables]
    for file, name in zip(files, task.tables, strict=True):
        write_file(tables[name], file)
    rows = tables["articles"].num_rows
    return Done(task.key, tuple(map(str, files)), rows, write_refused(task.folder, task.key, refused))


def measured(documents: Sequence[Document]) -> dict[str, pa.Table]:
    """The tables of ``MEASURED`` for these articles."""
    articles = articles_table(documents).combine_chunks()
    (batch,) = articles.to_batches() or [pa.RecordBatch.from_pylist([], schema=articles.schema)]
    tables = {"articles": articles.drop_columns("text")}
    for name, measure in MEASURES.items():
        starts = range(0, len(batch), measure.rows)
        pieces = [measure.function(batch.slice(start, measure.rows)) for start in starts]
        tables[name] = pa.Table.from_batches(pieces, schema=measure.schema)
    return tables
