"""What is done with each article by itself: a chunk of them at a time, in whatever process.

A task is a small record that names files; what it makes it writes itself, and gives counts back.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import ClassVar, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from sayso.build.inputs import Batch
from sayso.build.marks import read_mark, write_mark
from sayso.build.rows import CAPTURES, CLEANED, DROPPED, RESOLVED
from sayso.config import Settings
from sayso.engine.parts import write_file
from sayso.read import read
from sayso.records import Capture, Document, Dropped, Stage
from sayso.resolve import Resolved
from sayso.steps import clean_capture, search_document
from sayso.threads import one_thread
from sayso.workers import lost_article

__all__ = [
    "CHUNK_ARTICLES",
    "Done",
    "ReadTask",
    "SearchTask",
    "by_article",
    "captures_of",
    "counted",
    "given_up",
    "kept_of",
    "once",
    "read_batch",
    "search_chunk",
    "write_refused",
]

CHUNK_ARTICLES = 200
"""Articles of one file: what a process holds in memory, and what a killed run does again."""


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a task: the paths of the ``files`` it made, how many ``rows``, the inputs ``refused`` by reason.

    ``pieces`` are the keys of smaller tasks that it was done by. ``lost`` is how the process died that did it, None
    where none did.
    """

    key: str
    files: tuple[str, ...] = ()
    rows: int = 0
    refused: tuple[tuple[str, int], ...] = ()
    reused: bool = False
    pieces: tuple[str, ...] = ()
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class ReadTask:
    """Files to be read and cleaned; ``unpacked``: one file of captures as ``unpack_batch`` wrote them.

    ``only`` is the place of the one capture in it to clean, where a process died over the file.
    """

    batch: Batch
    folder: Path
    settings: Settings
    unpacked: bool = False
    only: int | None = None

    tables: ClassVar[Map[str, pa.Schema]] = {}

    @property
    def key(self) -> str:
        """That of the batch."""
        return self.batch.key

    def single(self) -> list[ReadTask]:
        """The same work, a file or capture each."""
        if self.unpacked:
            return [
                replace(self, batch=replace(self.batch, key=f"{self.key}-{place:03d}"), only=place)
                for place in range(pq.read_metadata(self.batch.files[0]).num_rows)
            ]
        batches = (
            replace(self.batch, key=f"{self.key}-{number:03d}", files=(file,), refused=())
            for number, file in enumerate(self.batch.files)
        )
        return [replace(self, batch=batch) for batch in batches]

    def given_up(self, how: str) -> Done:
        """The file or capture, refused."""
        uri = next(captures_of(self)).uri if self.unpacked else self.batch.files[0]
        return given_up(self.folder, self.key, lost_article(uri, Stage.CLEAN if self.unpacked else Stage.READ, how))


@dataclass(frozen=True, slots=True)
class SearchTask:
    """Articles of one chunk, those named in ``kept``, to be searched for statements."""

    key: str
    chunk: Path
    kept: Path
    folder: Path
    settings: Settings
    only: str | None = None
    """The id of the one article to search, where a process died over the chunk."""

    tables: ClassVar[Map[str, pa.Schema]] = {}

    def single(self) -> list[SearchTask]:
        """The same work, an article each."""
        return [replace(self, key=key, only=each) for key, each in by_article(self)]

    def given_up(self, how: str) -> Done:
        """The article, refused."""
        (document,) = kept_of(self)
        return given_up(self.folder, self.key, lost_article(document.uri, Stage.EXTRACT, how))


class _OfChunk(Protocol):
    """A task on articles of one chunk."""

    @property
    def key(self) -> str: ...

    @property
    def chunk(self) -> Path: ...

    @property
    def kept(self) -> Path: ...

    @property
    def only(self) -> str | None: ...


def by_article(task: _OfChunk) -> list[tuple[str, str]]:
    """A key and the id of each article."""
    return [(f"{task.key}-{number:03d}", document.id) for number, document in enumerate(kept_of(task))]


def given_up(folder: Path, key: str, refused: Dropped) -> Done:
    """What stands in the place of a piece of work over which a process died: its refusal."""
    return Done(key, refused=write_refused(folder, key, [refused]))


def read_batch(task: ReadTask) -> Done:
    """Reads and cleans; articles go into files of so many each, refusals into one beside them."""
    return once(task.folder, task.batch.key, lambda: _read(task))


