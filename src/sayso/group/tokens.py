"""The words of many texts at once, as numbers: what copies and stories are counted with.

Python takes a microsecond a word; numpy, over all characters of a batch, a tenth of it. A word is a run of letters and
digits, case folded; the "s" of a possessive is none. ``U.S.`` is two words, ``don't`` too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

__all__ = ["Hashes", "Tokens", "mixed", "runs_of", "tokens"]

Hashes = npt.NDArray[np.uint64]
Indices = npt.NDArray[np.int64]

_QUOTED = re.compile(r"“[^“”\n]*”|\"[^\"\n]*\"|«[^»\n]*»|„[^“”\n]*[“”]")
_POSSESSIVE, _APOSTROPHE, _TYPEWRITTEN = ord("s"), ord("’"), ord("'")
_LISTED = 0x3000
"""Code points below are looked up; above stand scripts without case, whose every character is part of a word."""
_LAST = 0x110000
_PUNCTUATION_ABOVE = ((0x3000, 0x3040), (0xD800, 0xF900), (0xFE00, 0xFE70), (0xFF00, 0xFF10), (0xFFF0, 0x10000))
_ODD = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The words of texts in order: the hash of each, the index of its text, and whether it stands in a quotation."""

    hashes: Hashes
    texts: Indices
    quoted: npt.NDArray[np.bool_]
    points: npt.NDArray[np.uint32]
    starts: Indices
    ends: Indices

    def word(self, i: int) -> str:
        """The word at an index as it is printed."""
        return "".join(map(chr, self.points[self.starts[i] : self.ends[i]].tolist()))


def tokens(texts: Sequence[str]) -> Tokens:
    """The words of the texts."""
    joined = "\n" + "\n".join(texts) + "\n"
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letters = _letters().take(points)
    inside = letters != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = _without_possessives(points, edges[0::2], edges[1::2])
    bounds = np.cumsum([len(text) + 1 for text in texts]) + 1
    return Tokens(
        hashes=_hashes(letters, starts, ends),
        texts=np.searchsorted(bounds, starts, side="right"),
        quoted=_in_quotations(joined, starts),
        points=points,
        starts=starts,
        ends=ends,
    )


def runs_of(words: Hashes, length: int) -> Hashes:
    """A hash of each run of ``length`` words; order matters, so "a b" and "b a" differ. Shorter by ``length`` - 1."""
    runs = np.zeros(max(0, len(words) - length + 1), dtype=np.uint64)
    for offset in range(length):
        runs = runs * _ODD + words[offset : offset + len(runs)]  # an odd factor keeps every bit of what was there
    return mixed(runs)


def mixed(numbers: Hashes) -> Hashes:
    """Numbers whose every bit depends on all bits: the finisher of SplitMix64 (Steele, Lea, Flood 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return numbers ^ (numbers >> np.uint64(31))


def _without_possessives(points: npt.NDArray[np.uint32], starts: Indices, ends: Indices) -> tuple[Indices, Indices]:
    single = np.flatnonzero(ends - starts == 1)
    single = single[(points[starts[single]] | 0x20) == _POSSESSIVE]
    before = points[starts[single] - 1]
    dropped = single[(before == _APOSTROPHE) | (before == _TYPEWRITTEN)]
    return np.delete(starts, dropped), np.delete(ends, dropped)


def _hashes(letters: Hashes, starts: Indices, ends: Indices) -> Hashes:
    """A polynomial of each word's letters, modulo 2**64.

    It is taken over the whole text, for all words at once, and the power at which a word begins divided out: an odd
    number has an inverse.
    """
    powers, inverse = _powers(1 << len(letters).bit_length())
    sums = np.cumsum(letters * powers[: len(letters)])
    return mixed((sums[ends - 1] - sums[starts - 1]) * inverse[starts])


def _in_quotations(joined: str, starts: Indices) -> npt.NDArray[np.bool_]:
    bounds = np.array([edge for match in _QUOTED.finditer(joined) for edge in match.span()], dtype=np.int64)
    inside: npt.NDArray[np.bool_] = np.searchsorted(bounds, starts, side="right") % 2 == 1
    return inside


@lru_cache(maxsize=8)
def _powers(length: int) -> tuple[Hashes, Hashes]:
    """The powers of an odd number, and of its inverse modulo 2**64."""
    inverse = np.uint64(pow(int(_ODD), -1, 1 << 64))
    return tuple(  # type: ignore[return-value]
        np.concatenate(([np.uint64(1)], np.cumprod(np.full(length - 1, factor, dtype=np.uint64), dtype=np.uint64)))
        for factor in (_ODD, inverse)
    )


@cache
def _letters() -> Hashes:
    """Code point -> the number of the letter that it is, whatever its case; 0 where it is no part of a word."""
    folded = np.arange(_LAST, dtype=np.uint64)
    folded[:_LISTED] = [_fold(chr(point)) for point in range(_LISTED)]
    for start, end in _PUNCTUATION_ABOVE:
        folded[start:end] = 0
    return mixed(folded)


def _fold(character: str) -> int:
    folded = character.casefold()
    return (ord(folded) if len(folded) == 1 else ord(character)) if character.isalnum() else 0
