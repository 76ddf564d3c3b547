"""One key for the spellings of a name: *Orlinsky*, *Orlinskyy* and *Орлинский* are one, *Tosk* and *Tusk* are two.

Latin letters are taken from every script (``anyascii``), then letters that transliterations exchange are made one.
Vowels stay, since they are what tells most look-alikes apart; only a last *a* and *o* of a long name are the same
(Russian *-enko* is Belarusian *-enka*).
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

__all__ = ["arabic_key", "east_slavic_key", "fold", "skeleton"]

# Serbian is printed in two alphabets that answer to one another letter by letter; each of these stands in no other
# language's, so where one of them is seen, the text is Serbian (or Macedonian).
_SERBIAN_ALONE = re.compile("[ђјљњћџЂЈЉЊЋЏ]")
_SERBIAN = str.maketrans(
    dict(
        zip(
            "ђжјљњћхцчџшЂЖЈЉЊЋХЦЧЏШ",
            [
                "dj",
                "z",
                "j",
                "lj",
                "nj",
                "c",
                "h",
                "c",
                "c",
                "dz",
                "s",
                "Dj",
                "Z",
                "J",
                "Lj",
                "Nj",
                "C",
                "H",
                "C",
                "C",
                "Dz",
                "S",
            ],
            strict=True,
        )
    )
)

# Two letters that are one sound, by the rules of the Greek passport (ELOT 743); letter by letter they'd be others.
_GREEK = tuple(
    (re.compile(left, re.IGNORECASE), right)
    for left, right in (
        ("ο[υύ]", "ou"),
        ("([αε])[υύ](?=[θκξπστφχψς])", r"\1f"),
        ("([αε])[υύ]", r"\1v"),
        ("γγ", "ng"),
        (r"\bμπ", "b"),
    )
)
_IS_GREEK = re.compile("[α-ω]", re.IGNORECASE)

_CONSONANTS = "bcdfghjklmnpqrstvwxzS"

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
    (rf"(?<=[{_CONSONANTS}])([aou])e(?=[{_CONSONANTS}])", r"\1"),  # German and Nordic: Mueller for Müller
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
    latin = anyascii(_by_letters(text)).lower().replace("'", "").replace("`", "").replace("-", " ")
    return " ".join(_NOT_NAME.sub(" ", latin.replace(".", " ")).split())


def _by_letters(text: str) -> str:
    """Serbian and Greek as their own rules have them in Latin letters; what is left is the same in all languages."""
    if _SERBIAN_ALONE.search(text):
        return text.translate(_SERBIAN)
    if _IS_GREEK.search(text):
        for pattern, replacement in _GREEK:
            text = pattern.sub(replacement, text)
    return text


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


# Belarusian writes the unstressed o as it is said, soft t and d as ts and dz, and the v before a consonant as u.
_EAST_SLAVIC = tuple(
    (re.compile(left), right)
    for left, right in (
        ("[oa]u(?=[bcdfghklmnprstz])", "ov"),
        ("ts(?=[iye])", "t"),
        ("dz(?=[iye])", "d"),
        ("y[ae]|i[ae]", "e"),
        ("a", "o"),
    )
)


@lru_cache(maxsize=65_536)
def east_slavic_key(surname: str) -> str:
    """One key for the Russian and the Belarusian form of a surname: *Orlovskaya*, *Arlouskaya*."""
    key = fold(surname)[:_MAX_CHARS]
    for pattern, replacement in _EAST_SLAVIC:
        key = pattern.sub(replacement, key)
    return skeleton(key)


# Short vowels aren't written in Arabic, so each report gives those that it heard; so with what Latin has no letter for.
_ARABIC = tuple(
    (re.compile(left), right)
    for left, right in (
        ("dj|zh", "j"),
        ("kh", "H"),
        ("[cs]h", "S"),
        ("([dtg])h", r"\1"),
        ("[qkg]", "k"),
        ("ou|oo|o|w", "u"),
        ("ee|ei|ey|ie|y|e", "i"),
        (r"(.)\1+", r"\1"),
        ("h$", ""),
    )
)


@lru_cache(maxsize=65_536)
def arabic_key(word: str) -> str:
    """One key for the Latin spellings of an Arabic name: *Haddoud*, *Hadud*."""
    key = fold(word)[:_MAX_CHARS].replace(" ", "")
    for pattern, replacement in _ARABIC:
        key = pattern.sub(replacement, key)
    return key
