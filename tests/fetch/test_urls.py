"""Addresses that may be asked, and those that are written to deceive."""

from __future__ import annotations

import pytest

from sayso.fetch.results import FaultError
from sayso.fetch.urls import checked, joined, origin_of
from sayso.records import Reason

GOOD = {
    "http://post.example": "http://post.example/",
    "HTTPS://Post.Example:443/A?b=C#d": "https://post.example/A?b=C",
    "http://post.example./a": "http://post.example/a",
    "http://post.example:8080": "http://post.example:8080/",
    "http://bücher.example/ü": "http://xn--bcher-kva.example/%C3%BC",
    "http://ok_name.example/": "http://ok_name.example/",
    "http://intranet/": "http://intranet/",
    "http://8.8.8.8./": "http://8.8.8.8/",
    "http://[2606:4700::1111]:81/": "http://[2606:4700::1111]:81/",
    "http://127。0。0。1/": "http://127.0.0.1/",  # denied when it is connected to
    "http://a.example/@b": "http://a.example/@b",
}

BAD = [
    "",
    "post.example",
    "//post.example/a",
    "http:post.example",
    "http:///a",
    "http://",
    "ftp://post.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "data:text/html,x",
    "gopher://post.example/",
    "http+unix://%2Fvar%2Frun%2Fdocker.sock/",
    "http://user@post.example/",
    "http://user:secret@post.example/",
    "http://post.example\\@127.0.0.1/",  # one program asks the first host, another the second
    "http://127.0.0.1\\.post.example/",
    "http://post.example:0/",
    "http://post.example:65536/",
    "http://post.example:http/",
    "http://2130706433/",  # 127.0.0.1
    "http://017700000001/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.01/",
    "http://0/",
    "http://1.2.3.4.5/",
    "http://256.256.256.256/",
    "http://post.example.1/",
    "http://0x/",
    "http://①②⑦.0.0.1/",
    "http://１２７.0.0.1/",
    "http://ⓛocalhost/",
    "http://%31%32%37.0.0.1/",
    "http://post%2eexample/",
    "http://post..example/",
    "http://.post.example/",
    "http://post example/",
    "http://post.example\t/",
    "http://post.example/\r\nHost: other.example",
    "http://post.example/\x00",
    "http://[::1",
    "http://[fe80::1%25eth0]/",
    "http://[fe80::1%eth0]/",
    "http://[v1.x]/",
    "http://[127.0.0.1]/",
    "http://" + "a" * 64 + ".example/",
    "http://" + "a." * 127 + "example/",
    "http://post.example/" + "a" * 4_000,
]


@pytest.mark.parametrize(("given", "asked"), GOOD.items())
def test_addresses_that_may_be_asked(given: str, asked: str) -> None:
    assert str(checked(given)).removesuffix("/") == asked.removesuffix("/")
    assert checked(str(checked(given))) == checked(given)


@pytest.mark.parametrize("given", BAD, ids=lambda given: ascii(given[:40]))
def test_others_are_refused(given: str) -> None:
    with pytest.raises(FaultError) as found:
        checked(given)
    assert found.value.fault.reason is Reason.BAD_ADDRESS
    assert "expected an address such as" in found.value.fault.why


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        ("/b", "http://post.example/b"),
        ("b", "http://post.example/a/b"),
        ("//other.example/b", "http://other.example/b"),
        ("https://other.example/", "https://other.example/"),
        ("?q=1", "http://post.example/a/?q=1"),
    ],
)
def test_where_a_redirect_leads(target: str, asked: str) -> None:
    assert str(joined(checked("http://post.example/a/"), target)) == asked


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "http://u:p@other.example/", "//0x7f.1/", "http://[", "x" * 5_000]
)
def test_redirects_that_are_not_followed(target: str) -> None:
    with pytest.raises(FaultError) as found:
        joined(checked("http://post.example/a/"), target)
    assert found.value.fault.reason is Reason.BAD_ADDRESS


def test_one_robots_file_for_each_scheme_host_and_port() -> None:
    urls = [
        "http://a.example/x",
        "http://a.example:80/y",
        "https://a.example/",
        "http://a.example:81/",
        "http://b.example",
    ]
    assert len({origin_of(checked(url)) for url in urls}) == 4
