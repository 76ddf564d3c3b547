"""When the names of two persons can be one person's.

*J. Quill*, *Ada Quill* and *Ada M. Quill* can be; *Ada Quill* and *Bruno Quill* never are.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache

from sayso.resolve import lexicon
from sayso.resolve.person_name import (
    PersonName,
    family_first,
    is_arabic,
    is_patronymic,
    may_be_turned,
    name_gender,
    parse_name,
    particles,
    without_last,
)
from sayso.resolve.spelling import arabic_key, skeleton
from sayso.resolve.surnames import masculine, same_surname, surname_keys

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


class Fit(IntEnum):
    """How well given names go together."""

    NONE = 0  # never one person
    OPEN = 1  # nothing to compare
    INITIAL = 2  # J. and John
    SHORT = 3  # Bill and William; also a name read in another way than it is printed
    SPELLING = 4  # Aleksandr and Alexander
    EQUAL = 5


@lru_cache(maxsize=16_384)
def block_keys(name: PersonName) -> frozenset[str]:
    """Keys of which two names share one wherever they can be one person's, surnames being there."""
    readings = [reading for reading in (name, family_first(name), without_last(name)) if reading is not None]
    keys = frozenset[str]().union(*(surname_keys(reading.surname) for reading in readings))
    return keys | {" ".join(sorted(map(skeleton, (*name.given, name.surname))))} if may_be_turned(name) else keys


@lru_cache(maxsize=65_536)
def same_person(left: PersonName, right: PersonName) -> Fit:
    """How well two names go together as one person's; NONE where they contradict each other."""
    if _of_two_generations(left, right):
        return Fit.NONE
    if not left.surname or not right.surname:
        return _by_first_name(left, right)
    fit = _as_read(left, right)
    if fit is Fit.NONE and _are_turned(left, right):
        return Fit.SHORT
    return fit or max((min(_as_read(a, b), Fit.SHORT) for a, b in _other_readings(left, right)), default=Fit.NONE)


def _of_two_generations(left: PersonName, right: PersonName) -> bool:
    """*Ada Quill Jr.* is neither *Ada Quill Sr.* nor *Ada Quill*; *Ada M. Quill Jr.* may be she, and so may *Quill*."""
    if left.generation and right.generation:
        return left.generation != right.generation
    told, plain = (left, right) if left.generation else (right, left)
    as_long = len(told.given) <= len(plain.given)
    return bool(told.generation) and plain.full and (as_long or told.younger or not told.full)


def _as_read(left: PersonName, right: PersonName) -> Fit:
    fit = given_fit(left.given, right.given)
    if fit is Fit.NONE:
        return Fit.NONE
    agree, arabic = fit >= Fit.SPELLING, is_arabic(left) or is_arabic(right)
    same = same_surname(left.surname, right.surname, given_agree=agree, arabic=arabic)
    return fit if same or (agree and _is_one_woman(left, right)) else Fit.NONE


def _is_one_woman(left: PersonName, right: PersonName) -> bool:
    """*Olena Quillska* is *Olena Quillsky* in other reports; a name of either gender may be two people's."""
    if masculine(left.surname) != masculine(right.surname):
        return False
    genders = {name_gender(PersonName(name.given, "")) for name in (left, right)}
    return genders <= {"f", ""} and "f" in genders


def _are_turned(left: PersonName, right: PersonName) -> bool:
    """*Tosk Ilmar* and *Ilmar Tosk*."""
    if not may_be_turned(left) or not may_be_turned(right):
        return False
    return (skeleton(left.given[0]), skeleton(left.surname)) == (skeleton(right.surname), skeleton(right.given[0]))


def _other_readings(left: PersonName, right: PersonName) -> Iterator[tuple[PersonName, PersonName]]:
    """Both may have the surname first; but who drops a second surname does so in one of them."""
    first = family_first(left), family_first(right)
    pairs = [first, (first[0], right), (left, first[1])]
    pairs += [pair for pair in ((without_last(left), right), (left, without_last(right))) if _are_as_long(*pair)]
    yield from ((a, b) for a, b in pairs if a is not None and b is not None)


def _are_as_long(left: PersonName | None, right: PersonName | None) -> bool:
    """Whether nothing is left out but the last surname: *John Quincy Adams Marsh* is not *John Adams*."""
    if left is None or right is None:
        return False
    return not left.given or not right.given or len(left.given) == len(right.given)


def _by_first_name(left: PersonName, right: PersonName) -> Fit:
    """*Vladimir Petrovich* and *Vladimir Tosk*: one has no surname, so the first names decide."""
    if not left.given or not right.given:
        return Fit.NONE
    if len(left.given) > 1 and len(right.given) > 1 and is_patronymic(left.given[1]) and is_patronymic(right.given[1]):
        return given_fit(left.given, right.given)
    return given_fit(left.given[:1], right.given[:1])


# --- given names ------------------------------------------------------------------------------------------------------


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
    """Who is known by a middle name has an initial before it, *J. Edgar*, or leaves out all before: *Tayyip*."""
    for one, other in ((left, right), (right, left)):
        if len(one) > 1 and len(one[0]) == 1 and len(other[0]) > 1:
            return _one_fit(one[1], other[0])
        tail = one[-len(other) :]
        if len(one) > len(other) and all(_one_fit(a, b) >= Fit.SPELLING for a, b in zip(tail, other, strict=True)):
            return Fit.SHORT
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
    if groups.get(left, frozenset()) & groups.get(right, frozenset()):
        return True
    arabic = lexicon.arabic_names()
    return (left in arabic or right in arabic) and arabic_key(left) == arabic_key(right)


def _is_short(full: str, short: str) -> bool:
    return short in lexicon.short_names().get(full, frozenset())


def _half(left: str, right: str) -> bool:
    """*Jean* and *Jean-Luc*, folded *jean luc*."""
    return left.split()[0] == right.split()[0] and len(left.split()) != len(right.split())
