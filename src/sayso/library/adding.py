"""Articles taken in: read and studied by processes of their own, then kept, so many at a time.

What is told to be kept is on the disk. A run that was killed has lost nothing of that, and does not do it again.
"""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from itertools import zip_longest
from pathlib import Path

import apsw

from sayso.config import Settings
from sayso.errors import UsageError
from sayso.isolated import Isolated, read_in
from sayso.library.captures import Arrival, arrived, digest_of, web_address
from sayso.library.connection import value, writing
from sayso.library.merging import captures_of, is_library
from sayso.library.store import Outcome, is_known, keep_article, keep_refusal, same_text, see_again
from sayso.library.studying import Studied, study
from sayso.library.web import Web, is_of_web
from sayso.limits import Loss
from sayso.read import Listed, listed, read
from sayso.read.files import drop, printable
from sayso.records import Capture, Dropped, Reason, Stage
from sayso.spans import readable
from sayso.workers import Workers, lost_article

__all__ = ["AddProgress", "Added", "Settled", "add", "take_in"]

_KEPT_AT_ONCE, _KEPT_AFTER_S = 50, 1.0
"""Articles that are kept at a time, and how long one waits for others: each time the disk is waited for."""
_REFUSALS_AT_HAND = 1_000
_ITS_FILES = ("", "-wal", "-shm", "-journal")
"""How the names of the files of a library end."""
_NAME_IT = "it is a library of sayso; name it by itself to add what was read for it"
_WORTH_READING = 200_000
"""Bytes of pages from which processes save more time than it takes to start them."""


@dataclass(slots=True)
class Added:
    """What became of the inputs of a run: each is in exactly one of the counts. ``unchanged`` are files that were read
    before and are as they were, ``passed_over`` what an archive holds beside pages. ``refusals`` are the first thousand
    of those refused or passed over, each with its reason: the library has all."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    unchanged: int = 0
    refused: int = 0
    passed_over: int = 0
    refusals: list[Dropped] = field(default_factory=list)

    def count(self, kept: Iterable[Outcome | Dropped | None]) -> None:
        """Counts what is on the disk."""
        for each in kept:
            if isinstance(each, Dropped):
                self._count_refusal(each)
            elif each is not None:
                self.outcomes[each] += 1

    def _count_refusal(self, dropped: Dropped) -> None:
        if dropped.is_passed_over:
            self.passed_over += dropped.count
        else:
            self.refused += dropped.count
        if len(self.refusals) < _REFUSALS_AT_HAND:
            self.refusals.append(dropped)


AddProgress = Callable[[Added], None]
"""Called when more is on the disk."""


@dataclass(frozen=True, slots=True)
class Settled:
    """All before it is dealt with: what ``keep`` puts down is on the disk with it, or after it."""

    keep: Callable[[], None]


_Found = Capture | Arrival | Dropped | Settled
_Waiting = Arrival | Dropped | Settled


def add(
    db: apsw.Connection,
    paths: Sequence[str | Path],
    *,
    settings: Settings,
    workers: Workers,
    reader: Isolated | None = None,
    web: Web | None = None,
    outlets: Sequence[str] = (),
    again: bool = False,
    progress: AddProgress | None = None,
) -> Added:
    """Takes in what is at ``paths``. ``reader`` is the process that reads it; None: this one. ``again``: also files
    that were read before and are as they were. ``web`` has what stands at web addresses; None: these are refused. Of
    another library all that was read for it is taken in.

    Raises UsageError where more outlets than paths are named, or the library itself; LibraryError where it can't be
    written.
    """
    if len(outlets) > len(paths):
        raise UsageError(f"{len(outlets)} outlets were named for {len(paths)} paths: name at most one for each path")
    if any(is_library(path) and Path(path).samefile(db.filename) for path in paths):
        raise UsageError(f"{db.filename} is the library that it would be added to; name that one with --library")
    added = Added()
    take_in(
        db, _found(db, _Plan(paths, outlets, settings, reader, web, again), added), added, settings, workers, progress
    )
    return added


def take_in(
    db: apsw.Connection,
    found: Iterable[_Found],
    added: Added,
    settings: Settings,
    workers: Workers,
    progress: AddProgress | None = None,
    *,
    spare: bool = False,
) -> None:
    """Studies captures and keeps them, in their order; counts in ``added`` what is on the disk.

    ``spare``: of a page that is asked for again and again only what changes its text is kept, not each menu beside it.
    """
    run = _Run(db, added, progress, spare=spare)
    waiting: deque[_Waiting] = deque()  # in the order in which they came; of the captures among them the studies come
    captures = _captures(run, found, waiting)
    work = partial(study, settings=settings)
    for studied in workers.each(work, captures, lost=_lost, worth=_worth):
        while not isinstance(arrival := waiting.popleft(), Arrival):
            run.settle(arrival)
        run.take(arrival, studied)
    for each in waiting:
        if not isinstance(each, Arrival):
            run.settle(each)
    run.keep()


def _captures(run: _Run, found: Iterable[_Found], waiting: deque[_Waiting]) -> Iterator[Capture]:
    """Those that the library does not have; all else waits for its turn."""
    for each in map(run.arrived, found):
        if isinstance(each, Arrival):
            if not run.has(each):
                waiting.append(each)
                yield each.capture
        elif waiting:
            waiting.append(each)
        else:  # a million lines that are no articles wait for nobody
            run.settle(each)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be read, and how."""

    paths: Sequence[str | Path]
    outlets: Sequence[str]
    settings: Settings
    reader: Isolated | None
    web: Web | None
    again: bool

    def read(self, path: str | Path, outlet: str) -> Iterator[Capture | Dropped]:
        """What is in a file."""
        outlets = [outlet] if outlet else []
        if self.reader is None:
            return read([path], outlets=outlets, settings=self.settings.read)
        return read_in(self.reader, [path], outlets=outlets, settings=self.settings.read)


