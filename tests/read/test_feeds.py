"""Feeds in, entries out, whatever their format and whoever made them."""

from __future__ import annotations

import io
import json
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.feeds import Entry, Feed, FeedError, FeedLink, FeedPage, read_feed
from sayso.read.web_addresses import shown, web_address, without_tracking
from sayso.records import Reason

URL = "https://post.example/news/feed.xml"

RSS = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Arvel Post &amp; Mail</title><link>/</link><ttl>90</ttl>
<item><title>The &lt;i&gt;pier&lt;/i&gt; stays</title><link>
  /pier?id=3&amp;utm_source=rss</link><guid isPermaLink="false">p-3</guid>
  <pubDate>Wed, 13 May 2026 06:00:00 +0200</pubDate><description>A summary.</description></item>
<item><title>No link but a guid</title><guid>https://post.example/guid</guid>
  <content:encoded>All of it.</content:encoded></item>
</channel></rss>"""

ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/a/"><title>The Mail</title>
<entry><title type="text">5 &lt; 6</title><id>tag:mail.example,2026:1</id><link rel="alternate" href="b"/>
<updated>2026-05-13T04:00:00.123Z</updated></entry></feed>"""

RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>The Courier</title></channel>
<item rdf:about="https://courier.example/1"><title>One</title><link>https://courier.example/1</link>
<dc:date>2026-05-13</dc:date></item></rdf:RDF>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The  Herald",
        "items": [
            {
                "id": "1",
                "url": "/one",
                "title": "One",
                "date_published": "2026-05-13T06:00:00+02:00",
                "content_text": "x",
            },
            {"id": 2, "external_url": "https://other.example/two", "summary": "x"},
            {"id": "https://herald.example/three", "date_published": "yesterday"},
        ],
    }
).encode()


def feed(body: bytes, charset: str | None = None) -> Feed:
    found = read_feed(body, URL, charset=charset)
    assert isinstance(found, Feed), found
    return found


def test_rss() -> None:
    assert feed(RSS) == Feed(
        title="The Arvel Post & Mail",
        entries=(
            Entry("https://post.example/pier?id=3", "p-3", "The pier stays", "2026-05-13T04:00:00Z", summary_only=True),
            Entry(
                "https://post.example/guid", "https://post.example/guid", "No link but a guid", None, summary_only=False
            ),
        ),
        ttl_s=5_400.0,
        refused=(),
    )


def test_atom() -> None:
    found = feed(ATOM)
    entry = Entry("https://other.example/a/b", "tag:mail.example,2026:1", "5 < 6", "2026-05-13T04:00:00Z", True)
    assert (found.title, found.entries) == ("The Mail", (entry,))


def test_rdf() -> None:
    found = feed(RDF)
    address = "https://courier.example/1"
    assert (found.title, found.entries) == (
        "The Courier",
        (Entry(address, address, "One", "2026-05-13T00:00:00Z", True),),
    )


def test_json_feed() -> None:
    found = feed(JSON)
    assert (found.title, found.ttl_s) == ("The Herald", None)
    assert found.entries == (
        Entry("https://post.example/one", "1", "One", "2026-05-13T04:00:00Z", False),
        Entry("https://other.example/two", "2", None, None, True),
        Entry("https://herald.example/three", "https://herald.example/three", None, None, True),
    )


@pytest.mark.parametrize(
    ("body", "charset"),
    [
        (RSS.replace(b"Arvel", "Ärvel".encode()), None),
        (
            RSS.replace(b"Arvel", "Ärvel".encode()),
            "iso-8859-1",
        ),  # what the file says counts more than what is told of it
        (b"\xef\xbb\xbf" + RSS.replace(b"Arvel", "Ärvel".encode()).replace(b"utf-8", b"latin1"), None),
        (RSS.replace(b"Arvel", b"\xc4rvel").replace(b"utf-8", b"windows-1252"), "utf-8"),
        (RSS.replace(b"Arvel", b"\xc4rvel").replace(b' encoding="utf-8"', b""), "iso-8859-1"),
        (RSS.replace(b"Arvel", b"\xc4rvel"), None),  # declared wrong
        (RSS.decode().replace("Arvel", "Ärvel").encode("utf-16"), None),
        (RSS.decode().replace("Arvel", "Ärvel").encode("utf-16-be"), None),
        (RSS.decode().replace("Arvel", "Ärvel").encode("utf-32"), None),
        (b"\n \n" + RSS.replace(b"Arvel", "Ärvel".encode()), None),  # a template's empty lines
        (RSS.replace(b"Arvel", "Ärvel".encode()).replace(b"</rss>", b"<p>&nbsp;<br>"), None),  # not well-formed
    ],
    ids=range(11),
)
def test_encodings_and_disorder(body: bytes, charset: str | None) -> None:
    found = feed(body, charset)
    assert found.title == "The Ärvel Post & Mail"
    assert [entry.id for entry in found.entries] == ["p-3", "https://post.example/guid"]


