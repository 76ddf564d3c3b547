"""The file of a library opened: by an SQLite that can be trusted with it, and at the newest schema."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import apsw

from sayso.errors import SaysoError, UsageError
from sayso.library.schema import APPLICATION_ID, MIGRATIONS
from sayso.read.files import check_name
from sayso.spans import readable

__all__ = ["LibraryError", "connect", "create", "reading", "rows", "value", "writing"]

_OLDEST_SQLITE = (3, 51, 3)
_WAIT_MS = 30_000
"""How long to wait for another that writes; whoever writes here does so for less than a second at a time."""
_HEADER = b"SQLite format 3\0"
_CACHE_KB = 64_000
_AGAIN_S = 0.01
_NOTHING: Mapping[str, str] = MappingProxyType({})


class LibraryError(SaysoError):
    """The library can't be opened, read or written as things are."""


def create(path: Path, settings: Mapping[str, str] = _NOTHING, *, vfs: str | None = None) -> apsw.Connection:
    """Makes the file, with the newest schema and, in the same step, settings by their names. ``vfs``: by which of
    SQLite's ways to the disk, None: the usual one.

    Raises UsageError where something is there already.
    """
    _check_sqlite()
    check_name(path)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644))
    except FileExistsError as error:
        raise UsageError(f"{path} is there already; a new library needs a name of its own") from error
    except OSError as error:
        raise UsageError(f"{path} can't be made: {error.strerror}") from error
    return _ready(path, apsw.SQLITE_OPEN_READWRITE, vfs, settings)


def connect(path: Path, *, read_only: bool = False, vfs: str | None = None) -> apsw.Connection:
    """The library at a path, led to the newest schema where it has an earlier one. ``vfs`` as for ``create``.

    Raises UsageError where there is none, LibraryError where it is no library, damaged, or of a later version of sayso.
    """
    _check_sqlite()
    check_name(path)
    try:
        with path.open("rb") as stream:
            head = stream.read(len(_HEADER))
    except FileNotFoundError as error:
        raise UsageError(f"there is no library {path}: make one with `sayso init {path}`") from error
    except OSError as error:
        raise UsageError(f"{path} can't be opened: {error.strerror}") from error
    # Empty: somebody was killed while he made it.
    if head and head != _HEADER:
        raise LibraryError(f"{path} is no library of sayso; `sayso init FILE` makes one")
    return _ready(path, apsw.SQLITE_OPEN_READONLY if read_only else apsw.SQLITE_OPEN_READWRITE, vfs)


@contextmanager
def writing(db: apsw.Connection) -> Iterator[None]:
    """All that is done inside is there afterwards, on the disk, or none of it is."""
    with _told_plainly(db.filename):
        db.execute("BEGIN IMMEDIATE")
        try:
            yield
            db.execute("COMMIT")
        finally:
            if db.in_transaction:  # it did not come to its end; a full disk may have ended it by itself
                db.execute("ROLLBACK")


@contextmanager
def reading(db: apsw.Connection) -> Iterator[None]:
    """All that is read inside is of one moment, whatever others write meanwhile."""
    if db.in_transaction:
        yield
        return
    with _told_plainly(db.filename):
        db.execute("BEGIN")
        try:
            yield
        finally:
            db.execute("COMMIT")


def rows(
    db: apsw.Connection, sql: str, bindings: Sequence[object] | Mapping[str, object] = ()
) -> Iterator[tuple[Any, ...]]:
    """The rows that a query gives, as they are asked for. Raises LibraryError where the file can't be read."""
    with _told_plainly(db.filename):
        found = db.execute(sql, _readable(bindings))
    return _told(db.filename, found)


def _readable(
    bindings: Sequence[object] | Mapping[str, object],
) -> Sequence[object] | Mapping[str, object]:
    """What is asked for may come from a command line, where any bytes can stand."""
    if isinstance(bindings, Mapping):
        return dict(zip(bindings, _readable([*bindings.values()]), strict=True))
    return [readable(each) if isinstance(each, str) else each for each in bindings]


