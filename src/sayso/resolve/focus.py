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

__all__ = ["EMBEDDED", "HOLDER", "IN_QUOTATION", "OTHER", "OWNER", "SPEAKER", "SUBJECT", "Focus"]

SUBJECT, EMBEDDED, OTHER, OWNER, IN_QUOTATION = 1.0, 0.7, 0.6, 0.4, 0.15
"""What a mention weighs; ``EMBEDDED`` is the subject of a clause within the sentence's own: Harrow, where Tosk fears
that Harrow will win."""
SPEAKER, HOLDER = 1.5, 1.0
"""What is added for whoever says it, and for a speaker who only thinks or wants it."""
_FADE = 0.6
_HERE = 1.5
"""What stands in the same sentence before: "While Tosk agreed with Harrow, he …" is Tosk."""
_REST, _AGAIN = 0.6, 0.25
_ELSEWHERE = 0.5
"""What another paragraph's mentions count beside this one's: a paragraph is about whom it names."""
_MAX_SENTENCES = 8
_MAX_NOTES = 80


class _Note(NamedTuple):
    person: Person
    weight: float
    sentence: int
    paragraph: int


class Focus:
    """Who has been mentioned lately. ``starts`` are where the sentences of the frame begin, ``paragraphs`` where
    paragraphs do, both in text order."""

    def __init__(self, starts: Sequence[int], paragraphs: Sequence[int] = ()) -> None:
        self._starts = list(starts)
        self._paragraphs = list(paragraphs)
        self._last: dict[int, int] = {}
        self._notes: deque[_Note] = deque(maxlen=_MAX_NOTES)

    def sentence(self, offset: int) -> int:
        """The number of the frame's sentence that a place is in."""
        return bisect_right(self._starts, offset)

    def note(self, person: Person, weight: float, offset: int) -> None:
        """Somebody is mentioned at a place."""
        sentence = self.sentence(offset)
        self._notes.append(_Note(person, weight, sentence, bisect_right(self._paragraphs, offset)))
        self._last[id(person)] = sentence

    def weights(self, offset: int, among: Iterable[Person] | None = None) -> list[tuple[float, Person]]:
        """The weight of each person at a place, heaviest first."""
        here, paragraph = self.sentence(offset), bisect_right(self._paragraphs, offset)
        allowed = None if among is None else {id(person) for person in among}
        faded: dict[int, dict[int, list[float]]] = {}
        persons: dict[int, Person] = {}
        for person, weight, sentence, place in self._notes:
            age, key = here - sentence, id(person)
            if 0 <= age <= _MAX_SENTENCES and (allowed is None or key in allowed):
                factor = _factor(age, weight) * (1.0 if place == paragraph else _ELSEWHERE)
                faded.setdefault(key, {}).setdefault(sentence, []).append(weight * factor)
                persons[key] = person
        ranked = ((_total(by_sentence.values()), persons[key]) for key, by_sentence in faded.items())
        return sorted(ranked, key=lambda pair: (-pair[0], pair[1].number))

    def in_sentence(self, offset: int) -> list[Person]:
        """Who has been mentioned before a place in its sentence."""
        here = self.sentence(offset)
        return list(dict.fromkeys(note.person for note in self._notes if note.sentence == here))

    def in_paragraph(self, offset: int, *, min_weight: float) -> list[Person]:
        """Who has been mentioned before a place in its paragraph, with so much weight."""
        here = bisect_right(self._paragraphs, offset)
        notes = (note for note in self._notes if note.paragraph == here and note.weight >= min_weight)
        return list(dict.fromkeys(note.person for note in notes))

    def last(self, person: Person) -> int | None:
        """The number of the sentence that mentioned somebody last."""
        return self._last.get(id(person))


def _factor(age: int, weight: float) -> float:
    if age > 0:
        return float(_FADE**age)
    if weight == EMBEDDED:
        return _HERE * SUBJECT / EMBEDDED  # within the sentence the nearer clause is as good
    return _HERE if weight >= SUBJECT else 1.0


def _total(sentences: Iterable[Sequence[float]]) -> float:
    """The strongest sentence counts in full, the others add a little: whoever has just spoken comes before whoever was
    named often a while ago. So do the mentions of one sentence: three of one person are not three persons."""
    return _first_and_rest([_first_and_rest(weights, _AGAIN) for weights in sentences], _REST)


def _first_and_rest(weights: Iterable[float], share: float) -> float:
    first, *rest = sorted(weights, reverse=True)
    return first + share * sum(rest)
