"""What stands at a web address: an article, or a feed of articles, parsed by a process that may die of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.errors import UsageError
from sayso.fetch import Fetched, Fetcher, NotModified, Refused, capture_of
from sayso.isolated import Isolated
from sayso.limits import Limits, Loss
from sayso.read import Feed, FeedError, FeedList, FeedPage, read_feed, read_feed_list
from sayso.read.sniff import Form, form_of_bytes
from sayso.records import Capture, Dropped

__all__ = ["PARSE_LIMITS", "Web", "feeds_listed", "is_address", "is_of_web", "listing_in"]

PARSE_LIMITS = Limits(seconds=10, memory_bytes=1_000_000_000)
"""Of the process that parses feeds, for each of them."""
_LOOKED_AT = 4_096
_MOST_LIST_BYTES = 5_000_000


def is_of_web(path: str | Path) -> bool:
    """Whether what is meant is on the web: an address, or a file that lists feeds (``.opml``)."""
    return is_address(path) or Path(path).suffix.lower() == ".opml"


def is_address(path: str | Path) -> bool:
    """Whether it is a web address."""
    return str(path).lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Web:
    """The way to what stands at web addresses: ``parser`` reads feeds."""

    fetcher: Fetcher
    parser: Isolated

    def captures_at(self, path: str | Path, is_known: Callable[[str], bool]) -> Iterator[Capture | Dropped]:
        """The page at an address or, where a feed is there, all pages that it lists and that are not known; of a list
        of feeds in a file those of all feeds. Raises UsageError where the file can't be read as one."""
        if is_address(path):
            yield from self._at(str(path), is_known)
            return
        listed = feeds_listed(Path(path), self.parser)
        yield from listed.refused
        for feed in listed.feeds:
            yield from self._at(feed.url, is_known)

    def _at(self, url: str, is_known: Callable[[str], bool]) -> Iterator[Capture | Dropped]:
        answer = self.fetcher.get(url)
        listing = listing_in(answer, self.parser) if isinstance(answer, Fetched) and not _is_page(answer) else None
        if not isinstance(listing, Feed):
            yield from _in(answer)
            return
        yield from listing.refused
        for entry in listing.entries:
            if not is_known(entry.url):
                yield from _in(self.fetcher.get(entry.url))


def _in(answer: Fetched | NotModified | Refused) -> Iterator[Capture | Dropped]:
    if isinstance(answer, Refused):
        yield answer.dropped
    elif isinstance(answer, Fetched):
        yield capture_of(answer)


def _is_page(fetched: Fetched) -> bool:
    return form_of_bytes(fetched.body[:_LOOKED_AT]) is Form.PAGE


# --- parsed in a process of its own -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Body:
    body: bytes
    url: str
    charset: str | None = None


def listing_in(fetched: Fetched, parser: Isolated) -> Feed | FeedPage | str:
    """What a feed lists, or which feeds a page names; a sentence where it is neither, or can't be parsed."""
    found = parser.call(_feed_in, _Body(fetched.body, fetched.url, fetched.charset))
    return f"the process that parsed it {found.how}" if isinstance(found, Loss) else found


def _feed_in(body: _Body) -> Feed | FeedPage | str:
    try:
        return read_feed(body.body, body.url, charset=body.charset)
    except FeedError as error:
        return str(error)


def feeds_listed(path: Path, parser: Isolated) -> FeedList:
    """The feeds of a list in a file. Raises UsageError where it can't be read as one."""
    try:
        with path.open("rb") as stream:
            body = stream.read(_MOST_LIST_BYTES + 1)
    except OSError as error:
        raise UsageError(f"{path} can't be read: {error.strerror}") from error
    if len(body) > _MOST_LIST_BYTES:
        raise UsageError(f"{path} is larger than a list of feeds may be ({_MOST_LIST_BYTES:,} bytes); give it in parts")
    found = parser.call(_list_in, _Body(body, str(path)))
    if isinstance(found, FeedList):
        return found
    why = f"the process that parsed it {found.how}" if isinstance(found, Loss) else found
    raise UsageError(f"{path} is no list of feeds: {why}")


def _list_in(body: _Body) -> FeedList | str:
    try:
        return read_feed_list(body.body, body.url)
    except FeedError as error:
        return str(error)
