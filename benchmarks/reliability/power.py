"""Simulated power cuts while a library is made, added to and brought up to date.

    python -m benchmarks.reliability.power [--count CUTS] [--seed S] [--spoilt]

Every write, truncation, sync and deletion is written down in its order. For each cut, at any place of that, a folder
is made as the disk may have left it, and opened. No article that was told to be kept may be lost, nothing may need a
repair by hand, and a run that is done again must complete the library. ``--spoilt`` writes without waiting for the
disk: the figures must be missed then.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import apsw

from benchmarks.quality.tables import table
from benchmarks.reliability.articles import add, captures, studies
from benchmarks.reliability.asked import asked
from benchmarks.reliability.checks import contents, differing, missing, problems
from benchmarks.reliability.disks import Disk, Step
from sayso.errors import SaysoError
from sayso.library import LIBRARY_SETTINGS
from sayso.library.connection import connect, create
from sayso.library.studying import Studied
from sayso.library.updating import update
from sayso.records import Capture
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

__all__ = ["main"]

_ARTICLES, _RUNS = 60, 4
_CHECKPOINT_PAGES = 100
"""So small that the log is copied into the library again and again."""
_UPDATED_EACH = 50
_SECTOR = 512
_NEWS = "news.db"


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    options = asked(__doc__, arguments, count=300, counted="power cuts", spoilt="never wait for the disk")
    made = captures(_ARTICLES, options.seed)
    known = studies(made)
    with TemporaryDirectory(prefix="sayso-power-") as folder:
        log, whole = _history(Path(folder, _NEWS), made, known, waits=not options.spoilt)
        counts: Counter[str] = Counter()
        for number, cut in enumerate(_cuts(log, options.count, Random(options.seed))):
            here = Path(folder, f"cut-{number}")
            here.mkdir()
            for name, left in cut.files.items():
                (here / name).write_bytes(left)
            counts.update(_look(here / _NEWS, cut, made, known, whole, with_stories=number % _UPDATED_EACH == 0))
    columns = ["cuts", "while it was made", "lost", "needs a hand", "re-run differs"]
    names = ("cuts", "unmade", "lost", "broken", "other")
    print(table("power cut", columns, [[f"of {len(log):,} steps", *(counts[name] for name in names)]]))
    return 1 if counts["lost"] + counts["broken"] + counts["other"] else 0


# --- what is written down ---------------------------------------------------------------------------------------------

_Log = list[Step | int]
"""Steps, and between them how many articles were told to be kept."""


def _history(
    path: Path, made: Sequence[Capture], known: Mapping[str, Studied], *, waits: bool
) -> tuple[_Log, dict[str, str]]:
    """All that is done to the disk while a library comes to be, and what it has in the end."""
    log: _Log = []
    disk = Disk("noted", lambda step: log.append(step) if step.kind != "read" else None)
    db = create(path, vfs=disk.name)
    log.append(0)
    share = len(made) // _RUNS
    for number in range(_RUNS):
        before = number * share
        db.wal_autocheckpoint(_CHECKPOINT_PAGES)
        db.execute(f"PRAGMA synchronous = {'FULL' if waits else 'OFF'}")
        add(db, made[before : before + share], known, lambda count, before=before: log.append(before + count))  # type: ignore[misc]
        if number % 2:
            _update(db)
        db.close()
        db = connect(path, vfs=disk.name)
    whole = contents(db)
    db.close()
    disk.unregister()
    return log, whole


def _update(db: apsw.Connection) -> None:
    with Workers(1, keep_to_one_thread) as workers:
        update(db, settings=LIBRARY_SETTINGS, workers=workers)


# --- what a cut leaves ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Cut:
    """What is in the folder; and how many articles had been told to be kept (None: not even the library)."""

    files: Mapping[str, bytes]
    told: int | None


def _cuts(log: _Log, count: int, chance: Random) -> Iterator[_Cut]:
    """Cuts at random places, in order."""
    made = log.index(0)  # one in five while it is made: most that is particular is in its first steps
    places = Counter(chance.choice([len(log)] * 4 + [made]) * chance.random() // 1 + 1 for _ in range(count))
    folder, told = _Folder(), None
    for place, entry in enumerate(log, start=1):
        if isinstance(entry, int):
            told = entry
        else:
            folder.take(entry)
        for _ in range(places[place]):
            yield _Cut(folder.left(chance), told)


@dataclass(slots=True)
class _Content:
    """A file: what is on the disk for sure, and what was done since."""

    sure: bytearray = field(default_factory=bytearray)
    since: list[Step] = field(default_factory=list)
    has_sure_name: bool = False

    def sync(self) -> None:
        for step in self.since:
            _do(step, self.sure)
        self.since = []

    def left(self, chance: Random) -> bytes:
        """With nothing, all, some or parts of what was done since, in any order."""
        kept = chance.choice((0.0, 1.0, 0.5, 0.9))
        parts = [part for step in self.since for part in _parts(step, torn=chance.random() < 0.5)]
        parts = [part for part in parts if chance.random() < kept]
        if kept < 1:
            chance.shuffle(parts)
        content = bytearray(self.sure)
        for part in parts:
            _do(part, content)
        return bytes(content)


class _Folder:
    """Files by their names: for sure, and as the running system has them."""

    def __init__(self) -> None:
        self._sure: dict[str, _Content] = {}
        self._now: dict[str, _Content] = {}
        self._since: list[tuple[str, _Content | None]] = []

    def take(self, step: Step) -> None:
        """Something is done."""
        if step.kind == "open":
            self._open(step.file)
        elif step.kind == "delete":
            self._now.pop(step.file, None)
            self._since.append((step.file, None))
            if step.offset:
                self._sync()
        elif step.kind == "sync":
            self._now[step.file].sync()
            if not self._now[step.file].has_sure_name and step.file != _NEWS:
                # On its first sync of a log or journal SQLite waits for the folder, too.
                self._now[step.file].has_sure_name = True
                self._sync()
        else:
            self._now[step.file].since.append(step)

    def _open(self, name: str) -> None:
        if name not in self._now:
            self._now[name] = _Content()
            self._since.append((name, self._now[name]))

    def _sync(self) -> None:
        _rename(self._sure, self._since)
        self._since = []

    def left(self, chance: Random) -> dict[str, bytes]:
        """What may be in it after a cut."""
        names = dict(self._sure)
        _rename(names, [each for each in self._since if chance.random() < 0.5])
        return {name: content.left(chance) for name, content in names.items()}


def _rename(names: dict[str, _Content], changes: Sequence[tuple[str, _Content | None]]) -> None:
    for name, content in changes:
        if content is None:
            names.pop(name, None)
        else:
            names[name] = content


def _parts(step: Step, *, torn: bool) -> Iterator[Step]:
    """The step, or of a write that is torn its sectors."""
    if step.kind != "write" or not torn:
        yield step
        return
    start = 0
    while start < len(step.data):
        end = min(len(step.data), start + _SECTOR - (step.offset + start) % _SECTOR)
        yield Step("write", step.file, step.offset + start, step.data[start:end])
        start = end


def _do(step: Step, content: bytearray) -> None:
    end = step.offset + len(step.data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if step.kind == "truncate":
        del content[step.offset :]
    else:
        content[step.offset : end] = step.data


# --- what is found after it -------------------------------------------------------------------------------------------


def _look(
    path: Path,
    cut: _Cut,
    made: Sequence[Capture],
    known: Mapping[str, Studied],
    whole: Mapping[str, str],
    *,
    with_stories: bool,
) -> Iterator[str]:
    """What there is to say of a cut, in one word each."""
    yield "cuts"
    if cut.told is None:
        yield "unmade"
    try:
        db = connect(path) if path.exists() or cut.told is not None else create(path)
        if missing(db, made[: cut.told or 0]):
            yield "lost"
        yield from _said("broken", problems(db), path)
        add(db, made, known, at_once=len(made))
        if with_stories:
            _update(db)
        found = contents(db)
        same = {name: found[name] for name in found if with_stories or name in _OF_ARTICLES}
        yield from _said("other", differing(same, whole) + problems(db), path)
        db.close()
    except SaysoError as error:
        yield from _said("broken", [str(error)], path)


_OF_ARTICLES = ("captures", "articles", "contents", "refusals")
"""Tables that no story changes; of statements it does the speakers."""


def _said(what: str, found: Sequence[str], path: Path) -> Iterator[str]:
    if found:
        print(f"{path.parent.name}: {what}: {'; '.join(found[:3])}", file=sys.stderr)
        yield what


if __name__ == "__main__":
    sys.exit(main())
