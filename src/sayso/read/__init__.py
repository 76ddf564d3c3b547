"""Files, folders, pages, JSONL and standard input -> Capture; feeds, and lists of feeds -> what they list."""

from sayso.read.feeds import Entry, Feed, FeedError, FeedLink, FeedPage, read_feed
from sayso.read.opml import FeedList, ListedFeed, read_feed_list
from sayso.read.paths import Listed, listed, read

__all__ = [
    "Entry",
    "Feed",
    "FeedError",
    "FeedLink",
    "FeedList",
    "FeedPage",
    "Listed",
    "ListedFeed",
    "listed",
    "read",
    "read_feed",
    "read_feed_list",
]
