"""Pages from servers that behave, and from servers that do not."""

from __future__ import annotations

import gzip
import resource
import socket
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.errors import SettingsError, UsageError
from sayso.fetch import Fetched, NotModified, Redirect, Refused
from sayso.records import Reason
from tests.fetch.servers import QUICK, FakeTime, Site, fetched, fetcher, got, http, page, redirect, refused, site
from tests.read.archives import in_brotli, in_zstd

BODY = b"<p>The pier stays, said Mayor Oda Brenn.</p>"


# --- what is given --------------------------------------------------------------------------------------------------


def test_a_page_with_all_that_is_told_of_it() -> None:
    told = ['ETag: "a1"', "Last-Modified: Wed, 13 May 2026 05:00:00 GMT", "Cache-Control: public, max-age=600"]
    with site({"/a?b=c": page(BODY, *told)}) as post, fetcher(clock=FakeTime().clock()) as asking:
        assert asking.get(f"{post.url}/a?b=c#d") == Fetched(
            asked=f"{post.url}/a?b=c#d",
            url=f"{post.url}/a?b=c",
            redirects=(),
            etag='"a1"',
            last_modified="Wed, 13 May 2026 05:00:00 GMT",
            max_age_s=600.0,
            captured_at="2026-05-13T06:00:00Z",
            body=BODY,
            media_type="text/html",
            charset="utf-8",
        )


def test_a_site_learns_who_asks_and_nothing_else() -> None:
    with site({"/": page(BODY, "Set-Cookie: a=b")}) as post:
        settings = replace(QUICK, contact="desk@post.example")
        with fetcher(settings) as asking:
            asking.get(f"{post.url}/")
            asking.get(f"{post.url}/")
        names = {line.partition(":")[0] for head in post.heads for line in head.splitlines()[1:] if line}
        assert names == {"Host", "Connection", "User-Agent", "Accept", "Accept-Encoding"}
        assert all("User-Agent: sayso/1.2.3 (+mailto:desk@post.example)\r\n" in head for head in post.heads)


@pytest.mark.parametrize("contact", ["", "desk", "desk@post.example\r\nCookie: a", "ftp://post.example/", "a@b) (c"])
def test_a_contact_that_is_none(contact: str) -> None:
    with pytest.raises(SettingsError, match="expected a mail address or a web address"):
        fetcher(replace(QUICK, contact=contact))


def test_no_proxy_of_the_environment_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    with site() as proxy, site({"/": page(BODY)}) as post:
        for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        assert fetched(f"{post.url}/").body == BODY
        assert proxy.heads == []


def test_after_its_end_a_fetcher_asks_nothing() -> None:
    with fetcher() as asking:
        pass
    with pytest.raises(UsageError):
        asking.get("http://127.0.0.1/")


def test_what_has_not_changed_is_not_sent_again() -> None:
    with site({"/": http(b"", 'ETag: "a2"', status="304 Not Modified")}) as post, fetcher() as asking:
        found = asking.get(f"{post.url}/", etag='"a1"', last_modified="Wed, 13 May 2026 05:00:00 GMT")
        assert isinstance(found, NotModified)
        assert (found.etag, found.last_modified, found.url) == ('"a2"', None, f"{post.url}/")
        assert 'If-None-Match: "a1"\r\nIf-Modified-Since: Wed, 13 May 2026 05:00:00 GMT\r\n' in post.heads[-1]
        assert "If-None-Match" not in post.heads[0]  # its robots.txt is another file


def test_not_modified_where_nobody_asked() -> None:
    with site({"/": http(status="304 Not Modified")}) as post:
        assert refused(f"{post.url}/").dropped.reason is Reason.HTTP_STATUS


def test_a_validator_that_would_end_the_head_is_not_sent() -> None:
    with site({"/": page(BODY)}) as post, fetcher() as asking:
        assert isinstance(asking.get(f"{post.url}/", etag='"a"\r\nX: y', last_modified=""), Fetched)
        assert "If-" not in post.heads[-1]


# --- redirects ------------------------------------------------------------------------------------------------------


