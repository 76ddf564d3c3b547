"""Digests as web archives write them, ``sha1:`` and base 32 or ``sha256:`` and hexadecimal: whether they hold."""

from __future__ import annotations

import binascii
import hashlib

__all__ = ["differs"]

# md5 and sha1 are what archives have: they are checked against damage, not against forgery.
_KNOWN = {"md5", "sha1", "sha256", "sha384", "sha512"}
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_TO_DIGITS = {ord(letter): "0123456789abcdefghijklmnopqrstuv"[i] for i, letter in enumerate(_LETTERS)} | {
    ord(other): "?" for other in "0189"
}


def differs(digest: str | None, *contents: bytes) -> bool:
    """Whether a digest is that of none of ``contents``. None, and one of a kind that is not known, tell nothing."""
    if digest is None:
        return False
    kind, _, value = digest.strip().partition(":")
    kind = kind.lower().replace("-", "")
    if kind not in _KNOWN:
        return False
    return not any(_is_digest(value, hashlib.new(kind, each, usedforsecurity=False).digest()) for each in contents)


def _is_digest(value: str, digest: bytes) -> bool:
    """In hexadecimal digits, in base 32 (sha1's 160 bits are 32 of its letters), or in base 64."""
    value = value.strip().rstrip("=")
    if len(value) == 2 * len(digest):
        return value.lower() == digest.hex()
    if len(value) == -(-8 * len(digest) // 5):
        return _of_base_32(value) == int.from_bytes(digest) << (-8 * len(digest) % 5)
    try:
        return binascii.a2b_base64(value + "==") == digest
    except ValueError:
        return False


def _of_base_32(value: str) -> int | None:
    """The number that the letters stand for: far faster than the standard library, which takes them one by one."""
    try:
        return int(value.upper().translate(_TO_DIGITS), 32) if value.isalnum() else None
    except ValueError:
        return None
