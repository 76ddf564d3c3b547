"""People named inside the words: another name on the same place of the two readings.

Names are read off their capitals. One person has many of them (*Ilmar Tosk*, *President Tosk*, *I. Tosk*), so two names
differ only where no word of them fits; a role (*the president*) against a name tells nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.places import known_place, places
from sayso.collate.tokens import Word, opens_sentence, remembered
from sayso.records import Change

__all__ = ["Name", "names", "person_changes", "same_name"]

_MIN_SPELLING = 80.0
"""Similarity of spelling (0..100) from which two names are one in two spellings."""
_OF_PEOPLES = ("ic", "ist", "ish", "ese")
"""Endings of peoples, faiths and views: *Danish*, *Islamist*."""
_MAX_BESIDE = 3
"""Further words on the spot, titles apart, beside which a name stands against another."""


class Name(NamedTuple):
    """Words ``first`` up to ``last``, titles and all; the name itself begins at ``name``."""

    first: int
    name: int
    last: int
    norms: tuple[str, ...]


def person_changes(lineup: Lineup) -> list[Found]:
    """The names of one reading against which another person's stands in the other."""
    left, right = names(lineup.left.words), names(lineup.right.words)
    found = []
    for one in left:
        for other in right:
            if _opposed(lineup, one, other) and not _stand_elsewhere(lineup, one, other):
                found += _compared(lineup, one, other)
    return found


@remembered
def names(words: tuple[Word, ...]) -> tuple[Name, ...]:
    """The runs of capitals that name a person, in order."""
    taken = {i for place in places(words) for i in range(place.name, place.last)}
    found: list[Name] = []
    i = 0
    while i < len(words):
        last = i
        while last < len(words) and _is_part(words, i, last) and last not in taken:
            last += 1
        name = _name(words, i, last)
        if name is not None:
            found.append(name)
        i = max(last, i + 1)
    return tuple(found)


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names may be one person's: the surnames fit and no given name contradicts, or one has the other."""
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if not _fits(one[-1], other[-1]):
        return False
    return len(one) == 1 or len(other) == 1 or _given_fit(one[0], other[0])


def _is_part(words: Sequence[Word], first: int, i: int) -> bool:
    word = words[i]
    if not word.capital or word.value is not None or (word.function and word.norm != "will"):
        return False
    return i == first or not word.before.strip("-. ") or (word.before.strip() == "." and len(words[i - 1].norm) < 3)


def _name(words: Sequence[Word], first: int, last: int) -> Name | None:
    """The run as a name; None where it is an institution, a day, or the first word of a sentence."""
    start = first
    while start < last and words[start].norm in listed(table("persons")["titles"]):
        start += 1
    norms = tuple(word.norm for word in words[start:last] if word.norm != "'s")
    if not norms or any(_is_none(norm) for norm in norms) or len(norms) > 4:
        return None
    titled = start > first or (start > 0 and words[start - 1].norm in listed(table("persons")["titles"]))
    if len(norms) == 1 and not titled and not _stands_alone(words, start, last):
        return None
    return Name(first, start, last, norms)


def _is_none(norm: str) -> bool:
    lexicon = table("persons")
    return (
        norm in listed(lexicon["bodies"])
        or norm in listed(lexicon["no_person"])
        or norm in listed(table("places")["no_places"])
        or norm in table("times")["months"]
        or known_place(norm)
    )


def _stands_alone(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether one capitalised word without a title is a name: not at the start of a sentence, not before a noun."""
    word = words[first]
    if first == 0 or opens_sentence(word) or (len(word.text) > 1 and word.text.isupper()):
        return False
    if words[first - 1].norm in listed(table("persons")["not_after"]) or word.norm.endswith(_OF_PEOPLES):
        return False
    after = words[last] if last < len(words) else None
    if after is None or after.before.strip() or after.function or after.norm == "'s":
        return True
    return after.norm.endswith("ed") or after.norm in _pasts()


@cache
def _pasts() -> frozenset[str]:
    """Irregular past forms: “Brel met”."""
    return frozenset(form for forms in table("words")["irregular"].values() for form in forms.split())


def _opposed(lineup: Lineup, one: Name, other: Name) -> bool:
    """Whether the two stand on the same place, with little else beside them."""
    mine = {segment for i in range(one.name, one.last) if (segment := lineup.part(i)) is not None}
    theirs = {segment.mirrored for j in range(other.name, other.last) if (segment := lineup.mirrored.part(j))}
    for segment in sorted(mine & theirs):
        beside = _others(lineup.left.words, segment.left, segment.left_end, one)
        beside += _others(lineup.right.words, segment.right, segment.right_end, other)
        if beside <= _MAX_BESIDE and not lineup.is_one_sided(segment):
            return True
    return False


def _others(words: Sequence[Word], first: int, last: int, name: Name) -> int:
    titles = listed(table("persons")["titles"])
    return sum(words[i].norm not in titles and not name.first <= i < name.last for i in range(first, last))


def _stand_elsewhere(lineup: Lineup, one: Name, other: Name) -> bool:
    """Whether either is named in the other reading as well: the two are told in another order."""
    return _stands_in(one, lineup.right.words) or _stands_in(other, lineup.left.words)


def _stands_in(name: Name, words: tuple[Word, ...]) -> bool:
    """Whether the name stands among the words; of a sentence's first word we can't tell whether it is a name."""
    if any(same_name(name.norms, found.norms) for found in names(words)):
        return True
    return any(
        word.norm == name.norms[-1] and word.capital and (i == 0 or opens_sentence(word))
        for i, word in enumerate(words)
    )


def _compared(lineup: Lineup, one: Name, other: Name) -> list[Found]:
    if _is_one_person(lineup, one, other):
        return []
    place = Segment(one.first, one.last, other.first, other.last)
    said = f"{quoted(lineup.left, one.first, one.last)} against {quoted(lineup.right, other.first, other.last)}"
    return [Found(Change.PERSON, True, place, f"{said}: another person", 0.8)]


def _is_one_person(lineup: Lineup, one: Name, other: Name) -> bool:
    """Whether one of the articles names somebody by words of both: “Ada” and “Quill” where “Ada Quill” stands."""
    mine = {re.escape(word.text) for word in lineup.left.words[one.name : one.last]}
    theirs = {re.escape(word.text) for word in lineup.right.words[other.name : other.last]}
    if mine & theirs:
        return False  # the surname is the same: the given names tell
    heads, tails = "|".join(sorted(mine)), "|".join(sorted(theirs))
    both = re.compile(rf"\b(?:(?:{heads})\W{{1,2}}(?:{tails})|(?:{tails})\W{{1,2}}(?:{heads}))\b")
    return any(both.search(wording.text) is not None for wording in (lineup.left, lineup.right))


def _fits(one: str, other: str) -> bool:
    return one == other or fuzz.ratio(one, other) >= _MIN_SPELLING


def _given_fit(one: str, other: str) -> bool:
    """Whether two given names may be one: an initial, a short form, another spelling."""
    if one[0] == other[0] and min(len(one.rstrip(".")), len(other.rstrip("."))) == 1:
        return True
    return _fits(one, other) or bool(_forms().get(one, frozenset()) & _forms().get(other, frozenset()))


@cache
def _forms() -> dict[str, frozenset[int]]:
    """For each given name the rows that it stands in."""
    rows: dict[str, set[int]] = {}
    for number, row in enumerate(table("persons")["given"]):
        for name in row.split():
            rows.setdefault(name, set()).add(number)
    return {name: frozenset(numbers) for name, numbers in rows.items()}
