"""Places that differ: another place name on the same place of the two readings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.tokens import Word
from sayso.records import Change

__all__ = ["Place", "place_changes", "places"]

_MIN_SPELLING = 80.0
"""Similarity of spelling (0..100) from which two names are one place in two spellings."""
_JOINS = frozenset({"of", "de", "del", "al", "el", "la", "upon"})


class Place(NamedTuple):
    """Words ``name`` up to ``last`` name a place; ``first`` is its preposition. ``known``: it is in the list."""

    first: int
    name: int
    last: int
    key: str
    known: bool


def place_changes(lineup: Lineup) -> list[Found]:
    """The places of one reading against which another place stands in the other."""
    left, right = places(lineup.left.words), places(lineup.right.words)
    shared = {place.key for place in left} & {place.key for place in right}
    found = []
    for one in left:
        for other in right:
            if one.key in shared or other.key in shared or not _opposed(lineup, one, other):
                continue
            if one.known != other.known and not _both_after_locative(lineup, one, other):
                continue
            found += _compared(lineup, one, other)
    return found


def places(words: Sequence[Word]) -> tuple[Place, ...]:
    """The places named, in order."""
    found: list[Place] = []
    i = 0
    while i < len(words):
        place = _listed(words, i) or _after_preposition(words, i)
        if place is not None:
            found.append(place)
        i = i + 1 if place is None else place.last
    return tuple(found)


def _listed(words: Sequence[Word], i: int) -> Place | None:
    """A place of the gazetteer, written with its capital."""
    if not (words[i].capital or words[i].norm in ("usa", "uk")):
        return None
    for length in (4, 3, 2, 1):
        name = " ".join(word.norm for word in words[i : i + length])
        key = _gazetteer().get(name)
        if key is not None and i + length <= len(words) and not _possessive(words, i + length):
            before = words[i - 1].norm if i > 0 else ""
            if before == "the" and i > 1:
                return Place(i - 2 if _is_preposition(words[i - 2]) else i, i, i + length, key, known=True)
            return Place(i - 1 if i > 0 and _is_preposition(words[i - 1]) else i, i, i + length, key, known=True)
    return None


def _is_preposition(word: Word) -> bool:
    lexicon = table("places")
    return word.norm in listed(lexicon["locative"]) or word.norm in listed(lexicon["directional"])


def _possessive(words: Sequence[Word], i: int) -> bool:
    return i < len(words) and words[i].norm == "'s"


def _after_preposition(words: Sequence[Word], i: int) -> Place | None:
    """A run of capitals after "in", "at", "near": a place, whoever knows it."""
    lexicon = table("places")
    if words[i].norm not in listed(lexicon["locative"]):
        return None
    name = i + 2 if i + 1 < len(words) and words[i + 1].norm == "the" else i + 1
    last = name
    while last < len(words) and _continues(words, name, last):
        last += 1
    if last == name or words[last - 1].norm in _JOINS or _possessive(words, last):
        return None
    if name + 1 < len(words) and words[name].norm in listed(lexicon["no_places"]):
        return None
    key = " ".join(word.norm for word in words[name:last])
    if key in listed(lexicon["no_places"]) or any(word.value is not None for word in words[name:last]):
        return None
    return Place(i, name, last, _gazetteer().get(key, key), known=key in _gazetteer())


def _continues(words: Sequence[Word], name: int, i: int) -> bool:
    if words[i].before.strip("- "):
        return False
    joined = i > name and words[i].norm in _JOINS and i + 1 < len(words) and words[i + 1].capital
    return words[i].capital or joined


def _opposed(lineup: Lineup, one: Place, other: Place) -> bool:
    """Whether the two names stand against each other in a part where the readings differ."""
    segment = lineup.part(one.name)
    if segment is None or not segment.right <= other.name < segment.right_end:
        return False
    return not lineup.is_one_sided(segment)


def _both_after_locative(lineup: Lineup, one: Place, other: Place) -> bool:
    locative = listed(table("places")["locative"])
    return lineup.left.words[one.first].norm in locative and lineup.right.words[other.first].norm in locative


def _compared(lineup: Lineup, one: Place, other: Place) -> list[Found]:
    place = Segment(one.first, one.last, other.first, other.last)
    said = f"{quoted(lineup.left, one.first, one.last)} against {quoted(lineup.right, other.first, other.last)}"
    if _same_name(one.key, other.key):
        return []
    if (one.key, other.key) in _within():
        return [Found(Change.PLACE, False, place, f"{said}: compatible, the first is more precise")]
    if (other.key, one.key) in _within():
        return [Found(Change.PLACE, False, place, f"{said}: compatible, the second is more precise")]
    return [Found(Change.PLACE, True, place, f"{said}: another place")]


def _same_name(one: str, other: str) -> bool:
    """One name in two spellings, or with and without a further word: "Marra" and "Port Marra"."""
    if fuzz.ratio(one, other) >= _MIN_SPELLING:
        return True
    mine, theirs = set(one.split()), set(other.split())
    return mine <= theirs or theirs <= mine


@cache
def _gazetteer() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("places")["names"].replace("\n", ";").split(";"):
        names = [name.strip() for name in row.split("|") if name.strip()]
        found.update(dict.fromkeys(names, names[0] if names else ""))
    return found


@cache
def _within() -> frozenset[tuple[str, str]]:
    pairs = set()
    for row in table("places")["within"].replace("\n", ";").split(";"):
        words = row.split()
        for cut in range(1, len(words)):
            city, country = " ".join(words[:cut]), " ".join(words[cut:])
            if city in _gazetteer() and country in _gazetteer():
                pairs.add((city, country))
    return frozenset(pairs)
