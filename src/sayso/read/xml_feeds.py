"""RSS, Atom and RDF, well-formed or not, through feedparser."""

from __future__ import annotations

import html
import io
import re
import time
from datetime import UTC, datetime
from typing import Any

import feedparser

from sayso.read.feed_drafts import Draft, DraftFeed
from sayso.read.feed_text import FeedError

__all__ = ["xml_feed"]

_TAG = re.compile(r"<[^<>]{0,1000}>")
_MINUTES = re.compile(r"\s*([0-9]{1,6})\s*")

# What feedparser raises over feeds that were bent; memory and the like are not its to raise.
_RAISED = (ArithmeticError, AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)

_Found = dict[str, Any]
"""What feedparser gives. It is asked as a plain dict: its own access warns, and gives one date for another."""


def xml_feed(text: str, url: str) -> DraftFeed:
    """What a feed in XML gives; ``url`` is where it was found. Raises FeedError."""
    parsed = _parsed(text, url)
    if not dict.get(parsed, "version"):
        raise FeedError("it is no feed that is known; expected RSS, Atom, RDF or JSON Feed")
    feed = dict.get(parsed, "feed", {})
    minutes = _MINUTES.fullmatch(_text(feed, "ttl") or "")
    return DraftFeed(
        title=_title(feed),
        ttl_s=60.0 * int(minutes[1]) if minutes else None,
        entries=tuple(_draft(entry) for entry in dict.get(parsed, "entries", [])),
    )


def _parsed(text: str, url: str) -> _Found:
    # As a stream: of bytes alone feedparser asks first whether they are the name of a file.
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    head = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        found: _Found = feedparser.parse(
            stream, response_headers=head, sanitize_html=False, resolve_relative_uris=False
        )
    except _RAISED as error:
        raise FeedError(f"it can't be parsed ({type(error).__name__}: {str(error)[:200]}); expected a feed") from error
    return found


def _draft(entry: _Found) -> Draft:
    published = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    own = _text(entry, "id")
    return Draft(
        links=tuple(link for link in (_text(entry, "link"), own) if link),
        id=own,
        title=_title(entry),
        published=_moment(published) if isinstance(published, time.struct_time) else None,
        summary_only=not dict.get(entry, "content"),
    )


def _text(values: _Found, name: str) -> str | None:
    value = dict.get(values, name)
    return value if isinstance(value, str) and value else None


def _title(values: _Found) -> str | None:
    """The title as text: where it is HTML, and it mostly is, without its tags."""
    title = _text(values, "title")
    detail = dict.get(values, "title_detail", {})
    if title is None or _text(detail, "type") == "text/plain":
        return title
    return html.unescape(_TAG.sub("", title))


def _moment(parsed: time.struct_time) -> str | None:
    """``2026-05-13T04:00:00Z``: feedparser gives the time at Greenwich."""
    try:
        return datetime(*parsed[:5], min(parsed[5], 59), tzinfo=UTC).isoformat().replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return None
