"""Connections, to checked addresses only, each with a time by which it must be done and a number of bytes.

A name is resolved once, every address that it has is checked, and one of these very addresses is connected to: a name
that means something else a moment later gains nothing by it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from ssl import SSLContext
from typing import Any

import httpcore

from sayso.config import FetchSettings
from sayso.fetch.addresses import denial
from sayso.fetch.clock import Deadline
from sayso.fetch.results import FaultError
from sayso.records import Reason

__all__ = ["GuardedBackend", "Network"]

_MOST_TRIED = 4
"""Addresses of one host that are tried, one after the other."""
_BESIDES_BODY = 1_000_000
"""Bytes for a head, and for what chunks and encryption add."""


def _resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system knows them; those with an interface in them keep it: ``fe80::1%eth0``."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def _dialled(address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
    return httpcore.SyncBackend().connect_tcp(address, port, timeout_s)


@dataclass(frozen=True, slots=True)
class Network:
    """The two things that only a network can do, so that a test can stand in for it.

    ``resolve`` gives the IP addresses of a host, or raises OSError. ``dial`` connects to an IP address and a port in at
    most so many seconds, or raises what httpcore's own does.
    """

    resolve: Callable[[str, int], Sequence[str]] = _resolved
    dial: Callable[[str, int, float], httpcore.NetworkStream] = _dialled


class GuardedBackend(httpcore.NetworkBackend):
    """What httpcore connects with: one for each request."""

    def __init__(self, network: Network, settings: FetchSettings, deadline: Deadline) -> None:
        self._network = network
        self._settings = settings
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - httpcore names them; the settings and the deadline decide
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """A connection to an address of the host that was checked. Raises FaultError."""
        failed: Exception | None = None
        for address in self._allowed(host, port)[:_MOST_TRIED]:
            seconds = min(self._settings.connect_timeout_s, self._deadline.left())
            try:
                stream = self._network.dial(address, port, seconds)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _BoundedStream(stream, self._deadline, 2 * self._settings.max_bytes + _BESIDES_BODY)
        raise _unreachable(host, str(failed) or "it does not answer") from failed

    def _allowed(self, host: str, port: int) -> Sequence[str]:
        """The addresses of a host. Raises FaultError where it has none, or one that is not allowed among them: nobody
        publishes such a name for others to read."""
        addresses = self._addresses(host, port)
        for address in addresses:
            why = denial(address, allow_private=self._settings.allow_private)
            if why is not None:
                allow = "allow_private allows hosts of your own network"
                raise FaultError(Reason.DENIED_ADDRESS, f"its host {host} is not asked: {why} ({allow})")
        return addresses

    def _addresses(self, host: str, port: int) -> Sequence[str]:
        # The system's resolver can't be interrupted, and takes as long as the servers of the name want: it is left
        # behind when the time is over.
        answers: SimpleQueue[Sequence[str] | Exception] = SimpleQueue()
        threading.Thread(target=_ask, args=(self._network, host, port, answers), daemon=True).start()
        try:
            answer = answers.get(timeout=min(self._settings.connect_timeout_s, self._deadline.left()))
        except Empty:
            why = f"the name {host} could not be looked up in time; try again later"
            raise FaultError(Reason.TIMEOUT, why) from None
        if isinstance(answer, Exception):
            raise _unreachable(host, str(answer)) from answer
        if not answer:
            raise _unreachable(host, "it has no address")
        return answer


def _ask(network: Network, host: str, port: int, answers: SimpleQueue[Sequence[str] | Exception]) -> None:
    try:
        answers.put(network.resolve(host, port))
    except (OSError, UnicodeError) as error:
        answers.put(error)


def _unreachable(host: str, why: str) -> FaultError:
    return FaultError(Reason.UNREACHABLE, f"its host {host} can't be reached ({why[:200]}); check address and network")


class _BoundedStream(httpcore.NetworkStream):
    """A connection that ends at its deadline even where the server sends a byte a second, or sends without end."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline, most_bytes: int) -> None:
        self._stream = stream
        self._deadline = deadline
        self._bytes_left = most_bytes

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        found = self._stream.read(max_bytes, self._seconds(timeout))
        self._bytes_left -= len(found)
        if self._bytes_left < 0:
            raise FaultError(Reason.TOO_LARGE, "the server sends without end")
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._seconds(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._seconds(timeout))
        return _BoundedStream(stream, self._deadline, self._bytes_left)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)

    def _seconds(self, timeout: float | None) -> float:
        left = self._deadline.left()
        return left if timeout is None else min(timeout, left)
