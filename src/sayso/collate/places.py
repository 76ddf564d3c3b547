"""Places that differ: another place name on the same place of the two readings, another direction or side of one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from rapidfuzz import fuzz

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.tokens import Word, american, remembered, stem
from sayso.collate.wording import Wording
from sayso.records import Change

__all__ = ["Place", "known_place", "place_changes", "places"]

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
            if one.known != other.known and not (_is_sure(lineup.left, one) and _is_sure(lineup.right, other)):
                continue
            found += _compared(lineup, one, other)
    return found + _turned(lineup, left, right) + _other_sides(lineup)


@remembered
def places(words: tuple[Word, ...]) -> tuple[Place, ...]:
    """The places named, in order."""
    found: list[Place] = []
    i = 0
    while i < len(words):
        place = _listed(words, i) or _of_a_people(words, i) or _after_preposition(words, i) or _with_noun(words, i)
        if place is not None:
            found.append(place)
        i = i + 1 if place is None else place.last
    return tuple(found)


def known_place(name: str) -> bool:
    """Whether the normalised name is that of a listed place or of the people of one."""
    return name in _gazetteer() or name in _peoples()


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


def _of_a_people(words: Sequence[Word], i: int) -> Place | None:
    """“German” before a noun stands for Germany: “German farmers”, but not “in German”."""
    key = _peoples().get(words[i].norm) if words[i].capital else None
    after = words[i + 1] if i + 1 < len(words) else None
    if key is None or after is None or after.capital or after.function or after.before.strip():
        return None
    return Place(i, i, i + 1, key, known=True)


def _after_preposition(words: Sequence[Word], i: int) -> Place | None:
    """A run of capitals after "in", "at", "near", or after "to" and "from" with a verb of motion."""
    if not _leads_to_place(words, i):
        return None
    article = i + 1 < len(words) and words[i + 1].norm == "the"
    name = i + 2 if article else i + 1
    last = _end_of_run(words, name)
    if last == name or (article and not _has_noun(words, name, last)):
        return None  # "in the Assembly" is as likely as "in the Tribune"
    return _named(words, i, name, last)


def _leads_to_place(words: Sequence[Word], i: int) -> bool:
    lexicon = table("places")
    before = words[max(0, i - 3) : i]
    if words[i].norm in listed(lexicon["locative"]):
        return not (words[i].norm == "in" and before and before[-1].stem in listed(lexicon["in_takes_other"]))
    if words[i].norm not in listed(lexicon["ways"]["to"]) | listed(lexicon["ways"]["from"]):
        return False
    return any(word.stem in listed(lexicon["motion"]) for word in before)


def _with_noun(words: Sequence[Word], i: int) -> Place | None:
    """“the village of Osk”, “Osk airport”, “Osk Island”."""
    if words[i].stem in _nouns() and i + 2 < len(words) and words[i + 1].norm == "of":
        return _named(words, i, i + 2, _end_of_run(words, i + 2))
    last = _end_of_run(words, i)
    if last == i or (i > 0 and _continues(words, i - 1, i) and words[i - 1].capital):
        return None
    follows = last < len(words) and words[last].stem in _nouns() and not words[last].before.strip()
    if follows or (last - i > 1 and words[last - 1].stem in _nouns()):
        return _named(words, i, i, last)
    return None


def _end_of_run(words: Sequence[Word], name: int) -> int:
    last = name
    while last < len(words) and _continues(words, name, last):
        last += 1
    return last


def _has_noun(words: Sequence[Word], name: int, last: int) -> bool:
    return any(word.stem in _nouns() for word in words[name:last])


@cache
def _nouns() -> frozenset[str]:
    return frozenset(stem(american(word)) for word in listed(table("places")["nouns"]))


def _named(words: Sequence[Word], first: int, name: int, last: int) -> Place | None:
    lexicon = table("places")
    if last <= name or words[last - 1].norm in _JOINS or _possessive(words, last):
        return None
    if name + 1 < len(words) and words[name].norm in listed(lexicon["no_places"]):
        return None
    key = " ".join(word.norm for word in words[name:last])
    if key in listed(lexicon["no_places"]) or any(word.value is not None for word in words[name:last]):
        return None
    return Place(first, name, last, _gazetteer().get(key, key), known=key in _gazetteer())


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


def _is_sure(wording: Wording, place: Place) -> bool:
    """Whether the words before or after tell that it is a place."""
    return place.first < place.name and wording.words[place.first].norm not in listed(table("places")["directional"])


def _compared(lineup: Lineup, one: Place, other: Place) -> list[Found]:
    place = Segment(one.first, one.last, other.first, other.last)
    said = f"{quoted(lineup.left, one.first, one.last)} against {quoted(lineup.right, other.first, other.last)}"
    if _same_name(one.key, other.key):
        return []
    finer = ((one.key, other.key) in _within(), (other.key, one.key) in _within())
    if any(finer) and not (one.first < one.name and other.first < other.name):
        return []  # "Moscow denies it" against "Russia denies it": the government, by its seat
    if any(finer):
        which = "first" if finer[0] else "second"
        return [Found(Change.PLACE, False, place, f"{said}: compatible, the {which} is more precise")]
    return [Found(Change.PLACE, True, place, f"{said}: another place")]


def _turned(lineup: Lineup, left: Sequence[Place], right: Sequence[Place]) -> list[Found]:
    """One place that is where it goes to in one reading and where it comes from in the other; told once."""
    for one in left:
        for other in right:
            ways = _way(lineup.left, one), _way(lineup.right, other)
            if (
                one.key == other.key
                and "" not in ways
                and ways[0] != ways[1]
                and _alone(one, left)
                and _alone(other, right)
            ):
                place = Segment(one.first, one.last, other.first, other.last)
                said = quoted(lineup.left, one.first, one.last), quoted(lineup.right, other.first, other.last)
                return [Found(Change.PLACE, True, place, f"{said[0]} against {said[1]}: the other way")]
    return []


def _way(wording: Wording, place: Place) -> str:
    if place.first == place.name:
        return ""
    norm = wording.words[place.first].norm
    return next((way for way, listing in table("places")["ways"].items() if norm in listed(listing)), "")


def _alone(place: Place, others: Sequence[Place]) -> bool:
    """Whether it is named once: there and back again names it twice."""
    return sum(other.key == place.key for other in others) == 1


def _other_sides(lineup: Lineup) -> list[Found]:
    """“northern” against “southern”, “inside” against “outside”, before a word that both have."""
    found = []
    for i, j in sorted(lineup.beside.items()):
        one, other = lineup.left.words[i], lineup.right.words[j]
        sides = _sides().get(one.norm), _sides().get(other.norm)
        if None in sides or sides[0] == sides[1] or not _same_after(lineup, i, j):
            continue
        said = f"{quoted(lineup.left, i, i + 1)} against {quoted(lineup.right, j, j + 1)}"
        found.append(Found(Change.PLACE, True, Segment(i, i + 1, j, j + 1), f"{said}: another place"))
    return found


def _same_after(lineup: Lineup, i: int, j: int) -> bool:
    """Whether the next word that carries sense is the same."""
    after = next((k for k in range(i + 1, len(lineup.left.words)) if not lineup.left.words[k].function), None)
    return after is not None and after - i <= 2 and (lineup.to_right[after] or -1) in (j + 1, j + 2)


@cache
def _sides() -> dict[str, int]:
    return {word: number for number, row in enumerate(table("places")["sides"]) for word in row.split()}


@cache
def _peoples() -> dict[str, str]:
    """The adjective of a people -> its country."""
    found = {}
    for row in table("places")["peoples"].replace("\n", ";").split(";"):
        country, _, adjectives = row.strip().partition("=")
        found.update(dict.fromkeys(adjectives.split(), country.strip()))
    return found


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
