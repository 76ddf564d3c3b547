"""What a file is, by its name and by its first bytes."""

from __future__ import annotations

import re
import zlib
from enum import StrEnum
from pathlib import PurePath

__all__ = ["Form", "form_of_bytes", "form_of_magic", "form_of_name", "picture_or_binary"]


class Form(StrEnum):
    """How the articles stand in a file; the value is the media type."""

    TEXT = "text/plain"
    PAGE = "text/html"
    ROWS = "application/x-ndjson"
    ARCHIVE = "application/warc"
    TABLE = "application/vnd.apache.parquet"


_BY_SUFFIX = {
    ".txt": Form.TEXT,
    ".text": Form.TEXT,
    ".html": Form.PAGE,
    ".htm": Form.PAGE,
    ".xhtml": Form.PAGE,
    ".jsonl": Form.ROWS,
    ".ndjson": Form.ROWS,
    ".warc": Form.ARCHIVE,
    ".parquet": Form.TABLE,
}

# First bytes by which common files that are no text are known (from the formats' own specifications).
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"8BPS", "a picture (Photoshop)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"ID3", "a sound file (MP3)"),
    (b"OggS", "a sound file (Ogg)"),
    (b"fLaC", "a sound file (FLAC)"),
    (b"\x1aE\xdf\xa3", "a video (Matroska)"),
)
_RIFF = {b"WEBP": "a picture (WebP)", b"WAVE": "a sound file (WAV)", b"AVI ": "a video (AVI)"}
# The box type after "ftyp" in ISO base media files.
_BRANDS = {b"avif": "a picture (AVIF)", b"heic": "a picture (HEIC)", b"mif1": "a picture (HEIC)"}

_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
# Bytes that no text has in number: C0 controls other than tab, line ends, form feed and escape.
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_MAX_CONTROL_SHARE = 0.1

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h1|table|script|link|base)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE = re.compile(rb"WARC/1\.\d\r?\n")
_ROW = re.compile(rb'\s*\{\s*(?:"|\}|\r?\n)')


def form_of_name(path: PurePath) -> Form | None:
    """What the suffix tells; None where it tells nothing and the bytes must."""
    if [suffix.lower() for suffix in path.suffixes[-2:]] == [".warc", ".gz"]:
        return Form.ARCHIVE
    return _BY_SUFFIX.get(path.suffix.lower())


def form_of_magic(head: bytes) -> Form | None:
    """What the first bytes say beyond doubt, whatever the name says; None where they say nothing."""
    if head.startswith(b"PAR1"):
        return Form.TABLE
    return Form.ARCHIVE if _ARCHIVE.match(_gunzipped(head) or head) else None


def _gunzipped(head: bytes) -> bytes:
    if not head.startswith(b"\x1f\x8b"):
        return b""
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 20)
    except zlib.error:
        return b""


def form_of_bytes(head: bytes) -> Form:
    """What the first bytes look like, text where they look like nothing else."""
    plain = head.removeprefix(_BYTE_ORDER_MARKS[0])
    if plain.startswith(_BYTE_ORDER_MARKS[1:]) or b"\x00" in plain[:100]:
        plain = plain.replace(b"\x00", b"").lstrip(b"\xff\xfe")  # UTF-16: its ASCII shows when the NULs are gone
    if _PAGE.match(plain):
        return Form.PAGE
    return Form.ROWS if _ROW.match(plain) else Form.TEXT


def picture_or_binary(head: bytes) -> str | None:
    """What kind of file this is when it is no text, ``a picture (PNG)``; None for text."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[:4] == b"RIFF" and head[8:12] in _RIFF:
        return _RIFF[head[8:12]]
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "a video or sound file (MP4)")
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "a picture (BMP)"
    return "a binary file" if _is_binary(head) else None


def _is_binary(head: bytes) -> bool:
    if head.startswith(_BYTE_ORDER_MARKS) or _is_utf16(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > _MAX_CONTROL_SHARE * len(head)


def _is_utf16(head: bytes) -> bool:
    """Whether every other byte is NUL, as in Western text in UTF-16 without a mark: ``H\\0i\\0``."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    return half > 1 and min(even, odd) < 0.05 * half and max(even, odd) > 0.5 * half
