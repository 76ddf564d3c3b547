"""Feeds watched: asked when they are due, what they list had page by page, and the stories brought up to date.

All that is known of feeds and of what is still to be had stands in the library, so that a watch that was ended, in
whatever way, goes on where it was.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import apsw

from sayso.config import FetchSettings, Settings
from sayso.fetch import Clock, Fetched, Fetcher, NotModified, Refused, capture_of
from sayso.isolated import Isolated
from sayso.library.adding import Added, Settled, take_in
from sayso.library.captures import web_address
from sayso.library.connection import writing
from sayso.library.feeds import (
    Waiting,
    WatchedFeed,
    due_entries,
    due_feeds,
    keep_answer,
    keep_entries,
    next_due,
    settle_entry,
)
from sayso.library.store import keep_refusal
from sayso.library.web import listing_in
from sayso.read import Feed, FeedPage
from sayso.records import Capture, Dropped, Reason
from sayso.workers import Workers

__all__ = ["Round", "Watch"]

_AT_ONCE = 8
"""Requests under way at a time, each to another host: the fetcher lets each host have one."""
_PAGES_A_ROUND = 200
_PASSING = (Reason.TIMEOUT, Reason.UNREACHABLE, Reason.ASKED_TO_WAIT, Reason.INCOMPLETE, Reason.DAMAGED)
"""Why a page may be had later that could not be had now."""
_SERVER_FAULT = 500
_NAMED = 5

_Answer = Fetched | NotModified | Refused
_Item = TypeVar("_Item", WatchedFeed, Waiting)


@dataclass(slots=True)
class Round:
    """What one round of a watch brought: feeds ``asked``, ``unchanged`` and ``failed``, addresses newly ``listed``,
    articles in ``added``; ``later`` counts pages that could not be had now and are asked for again."""

    asked: int = 0
    unchanged: int = 0
    failed: int = 0
    listed: int = 0
    later: int = 0
    added: Added = field(default_factory=Added)


class Watch:
    """A watch over a library's feeds. The ``fetcher`` remembers, from one round to the next, what robots.txt of each
    site says and whose turn it is. ``stop`` ends it: what is under way is ended, and kept."""

    def __init__(
        self,
        db: apsw.Connection,
        *,
        settings: Settings,
        fetch: FetchSettings,
        fetcher: Fetcher,
        workers: Workers,
        parser: Isolated,
        clock: Clock | None = None,
        stop: threading.Event | None = None,
    ) -> None:
        self._db, self._settings, self._fetch = db, settings, fetch
        self._fetcher, self._workers, self._parser = fetcher, workers, parser
        self._clock = clock or Clock()
        self.stop = stop or threading.Event()

    def round(self) -> Round:
        """Asks all feeds that are due, then has the pages that are due."""
        told = Round()
        for feed, answer in self._each(due_feeds(self._db, self._now()), self._ask_feed):
            self._take_feed(feed, answer, told)
        while not self.stop.is_set() and (entries := due_entries(self._db, self._now(), most=_PAGES_A_ROUND)):
            self._take_pages(entries, told)
        return told

    def seconds_to_next(self) -> float | None:
        """How long until something is due; None where nothing is watched."""
        due = next_due(self._db)
        return None if due is None else max(0.0, due - self._now())

    def _now(self) -> float:
        return self._clock.now().timestamp()

    def _take_feed(self, feed: WatchedFeed, answer: _Answer, told: Round) -> None:
        """Keeps what a feed answered, and what it lists."""
        told.asked += 1
        if isinstance(answer, Refused):
            told.failed += 1
            outcome, gone = answer.dropped.detail, answer.dropped.reason is Reason.GONE
            with writing(self._db):
                self._answered(feed, outcome, floor_s=answer.retry_after_s, is_gone=gone)
            return
        listing = None if isinstance(answer, NotModified) else listing_in(answer, self._parser)
        with writing(self._db):
            if listing is None:
                told.unchanged += 1
                self._answered(feed, "nothing new", floor_s=answer.max_age_s, moved_to=answer.moved_to)
            elif isinstance(listing, Feed):
                self._take_listing(feed, answer, listing, told)
            else:
                told.failed += 1
                outcome = listing if isinstance(listing, str) else _named_by(listing)
                self._answered(feed, outcome, floor_s=answer.max_age_s)

    def _take_listing(self, feed: WatchedFeed, answer: Fetched | NotModified, listing: Feed, told: Round) -> None:
        new = keep_entries(self._db, feed.url, listing.entries, self._now())
        told.listed += new
        told.unchanged += not new
        for refused in listing.refused:
            keep_refusal(self._db, refused, self._seen())
        floor = max(filter(None, (answer.max_age_s, listing.ttl_s)), default=None)
        self._answered(
            feed,
            f"{new:,} new of {len(listing.entries):,} listed",
            brought=bool(new),
            floor_s=floor,
            validators=(answer.etag, answer.last_modified),
            title=listing.title,
            moved_to=answer.moved_to,
        )

    def _answered(self, feed: WatchedFeed, outcome: str, *, brought: bool = False, **more: Any) -> None:
        keep_answer(
            self._db,
            feed,
            outcome=outcome,
            brought=brought,
            now=self._now(),
            asked=self._seen(),
            settings=self._fetch,
            **more,
        )

    def _take_pages(self, entries: Sequence[Waiting], told: Round) -> None:
        """Has pages, and adds what is in them; an address is settled with what came of it, in the order in which they
        come, so that none is settled before its article is kept."""

        def captures() -> Iterator[Capture | Dropped | Settled]:
            for entry, answer in self._each(entries, self._ask_page):
                found = self._page_in(answer)
                if found is not None and not self._is_passing(answer):
                    yield found
                yield Settled(partial(self._settle, entry, answer, told))

        take_in(self._db, captures(), told.added, self._settings, self._workers, spare=True)

    def _page_in(self, answer: _Answer) -> Capture | Dropped | None:
        if isinstance(answer, Refused):
            return answer.dropped
        return capture_of(answer) if isinstance(answer, Fetched) else None

    def _is_passing(self, answer: _Answer) -> bool:
        """Whether it may be had later."""
        if not isinstance(answer, Refused):
            return False
        return answer.dropped.reason in _PASSING or (answer.status or 0) >= _SERVER_FAULT

    def _settle(self, entry: Waiting, answer: _Answer, told: Round) -> None:
        refused = answer if isinstance(answer, Refused) else None
        waits = settle_entry(
            self._db,
            entry,
            had=refused is None,
            again=self._is_passing(answer),
            now=self._now(),
            settings=self._fetch,
            floor_s=refused.retry_after_s if refused else None,
        )
        told.later += waits
        if refused is not None and not waits and self._is_passing(answer):
            keep_refusal(self._db, refused.dropped, self._seen())

    def _seen(self) -> str:
        return self._clock.now().isoformat(timespec="seconds")

    def _ask_feed(self, feed: WatchedFeed) -> _Answer:
        return self._fetcher.get(feed.url, etag=feed.etag, last_modified=feed.last_modified)

    def _ask_page(self, entry: Waiting) -> _Answer:
        return self._fetcher.get(entry.url)

    def _each(self, items: Sequence[_Item], ask: Callable[[_Item], _Answer]) -> Iterator[tuple[_Item, _Answer]]:
        """What came of each, as it comes; one of a host at a time, and nothing is begun once the watch is stopped."""
        waiting = list(items)
        under_way: dict[Future[_Answer], _Item] = {}
        with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="sayso-fetch") as threads:
            while True:
                hosts = {_host(item) for item in under_way.values()}
                while len(under_way) < _AT_ONCE and not self.stop.is_set():
                    item = next((each for each in waiting if _host(each) not in hosts), None)
                    if item is None:
                        break
                    waiting.remove(item)
                    hosts.add(_host(item))
                    under_way[threads.submit(ask, item)] = item
                if not under_way:
                    return
                for done in wait(under_way, return_when=FIRST_COMPLETED).done:
                    yield under_way.pop(done), done.result()


def _host(item: WatchedFeed | Waiting) -> str:
    return web_address(item.url).removeprefix("//").partition("/")[0]


def _named_by(page: FeedPage) -> str:
    """What to do with a page that was given in the place of a feed."""
    if not page.links:
        return "it is a page, and names no feed"
    return (
        f"it is a page, which names as feeds: {', '.join(link.url for link in page.links[:_NAMED])}; watch one of these"
    )
