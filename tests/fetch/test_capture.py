"""What was fetched, as what the rest reads."""

from __future__ import annotations

import pytest

from sayso.fetch import Fetched, capture_of
from sayso.records import Capture, Dropped, Reason, Stage


def fetched(body: bytes, media_type: str | None) -> Fetched:
    return Fetched(
        "http://u:p@a.example/",
        "http://b.example/",
        (),
        None,
        None,
        None,
        "2026-05-13T06:00:00Z",
        body,
        media_type,
        "x",
    )


@pytest.mark.parametrize(
    ("body", "media_type", "form"),
    [
        (b"<p>The pier stays.", "text/html", "text/html"),
        (b"The pier stays.", "text/html", "text/html"),
        (b"<p>The pier stays.", "application/xhtml+xml", "text/html"),
        (b"<p>The pier stays.", "text/plain", "text/plain"),
        (b"<!doctype html><p>The pier stays.", None, "text/html"),
        (b"<html><p>The pier stays.", "application/octet-stream", "text/html"),
    ],
)
def test_pages_and_texts(body: bytes, media_type: str | None, form: str) -> None:
    assert capture_of(fetched(body, media_type)) == Capture(
        "http://a.example/", body, form, "x", url="http://b.example/", captured_at="2026-05-13T06:00:00Z"
    )


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "text/html"),
        (b"%PDF-1.7", "text/plain"),
        (b"<rss></rss>", "application/rss+xml"),
        (b'{"a": 1}', "application/json"),
        (b"The pier stays.", None),
    ],
)
def test_what_is_no_page(body: bytes, media_type: str | None) -> None:
    found = capture_of(fetched(body, media_type))
    assert isinstance(found, Dropped)
    assert (found.uri, found.stage, found.reason) == ("http://a.example/", Stage.FETCH, Reason.NOT_TEXT)
