"""When two surnames are spellings or forms of one."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from sayso.resolve.person_name import particles
from sayso.resolve.spelling import arabic_key, east_slavic_key, skeleton

__all__ = ["masculine", "same_surname", "surname_keys"]

_MIN_TYPO = 7
"""Shortest surname in which one letter may differ, given names being equal: Vinogradov, Vinagradov."""
_FEMININE = (("skaya", "sky"), ("skaia", "sky"), ("ska", "ski"), ("ova", "ov"), ("eva", "ev"), ("ina", "in"))


def same_surname(left: str, right: str, *, given_agree: bool = False, arabic: bool = False) -> bool:
    """Whether two surnames are spellings of one.

    Where the given names are one, a letter of a long surname may differ, and the languages of one country may.
    """
    if left == right or skeleton(left) == skeleton(right) or _bare(left) == _bare(right) or _double(left, right):
        return True
    if arabic and arabic_key(_without_particles(left)) == arabic_key(_without_particles(right)):
        return True
    if not given_agree or min(len(left), len(right)) < _MIN_TYPO or masculine(left) == masculine(right):
        return False
    if east_slavic_key(left) == east_slavic_key(right):
        return True
    return Levenshtein.distance(skeleton(left), skeleton(right), score_cutoff=1) <= 1


@lru_cache(maxsize=16_384)
def surname_keys(surname: str) -> frozenset[str]:
    """Keys of which two surnames share one wherever they can be one."""
    if not surname:
        return frozenset()
    words = [word for word in surname.split() if word not in particles()]
    keys = {skeleton(surname), _bare(surname), arabic_key(_without_particles(surname)), *map(skeleton, words)}
    if len(surname) >= _MIN_TYPO:
        # Two words that differ in one letter are equal when it is left out of one of them or of both.
        whole = skeleton(surname)
        keys |= {whole[:k] + whole[k + 1 :] for k in range(len(whole))} | {east_slavic_key(surname)}
    return frozenset(keys)


@lru_cache(maxsize=16_384)
def masculine(surname: str) -> str:
    """The key of a man's form: *Quillova* and *Quillov* are a couple, not one person misspelt."""
    for feminine, form in _FEMININE:
        if surname.endswith(feminine):
            return skeleton(surname[: -len(feminine)] + form)
    return skeleton(surname)


def _bare(surname: str) -> str:
    """The key without particles: *al-Quill* is *Quill*."""
    return skeleton(_without_particles(surname))


def _without_particles(surname: str) -> str:
    return " ".join(word for word in surname.split() if word not in particles()) or surname


def _double(left: str, right: str) -> bool:
    """Whether one is the first or last part of the other: *Quill-Marsh*, *Quill*."""
    short, long = sorted((left.split(), right.split()), key=len)
    long = [word for word in long if word not in particles()]
    return len(short) == 1 and len(long) > 1 and skeleton(short[0]) in (skeleton(long[0]), skeleton(long[-1]))
