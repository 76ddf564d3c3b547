"""The way from paths to tables, stage after stage; each stage takes up what an earlier run has done of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pyarrow.parquet as pq

from sayso import __version__
from sayso.build.articles import (
    Done,
    ReadTask,
    SearchTask,
    read_batch,
    search_chunk,
)
from sayso.build.compared import CompareTask, compare_part
from sayso.build.folder import BuildFolder
from sayso.build.inputs import Batch, batches
from sayso.build.losses import each_or_pieces
from sayso.build.marks import digest_of, key_of, read_mark, write_mark
from sayso.build.measured import MeasureTask, measure_chunk
from sayso.build.published import Built, Run, publish
from sayso.build.sets import bring_together, find_duplicates, find_groups, part_count
from sayso.build.unpacked import UnpackTask, unpack_batch
from sayso.config import Settings
from sayso.engine.base import Engine
from sayso.engine.parts import part_path
from sayso.errors import UsageError
from sayso.group.facts import FACTS
from sayso.group.grouping import MEASURES
from sayso.records import Dropped

__all__ = ["STAGES", "Built", "Plan", "StageProgress", "StageState", "build", "held", "plan", "prepare"]

_Task = TypeVar("_Task", UnpackTask, ReadTask, SearchTask, MeasureTask, CompareTask)
STAGES = ("unpack", "read", "duplicates", "statements", "measures", "groups", "dossiers", "compare")
"""What is done, in this order, each with its pieces of work in a folder of its own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run would do: its inputs, and how many of its pieces of work are there from an earlier one."""

    files: int
    size: int
    batches: int
    read: int
    refused: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True)
class StageState:
    """How far a stage is: ``done`` of ``total`` pieces of work, with so many ``rows``.

    ``fresh`` of these were made now, not by an earlier run; ``refused`` counts inputs.
    """

    stage: str
    done: int
    total: int
    rows: int = 0
    fresh: int = 0
    refused: int = 0


StageProgress = Callable[[StageState], None]
"""Called as a build goes on."""


def plan(paths: Sequence[str | Path], out: Path, *, settings: Settings) -> Plan:
    """What ``build`` would do with these paths; nothing is read but names, sizes and dates."""
    found = _batches(paths, out, settings)
    ready = sum(_is_read(batch, out) for batch in found)
    files, size = sum(len(batch.files) for batch in found), sum(batch.size for batch in found)
    return Plan(files, size, len(found), ready, tuple(each for batch in found for each in batch.refused))


def _is_read(batch: Batch, out: Path) -> bool:
    stage = "unpack" if batch.of_many else "read"
    return read_mark(out / "work" / stage / f"{batch.key}.json") is not None


def build(
    paths: Sequence[str | Path],
    out: Path,
    *,
    engine: Engine,
    settings: Settings,
    progress: StageProgress | None = None,
) -> Built:
    """Reads the articles at ``paths`` into tables in ``out``: a function of the articles and settings, whatever the
    engine and the order of paths. Raises UsageError where ``out`` holds something else, or no article can be read.
    """
    return _Stages(prepare(out), engine, settings, progress).run(_batches(paths, out, settings))


def prepare(out: Path) -> BuildFolder:
    """Makes the folder of a build, before an engine works in it. Raises UsageError where it holds something else."""
    folder = BuildFolder(out)
    folder.prepare()
    return folder


def held(out: Path) -> AbstractContextManager[None]:
    """Keeps a folder for one run. Raises UsageError where another works there, or where it holds something else."""
    return BuildFolder(out).held()


def _batches(paths: Sequence[str | Path], out: Path, settings: Settings) -> list[Batch]:
    return batches(paths, settings, __version__, but=out)


class _Stages:
    """One run over a folder."""

    def __init__(self, folder: BuildFolder, engine: Engine, settings: Settings, progress: StageProgress | None) -> None:
        self.folder, self.engine, self.settings, self.progress = folder, engine, settings, progress
        self.refused: Counter[str] = Counter()
        self.done: list[Done] = []

    def run(self, inputs: Sequence[Batch]) -> Built:
        """Every stage in turn."""
        of_many, others = ([batch for batch in inputs if batch.of_many is many] for many in (True, False))
        unpack_tasks = [UnpackTask(batch, self.at("unpack"), self.settings) for batch in of_many]
        unpacked = [Path(file) for done in self.each("unpack", unpack_batch, unpack_tasks) for file in done.files]
        read_tasks = [ReadTask(batch, self.at("read"), self.settings) for batch in others]
        read = self.each("read", read_batch, [*read_tasks, *map(self.read_task, unpacked)])
        chunks = [Path(file) for done in read for file in done.files]
        if not chunks:
            raise UsageError(f"no article could be read: {_reasons(self.refused) or 'there are no files'}")
        duplicates = self.stage("duplicates", [done.key for done in read], partial(self.duplicates, chunks))
        kept = self.at("duplicates") / duplicates / "kept"
        keys = _kept_keys(part_path(kept, 0))
        chunks = [chunk for chunk in chunks if chunk.name in keys]
        searched = self.each("statements", search_chunk, [self.search_task(chunk, keys, kept) for chunk in chunks])
        measured = self.each("measures", measure_chunk, [self.measure_task(chunk, keys, kept) for chunk in chunks])
        articles = sum(done.rows for done in measured)
        parts = part_count(articles)
        groups = self.stage(
            "groups",
            [[done.key for done in measured], self.settings.group, parts],
            partial(self.groups, measured, parts),
        )
        texts = self.at("groups") / groups / "story_texts"
        tables: dict[str, Sequence[Path]] = {
            "cleaned": chunks,
            "kept": [part_path(kept, 0)],
            "resolved": [Path(file) for done in searched for file in done.files],
            "story_texts": [part_path(texts, part) for part in range(parts)],
        }
        dossiers = self.stage(
            "dossiers",
            [groups, [done.key for done in searched], parts],
            partial(self.dossiers, tables, parts),
        )
        compared = self.each(
            "compare",
            compare_part,
            [self.compare_task(part, groups, dossiers, articles) for part in range(parts)],
        )
        given_twice = part_path(self.at("duplicates") / duplicates / "duplicates", 0)
        return publish(Run(self.folder, self.engine, self.settings, self.done), compared, given_twice)

    def at(self, stage: str) -> Path:
        """Where a stage keeps its pieces of work."""
        return self.folder.work / stage

    # --- pieces of work, many at a time -------------------------------------------------------------------------------

    def each(self, stage: str, work: Callable[[_Task], Done], tasks: Sequence[_Task]) -> list[Done]:
        """What every task of a stage gave, in their order."""
        done: list[Done] = []
        if not tasks:
            return done
        self.tell(stage, done, len(tasks))
        for each in each_or_pieces(self.engine, work, tasks):
            done.append(each)
            self.refused.update(dict(each.refused))
            self.tell(stage, done, len(tasks))
        self.done += done
        return done

    def tell(self, stage: str, done: Sequence[Done], total: int) -> None:
        """Says how far a stage is."""
        if self.progress is not None:
            rows, fresh = sum(each.rows for each in done), sum(each.rows for each in done if not each.reused)
            self.progress(StageState(stage, len(done), total, rows, fresh, sum(self.refused.values())))

    def read_task(self, file: Path) -> ReadTask:
        """To clean what is in a file of captures."""
        key = key_of("articles", __version__, file.name, self.settings.clean)
        return ReadTask(Batch(key, (str(file),)), self.at("read"), self.settings, unpacked=True)

    def search_task(self, chunk: Path, keys: dict[str, str], kept: Path) -> SearchTask:
        """To find the statements of a chunk."""
        settings = self.settings
        # By what names are compared matters between articles alone.
        depends_on = (settings.extract, settings.resolve.min_score)
        key = key_of("statements", __version__, chunk.name, keys[chunk.name], *depends_on)
        return SearchTask(key, chunk, part_path(kept, 0), self.at("statements"), settings)

    def measure_task(self, chunk: Path, keys: dict[str, str], kept: Path) -> MeasureTask:
        """To measure a chunk."""
        key = key_of("measures", __version__, chunk.name, keys[chunk.name])
        return MeasureTask(key, chunk, part_path(kept, 0), self.at("measures"))

    def compare_task(self, part: int, groups: str, dossiers: str, articles: int) -> CompareTask:
        """To compare the stories of a part."""
        settings = self.settings
        file = part_path(self.at("dossiers") / dossiers, part)
        facts = tuple(part_path(self.at("groups") / groups / name, part) for name in FACTS)
        depends_on = (settings.resolve, settings.group, settings.link, settings.collate, settings.build)
        key = key_of("compare", __version__, part, _digests([file, *facts]), *depends_on)
        return CompareTask(key, file, facts, self.at("compare"), settings, articles)

    # --- steps over all articles --------------------------------------------------------------------------------------

    def stage(self, name: str, depends_on: Sequence[object], work: Callable[[Path], None]) -> str:
        """Does a step unless it is done; gives its key, which is the name of the folder of what it made."""
        key = key_of(name, __version__, *depends_on)
        mark = self.at(name) / f"{key}.json"
        self.tell(name, (), 1)
        done = Done(key, reused=read_mark(mark) is not None)
        if not done.reused:
            (self.at(name) / key).mkdir(parents=True, exist_ok=True)
            work(self.at(name) / key)
            write_mark(mark, {"key": key})
        self.done.append(done)
        self.tell(name, [done], 1)
        return key

    def duplicates(self, chunks: Sequence[Path], folder: Path) -> None:
        """Which articles are kept, of those given twice."""
        find_duplicates(self.engine, chunks, folder)

    def groups(self, measured: Sequence[Done], parts: int, folder: Path) -> None:
        """Copies and stories."""
        names = ("articles", *MEASURES)
        files = {name: [Path(done.files[place]) for done in measured] for place, name in enumerate(names)}
        find_groups(self.engine, files, folder, self.settings, parts=parts)

    def dossiers(self, tables: dict[str, Sequence[Path]], parts: int, folder: Path) -> None:
        """Each story's articles and statements brought together."""
        bring_together(self.engine, tables, folder, parts=parts)


def _kept_keys(kept: Path) -> dict[str, str]:
    """For the name of each chunk what tells the articles that are kept of it from any others."""
    rows = pq.read_table(kept, columns=["chunk", "id"]).to_pylist()
    of: dict[str, list[str]] = {}
    for row in rows:
        of.setdefault(row["chunk"], []).append(row["id"])
    return {chunk: key_of(ids) for chunk, ids in of.items()}


def _reasons(refused: Counter[str]) -> str:
    return ", ".join(f"{count} {reason}" for reason, count in sorted(refused.items()))


def _digests(files: Iterable[Path]) -> list[str]:
    return [digest_of([file]) for file in files]
