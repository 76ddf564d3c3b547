"""The gender of persons whose names do not tell it, from the pronouns that follow them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from sayso.parse import Parsed
from sayso.resolve.cast import Cast, Person
from sayso.resolve.sightings import Sighting

__all__ = ["learn_genders"]

_PRONOUNS: Mapping[str, str] = {"he": "m", "she": "f"}


def learn_genders(parsed: Parsed, cast: Cast, sightings: Sequence[Sighting]) -> None:
    """Counts "he" and "she" where only one person has been named, in that sentence and the one before it.

    *President Tosk arrived. He …*: where nobody else stands between, the pronoun tells.
    """
    named = _named(cast, sightings)
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    before: dict[int, Person] = {}
    for number, sentence in enumerate(parsed.sentences):
        here = named.get(number, {})
        possible = {**before, **here}
        if len(possible) == 1:
            ((key, person),) = possible.items()
            told = set() if person.gender else _told(parsed, sentence)
            if len(told) == 1:
                votes[key].update(told)
        before = here
    _apply(cast, votes)


def _told(parsed: Parsed, sentence: range) -> set[str]:
    """The genders that the pronouns of a sentence tell."""
    return {gender for i in sentence if (gender := _PRONOUNS.get(parsed.tokens[i].lower))}


def _named(cast: Cast, sightings: Sequence[Sighting]) -> dict[int, dict[int, Person]]:
    """Persons by the number of the sentence that names them."""
    found: dict[int, dict[int, Person]] = defaultdict(dict)
    for index, sighting in enumerate(sightings):
        for person in cast.meant.get(index, ()):
            found[sighting.sentence][id(person)] = person
    return found


def _apply(cast: Cast, votes: Mapping[int, Counter[str]]) -> None:
    for person in cast.persons:
        counts = votes.get(id(person), Counter())
        if counts["m"] != counts["f"]:
            person.genders["m" if counts["m"] > counts["f"] else "f"] += 1
