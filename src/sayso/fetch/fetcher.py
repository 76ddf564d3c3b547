"""The one thing that asks the network for pages and feeds."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from types import TracebackType

import httpx

from sayso.config import FetchSettings
from sayso.errors import SettingsError, UsageError
from sayso.fetch import fields
from sayso.fetch.clock import Clock, Deadline
from sayso.fetch.network import Network
from sayso.fetch.results import FaultError, Fetched, NotModified, Redirect, Refused
from sayso.fetch.robots import Robots, Rules
from sayso.fetch.turns import Turns
from sayso.fetch.urls import checked, joined
from sayso.fetch.wire import Answer, Wire, status_words, trusted
from sayso.read.web_addresses import shown
from sayso.records import Dropped, Reason, Stage

__all__ = ["Fetcher"]

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_CONTACT = re.compile(
    r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,200}|https?://[A-Za-z0-9.-]{1,200}(?:/[A-Za-z0-9./_~-]{0,200})?"
)
_TAKEN = re.compile(r"text/.*|application/(?:.*[+-])?(?:xml|json)|application/octet-stream")
_ACCEPTED = {
    "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}


class Fetcher:
    """Asks for addresses, in a ``with``; may be shared by threads, and serves each host one request at a time.

    ``version`` is sayso's, told to the sites. ``network`` and ``clock`` are the machine's own where none are given.
    Raises SettingsError for a ``contact`` that is neither a mail nor a web address.
    """

    def __init__(
        self, settings: FetchSettings, version: str, *, network: Network | None = None, clock: Clock | None = None
    ) -> None:
        self._settings = settings
        self._clock = clock or Clock()
        self._wire = Wire(settings, network or Network(), trusted())
        self._turns = Turns(self._clock)
        self._robots = Robots(self._clock)
        self._said = {"User-Agent": _agent(version, settings.contact), **_ACCEPTED}
        self._closed = False

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._closed = True

    def get(
        self, url: str, *, etag: str | None = None, last_modified: str | None = None
    ) -> Fetched | NotModified | Refused:
        """What stands at an address; NotModified only where what an earlier answer told is given.

        Waits for our turn at the host first. Whatever goes wrong is a Refused; raises UsageError after the ``with``.
        """
        if self._closed:
            raise UsageError("this Fetcher is closed; ask inside of its with")
        try:
            return self._got(url, _conditions(etag, last_modified))
        except FaultError as error:
            fault = error.fault
            return Refused(Dropped(shown(url), Stage.FETCH, fault.reason, fault.why), fault.status, fault.retry_after_s)

    def _got(self, url: str, conditions: Mapping[str, str]) -> Fetched | NotModified:
        deadline = Deadline(self._settings.timeout_s, self._clock)

        def ask(step: httpx.URL) -> Answer:
            rules = self._robots.rules(step, lambda robots: self._asked_robots(robots, deadline))
            if not rules.allow(step):
                raise FaultError(Reason.ROBOTS, "its site asks programs not to read it (robots.txt); read it yourself")
            return self._asked(step, conditions, deadline, rules=rules, takes=_is_taken)

        found, answer, redirects = self._followed(checked(url), ask)
        return self._result(url, found, redirects, answer, asked_if_changed=bool(conditions))

    def _asked_robots(self, url: httpx.URL, deadline: Deadline) -> Answer:
        _, answer, _ = self._followed(url, lambda step: self._asked(step, {}, deadline))
        return answer

    def _followed(
        self, url: httpx.URL, ask: Callable[[httpx.URL], Answer]
    ) -> tuple[httpx.URL, Answer, tuple[Redirect, ...]]:
        """The address that answers in the end, its answer, and the redirects that lead there."""
        steps: list[Redirect] = []
        seen = {url}
        while (answer := ask(url)).status in _REDIRECTS:
            url = _target(url, answer)
            if url in seen:
                raise FaultError(Reason.REDIRECTS, f"it leads in a circle, back to {url}; it may want a cookie")
            if len(steps) == self._settings.max_redirects:
                raise FaultError(Reason.REDIRECTS, f"it leads on and on; {len(steps)} redirects are followed")
            seen.add(url)
            steps.append(Redirect(answer.status, str(url)))
        return url, answer, tuple(steps)

    def _asked(
        self,
        url: httpx.URL,
        conditions: Mapping[str, str],
        deadline: Deadline,
        *,
        rules: Rules | None = None,
        takes: Callable[[str | None], bool] = lambda _: True,
    ) -> Answer:
        """The answer of one host to one request, in its turn."""
        with self._turns.turn(url.raw_host.decode("ascii"), self._gap_s(rules)) as waited_s:
            deadline.extend(waited_s)
            answer = self._wire.ask(url, {**self._said, **conditions}, deadline, takes=takes)
        if answer.status in _BUSY:
            raise self._asked_to_wait(url.raw_host.decode("ascii"), answer)
        return answer

    def _gap_s(self, rules: Rules | None) -> float:
        asked_for = (rules.delay_s if rules else None) or 0.0
        return max(self._settings.min_gap_s, min(asked_for, self._settings.max_gap_s))

    def _asked_to_wait(self, host: str, answer: Answer) -> FaultError:
        seconds = fields.retry_after_s(answer.fields, self._clock.now())
        if seconds is not None:
            self._turns.close(host, seconds)
        how_long = "try again later" if seconds is None else f"try again in {seconds:,.0f} seconds"
        why = f"{host} asks to wait ({status_words(answer.status)}); {how_long}"
        return FaultError(Reason.ASKED_TO_WAIT, why, status=answer.status, retry_after_s=seconds)

    def _result(
        self, asked: str, url: httpx.URL, redirects: tuple[Redirect, ...], answer: Answer, *, asked_if_changed: bool
    ) -> Fetched | NotModified:
        told = answer.fields
        etag, modified = fields.validator(told.first("etag")), fields.validator(told.first("last-modified"))
        known = (asked, str(url), redirects, etag, modified, fields.max_age_s(told), self._clock.stamp())
        if answer.is_page:
            return Fetched(*known, answer.body, fields.media_type_in(told), fields.charset_in(told))
        if answer.status == 304 and asked_if_changed:
            return NotModified(*known)
        if answer.status == 410:
            raise FaultError(Reason.GONE, "it is gone for good, its site says (410); ask no more for it", status=410)
        why = f"its site answered {status_words(answer.status)}; check the address in a browser"
        raise FaultError(Reason.HTTP_STATUS, why, status=answer.status)


def _agent(version: str, contact: str | None) -> str:
    """``sayso/0.1.0 (+mailto:desk@post.example)``."""
    if contact is None:
        return f"sayso/{version}"
    if _CONTACT.fullmatch(contact) is None:
        raise SettingsError(f"contact is {contact[:100]!r}; expected a mail address or a web address")
    return f"sayso/{version} (+{'mailto:' if '@' in contact else ''}{contact})"


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    given = {"If-None-Match": fields.validator(etag), "If-Modified-Since": fields.validator(last_modified)}
    return {name: value for name, value in given.items() if value is not None}


def _is_taken(media_type: str | None) -> bool:
    return media_type is None or _TAKEN.fullmatch(media_type) is not None


def _target(url: httpx.URL, answer: Answer) -> httpx.URL:
    told = answer.fields.first("location")
    if not told:
        raise FaultError(Reason.REDIRECTS, f"it is a redirect ({answer.status}) that does not say where to")
    return joined(url, told.encode("latin-1").decode("utf-8", "replace"))
