"""One process that works for us, and our end of the pipe to it.

Processes are started afresh, not forked: a fork of a process in which numpy has threads may hang, and Windows knows no
forks. Each has one task at a time. So it is known over which task a process died, and neither end ever waits to write
to a pipe that the other does not read.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from types import ModuleType
from typing import Any

from sayso.errors import SaysoError

__all__ = ["Task", "Worker", "spared_from_broken_pipes", "told"]


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


def told(result: Any) -> Any:
    """The result of a task. Raises what it raised."""
    if isinstance(result, _Raised):
        raise result.error
    return result


_SPAWN = get_context("spawn")
_PATIENCE_S = 5  # for a process that was told to end


class Worker:
    """A process and our end of the pipe to it. It says that it is ready; then each task gets one answer."""

    def __init__(self, prepare: Callable[[], object]) -> None:
        self.connection, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs, prepare), daemon=True)
        self.task: Task | None = None
        self.is_ready = False
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
            with suppress(OSError):  # it has died, as it will be heard
                self.connection.send((task.work, task.item))

    def hear(self) -> bool:
        """Takes in what the process tells; False: it has died."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            return False
        task, self.task = self.task, None
        if task is not None and self.is_ready:
            task.finish(answer)
        elif task is not None:
            self.is_ready = True
            self.take(task)
        return True

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


def _serve(connection: Connection, prepare: Callable[[], object]) -> None:
    """What a process does: an answer for each task, until there is nobody to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the one that started us ends us
    prepare()
    answer: object = None  # that we are ready
    with suppress(BrokenPipeError, ConnectionResetError, EOFError):
        while True:
            connection.send(answer)
            work, item = connection.recv()
            answer = _answer(work, item)


def _answer(work: Callable[[Any], object], item: object) -> object:
    try:
        return work(item)
    except SaysoError as error:
        return _Raised(error)


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