def _told(name: str, found: Iterator[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    with _told_plainly(name):
        yield from found


def value(db: apsw.Connection, sql: str, bindings: Sequence[object] = ()) -> Any:
    """The one value that a query gives; None where it gives none."""
    return next(rows(db, sql, bindings), (None,))[0]


def _check_sqlite() -> None:
    found = apsw.sqlite_lib_version()
    if tuple(int(part) for part in found.split(".")[:3]) < _OLDEST_SQLITE:
        needed = ".".join(map(str, _OLDEST_SQLITE))
        raise LibraryError(
            f"this SQLite is {found}, and before {needed} it may damage a library when its log is reset while others "
            f"read; install a newer apsw: pip install -U apsw"
        )


def _ready(path: Path, flags: int, vfs: str | None, settings: Mapping[str, str] = _NOTHING) -> apsw.Connection:
    with _told_plainly(str(path)):
        db = apsw.Connection(str(path), flags=flags, vfs=vfs)
        db.set_busy_timeout(_WAIT_MS)
        _prepare(db, path, settings)
    return db


def _prepare(db: apsw.Connection, path: Path, settings: Mapping[str, str]) -> None:
    # A stranger may have written the file: what it says of itself must not run anything.
    db.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    db.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    for setting in ("cell_size_check = 1", f"cache_size = -{_CACHE_KB}", "foreign_keys = 1", "synchronous = FULL"):
        db.execute(f"PRAGMA {setting}")
    version, application = db.pragma("user_version"), db.pragma("application_id")
    if application not in (0, APPLICATION_ID) or (application == 0 and not _is_empty(db)):
        raise LibraryError(f"{path} is a database of another program; `sayso init FILE` makes a library")
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"{path} was written by a later version of sayso (schema {version}; this one knows {len(MIGRATIONS)}): "
            "update sayso"
        )
    if version < len(MIGRATIONS):
        if db.readonly("main"):
            raise LibraryError(
                f"{path} is of an earlier schema ({version}; this sayso needs {len(MIGRATIONS)}), and may only be read "
                "here: open it once where it may be written to"
            )
        _keep_log(db)
        _migrate(db, settings)


def _keep_log(db: apsw.Connection) -> None:
    """Write-ahead from now on. Where another process is at the same, SQLite waits for nobody: so we do."""
    until = time.monotonic() + _WAIT_MS / 1000
    while True:
        try:
            db.pragma("journal_mode", "wal")
            return
        except apsw.BusyError:
            if time.monotonic() >= until:
                raise
            time.sleep(_AGAIN_S)


def _is_empty(db: apsw.Connection) -> bool:
    return bool(value(db, "SELECT COUNT(*) FROM sqlite_schema") == 0)


def _migrate(db: apsw.Connection, settings: Mapping[str, str]) -> None:
    """Step by step, each whole or not at all; another process may be at it, too. Of a new library the settings are
    there with the first."""
    while True:
        with writing(db):
            version = db.pragma("user_version")
            if version >= len(MIGRATIONS):
                return
            for script in MIGRATIONS[version]:
                db.execute(script)
            if version == 0:
                db.executemany("INSERT INTO setting VALUES (?, ?)", sorted(settings.items()))
            db.pragma("application_id", APPLICATION_ID)
            db.pragma("user_version", version + 1)


@contextmanager
def _told_plainly(name: str) -> Iterator[None]:
    """What SQLite raises, as a sentence for a person."""
    try:
        yield
    except (apsw.Error, UnicodeDecodeError) as error:
        raise LibraryError(f"{name}: {_plainly(error)}") from error


def _plainly(error: Exception) -> str:
    match error:
        case apsw.FullError():
            return "the disk is full; nothing of what was being written is kept, and all before is safe: make room"
        case apsw.BusyError() | apsw.LockedError():
            return f"another process writes to it, and did not end in {_WAIT_MS // 1000} s; try it again"
        case apsw.ReadOnlyError() | apsw.PermissionsError():
            return "it may not be written to; check the permissions of the file and its folder"
        case apsw.CorruptError() | apsw.NotADBError() | UnicodeDecodeError():  # SQLite does not look into texts
            return (
                f"it is damaged ({error}); bring it back from a backup, or save what is left with `.recover` of SQLite"
            )
        case apsw.IOError() | apsw.CantOpenError():
            return f"the disk gave an error ({error}); nothing of what was being written is kept, all before is safe"
        case _:
            return f"{error}"
