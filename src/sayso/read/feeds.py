"""Feeds -> what they list: RSS, Atom and RDF, JSON Feed, and the feeds that a page names.

Reading one is bounded in memory, not in time: whoever reads feeds of strangers does so in a process that can be ended.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.read.feed_drafts import Draft, DraftFeed
from sayso.read.feed_text import FeedError, feed_text
from sayso.read.page_feeds import feeds_of_page
from sayso.read.sniff import Form, form_of_bytes
from sayso.read.web_addresses import web_address, without_tracking
from sayso.records import Dropped, Reason, Stage

__all__ = ["Entry", "Feed", "FeedError", "FeedLink", "FeedPage", "read_feed"]

_MOST_ENTRIES = 1_000
"""Entries of a feed that are read; those of news list 20 to 200."""
_MOST_TITLE_CHARS = 500
_MOST_ID_CHARS = 4_000
_LOOKED_AT = 4_096


@dataclass(frozen=True, slots=True)
class Entry:
    """One article that a feed lists. ``id`` is the feed's own; where it tells none, the address.

    ``published`` is ISO 8601, or when the entry was last changed where only that is told; None: neither is.
    ``summary_only``: whether the article must be fetched to be had whole.
    """

    url: str
    id: str
    title: str | None
    published: str | None
    summary_only: bool


@dataclass(frozen=True, slots=True)
class Feed:
    """What a feed lists, in its order. ``ttl_s``: seconds for which it asks not to be asked again; None: it does not.

    ``refused`` are entries without an address, and those beyond the most that are read, told together.
    """

    title: str | None
    entries: tuple[Entry, ...]
    ttl_s: float | None
    refused: tuple[Dropped, ...]


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names; ``title`` is None where it has none."""

    url: str
    title: str | None


@dataclass(frozen=True, slots=True)
class FeedPage:
    """A page given in place of a feed, with the feeds that it names: none, one or several."""

    links: tuple[FeedLink, ...]


def read_feed(body: bytes, url: str, *, charset: str | None = None) -> Feed | FeedPage:
    """What is listed by the bytes that were found at ``url``. Raises FeedError for what is neither feed nor page.

    What it is stands in its beginning: of the media type, which many servers tell wrong, nothing depends.
    """
    text = feed_text(body, charset)
    start = text[:_LOOKED_AT].lstrip()
    if not start:
        raise FeedError("it is empty; expected a feed (RSS, Atom, RDF or JSON Feed)")
    if start.startswith("{"):
        from sayso.read.json_feeds import json_feed

        return _feed(json_feed(text), url)
    if form_of_bytes(start.encode("utf-8", "replace")) is Form.PAGE:
        return FeedPage(tuple(FeedLink(*each) for each in feeds_of_page(text, url)))
    # It brings parsers for which no start of sayso should wait.
    from sayso.read.xml_feeds import xml_feed

    return _feed(xml_feed(text, url), url)


def _feed(found: DraftFeed, url: str) -> Feed:
    entries: list[Entry] = []
    refused: list[Dropped] = []
    for number, draft in enumerate(found.entries[:_MOST_ENTRIES], 1):
        entry = _entry(draft, url, number)
        if isinstance(entry, Dropped):
            refused.append(entry)
        else:
            entries.append(entry)
    beyond = len(found.entries) - _MOST_ENTRIES
    if beyond > 0:
        why = f"it lists {len(found.entries):,} articles; the first {_MOST_ENTRIES:,} are read"
        refused.append(Dropped(url, Stage.READ, Reason.TOO_LARGE, why, beyond))
    return Feed(_line(found.title), tuple(entries), found.ttl_s, tuple(refused))


def _entry(draft: Draft, url: str, number: int) -> Entry | Dropped:
    address = next((found for link in draft.links if (found := web_address(link, url)) is not None), None)
    title = _line(draft.title)
    if address is None:
        why = (
            f"entry {number} of the feed ({title or 'without a title'}) has no web address, so that nothing can be read"
        )
        return Dropped(f"{url}#{number}", Stage.READ, Reason.BAD_RECORD, why)
    plain = without_tracking(address)
    return Entry(plain, (draft.id or plain)[:_MOST_ID_CHARS], title, draft.published, draft.summary_only)


def _line(title: str | None) -> str | None:
    """A title on one line; None where there is none."""
    return " ".join((title or "").split())[:_MOST_TITLE_CHARS].rstrip() or None
