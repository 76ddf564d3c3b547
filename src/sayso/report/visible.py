"""Text made safe to show: what can't be seen, can't be encoded or would turn the line round becomes a visible sign.

JSON is exempt: there the characters themselves are the data (``data.dumps`` escapes them instead).
"""

from __future__ import annotations

import re

__all__ = ["flat", "one_line", "visible"]

# C0 and C1 controls but tab and line ends; DEL; line and paragraph separators; bidi embeddings, overrides and
# isolates, which could make a page show words in another order than they stand; lone surrogates, which UTF-8 can't
# hold. Left-to-right and right-to-left *marks* stay: they move nothing beyond their neighbours.
_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_WHITE = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with every unshowable character replaced: ``"a\\x00\\u202eb"`` gives ``"a␀⟨U+202E⟩b"``."""
    return _UNSHOWN.sub(lambda found: _sign(found.group()), text)


def one_line(text: str) -> str:
    """``visible`` text with each run of white space made one space."""
    return _WHITE.sub(" ", visible(text)).strip()


def flat(text: str) -> str:
    """``one_line`` that keeps a space at either end, which parts this run of text from its neighbours."""
    inner = one_line(text)
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if inner and text[-1:].isspace() else ''}"


def _sign(character: str) -> str:
    code = ord(character)
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"⟨U+{code:04X}⟩"
