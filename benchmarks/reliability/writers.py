"""Processes that add to one library and bring it up to date at the same time, while others search in it.

    python -m benchmarks.reliability.writers [--count ARTICLES] [--seed S] [--spoilt]

Nobody waits for the library longer than 5 s, nothing fails, and in the end the library is that of one process which did
it all. Each writer adds its share and a part of its neighbour's, a few articles at a time and without a pause.
``--spoilt`` has nobody wait for another: the figures must be missed then.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from unittest.mock import patch

import apsw

from benchmarks.quality.tables import table
from benchmarks.reliability.articles import add, captures, studies
from benchmarks.reliability.asked import asked
from benchmarks.reliability.checks import contents, differing, problems
from benchmarks.reliability.children import Child, Tell, told_by
from sayso.errors import SaysoError
from sayso.library import LIBRARY_SETTINGS, adding, connection, updating
from sayso.library.connection import connect, create
from sayso.library.searching import search_articles, search_statements
from sayso.library.studying import Studied
from sayso.library.updating import update
from sayso.records import Capture
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

__all__ = ["main"]

_WRITERS = (2, 4)
_MOST_S = 5
_UPDATES = 3
"""How often each writer brings the stories up to date."""
_AT_ONCE = 10
_WORDS = ("harbour", "mayor said", "winter OR storm", "nobody")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    options = asked(__doc__, arguments, count=400, counted="articles", spoilt="wait for nobody")
    made = captures(options.count, options.seed)
    known = studies(made)
    with TemporaryDirectory(prefix="sayso-writers-") as folder, ExitStack() as stack:
        alone = Path(folder, "alone.db")
        (whole,) = told_by(lambda tell: tell(_alone(alone, made, known)))
        stack.enter_context(patch.object(connection, "_WAIT_MS", 0 if options.spoilt else _MOST_S * 1_000))
        runs = [_run(Path(folder, f"{count}.db"), count, made, known, whole) for count in _WRITERS]
    columns = ["failures", "longest wait s", "longest hold s", "searches", "slowest s", "not that of one"]
    print(table(f"{options.count} articles", columns, [run.row() for run in runs]))
    return 0 if all(run.is_good() for run in runs) else 1


def _alone(path: Path, made: Sequence[Capture], known: Mapping[str, Studied]) -> dict[str, str]:
    db = create(path)
    add(db, made, known)
    _update(db)
    return contents(db)


def _update(db: apsw.Connection) -> None:
    with Workers(1, keep_to_one_thread) as workers:
        update(db, settings=LIBRARY_SETTINGS, workers=workers)


@dataclass(frozen=True, slots=True)
class _Run:
    """What came of so many writers: seconds, and what failed or was other than it must be."""

    writers: int
    failures: Sequence[str]
    waits_s: Sequence[float]
    holds_s: Sequence[float]
    searches_s: Sequence[float]
    differing: Sequence[str]

    def is_good(self) -> bool:
        return not self.failures and not self.differing and max(self.waits_s) <= _MOST_S and len(self.searches_s) > 0

    def row(self) -> list[object]:
        seconds = [f"{max(each, default=0.0):.2f}" for each in (self.waits_s, self.holds_s)]
        slowest = f"{max(self.searches_s, default=0.0):.2f}"
        name = f"{self.writers} writers, 1 reader"
        return [name, len(self.failures), *seconds, len(self.searches_s), slowest, len(self.differing)]


def _run(
    path: Path, writers: int, made: Sequence[Capture], known: Mapping[str, Studied], whole: Mapping[str, str]
) -> _Run:
    told_by(lambda _: create(path).close())
    share = -(-len(made) // writers)
    parts = [[*made[n * share : (n + 1) * share], *made[: share // 4]] for n in range(writers)]
    children = [Child(partial(_guarded, partial(_write, path, part, known, n))) for n, part in enumerate(parts)]
    reader = Child(partial(_guarded, partial(_search, path, len(made))))
    told = [each for child in children for each in child.told()]
    (path.parent / f"{path.name}.end").touch()
    told += reader.told()
    (found,) = told_by(lambda tell: tell(_finished(path, whole)))

    def of(kind: str) -> list[float]:
        return [each[1] for each in told if each[0] == kind]

    failures = [each[1] for each in told if each[0] == "failure"]
    for each in [*failures, *found]:
        print(each, file=sys.stderr)
    return _Run(writers, failures, of("wait"), of("hold"), of("search"), found)


def _finished(path: Path, whole: Mapping[str, str]) -> list[str]:
    db = connect(path)
    _update(db)  # whoever came later may have left the last word to another
    return differing(whole, contents(db)) + problems(db)


# --- in processes of their own ----------------------------------------------------------------------------------------


def _guarded(work: partial[None], tell: Tell) -> None:
    """What fails is told, as whatever it is."""
    try:
        work(tell)
    except (SaysoError, apsw.Error) as error:
        tell(("failure", f"{type(error).__name__}: {error}"))


def _write(path: Path, made: Sequence[Capture], known: Mapping[str, Studied], number: int, tell: Tell) -> None:
    made = Random(number).sample(made, len(made))  # each in an order of its own
    with (
        patch.object(adding, "writing", partial(_timed, tell)),
        patch.object(updating, "writing", partial(_timed, tell)),
    ):
        db = connect(path)
        share = -(-len(made) // _UPDATES)
        for start in range(0, len(made), share):
            add(db, made[start : start + share], known, at_once=_AT_ONCE)
            _update(db)


@contextmanager
def _timed(tell: Tell, db: apsw.Connection) -> Iterator[None]:
    """As ``writing``; tells how long it waited for others, and how long others then wait for it."""
    started = time.perf_counter()
    with connection.writing(db):
        begun = time.perf_counter()
        yield
    tell(("wait", begun - started))
    tell(("hold", time.perf_counter() - begun))


def _search(path: Path, count: int, tell: Tell) -> None:
    """Searches until the writers are at their end; what was there once must be there ever after."""
    db, most = connect(path, read_only=True), 0
    while not Path(f"{path}.end").exists():
        for words in _WORDS:
            started = time.perf_counter()
            found = search_articles(db, words, limit=count)
            search_statements(db, words)
            tell(("search", time.perf_counter() - started))
            if words == _WORDS[0] and found.matches is not None:
                if found.matches < most:
                    tell(("failure", f"{most} articles had {words}, and then {found.matches}"))
                most = found.matches
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main())