def test_redirects_are_told_and_permanent_ones_apart() -> None:
    answers = {
        "/1": redirect("/2", "301 Moved Permanently"),
        "/2": redirect("3", "308 Permanent Redirect"),
        "/3": redirect("/4#x"),
        "/4": redirect("/5", "301 Moved Permanently"),
        "/5": page(BODY),
    }
    with site(answers) as post:
        found = fetched(f"{post.url}/1")
    steps = [(301, "/2"), (308, "/3"), (302, "/4"), (301, "/5")]
    assert found.redirects == tuple(Redirect(status, post.url + path) for status, path in steps)
    assert (found.moved_to, found.url) == (f"{post.url}/3", f"{post.url}/5")


def test_a_page_that_has_not_moved_for_good() -> None:
    with site({"/1": redirect("/2"), "/2": page(BODY)}) as post:
        assert fetched(f"{post.url}/1").moved_to is None


@pytest.mark.parametrize(
    ("answers", "reason", "asked"),
    [
        ({f"/{n}": redirect(f"/{n + 1}") for n in range(9)}, Reason.REDIRECTS, 6),
        ({"/0": redirect("/1"), "/1": redirect("/0")}, Reason.REDIRECTS, 2),
        ({"/0": redirect("/0")}, Reason.REDIRECTS, 1),
        ({"/0": http(status="302 Found")}, Reason.REDIRECTS, 1),
        ({"/0": redirect("file:///etc/passwd")}, Reason.BAD_ADDRESS, 1),
        ({"/0": redirect("http://user:secret@127.0.0.1/")}, Reason.BAD_ADDRESS, 1),
        ({"/0": redirect("http://0x7f.1/")}, Reason.BAD_ADDRESS, 1),
        ({"/0": redirect("http://169.254.169.254/latest/meta-data/")}, Reason.DENIED_ADDRESS, 1),
        ({"/0": redirect("http://[::ffff:127.0.0.1]/")}, Reason.DENIED_ADDRESS, 1),
    ],
)
def test_redirects_that_are_not_followed(answers: dict[str, bytes], reason: Reason, asked: int) -> None:
    with site(answers) as post:
        assert refused(f"{post.url}/0").dropped.reason is reason
        assert len(post.pages) == asked


# --- statuses -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "reason", "said"),
    [
        ("404 Not Found", Reason.HTTP_STATUS, "404 Not Found"),
        ("403 x", Reason.HTTP_STATUS, "403 Forbidden"),
        ("500 x", Reason.HTTP_STATUS, "500"),
        ("599 x", Reason.HTTP_STATUS, "599"),
        ("204 No Content", Reason.HTTP_STATUS, "204"),
        ("206 Partial Content", Reason.HTTP_STATUS, "206"),
        ("410 Gone", Reason.GONE, "for good"),
        ("429 x", Reason.ASKED_TO_WAIT, "try again later"),
        ("503 x", Reason.ASKED_TO_WAIT, "try again later"),
    ],
)
def test_statuses_that_are_no_page(status: str, reason: Reason, said: str) -> None:
    with site({"/": http(b"" if status.startswith("204") else BODY, "Content-Type: text/html", status=status)}) as post:
        found = refused(f"{post.url}/")
    assert (found.dropped.reason, found.status) == (reason, int(status[:3]))
    assert said in found.dropped.detail


@pytest.mark.parametrize("after", ["120", "Wed, 13 May 2026 06:02:00 GMT"])
def test_a_site_that_asks_to_wait_is_left_alone_so_long(after: str) -> None:
    time = FakeTime()
    busy = http(b"", f"Retry-After: {after}", status="503 Service Unavailable")
    with site({"/a": busy, "/b": page(BODY)}) as post, fetcher(clock=time.clock()) as asking:
        first, second = asking.get(f"{post.url}/a"), asking.get(f"{post.url}/b")
        assert isinstance(first, Refused)
        assert isinstance(second, Refused)
        assert first.retry_after_s == 120.0
        assert second.dropped.reason is Reason.ASKED_TO_WAIT
        assert post.pages == ["/a"]
        time.passed += 121
        assert isinstance(asking.get(f"{post.url}/b"), Fetched)


