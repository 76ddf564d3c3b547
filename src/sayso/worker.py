"""One process that works for us, and our end of the pipe to it.

Processes are started afresh, not forked: a fork of a process in which numpy has threads may hang, and Windows knows no
forks. Each has one task at a time. So it is known over which task a process died, and neither end ever waits to write
to a pipe that the other does not read.
"""

from __future__ import annotations

import math
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

from sayso.errors import SaysoError
from sayso.limits import NO_LIMITS, Limits, Loss
from sayso.records import Reason

__all__ = ["Task", "Worker", "hear_from", "spared_from_broken_pipes", "told"]


@dataclass(slots=True)
class Task:
    """An item, and what came of it once it is done."""

    work: Callable[[Any], object]
    item: Any
    result: Any = None
    is_done: bool = False

    def finish(self, result: object) -> None:
        """Keeps what came of it."""
        self.result = result
        self.is_done = True


@dataclass(frozen=True, slots=True)
class _Raised:
    """The caller's mistake, on its way to the caller."""

    error: SaysoError


class _OutOfMemory:
    """What a process answers before it ends itself: whatever failed to get memory may have been left half done."""


def told(result: Any) -> Any:
    """The result of a task. Raises what it raised."""
    if isinstance(result, _Raised):
        raise result.error
    return result


_SPAWN = get_context("spawn")
_PATIENCE_S = 5  # for a process that was told to end


class Worker:
    """A process and our end of the pipe to it. It says that it is ready; then each task gets one answer.

    ``limits`` bind it: it keeps to the memory itself, and ``hear_from`` to the time.
    """

    def __init__(self, prepare: Callable[[], object], limits: Limits = NO_LIMITS) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs, prepare, limits), daemon=True)
        self.task: Task | None = None
        self.is_ready = False
        self.deadline = math.inf  # by the monotonic clock
        self._limits = limits
        self._loss: Loss | None = None  # where it is known before it has ended
        try:
            with _without_the_program(), _interrupts_held_back():
                self.process.start()
        except OSError as error:
            raise SaysoError(f"no process to work in can be started ({error}); try it in one: --jobs 1") from error
        finally:
            theirs.close()

    def take(self, task: Task) -> None:
        """Begins the task; a process that is still starting begins it when it says that it is ready."""
        self.task = task
        if self.is_ready:
            if self._limits.seconds is not None:
                self.deadline = time.monotonic() + self._limits.seconds
            with suppress(OSError):  # it has died, as it will be heard
                self.connection.send((task.work, task.item))

    def hear(self) -> bool:
        """Takes in what the process tells; False: it has died."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return False
        if isinstance(answer, _OutOfMemory):
            self._loss = Loss(f"needed more than {_shown(self._limits.memory_bytes)} of memory", Reason.MEMORY)
            return False
        task, self.task = self.task, None
        self.deadline = math.inf
        if task is not None and self.is_ready:
            task.finish(answer)
        elif task is not None:
            self.is_ready = True
            self.take(task)
        return True

    def overrun(self) -> None:
        """Gives it up: it has been at its task for longer than it may."""
        self._loss = Loss(f"took longer than {self._limits.seconds:g} s", Reason.TIMEOUT)

    def lost(self) -> Loss:
        """Why there is no answer from a process that has died or was given up; it has ended then."""
        if self._loss is not None:
            self.process.kill()
        how = self.wait_for_end()
        return self._loss or Loss(how)

    def dismiss(self, *, at_once: bool) -> None:
        """Lets it end: now, or with what it is at."""
        self.connection.close()
        if at_once:
            self.process.terminate()

    def wait_for_end(self) -> str:
        """How it ended."""
        self.connection.close()
        self.process.join(_PATIENCE_S)
        if self.process.exitcode is None:
            self.process.kill()
            self.process.join()
        code = self.process.exitcode or 0
        return f"was ended by signal {-code}" if code < 0 else f"ended with code {code}"


def hear_from(staff: Sequence[Worker]) -> list[Worker]:
    """Waits until a process has something to tell, or is over its time; gives those that are lost with their tasks.

    One that has answered is never over its time, however late it is heard.
    """
    earliest = min(worker.deadline for worker in staff)
    patience = None if earliest == math.inf else max(0.0, earliest - time.monotonic())
    ready = wait([worker.connection for worker in staff], patience)
    lost = [worker for worker in staff if worker.connection in ready and not worker.hear()]
    overdue = [w for w in staff if w.connection not in ready and w.deadline <= time.monotonic()]
    for worker in overdue:
        worker.overrun()
    return lost + overdue


def _shown(memory_bytes: int | None) -> str:
    return "there is" if memory_bytes is None else f"{memory_bytes / 1_000_000:,.0f} MB"


def _serve(connection: Connection, prepare: Callable[[], object], limits: Limits) -> None:
    """What a process does: an answer for each task, until there is nobody to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the one that started us ends us
    limits.keep()
    prepare()
    answer: object = None  # that we are ready
    with suppress(BrokenPipeError, ConnectionResetError, EOFError):
        while not isinstance(answer, _OutOfMemory):
            connection.send(answer)
            work, item = connection.recv()
            answer = _answer(work, item)
        connection.send(answer)


def _answer(work: Callable[[Any], object], item: object) -> object:
    try:
        return work(item)
    except SaysoError as error:
        return _Raised(error)
    except MemoryError:
        return _OutOfMemory()


@contextmanager
def _without_the_program() -> Iterator[None]:
    """A process that is started here knows nothing of the program that uses us.

    As a rule it would first run that program's file again. We need nothing of it, it takes time, and where the file
    does not guard itself against this (``if __name__ == "__main__"``) it would begin all its work anew.
    """
    program = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C waits until the process is started, and never reaches it: it would die of it with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker

    resource_tracker.ensure_running()  # else started with the first process, and it lets Ctrl-C through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def spared_from_broken_pipes() -> Iterator[None]:
    """Telling a process that has died is no reason to die too, as the command line does for ``sayso ... | head``."""
    if not hasattr(signal, "SIGPIPE") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGPIPE, before)
