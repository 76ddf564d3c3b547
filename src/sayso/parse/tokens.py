"""Text -> words and marks. The network was trained on these tokens: a change here asks for ``make train``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

__all__ = ["tokenize"]

_TOKEN = re.compile(
    r"""
      (?:https?://|www\.)[^\s“”"<>]+[^\s“”"<>.,;:!?)’'\]]       # an address, without the mark that ends its sentence
    | [\w.+-]{1,64}@[\w-]{1,64}\.[\w.]{0,64}\w                  # an e-mail address
    | [@\#]\w+                                                  # @handle, #tag
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?:-[^\W_]+)*(?!\w)     # 5,000  5:30  2nd  1990s  10-year
    | (?:[A-Za-z]\.){2,}(?:-[^\W_]+)*                           # U.S.  p.m.  U.S.-led
    | (?:[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*                    # words: Tosk  naïve, its accent a mark of its own
        (?:[-&./’'](?=[^\W_]))?)+                               # joined: well-known  AT&T  don't  O'Hara  and/or
    | (?<=\w[\w.])[’'](?:s|re|ve|ll|d|m)(?!\w)                  # U.S.’s  1990’s
    | \.{2,} | … | --+ | [—–]
    | \S
    """,
    re.VERBOSE,
)
# “do|n't”, “Quill|’s”, “they|’re”: what is contracted is a word of its own.
_CONTRACTED = re.compile(r"(.+?)(n[’']t|[’'](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
# After “No.” or “Ill.” the sentence goes on: “No. 5”, “Salem, Ill., where”.
_GOES_ON = re.compile(r"[,;)]| ?[a-z\d]")
_ADDRESSES = ("http", "www.")


def tokenize(text: str) -> list[tuple[int, int]]:
    """Start and end of each word and mark of ``text``, in order; white space belongs to none."""
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[tuple[int, int]]:
    taken = 0  # a point that an abbreviation took is no token of its own
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        if start < taken:
            continue
        taken = end = end + _takes_point(text, found.group(), end)
        yield from _parts(text, start, end)


def _takes_point(text: str, word: str, end: int) -> bool:
    """Whether the point at ``end`` belongs to the word: “Mr.”, “J. Quill”, but not “vitamin A.” at the very end."""
    if text[end : end + 1] != "." or text[end + 1 : end + 2] == ".":
        return False  # “etc...”: three points are a mark of their own
    plain = word.lower()
    if plain in _lexicon("words_too"):
        return word[0].isupper() and bool(_GOES_ON.match(text, end + 1))
    if plain in _lexicon("abbreviations"):
        return True
    return len(word) == 1 and word.isupper() and text[end + 1 : end + 2] == " "


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    word = text[start:end]
    if word.isalpha():
        yield start, end
        return
    contracted = _CONTRACTED.match(word)
    if contracted is not None:
        yield start, start + contracted.end(1)
        yield start + contracted.end(1), end
    elif "/" in word and not word[0].isdigit() and not word.startswith(_ADDRESSES):
        yield from ((start + part.start(), start + part.end()) for part in re.finditer(r"/|[^/]+", word))
    else:
        yield start, end


@cache
def _lexicon(name: str) -> frozenset[str]:
    data = tomllib.loads((files("sayso.parse") / "tokens.toml").read_text("utf-8"))
    return frozenset(data[name].split())
