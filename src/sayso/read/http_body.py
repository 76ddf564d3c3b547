"""What a server answered -> the page: transfer and content encodings undone, whole or not at all."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterable, Sequence

from fastwarc.stream_io import BrotliReader, ZstdReader
from fastwarc.warc import HeaderMap

__all__ = ["BadBodyError", "codings_in", "unchunked", "unpacked"]

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
_LAST_CHUNK = re.compile(rb"\r\n0{1,8}[ \t]*(?:;[^\r\n]*)?\r\n(?:[^\r\n]+\r\n)*\r\n\Z")
_END = 1_000
"""Bytes at the end of a body in which its last chunk is looked for, with fields after it."""
_STEP = 1 << 20
_MOST_CODINGS, _MOST_MEMBERS = 4, 16


class BadBodyError(Exception):
    """A body that can't be had whole. ``too_large``: because it unpacks to more than it may."""

    def __init__(self, why: str, *, too_large: bool = False) -> None:
        super().__init__(why)
        self.too_large = too_large


def unchunked(body: bytes, headers: HeaderMap) -> bytes:
    """The body without its chunk lines (RFC 9112, 7.1). Raises BadBodyError.

    Some crawlers keep the header and take the lines out: what does not begin with one, nor ends with one, is whole.
    """
    if "chunked" not in codings_in(headers.get_multiple("Transfer-Encoding")):
        return body
    if _CHUNK.match(body) is None and _LAST_CHUNK.search(body[-_END:]) is None:
        return body
    parts: list[bytes] = []
    at = 0
    while True:
        line = _CHUNK.match(body, at)
        if line is None:
            raise BadBodyError(f"its chunked encoding is broken at byte {at:,}")
        size = int(line[1], 16)
        if size == 0:
            return b"".join(parts)
        at = line.end() + size
        parts.append(body[line.end() : at])
        if not body.startswith(b"\r\n", at):
            raise BadBodyError(f"a chunk of {size:,} bytes does not end where it should")
        at += 2


def codings_in(fields: Iterable[str]) -> list[str]:
    """The codings that the fields of one name tell, in the order in which they were done: ``["deflate", "gzip"]``."""
    given = ",".join(fields).lower().split(",")
    return [coding for each in given if (coding := each.strip()) not in ("", "identity", "none")]


def unpacked(body: bytes, codings: Sequence[str], *, max_bytes: int) -> bytes:
    """The body as the browser reads it (RFC 9110, 8.4). Raises BadBodyError.

    ``codings`` are those of its Content-Encoding. No more memory is taken than twice what the body may have.
    """
    if len(codings) > _MOST_CODINGS:
        raise BadBodyError(f"it is packed {len(codings)} times over")
    for coding in reversed(codings):
        if coding not in _UNPACK:
            raise BadBodyError(f"its Content-Encoding {coding[:40]!r} is not known")
        body = _UNPACK[coding](body, max_bytes)
    if len(body) > max_bytes:
        raise BadBodyError("", too_large=True)
    return body


def _gunzip(body: bytes, max_bytes: int) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body  # some crawlers keep the header and unpack the body
    return _inflate(body, max_bytes, wbits=31)


def _undeflate(body: bytes, max_bytes: int) -> bytes:
    """Servers send both what the standard means, zlib's format, and bare deflate."""
    if len(body) > 1 and body[0] & 15 == 8 and (body[0] << 8 | body[1]) % 31 == 0:
        return _inflate(body, max_bytes, wbits=15)
    return _inflate(body, max_bytes, wbits=-15)


def _inflate(body: bytes, max_bytes: int, *, wbits: int) -> bytes:
    found = b""
    for _ in range(_MOST_MEMBERS):
        unpacker = zlib.decompressobj(wbits=wbits)
        try:
            found += unpacker.decompress(body, max_bytes + 1 - len(found))
        except zlib.error as error:
            raise BadBodyError(f"its compression is damaged ({str(error).rpartition(': ')[2]})") from error
        if len(found) > max_bytes:
            raise BadBodyError("", too_large=True)
        if not unpacker.eof:
            raise BadBodyError("it is packed, and breaks off")
        body = unpacker.unused_data
        if not body.startswith(b"\x1f\x8b"):
            return found
    raise BadBodyError(f"it is packed in more than {_MOST_MEMBERS} pieces")


def _unbrotli(body: bytes, max_bytes: int) -> bytes:
    return _all_of(BrotliReader(io.BytesIO(body)), max_bytes)


def _unzstd(body: bytes, max_bytes: int) -> bytes:
    return _all_of(ZstdReader(io.BytesIO(body)), max_bytes)


def _all_of(reader: BrotliReader | ZstdReader, max_bytes: int) -> bytes:
    found = bytearray()
    try:
        while len(found) <= max_bytes and (more := reader.read(min(_STEP, max_bytes + 1 - len(found)))):
            found += more
    except OSError as error:
        raise BadBodyError(f"its compression is damaged ({error})") from error
    if len(found) > max_bytes:
        raise BadBodyError("", too_large=True)
    return bytes(found)


_UNPACK: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _undeflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
