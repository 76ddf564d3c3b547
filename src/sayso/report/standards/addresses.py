"""Ids that other people's standards ask for: web addresses where there are any, else names made from our own ids."""

from __future__ import annotations

import hashlib
import re
from typing import Final
from urllib.parse import quote
from uuid import UUID, uuid5

from sayso.records import Document

__all__ = ["article_address", "date_of", "moment_of", "urn", "web_address"]

_NAMES: Final = UUID("5e1f6a0c-27b4-5d0e-9c38-8d1b70a4f2e6")
"""The namespace of our names (RFC 9562, version 5): any other would give other ids, so it never changes."""

# A host without credentials, then anything without white space; the rest is escaped below.
_WEB = re.compile(r"https?://[^\s/?#@:\\<>\"'`{}|^\[\]%]+(?::[0-9]{1,5})?(?:[/?#]\S*)?", re.IGNORECASE)
_MOST_CHARS: Final = 2_000
_KEPT: Final = "!$&'()*+,;=:@/?-._~%"
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

_DATE = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", re.ASCII)
_MOMENT = re.compile(
    _DATE.pattern
    + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,9})?(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])",
    re.ASCII,
)


def web_address(text: str) -> str | None:
    """The text as an address that every reader takes (RFC 3986), None where it is no http or https address.

    ``https://a.example/é?x="1"`` gives ``https://a.example/%C3%A9?x=%221%22``.
    """
    if len(text) > _MOST_CHARS or not _WEB.fullmatch(text):
        return None
    head, mark, fragment = text.partition("#")
    try:
        return mark.join(
            quote(_NO_ESCAPE.sub("%25", part), safe=_KEPT) for part in ((head, fragment) if mark else (head,))
        )
    except UnicodeEncodeError:  # lone surrogates
        return None


def urn(kind: str, *ids: str) -> str:
    """A name for what has no address: the same for the same ids, and another for every ``kind``."""
    digest = hashlib.sha256("\x1f".join((kind, *ids)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"urn:uuid:{uuid5(_NAMES, digest)}"


def article_address(document: Document) -> str:
    """Where the article stands on the web, else a name for it."""
    return web_address(document.uri) or urn("article", document.id)


def date_of(published: str | None) -> str | None:
    """The day of an ISO 8601 date or moment, None where there is no whole day."""
    found = _DATE.match(published or "")
    return found.group() if found else None


def moment_of(published: str | None) -> str | None:
    """The moment itself where it is whole, with its zone (RFC 3339); else None."""
    return published if published is not None and _MOMENT.fullmatch(published) else None