# --- what is refused ------------------------------------------------------------------------------------------------

LAUGHS = b'<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "' + b"&a;" * 9 + b'">]><rss version="2.0"><channel><title>&b;'


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"nothing", "no feed"),
        (b"<x/>", "no feed"),
        (b"\x89PNG\r\n\x1a\n", "no feed"),
        (b"x" + b" " * 4_000_000, "no feed"),
        (b"<!" * 200_000, "no feed"),
        (LAUGHS, "entities"),
        (LAUGHS.lower(), "entities"),
        (LAUGHS.replace(b"!ENTITY", b"! ENTITY"), "entities"),
        (LAUGHS.decode().encode("utf-16"), "entities"),
        (LAUGHS.decode().encode("utf-16-le"), "entities"),
        (LAUGHS.decode().encode("utf-32"), "entities"),
        (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"/>', "entities"),
        (b"<rss>" + b" " * 5_000_000, "5,000,005 bytes"),
        (b"{", "no whole JSON"),
        (b'{"version": "https://jsonfeed.org/version/1"}', "no JSON Feed"),
        (b'{"items": []}', "no JSON Feed"),
        (b'{"version": 1, "items": []}', "no JSON Feed"),
        (b'{"a":' * 100_000, "nested too deep"),
        (b'{"a":' + b"9" * 100_000 + b"}", "no whole JSON"),
    ],
    ids=range(21),
)
def test_what_is_no_feed(body: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(FeedError, match=said):
        read_feed(body, URL)
    assert time.process_time() - began < 2


@pytest.mark.parametrize("encoding", ["utf-7", "unicode_escape", "punycode", "rot13", "nonsense"])
def test_encodings_that_no_feed_is_written_in_are_not_believed(encoding: str) -> None:
    body = RSS.replace(b"utf-8", encoding.encode()).replace(b"The Arvel", rb"The +AOk- \xe9")
    assert feed(body).title == r"The +AOk- \xe9 Post & Mail"


@pytest.mark.parametrize(
    "link",
    [
        b"",
        b"javascript:alert(1)",
        b"file:///etc/passwd",
        b"http://user:secret@post.example/",
        b"http://",
        b"http://[::1",
        b"http://post.example:99999/",
        b"http://post.example\\@other.example/",
        b"http://post.example/" + b"a" * 4_000,
    ],
)
def test_an_entry_without_a_web_address_is_told(link: bytes) -> None:
    found = feed(
        b"<rss version='2.0'><channel><item><title>Pier</title><link>" + link + b"</link></item></channel></rss>"
    )
    assert found.entries == ()
    (refused,) = found.refused
    assert (refused.uri, refused.reason) == (f"{URL}#1", Reason.BAD_RECORD)
    assert "Pier" in refused.detail


def test_a_feed_of_too_many_entries_is_read_in_part_and_that_is_told() -> None:
    item = "<item><link>/{}</link></item>"
    items = "".join(map(item.format, range(1_003)))
    found = feed(f"<rss version='2.0'><channel>{items}</channel></rss>".encode())
    assert len(found.entries) == 1_000
    assert [(each.reason, each.count) for each in found.refused] == [(Reason.TOO_LARGE, 3)]


def test_the_name_of_a_file_is_no_feed(tmp_path: Path) -> None:
    """feedparser opens what it is given where a file is called so."""
    path = tmp_path / "feed.xml"
    path.write_bytes(RSS)
    with pytest.raises(FeedError, match="no feed"):
        read_feed(str(path).encode(), URL)


def test_what_feedparser_raises_is_one_error(monkeypatch: pytest.MonkeyPatch) -> None:
    import feedparser

    def raising(stream: io.BytesIO, **_: object) -> None:
        raise AssertionError("unexpected call to parse_declaration")

    monkeypatch.setattr(feedparser, "parse", raising)
    with pytest.raises(FeedError, match=r"AssertionError: unexpected call"):
        read_feed(RSS, URL)


@pytest.mark.parametrize("body", [RSS, ATOM, RDF, JSON], ids=["rss", "atom", "rdf", "json"])
def test_bent_feeds_raise_nothing_else(body: bytes) -> None:
    chance = random.Random(8)
    pieces = [
        b"<",
        b"<!",
        b"<![CDATA[",
        b"&#x110000;",
        b"&",
        b"\x00",
        b"]]>",
        b"\xff",
        b"<!DOCTYPE",
        b"xml:base='http://['",
    ]
    for _ in range(250):
        bent = bytearray(body)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(bent))
            bent[at : at + chance.choice([0, 1, 30])] = chance.choice(pieces)
        try:
            read_feed(bytes(bent), URL)
        except FeedError:
            continue


