"""The folder of a build: its tables, the pieces of work beside them, and the record of the run."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from sayso.build.marks import read_mark, write_mark
from sayso.errors import UsageError
from sayso.read.files import check_name

__all__ = ["BuildFolder"]

_RECORD = "sayso-build.json"
_WORK = "work"
_KEY = re.compile(r"[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """Where a build puts what it makes. Tables are folders of Parquet files, named as the table."""

    path: Path

    @property
    def work(self) -> Path:
        """Pieces of work that a later run takes up; it may be deleted, and is made again."""
        return self.path / _WORK

    def prepare(self) -> None:
        """Makes the folder. Raises UsageError where it is there, with something else in it."""
        check_name(self.path)
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"{self.path} can't be made a folder ({error.strerror}): name another with --out"
            ) from error
        if any(self.path.iterdir()) and not ((self.path / _RECORD).exists() or self.work.exists()):
            raise UsageError(f"{self.path} holds something else: name a new or empty folder with --out")
        self.work.mkdir(exist_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other runs out for as long as the block lasts, and clears away what killed ones left half-done.

        Raises UsageError where another run works here.
        """
        self.prepare()
        with (self.work / "lock").open("w") as stream:
            try:
                _lock(stream)
            except OSError as error:
                raise UsageError(f"another sayso build is working in {self.path}: wait for its end") from error
            for leftover in (*self.work.glob("duckdb-*"), *self.work.glob("spark-*")):
                shutil.rmtree(leftover, ignore_errors=True)
            yield

    def record(self) -> dict[str, Any]:
        """What the last run told of itself. Raises UsageError where the folder is of no build."""
        told = self.last_record()
        if told is None:
            raise UsageError(f"{self.path} holds no build: expected a folder that `sayso build ... --out` made")
        return told

    def last_record(self) -> dict[str, Any] | None:
        """The same; None where no run has come to its end."""
        return read_mark(self.path / _RECORD)

    def tell(self, told: dict[str, Any]) -> None:
        """Keeps what a run tells of itself."""
        write_mark(self.path / _RECORD, told)

    def table(self, name: str) -> list[Path]:
        """The files of a table in their order."""
        return sorted((self.path / name).glob("*.parquet"))

    def publish(self, name: str, files: Iterable[Path]) -> list[Path]:
        """Puts files in the place of a table; who reads it sees the old one or the new one whole."""
        waiting, gone = self.path / f".{name}.new", self.path / f".{name}.old"
        for leftover in (waiting, gone):
            shutil.rmtree(leftover, ignore_errors=True)
        waiting.mkdir()
        for number, file in enumerate(files):
            _linked(file, waiting / f"part-{number:05d}.parquet")
        if (self.path / name).exists():
            (self.path / name).rename(gone)
        waiting.rename(self.path / name)
        shutil.rmtree(gone, ignore_errors=True)
        return self.table(name)

    def forget_all_but(self, keys: Collection[str]) -> None:
        """Deletes the pieces of work of earlier runs that the last one had no use for, and what killed runs left."""
        for entry in self.work.glob("*/*"):
            found = _KEY.search(entry.name)
            if entry.name.startswith(".") or (found is not None and found[0] not in keys):
                shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _lock(stream: IO[str]) -> None:
    """Until the stream is closed, or the process ends in whatever way. Raises OSError where another has the lock."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _linked(file: Path, place: Path) -> None:
    """The same file under another name, as it is never written again; a copy where the file system can't do that."""
    try:
        os.link(file, place)
    except OSError:
        shutil.copyfile(file, place)
