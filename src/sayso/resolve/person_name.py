"""A person's printed name: its parts, what they tell, and the other ways in which they can be read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.resolve import lexicon
from sayso.resolve.spelling import fold, skeleton

__all__ = [
    "PersonName",
    "family_first",
    "is_arabic",
    "is_patronymic",
    "may_be_turned",
    "name_gender",
    "parse_name",
    "particles",
    "without_last",
]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior", "phd", "md", "qc", "kc", "mp"})
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_MONARCH = re.compile(r"(?=[IVX]{2})X{0,2}(?:IX|IV|V?I{0,3})")
"""*Charles III*, *Benedict XVI*. A lone letter is none: Malcolm X."""
_PATRONYMICS_M = ("ovich", "evich", "avich", "ovych", "evych", "ilyich")
_PATRONYMICS_F = ("ovna", "evna", "ivna", "auna", "inichna")
_FEMININE_SURNAMES = ("ova", "eva", "skaya", "skaia")
_SLAVIC_MIN = 6
_VOWELS = "aeiou"
_MIN_SURNAME = 3
_ARABIC_PARTICLES = frozenset({"al", "el", "bin", "ibn", "bint", "abu", "abd"})
# One or two syllables as Chinese, Korean and Vietnamese have them: Jinping, Jong, Thuong; no Child, no Oswald.
_SYLLABLES = re.compile(r"(?:[bcdghjklmnpqrstvwxyz]{0,3}[aeiouyw]{1,3}(?:ng|nh|ch|[cghklmnprt])?){1,2}")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a name, folded. ``given`` may be empty (*Tosk*) or hold initials; ``surname`` is empty for first
    names alone and for a first name with a patronymic."""

    given: tuple[str, ...]
    surname: str
    generation: str = ""

    @property
    def full(self) -> bool:
        """Whether both parts are there."""
        return bool(self.given and self.surname)

    @property
    def younger(self) -> bool:
        """Whether the generation is there to tell the name from an elder's: *Ada Quill Jr.*

        Beside an initial it is part of the formal name, and a report may well leave both out: *Ada M. Quill Jr.*
        """
        formal = len(self.given) == 2 and len(self.given[1]) == 1
        return self.full and bool(self.generation) and self.generation not in ("sr", "senior") and not formal

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.given) + len(self.surname.split())


def parse_name(text: str) -> PersonName:
    """The parts of a printed name without its titles: ``"Ada M. Quill Jr."`` -> (ada, m) quill jr."""
    return _parse_name(text[:200])


@lru_cache(maxsize=16_384)
def _parse_name(text: str) -> PersonName:
    words = _printed_words(text)
    generation = next((word for word in words[1:] if _is_generation(word)), "").lower()
    words = [words[0], *(w for w in words[1:] if w.lower() not in _SUFFIXES and not _is_generation(w))] if words else []
    words = [word.lower() for word in words]
    if not words:
        return PersonName((), "")
    if len(words) == 1:
        return PersonName((), words[0], generation)
    if len(words) == 2 and _is_surely_patronymic(words[1]) and _is_given(words[0]):
        return PersonName(tuple(words), "", generation)
    start = len(words) - 1
    while start > 1 and _all_particles(words[start - 1]):
        start -= 1
    if start == 1 and words[0] in lexicon.small_words("particles", "never_first"):
        start = 0
    return PersonName(tuple(words[:start]), " ".join(words[start:]), generation)


def _printed_words(text: str) -> list[str]:
    """Folded words, a monarch's number in capitals; a hyphenated one stays one, and so do initials: ``J.K.`` is two."""
    words: list[str] = []
    for printed in text.replace("\u2011", "-").split():
        if printed.count(".") > 1 and all(len(part) == 1 for part in printed.split(".") if part):
            words += [fold(part) for part in printed.split(".") if part]
        else:
            number = _MONARCH.fullmatch(printed.rstrip(".,"))
            words.append(number[0] if number else fold(printed))
    return [word for word in words if word]


