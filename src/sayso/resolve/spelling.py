"""One key for the spellings of a name: *Orlinsky*, *Orlinskyy* and *Орлинский* are one, *Tosk* and *Tusk* are two.

Latin letters are taken from every script (``anyascii``), then letters that transliterations exchange are made one.
Vowels stay, since they are what tells most look-alikes apart; only a last *a* and *o* of a long name are the same
(Russian *-enko* is Belarusian *-enka*).
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

__all__ = ["fold", "skeleton"]

# In this order: longer groups first. Left what transliterations write, right the letter that stands for it.
_EXCHANGED: tuple[tuple[str, str], ...] = (
    ("shch", "S"),
    ("szcz", "S"),
    ("tsch", "C"),  # German
    ("tch", "C"),  # French
    ("sch", "S"),
    ("dzh", "J"),
    ("zh", "J"),
    ("dj", "J"),
    ("gh", "g"),
    ("kh", "h"),  # Khrustov, Hrustov
    ("ch", "C"),
    ("cz", "C"),
    ("sz", "S"),
    ("sh", "S"),
    ("ph", "f"),
    ("th", "t"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "k"),
    ("ks", "x"),
    ("ou", "u"),  # French and Arabic: Haddoud
    ("oo", "u"),
    ("ee", "i"),
    ("eff$", "ev"),
    ("off$", "ov"),
    ("w", "v"),
    ("q", "k"),
    ("ya", "a"),
    ("ia", "a"),
    ("ja", "a"),
    ("yu", "u"),
    ("iu", "u"),
    ("ju", "u"),
    ("ye", "e"),
    ("ie", "e"),
    ("je", "e"),
    ("yo", "o"),
    ("io", "o"),
    ("jo", "o"),
    ("j", "i"),
    ("y", "i"),
    ("c(?=[eiy])", "s"),
    ("c", "k"),
)
_RULES = tuple((re.compile(left), right) for left, right in _EXCHANGED)
_TWICE = re.compile(r"(.)\1+")
_NOT_NAME = re.compile(r"[^a-z0-9 ]+")
_MIN_LAST_VOWEL = 7
"""Shortest name whose last *a* and *o* are the same: below it they tell names apart (*Costa*, *Costo*)."""
_MAX_CHARS = 60


def fold(text: str) -> str:
    """The text in lower-case Latin letters: ``fold("Ólafur O’Brien-Ng")`` is ``"olafur obrien ng"``."""
    return _fold(text[: 4 * _MAX_CHARS])


@lru_cache(maxsize=65_536)
def _fold(text: str) -> str:
    # The apostrophe is dropped with what transliterates to it: the soft sign is printed or left out as one likes.
    latin = anyascii(text).lower().replace("'", "").replace("`", "").replace("-", " ")
    return " ".join(_NOT_NAME.sub(" ", latin.replace(".", " ")).split())


@lru_cache(maxsize=65_536)
def skeleton(text: str) -> str:
    """The key of a name or word: equal for spellings that differ by transliteration only."""
    key = fold(text)[:_MAX_CHARS].replace(" ", "")
    for pattern, replacement in _RULES:
        key = pattern.sub(replacement, key)
    key = _TWICE.sub(r"\1", key)
    if len(key) >= _MIN_LAST_VOWEL and key[-1] in "ao":
        key = key[:-1] + "o"
    return key