# --- pages ----------------------------------------------------------------------------------------------------------


def test_a_page_names_its_feeds() -> None:
    page = b"""<!DOCTYPE html><html><head><title>x</title><base href="https://www.post.example/">
    <link rel="stylesheet" href="/a.css"><LINK REL='Alternate' TYPE='application/rss+xml; charset=utf-8' HREF='/rss'>
    <link href=/atom?a=1&amp;b=2 rel="home alternate" type=application/atom+xml title="All  &amp; more">
    <link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate" type="text/html" href="/en">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)"></head>"""
    assert read_feed(page, URL) == FeedPage(
        (
            FeedLink("https://www.post.example/rss", None),
            FeedLink("https://www.post.example/atom?a=1&b=2", "All & more"),
        )
    )


@pytest.mark.parametrize(
    "page",
    [
        b"<html>",
        b"<html>" + b"<link " * 400_000,
        b"<html><link " + b"a=b " * 900_000,
        b'<html><link rel="' + b"x" * 900_000,
    ],
    ids=range(4),
)
def test_a_page_without_feeds(page: bytes) -> None:
    began = time.process_time()
    assert read_feed(page, URL) == FeedPage(())
    assert time.process_time() - began < 2


# --- addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "plain"),
    [
        ("http://a.example/?utm_source=x", "http://a.example/"),
        ("http://a.example/?id=1&utm_source=x&UTM_Medium=y&b", "http://a.example/?id=1&b"),
        ("http://a.example/?fbclid=x#utm_source=y", "http://a.example/#utm_source=y"),
        ("http://a.example/?q=utm_source=x&xutm_source=1", "http://a.example/?q=utm_source=x&xutm_source=1"),
        ("http://a.example/#a?utm_source=x", "http://a.example/#a?utm_source=x"),
        ("http://a.example/?a=%20&&b=+", "http://a.example/?a=%20&&b=+"),
    ],
)
def test_what_only_tells_where_a_reader_comes_from_is_left_out(given: str, plain: str) -> None:
    assert without_tracking(given) == plain


@given(st.text(), st.sampled_from([None, URL]))
def test_whatever_is_an_address_can_be_given_again(given: str, base: str | None) -> None:
    found = web_address(given, base)
    if found is not None:
        assert found.lower().startswith(("http://", "https://"))
        assert web_address(found) == found


def test_no_password_is_shown() -> None:
    assert shown("http://user:secret@post.example/a@b?c=http://d") == "http://post.example/a@b?c=http://d"
    assert shown("https://post.example/a?b=1") == "https://post.example/a?b=1"


def bare(text: str) -> str:
    return text


def wrapped(text: str) -> str:
    return f"\n  {text[:12]}\n{text[12:]}\t"


@pytest.mark.parametrize("form", [bare, wrapped])
def test_wrapped_addresses(form: Callable[[str], str]) -> None:
    assert web_address(form("https://post.example/a b")) == "https://post.example/a%20b"
