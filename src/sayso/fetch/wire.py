"""One request and its answer: no cookies, no proxies, no redirects, nothing kept from one to the next."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus

import httpcore
import httpx

from sayso.config import FetchSettings
from sayso.fetch.clock import Deadline
from sayso.fetch.fields import Fields, media_type_in
from sayso.fetch.network import GuardedBackend, Network
from sayso.fetch.results import FaultError
from sayso.read.http_body import BadBodyError, codings_in, unpacked
from sayso.records import Reason

__all__ = ["Answer", "Wire", "status_words", "trusted"]

_HAS_BODY = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said. ``body`` is unpacked, and empty for every status but 200 and 203: nobody reads it."""

    status: int
    fields: Fields
    body: bytes = b""

    @property
    def is_page(self) -> bool:
        """Whether it is what was asked for."""
        return self.status in _HAS_BODY


@dataclass(frozen=True, slots=True)
class Wire:
    """What requests are sent over."""

    settings: FetchSettings
    network: Network
    tls: ssl.SSLContext

    def ask(
        self,
        url: httpx.URL,
        fields: Mapping[str, str],
        deadline: Deadline,
        *,
        takes: Callable[[str | None], bool] = lambda _: True,
    ) -> Answer:
        """The answer; ``takes`` tells of a media type whether its body is wanted. Raises FaultError."""
        backend = GuardedBackend(self.network, self.settings, deadline)
        seconds = {"connect": self.settings.connect_timeout_s, "read": self.settings.read_timeout_s}
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self.tls, network_backend=backend) as pool,
                pool.stream(
                    "GET",
                    # Its parts, so that no second parser reads another host out of it.
                    httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
                    headers=[("Connection", "close"), *fields.items()],
                    extensions={"timeout": {**seconds, "write": self.settings.read_timeout_s}},
                ) as response,
            ):
                return self._answer(response, takes)
        except httpcore.TimeoutException as error:
            raise FaultError(Reason.TIMEOUT, f"{url.host} did not answer in time; try again later") from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise FaultError(
                Reason.UNREACHABLE, f"{url.host} did not answer as a web server does ({_short(error)})"
            ) from error

    def _answer(self, response: httpcore.Response, takes: Callable[[str | None], bool]) -> Answer:
        fields = Fields(response.headers)
        if response.status not in _HAS_BODY:
            return Answer(response.status, fields)
        media_type = media_type_in(fields)
        if not takes(media_type):
            raise FaultError(Reason.NOT_TEXT, f"it is sent as {media_type}; expected a page, a text or a feed")
        return Answer(response.status, fields, self._unpacked(self._sent(response, fields), fields))

    def _sent(self, response: httpcore.Response, fields: Fields) -> bytes:
        """The body as it is sent, whole."""
        announced = fields.first("content-length") or ""
        if announced.isdecimal() and int(announced[:19]) > self.settings.max_bytes:
            raise self._too_large()
        found = bytearray()
        try:
            for part in response.iter_stream():
                found += part
                if len(found) > self.settings.max_bytes:
                    raise self._too_large()
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            why = f"the connection ended before the page did, at byte {len(found):,} ({_short(error)}); try again later"
            raise FaultError(Reason.INCOMPLETE, why) from error
        return bytes(found)

    def _unpacked(self, body: bytes, fields: Fields) -> bytes:
        try:
            return unpacked(body, codings_in(fields.all("content-encoding")), max_bytes=self.settings.max_bytes)
        except BadBodyError as bad:
            if bad.too_large:
                raise self._too_large() from bad
            raise FaultError(Reason.DAMAGED, f"its page can't be had whole: {bad}") from bad

    def _too_large(self) -> FaultError:
        return FaultError(Reason.TOO_LARGE, f"it has more than {self.settings.max_bytes:,} bytes (setting max_bytes)")


def _short(error: Exception) -> str:
    return str(error)[:200] or type(error).__name__


@cache
def trusted() -> ssl.SSLContext:
    """Whose certificates are trusted: those that browsers trust, and those that this machine was told to.

    Read once: it takes as long as a request.
    """
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context


def status_words(status: int) -> str:
    """``404 Not Found``; the number alone where it has no words."""
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return str(status)
