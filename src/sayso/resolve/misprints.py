"""Names that the article gets wrong once: *Tokk* where it prints *Tosk* all through.

Only a bare surname that is printed a single time, with no first name, title or role to introduce anybody, is taken for
a slip of the one name it can be a slip of: a letter left out, doubled or swapped with its neighbour. Another letter in
place of one makes another name (Tusk, Tosk).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from rapidfuzz.distance import OSA

from sayso.resolve.cast import Cast, Person

__all__ = ["without_misprints"]

_MIN_LETTERS = 4
_MIN_COUNT = 5
"""How often the right name must be printed."""


def without_misprints(cast: Cast) -> Cast:
    """The cast without those who are only a slip of somebody's name; their places mean him or her."""
    meant = _meant(cast.persons)
    persons = [person for person in cast.persons if person.number not in meant]
    places = {at: tuple(meant.get(person.number, person) for person in who) for at, who in cast.meant.items()}
    return Cast(persons, places)


def _meant(persons: Sequence[Person]) -> dict[int, Person]:
    """The number of whoever is only a misprint -> who is meant."""
    common = [person for person in persons if person.count >= _MIN_COUNT and person.name.surname]
    found = {}
    for stray in filter(_is_nobody_introduced, persons):
        meant = [person for person in common if _is_slip(stray.name.surname, person.name.surname)]
        if len(meant) == 1:
            found[stray.number] = meant[0]
    return found


def _is_nobody_introduced(person: Person) -> bool:
    return person.count == 1 and not (person.name.given or person.roles or person.genders)


def _is_slip(printed: str, meant: str) -> bool:
    if len(printed) < _MIN_LETTERS or printed[0] != meant[0] or OSA.distance(printed, meant, score_cutoff=1) != 1:
        return False
    swapped, left_out = sorted(printed) == sorted(meant), len(printed) < len(meant)
    doubled = any(a == b and printed[:i] + printed[i + 1 :] == meant for i, (a, b) in enumerate(pairwise(printed)))
    # Brown and Browne, Orlov and Orlova are two names.
    return (swapped or left_out or doubled) and not meant.startswith(printed)
