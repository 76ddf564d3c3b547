"""Damaged web archives: of 200 records one is broken, and the others must be there.

    python -m benchmarks.reliability.archives [--count RECORDS]

At least 99 % of the other records must be read, byte for byte. Each that is not must have a refusal that names its
place in the file, the broken one too: it may be read only if it is what it was before.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from benchmarks.quality.tables import table
from benchmarks.reliability.way import LIMITS
from sayso.isolated import Isolated, read_in
from sayso.records import Capture, Dropped

__all__ = ["Outcome", "outcomes"]

COUNT = 200
MIN_SHARE = 0.99
_LENGTH = re.compile(rb"Content-Length: (\d+)\r\n(?=\r\nHTTP)")
_NOISE = Random(7).randbytes(300)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 1 where a figure is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=COUNT, help=f"records in each ({COUNT})")
    found = list(outcomes(parser.parse_args(arguments).count))
    columns = ["others read, %", "refused", "lost in silence", "altered"]
    print(table("archive", columns, [each.row() for each in found]))
    missed = [each.name for each in found if not each.is_good()]
    print(f"\n{len(found)} archives, {len(missed)} of which miss a figure")
    return 1 if missed else 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read of an archive: shares (0..1), numbers of records."""

    name: str
    read: float
    refused: int
    silent: int
    altered: int

    def is_good(self) -> bool:
        """Whether it is as it must be."""
        return self.read >= MIN_SHARE and not self.silent and not self.altered

    def row(self) -> list[object]:
        """Its row in the table."""
        return [self.name, 100 * self.read, self.refused, self.silent, self.altered]


def outcomes(count: int) -> Iterator[Outcome]:
    """What comes of each archive of ``count`` records."""
    whole = [_record(number) for number in range(count)]
    with TemporaryDirectory(prefix="sayso-archives-") as folder, Isolated(LIMITS) as process:
        for name, file, pieces, broken in _archives(whole):
            path = Path(folder, file)
            path.write_bytes(b"".join(pieces))
            yield _outcome(name, path, pieces, broken, process)


def _outcome(name: str, path: Path, pieces: Sequence[bytes], broken: int, process: Isolated) -> Outcome:
    found = list(read_in(process, [path]))
    read = {each.url: each.body for each in found if isinstance(each, Capture)}
    refused = [each for each in found if isinstance(each, Dropped)]
    places = [int(re.split(r"[#+]", each.uri)[1]) for each in refused if "#" in each.uri]
    ends = list(accumulate(map(len, pieces)))
    missing = [number for number in range(len(pieces)) if _url(number) not in read]
    named = [n for n in missing if any(ends[n] - len(pieces[n]) <= place < ends[n] for place in places)]
    altered = sum(read.get(_url(number), _body(number)) != _body(number) for number in range(len(pieces)))
    share = 1 - len(set(missing) - {broken}) / (len(pieces) - 1)
    return Outcome(name, share, len(refused), len(missing) - len(named), altered)


# --- archives ---------------------------------------------------------------------------------------------------------


def _url(number: int) -> str:
    return f"https://post.example/{number}"


def _body(number: int) -> bytes:
    sentence = f"<p>Page {number} of the Post: the mayor of Velda said on Tuesday that pier {number} stays open.</p>\n"
    return (sentence * (3 + number % 5)).encode()


def _record(number: int) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + _body(number)
    digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {_url(number)}\r\nWARC-Date: 2026-05-13T06:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nWARC-Block-Digest: sha1:{digest}\r\n"
        f"Content-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def _archives(records: Sequence[bytes]) -> Iterator[tuple[str, str, list[bytes], int]]:
    """The name of each, its file's, its pieces, and the number of the one that is broken."""
    plain, packed = records, list(map(_packed, records))
    middle, last = len(records) // 2, len(records) - 1
    for name, broken in {**_BROKEN_RECORDS, **_FALSE_LENGTHS}.items():
        yield f"{name}, plain", "a.warc", _with(plain, middle, broken(plain[middle])), middle
        yield f"{name}, gzip", "a.warc.gz", _with(packed, middle, _packed(broken(plain[middle]))), middle
    for name, broken in _BROKEN_MEMBERS.items():
        yield f"{name}, gzip", "a.warc.gz", _with(packed, middle, broken(packed[middle])), middle
    for form, file, pieces in (("plain", "a.warc", plain), ("gzip", "a.warc.gz", packed)):
        yield f"file cut, {form}", file, _with(pieces, last, _half(pieces[last])), last
        yield f"file begins late, {form}", file, _with(pieces, 0, pieces[0][len(pieces[0]) // 2 :]), 0
    yield "file begins as gzip does, plain", "a.warc", _with(plain, 0, b"\x1f\x8b" + plain[0]), 0


def _packed(record: bytes) -> bytes:
    return gzip.compress(record, mtime=0)


def _with(pieces: Sequence[bytes], number: int, piece: bytes) -> list[bytes]:
    return [*pieces[:number], piece, *pieces[number + 1 :]]


def _half(piece: bytes) -> bytes:
    return piece[: len(piece) // 2]


def _flipped(piece: bytes, at: int) -> bytes:
    at %= len(piece)
    return piece[:at] + bytes([piece[at] ^ 0x10]) + piece[at + 1 :]


def _with_length(length: Callable[[int], str]) -> Callable[[bytes], bytes]:
    def broken(record: bytes) -> bytes:
        return _LENGTH.sub(lambda found: f"Content-Length: {length(int(found[1]))}\r\n".encode(), record)

    return broken


_FALSE_LENGTHS: Mapping[str, Callable[[bytes], bytes]] = {
    "length too short": _with_length(lambda length: str(length - 20)),
    "length too long": _with_length(lambda length: str(length + 20)),
    "length into the next": _with_length(lambda length: str(length + 700)),
    "length negative": _with_length(lambda length: str(-length)),
    "length huge": _with_length(lambda _: "999999999999999"),
    "length beyond counting": _with_length(lambda _: "9" * 40),
    "length no number": _with_length(lambda length: f"{length} bytes"),
    "length twice": _with_length(lambda length: f"{length}\r\nContent-Length: 7"),
    "length nought": _with_length(lambda _: "0"),
    "no length": lambda record: _LENGTH.sub(b"", record),
}

_BROKEN_RECORDS: Mapping[str, Callable[[bytes], bytes]] = {
    "cut in the middle": _half,
    "line ends missing": lambda record: record.removesuffix(b"\r\n\r\n"),
    "garbage behind": lambda record: record + _NOISE,
    "garbage before": lambda record: _NOISE + record,
    "byte flipped": lambda record: _flipped(record, -40),
    "bad header line": lambda record: record.replace(b"WARC-Date: ", b"\x00\xff", 1),
    "head without end": lambda record: record.replace(b"\r\n\r\nHTTP", b"\r\nHTTP", 1),
    "no version": lambda record: record.removeprefix(b"WARC/1.1"),
    "zeros": lambda record: bytes(len(record)),
}

_BROKEN_MEMBERS: Mapping[str, Callable[[bytes], bytes]] = {
    "packed byte flipped": lambda member: _flipped(member, len(member) // 2),
    "member's head flipped": lambda member: _flipped(member, 1),
    "wrong checksum": lambda member: _flipped(member, -6),
    "wrong size": lambda member: _flipped(member, -3),
    "member cut": _half,
    "garbage behind member": lambda member: member + _NOISE,
    "member of garbage": lambda _: _NOISE,
}


if __name__ == "__main__":
    sys.exit(main())
