"""Opening files that a stranger may have prepared: regular ones only, and each refusal with its sentence."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from sayso.errors import UsageError
from sayso.records import Dropped, Reason, Stage

__all__ = ["check_name", "drop", "open_regular", "printable"]

# Without O_NONBLOCK, opening a named pipe waits for ever for its writer. Windows has no such flag, nor such pipes.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_KINDS = (
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISDIR, "a folder"),
)


_EXPECTED = "a file or a folder (for a pipe, give - and standard input)"


def open_regular(path: Path, *, expected: str = _EXPECTED) -> BinaryIO | Dropped:
    """The file opened for reading; a refusal where there is none, where it is no regular file or may not be read."""
    uri = printable(path)
    try:
        # Asked before opening, because opening a device can already do something.
        if not stat.S_ISREG(path.stat().st_mode):
            return _not_regular(uri, path.stat().st_mode, expected)
        stream = os.fdopen(os.open(path, _FLAGS), "rb")
    except (OSError, ValueError) as error:
        return _no_file(uri, error)
    if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        stream.close()
        return drop(uri, Reason.UNREADABLE, "it was changed while it was opened; try again")
    return stream


def drop(uri: str, reason: Reason, detail: str) -> Dropped:
    """A refusal of this stage."""
    return Dropped(uri, Stage.READ, reason, detail)


def printable(path: Path) -> str:
    """The path as text that any output can carry: bytes that are no UTF-8 are shown as ``\\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def check_name(path: Path) -> None:
    """Raises UsageError where a path is no UTF-8: SQLite, DuckDB and Arrow write no such file."""
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{printable(path)}: a name in it is no UTF-8; name another file or folder") from error


def _not_regular(uri: str, mode: int, expected: str) -> Dropped:
    kind = next((name for is_kind, name in _KINDS if is_kind(mode)), "no regular file")
    return drop(uri, Reason.UNREADABLE, f"it is {kind}; expected {expected}")


def _no_file(uri: str, error: OSError | ValueError) -> Dropped:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return drop(uri, Reason.MISSING, "there is no such file or folder; check the path")
    if isinstance(error, PermissionError):
        return drop(uri, Reason.UNREADABLE, "it may not be read (permission denied); check its permissions")
    if isinstance(error, OSError) and error.errno == errno.ELOOP:
        return drop(uri, Reason.UNREADABLE, "it is a symbolic link that leads back to itself; name the file itself")
    why = error.strerror if isinstance(error, OSError) else str(error)
    return drop(uri, Reason.UNREADABLE, f"it could not be opened ({why}); check the path")
