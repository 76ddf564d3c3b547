"""Work on many articles in several processes: what comes back, and its order, is that of one process."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from types import TracebackType
from typing import TYPE_CHECKING, TypeVar

from sayso.errors import SaysoError, UsageError
from sayso.limits import NO_LIMITS, Limits, Loss
from sayso.records import Dropped, Reason, Stage

if TYPE_CHECKING:
    from sayso.worker import Task, Worker

__all__ = ["MOST", "Workers", "lost_article", "usable_cores"]

MOST = 60  # processes; Windows can't wait for more
_AHEAD = 16  # articles for each process that may be done before one that takes long, and wait in memory for it

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def usable_cores() -> int:
    """The processors that this process may use."""
    if hasattr(os, "sched_getaffinity"):  # a container or taskset may leave us but some of those that are there
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def lost_article(uri: str, stage: Stage, how: str, reason: Reason = Reason.FAILED) -> Dropped:
    """The refusal of an article over which a process died, or was ended because it took more than it may."""
    return Dropped(uri, stage, reason, f"the process that worked on it {how}{_ADVICE.get(reason, '')}")


_ADVICE = {Reason.FAILED: ", as where memory runs short; try it by itself, or in fewer processes"}


class Workers:
    """Up to ``jobs`` processes, started when there is work for them, and ended with the ``with`` block.

    ``jobs`` None: as many as there are processors to use, but only where the work is worth starting them. 1: no process
    is started, ever. ``prepare`` is called in each process before its first article. ``isolated``: all work is done in
    processes, even one article's, so that what kills one kills nothing else. ``limits`` bind each process; work that is
    done in none is not bound. Raises UsageError where ``jobs`` is no number of processes.
    """

    def __init__(
        self,
        jobs: int | None,
        prepare: Callable[[], object],
        *,
        isolated: bool = False,
        limits: Limits = NO_LIMITS,
    ) -> None:
        if jobs is not None and not 1 <= jobs <= MOST:
            raise UsageError(f"{jobs} is no number of processes to work in; expected 1 to {MOST}")
        self._jobs = min(usable_cores(), MOST) if jobs is None else jobs
        self._is_asked_for = jobs is not None
        self._isolated = isolated
        self._prepare = prepare
        self._limits = limits
        self._staff: list[Worker] = []

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._staff:
            worker.dismiss(at_once=error is not None)
        while self._staff:
            self._staff.pop().wait_for_end()

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Iterable[_Item],
        *,
        lost: Callable[[_Item, Loss], _Result],
        worth: Callable[[_Item], float],
    ) -> Iterator[_Result]:
        """What ``work`` gives for each item, in their order; items are taken as they are needed.

        ``work`` and all that it takes and gives must be picklable. Where a process dies over an item, or takes more
        than it may, ``lost`` tells what stands in its place. ``worth`` is the share (0..1) that an item has in the
        least work that is worth starting processes. Raises SaysoError where no process can be started.
        """
        waiting = iter(items)
        first: list[_Item] = []
        in_processes = self._isolated or (
            self._jobs > 1 and (bool(self._staff) or self._is_enough(waiting, worth, into=first))
        )
        if not in_processes:
            yield from map(work, chain(first, waiting))
            return
        from sayso.worker import spared_from_broken_pipes  # most runs need no processes, nor what starts them

        with spared_from_broken_pipes():
            yield from self._in_order(work, chain(first, waiting), lost)

    def _is_enough(self, waiting: Iterator[_Item], worth: Callable[[_Item], float], *, into: list[_Item]) -> bool:
        """Whether the items are work for several processes; takes no more of them than it needs to know."""
        share = 0.0
        for item in waiting:
            into.append(item)
            share += worth(item)
            if len(into) > 1 and (self._is_asked_for or share >= 1):
                return True
        return False

    def _in_order(
        self, work: Callable[[_Item], _Result], items: Iterator[_Item], lost: Callable[[_Item, Loss], _Result]
    ) -> Iterator[_Result]:
        from sayso.worker import told

        handed_out: deque[Task] = deque()  # and not yet handed on
        more = True
        while more or handed_out:
            more = more and self._hand_out(work, items, handed_out)
            while handed_out and handed_out[0].is_done:
                yield told(handed_out.popleft().result)
            if handed_out:
                self._hear(lost)

    def _hand_out(self, work: Callable[[_Item], _Result], items: Iterator[_Item], handed_out: deque[Task]) -> bool:
        """Gives every process that has none an item, and starts those that are still to be had; False: none is left."""
        from sayso.worker import Task, Worker

        while len(handed_out) < self._jobs * _AHEAD:
            free = next((worker for worker in self._staff if worker.task is None), None)
            if free is None and len(self._staff) == self._jobs:
                return True
            task = next((Task(work, item) for item in items), None)
            if task is None:
                return False
            if free is None:
                free = Worker(self._prepare, self._limits)
                self._staff.append(free)
            handed_out.append(task)
            free.take(task)
        return True

    def _hear(self, lost: Callable[[_Item, Loss], _Result]) -> None:
        """Waits until a process has something to tell; those that are lost are gone, and their items told so."""
        from sayso.worker import hear_from

        for worker in hear_from([worker for worker in self._staff if worker.task is not None]):
            self._staff.remove(worker)
            loss = worker.lost()
            if not worker.is_ready:
                raise SaysoError(
                    f"a process to work in {loss.how} before it could begin; try it in one process: --jobs 1"
                )
            if worker.task is not None:
                worker.task.finish(lost(worker.task.item, loss))
