"""The feeds that a page names in its head: ``<link rel="alternate" type="application/rss+xml" href="/feed">``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from sayso.read.web_addresses import web_address

__all__ = ["feeds_of_page"]

_MOST_CHARS = 500_000
"""Characters of a page in which its links to feeds are looked for."""
_MOST_LINKS = 50
_ELEMENT = re.compile(r"<(link|base)\s([^<>]{1,4000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-z]{1,20})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})


def feeds_of_page(text: str, url: str) -> list[tuple[str, str | None]]:
    """The address and the title of each feed, in the page's order, each address once."""
    found: dict[str, str | None] = {}
    for address, title in _named(text[:_MOST_CHARS], url):
        found.setdefault(address, title)
    return list(found.items())[:_MOST_LINKS]


def _named(text: str, base: str) -> Iterator[tuple[str, str | None]]:
    for element in _ELEMENT.finditer(text):
        values = _attributes(element[2])
        if element[1].lower() == "base":
            base = web_address(values.get("href", ""), base) or base
        elif "alternate" in values.get("rel", "").lower().split() and _type(values) in _TYPES:
            address = web_address(values.get("href", ""), base)
            if address is not None:
                yield address, " ".join(values.get("title", "").split())[:500] or None


def _attributes(text: str) -> dict[str, str]:
    return {each[1].lower(): html.unescape(each[2] or each[3] or each[4] or "") for each in _ATTRIBUTE.finditer(text)}


def _type(values: dict[str, str]) -> str:
    return values.get("type", "").partition(";")[0].strip().lower()
