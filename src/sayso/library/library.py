"""The library as who uses it sees it: one object, whose verbs are the commands'."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import wraps
from pathlib import Path
from types import TracebackType
from typing import Concatenate, ParamSpec, TypeVar

import apsw

from sayso import __version__
from sayso.comparison import Articles, Comparison
from sayso.config import CleanSettings, FetchSettings, GroupSettings, Settings, settings_of
from sayso.errors import UsageError
from sayso.fetch import Fetcher
from sayso.isolated import Isolated
from sayso.library.adding import Added, AddProgress, add
from sayso.library.connection import connect, create, reading
from sayso.library.exports import FORMATS_OF_STATEMENTS, copy_library, export_statements, export_stories
from sayso.library.feeds import WatchedFeed, feeds, forget_feeds, watch_feeds
from sayso.library.listing import ListedStory, list_stories
from sayso.library.portraits import Portrait, portraits
from sayso.library.searching import (
    EVERYTHING,
    ArticleHit,
    Filters,
    Found,
    StatementHit,
    search_articles,
    search_statements,
)
from sayso.library.showing import Item, ShownArticle, article_of, articles_with, home_of
from sayso.library.speakers import Person
from sayso.library.standing import LibraryStatus, status
from sayso.library.store import setting
from sayso.library.tables import export_tables, refusals
from sayso.library.told import comparison_of
from sayso.library.tracing import Trace, trace
from sayso.library.updating import Updated, UpdateProgress, is_up_to_date, update
from sayso.library.watching import Watch
from sayso.library.web import PARSE_LIMITS, Web, feeds_listed, is_address, is_of_web
from sayso.limits import NO_LIMITS, Limits
from sayso.records import Dropped
from sayso.threads import ask_for_one_thread, keep_to_one_thread
from sayso.workers import Workers

__all__ = ["LIBRARY_SETTINGS", "READ_LIMITS", "STUDY_LIMITS", "ExportProgress", "Library"]

READ_LIMITS = Limits(seconds=60, memory_bytes=1_000_000_000)
"""Of the process that reads what others made: for each article of a file."""
STUDY_LIMITS = Limits(seconds=30, memory_bytes=1_000_000_000)
"""Of each process that studies articles: the worst that is let in takes a third of both, and what libraries take for
each processor of the machine comes on top."""

ExportProgress = Callable[[int, int], None]
"""Called with how many stories are written, and of how many."""

LIBRARY_SETTINGS = Settings(clean=CleanSettings(languages=None), group=GroupSettings(given_together=False))
"""Those of a build: articles as they come in, of any language."""


_Asked = ParamSpec("_Asked")
_Told = TypeVar("_Told")


def _of_one_moment(
    method: Callable[Concatenate[Library, _Asked], _Told],
) -> Callable[Concatenate[Library, _Asked], _Told]:
    """What a method tells is of one moment, whatever others write while it reads."""

    @wraps(method)
    def told(library: Library, /, *args: _Asked.args, **more: _Asked.kwargs) -> _Told:
        with library.snapshot():
            return method(library, *args, **more)

    return told


def _watched(stories: Sequence[str], progress: ExportProgress | None) -> Iterator[str]:
    for done, story in enumerate(stories, 1):
        yield story
        if progress is not None:
            progress(done, len(stories))


class Library:
    """A library in a file. Closed with its ``with`` block; what was written is safe whatever happens to the process."""

    def __init__(self, db: apsw.Connection) -> None:
        self._db = db
        self.path = Path(db.filename)
        told = setting(db, "settings")
        self.settings = LIBRARY_SETTINGS if told is None else settings_of(json.loads(told))

    @classmethod
    def create(cls, path: str | Path, *, settings: Settings = LIBRARY_SETTINGS) -> Library:
        """A new library. Raises UsageError where something is at the path already."""
        return cls(create(Path(path), {"settings": json.dumps(settings.as_dict()), "made_by": __version__}))

    @classmethod
    def open(cls, path: str | Path) -> Library:
        """The library at a path. Raises UsageError where there is none, LibraryError where it can't be opened."""
        return cls(connect(Path(path)))

    def __enter__(self) -> Library:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    def add(
        self,
        paths: Sequence[str | Path],
        *,
        outlets: Sequence[str] = (),
        again: bool = False,
        jobs: int | None = 1,
        isolated: bool = True,
        fetch: FetchSettings | None = None,
        progress: AddProgress | None = None,
    ) -> Added:
        """Takes in the articles at ``paths``, as ``adding.add`` tells; stories are not yet up to date then.

        ``isolated``: what others made is read and studied by processes with limits of time and memory, of which one
        that dies costs one article. Else by this process, as is right for what one has made oneself. ``fetch`` is how
        the network is asked, where a path is a web address, of a page or of a feed, or a list of feeds (``.opml``).
        """
        ask_for_one_thread()
        with ExitStack() as stack:
            reader = stack.enter_context(Isolated(READ_LIMITS)) if isolated else None
            limits = STUDY_LIMITS if isolated else NO_LIMITS
            workers = stack.enter_context(Workers(jobs, keep_to_one_thread, isolated=isolated, limits=limits))
            web = self._web(fetch or FetchSettings(), stack) if any(map(is_of_web, paths)) else None
            return add(
                self._db,
                paths,
                settings=self.settings,
                workers=workers,
                reader=reader,
                web=web,
                outlets=outlets,
                again=again,
                progress=progress,
            )

    def _web(self, fetch: FetchSettings, stack: ExitStack) -> Web:
        return Web(stack.enter_context(Fetcher(fetch, __version__)), stack.enter_context(Isolated(PARSE_LIMITS)))

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is asked inside the block is told as it was at the first question, whatever others write meanwhile."""
        with reading(self._db):
            yield

    @contextmanager
    def watch(
        self, *, fetch: FetchSettings | None = None, jobs: int | None = 1, stop: threading.Event | None = None
    ) -> Iterator[Watch]:
        """A watch over the library's feeds, for as long as the block lasts; ``stop`` ends what is under way."""
        ask_for_one_thread()
        with (
            Workers(jobs, keep_to_one_thread, isolated=True, limits=STUDY_LIMITS) as workers,
            Isolated(PARSE_LIMITS) as parser,
            Fetcher(fetch or FetchSettings(), __version__) as fetcher,
        ):
            yield Watch(
                self._db,
                settings=self.settings,
                fetch=fetch or FetchSettings(),
                fetcher=fetcher,
                workers=workers,
                parser=parser,
                stop=stop,
            )

    def watch_feeds(self, lists: Sequence[str | Path]) -> int:
        """Watches the feeds of lists (OPML, or an address a line), or at web addresses; gives how many are new.

        Raises UsageError where a file is no list of feeds.
        """
        found: list[tuple[str, str | None]] = []
        with Isolated(PARSE_LIMITS) as parser:
            for each in lists:
                if is_address(each):
                    found.append((str(each), None))
                else:
                    found += [(feed.url, feed.title) for feed in feeds_listed(Path(each), parser).feeds]
        return watch_feeds(self._db, found, time.time())

    def forget_feeds(self, urls: Sequence[str]) -> int:
        """Watches feeds no more; what came of them stays. Gives how many were watched."""
        return forget_feeds(self._db, urls)

    def feeds(self) -> list[WatchedFeed]:
        """The feeds that are watched, by address."""
        return feeds(self._db)

    @property
    def is_up_to_date(self) -> bool:
        """Whether the stories are those of all articles that the library has."""
        return is_up_to_date(self._db, self.settings)

    def update(self, *, jobs: int | None = 1, progress: UpdateProgress | None = None) -> Updated | None:
        """Brings the stories up to date; None where another process does so."""
        with Workers(jobs, keep_to_one_thread) as workers:
            return update(self._db, settings=self.settings, workers=workers, progress=progress)

    @_of_one_moment
    def story(self, key: str) -> Comparison:
        """A story by its id, as ``sayso.compare`` gives it."""
        return comparison_of(self._db, key, self.settings)

    @_of_one_moment
    def article(self, key: str) -> ShownArticle:
        """An article by its id, with its versions and what changed between them."""
        return article_of(self._db, key, self.settings)

    @_of_one_moment
    def home_of(self, beginning: str) -> Item:
        """The story or article that an id, or the beginning of one, leads to, as ``showing.home_of`` tells."""
        return home_of(self._db, beginning)

    @_of_one_moment
    def stories(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        min_outlets: int = 1,
        limit: int = 20,
        offset: int = 0,
    ) -> list[ListedStory]:
        """The stories, newest first, as ``listing.list_stories`` tells."""
        return list_stories(self._db, since=since, until=until, min_outlets=min_outlets, limit=limit, offset=offset)

    @_of_one_moment
    def search_articles(
        self, query: str, filters: Filters = EVERYTHING, *, limit: int = 20, offset: int = 0
    ) -> Found[ArticleHit]:
        """Articles that have the words, as ``searching.search_articles`` tells. Whatever is asked is no error."""
        return search_articles(self._db, query, filters, limit=limit, offset=offset)

    @_of_one_moment
    def search_statements(
        self, query: str, filters: Filters = EVERYTHING, *, limit: int = 20, offset: int = 0
    ) -> Found[StatementHit]:
        """Statements that have the words."""
        return search_statements(self._db, query, filters, limit=limit, offset=offset)

    @_of_one_moment
    def who(self, name: str, *, limit: int = 20) -> tuple[list[Portrait], list[Person]]:
        """What those said who may be meant by a name, and who else may be, as ``portraits.portraits`` tells."""
        return portraits(self._db, name, limit=limit)

    @_of_one_moment
    def trace(self, words: str, *, limit: int = 5) -> Trace:
        """Every wording over time of what is said in words like these, as ``tracing.trace`` tells."""
        return trace(self._db, words, self.settings, limit=limit)

    @_of_one_moment
    def articles_with(self, said: Iterable[tuple[str, str]]) -> Articles:
        """Articles with some of their statements, given by the ids of both, as ``sayso.read_articles`` gives them."""
        return articles_with(self._db, said, self.settings)

    @_of_one_moment
    def status(self) -> LibraryStatus:
        """How the library stands."""
        return status(self._db, self.settings)

    @_of_one_moment
    def refusals(self) -> list[Dropped]:
        """What could not be taken in, by address."""
        return list(refusals(self._db))

    @_of_one_moment
    def export_tables(self, out: Path, *, progress: ExportProgress | None = None) -> dict[str, int]:
        """Writes the tables of a build into a folder, as ``tables.export_tables`` tells."""
        stories = sorted(each.id for each in self.stories(limit=-1))
        return export_tables(self._db, out, self.settings, _watched(stories, progress))

    @_of_one_moment
    def export(
        self,
        out: Path,
        fmt: str,
        *,
        since: str | None = None,
        until: str | None = None,
        progress: ExportProgress | None = None,
    ) -> int:
        """Writes what stories say: where ``out`` ends in a suffix into one file, else a file for each story into the
        folder ``out``. Gives how many stories these are.

        ``since`` and ``until`` are as for ``stories``. Raises UsageError where the format does not go with that, or
        ``out`` can't be written.
        """
        stories = sorted(each.id for each in self.stories(since=since, until=until, limit=-1))
        if not stories:
            raise UsageError("there is no such story here: nothing to export")
        is_folder = not out.suffix or out.is_dir()
        if not is_folder and fmt not in FORMATS_OF_STATEMENTS:
            raise UsageError(f"-f {fmt} gives a file for each story: name a folder, without a suffix, not {out}")
        write = export_stories if is_folder else export_statements
        write(self._db, out, fmt, self.settings, _watched(stories, progress))
        return len(stories)

    def copy(self, out: Path) -> None:
        """A copy of the library as it is now, as ``exports.copy_library`` tells."""
        copy_library(self._db, out)
