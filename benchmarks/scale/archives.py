"""``python -m benchmarks.scale.archives``: how fast pages come out of a web archive, beside what FastWARC alone does.

The archive is made up: as crawlers write them a request, an answer and a record about both for each page, with the
digests of block and payload. FastWARC is measured reading the same bytes, parsing HTTP, with and without checking
digests; it tells no loss, which the rest of the time goes to here: lengths, ends, digests, bodies that were cut.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import io
import sys
from collections.abc import Callable, Iterator, Sequence

import numpy as np
from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks.quality.tables import table
from benchmarks.scale.vocabulary import spellings, usual_words
from benchmarks.speed.meter import measured
from sayso.clean import clean
from sayso.config import CleanSettings, ReadSettings
from sayso.read.warc import captures_of_warc
from sayso.records import Capture, Document

_WORDS, _LINKS, _SCRIPT = 400, 120, 20_000
"""Words of an article, links around it, and characters of scripts: of a page some 35,000 bytes."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000, help="in each archive")
    options = parser.parse_args(arguments)
    rows = []
    for name, packed in (("gzip", _gzipped), ("plain", bytes)):
        archive = b"".join(packed(record) for record in _records(options.pages))
        for reader, work in (
            ("FastWARC", _fastwarc(archive, digests=False)),
            ("FastWARC, digests checked", _fastwarc(archive, digests=True)),
            ("sayso", _sayso(archive)),
            ("sayso, and cleaned", _cleaned(archive)),
        ):
            pages, cost = measured(work)
            assert pages == options.pages, f"{reader} found {pages} of {options.pages} pages"
            rows.append([name, reader, f"{3 * pages / cost.seconds:,.0f}", f"{len(archive) / cost.seconds / 1e6:,.0f}"])
    print(table(f"{options.pages:,} pages, three records each", ["read by", "records/CPU-s", "MB/CPU-s"], rows))
    return 0


def _fastwarc(archive: bytes, *, digests: bool) -> Callable[[], int]:
    def work() -> int:
        read = ArchiveIterator(io.BytesIO(archive), record_types=WarcRecordType.response, verify_digests=digests)
        return sum(bool(record.reader.read()) for record in read)

    return work


def _sayso(archive: bytes) -> Callable[[], int]:
    return lambda: sum(1 for _ in _captures(archive))


def _cleaned(archive: bytes) -> Callable[[], int]:
    settings = CleanSettings(languages=None)
    return lambda: sum(isinstance(clean(each, settings=settings), Document) for each in _captures(archive))


def _captures(archive: bytes) -> Iterator[Capture]:
    found = captures_of_warc(io.BytesIO(archive), "made", ReadSettings())
    return (each for each in found if isinstance(each, Capture))


def _gzipped(record: bytes) -> bytes:
    return gzip.compress(record, 6, mtime=0)


def _records(pages: int) -> Iterator[bytes]:
    chance = np.random.default_rng(1)
    usual, spelt = usual_words(), spellings().to_pylist()
    for number in range(pages):
        words = [spelt[place] for place in usual[chance.integers(0, len(usual), _WORDS)] + 3]
        body = _page(words, [spelt[place] for place in usual[chance.integers(0, len(usual), 4 * _LINKS)] + 3])
        url = f"https://made.example/{number}"
        fields = f"Content-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
        answer = b"HTTP/1.1 200 OK\r\n" + fields.encode() + body
        yield _record(
            "request", url, b"GET / HTTP/1.1\r\nHost: made.example\r\n\r\n", "application/http; msgtype=request"
        )
        yield _record("response", url, answer, "application/http; msgtype=response", payload=body)
        yield _record("metadata", url, b"fetchTimeMs: 12\r\n", "application/warc-fields")


def _page(words: list[str], others: list[str]) -> bytes:
    article = "".join(f"<p>{' '.join(words[start : start + 50]).capitalize()}.</p>\n" for start in range(0, _WORDS, 50))
    links = "".join(
        f'<li><a href="/{start}/{others[start]}">{" ".join(others[start : start + 4])}</a></li>\n'
        for start in range(0, len(others), 4)
    )
    script = "x=y+1;" * (_SCRIPT // 6)
    return f"""<!doctype html><html lang="en"><head><title>{" ".join(words[:8])}</title>
<script>{script}</script></head><body><nav><ul>{links}</ul></nav>
<main><article><h1>{" ".join(words[:8])}</h1>{article}</article></main><aside><ul>{links}</ul></aside></body></html>
""".encode()


def _record(kind: str, url: str, block: bytes, media_type: str, *, payload: bytes | None = None) -> bytes:
    fields = [
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {url}",
        "WARC-Date: 2031-03-04T05:06:07Z",
        f"WARC-Record-ID: <urn:uuid:{hashlib.md5(f'{kind}{url}'.encode(), usedforsecurity=False).hexdigest()}>",
        f"Content-Type: {media_type}",
        f"WARC-Block-Digest: {_digest(block)}",
        *([] if payload is None else [f"WARC-Payload-Digest: {_digest(payload)}"]),
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(["WARC/1.0", *fields, "", ""]).encode() + block + b"\r\n\r\n"


def _digest(block: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(block, usedforsecurity=False).digest()).decode()


if __name__ == "__main__":
    sys.exit(main())
