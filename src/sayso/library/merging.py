"""The captures of another library: so two become one, and one is studied anew by a later sayso."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

import apsw

from sayso.errors import UsageError
from sayso.library.captures import Arrival, in_utc, inflated
from sayso.library.connection import LibraryError, connect, rows, value
from sayso.library.schema import APPLICATION_ID, MIGRATIONS
from sayso.read.files import drop, open_regular, printable
from sayso.records import Capture, Dropped, Reason

__all__ = ["captures_of", "is_library"]

_HEADER, _APPLICATION = b"SQLite format 3\0", slice(68, 72)
"""How a database begins, and where it says whose it is (https://sqlite.org/fileformat2.html, 1.3)."""
_MEDIA_TYPES = ("text/plain", "text/html")
_AT_ONCE = 10
_TABLE = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'capture'"
_KEPT = """
SELECT id, address, told_at, last_at, uri, media_type, charset, key, outlet, url, published, headline, captured_at, body
FROM capture WHERE id > ? ORDER BY id LIMIT ?
"""


def is_library(path: str | Path) -> bool:
    """Whether a library of sayso stands at the path."""
    opened = open_regular(Path(path))  # of a pipe it would wait for a writer, and take what it looks at
    if isinstance(opened, Dropped):
        return False
    with opened as stream:
        head = stream.read(_APPLICATION.stop)
    return head.startswith(_HEADER) and head[_APPLICATION] == APPLICATION_ID.to_bytes(4, "big")


def captures_of(path: str | Path) -> Iterator[Arrival | Dropped]:
    """All that was read for the library at a path, in the order in which it came, and what of it can't be had."""
    uri = printable(Path(path))
    try:
        with closing(connect(Path(path), read_only=True)) as db:
            _check(db)
            yield from _each(db, uri)
    except (LibraryError, UsageError) as error:
        yield drop(uri, Reason.UNREADABLE, str(error))


def _check(db: apsw.Connection) -> None:
    """A stranger may have put something else in the place of the table: a view that has no end, say."""
    if value(db, _TABLE) != _made_by_us():
        raise LibraryError("another program changed the table of its captures; bring the library back from a backup")


@cache
def _made_by_us() -> str:
    with closing(apsw.Connection(":memory:")) as db:
        for step in MIGRATIONS:
            for script in step:
                db.execute(script)
        return str(value(db, _TABLE))


def _each(db: apsw.Connection, uri: str) -> Iterator[Arrival | Dropped]:
    last = -1
    # So many at a time: a reader who stays holds up the log of whoever writes there.
    while some := list(rows(db, _KEPT, (last, _AT_ONCE))):
        last = some[-1][0]
        for row in some:
            try:
                yield _arrival(*row[1:])
            except LibraryError as error:
                yield drop(f"{uri}#{row[0]}", Reason.BAD_RECORD, str(error))


def _arrival(address: Any, told_at: Any, last_at: Any, uri: Any, media_type: Any, *told: Any) -> Arrival:
    """As it was kept. Raises LibraryError where no sayso can have kept it so: a library may come from a stranger."""
    *details, body = told
    first, last = (in_utc(at) if isinstance(at, str) else None for at in (told_at, last_at))
    is_text = isinstance(uri, str) and all(each is None or isinstance(each, str) for each in (address, *details))
    if first is None or last is None or not is_text or media_type not in _MEDIA_TYPES or not isinstance(body, bytes):
        raise LibraryError("it is no capture")
    times = (at.isoformat(timespec="seconds") for at in sorted((first, last)))
    return Arrival(Capture(uri, inflated(body), media_type, *details), address, *times)
