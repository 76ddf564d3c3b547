"""What mutations are made of: short pages, archives, rows and feeds, written for this."""

from __future__ import annotations

import gzip
import json
from functools import cache

__all__ = ["FEEDS", "PAGES", "ROWS", "archives"]

_TAX = (
    "“We will not tax the salt this year,” President Ilmar Tosk said on Tuesday in Velda.",
    "The opposition’s leader, Ada Quill, called it “a promise made of water” and said the harbour would stay poor.",
    "Tosk, who spoke after a meeting with the guild, added that the 320 traders of the port had nothing to fear.",
)
_PIER = (
    "The mayor of Velda, Lucan Ferrow, denied on Monday that the pier would be closed before the winter.",
    "“Nobody has asked me, and nobody will,” he told the Post. ‘No’ was all that his deputy said.",
    "According to the port authority, 41 boats lay at the pier on 7 August; its report is due in May.",
)


def _page(title: str, paragraphs: tuple[str, ...], head: str = "", before: str = "", after: str = "") -> str:
    text = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    start = f"<!doctype html><html lang=en><head><title>{title} - The Post</title>{head}</head>"
    return f"{start}<body>{before}<article><h1>{title}</h1>{text}</article>{after}</body></html>"


_LINKED_DATA = (
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"No tax on salt",'
    '"datePublished":"2026-05-13","author":{"name":"Milo Jantz"},"isAccessibleForFree":true}</script>'
)
_MENU = "<nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav><!-- menu -->"
_TABLE = "<table><tr><td>Salt</td><td>4.20</td></tr><tr><td>Pepper</td><td>9.10</td></tr></table>"

PAGES = (
    _page("No tax on salt", _TAX, _LINKED_DATA, _MENU, "<footer>© The Post 2026</footer>").encode(),
    _page("The pier stays", _PIER, '<meta property="og:site_name" content="The Post">', after=_TABLE).encode(),
    _page("No tax on salt", _TAX, "<meta charset=windows-1252>").encode("cp1252"),
    _page("The pier stays", _PIER, before="<div class='a'><div id=b><section>").encode("utf-16"),
    _page("Señor Tosk & salt", tuple(each.replace("“", "&ldquo;").replace("”", "&#8221;") for each in _TAX)).encode(),
)

_VALUES = (
    {"text": "\n\n".join(_TAX), "outlet": "Herald", "published": "2026-05-13", "title": "No tax on salt", "id": "a1"},
    {"html": _page("The pier stays", _PIER), "url": "https://post.example/pier"},
    {"text": " ".join(_PIER), "id": 7, "title": None},
)
ROWS = (
    "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in _VALUES).encode(),
    "".join(json.dumps(each) + "\r\n" for each in reversed(_VALUES)).encode(),
)


def _entries(opening: str, closing: str, entry: str) -> str:
    told = ((f"https://post.example/{n}", title) for n, title in enumerate(("No tax on salt", "The pier stays")))
    return opening + "".join(entry.format(url=url, title=title, text=_TAX[0]) for url, title in told) + closing


_RSS_ITEM = (
    "<item><title>{title}</title><link>{url}</link><guid>{url}</guid><description><![CDATA[<p>{text}</p>]]>"
    "</description><pubDate>Wed, 13 May 2026 06:00:00 GMT</pubDate></item>"
)
_ATOM_ENTRY = (
    '<entry><title>{title}</title><link href="{url}"/><id>{url}</id><updated>2026-05-13T06:00:00Z</updated>'
    '<content type="html">{text}</content></entry>'
)
FEEDS = (
    _entries(
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>', "</channel></rss>", _RSS_ITEM
    ).encode(),
    _entries('<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title>', "</feed>", _ATOM_ENTRY).encode(),
    _entries(
        '<?xml version="1.0" encoding="latin-1"?><rss version="2.0"><channel>', "</channel></rss>", _RSS_ITEM
    ).encode("cp1252"),
)


@cache
def archives() -> tuple[tuple[tuple[str, bytes], ...], ...]:
    """Archives as records, each with its address: plain, and in gzip."""
    plain = tuple((f"https://post.example/{n}", _record(n, page)) for n, page in enumerate((PAGES[0], PAGES[1])))
    return plain, tuple((url, gzip.compress(record, mtime=0)) for url, record in plain)


def _record(number: int, page: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s" % (len(page), page)
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        "WARC-Date: 2026-05-13T06:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"
