"""What asking for an address gives: a page, the word that it has not changed, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from sayso.records import Dropped, Reason

__all__ = ["Fault", "FaultError", "Fetched", "NotModified", "Redirect", "Refused"]

_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Redirect:
    """One step from an address to another; ``url`` is where it leads."""

    status: int
    url: str


@dataclass(frozen=True, slots=True)
class _Answered:
    """What is known of an answer. ``asked`` is the address as given, ``url`` the one that answered in the end.

    ``etag`` and ``last_modified`` are to be given with the next request, as they stand; ``max_age_s`` are the seconds
    for which the site says that nothing changes; None: it does not tell. ``captured_at`` is ISO 8601.
    """

    asked: str
    url: str
    redirects: tuple[Redirect, ...]
    etag: str | None
    last_modified: str | None
    max_age_s: float | None
    captured_at: str

    @property
    def moved_to(self) -> str | None:
        """The address to ask from now on: where the permanent redirects at the beginning lead; None without such."""
        permanent = list(takewhile(lambda step: step.status in _PERMANENT, self.redirects))
        return permanent[-1].url if permanent else None


@dataclass(frozen=True, slots=True)
class Fetched(_Answered):
    """A page or a feed, whole and unpacked. ``media_type``, ``charset``: as the site tells them; None: it does not."""

    body: bytes
    media_type: str | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class NotModified(_Answered):
    """What stands there is what it was when the ``etag`` or ``last_modified`` given was told."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why there is nothing. ``status`` is that of HTTP, None where it did not come to that.

    ``retry_after_s`` are the seconds for which the site asks not to be asked again; None: it does not tell.
    """

    dropped: Dropped
    status: int | None = None
    retry_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """What a refusal will say, before it is known of which address; ``why`` is its sentence."""

    reason: Reason
    why: str
    status: int | None = None
    retry_after_s: float | None = None


class FaultError(Exception):
    """Carries a fault from where it is found to the fetcher, which makes a refusal of it. It stays in this package."""

    def __init__(
        self, reason: Reason, why: str, *, status: int | None = None, retry_after_s: float | None = None
    ) -> None:
        super().__init__(why)
        self.fault = Fault(reason, why, status, retry_after_s)
