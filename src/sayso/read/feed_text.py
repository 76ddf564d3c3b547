"""The bytes of a feed, or of a list of feeds -> its text, in which nothing is declared that grows."""

from __future__ import annotations

import codecs
import re

__all__ = ["FeedError", "feed_text"]

_MOST_BYTES = 5_000_000
"""Largest feed that is read. A parser takes ten seconds for 3 MB of empty entries; feeds of news have some 100 kB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark is the beginning of its own
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARATION = re.compile(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"'][^>]{0,200}\?>")
_DECLARED = re.compile(r"\A\s*<\?xml\s[^>]{0,400}\?>")

# What feeds are written in. Of all that Python knows, some are no encodings of text, and punycode takes quadratic time.
_ENCODINGS = re.compile(
    r"utf-?8|us-ascii|utf-?16(?:-?[lb]e)?|iso-?8859-\d{1,2}|(?:windows|cp)-?125\d|koi8-[ru]|shift_jis|euc-(?:jp|kr)"
    r"|gb2312|gbk|gb18030|big5|macintosh",
    re.IGNORECASE,
)
_DECLARES = re.compile(r"<!\s*ENTITY", re.IGNORECASE)


class FeedError(Exception):
    """A feed, or a list of feeds, that can't be read: what was found, and what was expected."""


def feed_text(body: bytes, charset: str | None = None) -> str:
    """The text, without its XML declaration, which tells an encoding that it no longer has. Raises FeedError.

    ``charset`` is what the server told; what the bytes themselves say counts more, as servers tell one for all files.
    """
    if len(body) > _MOST_BYTES:
        raise FeedError(f"it has {len(body):,} bytes; a feed may have {_MOST_BYTES:,}")
    text = _decoded(body, charset)
    if _DECLARES.search(text):
        raise FeedError("it declares entities, with which a few bytes can be made to fill a memory; expected none")
    return _DECLARED.sub("", text.removeprefix("\ufeff"), count=1)


def _decoded(body: bytes, charset: str | None) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.decode(encoding, "replace")
    if body[:2] in (b"<\x00", b"\x00<"):
        return body.decode("utf-16-le" if body[0] else "utf-16-be", "replace")
    declared = _DECLARATION.match(body)
    named = [declared[1].decode("ascii")] if declared else []
    for encoding in [*named, *([charset] if charset else []), "utf-8"]:
        text = _strictly(body, encoding)
        if text is not None:
            return text
    return body.decode("cp1252", "replace")


def _strictly(body: bytes, encoding: str) -> str | None:
    """None where the encoding is none that is read, or not that of these bytes."""
    if not _ENCODINGS.fullmatch(encoding) or encoding.lower().startswith(("utf-16", "utf16")):
        return None  # UTF-16 has been told by its first bytes: declared elsewhere, it is wrong
    try:
        return body.decode(encoding)
    except (LookupError, ValueError):
        return None
