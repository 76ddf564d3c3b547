"""Bytes -> text, and how the encoding is known."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

__all__ = ["Decoded", "decode"]


@dataclass(frozen=True, slots=True)
class Decoded:
    """A capture's text. ``encoding_from``: ``given``, ``declared``, ``detected``, or ``guessed`` where others fit too.

    Bytes that the encoding has no character for are U+FFFD.
    """

    text: str
    encoding: str
    encoding_from: str


# Each mark with its encoding; the four-byte ones first, because UTF-16's is the beginning of UTF-32's.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What pages say and what their bytes are, as browsers read them: https://encoding.spec.whatwg.org/#names-and-labels
_READ_AS = {
    "ascii": "cp1252",
    "latin-1": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}
# Python's own codecs beyond these ("zip", "idna", "unicode_escape") are no encodings of pages.
_PAGE_CODEC = re.compile(
    r"utf-(?:8|16-[lb]e)|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)"
    r"|gb18030|big5hkscs|euc_jp|iso2022_jp"
)

_DECLARED = (
    re.compile(rb"<\?xml[^>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE),
    re.compile(rb"<meta\b[^>]{0,200}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE),
)
# Browsers look for a declaration in the first 1,024 bytes; some pages have a long comment first.
_DECLARED_WITHIN = 8_192
_DETECTED_WITHIN = 32_768

# Windows code pages share these: dashes, quotation marks, bullet, ellipsis, no-break space.
_SHARED_BY_WINDOWS = frozenset(b"\x82\x84\x85\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b\xa0\xa7\xa9\xab\xad\xae\xb0\xbb")
_CANDIDATES = [
    *("cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1257", "iso8859_2", "iso8859_5", "koi8_r", "koi8_u"),
    *("cp866", "mac_roman", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"),
]
_UNSURE_WITHIN = 0.02
"""Runner-up's mess ratio (0..1) so near the best one's that detection has not decided."""
_MAX_MESS = 0.1
"""Mess ratio (0..1) of the best one from which it is no more than a guess."""

# latin-1 bytes as browsers show them; the five that windows-1252 leaves open stay C1 controls.
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252") for byte in range(0x80, 0xA0) if byte not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}


def decode(body: bytes, charset: str | None, *, is_page: bool) -> Decoded:
    """The text of ``body``. ``charset`` is what we were told, None for nothing; pages may declare their own.

    A charset that we were told decodes every byte, the mark at the beginning too: a JSONL row's text comes out as it
    went in. Otherwise a byte order mark is a declaration, and not part of the text.
    """
    told = _codec(charset)
    if told is not None:
        return Decoded(_decoded(body, told), told, "given")
    for mark, codec in _MARKS:
        if body.startswith(mark):
            return Decoded(body.removeprefix(mark).decode(codec, "replace"), codec, "declared")
    return (_as_declared(body) if is_page else None) or _as_detected(body)


def _codec(label: str | None) -> str | None:
    """Python's name for a charset as browsers read it; None for none, or one that no page is in."""
    if label is None:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return None
    name = _READ_AS.get(name, name)
    return name if _PAGE_CODEC.fullmatch(name) else None


def _decoded(body: bytes, codec: str) -> str:
    if codec == "cp1252":
        return body.decode("latin-1").translate(_WINDOWS_1252)
    try:
        return body.decode(codec, "surrogatepass" if codec == "utf-8" else "strict")
    except UnicodeDecodeError:
        return body.decode(codec, "replace")


def _as_declared(body: bytes) -> Decoded | None:
    """The page's own word, unless the bytes give it the lie."""
    head = body[:_DECLARED_WITHIN]
    found = next((match for pattern in _DECLARED if (match := pattern.search(head))), None)
    codec = _codec(found[1].decode("ascii", "replace")) if found else None
    if codec is None or codec.startswith("utf-16"):  # a page whose declaration we could read is not in UTF-16
        return None
    if codec != "utf-8" and not body.isascii() and _is_utf8(body):
        return None  # declared latin-1, written in UTF-8: “ would become â€œ
    text = _decoded(body, codec)
    lost = text.count("\ufffd")
    if lost and lost > sum(char > "\x7f" for char in text) - lost:
        return None  # most of what the declaration could go wrong on went wrong
    return Decoded(text, codec, "declared")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _as_detected(body: bytes) -> Decoded:
    if _is_utf8(body) and not _utf16_without_mark(body):
        return Decoded(body.decode("utf-8"), "utf-8", "detected")
    codec = _utf16_without_mark(body)
    if codec is not None:
        return Decoded(body.decode(codec, "replace"), codec, "detected")
    text = body.decode("utf-8", "replace")
    lost = text.count("\ufffd")
    if lost <= sum(char > "\x7f" for char in text) - lost:
        # UTF-8 with a broken byte here and there: other encodings' letters hardly ever make up one of its characters.
        return Decoded(text, "utf-8", "detected")
    return _of_one_byte(body)


def _utf16_without_mark(body: bytes) -> str | None:
    """UTF-16 shows in Western text by every other byte being NUL."""
    head = body[:_DETECTED_WITHIN]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half < 2 or min(even, odd) > 0.05 * half or max(even, odd) < 0.5 * half:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _of_one_byte(body: bytes) -> Decoded:
    """Text in one of the encodings from before UTF-8, told by its bytes beyond ASCII."""
    beyond = body.translate(None, bytes(range(128)))
    if not frozenset(beyond) - _SHARED_BY_WINDOWS:
        # All windows code pages read these alike, so it does not matter which it was.
        return Decoded(_decoded(body, "cp1252"), "cp1252", "detected")
    codec, sure = _detected_codec(body)
    return Decoded(_decoded(body, codec), codec, "detected" if sure else "guessed")


def _detected_codec(body: bytes) -> tuple[str, bool]:
    """The likeliest encoding, and whether no other that reads differently is as likely."""
    first = next(i for i, byte in enumerate(body) if byte > 0x7F)
    sample = body[max(0, first - 2_000) :][:_DETECTED_WITHIN]
    matches = list(from_bytes(sample, cp_isolation=_CANDIDATES))
    if not matches:
        return "cp1252", False
    best = matches[0]
    near = [match for match in matches if match.chaos - best.chaos < _UNSURE_WITHIN]
    # "Señor" is as good a word in cp1250 ("Seńor"): undecided, the commonest of them in English news is taken.
    western = any("cp1252" in match.could_be_from_charset for match in near)
    codec = "cp1252" if western else _codec(best.encoding) or "cp1252"
    return codec, best.chaos < _MAX_MESS and all(str(match) == str(best) for match in near)
