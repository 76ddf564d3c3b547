"""Stories brought up to date: what they are follows from all current articles, as in a build.

Copies and stories are found anew among all articles, by what was measured when each came in. Only what changed is
compared again, and each story that changed is put in the place of those that had its articles in one step.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import apsw

from sayso import __version__
from sayso.build.telling import ToldStory, record_of, tell
from sayso.config import Settings
from sayso.engine.duckdb import DuckDB
from sayso.group.facts import StoryFacts
from sayso.library.connection import connect, rows, writing
from sayso.library.entities import changed_speakers, keep_speakers
from sayso.library.finding import Found, find_stories
from sayso.library.store import documents_of, found_in, leave_story, set_setting, setting
from sayso.library.told import forget_story, keep_record, keep_story
from sayso.limits import Loss
from sayso.partition import Partition
from sayso.records import Story
from sayso.relations import Relations
from sayso.workers import Workers

__all__ = ["UpdateProgress", "Updated", "is_up_to_date", "update"]

_TOLD, _TURN, _SPEAKERS = "told", "turn", "speakers"
_STALE = "stale"
_MENDED_AT_ONCE, _SPEAKERS_AT_ONCE = 500, 1_000
"""Rows that are written at a time: others who write wait for it."""
_WORTH_TELLING = 100
"""Articles whose comparison is worth starting processes for."""
_KEPT = "SELECT id, basis, grounds FROM story"


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update did: the ``stories`` that there are, how many were ``compared`` now, and which became others."""

    stories: int
    compared: int
    changes: Counter[str]


UpdateProgress = Callable[[str, int, int], None]
"""Called with the step, how many stories are done, and of how many."""


def is_up_to_date(db: apsw.Connection, settings: Settings) -> bool:
    """Whether the stories are those of all current articles."""
    return setting(db, _TOLD) == _state(db, settings)


def update(
    db: apsw.Connection, *, settings: Settings, workers: Workers, progress: UpdateProgress | None = None
) -> Updated | None:
    """Brings the stories up to date; None where another process began to do so later, and goes on with it."""
    turn = _take_turn(db)
    state = _state(db, settings)
    if progress is not None:
        progress("groups", 0, 1)
    with DuckDB() as engine:
        found = find_stories(db, engine, settings)
        run = _Update(db, turn, settings, found, progress)
        if not (run.tell_stories(workers) and run.tell_speakers(engine)):
            return None
    with run.writing() as is_latest:
        if not is_latest:
            return None
        set_setting(db, _TOLD, state)
        set_setting(db, _SPEAKERS, state)
    return Updated(len(found), run.compared, run.changes)


def _take_turn(db: apsw.Connection) -> str:
    """Whoever began last goes on: he has seen all that was there, and the others stop."""
    with writing(db):
        turn = str(int(setting(db, _TURN) or 0) + 1)
        set_setting(db, _TURN, turn)
    return turn


def _state(db: apsw.Connection, settings: Settings) -> str:
    """What differs when the stories may."""
    digest = hashlib.sha256(settings.fingerprint(__version__).encode())
    for (capture,) in rows(db, "SELECT capture FROM article WHERE standing = 'current' ORDER BY capture"):
        digest.update(b"%d," % capture)
    return digest.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _TellTask:
    """A story to be compared, by a process that reads its articles in the library by itself."""

    path: str
    captures: tuple[int, ...]
    facts: StoryFacts
    settings: Settings
    others: bool


def _tell(task: _TellTask, lost: str | None = None) -> ToldStory:
    with closing(connect(Path(task.path), read_only=True)) as db:
        documents, found = documents_of(db, task.captures), found_in(db, task.captures)
    numbers = sorted(documents, key=lambda number: documents[number].id)
    return tell(
        [documents[number] for number in numbers],
        [found[number] for number in numbers],
        task.facts,
        task.settings,
        others=task.others,
        lost=lost,
    )


def _told_lost(task: _TellTask, loss: Loss) -> ToldStory:
    return _tell(task, loss.how)


