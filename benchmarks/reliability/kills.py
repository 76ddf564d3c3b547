"""kill -9 at random moments while a library is made, added to and brought up to date.

    python -m benchmarks.reliability.kills [--count KILLS] [--seed S] [--spoilt]

A process that adds articles tells how many are on the disk, and is killed. Of those told none may be lost; none may be
there twice, and none in part; the library must pass SQLite's checks, and a run that is done again must complete it: to
the library of a run that nobody killed. ``--spoilt`` writes without transactions: the figures must be missed then.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
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
from benchmarks.reliability.checks import contents, differing, missing, problems
from benchmarks.reliability.children import Child, Tell, told_by
from sayso.errors import SaysoError
from sayso.library import LIBRARY_SETTINGS, adding, connection, updating
from sayso.library.connection import connect, create
from sayso.library.schema import MIGRATIONS
from sayso.library.studying import Studied
from sayso.library.updating import update
from sayso.records import Capture
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

__all__ = ["main"]

_ARTICLES = 60
_SHARES = {"add": 1, "create": 0.1, "update": 0.1}
"""Of each scene how many kills, for one while articles are added."""
_MOST_TRIES = 10
"""For each kill: the process may be at its end before it is killed."""
_UPDATED_EACH = 25
"""After so many kills during ``add`` the stories are compared, too: that takes ten times as long."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    options = asked(
        __doc__, arguments, count=1_000, counted="kills while articles are added", spoilt="write without transactions"
    )
    chance = Random(options.seed)
    found = []
    with TemporaryDirectory(prefix="sayso-kills-") as folder, ExitStack() as stack:
        # Each script a step of its own, so that there are moments between two steps.
        steps = tuple((script,) for step in MIGRATIONS for script in step)
        stack.enter_context(patch.object(connection, "MIGRATIONS", steps))
        scenes = _scenes(Path(folder), captures(_ARTICLES, options.seed))
        if options.spoilt:
            for module in (adding, updating, connection):
                stack.enter_context(patch.object(module, "writing", _each_by_itself))
        for scene in scenes:
            wanted = max(1, round(options.count * _SHARES[scene.name]))
            found.append(_Tally(scene.name, wanted, Counter(_kills(scene, wanted, chance))))
    columns = ["rounds", "killed at work", "lost", "twice or in part", "re-run differs"]
    print(table("kill -9 during", columns, [each.row() for each in found]))
    return 0 if all(each.is_good() for each in found) else 1


@dataclass(frozen=True, slots=True)
class _Tally:
    """How often something happened, over all rounds."""

    scene: str
    wanted: int
    counts: Counter[str]

    def is_good(self) -> bool:
        return (
            self.counts["killed"] == self.wanted
            and not self.counts["lost"] + self.counts["broken"] + self.counts["other"]
        )

    def row(self) -> list[object]:
        return [self.scene, *(self.counts[name] for name in ("rounds", "killed", "lost", "broken", "other"))]


@contextmanager
def _each_by_itself(db: apsw.Connection) -> Iterator[None]:
    """In the place of ``writing``: every row is on the disk by itself."""
    del db
    yield


# --- scenes -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scene:
    """What is killed: ``create``, ``add`` or ``update``, and of what library. ``before`` is the file that it begins
    with; ``added`` and ``updated`` are what a library has that nobody killed."""

    name: str
    path: Path
    before: Path | None
    made: Sequence[Capture]
    known: Mapping[str, Studied]
    added: Mapping[str, str]
    updated: Mapping[str, str]

    def begin(self) -> None:
        """Puts the library into the state before."""
        for rest in ("", "-wal", "-shm", "-journal"):
            Path(f"{self.path}{rest}").unlink(missing_ok=True)
        if self.before is not None:
            shutil.copy(self.before, self.path)

    def work(self, tell: Tell) -> None:
        """What is killed."""
        if self.name == "create":
            create(self.path)
        elif self.name == "add":
            add(connect(self.path), self.made, self.known, tell)
        else:
            _update(self.path)

    def differences(self, *, with_stories: bool) -> list[str]:
        """Does all that is left to do; in what the library then differs from one that nobody killed."""
        found = _filled(self.path, self.made, self.known)
        if with_stories or self.name == "update":
            return differing(self.updated, _updated(self.path))
        return differing(self.added, found)


def _scenes(folder: Path, made: Sequence[Capture]) -> list[_Scene]:
    known = studies(made)
    path, empty, full = folder / "news.db", folder / "empty.db", folder / "full.db"
    told_by(lambda _: create(empty).close())
    shutil.copy(empty, full)
    (added,) = told_by(lambda tell: tell(_filled(full, made, known)))
    shutil.copy(full, path)
    (updated,) = told_by(lambda tell: tell(_updated(path)))
    befores = {"add": empty, "create": None, "update": full}
    return [_Scene(name, path, before, made, known, added, updated) for name, before in befores.items()]


def _filled(path: Path, made: Sequence[Capture], known: Mapping[str, Studied]) -> dict[str, str]:
    db = connect(path) if path.exists() else create(path)
    add(db, made, known)
    found = contents(db)
    db.close()
    return found


def _updated(path: Path) -> dict[str, str]:
    _update(path)
    return contents(connect(path))


def _update(path: Path) -> None:
    with Workers(1, keep_to_one_thread) as workers:
        update(connect(path), settings=LIBRARY_SETTINGS, workers=workers)


# --- kills ------------------------------------------------------------------------------------------------------------


def _kills(scene: _Scene, wanted: int, chance: Random) -> Iterator[str]:
    """What happened, in one word each."""
    takes_s = min(_seconds(scene) for _ in range(3))
    killed = 0
    for number in range(_MOST_TRIES * wanted):
        if killed == wanted:
            return
        scene.begin()
        child = Child(scene.work)
        child.kill(chance.uniform(0, takes_s))
        told = child.told()
        yield "rounds"
        if child.was_killed:
            killed += 1
            yield "killed"
        yield from told_by(partial(_look, scene, max(told, default=0), number % _UPDATED_EACH == 0))


def _seconds(scene: _Scene) -> float:
    scene.begin()
    started = time.perf_counter()
    told_by(scene.work)
    return time.perf_counter() - started


def _look(scene: _Scene, told: int, with_stories: bool, tell: Tell) -> None:
    """In a process of its own: what is there after the kill, and after a run that is done again."""
    try:
        if scene.path.exists():
            db = connect(scene.path)
            if missing(db, scene.made if scene.name == "update" else scene.made[:told]):
                tell("lost")
            _say(tell, "broken", problems(db))
            db.close()
        other = scene.differences(with_stories=with_stories)
        _say(tell, "other", other + problems(connect(scene.path)))
    except SaysoError as error:
        _say(tell, "broken", [str(error)])


def _say(tell: Tell, what: str, found: Sequence[str]) -> None:
    if found:
        print(f"{what}: {'; '.join(found[:3])}", file=sys.stderr)
        tell(what)


if __name__ == "__main__":
    sys.exit(main())
