"""CPU time and peak memory of a piece of work."""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

__all__ = ["Cost", "Run", "measured", "run"]

_Result = TypeVar("_Result")
_STATUS, _RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


class Cost(NamedTuple):
    """CPU seconds of all threads, and the most memory that the process held meanwhile, in MB of 10^6 bytes."""

    seconds: float
    peak_mb: float


class Run(NamedTuple):
    """What a process of its own took, with all that it started: seconds by the clock, CPU seconds, and what it said."""

    wall_s: float
    cpu_s: float
    output: str


def run(command: Sequence[str]) -> Run:
    """Runs the command to its end. Raises CalledProcessError where it fails."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ended = subprocess.run(command, check=True, capture_output=True, text=True)
    wall_s, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(wall_s, cpu_s, ended.stdout)


def measured(work: Callable[[], _Result]) -> tuple[_Result, Cost]:
    """What ``work`` gives, and what it cost."""
    _forget_peak()
    started = time.process_time()
    result = work()
    return result, Cost(time.process_time() - started, _peak_mb())


def _forget_peak() -> None:
    """Begins a new peak where the system can (Linux); elsewhere a peak is that of the process so far."""
    if _RESET.exists():
        _RESET.write_text("5")


def _peak_mb() -> float:
    if _STATUS.exists():
        lines = _STATUS.read_text().splitlines()
        return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("VmHWM"))
    unit = 1 if sys.platform == "darwin" else 1024  # bytes there, kibibytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
