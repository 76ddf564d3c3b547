"""What a site asks of programs that read it: its robots.txt (RFC 9309)."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

import httpx
from protego import Protego

from sayso.fetch.clock import Clock
from sayso.fetch.results import Fault, FaultError
from sayso.fetch.urls import origin_of
from sayso.fetch.wire import Answer, status_words
from sayso.records import Reason

__all__ = ["Robots", "Rules", "rules_of"]

_NAME = "sayso"
_MOST_BYTES = 500_000
"""Bytes that are read of a robots.txt; RFC 9309 asks for 500 KiB, and the rest is not looked at."""
_MOST_SITES = 250
_KEPT_S = 86_400.0
_RETRIED_S = 900.0
"""Seconds after which a robots.txt that could not be had is asked for anew."""

_OF_THE_SITE = frozenset(
    {Reason.BAD_ADDRESS, Reason.DENIED_ADDRESS, Reason.UNREACHABLE, Reason.TIMEOUT, Reason.ASKED_TO_WAIT}
)

# As protego reads it: with or without a colon, however wide the gaps.
_AGENT = re.compile(r"\s*user(?:-|\s+)?agent\s*[:\s]\s*(?P<name>[^#]*)", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z_-]*")


@dataclass(frozen=True, slots=True)
class Rules:
    """What a site asks of us. ``delay_s``: seconds between two requests; None: it asks for none."""

    parsed: Protego
    delay_s: float | None

    def allow(self, url: httpx.URL) -> bool:
        """Whether the address may be asked for."""
        return bool(self.parsed.can_fetch(str(url), _NAME))


def rules_of(body: bytes) -> Rules:
    """The rules that a robots.txt holds for us; whatever stands in it, it holds some."""
    text = body[:_MOST_BYTES].removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    # Ten thousand names over ten thousand rules would be kept as a hundred million: all that are not ours become one.
    parsed = Protego.parse("\n".join(map(_as_ours, text.splitlines())))
    return Rules(parsed, parsed.crawl_delay(_NAME))


def _as_ours(line: str) -> str:
    found = _AGENT.match(line)
    if found is None:
        return line
    name = found["name"].strip()
    token = _TOKEN.match(name)
    is_ours = token is not None and token[0].lower() == _NAME
    return f"User-agent: {'*' if name == '*' else _NAME if is_ours else 'another'}"


class Robots:
    """The rules of sites, each asked for once a day; kept as text, of which what is parsed can be a hundred times."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._known: OrderedDict[str, tuple[float, bytes | Fault]] = OrderedDict()

    def rules(self, url: httpx.URL, ask: Callable[[httpx.URL], Answer]) -> Rules:
        """The rules of the site of an address. Raises FaultError where they can't be had, and nothing may be asked.

        ``ask`` gives the answer for an address, redirects followed.
        """
        site = origin_of(url)
        with self._lock:
            until, known = self._known.get(site, (0.0, None))
        if known is None or until <= self._clock.monotonic():
            known = _asked(url.copy_with(raw_path=b"/robots.txt"), ask)
            self._keep(site, known)
        if isinstance(known, Fault):
            raise FaultError(known.reason, known.why, status=known.status, retry_after_s=known.retry_after_s)
        return rules_of(known)

    def _keep(self, site: str, known: bytes | Fault) -> None:
        kept_s = _retried_s(known) if isinstance(known, Fault) else _KEPT_S
        with self._lock:
            self._known[site] = (self._clock.monotonic() + kept_s, known)
            self._known.move_to_end(site)
            if len(self._known) > _MOST_SITES:
                self._known.popitem(last=False)


def _retried_s(fault: Fault) -> float:
    if fault.reason is Reason.TIMEOUT:
        return 0.0  # the time may have been lost on the way here, by another site's doing
    return _RETRIED_S if fault.retry_after_s is None else min(fault.retry_after_s, _RETRIED_S)


def _asked(url: httpx.URL, ask: Callable[[httpx.URL], Answer]) -> bytes | Fault:
    """The text of a robots.txt, empty where there is none; why nothing may be asked where that can't be told."""
    try:
        answer = ask(url)
    except FaultError as error:
        return b"" if error.fault.reason is Reason.REDIRECTS else _not_had(error.fault)
    if answer.is_page:
        return answer.body[:_MOST_BYTES]
    if 400 <= answer.status < 500:
        return b""  # RFC 9309, 2.3.1.3: there is none, so that all may be asked
    return _not_had(Fault(Reason.HTTP_STATUS, f"the site answered {status_words(answer.status)}", answer.status))


def _not_had(fault: Fault) -> Fault:
    """What holds of the site holds of the page; where it is the file that is at fault, nobody knows what it asks."""
    if fault.reason in _OF_THE_SITE:
        return fault
    return Fault(Reason.ROBOTS, f"the site's robots.txt can't be had: {fault.why}; try again later", fault.status)
