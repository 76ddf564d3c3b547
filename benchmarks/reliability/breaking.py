"""Inputs with something broken, and what comes of each: a module of its own, since processes load it by name."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from benchmarks.reliability.seeds import FEEDS, PAGES, ROWS, archives
from benchmarks.reliability.way import SETTINGS, cleaned_and_searched
from sayso.read import feeds, read
from sayso.records import Capture, Document, Dropped, Reason, Stage

__all__ = ["KINDS", "Came", "came_of", "mutated"]


@dataclass(frozen=True, slots=True)
class Came:
    """What came of one input. ``unaccounted``: the articles in it of which nothing was told."""

    articles: int
    reasons: tuple[Reason, ...]
    unaccounted: int
    seconds: float
    failed: tuple[str, ...] = ()
    lost: str | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of input: what it is made of, how it is read, and how many of its articles nothing was told of."""

    seeds: Callable[[], Sequence[bytes]]
    read: Callable[[bytes], Sequence[Capture | Dropped]]
    unaccounted: Callable[[bytes, Sequence[Capture | Dropped]], int]


def came_of(kind: str, number: int) -> Came:
    """What comes of one mutation of a kind, the whole way."""
    body = mutated(kind, number)
    began = time.perf_counter()
    found = KINDS[kind].read(body)
    done = [cleaned_and_searched(each, settings=SETTINGS) for each in found]
    refused = [each for each in done if isinstance(each, Dropped)]
    return Came(
        articles=sum(isinstance(each, Document) for each in done),
        reasons=tuple(each.reason for each in refused),
        unaccounted=KINDS[kind].unaccounted(body, found) + (not done),
        seconds=time.perf_counter() - began,
        failed=tuple(each.detail for each in refused if each.reason is Reason.FAILED),
    )


def _read(body: bytes) -> list[Capture | Dropped]:
    return list(read(["-"], stdin=io.BytesIO(body)))


def _read_feed(body: bytes) -> list[Capture | Dropped]:
    """A feed holds addresses of articles: what is asked is only that it be read, or refused in words."""
    try:
        feeds.read_feed(body, "https://post.example/feed")
    except feeds.FeedError as error:
        return [Dropped("feed", Stage.READ, Reason.BAD_RECORD, str(error))]
    return [Dropped("feed", Stage.READ, Reason.NO_PAGE, "it was read")]


def _no_more(_: bytes, __: Sequence[Capture | Dropped]) -> int:
    return 0


def _lines_of_none(body: bytes, found: Sequence[Capture | Dropped]) -> int:
    """Lines of which there is neither a capture nor a refusal, where the file was not refused whole."""
    if any("#" not in each.uri for each in found):
        return 0
    lines = sum(bool(line.removeprefix(b"\xef\xbb\xbf").strip()) for line in body.split(b"\n"))
    return abs(lines - len(found))


def _records_of_none(body: bytes, found: Sequence[Capture | Dropped]) -> int:
    """Records that are still whole and were not read, where nothing was refused. What begins as no archive does is
    read as a text, whole."""
    if any(isinstance(each, Dropped) or each.body == body for each in found):
        return 0
    read_ones = {each.url for each in found if isinstance(each, Capture)}
    return sum(url not in read_ones for archive in archives() for url, piece in archive if piece in body)


KINDS: Mapping[str, Kind] = {
    "pages": Kind(lambda: PAGES, _read, _no_more),
    "archives": Kind(lambda: [b"".join(piece for _, piece in each) for each in archives()], _read, _records_of_none),
    "rows": Kind(lambda: ROWS, _read, _lines_of_none),
    "feeds": Kind(lambda: FEEDS, _read_feed, _no_more),
}

# --- what is broken ---------------------------------------------------------------------------------------------------


def mutated(kind: str, number: int) -> bytes:
    """One of the kind's inputs with one to four things broken; the same number gives the same bytes."""
    chance = Random(f"{kind} {number}")
    body = chance.choice(KINDS[kind].seeds())
    for _ in range(chance.randint(1, 4)):
        body = chance.choice(_WAYS)(body, chance)
    return body


def _flip(body: bytes, chance: Random) -> bytes:
    changed = bytearray(body)
    for _ in range(chance.choice((1, 3, 30)) if body else 0):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _range(body: bytes, chance: Random) -> slice:
    start = chance.randint(0, len(body))
    return slice(start, start + chance.choice((1, 4, 40, 400)))


def _cut(body: bytes, chance: Random) -> bytes:
    where = _range(body, chance)
    return body[: where.start] + body[where.stop :]


def _break_off(body: bytes, chance: Random) -> bytes:
    return body[: chance.randint(0, len(body))]


def _repeat(body: bytes, chance: Random) -> bytes:
    where = _range(body, chance)
    return body[: where.start] + body[where] * chance.choice((2, 5, 100)) + body[where.stop :]


def _exchange(body: bytes, chance: Random) -> bytes:
    low, high = sorted((_range(body, chance), _range(body, chance)), key=lambda each: each.start)
    middle = body[low.stop : high.start]
    return body[: low.start] + body[high] + middle + body[low] + body[max(low.stop, high.stop) :]


def _nest(body: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(body))
    return body[:at] + chance.choice(_NESTED) * chance.choice((1, 50, 3_000)) + body[at:]


_NESTED = (
    b"<div>",
    b"<p>",
    b"<b><i>",
    b"<table><tr><td>",
    b"</div>",
    b"<a href='",
    b"<!--",
    b"<script>",
    b"[",
    b'{"a":',
)
_NUMBER = re.compile(rb"[0-9]+")


def _renumber(body: bytes, chance: Random) -> bytes:
    numbers = list(_NUMBER.finditer(body))
    if not numbers:
        return body
    found = chance.choice(numbers)
    new = chance.choice(
        (b"0", b"-1", b"7", b"99999999999", b"1e9", found[0] + b"0", str(int(found[0][:9]) + 1).encode())
    )
    return body[: found.start()] + new + body[found.end() :]


def _mix(body: bytes, chance: Random) -> bytes:
    at = chance.randint(0, len(body))
    return body[:at] + chance.choice(_FOREIGN) + body[at:]


_FOREIGN = (
    *(codec.encode() for codec in ("\ufeff", "\ufffd", "\u202e", "\x00", "\x1b[2J", "\u2028", "e" + "\u0301" * 500)),
    *(
        "“Ja”, sagte er über Größe.".encode(codec, "ignore")
        for codec in ("cp1252", "utf-16-le", "utf-32", "cp932", "utf-7")
    ),
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\x1f\x8b\x08\x00",
    b"<meta charset=utf-16>",
    b"\r\n\r\n",
)
_WAYS: Sequence[Callable[[bytes, Random], bytes]] = (
    *(_flip, _cut, _break_off, _repeat, _exchange, _nest, _renumber, _mix),
)
