"""The file of judgements: found beside the articles, read whole, and only ever added to.

Nothing in it is changed or deleted: who thinks otherwise adds a line, and a later line outweighs an earlier one.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from sayso.config import JUDGEMENTS_FILE
from sayso.errors import UsageError
from sayso.judgements.lines import BadLine, Undo, entry_of, line_of
from sayso.read.files import drop, open_regular, printable
from sayso.read.remote import is_address
from sayso.records import Dropped, Judgement, Reason

__all__ = ["Book", "add", "book_beside", "named_book"]

_MAX_LINES = 100_000
_MAX_BYTES = 100_000_000
"""What is read of a file: a desk that judges a hundred pairs a day needs years for so many lines."""
_FLAGS = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_TORN = "it is cut off in the middle: who wrote it was stopped"
_TO_DO = "it is not used, all others are; mend the line or take it out"


@dataclass(frozen=True, slots=True)
class Book:
    """The lines of a file of judgements in their order. ``path`` is None where there is no place for one."""

    path: Path | None = None
    entries: tuple[Judgement | Undo, ...] = ()
    refused: tuple[Dropped, ...] = ()

    @property
    def in_force(self) -> tuple[Judgement | Undo, ...]:
        """Those that nobody has taken back, in the order of their lines."""
        taken_back: set[str] = set()
        found: list[Judgement | Undo] = []
        for entry in reversed(self.entries):
            if entry.id not in taken_back:
                found.append(entry)
                taken_back |= {entry.of} if isinstance(entry, Undo) else set()
        return tuple(reversed(found))

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """The judgements that are in force."""
        return tuple(entry for entry in self.in_force if isinstance(entry, Judgement))


def book_beside(paths: Sequence[str | Path]) -> Book:
    """The judgements in the folder given, in that of the files given, or in the nearest one around them all."""
    folder = _folder_of(paths)
    if folder is None:
        return Book()
    path = folder / JUDGEMENTS_FILE
    if path.is_symlink():
        # The folder may be a stranger's, and the link lead to a file of ours.
        detail = "it is a symbolic link, which is not followed; name its target with --judgements"
        return Book(path, refused=(drop(printable(path), Reason.UNREADABLE, detail),))
    return _read(path)


def named_book(path: Path, *, new: bool = False) -> Book:
    """The judgements of the file at ``path``; ``new`` where it need not be there yet. Raises UsageError."""
    try:
        place = path.resolve() if path.is_symlink() else path
        missing = not place.exists()
    except (OSError, ValueError, RuntimeError) as error:
        raise UsageError(f"--judgements {printable(path)}: it can't be looked up ({error})") from error
    if missing and not new:
        raise UsageError(f"--judgements {path}: there is no such file")
    book = _read(place)
    if book.refused and book.refused[0].uri == printable(place):
        raise UsageError(f"--judgements {path}: {book.refused[0].detail}")
    return book


def add(path: Path, entry: Judgement | Undo) -> int:
    """Adds a line at the end of the file, which is made where there is none; the number of that line.

    When this returns, the line is on the disk; where the process is stopped before, at worst the line is torn, which
    costs no other. Raises UsageError where it can't be written.
    """
    try:
        descriptor = os.open(path, _FLAGS | _NO_LINK, 0o644)
    except OSError as error:
        raise UsageError(f"{path}: judgements can't be written there ({error.strerror})") from error
    with os.fdopen(descriptor, "rb+", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UsageError(f"{path}: judgements can't be written there (it is no regular file)")
        _lock(stream)
        number = _append(stream, line_of(entry), path)
    _flush_folder(path.parent)
    return number


# --- where ----------------------------------------------------------------------------------------------------------


def _folder_of(paths: Iterable[str | Path]) -> Path | None:
    given = [Path(path) for path in paths if str(path) != "-" and not is_address(path)]
    try:
        folders = [path if path.is_dir() else path.parent for path in given]
        around = os.path.commonpath([os.path.abspath(folder) for folder in folders]) if folders else None  # noqa: PTH100
        if around is None:
            return None
        # As the person wrote it: no report should tell where on the machine the articles lie unless its paths do.
        return Path(around) if any(path.is_absolute() for path in given) else Path(os.path.relpath(around))
    except (OSError, ValueError):  # a name too long or with a NUL in it, or folders of several drives
        return None


# --- reading --------------------------------------------------------------------------------------------------------


def _read(path: Path) -> Book:
    opened = open_regular(path)
    if isinstance(opened, Dropped):
        return Book(path) if opened.reason is Reason.MISSING else Book(path, refused=(opened,))
    entries: list[Judgement | Undo] = []
    refused: list[Dropped] = []
    with opened as stream:
        for entry in _entries(stream, printable(path)):
            if isinstance(entry, Dropped):
                refused.append(entry)
            else:
                entries.append(entry)
    return Book(path, tuple(entries), tuple(refused))


def _entries(stream: BinaryIO, uri: str) -> Iterator[Judgement | Undo | Dropped]:
    size = os.fstat(stream.fileno()).st_size
    if size > _MAX_BYTES:
        yield drop(uri, Reason.TOO_LARGE, f"it has {size:,} bytes; a file of judgements may have {_MAX_BYTES:,}")
        return
    try:
        lines = stream.read(size).splitlines(keepends=True)
    except OSError as error:
        yield drop(uri, Reason.UNREADABLE, f"it could not be read to its end ({error.strerror or error})")
        return
    for number, line in enumerate(lines[:_MAX_LINES], 1):
        if line.strip():
            yield _entry(line, number, uri)
    if len(lines) > _MAX_LINES:
        detail = f"it has {len(lines):,} lines, of which the first {_MAX_LINES:,} are read"
        yield drop(f"{uri}#{_MAX_LINES + 1}", Reason.TOO_LARGE, detail)


def _entry(line: bytes, number: int, uri: str) -> Judgement | Undo | Dropped:
    try:
        return entry_of(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line, number)
    except BadLine as bad:
        why = str(bad) if line.endswith(b"\n") else _TORN
        return drop(f"{uri}#{number}", Reason.BAD_RECORD, f"line {number} is no judgement: {why}; {_TO_DO}")


# --- writing --------------------------------------------------------------------------------------------------------


def _append(stream: BinaryIO, line: bytes, path: Path) -> int:
    """One write, after a line end where somebody's last line is torn; what a full disk took of it is taken back."""
    size = stream.seek(0, os.SEEK_END)
    torn = size > 0 and not _ends_line(stream, size)
    try:
        written = stream.write(b"\n" + line if torn else line)
        if written != len(line) + torn:
            raise OSError(0, "only part of the line could be written; is the disk full?")
        os.fsync(stream.fileno())
    except OSError as error:
        stream.truncate(size)
        raise UsageError(f"{path}: the judgement can't be written ({error.strerror})") from error
    return _line_number(stream)


def _ends_line(stream: BinaryIO, size: int) -> bool:
    stream.seek(size - 1)
    return stream.read(1) == b"\n"


def _line_number(stream: BinaryIO) -> int:
    stream.seek(0)
    count = 0
    while block := stream.read(1 << 20):
        count += block.count(b"\n")
    return count


def _lock(stream: BinaryIO) -> None:
    """Two who judge at once wait for each other; where there are no such locks, a line is still one write."""
    try:
        import fcntl
    except ImportError:
        return
    fcntl.flock(stream.fileno(), fcntl.LOCK_EX)


def _flush_folder(folder: Path) -> None:
    """The name of a new file is on the disk only when its folder is. Not all systems let a folder be opened."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)
