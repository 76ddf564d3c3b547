"""What a document has told so far, as the deciders of phrases see it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.records import Statement
from sayso.resolve.cast import Cast, Person
from sayso.resolve.focus import SUBJECT, Focus
from sayso.resolve.index import Index
from sayso.resolve.phrases import Phrase
from sayso.resolve.registry import Known, Registry
from sayso.resolve.roles import Role
from sayso.resolve.sightings import Sighting
from sayso.spans import Span

__all__ = ["Context", "Found", "nobody"]

_CLEARLY = 1.7
"""How much heavier the first in focus must be than the second for a name or an office to mean the first."""
_LONG_AGO = 3
"""Sentences since the other bearer of a surname was named, after which the bare surname is no longer his."""
_OFTEN = 3
_OWN = {"his": "m", "her": "f"}
_MAX_SPOKE, _MAX_CANDIDATES = 4, 3
_MAX_BODIES_BACK = 200


@dataclass(frozen=True, slots=True)
class Found:
    """Who is meant, how sure (0..1) and why. ``known`` is None where the text does not decide; ``because`` says so, and
    ``candidates`` are those between whom it does not, each with the share of what speaks for any of them."""

    known: Known | None
    score: float
    because: str
    candidates: tuple[tuple[Known, float], ...] = ()


def nobody(because: str) -> Found:
    """The text does not decide."""
    return Found(None, 0.0, because)


def _owner_of_surname(persons: Sequence[Person]) -> Person | None:
    """Of Ilmar and Greta Tosk the one whom the article calls Tosk; the other keeps her first name."""
    called = [person for person in persons if person.bare]
    return called[0] if len(called) == 1 and called[0].bare >= _OFTEN else None


class Context:
    """The document, its cast, who is in focus, and who has spoken. ``bodies`` are where organisations are named."""

    def __init__(self, index: Index, cast: Cast, focus: Focus, registry: Registry, *, bodies: Sequence[Span]) -> None:
        self.index = index
        self.cast = cast
        self.focus = focus
        self.registry = registry
        self.text = index.parsed.document.text
        self._bodies = bodies
        self._spoke: list[tuple[Known, Span]] = []
        self._have_spoken: set[str] = set()
        self.last_source: tuple[Person, Span] | None = None
        """Who said the last thing before, or thought it having spoken earlier, and where."""

    @cached_property
    def first_named(self) -> Sequence[tuple[Person, Sighting]]:
        """Where the text below the headline first names each."""
        found: dict[int, tuple[Person, Sighting]] = {}
        for number, sighting in sorted(enumerate(self.index.sightings), key=lambda pair: pair[1].span.start):
            persons = self.cast.meant.get(number, ())
            if len(persons) == 1 and not sighting.headline:
                found.setdefault(persons[0].number, (persons[0], sighting))
        return list(found.values())

    def met(self) -> list[Known]:
        """Every person of the cast, as an entity."""
        return [self.registry.person(person) for person in self.cast.persons]

    def note_speaker(self, known: Known, statement: Statement) -> None:
        """Remembers who spoke last, and where."""
        self._have_spoken.add(known.id)
        self._spoke = [*self._spoke[1 - _MAX_SPOKE :], (known, statement.source or statement.content[0])]

    def note_source(self, person: Person, weight: float, place: Span, *, goes_on: bool) -> None:
        """Whoever says or thinks something stays in focus; once for each naming, however much hangs on it. Whether it
        is he who goes on after it: not where another tells it of him, or he has only thought so far."""
        if self.last_source != (person, place):
            self.focus.note(person, SUBJECT + weight, place.start)
        if goes_on:
            self.last_source = (person, place)

    def has_spoken(self, known: Known) -> bool:
        """Whether somebody has said something before."""
        return known.id in self._have_spoken

    def speakers_before(self, offset: int, *, sentences: int) -> list[tuple[Known, Span]]:
        """Who spoke in so many sentences before a place, and where, last first."""
        here = self.focus.sentence(offset)
        return [(known, at) for known, at in reversed(self._spoke) if here - self.focus.sentence(at.start) <= sentences]

    def bodies_before(self, offset: int) -> Sequence[Span]:
        """Where organisations were named before a place, in text order, as far back as anyone remembers."""
        end = bisect_left(self._bodies, (offset, 0))
        return self._bodies[max(0, end - _MAX_BODIES_BACK) : end]

    def bodies_in(self, span: Span) -> Sequence[Span]:
        """Where organisations are named in a run of the text."""
        low, high = bisect_left(self._bodies, (span.start, 0)), bisect_left(self._bodies, (span.end, 0))
        return [body for body in self._bodies[low:high] if span.contains(body)]

    def nearest(self, persons: Iterable[Person], offset: int) -> Person | None:
        """The one of several who is clearly in focus, else None."""
        weights = self.focus.weights(offset, persons)
        if not weights or (len(weights) > 1 and weights[0][0] < _CLEARLY * weights[1][0]):
            return None
        return weights[0][1]

    def bearer(self, number: int) -> Person | None:
        """The one of several of a sighting's surname who is clearly in focus, or was the last named, the others long
        before."""
        sighting = self.index.sightings[number]
        persons, offset = self._of_gender(self.cast.meant.get(number, ()), sighting), sighting.span.start
        if len(persons) < 2:
            return persons[0] if persons else None
        owner, person = _owner_of_surname(persons), self.nearest(persons, offset)
        if owner is not None and owner is not person:
            spoke = self.last_source[0] if self.last_source is not None else None
            return None if person is not None and spoke is person else owner
        if person is not None:
            return person
        seen = sorted(persons, key=lambda p: (-self._last(p), p.number))
        alone = len(seen) == 1 or self._last(seen[0]) - self._last(seen[1]) >= _LONG_AGO
        return seen[0] if alone and self.focus.last(seen[0]) is not None else None

    def _of_gender(self, persons: Sequence[Person], sighting: Sighting) -> Sequence[Person]:
        """Of a couple, whom the pronoun of the clause tells: *Tosk sold her boat*."""
        tokens = self.index.parsed.tokens
        verb = tokens[sighting.last].head
        objects = [
            c for c in self.index.parsed.children[verb] if sighting.subject and tokens[c].dep in ("dobj", "pobj")
        ]
        told = {
            _OWN[tokens[k].lower] for c in objects for k in self.index.parsed.children[c] if tokens[k].lower in _OWN
        }
        fitting = [person for person in persons if person.gender in told]
        return fitting if len(told) == 1 and fitting else persons

    def _last(self, person: Person) -> int:
        last = self.focus.last(person)
        return -_LONG_AGO if last is None else last

    def person(self, person: Person, score: float, because: str) -> Found:
        """Somebody of the cast is meant."""
        return Found(self.registry.person(person), score, because)

    def undecided(self, phrase: Phrase, weights: Sequence[tuple[float, Person]]) -> Found:
        """One of several is meant, likeliest first; ``weights`` tell what speaks for each, and may be all the same."""
        shown = weights[:_MAX_CANDIDATES]
        total = sum(weight for weight, _ in shown) or 1.0
        names = " or ".join(person.printed for _, person in shown)
        candidates = tuple((self.registry.person(person), weight / total) for weight, person in shown)
        return Found(None, 0.0, f"“{phrase.core}” may be {names}: the text does not decide", candidates)

    def by_phrase(
        self, phrase: Phrase, *, place: int | None, role: Role | None = None, name: str | None = None
    ) -> Found:
        """Somebody without a name, called by the phrase. ``place`` keeps two apart that are called alike."""
        known = self.registry.unnamed(name or phrase.core, head=phrase.head, place=place, role=role)
        return Found(known, 0.8, f"not named: “{phrase.core}”")

    def taken_up(self, phrase: Phrase) -> Found | None:
        """*the source* after *a source*."""
        before = self.registry.last_unnamed(phrase.head)
        return None if before is None else Found(before, 0.7, f"“{phrase.core}” takes up “{before.printed}”")
