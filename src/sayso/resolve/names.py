"""Names of persons: their parts, and when two of them can be one person's.

*J. Quill*, *Ada Quill* and *Ada M. Quill* can be one person; *Ada Quill* and *Bruno Quill* never are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sayso.resolve import lexicon
from sayso.resolve.spelling import fold, skeleton

__all__ = [
    "Fit",
    "PersonName",
    "block_keys",
    "given_fit",
    "is_patronymic",
    "name_gender",
    "parse_name",
    "particles",
    "same_person",
    "same_surname",
]

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior", "phd", "md", "qc", "kc", "mp"})
_GENERATION = frozenset({"jr", "sr", "ii", "iii", "iv", "junior", "senior"})
_PATRONYMICS_M = ("ovich", "evich", "avich", "ovych", "evych", "ilyich")
_PATRONYMICS_F = ("ovna", "evna", "ivna", "auna", "inichna")
_FEMININE_SURNAMES = ("ova", "eva", "skaya", "skaia")
_SLAVIC_MIN = 6
_MIN_TYPO = 7
"""Shortest surname in which one letter may differ, given names being equal: Vinogradov, Vinagradov."""


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
    def words(self) -> int:
        """How many words it has."""
        return len(self.given) + len(self.surname.split())


class Fit(IntEnum):
    """How well given names go together."""

    NONE = 0  # never one person
    OPEN = 1  # nothing to compare
    INITIAL = 2  # J. and John
    SHORT = 3  # Bill and William
    SPELLING = 4  # Aleksandr and Alexander
    EQUAL = 5


def parse_name(text: str) -> PersonName:
    """The parts of a printed name without its titles: ``"Ada M. Quill Jr."`` -> (ada, m) quill jr."""
    return _parse_name(text[:200])


@lru_cache(maxsize=16_384)
def _parse_name(text: str) -> PersonName:
    words = _printed_words(text)
    generation = next((word for word in words[1:] if word in _GENERATION), "")
    words = [words[0], *(word for word in words[1:] if word not in _SUFFIXES)] if words else []
    if not words:
        return PersonName((), "")
    if len(words) == 1:
        return PersonName((), words[0], generation)
    if len(words) == 2 and is_patronymic(words[1]) and words[0] in lexicon.given_names():
        return PersonName(tuple(words), "", generation)
    start = len(words) - 1
    while start > 1 and _all_particles(words[start - 1]):
        start -= 1
    if start == 1 and words[0] in lexicon.small_words("particles", "never_first"):
        start = 0
    return PersonName(tuple(words[:start]), " ".join(words[start:]), generation)


def _printed_words(text: str) -> list[str]:
    """Folded words; a hyphenated one stays one, and so do initials: ``J.K.`` is two."""
    words: list[str] = []
    for printed in text.replace("\u2011", "-").split():
        if printed.count(".") > 1 and all(len(part) == 1 for part in printed.split(".") if part):
            words += [fold(part) for part in printed.split(".") if part]
        else:
            words.append(fold(printed))
    return [word for word in words if word]


def particles() -> frozenset[str]:
    """Small words of surnames."""
    return lexicon.small_words("particles")


def _all_particles(word: str) -> bool:
    return all(part in particles() for part in word.split())


def is_patronymic(word: str) -> bool:
    """Whether a folded word is formed as an East Slavic patronymic."""
    return len(word) > _SLAVIC_MIN and word.endswith(_PATRONYMICS_M + _PATRONYMICS_F)


def block_keys(name: PersonName) -> frozenset[str]:
    """Keys of which two names share one wherever their surnames can be one (``same_surname``)."""
    return _block_keys(name.surname)


@lru_cache(maxsize=16_384)
def _block_keys(surname: str) -> frozenset[str]:
    words = [word for word in surname.split() if word not in particles()]
    keys = {skeleton(surname), _bare(surname), *map(skeleton, words)} if surname else set()
    if len(surname) >= _MIN_TYPO:
        # Two words that differ in one letter are equal when it is left out of one of them or of both.
        whole = skeleton(surname)
        keys |= {whole[:k] + whole[k + 1 :] for k in range(len(whole))}
    return frozenset(keys)


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


def same_person(left: PersonName, right: PersonName) -> Fit:
    """How well two names go together as one person's; NONE where they contradict each other."""
    if left.generation and right.generation and left.generation != right.generation:
        return Fit.NONE
    if not left.surname or not right.surname:
        return _by_first_name(left, right)
    fit = given_fit(left.given, right.given)
    if fit is Fit.NONE or not same_surname(left.surname, right.surname, given=fit):
        return Fit.NONE
    return fit