# --- bodies ---------------------------------------------------------------------------------------------------------


def gzipped(body: bytes) -> bytes:
    return gzip.compress(body, mtime=0)


PACKED: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzipped,
    "deflate": zlib.compress,
    "br": in_brotli,
    "zstd": in_zstd,
}


@pytest.mark.parametrize("coding", PACKED)
def test_packed_pages(coding: str) -> None:
    with site({"/": page(PACKED[coding](BODY), f"Content-Encoding: {coding}")}) as post:
        assert fetched(f"{post.url}/").body == BODY


@pytest.mark.parametrize("coding", PACKED)
def test_a_packed_page_that_breaks_off_is_not_given(coding: str) -> None:
    with site({"/": page(PACKED[coding](BODY)[:-5], f"Content-Encoding: {coding}")}) as post:
        assert refused(f"{post.url}/").dropped.reason is Reason.DAMAGED


@pytest.mark.parametrize("coding", PACKED)
def test_bombs_do_not_go_off(coding: str) -> None:
    bomb = PACKED[coding](bytes(100_000_000))
    assert len(bomb) < 200_000
    with site({"/": page(bomb, f"Content-Encoding: {coding}")}) as post:
        before = _peak_bytes()
        found = refused(f"{post.url}/", replace(QUICK, max_bytes=1_000_000))
        assert found.dropped.reason is Reason.TOO_LARGE
        assert _peak_bytes() - before < 20_000_000


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


@pytest.mark.parametrize("coding", ["compress", "exi", "gzip, gzip, gzip, gzip, gzip", "x" * 900])
def test_codings_that_are_not_known(coding: str) -> None:
    with site({"/": page(gzip.compress(BODY), f"Content-Encoding: {coding}")}) as post:
        assert refused(f"{post.url}/").dropped.reason is Reason.DAMAGED


def reset(connection: socket.socket) -> None:
    connection.sendall(http(BODY, "Content-Type: text/html", length=900))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"


@pytest.mark.parametrize(
    "answer",
    [
        http(BODY, "Content-Type: text/html", length=len(BODY) + 1),
        CHUNKED + b"5\r\n<p>Th\r\n",
        CHUNKED + b"5\r\n<p>Th\r\n0\r\n",
        CHUNKED + b"ffff\r\n<p>Th",
        CHUNKED + b"5\r\n<p>The pier\r\n0\r\n\r\n",
        CHUNKED + b"nonsense\r\n",
        reset,
    ],
)
def test_pages_that_break_off_are_never_given(answer: bytes | Callable[[socket.socket], None]) -> None:
    with site({"/": answer}) as post:
        assert refused(f"{post.url}/").dropped.reason is Reason.INCOMPLETE


def test_a_page_longer_than_announced_is_what_was_announced() -> None:
    with site({"/": http(BODY + b"HTTP/1.1 200 OK\r\n\r\nmore", "Content-Type: text/html", length=len(BODY))}) as post:
        assert fetched(f"{post.url}/").body == BODY


@pytest.mark.parametrize(
    "answer",
    [
        http(bytes(2_000), "Content-Type: text/html"),
        http(b"", "Content-Type: text/html", length=10**12),
        CHUNKED + b"7d0\r\n" + bytes(2_000) + b"\r\n0\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + bytes(2_000),
    ],
)
def test_what_is_too_large(answer: bytes) -> None:
    with site({"/": answer}) as post:
        found = refused(f"{post.url}/", replace(QUICK, max_bytes=1_999))
        assert found.dropped.reason is Reason.TOO_LARGE


def test_what_is_too_large_is_not_waited_for() -> None:
    with site() as post:

        def serve(connection: socket.socket) -> None:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + bytes(2_000))
            post.stop.wait(15)

        post.answer("/", serve)
        settings = replace(QUICK, max_bytes=1_999, read_timeout_s=1.0)
        assert refused(f"{post.url}/", settings).dropped.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("media_type", ["image/png", "video/mp4", "application/pdf", "application/zip", "font/woff2"])
