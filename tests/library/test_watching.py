"""Feeds watched, on a real site of the loopback: what is asked for, when, and what comes of it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from sayso.config import FetchSettings
from sayso.fetch import Clock, Fetcher
from sayso.isolated import Isolated
from sayso.library import Library, Outcome, Round, Watch
from sayso.library.web import PARSE_LIMITS
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers
from tests.command import environment, sayso
from tests.library.site import Answer, Site, article, rss, site

HARBOUR = """The harbour of Orsk will stay open all winter, the mayor, Karel Udo, said on Monday.
“The tug boats are ready, and the ice may come,” he told reporters at the pier, where forty freighters wait for a place.
Nobody knows when the storm of last week will be forgotten, but the harbour master has counted every ship."""
HEAT = """The reservoirs above Sarnia hold less water than in any summer, the weather service said on Monday.
“We have never seen anything like it,” the mayor, Oda Brenn, said. Farmers sell their cattle in the valleys.
The service expects no rain before the end of the month, and has asked people to save water where they can."""
SETTINGS = FetchSettings(allow_private=True, min_gap_s=0.0, contact="desk@tern-gazette.example")


class Time:
    """A clock that stands until it is set on."""

    def __init__(self) -> None:
        self.now = datetime(2031, 3, 4, tzinfo=UTC)
        self.clock = Clock(now=lambda: self.now, monotonic=lambda: self.now.timestamp(), sleep=self._sleep)

    def pass_by(self, **more: float) -> None:
        self.now += timedelta(**more)

    def _sleep(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@contextmanager
def watching(library: Library, time: Time) -> Iterator[Watch]:
    with (
        Workers(1, keep_to_one_thread) as workers,
        Isolated(PARSE_LIMITS) as parser,
        Fetcher(SETTINGS, "0", clock=time.clock) as fetcher,
    ):
        yield Watch(
            library._db,
            settings=library.settings,
            fetch=SETTINGS,
            fetcher=fetcher,
            workers=workers,
            parser=parser,
            clock=time.clock,
        )


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "news.db") as library:
        yield library


@pytest.fixture
def here() -> Iterator[Site]:
    with site() as here:
        here.pages |= {"/orsk": article("Harbour of Orsk stays open", HARBOUR), "/heat": article("Heat", HEAT)}
        here.pages["/feed"] = rss(here.url, {"/orsk": "1", "/heat": "2"}, etag='"1"')
        yield here


def rounds(library: Library, here: Site, number: int, *, hours: float = 30) -> list[Round]:
    """So many rounds, with time enough between them that the feed is due again."""
    time = Time()
    library.watch_feeds([f"{here.url}/feed"])
    library._db.execute("UPDATE feed SET due = 0")
    found = []
    with watching(library, time) as watch:
        for _ in range(number):
            found.append(watch.round())
            time.pass_by(hours=hours)
    return found


def test_what_a_feed_lists_is_had_once(library: Library, here: Site) -> None:
    first, second = rounds(library, here, 2)
    assert first.added.outcomes == {Outcome.NEW: 2}
    assert (second.asked, second.unchanged, second.added.outcomes) == (1, 1, {})
    assert sorted(here.asked) == ["/feed", "/feed", "/heat", "/orsk", "/robots.txt", "/robots.txt"]
    assert all("desk@tern-gazette.example" in agent for agent in here.agents)
    library.update()
    assert {story.headline for story in library.stories()} == {"Harbour of Orsk stays open", "Heat"}


def test_an_unchanged_feed_brings_nothing_new_however_often_it_is_asked(library: Library, here: Site) -> None:
    found = rounds(library, here, 100)
    assert found[0].added.outcomes == {Outcome.NEW: 2}
    assert all(told.asked == 1 and not told.added.outcomes for told in found[1:])
    assert here.asked.count("/orsk") == 1


def test_a_feed_that_calls_its_entries_otherwise_each_time_brings_nothing_new(library: Library, here: Site) -> None:
    names = count()
    here.pages["/feed"] = lambda: rss(
        here.url, {path: f"urn:{next(names)}" for path in ("/orsk?utm_source=x", "/heat#a")}
    )
    here.pages["/orsk?utm_source=x"] = here.pages["/orsk"]
    found = rounds(library, here, 30)
    assert [told.added.outcomes for told in found] == [{Outcome.NEW: 2}, *[{}] * 29]


def test_a_feed_is_not_asked_before_it_is_due(library: Library, here: Site) -> None:
    found = rounds(library, here, 3, hours=0.1)
    assert [told.asked for told in found] == [1, 0, 0]


def test_a_feed_that_is_forgotten_while_it_is_asked_stays_forgotten(library: Library, here: Site) -> None:
    def forgotten() -> Answer:
        with Library.open(library.path) as other:
            assert other.forget_feeds([f"{here.url}/feed"]) == 1
        return rss(here.url, {"/orsk": "1"})

    here.pages["/feed"] = forgotten
    rounds(library, here, 1)
    assert library.feeds() == []


def test_robots_txt_is_asked_for_once_a_day_not_once_a_round(library: Library, here: Site) -> None:
    found = rounds(library, here, 4, hours=2)
    assert [told.asked for told in found] == [1, 1, 1, 1]
    assert here.asked.count("/robots.txt") == 1


def test_a_page_that_is_not_there_now_is_asked_for_again(library: Library, here: Site) -> None:
    states = iter([Answer(status=503, headers={"Retry-After": "60"}), article("Harbour of Orsk stays open", HARBOUR)])
    here.pages["/orsk"] = lambda: next(states)
    first, second = rounds(library, here, 2)
    assert (first.added.outcomes, first.later) == ({Outcome.NEW: 1}, 1)
    assert second.added.outcomes == {Outcome.NEW: 1}


def test_a_page_that_is_gone_is_refused_and_not_asked_for_again(library: Library, here: Site) -> None:
    here.pages["/orsk"] = Answer(status=404)
    found = rounds(library, here, 3)
    assert [told.added.refused for told in found] == [1, 0, 0]
    assert here.asked.count("/orsk") == 1
    assert [each.uri for each in library.refusals()] == [f"{here.url}/orsk"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (Answer("<html><body>No feed</body>"), "it is a page, and names no feed"),
        (Answer("{", "application/json"), "JSON"),
        (Answer(status=404), "404"),
        (Answer("<!DOCTYPE x [<!ENTITY a 'b'>]><rss/>", "application/rss+xml"), "entit"),
    ],
)
def test_what_is_wrong_with_a_feed_is_told(library: Library, here: Site, answer: Answer, outcome: str) -> None:
    here.pages["/feed"] = answer
    (told,) = rounds(library, here, 1)
    (feed,) = library.feeds()
    assert told.failed == 1
    assert outcome in (feed.outcome or "")


def test_a_changed_page_of_an_entry_with_a_later_date_is_a_new_version(library: Library, here: Site) -> None:
    def feed(date: str) -> Answer:
        body = rss(here.url, {"/orsk": "1"}).body.replace("</item>", f"<pubDate>{date}</pubDate></item>")
        return Answer(body, "application/rss+xml")

    dates = iter([feed("Tue, 04 Mar 2031 06:00:00 GMT"), feed("Tue, 04 Mar 2031 09:00:00 GMT")])
    pages = iter(
        [
            article("Harbour of Orsk stays open", HARBOUR),
            article("Harbour of Orsk stays open", HARBOUR.replace("forty", "thirty")),
        ]
    )
    here.pages["/feed"] = lambda: next(dates)
    here.pages["/orsk"] = lambda: next(pages)
    first, second = rounds(library, here, 2)
    assert first.added.outcomes == {Outcome.NEW: 1}
    assert second.added.outcomes == {Outcome.VERSION: 1}


# --- the command ------------------------------------------------------------------------------------------------------


def test_watch_once(tmp_path: Path, here: Site) -> None:
    (tmp_path / "feeds.opml").write_text(
        f"<opml version='2.0'><body><outline text='Gazette' xmlUrl='{here.url}/feed'/></body></opml>", "utf-8"
    )
    sayso("init", cwd=tmp_path)
    done = sayso("watch", "feeds.opml", "--once", "--allow-private", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert b"1 feed added to those watched" in done.stderr
    assert b"2 new" in done.stderr
    assert b"2 stories, 2 compared now" in done.stderr
    assert b"Gazette: 2 new of 2 listed" in sayso("status", "sayso.db", cwd=tmp_path).stdout


def test_private_addresses_are_not_asked_unless_allowed(tmp_path: Path, here: Site) -> None:
    sayso("init", cwd=tmp_path)
    done = sayso("add", f"{here.url}/orsk", cwd=tmp_path)
    assert done.returncode == 1
    assert b"refused" in done.stderr
    assert here.asked == []
    allowed = sayso("add", f"{here.url}/orsk", "--allow-private", cwd=tmp_path)
    assert allowed.returncode == 0
    assert b"1 new" in allowed.stderr


def test_all_that_a_feed_lists_can_be_added(tmp_path: Path, here: Site) -> None:
    sayso("init", cwd=tmp_path)
    done = sayso("add", f"{here.url}/feed", "--allow-private", "--no-stories", cwd=tmp_path)
    assert b"2 new" in done.stderr
    again = sayso("add", f"{here.url}/feed", "--allow-private", "--no-stories", cwd=tmp_path)
    assert b"new" not in again.stderr.replace(b"nothing to add", b"")


def test_a_list_of_feeds_can_be_added(tmp_path: Path, here: Site) -> None:
    (tmp_path / "feeds.opml").write_text(
        f"<opml version='2.0'><body><outline xmlUrl='{here.url}/feed'/><outline xmlUrl='ftp://x'/></body></opml>",
        "utf-8",
    )
    sayso("init", cwd=tmp_path)
    done = sayso("add", "feeds.opml", "--allow-private", "--no-stories", cwd=tmp_path)
    assert done.returncode == 3
    assert b"2 new, 1 refused" in done.stderr
    brought_up = sayso("add", cwd=tmp_path)
    assert brought_up.returncode == 0
    assert b"2 stories, 2 compared now" in brought_up.stderr


def test_nothing_to_watch_is_told(tmp_path: Path) -> None:
    sayso("init", cwd=tmp_path)
    done = sayso("watch", "--once", cwd=tmp_path)
    assert done.returncode == 2
    assert b"no feed is watched: name a list of feeds" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_watch_ends_cleanly_on_a_signal(tmp_path: Path, here: Site, number: signal.Signals) -> None:
    sayso("init", cwd=tmp_path)
    command = [sys.executable, "-m", "sayso", "watch", f"{here.url}/feed", "--allow-private", "--no-stories"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE) as run:
        assert run.stderr is not None
        for line in run.stderr:
            if b"2 new" in line:
                os.kill(run.pid, number)
                break
        rest = run.stderr.read()
    assert run.returncode == 0, rest
    assert b"the next watch goes on from here" in rest
    assert b"2  articles of 1 outlet" in sayso("status", "sayso.db", cwd=tmp_path).stdout
