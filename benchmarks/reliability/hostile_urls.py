"""``python -m benchmarks.reliability.hostile_urls``: addresses that lead where nobody may go, and who was connected to.

No name is looked up and nothing leaves the machine: names mean what ``NAMES`` says, and the one server that stands for
the public network is on this machine. Every connection that the process makes is counted where Python makes it, by an
audit hook, past which no library can go. Fails where one of them is to anything but that server.
"""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import chain, repeat

import httpcore

from benchmarks.quality.tables import table
from sayso.config import FetchSettings
from sayso.fetch import Fetched, Fetcher, Network, NotModified, Refused
from sayso.records import Reason

PUBLIC = "93.184.215.14"
"""The address of every name that is not in ``NAMES``; connections to it go to the server of the benchmark."""

IPV4 = {
    "this machine": ["127.0.0.1", "127.1.2.3", "127.255.255.254", "0.0.0.0", "0.1.2.3"],
    "private": ["10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.255.255"],
    "cloud metadata": ["169.254.169.254", "169.254.170.2", "100.100.100.200", "168.63.129.16", "192.0.0.192"],
    "link-local, CGNAT": ["169.254.0.1", "100.64.0.1", "100.127.255.255"],
    "multicast, reserved": ["224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"],
    "documentation, measuring": ["192.0.2.1", "198.51.100.1", "203.0.113.1", "198.18.0.1", "198.19.255.255"],
    "kept for protocols": ["192.0.0.1", "192.88.99.1", "192.31.196.1", "192.52.193.1", "192.175.48.1"],
}
IPV6 = {
    "this machine": ["::1", "::", "0:0:0:0:0:0:0:1"],
    "mapped, compatible": [
        "::ffff:127.0.0.1",
        "::ffff:7f00:1",
        "::127.0.0.1",
        "::ffff:0:127.0.0.1",
        "::ffff:169.254.169.254",
    ],
    "translated (NAT64)": ["64:ff9b::7f00:1", "64:ff9b::169.254.169.254", "64:ff9b:1::7f00:1"],
    "wrapped (6to4, Teredo)": [
        "2002:7f00:1::",
        "2002:a9fe:a9fe::",
        "2001::7f00:1",
        "2001:0:4136:e378:8000:63bf:80ff:fffe",
    ],
    "private": ["fc00::1", "fd00::1", "fd00:ec2::254", "fd20:ce::254", "fec0::1"],
    "link-local, multicast": ["fe80::1", "febf::1", "ff02::1", "ff05::2", "ff0e::1"],
    "documentation, others": ["2001:db8::1", "3fff::1", "2001:10::1", "2001:20::1", "100::1", "5f00::1", "4000::1"],
}
WRITTEN = {
    "numbers": [
        "2130706433",
        "0x7f000001",
        "017700000001",
        "0x7f.1",
        "0177.0.0.1",
        "127.1",
        "127.0.1",
        "0",
        "0x0",
        "127.0.0.01",
    ],
    "other digits": ["①②⑦.0.0.1", "１２７.0.0.1", "127。0。0。1", "127．0．0．1", "ⓛocalhost", "%31%32%37.0.0.1"],
    "dots, zones": ["127.0.0.1.", "127.0.0.1..", ".127.0.0.1", "[::1%25lo]", "[fe80::1%25eth0]", "[fe80::1%eth0]"],
    "two hosts in one": [
        "post.example\\@127.0.0.1",
        "127.0.0.1\\.post.example",
        "post.example@127.0.0.1",
        "a:b@127.0.0.1",
    ],
    "ends in a number": ["256.256.256.256", "1.2.3.4.5", "post.example.1", "1.0x7f", "99999999999"],
}
OTHER = {
    "other schemes": [
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "ftp://127.0.0.1/",
        "ldap://127.0.0.1/",
        "unix:/run/x.sock",
    ],
    "line ends": ["http://127.0.0.1/\r\nX: y", "http://127.0.0.1\r\n/", "http://127.0.0.1/\nHost: post.example"],
}
NAMES: dict[str, Sequence[Sequence[str]]] = {
    "localhost": [["127.0.0.1"]],
    "localhost.localdomain": [["::1"]],
    "inside.example": [["10.0.0.1"]],
    "127.0.0.1.nip.example": [["127.0.0.1"]],
    "metadata.google.internal": [["169.254.169.254"]],
    "both.example": [[PUBLIC, "127.0.0.1"]],
    "six.example": [[PUBLIC, "::ffff:127.0.0.1"]],
    "zone.example": [["fe80::1%eth0"]],
    "nothing.example": [[]],
    "nonsense.example": [["post.example"]],
    # Public when they are asked for robots.txt, private when for the page; and the other way round.
    "rebind.example": [[PUBLIC], ["127.0.0.1"]],
    "rebind-both.example": [[PUBLIC], [PUBLIC, "10.0.0.1"]],
    "rebind-metadata.example": [[PUBLIC], ["169.254.169.254"]],
    "rebind-back.example": [["127.0.0.1"], [PUBLIC]],
}
"""What names mean: the first answer, the second, ..., and the last ever after."""


