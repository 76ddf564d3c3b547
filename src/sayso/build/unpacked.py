"""Files that hold many articles, taken apart first: so that all processes work on what is in one, and one article over
which a process dies costs no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pyarrow as pa

from sayso.build.articles import CHUNK_ARTICLES, Done, given_up, once, write_refused
from sayso.build.inputs import Batch
from sayso.build.rows import CAPTURES
from sayso.config import Settings
from sayso.engine.parts import write_file
from sayso.read import read
from sayso.records import Capture, Dropped, Stage
from sayso.workers import lost_article

__all__ = ["UnpackTask", "unpack_batch"]

_CHUNK_BYTES = 16_000_000
"""A chunk ends when it has so many: what a process holds at a time, beside one article more."""


@dataclass(frozen=True, slots=True)
class UnpackTask:
    """A file of many articles."""

    batch: Batch
    folder: Path
    settings: Settings

    tables: ClassVar[Map[str, pa.Schema]] = {}

    @property
    def key(self) -> str:
        """That of the batch."""
        return self.batch.key

    def single(self) -> list[UnpackTask]:
        """Itself: what comes after the bytes over which a process died can't be told."""
        return [self]

    def given_up(self, how: str) -> Done:
        """The file, refused."""
        return given_up(self.folder, self.key, lost_article(self.batch.files[0], Stage.READ, how))


def unpack_batch(task: UnpackTask) -> Done:
    """Writes what is in the file as it is, so many articles to a file each, and the refusals beside them."""
    return once(task.folder, task.key, lambda: _unpack(task))


def _unpack(task: UnpackTask) -> Done:
    refused: list[Dropped] = []
    files: list[str] = []
    rows = 0
    for chunk in _chunks(_captures(task, refused)):
        file = task.folder / f"{task.key}-{len(files):05d}.parquet"
        write_file(CAPTURES.table(map(CAPTURES.row, chunk)), file)
        files.append(str(file))
        rows += len(chunk)
    return Done(task.key, tuple(files), rows, write_refused(task.folder, task.key, refused))


def _captures(task: UnpackTask, refused: list[Dropped]) -> Iterator[Capture]:
    for found in read(task.batch.files, settings=task.settings.read):
        if isinstance(found, Dropped):
            refused.append(found)
        else:
            yield found


def _chunks(captures: Iterable[Capture]) -> Iterator[list[Capture]]:
    chunk: list[Capture] = []
    size = 0
    for capture in captures:
        chunk.append(capture)
        size += len(capture.body)
        if len(chunk) == CHUNK_ARTICLES or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
