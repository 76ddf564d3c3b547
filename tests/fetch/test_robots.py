"""What sites ask of programs that read them."""

from __future__ import annotations

import socket
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.fetch import Fetched, Refused
from sayso.fetch.robots import rules_of
from sayso.fetch.urls import checked
from sayso.records import Reason
from tests.fetch.servers import QUICK, Answer, FakeTime, fetcher, got, http, page, redirect, refused, site

NOT_FOR_US = b"User-agent: sayso\nDisallow: /private\n\nUser-agent: *\nDisallow: /\n"


def allows(text: str, path: str = "/a") -> bool:
    return rules_of(text.encode()).allow(checked(f"http://post.example{path}"))


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow:", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: other\nUser-agent: Sayso\nDisallow: /", False),
        ("User-agent: SAYSO/2.0 (news) # us\r\nDisallow: /", False),
        ("useragent sayso\nDisallow: /", False),
        ("User  agent sayso\rDisallow: /", False),
        ("User-agent: sayso\nAllow: /a\nDisallow: /", True),
        ("User-agent: sayso\nDisallow: /*a$", False),
        ("User-agent: saysome\nDisallow: /", True),  # another's name, that begins as ours does
        ("User-agent: say\nDisallow: /", True),
        ("User-agent: sayso\nDisallow: /b\n\nUser-agent: *\nDisallow: /", True),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html><body>not found</body></html>", True),
    ],
)
def test_rules(text: str, *, allowed: bool) -> None:
    assert allows(text) is allowed


@given(st.binary(max_size=300))
def test_whatever_stands_in_it(body: bytes) -> None:
    rules_of(body).allow(checked("http://post.example/a"))


@given(
    st.lists(
        st.sampled_from([b"User-agent: *\n", b"Disallow: /*a*b\n", b"\r", b"Crawl-delay: ", b"nan\n", b"-1e999\n"])
    )
)
def test_whatever_its_lines_are(lines: list[bytes]) -> None:
    delay_s = rules_of(b"".join(lines)).delay_s
    assert delay_s is None or delay_s == delay_s


@pytest.mark.parametrize(
    "text",
    [
        "".join(f"User-agent: a{n}\n" for n in range(15_000)) + "Disallow: /\n" * 20_000,
        "User-agent: *\n" + "".join(f"User-agent: {'*' * n}a\n" for n in range(500)) + "Disallow: /\n" * 20_000,
        "User-agent: *\n" + "Disallow: /" + "*a" * 240_000,
        "User-agent: *\n" + "Disallow: /*a*a*a*a*a*a*a*a*a*b\n" * 15_000,
        "".join(f"User  agent a{n}\r" for n in range(15_000)) + "Disallow: /\r" * 20_000,
        "".join(f"\u2003useragent\u2003a{n}\x85" for n in range(15_000)) + "Disallow: /\n" * 10_000,
        "User-agent:" + " " * 490_000,
        "User" + " " * 490_000,
        "User-agent: *\n" + "".join(f"Disallow: /{n}$\n" for n in range(30_000)),
    ],
    ids=range(9),
)
def test_no_robots_file_takes_long(text: str) -> None:
    began = time.process_time()
    allows(text, "/" + "a" * 3_000)
    assert time.process_time() - began < 3


def test_a_file_without_end_is_read_at_its_beginning() -> None:
    assert allows("#" * 499_000 + "\nUser-agent: *\nDisallow: /\n") is False
    assert allows("#" * 500_000 + "\nUser-agent: *\nDisallow: /\n") is True


def test_a_site_is_read_as_it_asks() -> None:
    answers = {"/robots.txt": http(NOT_FOR_US), "/a": page(), "/private/b": page()}
    with site(answers) as post, fetcher() as asking:
        assert isinstance(asking.get(f"{post.url}/a"), Fetched)
        found = asking.get(f"{post.url}/private/b")
        assert isinstance(found, Refused)
        assert found.dropped.reason is Reason.ROBOTS
        assert post.paths == ["/robots.txt", "/a"]


def test_a_redirect_may_not_be_read_either() -> None:
    answers = {"/robots.txt": http(NOT_FOR_US), "/a": redirect("/private/b"), "/private/b": page()}
    with site(answers) as post:
        assert refused(f"{post.url}/a").dropped.reason is Reason.ROBOTS
        assert post.pages == ["/a"]


