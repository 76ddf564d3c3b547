"""What is done where a process dies over a task: it is done in its smallest pieces, so that one costs only itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Mapping as Map
from pathlib import Path
from typing import Protocol, Self, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.build.articles import Done
from sayso.engine.base import Engine
from sayso.engine.parts import PartWriter

__all__ = ["Divisible", "each_or_pieces"]


class Divisible(Protocol):
    """A task that can be done in pieces."""

    @property
    def key(self) -> str:
        """What tells it from all others."""
        ...

    @property
    def folder(self) -> Path:
        """Where its files go."""
        ...

    @property
    def tables(self) -> Map[str, pa.Schema]:
        """What its files are called and have, where each piece makes the same ones; empty where it makes any number."""
        ...

    def single(self) -> Sequence[Self]:
        """The same work in its smallest pieces."""
        ...

    def given_up(self, how: str) -> Done:
        """What stands in the place of a piece over which a process died."""
        ...


_Task = TypeVar("_Task", bound=Divisible)


def each_or_pieces(engine: Engine, work: Callable[[_Task], Done], tasks: Sequence[_Task]) -> Iterator[Done]:
    """What every task gives, in their order."""
    for task, done in zip(tasks, engine.each(work, tasks, lost=_lost), strict=True):
        yield done if done.lost is None else _in_pieces(engine, work, task)


def _in_pieces(engine: Engine, work: Callable[[_Task], Done], task: _Task) -> Done:
    pieces = task.single()
    done = [
        each if each.lost is None else piece.given_up(each.lost)
        for piece, each in zip(pieces, engine.each(work, pieces, lost=_lost), strict=True)
    ]
    refused: Counter[str] = Counter()
    for each in done:
        refused.update(dict(each.refused))
    return Done(
        key=task.key,
        files=_joined(task, done) if task.tables else tuple(file for each in done for file in each.files),
        rows=sum(each.rows for each in done),
        refused=tuple(sorted(refused.items())),
        pieces=tuple(each.key for each in done),
    )


def _joined(task: Divisible, done: Sequence[Done]) -> tuple[str, ...]:
    """The files of the pieces, one after the other, as if the task had made them."""
    made = []
    for place, (name, schema) in enumerate(task.tables.items()):
        files = [each.files[place] for each in done if each.files]
        path = task.folder / f"{name}-{task.key}.parquet"
        with PartWriter(path, schema) as writer:
            for file in files:
                for batch in pq.ParquetFile(file).iter_batches():
                    writer.write(batch)
        made.append(str(path))
    return tuple(made)


def _lost(_: object, how: str) -> Done:
    return Done("", lost=how)
