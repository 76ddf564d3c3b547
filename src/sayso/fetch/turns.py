"""One request at a time for each host, with a gap between them, and none while it asks us to wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sayso.fetch.clock import Clock
from sayso.fetch.results import FaultError
from sayso.records import Reason

__all__ = ["Turns"]

_MOST_HOSTS = 4_096
"""Hosts that are remembered at least; beyond, those that may be asked anyway are forgotten."""
_LONGEST_WAIT_S = 86_400.0


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    in_use: int = 0
    free_at: float = 0.0
    closed_until: float = 0.0


class Turns:
    """Who may ask which host when, for all threads that share it."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextmanager
    def turn(self, name: str, gap_s: float) -> Iterator[float]:
        """Our turn at a host, once it comes; gives the seconds waited for it. The next comes ``gap_s`` after its end.

        Raises FaultError (asked to wait) while the host is closed.
        """
        came = self._clock.monotonic()
        with self._kept(name) as host, host.lock:
            self._check_open(name, host)
            self._wait_until(host.free_at)
            try:
                yield self._clock.monotonic() - came
            finally:
                host.free_at = self._clock.monotonic() + gap_s

    def close(self, name: str, seconds: float) -> None:
        """Asks nothing of a host for so long, a day at most."""
        with self._kept(name) as host:
            host.closed_until = self._clock.monotonic() + min(seconds, _LONGEST_WAIT_S)

    @contextmanager
    def _kept(self, name: str) -> Iterator[_Host]:
        """What is known of a host, which is not forgotten meanwhile."""
        with self._lock:
            if name not in self._hosts and len(self._hosts) >= _MOST_HOSTS:
                self._forget_idle()
            host = self._hosts.setdefault(name, _Host())
            host.in_use += 1
        try:
            yield host
        finally:
            with self._lock:
                host.in_use -= 1

    def _forget_idle(self) -> None:
        now = self._clock.monotonic()
        self._hosts = {
            name: host
            for name, host in self._hosts.items()
            if host.in_use or max(host.free_at, host.closed_until) > now
        }

    def _check_open(self, name: str, host: _Host) -> None:
        left = host.closed_until - self._clock.monotonic()
        if left > 0:
            why = f"{name} asked to wait, for {left:,.0f} seconds more"
            raise FaultError(Reason.ASKED_TO_WAIT, why, retry_after_s=left)

    def _wait_until(self, moment: float) -> None:
        left = moment - self._clock.monotonic()
        if left > 0:
            self._clock.sleep(left)
