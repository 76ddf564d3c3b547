"""Servers on this machine that answer as a test wants, byte by byte, and clocks that need not wait."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sayso.config import FetchSettings
from sayso.fetch import Clock, Fetched, Fetcher, NotModified, Refused

Answer = bytes | Callable[[socket.socket], None]
"""What is sent for a path: bytes, or what is done with the connection."""

QUICK = FetchSettings(allow_private=True, min_gap_s=0.0, timeout_s=20.0)


def http(body: bytes = b"", *fields: str, status: str = "200 OK", length: int | None = None) -> bytes:
    """An answer with its length, or a wrong one."""
    head = [f"HTTP/1.1 {status}", *fields, f"Content-Length: {len(body) if length is None else length}"]
    return "\r\n".join([*head, "", ""]).encode("latin-1") + body


def page(body: bytes = b"<p>The pier stays.</p>", *fields: str) -> bytes:
    return http(body, "Content-Type: text/html; charset=utf-8", *fields)


def redirect(target: str, status: str = "302 Found") -> bytes:
    return http(b"", f"Location: {target}", status=status)


class Site:
    """A server of fixed answers; ``heads`` are the requests that came, ``paths`` what they asked for."""

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self._answers = dict(answers)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self.heads: list[str] = []
        self.stop = threading.Event()
        self.port: int = self._listener.getsockname()[1]
        self._threads[0].start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def paths(self) -> list[str]:
        return [head.split()[1] for head in self.heads]

    @property
    def pages(self) -> list[str]:
        """The paths but that of robots.txt."""
        return [path for path in self.paths if path != "/robots.txt"]

    def answer(self, path: str, answer: Answer) -> None:
        self._answers[path] = answer

    def close(self) -> None:
        self.stop.set()
        # Closing alone leaves the thread in accept().
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(10)

    def _listen(self) -> None:
        while not self.stop.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self._threads.append(threading.Thread(target=self._serve, args=(connection,), daemon=True))
            self._threads[-1].start()

    def _serve(self, connection: socket.socket) -> None:
        with connection:
            head = b""
            while b"\r\n\r\n" not in head and (more := connection.recv(4096)):
                head += more
            if not head:
                return
            self.heads.append(head.decode("latin-1"))
            answer = self._answers.get(self.paths[-1], http(status="404 Not Found"))
            try:
                answer(connection) if callable(answer) else connection.sendall(answer)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(4096):  # else what is still on its way is thrown away with the connection
                    pass
            except OSError:  # the fetcher had enough
                return


@contextmanager
def site(answers: Mapping[str, Answer] | None = None) -> Iterator[Site]:
    found = Site(answers or {})
    try:
        yield found
    finally:
        found.close()


class FakeTime:
    """A clock that stands still but when somebody sleeps; ``slept`` are the seconds of each time."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.passed = 0.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.passed += seconds

    def clock(self) -> Clock:
        start = datetime(2026, 5, 13, 6, tzinfo=UTC)
        return Clock(lambda: start + timedelta(seconds=self.passed), lambda: self.passed, self.sleep)


def fetcher(settings: FetchSettings = QUICK, clock: Clock | None = None) -> Fetcher:
    return Fetcher(settings, "1.2.3", clock=clock)


def got(url: str, settings: FetchSettings = QUICK) -> Fetched | NotModified | Refused:
    with fetcher(settings) as asking:
        return asking.get(url)


def fetched(url: str, settings: FetchSettings = QUICK) -> Fetched:
    found = got(url, settings)
    assert isinstance(found, Fetched), found
    return found


def refused(url: str, settings: FetchSettings = QUICK) -> Refused:
    found = got(url, settings)
    assert isinstance(found, Refused), found
    return found