@dataclass(frozen=True, slots=True)
class Case:
    """An address that must not be asked. ``to``: where the public server redirects to from it; None: nowhere."""

    kind: str
    url: str
    to: str | None = None


@dataclass(slots=True)
class Outcome:
    """What became of the cases: refusals by kind and reason, what was let through, connections that none should be."""

    refused: Counter[tuple[str, Reason]] = field(default_factory=Counter)
    through: list[str] = field(default_factory=list)
    denied: list[object] = field(default_factory=list)
    allowed: int = 0

    @property
    def is_good(self) -> bool:
        """Whether nothing was let through; a server that nobody connected to would prove nothing."""
        return not self.through and not self.denied and self.allowed > 0


def cases() -> list[Case]:
    """All cases: hosts by themselves, the same behind redirects, names."""
    hosts = [(f"IPv4, {kind}", host) for kind, hosts in IPV4.items() for host in hosts]
    hosts += [(f"IPv6, {kind}", f"[{host}]") for kind, hosts in IPV6.items() for host in hosts]
    hosts += [(f"written, {kind}", host) for kind, hosts in WRITTEN.items() for host in hosts]
    hosts += [("names", name) for name in NAMES]
    addresses = [Case(kind, f"http://{host}/") for kind, host in hosts]
    addresses += [Case(kind, f"https://{host}:8443/") for kind, host in hosts[::7]]
    addresses += [Case(kind, url) for kind, urls in OTHER.items() for url in urls]
    behind = [Case(f"redirect to {case.kind.partition(',')[0]}", "", case.url) for case in addresses]
    return addresses + [Case(case.kind, f"http://public-{n}.example/{n % 5}", case.to) for n, case in enumerate(behind)]


def outcome_of(given: Sequence[Case]) -> Outcome:
    """Asks for each, and counts."""
    outcome = Outcome()
    with _server(given) as port, _counted(port, outcome):
        for case in given:
            with Fetcher(_SETTINGS, "0", network=_network(port)) as fetcher:
                _note(case, fetcher.get(case.url), outcome)
    return outcome


_SETTINGS = FetchSettings(min_gap_s=0.0, connect_timeout_s=2.0, read_timeout_s=5.0, timeout_s=10.0)


def _note(case: Case, found: Fetched | NotModified | Refused, outcome: Outcome) -> None:
    if isinstance(found, Refused):
        outcome.refused[case.kind, found.dropped.reason] += 1
    else:
        outcome.through.append(f"{case.url} -> {case.to}")


def _network(port: int) -> Network:
    meant = {name: chain(answers, repeat(answers[-1])) for name, answers in NAMES.items()}

    def resolve(name: str, _: int) -> Sequence[str]:
        if name in meant:
            return next(meant[name])
        return [PUBLIC] if name.endswith(".example") else [name]

    def dial(address: str, wanted: int, timeout_s: float) -> httpcore.NetworkStream:
        if address == PUBLIC:
            return httpcore.SyncBackend().connect_tcp("127.0.0.1", port, timeout_s)
        return httpcore.SyncBackend().connect_tcp(address, wanted, min(timeout_s, 0.2))

    return Network(resolve, dial)


@contextmanager
def _server(given: Sequence[Case]) -> Iterator[int]:
    """The port of a server on this machine that redirects each public host to what its case says, in up to 5 steps."""
    targets = {case.url.split("/")[2]: case.to for case in given if case.to is not None}

    class Serving(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            steps = self.path.strip("/")
            target = targets.get(self.headers.get("Host", ""))
            if target is None or self.path == "/robots.txt":
                self.send_response(404 if self.path == "/robots.txt" else 200)
            else:
                self.send_response(302)
                self.send_header("Location", _in_one_line(target) if steps in ("", "0") else f"/{int(steps) - 1}")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Serving) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def _in_one_line(target: str) -> str:
    """As a field of a head can carry it: bytes beyond ASCII as UTF-8, as browsers read them."""
    return target.replace("\r", "").replace("\n", "").encode().decode("latin-1")


@contextmanager
def _counted(port: int, outcome: Outcome) -> Iterator[None]:
    """Counts the connections of this process. A hook can't be taken away again: it is told when to stop."""
    counting = True

    def hook(event: str, given: tuple[object, ...]) -> None:
        if not counting or event not in ("socket.connect", "socket.sendto"):
            return
        if given[1] == ("127.0.0.1", port):
            outcome.allowed += 1
        else:
            outcome.denied.append(given[1])

    sys.addaudithook(hook)
    try:
        yield
    finally:
        counting = False


def main() -> int:
    """Prints what became of all cases; 1 where one was let through."""
    given = cases()
    outcome = outcome_of(given)
    rows = [[kind, str(count), reason.value] for (kind, reason), count in sorted(outcome.refused.items())]
    print(table("hostile addresses", ["refused", "as"], rows))
    print(f"\n{len(given)} addresses, {outcome.refused.total()} refused; connections: {outcome.allowed} to the public")
    print(f"server, {len(outcome.denied)} to others")
    for each in [*outcome.through, *map(str, outcome.denied)]:
        print(f"FAILED: {each}")
    return 0 if outcome.is_good else 1


if __name__ == "__main__":
    sys.exit(main())
