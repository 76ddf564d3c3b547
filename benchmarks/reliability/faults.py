"""A disk that is full, or gives errors, at the n-th thing that is asked of it.

    python -m benchmarks.reliability.faults [--count POINTS] [--seed S] [--spoilt]

Each fault comes once, and again as one that stays. It must end in one LibraryError that says what is the matter, and
not in another exception or in silence; what was told to be kept must be there, and a run that is done again on a disk
that is well must complete the library. ``--spoilt`` says nothing of errors: the figures must be missed then.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory, mkdtemp
from unittest.mock import patch

import apsw

from benchmarks.quality.tables import table
from benchmarks.reliability.articles import add, captures, studies
from benchmarks.reliability.asked import asked
from benchmarks.reliability.checks import contents, differing, missing, problems
from benchmarks.reliability.disks import Disk, ShortWriteError, Step
from sayso.library import LibraryError, connection
from sayso.library.connection import connect, create
from sayso.library.studying import Studied
from sayso.records import Capture

__all__ = ["main"]

_ARTICLES, _RUNS = 24, 2
_CHECKPOINT_PAGES = 60
_CACHE_PAGES = 20
"""So few that pages are read from the disk, and written before a transaction is at its end."""


def _full() -> Exception:
    return apsw.FullError("no space left")


def _broken() -> Exception:
    return apsw.IOError("input/output error")


_FAULTS: Mapping[str, tuple[str, Callable[[], Exception]]] = {
    "disk full": ("write", _full),
    "disk full amid a write": ("write", ShortWriteError),
    "write error": ("write", _broken),
    "sync error": ("sync", _broken),
    "read error": ("read", _broken),
    "truncate error": ("truncate", _broken),
    "can't open": ("open", lambda: apsw.CantOpenError("too many open files")),
}
"""By name at what kind of step it comes, and what SQLite is told."""
_PLAIN = ("disk", "damaged", "may not be written")
"""Of these one is in every sentence that a person can make something of."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    options = asked(
        __doc__, arguments, count=200, counted="points at which a fault comes", spoilt="say nothing of errors"
    )
    made = captures(_ARTICLES, options.seed)
    with TemporaryDirectory(prefix="sayso-faults-") as folder, ExitStack() as stack:
        trial = _Trial(Path(folder), made, studies(made))
        steps = trial.steps()
        if options.spoilt:
            stack.enter_context(patch.object(connection, "_told_plainly", _silent))
        # A fault that comes as a file is closed is raised where nobody listens, and would be printed.
        stack.enter_context(patch.object(sys, "unraisablehook", lambda _: None))
        tallies = {name: Counter[str]() for name in _FAULTS}
        for number in range(options.count):
            name = list(_FAULTS)[number % len(_FAULTS)]
            kind, _ = _FAULTS[name]
            place = Random(f"{options.seed} {number}").randrange(steps[kind]) + 1
            tallies[name].update(trial.outcome(name, place, stays=number // len(_FAULTS) % 2 == 1))
    names = ("points", "told", "no harm", "silent", "unclear", "lost", "other")
    columns = ["points", "told", "no harm", "in silence", "unclear", "lost", "re-run differs"]
    print(table("fault", columns, [[name, *(counts[each] for each in names)] for name, counts in tallies.items()]))
    missed = sum(counts[bad] for counts in tallies.values() for bad in ("silent", "unclear", "lost", "other"))
    return 1 if missed or not all(tallies["disk full"][each] for each in ("points", "told")) else 0


@contextmanager
def _silent(name: str) -> Iterator[None]:
    del name
    yield


class _Fault:
    """Watches a disk, and raises at the n-th step of a kind; ``stays``: and at all after it."""

    def __init__(self, kind: str, place: int, error: Callable[[], Exception], *, stays: bool) -> None:
        self._kind, self._left, self._error, self._stays = kind, place, error, stays
        self.has_come = False

    def __call__(self, step: Step) -> None:
        if step.kind != self._kind:
            return
        self._left -= 1
        if self._left == 0 or (self._left < 0 and self._stays):
            self.has_come = True
            raise self._error()


@dataclass(slots=True)
class _Trial:
    """Articles, and the library that they must give in the end."""

    folder: Path
    made: Sequence[Capture]
    known: Mapping[str, Studied]
    whole: dict[str, str] = field(default_factory=dict)

    def steps(self) -> Counter[str]:
        """How many steps of each kind a run has that goes well."""
        counts: Counter[str] = Counter()
        disk = Disk("counted", lambda step: counts.update([step.kind]))
        path = self.folder / "whole.db"
        self._run(path, disk, lambda _: None)
        disk.unregister()
        db = connect(path)
        self.whole = contents(db)
        db.close()
        return counts

    def _run(self, path: Path, disk: Disk, tell: Callable[[int], None]) -> None:
        """Makes a library, adds to it, opens it again and adds the rest."""
        share = len(self.made) // _RUNS
        for number in range(_RUNS):
            db = connect(path, vfs=disk.name) if number else create(path, vfs=disk.name)
            try:
                db.wal_autocheckpoint(_CHECKPOINT_PAGES)
                db.execute(f"PRAGMA cache_size = {_CACHE_PAGES}")
                before, end = number * share, (number + 1) * share
                add(db, self.made[before:end], self.known, lambda count, before=before: tell(before + count))  # type: ignore[misc]
            finally:
                # SQLite leaves to the next run what it can't do at the end; that an error came is heard here alone.
                with suppress(apsw.Error):
                    db.close()

    def outcome(self, name: str, place: int, *, stays: bool) -> Iterator[str]:
        """What comes of a fault, in one word each."""
        kind, error = _FAULTS[name]
        fault = _Fault(kind, place, error, stays=stays)
        disk = Disk("faulty", fault)
        path = Path(mkdtemp(dir=self.folder), "news.db")
        told: list[int] = [0]
        yield "points"
        try:
            self._run(path, disk, told.append)
            yield "no harm"
            if fault.has_come and told[-1] < len(self.made):
                yield "silent"
        except LibraryError as found:
            yield "told"
            if not any(word in str(found) for word in _PLAIN):
                yield from _said("unclear", str(found))
        except Exception as found:  # noqa: BLE001 - any other is what must not be
            yield from _said("unclear", f"{name} at {place}: {found!r}")
        disk.unregister()
        yield from self._after(path, max(told))

    def _after(self, path: Path, told: int) -> Iterator[str]:
        """What is there when the disk is well again, and what a run gives that is done again."""
        try:
            db = connect(path) if path.exists() else create(path)
        except LibraryError as error:
            yield from _said("lost", str(error))
            return
        if missing(db, self.made[:told]) or (found := problems(db)):
            yield from _said("lost", str(found))
        add(db, self.made, self.known)
        other = differing(self.whole, contents(db)) + problems(db)
        if other:
            yield from _said("other", "; ".join(other[:3]))
        db.close()


def _said(what: str, told: str) -> Iterator[str]:
    print(f"{what}: {told}", file=sys.stderr)
    yield what


if __name__ == "__main__":
    sys.exit(main())