def _found(db: apsw.Connection, plan: _Plan, added: Added) -> Iterator[_Found]:
    for path, outlet in zip_longest(plan.paths, plan.outlets, fillvalue=""):
        if str(path) == "-":
            yield from plan.read(path, outlet)
        elif plan.web is not None and is_of_web(path):
            yield from (_of_outlet(each, outlet) for each in plan.web.captures_at(path, partial(_has_address, db)))
        elif is_library(path):
            yield from (_of_outlet(each, outlet) for each in captures_of(path))
        else:
            yield from _in_files(db, plan, path, outlet, added)


def _of_outlet(found: _Found, outlet: str) -> _Found:
    if outlet and isinstance(found, Arrival):
        return replace(found, capture=replace(found.capture, outlet=outlet))
    return replace(found, outlet=outlet) if outlet and isinstance(found, Capture) else found


def _in_files(db: apsw.Connection, plan: _Plan, path: str | Path, outlet: str, added: Added) -> Iterator[_Found]:
    for file in listed([path]):
        if isinstance(file, Dropped):
            yield file
        elif _is_its_own(db, file):
            continue
        elif not plan.again and _is_done(db, file, outlet):
            added.unchanged += 1
        elif is_library(file.name):  # one that lies in a folder may be another desk's
            yield drop(printable(Path(file.name)), Reason.NOT_TEXT, _NAME_IT)
        else:
            yield from plan.read(file.name, outlet)
            yield Settled(partial(_keep_file, db, file, outlet))


def _is_its_own(db: apsw.Connection, file: Listed) -> bool:
    """Whether it is a file of the library, which may lie in the folder that is added."""
    path, library = Path(file.name), Path(db.filename)
    return path.name.startswith(library.name) and path.resolve() in {Path(f"{library}{end}") for end in _ITS_FILES}


def _has_address(db: apsw.Connection, url: str) -> bool:
    return value(db, "SELECT 1 FROM capture WHERE address = ?", (web_address(url),)) is not None


def _is_done(db: apsw.Connection, file: Listed, outlet: str) -> bool:
    sql = "SELECT 1 FROM source_file WHERE name = ? AND outlet = ? AND size = ? AND changed = ?"
    return file.changed != -1 and value(db, sql, (_name(file), outlet, file.size, file.changed)) is not None


def _keep_file(db: apsw.Connection, file: Listed, outlet: str) -> None:
    row = (_name(file), readable(outlet), file.size, file.changed)
    db.execute("INSERT OR REPLACE INTO source_file VALUES (?, ?, ?, ?)", row)


def _name(file: Listed) -> str:
    return file.name if "://" in file.name else printable(Path(file.name).absolute())


def _worth(capture: Capture) -> float:
    return len(capture.body) / _WORTH_READING


def _lost(capture: Capture, loss: Loss) -> Dropped:
    return lost_article(capture.uri, Stage.CLEAN, loss.how, loss.reason)


class _Run:
    """What is to be kept, until there is enough of it."""

    def __init__(self, db: apsw.Connection, added: Added, progress: AddProgress | None, *, spare: bool) -> None:
        self._db, self._added, self._progress, self._spare = db, added, progress, spare
        self._now = datetime.now(UTC)
        self._waiting: list[Callable[[], Outcome | Dropped | None]] = []
        self._due = 0.0

    def arrived(self, found: _Found) -> _Waiting:
        """A capture with where and when it was."""
        return arrived(found, self._now) if isinstance(found, Capture) else found

    def has(self, arrival: Arrival) -> bool:
        """Whether the library has the capture; that it was there again is kept, then."""
        digest = digest_of(arrival.capture)
        if not is_known(self._db, digest):
            return False
        self._put(partial(self._see_again, digest, arrival))
        return True

    def take(self, arrival: Arrival, studied: Studied | Dropped) -> None:
        """What came of a capture."""
        if isinstance(studied, Dropped):
            self.settle(studied)
        else:
            self._put(partial(self._keep_article, arrival, studied))

    def settle(self, found: Dropped | Settled) -> None:
        """What is no capture."""
        if isinstance(found, Dropped):
            self._put(partial(self._keep_refusal, found))
        else:
            self._put(found.keep)

    def keep(self) -> None:
        """Puts on the disk what waits; it counts once it is there."""
        if not self._waiting:
            return
        with writing(self._db):
            kept = [keep() for keep in self._waiting]
        self._waiting = []
        self._added.count(kept)
        if self._progress is not None:
            self._progress(self._added)

    def _put(self, keep: Callable[[], Outcome | Dropped | None]) -> None:
        if not self._waiting:
            self._due = time.monotonic() + _KEPT_AFTER_S
        self._waiting.append(keep)
        if len(self._waiting) >= _KEPT_AT_ONCE or time.monotonic() >= self._due:
            self.keep()

    def _keep_article(self, arrival: Arrival, studied: Studied) -> Outcome:
        before = same_text(self._db, arrival, studied) if self._spare else None
        if before is not None:
            return self._see_again(before, arrival)
        return keep_article(self._db, arrival, studied, seen=self._seen)

    def _keep_refusal(self, dropped: Dropped) -> Dropped:
        keep_refusal(self._db, dropped, self._seen)
        return dropped

    def _see_again(self, digest: str, arrival: Arrival) -> Outcome:
        see_again(self._db, digest, arrival)
        return Outcome.KNOWN

    @property
    def _seen(self) -> str:
        return self._now.isoformat(timespec="seconds")
