"""One stage over a set, in a process of its own: ``python -m benchmarks.scale.stages STAGE FOLDER``."""

from __future__ import annotations

import argparse
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.speed.meter import measured, run
from sayso.config import GroupSettings
from sayso.engine.duckdb import DuckDB
from sayso.group.copies import find_copies, find_origins
from sayso.group.stories import find_stories
from sayso.relations import Mapping, Relations

__all__ = ["STAGES", "Step", "Took", "run_stage"]

SETTINGS = GroupSettings(given_together=False)


class Stage(NamedTuple):
    """What it does, which tables it reads, and which of those it makes are kept."""

    work: Callable[[Relations, GroupSettings], None]
    reads: tuple[str, ...]
    gives: tuple[str, ...]


STAGES = {
    "find_copies": Stage(find_copies, ("prints",), ("copies",)),
    "find_origins": Stage(find_origins, ("prints", "copies"), ("origins",)),
    "find_stories": Stage(find_stories, ("articles", "words", "names", "leads", "origins"), ("alike", "stories")),
}


class Step(NamedTuple):
    """One table made: its rows, and seconds by the clock and of the CPU."""

    table: str
    rows: int
    wall_s: float
    cpu_s: float


class Took(NamedTuple):
    """What a stage took in all."""

    wall_s: float
    cpu_s: float
    peak_mb: float
    scratch_mb: float
    steps: list[Step]


def run_stage(name: str, folder: Path, *, memory_mb: int, threads: int) -> Took:
    """Runs a stage in a fresh process over the tables in ``folder``."""
    command = [sys.executable, "-m", "benchmarks.scale.stages", name, str(folder), str(memory_mb), str(threads)]
    told = json.loads(run(command).output)
    return Took(**{**told, "steps": [Step(*step) for step in told["steps"]]})


class _Timed(DuckDB):
    """Tells what each table took."""

    def __init__(self, folder: Path, *, threads: int, memory_mb: int) -> None:
        super().__init__(folder, threads=threads, memory_mb=memory_mb)
        self.steps: list[Step] = []

    def make(self, name: str, sql: str, through: Mapping | None = None) -> int:
        wall_s, cpu_s = time.perf_counter(), time.process_time()
        rows = super().make(name, sql, through)
        self.steps.append(Step(name, rows, time.perf_counter() - wall_s, time.process_time() - cpu_s))
        print(f"  {self.steps[-1]}", file=sys.stderr, flush=True)
        return rows


def _stage(name: str, folder: Path, memory_mb: int, threads: int) -> Took:
    stage = STAGES[name]
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    started = time.perf_counter()
    relations = _Timed(scratch, threads=threads, memory_mb=memory_mb)
    with relations, _watched(scratch) as sizes:
        for table in stage.reads:
            relations.open(table, sorted((folder / table).glob("*.parquet")))
        _, cost = measured(lambda: stage.work(relations, SETTINGS))
        wall_s = time.perf_counter() - started
        for table in stage.gives:
            _keep(relations.fetch(f"SELECT * FROM {table}"), folder / table)
    return Took(wall_s, cost.seconds, cost.peak_mb, max(sizes) / 1e6, relations.steps)


def _keep(rows: pa.Table, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    pq.write_table(rows, folder / "part-00000.parquet", compression="zstd")


@contextmanager
def _watched(folder: Path) -> Iterator[list[int]]:
    """How many bytes are in the folder, every half second."""
    sizes = [0]
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(0.5):
            sizes.append(_bytes(folder))

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield sizes
    sizes.append(_bytes(folder))
    ended.set()
    watcher.join()


def _bytes(folder: Path) -> int:
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_blocks * 512
        except FileNotFoundError:
            continue  # gone meanwhile
    return total


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints what the stage took as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("memory_mb", type=int)
    parser.add_argument("threads", type=int)
    options = parser.parse_args(arguments)
    took = _stage(options.stage, options.folder, options.memory_mb, options.threads)
    print(json.dumps(took._asdict()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
