"""What others have made is read in a process of its own, which may die of it and takes nothing else along.

Captures come over in chunks, each when it is asked for, so that neither end holds more than one. Where the process is
lost, by its death or its limits, another goes on behind what came over: one by one at first, so that the article over
which it was lost costs only itself. To get there it must read again what lies before. Where that is what it can't
survive, the rest of the file is refused.
"""

from __future__ import annotations

import math
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import BinaryIO, TypeVar

from sayso.config import ReadSettings
from sayso.errors import UsageError
from sayso.limits import Limits, Loss
from sayso.read import listed, read
from sayso.read.files import drop, printable
from sayso.read.remote import is_address, shown
from sayso.records import Capture, Dropped, Reason
from sayso.workers import Workers

__all__ = ["Isolated", "read_in", "read_isolated"]

_MOST_FOUND, _MOST_BYTES = 50, 8_000_000
"""Captures and bytes after which a chunk is full."""
_SHARE_OF_TIME = 0.25
"""Of the seconds that the process has, those after which a chunk goes over: many that are slow are not one too slow."""

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def _nothing() -> None:
    """Loads this module, which loads what reads: that is not of the time for the first item."""


class Isolated:
    """A process, started when it is first needed and anew after it was lost; ended with the ``with`` block.

    ``prepare`` is called in it before its first item, outside of the time that an item may take.
    """

    def __init__(self, limits: Limits, prepare: Callable[[], object] = _nothing) -> None:
        self.limits = limits
        self._workers = Workers(1, prepare, isolated=True, limits=limits)

    def __enter__(self) -> Isolated:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._workers.__exit__(kind, error, trace)

    def call(self, work: Callable[[_Item], _Result], item: _Item) -> _Result | Loss:
        """What ``work`` gives for the item, or why nothing came of it. All three must be picklable.

        Raises the SaysoError that ``work`` raises, and one where no process can be started.
        """
        found: list[_Result | Loss] = list(self._workers.each(work, [item], lost=_loss, worth=_any_worth))
        return found[0]


def _loss(_: object, loss: Loss) -> Loss:
    return loss


def _any_worth(_: object) -> float:
    return 1.0


def read_isolated(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    settings: ReadSettings | None = None,
    limits: Limits,
    prepare: Callable[[], object] = _nothing,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | Dropped]:
    """As ``read_in``, in a process of its own: ``limits`` bind it, and ``prepare`` is called in it first."""
    process = Isolated(limits, prepare)
    return _ended_with(process, read_in(process, paths, outlets=outlets, settings=settings, stdin=stdin))


def _ended_with(process: Isolated, reading: Iterator[Capture | Dropped]) -> Iterator[Capture | Dropped]:
    with process:
        yield from reading


def read_in(
    process: Isolated,
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    settings: ReadSettings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | Dropped]:
    """What ``sayso.read.read`` gives, in its order, and refusals of what the process was lost over.

    Its seconds are those for one article. One reading at a time: a second would make the first begin anew. Standard
    input is first copied into a file, whatever its length, so that a Parquet table can be read from a pipe too. Raises
    UsageError as ``read`` does.
    """
    read(paths, outlets=outlets)  # raises what it has to raise, and opens nothing yet
    return _each(list(zip_longest(paths, outlets)), settings or ReadSettings(), stdin, process)


@dataclass(frozen=True, slots=True)
class _Source:
    """A file to read. ``copy`` is where the bytes of standard input are; None: it is a file by itself."""

    path: str
    outlet: str | None
    settings: ReadSettings
    copy: str | None = None

    def read(self) -> Iterator[Capture | Dropped]:
        outlets = [self.outlet] if self.outlet else []
        if self.copy is None:
            yield from read([self.path], outlets=outlets, settings=self.settings)
            return
        with Path(self.copy).open("rb") as stream:
            yield from read([self.path], outlets=outlets, settings=self.settings, stdin=stream)

    @property
    def uri(self) -> str:
        """As refusals name it."""
        return shown(self.path) if is_address(self.path) else printable(Path(self.path))


