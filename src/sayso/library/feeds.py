"""The feeds that a library watches, and what they list: when to ask for it next, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import apsw

from sayso.config import FetchSettings
from sayso.fetch import next_poll_s
from sayso.library.captures import web_address
from sayso.library.connection import rows, value, writing
from sayso.read import Entry
from sayso.spans import readable

__all__ = [
    "Waiting",
    "WatchedFeed",
    "due_entries",
    "due_feeds",
    "feeds",
    "forget_feeds",
    "keep_answer",
    "keep_entries",
    "next_due",
    "settle_entry",
    "watch_feeds",
]

_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class WatchedFeed:
    """A feed as the library knows it. ``due`` is in seconds since 1970; ``outcome`` is what came of it last, in words;
    None: it was not asked for yet."""

    url: str
    title: str | None
    etag: str | None
    last_modified: str | None
    due: int
    quiet: int
    asked: str | None
    outcome: str | None
    is_gone: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """An address that a feed lists and that was not had yet."""

    address: str
    url: str
    tries: int


def feeds(db: apsw.Connection) -> list[WatchedFeed]:
    """All feeds, by address."""
    return [_feed(row) for row in rows(db, "SELECT * FROM feed ORDER BY url")]


def due_feeds(db: apsw.Connection, now: float) -> list[WatchedFeed]:
    """Those to be asked now, the longest due first."""
    return [
        _feed(row) for row in rows(db, "SELECT * FROM feed WHERE due <= ? AND NOT is_gone ORDER BY due, url", (now,))
    ]


def _feed(row: tuple[Any, ...]) -> WatchedFeed:
    url, title, etag, last_modified, due, quiet, asked, outcome, is_gone = row
    return WatchedFeed(url, title, etag, last_modified, due, quiet, asked, outcome, bool(is_gone))


def watch_feeds(db: apsw.Connection, listed: Iterable[tuple[str, str | None]], now: float) -> int:
    """Watches feeds, given by address and title; gives how many were not watched before."""
    with writing(db):
        before = value(db, "SELECT COUNT(*) FROM feed")
        for url, title in listed:
            db.execute(
                "INSERT INTO feed VALUES (?, ?, NULL, NULL, ?, 0, NULL, NULL, 0) "
                "ON CONFLICT (url) DO UPDATE SET is_gone = 0, title = COALESCE(title, excluded.title)",
                (readable(url), title, int(now)),
            )
        return int(value(db, "SELECT COUNT(*) FROM feed") - before)


def forget_feeds(db: apsw.Connection, urls: Iterable[str]) -> int:
    """Watches feeds no more; what came of them stays. Gives how many were watched."""
    with writing(db):
        before = db.total_changes()
        for url in urls:
            db.execute("DELETE FROM feed WHERE url = ?", (readable(url),))
        return db.total_changes() - before


def keep_answer(
    db: apsw.Connection,
    feed: WatchedFeed,
    *,
    outcome: str,
    brought: bool,
    now: float,
    asked: str,
    settings: FetchSettings,
    floor_s: float | None = None,
    validators: tuple[str | None, str | None] | None = None,
    title: str | None = None,
    moved_to: str | None = None,
    is_gone: bool = False,
) -> None:
    """What a feed answered, and so when to ask it next. ``validators`` are its etag and last-modified; None: as they
    were."""
    quiet = 0 if brought else feed.quiet + 1
    due = int(now + next_poll_s(feed.url, quiet, floor_s=floor_s, settings=settings))
    etag, last_modified = (feed.etag, feed.last_modified) if validators is None else validators
    url = feed.url
    if moved_to is not None and value(db, "SELECT 1 FROM feed WHERE url = ?", (moved_to,)) is None:
        url = moved_to
    db.execute("DELETE FROM feed WHERE url = ?", (feed.url,))
    if not db.changes():
        return  # somebody who watches it no more said so meanwhile
    row = (url, feed.title or title, etag, last_modified, due, quiet, asked, outcome, is_gone)
    db.execute("INSERT OR REPLACE INTO feed VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


def keep_entries(db: apsw.Connection, feed: str, entries: Iterable[Entry], now: float) -> int:
    """Puts down what is to be had: addresses that are new, and those that the feed dates later than before.

    What a feed calls its entries does not count: some give them other names at each asking. Gives how many are to be
    had.
    """
    new = 0
    for entry in entries:
        address = web_address(entry.url)
        before = next(rows(db, "SELECT dated, state FROM entry WHERE address = ?", (address,)), None)
        if before is None:
            known = value(db, "SELECT 1 FROM capture WHERE address = ?", (address,)) is not None
            state = "done" if known else "waiting"
        elif before[0] is not None and entry.published is not None and entry.published > before[0]:
            state = "waiting"
        else:
            continue
        row = (address, entry.url, feed, entry.published, state, 0, int(now))
        db.execute("INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        new += state == "waiting"
    return new


def due_entries(db: apsw.Connection, now: float, *, most: int) -> list[Waiting]:
    """Addresses to be had now, the longest due first."""
    sql = "SELECT address, url, tries FROM entry WHERE state = 'waiting' AND due <= ? ORDER BY due, address LIMIT ?"
    return [Waiting(*row) for row in rows(db, sql, (now, most))]


def settle_entry(
    db: apsw.Connection, entry: Waiting, *, had: bool, again: bool, now: float, settings: FetchSettings,
    floor_s: float | None = None,
) -> bool:  # fmt: skip
    """What came of an address: it was ``had``, or may be had ``again`` later, or neither; gives whether it waits."""
    waits = not had and again and entry.tries + 1 < _MOST_TRIES
    state = "done" if had else "waiting" if waits else "refused"
    due = int(now + next_poll_s(entry.url, entry.tries, floor_s=floor_s, settings=settings))
    change = "UPDATE entry SET state = ?, tries = tries + 1, due = ? WHERE address = ?"
    db.execute(change, (state, due, entry.address))
    return waits


def next_due(db: apsw.Connection) -> int | None:
    """When there is something to ask for next, in seconds since 1970; None where there is nothing."""
    sql = """
    SELECT MIN(due) FROM (
      SELECT due FROM feed WHERE NOT is_gone UNION ALL SELECT due FROM entry WHERE state = 'waiting'
    )
    """
    due: int | None = value(db, sql)
    return due
