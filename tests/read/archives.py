"""Web archives made by hand, byte for byte, so that a test can damage any of them."""

from __future__ import annotations

import gzip
import io
from collections.abc import Sequence

from fastwarc.stream_io import BrotliWriter, ZstdWriter

__all__ = ["answer", "in_brotli", "in_zstd", "packed", "page", "record"]


def record(
    block: bytes,
    *,
    kind: str = "response",
    url: str = "https://post.example/a",
    media_type: str = "application/http; msgtype=response",
    length: object = None,
    date: str | None = "2026-05-13T06:00:00Z",
    version: str = "WARC/1.0",
    **more: str,
) -> bytes:
    """A record with its two line ends. ``length`` is what its head claims; ``more`` are fields."""
    fields = {"WARC-Type": kind, "WARC-Target-URI": url, "WARC-Date": date, "Content-Type": media_type}
    fields |= {name.replace("_", "-"): value for name, value in more.items()}
    fields["Content-Length"] = str(len(block) if length is None else length)
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items() if value is not None)
    return f"{version}\r\n{head}\r\n".encode() + block + b"\r\n\r\n"


def answer(
    body: bytes, *fields: str, media_type: str | None = "text/html; charset=utf-8", status: str = "200 OK"
) -> bytes:
    """What a server sends: ``fields`` are whole lines, ``Content-Encoding: gzip``."""
    lines = [f"HTTP/1.1 {status}", *([] if media_type is None else [f"Content-Type: {media_type}"]), *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def page(number: int) -> bytes:
    """The record of a page of its own, no two of which are alike."""
    body = f"<p>Page {number} of the Post: the mayor of Velda said that pier {number} stays.</p>" * (1 + number % 3)
    return record(answer(body.encode()), url=f"https://post.example/{number}")


def packed(records: Sequence[bytes]) -> bytes:
    """Each record as a gzip member of its own, as crawlers do."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)


def in_brotli(body: bytes) -> bytes:
    """As a server packs it for ``Content-Encoding: br``."""
    stream = io.BytesIO()
    writer = BrotliWriter(stream)
    writer.write(body)
    writer.close()
    return stream.getvalue()


def in_zstd(body: bytes) -> bytes:
    """As a server packs it for ``Content-Encoding: zstd``."""
    stream = io.BytesIO()
    writer = ZstdWriter(stream)
    writer.write(body)
    writer.close()
    return stream.getvalue()