class _Update:
    """One update."""

    def __init__(
        self,
        db: apsw.Connection,
        turn: str,
        settings: Settings,
        found: Mapping[str, Found],
        progress: UpdateProgress | None,
    ) -> None:
        self._db, self._turn, self._settings, self._found, self._progress = db, turn, settings, found, progress
        self._others = sum(len(story.captures) for story in found.values()) > 1
        self._now = datetime.now(UTC).isoformat(timespec="seconds")
        self.compared = 0
        self.changes: Counter[str] = Counter()

    @contextmanager
    def writing(self) -> Iterator[bool]:
        """As ``connection.writing``; gives whether no other update began since."""
        with writing(self._db):
            yield setting(self._db, _TURN) == self._turn

    def tell_stories(self, workers: Workers) -> bool:
        """Compares what changed; False where another update began."""
        before = {key: (basis, grounds) for key, basis, grounds in rows(self._db, _KEPT)}
        gone = sorted(before.keys() - self._found.keys())
        changed, drifted = [], []
        for key, story in sorted(self._found.items()):
            if key not in before or before[key][0] != story.basis:
                changed.append(story)
            elif before[key][1] != story.grounds:
                drifted.append(story)
        return self._replace(changed, gone, workers) and self._mend(drifted)

    def _replace(self, changed: Sequence[Found], gone: Sequence[str], workers: Workers) -> bool:
        """Tells stories that changed. Those that have articles of one another change places in one step."""
        members: dict[int, str] = dict(rows(self._db, "SELECT capture, story FROM member"))
        groups = _groups(changed, gone, members)
        tasks = [self._task(story) for group in groups for story in group.new]
        if changed:
            self._tell_progress("compare", len(changed))
        told = workers.each(_tell, tasks, lost=_told_lost, worth=lambda task: len(task.captures) / _WORTH_TELLING)
        for group in groups:
            stories = [next(told) for _ in group.new]
            with self.writing() as is_latest:
                if not is_latest:
                    return False
                self._put(group, stories, members)
            self.compared += len(stories)
            self._tell_progress("compare", len(changed))
        return True

    def _task(self, story: Found) -> _TellTask:
        captures = tuple(story.captures.values())
        return _TellTask(self._db.filename, captures, story.facts, self._settings, self._others)

    def _put(self, group: _Group, told: Sequence[ToldStory], members: Mapping[int, str]) -> None:
        # Kept with the stories: an update that is killed before it comes to their speakers leaves them to the next.
        set_setting(self._db, _SPEAKERS, _STALE)
        left = set[int]()
        for key in sorted({*group.old, *(story.id for story in group.new)}):
            left.update(number for (number,) in rows(self._db, "SELECT capture FROM member WHERE story = ?", (key,)))
            forget_story(self._db, key)
        leave_story(self._db, left.difference(*(story.captures.values() for story in group.new)))
        for story, each in zip(group.new, told, strict=True):
            keep_story(self._db, each, story.captures, basis=story.basis, grounds=story.grounds, seen=self._now)
        for before, after, articles, change in _changes(group.new, members):
            row = (self._now, before, after, articles, change)
            self._db.execute("INSERT OR REPLACE INTO story_change VALUES (?, ?, ?, ?, ?)", row)
            self.changes[change] += 1

    def _mend(self, drifted: Sequence[Found]) -> bool:
        """Tells anew why stories are stories, where that changed with the articles beside them."""
        for start in range(0, len(drifted), _MENDED_AT_ONCE):
            some = drifted[start : start + _MENDED_AT_ONCE]
            records = [self._record(story) for story in some]
            with self.writing() as is_latest:
                if not is_latest:
                    return False
                for story, record in zip(some, records, strict=True):
                    keep_record(self._db, record, story.grounds)
            self._tell_progress("mend", len(drifted), min(start + _MENDED_AT_ONCE, len(drifted)))
        return True

    def _record(self, story: Found) -> Story:
        documents = documents_of(self._db, story.captures.values()).values()
        return record_of(list(documents), story.facts, self._settings, others=self._others)

    def tell_speakers(self, relations: Relations) -> bool:
        """Who speaks in any story, each once; False where another update began."""
        if setting(self._db, _SPEAKERS) != _STALE:
            return True
        changed, gone = changed_speakers(self._db, relations, self._settings.resolve.names)
        for start in range(0, max(len(changed), len(gone)), _SPEAKERS_AT_ONCE):
            with self.writing() as is_latest:
                if not is_latest:
                    return False
                end = start + _SPEAKERS_AT_ONCE
                keep_speakers(self._db, changed[start:end], gone[start:end])
        return True

    def _tell_progress(self, step: str, total: int, done: int | None = None) -> None:
        if self._progress is not None:
            self._progress(step, self.compared if done is None else done, total)


class _Group(NamedTuple):
    """Stories that were, and those that have their articles now."""

    old: tuple[str, ...]
    new: tuple[Found, ...]


def _groups(changed: Sequence[Found], gone: Sequence[str], members: Mapping[int, str]) -> list[_Group]:
    """What must change in one step, so that every article is in one story all the time."""
    together: Partition[str] = Partition()
    for story in changed:
        for before in {members[capture] for capture in story.captures.values() if capture in members}:
            together.join(f"new {story.id}", f"old {before}")
    groups: dict[str, _Group] = {}
    for story in changed:
        key = f"new {story.id}"
        first = together.first(key)
        old = sorted(each.removeprefix("old ") for each in together.members(key) if each.startswith("old "))
        groups[first] = _Group(tuple(old), (*groups.get(first, _Group((), ())).new, story))
    replaced = {key for group in groups.values() for key in group.old}
    left = [_Group((key,), ()) for key in gone if key not in replaced]
    return [*groups.values(), *left]


def _changes(new: Sequence[Found], members: Mapping[int, str]) -> Iterator[tuple[str, str, int, str]]:
    """Which stories are others now, by the articles that both had: before, after, how many, what happened."""
    moves = Counter(
        (members[capture], story.id) for story in new for capture in story.captures.values() if capture in members
    )
    parts = Counter(before for before, _ in moves)
    sources = Counter(after for _, after in moves)
    for (before, after), articles in sorted(moves.items()):
        split, merged = parts[before] > 1, sources[after] > 1
        if split or merged or before != after:
            change = "split and merged" if split and merged else "split" if split else "merged" if merged else "renamed"
            yield before, after, articles, change
