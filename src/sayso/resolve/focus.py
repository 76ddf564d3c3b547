"""Whom the text is talking about at a place: what a pronoun or a bare description can take up.

Every mention adds to its person's weight, more for a subject than for what is merely named; the weight fades from
sentence to sentence. After Lappin and Leass, "An algorithm for pronominal anaphora resolution" (1994), with the few
of their factors that a parse of news text gives reliably.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sayso.resolve.cast import Person

__all__ = ["IN_QUOTATION", "OTHER", "OWNER", "SPEAKER", "SUBJECT", "Focus"]

SUBJECT, OTHER, OWNER, IN_QUOTATION, SPEAKER = 1.0, 0.6, 0.4, 0.15, 1.5
_FADE = 0.6
_HERE = 1.5
"""What stands in the same sentence before: "While Tosk agreed with Harrow, he …" is Tosk."""
_REST = 0.6
_MAX_SENTENCES = 8
_MAX_NOTES = 80


class _Note(NamedTuple):
    person: Person
    weight: float
    sentence: int


class Focus:
    """Who has been mentioned lately. ``starts`` are where the sentences of the frame begin, in text order."""

    def __init__(self, starts: Sequence[int]) -> None:
        self._starts = list(starts)
        self._last: dict[int, int] = {}
        self._notes: deque[_Note] = deque(maxlen=_MAX_NOTES)

    def sentence(self, offset: int) -> int:
        """The number of the frame's sentence that a place is in."""
        return bisect_right(self._starts, offset)

    def note(self, person: Person, weight: float, offset: int) -> None:
        """Somebody is mentioned at a place."""
        sentence = self.sentence(offset)
        self._notes.append(_Note(person, weight, sentence))
        self._last[id(person)] = sentence

    def weights(self, offset: int, among: Iterable[Person] | None = None) -> list[tuple[float, Person]]:
        """The weight of each person at a place, heaviest first."""
        here = self.sentence(offset)
        allowed = None if among is None else {id(person) for person in among}
        faded: dict[int, dict[int, float]] = {}
        persons: dict[int, Person] = {}
        for person, weight, sentence in self._notes:
            age, key = here - sentence, id(person)
            if age <= _MAX_SENTENCES and (allowed is None or key in allowed):
                by_sentence = faded.setdefault(key, {})
                by_sentence[sentence] = by_sentence.get(sentence, 0.0) + weight * _factor(age, weight)
                persons[key] = person
        ranked = ((_total(by_sentence.values()), persons[key]) for key, by_sentence in faded.items())
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1].number))

    def last(self, person: Person) -> int | None:
        """The number of the sentence that mentioned somebody last."""
        return self._last.get(id(person))


def _factor(age: int, weight: float) -> float:
    if age > 0:
        return float(_FADE**age)
    return _HERE if weight >= SUBJECT else 1.0


def _total(weights: Iterable[float]) -> float:
    """The strongest sentence counts in full, the others add a little: whoever has just spoken comes before whoever was
    named often a while ago."""
    first, *rest = sorted(weights, reverse=True)
    return first + _REST * sum(rest) if rest else first
