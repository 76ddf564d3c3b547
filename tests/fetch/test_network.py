"""Names and what they mean: checked once, and connected to as checked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain, repeat

import httpcore
import pytest

from sayso.config import FetchSettings
from sayso.fetch import Fetched, Fetcher, Network, NotModified, Refused
from sayso.records import Reason
from tests.fetch.servers import QUICK, Site, page, redirect, site

PUBLIC = "93.184.215.14"
OUTSIDE = FetchSettings(min_gap_s=0.0, timeout_s=20.0)


class Stage:
    """A network of invented names, whose public addresses all lead to one server; ``dialled`` are those that did."""

    def __init__(self, post: Site, answers: dict[str, Sequence[Sequence[str]]]) -> None:
        self._post = post
        self._answers = {name: chain(each, repeat(each[-1])) for name, each in answers.items()}
        self.dialled: list[tuple[str, int]] = []

    def network(self) -> Network:
        return Network(lambda name, port: next(self._answers[name]), self._dial)

    def _dial(self, address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
        self.dialled.append((address, port))
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self._post.port, timeout_s)


def asked(url: str, network: Network, settings: FetchSettings = OUTSIDE) -> Fetched | NotModified | Refused:
    with Fetcher(settings, "1", network=network) as asking:
        return asking.get(url)


def test_the_address_checked_is_the_one_connected_to() -> None:
    with site({"/": page()}) as post:
        stage = Stage(post, {"post.example": [[PUBLIC]]})
        assert isinstance(asked("http://post.example:8080/", stage.network()), Fetched)
        assert set(stage.dialled) == {(PUBLIC, 8080)}
        assert "Host: post.example:8080\r\n" in post.heads[-1]


def test_a_name_that_means_something_else_a_moment_later() -> None:
    """Its robots.txt comes from outside; when the page is asked for, the name means this machine."""
    with site({"/": page()}) as post:
        stage = Stage(post, {"rebind.example": [[PUBLIC], ["127.0.0.1"]]})
        found = asked("http://rebind.example/", stage.network())
        assert isinstance(found, Refused)
        assert found.dropped.reason is Reason.DENIED_ADDRESS
        assert "127.0.0.1 is this machine" in found.dropped.detail
        assert (stage.dialled, post.pages) == ([(PUBLIC, 80)], [])


def test_a_name_is_looked_up_once_for_each_connection() -> None:
    lookups: list[str] = []
    with site({"/": page()}) as post:
        stage = Stage(post, {"post.example": [[PUBLIC]]})

        def resolve(name: str, port: int) -> Sequence[str]:
            lookups.append(name)
            return [PUBLIC]

        asked("http://post.example/", replace(stage.network(), resolve=resolve))
        assert len(lookups) == len(post.heads) == len(stage.dialled) == 2


@pytest.mark.parametrize("addresses", [[PUBLIC, "10.0.0.1"], ["10.0.0.1", PUBLIC], [PUBLIC] * 9 + ["::1"]])
def test_one_address_that_is_not_allowed_is_enough(addresses: list[str]) -> None:
    with site({"/": page()}) as post:
        stage = Stage(post, {"post.example": [addresses]})
        found = asked("http://post.example/", stage.network())
        assert isinstance(found, Refused)
        assert found.dropped.reason is Reason.DENIED_ADDRESS
        assert stage.dialled == []


def test_a_redirect_is_checked_like_any_address() -> None:
    with site({"/": redirect("http://inside.example/")}) as post:
        stage = Stage(post, {"post.example": [[PUBLIC]], "inside.example": [["192.168.1.1"]]})
        found = asked("http://post.example/", stage.network())
        assert isinstance(found, Refused)
        assert found.dropped.reason is Reason.DENIED_ADDRESS
        assert set(stage.dialled) == {(PUBLIC, 80)}


def test_what_stands_on_no_public_network_is_denied_even_where_private_ones_are_allowed() -> None:
    with site({"/": page()}) as post:
        stage = Stage(post, {"cloud.example": [["169.254.169.254"]]})
        found = asked("http://cloud.example/", stage.network(), QUICK)
        assert isinstance(found, Refused)
        assert found.dropped.reason is Reason.DENIED_ADDRESS
        assert stage.dialled == []


def test_the_next_address_is_tried_and_not_all_of_a_hundred() -> None:
    tried: list[str] = []

    def dial(address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
        tried.append(address)
        raise httpcore.ConnectError("refused")

    addresses = [f"8.8.8.{number}" for number in range(100)]
    found = asked("http://post.example/", Network(lambda name, port: addresses, dial))
    assert isinstance(found, Refused)
    assert found.dropped.reason is Reason.UNREACHABLE
    assert tried == addresses[:4]


def no_such_name(name: str, port: int) -> Sequence[str]:
    raise OSError(-2, "Name or service not known")


def no_name_at_all(name: str, port: int) -> Sequence[str]:
    raise UnicodeError("label empty or too long")


@pytest.mark.parametrize("resolve", [no_such_name, no_name_at_all, lambda name, port: []])
def test_names_that_mean_nothing(resolve: Callable[[str, int], Sequence[str]]) -> None:
    found = asked("http://post.example/", Network(resolve, nobody_there))
    assert isinstance(found, Refused)
    assert found.dropped.reason is Reason.UNREACHABLE


def nobody_there(address: str, port: int, timeout_s: float) -> httpcore.NetworkStream:
    raise httpcore.ConnectError("nobody is there")


def test_a_name_server_that_never_answers() -> None:
    over = threading.Event()

    def resolve(name: str, port: int) -> list[str]:
        over.wait(5)
        return [PUBLIC]

    found = asked("http://post.example/", Network(resolve, nobody_there), replace(OUTSIDE, connect_timeout_s=0.2))
    over.set()  # else it would be waited for, and nobody found there
    assert isinstance(found, Refused)
    assert found.dropped.reason is Reason.TIMEOUT


def test_encrypted_connections_are_asked_for_by_name() -> None:
    """What a server is told before anything is encrypted: a name, so that it can show the right certificate."""
    hellos: list[bytes] = []

    class Hearing(httpcore.NetworkStream):
        def start_tls(
            self, ssl_context: object, server_hostname: str | None = None, timeout: float | None = None
        ) -> httpcore.NetworkStream:
            hellos.append((server_hostname or "").encode())
            raise httpcore.ConnectError("no certificate")

        def close(self) -> None: ...

    found = asked("https://post.example/", Network(lambda name, port: [PUBLIC], lambda *_: Hearing()))
    assert isinstance(found, Refused)
    assert found.dropped.reason is Reason.UNREACHABLE
    assert hellos == [b"post.example"]
