"""Lists of feeds in, addresses out."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.read.feed_text import FeedError
from sayso.read.opml import ListedFeed, read_feed_list
from sayso.records import Dropped, Reason, Stage

OPML = b"""<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>News</title></head><body>
<outline text="Velda"><outline title="Papers"><!-- daily --><outline type="rss" text="Post" xmlUrl="https://post.example/rss"/>
</outline><outline text="Mail" title="The  Mail" xmlurl=" feed://mail.example/rss "/></outline>
<outline text="Nowhere" xmlUrl="javascript:alert(1)"/>
<outline xmlUrl="feed:https://courier.example/atom?a=1&amp;b=2"/>
<outline text="Post again" xmlUrl="https://post.example/rss"/>
</body></opml>"""


def test_opml() -> None:
    found = read_feed_list(OPML, "feeds.opml")
    assert found.feeds == (
        ListedFeed("https://post.example/rss", "Post", ("Velda", "Papers")),
        ListedFeed("http://mail.example/rss", "The Mail", ("Velda",)),
        ListedFeed("https://courier.example/atom?a=1&b=2", None, ()),
    )
    why = "feed 3 is no web address ('javascript:alert(1)'); expected http or https"
    assert found.refused == (Dropped("feeds.opml#3", Stage.READ, Reason.BAD_RECORD, why),)


def test_an_address_a_line() -> None:
    text = "# papers\r\n\r\nhttps://post.example/rss # daily\nhttps://mail.example/#a\n  nonsense\n\tHTTPS://courier.example/\n"
    found = read_feed_list(text.encode("utf-8-sig"), "feeds.txt")
    addresses = ["https://post.example/rss", "https://mail.example/#a", "HTTPS://courier.example/"]
    assert [feed.url for feed in found.feeds] == addresses
    assert [(each.uri, each.reason) for each in found.refused] == [("feeds.txt#5", Reason.BAD_RECORD)]


def test_a_long_address_is_not_cut() -> None:
    address = "https://post.example/" + "a" * 3_000
    assert read_feed_list(OPML.replace(b"https://post.example/rss", address.encode()), "x").feeds[0].url == address


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "lists no feed"),
        (b"# nothing\n", "lists no feed"),
        (b"<opml><body></body></opml>", "lists no feed"),
        (b"<opml><head/></opml>", "no OPML"),
        (b"<html><body></body></html>", "no OPML"),
        (OPML[:-30], "not well-formed"),
        (OPML.replace(b"<opml", b"<!DOCTYPE opml><opml"), "DOCTYPE"),
        (OPML.replace(b"<opml", b"<!doctype o [<!ELEMENT o ANY>]><opml").decode().encode("utf-16"), "DOCTYPE"),
        (OPML.replace(b"<opml", b'<!DOCTYPE o [<!ENTITY a "b">]><opml'), "entities"),
        (OPML.replace(b"<opml", b'<!DOCTYPE o SYSTEM "file:///etc/passwd"><opml'), "DOCTYPE"),
        (b"<opml><body>" + b"<outline>" * 100_000, "not well-formed"),
        (b"http://a.example/\n" * 10_001, "more feeds"),
    ],
    ids=range(12),
)
def test_what_is_no_list(body: bytes, said: str) -> None:
    began = time.process_time()
    with pytest.raises(FeedError, match=said):
        read_feed_list(body, "feeds")
    assert time.process_time() - began < 2


@given(st.binary(max_size=200))
def test_whatever_stands_in_it(body: bytes) -> None:
    for form in (body, b"<opml><body>" + body, OPML[:250] + body + OPML[250:]):
        try:
            found = read_feed_list(form, "x")
        except FeedError:
            continue
        assert all(feed.url.lower().startswith(("http://", "https://")) for feed in found.feeds)