def _by_first_name(left: PersonName, right: PersonName) -> Fit:
    """*Vladimir Petrovich* and *Vladimir Tosk*: one has no surname, so the first names decide."""
    if not left.given or not right.given:
        return Fit.NONE
    if len(left.given) > 1 and len(right.given) > 1 and is_patronymic(left.given[1]) and is_patronymic(right.given[1]):
        return given_fit(left.given, right.given)
    return given_fit(left.given[:1], right.given[:1])


def same_surname(left: str, right: str, *, given: Fit = Fit.OPEN) -> bool:
    """Whether two surnames are spellings of one. With equal given names one letter of a long surname may differ."""
    if left == right or skeleton(left) == skeleton(right) or _bare(left) == _bare(right) or _double(left, right):
        return True
    if given < Fit.SPELLING or min(len(left), len(right)) < _MIN_TYPO or _masculine(left) == _masculine(right):
        return False
    return Levenshtein.distance(skeleton(left), skeleton(right), score_cutoff=1) <= 1


def _bare(surname: str) -> str:
    """The key without particles: *al-Quill* is *Quill*."""
    return skeleton(" ".join(word for word in surname.split() if word not in particles()) or surname)


def _double(left: str, right: str) -> bool:
    """Whether one is the first or last part of the other: *Quill-Marsh*, *Quill*."""
    short, long = sorted((left.split(), right.split()), key=len)
    long = [word for word in long if word not in particles()]
    return len(short) == 1 and len(long) > 1 and skeleton(short[0]) in (skeleton(long[0]), skeleton(long[-1]))


def _masculine(surname: str) -> str:
    """*Quillova* and *Quillov* are a couple, not one person misspelt."""
    for feminine, masculine in (("skaya", "sky"), ("ska", "ski"), ("ova", "ov"), ("eva", "ev"), ("ina", "in")):
        if surname.endswith(feminine):
            return surname[: -len(feminine)] + masculine
    return surname


def given_fit(left: tuple[str, ...], right: tuple[str, ...]) -> Fit:
    """How well two runs of given names go together."""
    if not left or not right:
        return Fit.OPEN
    first = _one_fit(left[0], right[0])
    if first is Fit.NONE:
        return _middle_as_first(left, right)
    for one, other in zip(left[1:], right[1:], strict=False):
        # George H. W. and George W. are two people; a patronymic beside a middle initial says nothing.
        if is_patronymic(one) == is_patronymic(other) and _one_fit(one, other) is Fit.NONE:
            return Fit.NONE
    return first


def _middle_as_first(left: tuple[str, ...], right: tuple[str, ...]) -> Fit:
    """*J. Edgar* and *Edgar*: who is known by a middle name has an initial before it."""
    for one, other in ((left, right), (right, left)):
        if len(one) > 1 and len(one[0]) == 1 and len(other[0]) > 1:
            return _one_fit(one[1], other[0])
    return Fit.NONE


@lru_cache(maxsize=65_536)
def _one_fit(left: str, right: str) -> Fit:
    if left == right:
        return Fit.EQUAL
    if len(left) == 1 or len(right) == 1:
        return Fit.INITIAL if left[0] == right[0] else Fit.NONE
    if skeleton(left) == skeleton(right) or _one_spelling(left, right):
        return Fit.SPELLING
    return Fit.SHORT if _is_short(left, right) or _is_short(right, left) or _half(left, right) else Fit.NONE


def _one_spelling(left: str, right: str) -> bool:
    groups = lexicon.spellings()
    return bool(groups.get(left, frozenset()) & groups.get(right, frozenset()))


def _is_short(full: str, short: str) -> bool:
    return short in lexicon.short_names().get(full, frozenset())


def _half(left: str, right: str) -> bool:
    """*Jean* and *Jean-Luc*, folded *jean luc*."""
    return left.split()[0] == right.split()[0] and len(left.split()) != len(right.split())
