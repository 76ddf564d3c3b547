"""Half a million made-up words, which come as often as words do: the r-th one as 1 / r."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa

__all__ = ["NAMES", "ODD_ONES", "QUOTE", "STOP", "TYPES", "UNQUOTE", "spellings", "usual_words"]

_MARKS = (".", "“", "”")
STOP, QUOTE, UNQUOTE = range(len(_MARKS))
TYPES = (range(3, 200_003), range(200_003, 350_003))
"""The words of each language, by how often they come."""
NAMES = range(350_003, 500_003)
"""Names, which languages have in common."""
ODD_ONES = range(500_003, 1_500_003)
"""Figures and misprints: most stand in one article or two."""
_SHIFT, _POWER = 2.7, 1.05
_DRAWS = 1 << 23
_ONSETS = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "kl", "st", "tr", "gr")
_SYLLABLES = tuple(onset + vowel + end for onset in _ONSETS for vowel in "aeiou" for end in ("", "n", "r", "s"))


@cache
def spellings() -> pa.Array:
    """How each word is written: syllables that tell its number, common words the shortest."""
    words = [_spelt(i) for i in range(NAMES.stop - len(_MARKS))]
    names = [word.capitalize() for word in words[NAMES.start - len(_MARKS) :]]
    odd = [f"{i % 10_000}{'x' * (i % 7 > 3)}{i // 10_000}" for i in range(len(ODD_ONES))]
    return pa.array([*_MARKS, *words[: len(words) - len(names)], *names, *odd])


def _spelt(number: int) -> str:
    parts = []
    number += 1
    while number:
        number, digit = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[digit])
    return "".join(parts)


@cache
def usual_words() -> npt.NDArray[np.int32]:
    """The rank of the word for each number that may be drawn."""
    weights = 1 / (np.arange(len(TYPES[1])) + _SHIFT) ** _POWER
    bounds = np.cumsum(weights) / weights.sum() * _DRAWS
    return np.searchsorted(bounds, np.arange(_DRAWS) + 0.5).astype(np.int32)
