"""What a process that reads foreign bytes may take, and what is told of one that took more."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.records import Reason

__all__ = ["NO_LIMITS", "Limits", "Loss"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take; None: as much as there is. Raises UsageError where nothing could be done within them.

    ``seconds`` are those by the clock that it may be at one item. ``memory_bytes`` are those that it may fill with data
    of its own, its libraries' included: an idle one that has read an article has some 300 MB.
    """

    seconds: float | None = None
    memory_bytes: int | None = None

    def __post_init__(self) -> None:
        for given in (self.seconds, self.memory_bytes):
            if given is not None and given <= 0:
                raise UsageError(f"nothing can be done within a limit of {given}; expected more than 0")

    def keep(self) -> None:
        """Binds this process, where its system can: for as long as it lives, and for all of its threads.

        It is data (``RLIMIT_DATA``) that is counted and not addresses (``RLIMIT_AS``): OpenBLAS and Arrow reserve many
        times what they use (281 MB of addresses for 75 MB of data, when nothing was done yet), and more on a machine
        with more processors. Linux counts all that may be written, macOS does not, and Windows knows no such limit:
        there, time alone is limited.
        """
        if sys.platform == "win32":
            return
        import resource

        # What a process leaves behind when it dies would be the foreign bytes, in a file of gigabytes.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if self.memory_bytes is not None:
            most = resource.getrlimit(resource.RLIMIT_DATA)[1]
            memory = self.memory_bytes if most == resource.RLIM_INFINITY else min(self.memory_bytes, most)
            resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Loss:
    """Why there is no result for an item: ``how`` goes on from "the process that worked on it"."""

    how: str
    reason: Reason = Reason.FAILED
