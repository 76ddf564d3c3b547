"""What each article costs by itself, before sets are looked at."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.group.grouping import MEASURES

__all__ = ["MEASURED", "Pace", "measure"]

MEASURED = ("prints", "words", "names")
"""Not ``leads``: the encoder reads sentences of a language, and its pace is ``benchmarks.speed``'s to tell."""


class Pace(NamedTuple):
    """What so many processes took: seconds by the clock, and CPU seconds of each measure."""

    jobs: int
    wall_s: float
    words: int
    cpu_s: dict[str, float]


def measure(folder: Path, *, jobs: int, files: Sequence[Path] | None = None) -> Pace:
    """Writes the measures of the articles in ``folder`` beside them."""
    files = sorted((folder / "articles").glob("*.parquet")) if files is None else files
    started = time.perf_counter()
    with multiprocessing.get_context("spawn").Pool(jobs) as pool:
        took = list(pool.imap_unordered(partial(_measured, folder=folder), files))
    wall_s = time.perf_counter() - started
    cpu_s = {name: sum(costs[name] for _, costs in took) for name in MEASURED}
    return Pace(jobs, wall_s, sum(words for words, _ in took), cpu_s)


def _measured(file: Path, *, folder: Path) -> tuple[int, dict[str, float]]:
    pa.set_cpu_count(1)
    read = pq.read_table(file, columns=["doc", "text"]).combine_chunks().to_batches()[0]
    costs, words = {}, 0
    for name in MEASURED:
        mapping = MEASURES[name]
        (folder / name).mkdir(exist_ok=True)
        started = time.process_time()
        with pq.ParquetWriter(folder / name / file.name, mapping.schema, compression="zstd") as writer:
            rows = [
                mapping.function(read.slice(start, mapping.rows)) for start in range(0, read.num_rows, mapping.rows)
            ]
            table = pa.Table.from_batches(rows, mapping.schema)
            writer.write_table(table, row_group_size=4_096)
        costs[name] = time.process_time() - started
        if name == "prints":
            words = sum(table.column("words").to_pylist())
    return words, costs