def _each(
    plan: Sequence[tuple[str | Path, str | None]], settings: ReadSettings, stdin: BinaryIO | None, process: Isolated
) -> Iterator[Capture | Dropped]:
    for path, outlet in plan:
        if str(path) == "-":
            yield from _of_stream(process, stdin or sys.stdin.buffer, _Source("-", outlet, settings))
            continue
        for found in _files(path):
            if isinstance(found, Dropped):
                yield found
            else:
                yield from _of_source(process, _Source(found, outlet, settings))


def _files(path: str | Path) -> Iterator[str | Dropped]:
    """One by one, so that a file that can't be read does not cost the rest of its folder."""
    try:
        for found in listed([path]):
            yield found if isinstance(found, Dropped) else found.name
    except UsageError:  # an address of no file: reading it gives the refusal
        yield str(path)


def _of_stream(process: Isolated, stream: BinaryIO, source: _Source) -> Iterator[Capture | Dropped]:
    with TemporaryDirectory(prefix="sayso-") as folder:
        copy = Path(folder, "standard-input")
        try:
            with copy.open("wb") as file:
                shutil.copyfileobj(stream, file)
        except OSError as error:
            why = error.strerror or str(error)
            yield drop("-", Reason.UNREADABLE, f"it could not be copied to its end ({why}); name a file instead")
            return
        yield from _of_source(process, replace(source, copy=str(copy)))


# --- our end of the pipe ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ask:
    """For what follows the first ``after`` articles and refusals of a source: ``most`` of it, found in ``seconds``."""

    source: _Source
    after: int
    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What was found up to the ``reached``-th; nothing where all of it had been given before."""

    found: tuple[Capture | Dropped, ...]
    reached: int
    is_last: bool


def _of_source(process: Isolated, source: _Source) -> Iterator[Capture | Dropped]:
    seconds = math.inf if process.limits.seconds is None else process.limits.seconds * _SHARE_OF_TIME
    given = reached = singly_up_to = 0
    while True:
        most = 1 if given < singly_up_to else _MOST_FOUND
        chunk = process.call(_next, _Ask(source, given, most, seconds))
        if isinstance(chunk, _Chunk):
            yield from chunk.found
            given, reached = given + len(chunk.found), chunk.reached
            if chunk.is_last:
                return
        elif reached < given:
            yield _rest_lost(source, given, chunk)
            return
        else:
            if most == 1:
                yield _one_lost(source, given, chunk)
                given += 1
            else:
                singly_up_to = given + _MOST_FOUND
            reached = 0


def _one_lost(source: _Source, given: int, loss: Loss) -> Dropped:
    where = f"over what follows the first {given:,} articles and refusals in it" if given else "at its beginning"
    return drop(source.uri, loss.reason, f"the process that read it {loss.how}, {where}")


def _rest_lost(source: _Source, given: int, loss: Loss) -> Dropped:
    what = f"what follows the first {given:,} articles and refusals in it was not read, and is of unknown number"
    return drop(source.uri, loss.reason, f"{what}: the process that read it {loss.how} when it came there again")


# --- in the process ---------------------------------------------------------------------------------------------------


class _Reading:
    """A source that is being read, and how far."""

    def __init__(self, source: _Source) -> None:
        self.source = source
        self.reached = 0
        self._found = source.read()

    def take(self, most: int, seconds: float) -> tuple[list[Capture | Dropped], bool]:
        """What follows, and whether that is the end: one at least, if there is one, and no more than a chunk."""
        until = time.monotonic() + seconds
        taken: list[Capture | Dropped] = []
        size = 0
        for each in self._found:
            self.reached += 1
            taken.append(each)
            size += len(each.body) if isinstance(each, Capture) else 0
            if len(taken) == most or size >= _MOST_BYTES or time.monotonic() >= until:
                return taken, False
        return taken, True


_at: list[_Reading] = []
"""What this process is reading, from one chunk to the next: one source at most."""


def _next(ask: _Ask) -> _Chunk:
    """The next chunk; or a part of the way to it, where the reading had to begin anew."""
    if not _at or _at[0].source != ask.source or _at[0].reached > ask.after:
        _at[:] = [_Reading(ask.source)]
    (reading,) = _at
    passing = reading.reached < ask.after
    most = min(ask.after - reading.reached, _MOST_FOUND) if passing else ask.most
    found, is_last = reading.take(most, ask.seconds)
    return _Chunk(() if passing else tuple(found), reading.reached, is_last)
