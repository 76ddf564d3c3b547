"""Lists of feeds -> their addresses: OPML 1 and 2, as feed readers give it, and plain text with an address a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sayso.read.feed_text import FeedError, feed_text
from sayso.read.files import drop
from sayso.read.web_addresses import shown, web_address
from sayso.records import Dropped, Reason

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

__all__ = ["FeedList", "ListedFeed", "read_feed_list"]

_MOST_FEEDS = 10_000
_MOST_CHARS = 500
"""Longest title of a feed or a folder; the rest is left out."""
# What feed readers once called the address of a feed.
_FEED = re.compile(r"feed:(?://)?(?=https?:)", re.IGNORECASE)  # feed:https://post.example/rss
_FEED_ALONE = re.compile(r"^feed://", re.IGNORECASE)  # feed://post.example/rss
_DOCTYPE = re.compile(r"<!\s*DOCTYPE", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ListedFeed:
    """A feed of a list. ``folders`` lead from the outermost to the one that it stands in; ``title`` None: without."""

    url: str
    title: str | None
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds of a list in its order, each address once, where it stands first; ``refused`` have no address."""

    feeds: tuple[ListedFeed, ...]
    refused: tuple[Dropped, ...]


def read_feed_list(body: bytes, uri: str) -> FeedList:
    """What a list holds; ``uri`` is what it is called in refusals. Raises FeedError for what is no list."""
    text = feed_text(body)
    found = _outlines(text, uri) if text.lstrip().startswith("<") else _lines(text, uri)
    listed = list(islice(found, _MOST_FEEDS + 1))
    if len(listed) > _MOST_FEEDS:
        raise FeedError(f"it lists more feeds than a list may have ({_MOST_FEEDS:,}); give it in parts")
    if not listed:
        raise FeedError("it lists no feed; expected OPML with xmlUrl, or an address a line")
    feeds: dict[str, ListedFeed] = {}
    for each in listed:
        if isinstance(each, ListedFeed):
            feeds.setdefault(each.url, each)
    return FeedList(tuple(feeds.values()), tuple(each for each in listed if isinstance(each, Dropped)))


def _lines(text: str, uri: str) -> Iterator[ListedFeed | Dropped]:
    """An address a line; ``#`` begins a comment, at the beginning of a line or after white space."""
    for number, line in enumerate(text.splitlines(), 1):
        given = re.split(r"(?:^|\s)#", line, maxsplit=1)[0].strip()
        if given:
            yield _listed(given, None, (), f"{uri}#{number}", f"line {number}")


def _outlines(text: str, uri: str) -> Iterator[ListedFeed | Dropped]:
    # Without recursion: each element goes with the folders that it stands in.
    waiting: list[tuple[Element, tuple[str, ...]]] = [(_body(text), ())]
    number = 0
    while waiting:
        element, folders = waiting.pop()
        given = _attribute(element, "xmlurl")
        title = (_attribute(element, "title") or _attribute(element, "text") or "")[:_MOST_CHARS] or None
        if given is not None:
            number += 1
            yield _listed(given, title, folders, f"{uri}#{number}", f"feed {number}")
        inside = (*folders, title) if title is not None and given is None else folders
        waiting.extend((child, inside) for child in reversed(element) if isinstance(child.tag, str))


def _body(text: str) -> Element:
    """The body of an OPML file. Raises FeedError."""
    from lxml import etree

    if _DOCTYPE.search(text):
        raise FeedError("it has a DOCTYPE, by which a file can be made to read others; expected OPML without")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise FeedError(f"it is not well-formed ({str(error)[:200]}); expected OPML") from error
    if not isinstance(root.tag, str) or root.tag.lower() != "opml" or (body := root.find("body")) is None:
        raise FeedError(f"it is XML, and no OPML ({str(root.tag)[:60]}); expected opml with a body")
    return body


def _attribute(element: Element, name: str) -> str | None:
    """Its value on one line, whatever the case of its name: ``xmlUrl`` is found as ``xmlurl``; None: empty."""
    value = next((value for key, value in element.attrib.items() if str(key).lower() == name), "")
    return " ".join(str(value).split()) or None


def _listed(given: str, title: str | None, folders: tuple[str, ...], uri: str, where: str) -> ListedFeed | Dropped:
    url = web_address(_FEED.sub("", given) if _FEED.match(given) else _FEED_ALONE.sub("http://", given))
    if url is None:
        return drop(
            uri, Reason.BAD_RECORD, f"{where} is no web address ({shown(given)[:100]!r}); expected http or https"
        )
    return ListedFeed(url, title, folders)