def test_what_is_no_text_is_not_even_read(media_type: str) -> None:
    def without_end(connection: socket.socket) -> None:
        connection.sendall(http(b"", f"Content-Type: {media_type}", length=10_000_000))

    with site({"/": without_end}) as post:
        assert refused(f"{post.url}/").dropped.reason is Reason.NOT_TEXT


@pytest.mark.parametrize(
    "media_type",
    ["text/xml", "application/rss+xml", "application/x-rss+xml", "application/feed+json", "application/json"],
)
def test_feeds_are_taken(media_type: str) -> None:
    with site({"/": http(BODY, f"Content-Type: {media_type}; charset=x")}) as post:
        assert fetched(f"{post.url}/").media_type == media_type


# --- servers that do not answer -------------------------------------------------------------------------------------


def drip(head: bytes, drop: bytes) -> Callable[[Site], Callable[[socket.socket], None]]:
    """A server that sends a drop every hundredth of a second, for as long as anybody listens."""

    def serving(post: Site) -> Callable[[socket.socket], None]:
        def serve(connection: socket.socket) -> None:
            connection.sendall(head)
            while not post.stop.wait(0.01):
                connection.sendall(drop)

        return serve

    return serving


@pytest.mark.parametrize(
    "dripping",
    [
        drip(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n", b"a"),
        drip(CHUNKED, b"1\r\na\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nX: ", b"a"),
        drip(b"", b"HTTP/1.1 102 Processing\r\n\r\n"),
        drip(b"", b""),
    ],
)
def test_a_server_that_drips_does_not_outlast_us(dripping: Callable[[Site], Callable[[socket.socket], None]]) -> None:
    with site() as post:
        post.answer("/", dripping(post))
        found = refused(f"{post.url}/", replace(QUICK, timeout_s=0.4, read_timeout_s=0.2))
    assert found.dropped.reason is Reason.TIMEOUT


def test_a_silent_server_has_no_longer_than_the_page() -> None:
    """However long it may be silent between two bytes."""
    with site() as post:

        def silent(_: socket.socket) -> None:
            post.stop.wait(15)

        post.answer("/", silent)
        began = time.monotonic()
        found = refused(f"{post.url}/", replace(QUICK, timeout_s=0.3, read_timeout_s=10.0))
        assert time.monotonic() - began < 5
    assert found.dropped.reason is Reason.TIMEOUT


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\x00" * 500,
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000,
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1_000_000,
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n<p>The",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<p>",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        b"HTTP/1.1 99999 OK\r\n\r\n",
    ],
)
def test_what_is_no_web_server(answer: bytes) -> None:
    with site({"/": answer}) as post:
        found = refused(f"{post.url}/")
    assert found.dropped.reason is Reason.UNREACHABLE
    assert len(found.dropped.detail) < 400


def test_heads_without_end_take_no_memory() -> None:
    def without_end(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            connection.sendall(b"X: y\r\n" * 10_000)

    with site({"/": without_end}) as post:
        before = _peak_bytes()
        assert refused(f"{post.url}/").dropped.reason is Reason.UNREACHABLE
        assert _peak_bytes() - before < 20_000_000


def test_interim_answers_without_end_are_too_many() -> None:
    def without_end(connection: socket.socket) -> None:
        while True:
            connection.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1_000)

    with site({"/": without_end}) as post:
        found = refused(f"{post.url}/", replace(QUICK, max_bytes=10_000))
    assert found.dropped.reason is Reason.TOO_LARGE


def test_a_port_where_nobody_listens() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    assert refused(f"http://127.0.0.1:{port}/").dropped.reason is Reason.UNREACHABLE


def test_a_server_without_a_certificate() -> None:
    with site({"/": page(BODY)}) as post:
        found = refused(post.url.replace("http:", "https:") + "/", replace(QUICK, connect_timeout_s=0.2))
    assert found.dropped.reason in (Reason.UNREACHABLE, Reason.TIMEOUT)


def test_a_refusal_names_the_address_without_the_password_in_it() -> None:
    found = got("http://user:secret@post.example/")
    assert isinstance(found, Refused)
    assert found.dropped.uri == "http://post.example/"
    assert "secret" not in found.dropped.detail