def search_chunk(task: SearchTask) -> Done:
    """Finds the statements of each article, with their speakers as far as it tells by itself."""
    return once(task.folder, task.key, lambda: _search(task))


def once(folder: Path, key: str, work: Callable[[], Done]) -> Done:
    """What the task gives, or gave, where its mark and all its files are there."""
    mark = folder / f"{key}.json"
    told = read_mark(mark)
    if told is not None:
        # A mark has names alone: the whole build may have been moved, or be seen from elsewhere.
        files = tuple(str(folder / name) for name in told["files"])
        if all(map(os.path.exists, files)):
            refused = tuple((reason, count) for reason, count in told["refused"])
            return Done(key, files, told["rows"], refused, reused=True)
    folder.mkdir(parents=True, exist_ok=True)
    done = work()
    names = [Path(file).name for file in done.files]
    write_mark(mark, {"files": names, "rows": done.rows, "refused": done.refused})
    return done


def _read(task: ReadTask) -> Done:
    refused: list[Dropped] = list(task.batch.refused)
    files: list[str] = []
    rows = 0
    for chunk in _chunks(_cleaned(task, refused)):
        file = task.folder / f"{task.batch.key}-{len(files):05d}.parquet"
        told = [CLEANED.row(each, chunk=file.name, text_digest=_digest(each.text)) for each in chunk]
        write_file(CLEANED.table(told), file)
        files.append(str(file))
        rows += len(chunk)
    return Done(task.batch.key, tuple(files), rows, write_refused(task.folder, task.batch.key, refused))


def _cleaned(task: ReadTask, refused: list[Dropped]) -> Iterator[Document]:
    for capture in captures_of(task):
        cleaned = clean_capture(capture, settings=task.settings)
        if isinstance(cleaned, Dropped):
            refused.append(cleaned)
        else:
            yield cleaned


def captures_of(task: ReadTask) -> Iterator[Capture | Dropped]:
    """What is to be cleaned."""
    if task.unpacked:
        rows = pq.read_table(task.batch.files[0])
        yield from CAPTURES.records(rows if task.only is None else rows.slice(task.only, 1))
    elif task.batch.files:
        yield from read(task.batch.files, settings=task.settings.read)


def _search(task: SearchTask) -> Done:
    refused: list[Dropped] = []
    found: list[Resolved] = []
    with one_thread():
        for document in kept_of(task):
            each = search_document(document, settings=task.settings)
            (refused if isinstance(each, Dropped) else found).append(each)  # type: ignore[arg-type]
    file = task.folder / f"{task.key}.parquet"
    write_file(RESOLVED.table(map(RESOLVED.row, found)), file)
    statements = sum(len(each.statements) for each in found)
    return Done(task.key, (str(file),), statements, write_refused(task.folder, task.key, refused))


def kept_of(task: _OfChunk) -> list[Document]:
    """The articles of a chunk that are no duplicates of others, by their ids."""
    rows = pq.read_table(task.kept, columns=["id", "uri"], filters=[("chunk", "==", task.chunk.name)]).to_pylist()
    wanted = {(row["id"], row["uri"]) for row in rows if task.only in (None, row["id"])}
    found = (each for each in CLEANED.records(pq.read_table(task.chunk)) if (each.id, each.uri) in wanted)
    return sorted(found, key=lambda document: document.id)


def write_refused(folder: Path, key: str, refused: Iterable[Dropped]) -> tuple[tuple[str, int], ...]:
    """Writes the refusals, each with its sentence, and counts them by reason."""
    told = list(refused)
    if told:
        folder.mkdir(parents=True, exist_ok=True)
        write_file(DROPPED.table(map(DROPPED.row, told)), folder / f"{key}-refused.parquet")
    return tuple(counted(told).items())


def counted(refused: Iterable[Dropped]) -> dict[str, int]:
    """How many inputs were refused, by reason."""
    counts: Counter[str] = Counter()
    for each in refused:
        counts[str(each.reason)] += each.count
    return dict(sorted(counts.items()))


def _chunks(documents: Iterable[Document]) -> Iterator[list[Document]]:
    waiting = iter(documents)
    while chunk := list(islice(waiting, CHUNK_ARTICLES)):
        yield chunk


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