def _is_generation(word: str) -> bool:
    return word in _GENERATION or _MONARCH.fullmatch(word) is not None


def particles() -> frozenset[str]:
    """Small words of surnames."""
    return lexicon.small_words("particles")


def _all_particles(word: str) -> bool:
    return all(part in particles() for part in word.split())


def is_patronymic(word: str) -> bool:
    """Whether a folded word is formed as an East Slavic patronymic."""
    return len(word) > _SLAVIC_MIN and word.endswith(_PATRONYMICS_M + _PATRONYMICS_F)


def _is_surely_patronymic(word: str) -> bool:
    """*Petrovich* is made of a given name; *Yanukovych* is not, and so is a surname."""
    if not is_patronymic(word):
        return word == "ilyich"
    stem = next(word[: -len(end)] for end in _PATRONYMICS_M + _PATRONYMICS_F if word.endswith(end))
    return skeleton(stem).rstrip(_VOWELS) in _stems()


def _is_given(word: str) -> bool:
    return word in lexicon.given_names() or word in lexicon.either_gender() or word in lexicon.spellings()


@cache
def _stems() -> frozenset[str]:
    return frozenset(skeleton(name).rstrip(_VOWELS) for name in lexicon.spellings())


@lru_cache(maxsize=16_384)
def is_arabic(name: PersonName) -> bool:
    """Whether a given name or a particle tells that the name is an Arabic one."""
    words = {word for part in (*name.given, name.surname) for word in part.split()}
    return bool(words & _ARABIC_PARTICLES) or any(word in lexicon.arabic_names() for word in name.given)


def name_gender(name: PersonName) -> str:
    """``"m"`` or ``"f"`` as far as the name tells it, else ``""``."""
    if len(name.given) > 1 and is_patronymic(name.given[-1]):
        return "f" if name.given[-1].endswith(_PATRONYMICS_F) else "m"
    genders = lexicon.given_names()
    for given in name.given:
        for word in (given, given.split()[0]):
            if word in genders and word not in lexicon.either_gender():
                return genders[word]
        if len(given) > 1:
            break
    feminine = len(name.surname) >= _SLAVIC_MIN and name.surname.endswith(_FEMININE_SURNAMES)
    return "f" if name.given and feminine else ""


# --- other readings ---------------------------------------------------------------------------------------------------


@lru_cache(maxsize=16_384)
def family_first(name: PersonName) -> PersonName | None:
    """The name read with its surname first, None where it is no East Asian one: *Kim Jong-un*, *Nguyen Phu Trong*."""
    if not name.full or name.given[0] not in lexicon.family_first():
        return None
    rest = " ".join((*name.given[1:], name.surname))
    asian = all(_SYLLABLES.fullmatch(word) and word not in lexicon.common_given_names() for word in rest.split())
    return PersonName((rest,), name.given[0]) if asian else None


@lru_cache(maxsize=16_384)
def without_last(name: PersonName) -> PersonName | None:
    """The name without the second of two surnames, None where it has but one: *Pedro Quill Marsh*, *Ada Quill Marsh*.

    So it is where the word before the last is nobody's given name.
    """
    if len(name.given) < 2 or not name.surname or not _may_be_surname(name.given[-1]):
        return None
    return PersonName(name.given[:-1], name.given[-1], name.generation)


def _may_be_surname(word: str) -> bool:
    other = _is_given(word) or is_patronymic(word) or _all_particles(word)
    return len(word) >= _MIN_SURNAME and not other


def may_be_turned(name: PersonName) -> bool:
    """Whether the two words may be printed the other way round; not where that may be another: Paul Ryan, Ryan Paul."""
    if len(name.given) != 1 or not name.surname or len(name.given[0]) == 1:
        return False
    given = lexicon.common_given_names()
    return name.given[0] not in given or name.surname not in given
