"""SQLite's way to the disk, with somebody who watches: he may take notes, or raise where the disk is to fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw

__all__ = ["Disk", "ShortWriteError", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """What is about to be done: ``open``, ``read``, ``write``, ``truncate`` (to ``offset``), ``sync`` or ``delete``."""

    kind: str
    file: str
    offset: int = 0
    data: bytes = b""


Watch = Callable[[Step], None]


class ShortWriteError(Exception):
    """Raised over a write of which the first half is to be on the disk, before it is full."""


class Disk(apsw.VFS):
    """The usual way, by another name; registered as long as the object is there. ``watch`` may be changed. What
    processes share in memory is not watched: no power cut leaves anything of it."""

    def __init__(self, name: str, watch: Watch) -> None:
        self.name, self.watch = name, watch
        super().__init__(name, "")

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's
        """Opens a file, or makes it."""
        self.watch(Step("open", _short(name)))
        return _File(self, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Deletes a file; ``syncdir``: for good."""
        self.watch(Step("delete", _short(filename), offset=int(syncdir)))
        super().xDelete(filename, syncdir)


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, name: str | apsw.URIFilename | None, flags: list[int]) -> None:
        self._disk, self._name = disk, _short(name)
        super().__init__("", name, flags)

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802
        self._disk.watch(Step("read", self._name, offset))
        return super().xRead(amount, offset)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        try:
            self._disk.watch(Step("write", self._name, offset, bytes(data)))
        except ShortWriteError as error:
            super().xWrite(data[: len(data) // 2], offset)
            raise apsw.FullError("the disk is full in the middle of a write") from error
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        self._disk.watch(Step("truncate", self._name, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802
        self._disk.watch(Step("sync", self._name))
        super().xSync(flags)


def _short(name: str | apsw.URIFilename | None) -> str:
    """A file's name without its folder; "" for a temporary one."""
    told = name.filename() if isinstance(name, apsw.URIFilename) else name
    return Path(told).name if told else ""
