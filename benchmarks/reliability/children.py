"""Work in a process of its own, which tells what it has done as it goes, and may be killed at any moment."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable
from typing import Any

__all__ = ["Child", "Tell", "told_by"]

Tell = Callable[[object], None]
"""Tells something that JSON has; once it returns, nothing that happens to the process takes it back."""


class Child:
    """A copy of this process that does the work. ``was_killed`` is known when what it told is."""

    def __init__(self, work: Callable[[Tell], object]) -> None:
        self.was_killed = False
        reader, writer = os.pipe()
        sys.stdout.flush()
        with warnings.catch_warnings():
            # Threads of numeric libraries are asleep when this is called, and nothing in the child waits for them.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._number = os.fork()
        if self._number == 0:
            os.close(reader)
            _work(work, writer)
        os.close(writer)
        self._reader = reader

    def kill(self, after_s: float) -> None:
        """Kills it after so many seconds, if it is still at work."""
        time.sleep(after_s)
        os.kill(self._number, signal.SIGKILL)  # nobody else has its number before ``told`` has taken note of its end

    def told(self) -> list[Any]:
        """All that it told, when it is at its end. Raises RuntimeError where it failed by itself."""
        with os.fdopen(self._reader, "rb") as stream:
            lines = stream.read().split(b"\n")[:-1]
        _, status = os.waitpid(self._number, 0)
        self.was_killed = os.WIFSIGNALED(status)
        if os.WIFEXITED(status) and os.WEXITSTATUS(status):
            raise RuntimeError("a process failed: what it said stands above")
        return [json.loads(line) for line in lines]


def told_by(work: Callable[[Tell], object]) -> list[Any]:
    """What a process of its own tells that does the work."""
    return Child(work).told()


def _work(work: Callable[[Tell], object], writer: int) -> None:
    """Never returns: what the copied process would do next is not the child's to do."""
    status = 1
    try:
        work(lambda told: _write(writer, told))
        status = 0
    except BaseException:  # noqa: BLE001 - whatever it is, it ends the child and nothing else
        traceback.print_exc()
    finally:
        os._exit(status)


def _write(writer: int, told: object) -> None:
    os.write(writer, json.dumps(told).encode() + b"\n")