@pytest.mark.parametrize("status", ["400 x", "401 x", "403 x", "404 x", "410 x"])
def test_a_site_without_robots_file(status: str) -> None:
    with site({"/robots.txt": http(NOT_FOR_US, status=status), "/private": page()}) as post:
        assert isinstance(got(f"{post.url}/private"), Fetched)


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (http(status="500 x"), Reason.ROBOTS),
        (http(status="304 x"), Reason.ROBOTS),
        (http(status="503 x"), Reason.ASKED_TO_WAIT),
        (http(status="429 x"), Reason.ASKED_TO_WAIT),
        (http(b"User-agent: *", length=900), Reason.ROBOTS),
        (http(b"x", "Content-Encoding: gzip", "Content-Encoding: br"), Reason.ROBOTS),
        (http(bytes(10_001)), Reason.ROBOTS),
        (b"nonsense", Reason.UNREACHABLE),
        (redirect("http://10.0.0.1.example@x/"), Reason.BAD_ADDRESS),
    ],
)
def test_a_site_whose_robots_file_is_not_to_be_had_is_not_read_for_now(answer: Answer, reason: Reason) -> None:
    with site({"/robots.txt": answer, "/": page()}) as post, fetcher(replace(QUICK, max_bytes=10_000)) as asking:
        for _ in range(2):
            found = asking.get(f"{post.url}/")
            assert isinstance(found, Refused)
            assert found.dropped.reason is reason
        assert post.paths == ["/robots.txt"]


def test_it_is_asked_for_again_a_quarter_of_an_hour_later() -> None:
    passing = FakeTime()
    with site({"/robots.txt": http(status="500 x"), "/": page()}) as post, fetcher(clock=passing.clock()) as asking:
        asking.get(f"{post.url}/")
        post.answer("/robots.txt", http(status="404 x"))
        passing.passed += 901
        assert isinstance(asking.get(f"{post.url}/"), Fetched)


def test_a_page_that_took_too_long_is_no_word_on_the_next_site() -> None:
    """Else whoever redirects slowly to another site could keep us from it."""
    with site({"/": page()}) as other, site() as slow:

        def late(connection: socket.socket) -> None:
            passing.passed += 58
            connection.sendall(redirect(f"{other.url}/"))

        def later(connection: socket.socket) -> None:
            passing.passed += 3
            connection.sendall(b"HTTP/1.1 200 OK\r\n")

        passing = FakeTime()
        slow.answer("/", late)
        other.answer("/robots.txt", later)
        with fetcher(replace(QUICK, timeout_s=60.0), passing.clock()) as asking:
            found = asking.get(f"{slow.url}/")
            assert isinstance(found, Refused)
            assert found.dropped.reason is Reason.TIMEOUT
            other.answer("/robots.txt", http(status="404 x"))
            assert isinstance(asking.get(f"{other.url}/"), Fetched)


def test_it_is_asked_for_once_a_day() -> None:
    passing = FakeTime()
    with site({"/": page()}) as post, fetcher(clock=passing.clock()) as asking:
        for hours in (0, 23, 2):
            passing.passed += hours * 3600
            asking.get(f"{post.url}/")
        assert post.paths.count("/robots.txt") == 2


def test_redirects_of_it_are_followed() -> None:
    answers = {f"/{n}": redirect(f"/{n + 1}") for n in range(5)}
    with site({**answers, "/robots.txt": redirect("/1"), "/5": http(NOT_FOR_US), "/private": page()}) as post:
        assert refused(f"{post.url}/private").dropped.reason is Reason.ROBOTS


def test_too_many_redirects_of_it_are_no_rules() -> None:
    with site({"/robots.txt": redirect("/robots.txt"), "/": page()}) as post:
        assert isinstance(got(f"{post.url}/"), Fetched)


@pytest.mark.parametrize(
    ("delay", "waits"), [(b"7", [2.0, 7.0]), (b"900", [2.0, 30.0]), (b"0.1", [2.0, 2.0]), (b"x", [2.0, 2.0])]
)
def test_the_gap_between_requests(delay: bytes, waits: list[float]) -> None:
    passing = FakeTime()
    robots = http(b"User-agent: *\nCrawl-delay: " + delay)
    settings = replace(QUICK, min_gap_s=2.0)
    with site({"/robots.txt": robots, "/": page()}) as post, fetcher(settings, passing.clock()) as asking:
        for _ in range(2):
            assert isinstance(asking.get(f"{post.url}/"), Fetched)
    assert passing.slept == waits


def test_waiting_for_our_turn_is_not_held_against_the_site() -> None:
    passing = FakeTime()
    with site({"/": page()}) as post, fetcher(replace(QUICK, min_gap_s=50.0, timeout_s=1.0), passing.clock()) as asking:
        assert isinstance(asking.get(f"{post.url}/"), Fetched)
    assert passing.slept == [50.0]
