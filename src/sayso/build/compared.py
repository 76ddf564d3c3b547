"""What is done with each story by itself: its speakers made one, its statements linked and collated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sayso.build.articles import Done, once, write_refused
from sayso.build.rows import CLEANED, RESOLVED, TABLES
from sayso.build.telling import tell
from sayso.config import Settings
from sayso.engine.parts import PartWriter
from sayso.group.facts import FACTS, facts_of
from sayso.records import Document, Dropped
from sayso.resolve import Resolved
from sayso.threads import one_thread

__all__ = ["CompareTask", "compare_part"]

_ROWS = 256


@dataclass(frozen=True, slots=True)
class CompareTask:
    """The stories of one part; ``facts`` are the files of ``group.facts.FACTS``, ``articles`` counts the build's.

    ``only`` is the number of the one story to compare, where a process died over the part, and ``lost`` how one died
    over that story.
    """

    key: str
    dossiers: Path
    facts: tuple[Path, ...]
    folder: Path
    settings: Settings
    articles: int
    only: int | None = None
    lost: str | None = None

    tables: ClassVar[Map[str, pa.Schema]] = {name: table.codec.schema for name, table in TABLES.items()}

    def single(self) -> list[CompareTask]:
        """The same work, a story each."""
        numbers = sorted(set(pq.read_table(self.dossiers, columns=["story"]).column("story").to_pylist()))
        return [replace(self, key=f"{self.key}-{place:03d}", only=number) for place, number in enumerate(numbers)]

    def given_up(self, how: str) -> Done:
        """The story, told without a comparison."""
        return _compare(replace(self, lost=how))


def compare_part(task: CompareTask) -> Done:
    """Compares each story, and writes a file for each table."""
    return once(task.folder, task.key, lambda: _compare(task))


def _compare(task: CompareTask) -> Done:
    tables = {name: pq.read_table(file).to_pylist() for name, file in zip(FACTS, task.facts, strict=True)}
    facts = facts_of(tables)
    files = {name: task.folder / f"{name}-{task.key}.parquet" for name in TABLES}
    writers = {name: PartWriter(file, TABLES[name].codec.schema) for name, file in files.items()}
    refused: list[Dropped] = []
    count = 0
    with one_thread():
        for number, documents, resolved in _stories(task.dossiers, task.only):
            told = tell(documents, resolved, facts[number], task.settings, others=task.articles > 1, lost=task.lost)
            for name, table in TABLES.items():
                for batch in table.codec.table(table.rows(told)).to_batches():
                    writers[name].write(batch)
            refused += told.comparison.articles.dropped
            count += 1
    for writer in writers.values():
        writer.close()
    return Done(task.key, tuple(map(str, files.values())), count, refused=write_refused(task.folder, task.key, refused))


def _stories(path: Path, only: int | None) -> Iterator[tuple[int, list[Document], list[Resolved]]]:
    """The stories of a file of dossiers, or the only one, one at a time."""
    batches: Iterable[pa.RecordBatch] = pq.ParquetFile(path).iter_batches(_ROWS)
    if only is not None:
        batches = (batch.filter(pc.field("story") == only) for batch in batches)
    rows = (row for batch in batches for row in zip(batch.column("story").to_pylist(), _records(batch), strict=True))
    for number, group in groupby(rows, key=lambda row: row[0]):
        documents, resolved = zip(*(each for _, each in group), strict=True)
        yield number, list(documents), list(resolved)


def _records(batch: pa.RecordBatch) -> Iterator[tuple[Document, Resolved]]:
    of_resolved = [name for name in batch.schema.names if name.startswith("resolved_")]
    resolved = batch.select(of_resolved).rename_columns([name.removeprefix("resolved_") for name in of_resolved])
    return zip(CLEANED.records(batch), RESOLVED.records(resolved), strict=True)
