"""What the network is told of a word: itself, its ending, beginning and shape, and what kind of reporting word it is.

Training makes its input with these functions too: a change here asks for ``make train``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from unicodedata import normalize

__all__ = ["BUCKETS", "UNKNOWN", "Vocabulary", "WordFeatures", "in_marks", "normal", "shape"]

# Endings, beginnings and shapes are open classes: each falls in one of so many buckets.
BUCKETS = {"ending": 4096, "beginning": 2048, "shape": 512}
UNKNOWN = 1  # the row of all words that training did not see often enough
_SHAPED = 12  # letters; longer words don't differ in shape beyond
_MAX_REMEMBERED = 200_000


class WordFeatures(NamedTuple):
    """Rows of the embedding tables; see ``UNKNOWN``."""

    word: int
    ending: int
    beginning: int
    shape: int
    reporting: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words to rows, and reporting words to their classes (0 for all others); see the model card."""

    words: Mapping[str, int]
    reporting: Mapping[str, int]
    _known: dict[str, WordFeatures] = field(default_factory=dict, compare=False)

    def features(self, word: str) -> WordFeatures:
        """The features of a word as it is written."""
        known = self._known
        if word in known:
            return known[word]
        found = self._features(word)
        if len(known) < _MAX_REMEMBERED:
            known[word] = found
        return found

    def _features(self, word: str) -> WordFeatures:
        plain = normal(word)
        return WordFeatures(
            word=self.words.get(plain, UNKNOWN),
            ending=_bucket("ending", plain[-3:]),
            beginning=_bucket("beginning", plain[:3]),
            shape=_bucket("shape", shape(word)),
            reporting=self.reporting.get(word.lower(), 0),
        )


def normal(word: str) -> str:
    """Lower case, every digit a 0, one form of apostrophe, an accent and its letter one character."""
    return re.sub(r"\d", "0", normalize("NFC", word.lower().replace("’", "'")))


def shape(word: str) -> str:
    """``"McCoy-10"`` -> ``"XxXxx-dd"``: letters and digits by kind, a run of three or more as two."""
    return re.sub(r"(.)\1{2,}", r"\1\1", "".join(map(_kind, word[:_SHAPED])))


@lru_cache(_MAX_REMEMBERED)
def _kind(letter: str) -> str:
    return "X" if letter.isupper() else "x" if letter.islower() else "d" if letter.isdigit() else letter


@lru_cache(_MAX_REMEMBERED)
def _bucket(name: str, text: str) -> int:
    digest = blake2b(f"{name}:{text}".encode("utf-8", "surrogatepass"), digest_size=4).digest()
    return int.from_bytes(digest, "little") % BUCKETS[name]


def in_marks(words: Sequence[str]) -> list[int]:
    """For each word: 0 outside quotation marks, 1 inside, 2 an opening mark, 3 a closing one."""
    states, inside = [], 0
    for word in words:
        if word == "“" or (word == '"' and not inside):
            inside = 1
            states.append(2)
        elif word in ("”", '"'):
            inside = 0
            states.append(3)
        else:
            states.append(inside)
    return states
