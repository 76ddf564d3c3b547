"""The persons of one document: which sightings name the same one.

Full names first, then the short ones go to whom they can only mean. Two people who share a surname stay two; a bare
surname between them is left open, to be decided where it stands or not at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.resolve.names import Fit, PersonName, block_keys, name_gender, parse_name, same_person, same_surname
from sayso.resolve.roles import Role, fits
from sayso.resolve.sightings import Sighting

__all__ = ["Cast", "Person", "gather"]

_SURE = 4
"""Evidence of one place, such as a title before the name, that no label elsewhere can outweigh."""
_SOURCE_WEIGHT = 2
_MAX_PERSONS = 400
"""More are not told apart: no article has them, and every short name is compared with each."""


@dataclass(slots=True, eq=False)
class Person:
    """One person of the document. ``forms`` counts the names as printed, without titles."""

    number: int
    name: PersonName
    forms: Counter[str] = field(default_factory=Counter)
    roles: list[Role] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    first_start: int = 0
    spoken: int = 0
    bare: int = 0
    """How often a surname that others bear too was taken for this one's."""
    _printed: str = field(default="", init=False, repr=False)

    def add(self, form: str) -> None:
        """Counts a name as printed."""
        self.forms[form] += 1
        self._printed = ""

    @property
    def printed(self) -> str:
        """The name to show: the most complete, then the most frequent, then the first in the alphabet."""
        if not self._printed:  # asked for at every mention
            self._printed = min(self.forms, key=self._rank)
        return self._printed

    def _rank(self, form: str) -> tuple[bool, int, int, str]:
        name = parse_name(form)
        return not name.full, -name.words, -self.forms[form], form

    @property
    def gender(self) -> str:
        """As told by titles, roles and pronouns, else by the given name; ``""`` where nothing tells."""
        if self.genders["m"] != self.genders["f"]:
            return "m" if self.genders["m"] > self.genders["f"] else "f"
        return name_gender(self.name)

    def office(self, use: Role) -> str:
        """The word for the role that answers to ``use``."""
        return max(self.roles, key=lambda role: (fits(use, role), role.head)).head if self.roles else use.head

    @property
    def solid(self) -> bool:
        """Whether it is surely a person: more than one odd capitalised word was seen."""
        return self.name.full or bool(self.roles) or bool(self.genders)

    @property
    def prominence(self) -> int:
        """How much the article is about the person: names, and being named as a source, which weighs more."""
        return self.count + _SOURCE_WEIGHT * self.spoken

    @property
    def count(self) -> int:
        """How often the document prints the name."""
        return self.forms.total()


@dataclass(slots=True, eq=False)
class Cast:
    """The persons, and whom each sighting can mean: one, several (the text must decide), or nobody."""

    persons: list[Person]
    meant: Mapping[int, tuple[Person, ...]]  # by index of the sighting
    _called: dict[str, list[Person]] = field(default_factory=dict)
    _holders: dict[Role, list[tuple[float, Person]]] = field(default_factory=dict)

    def called(self, text: str) -> list[Person]:
        """Whom a name means that stands where no sighting was made, as in a headline."""
        if text not in self._called:
            name = parse_name(text)
            if name.full:
                found = [person for person in self.persons if same_person(name, person.name) >= Fit.SHORT]
            else:
                named = [person for person in self.persons if name.surname and person.name.surname]
                found = [person for person in named if same_surname(name.surname, person.name.surname)]
            self._called[text] = found
        return self._called[text]

    def learn(self, person: Person, use: Role) -> None:
        """The Fossian leader is one: from then on, whoever holds that office is known to hold it for Fossia."""
        bare = any(role.head == use.head and not role.scope for role in person.roles)
        if use.scope and bare and use not in person.roles:
            person.roles.append(use)
            self._holders.clear()

    def holders(self, use: Role) -> list[tuple[float, Person]]:
        """Who holds a role that goes with ``use``, best first."""
        if use not in self._holders:
            self._holders[use] = self._find_holders(use)
        return self._holders[use]

    def _find_holders(self, use: Role) -> list[tuple[float, Person]]:
        fitting = [(max((fits(use, role) for role in person.roles), default=0.0), person) for person in self.persons]
        return sorted(((s, p) for s, p in fitting if s > 0), key=lambda pair: (-pair[0], pair[1].number))


class _Known:
    """The persons found so far, looked up by their surnames, so that a long list of names stays cheap."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self._blocks: dict[str, list[Person]] = {}
        self._first: dict[tuple[str, int], list[Person]] = {}

    def add(self, name: PersonName, start: int) -> Person:
        """Somebody new."""
        person = Person(len(self.persons), name, first_start=start)
        self.persons.append(person)
        self.file(person)
        return person

    def file(self, person: Person) -> None:
        """Makes somebody found by the name that he has now."""
        for key in block_keys(person.name):
            if person not in self._blocks.setdefault(key, []):
                self._blocks[key].append(person)

    def by_surname(self, name: PersonName) -> list[Person]:
        """Who may have that surname, in the order in which they were found."""
        found = {p.number: p for key in block_keys(name) for p in self._blocks.get(key, [])}
        return [found[number] for number in sorted(found)]

    def by_first(self, name: PersonName) -> list[Person]:
        """*George* for George Quill, *Ilmar Petrovich* for Ilmar Tosk, *Kim* for Kim Su Bo."""
        given = name.given[0] if name.given else name.surname
        key = (given, len(self.persons))
        if key not in self._first:
            self._first[key] = _by_first(given, self.persons)
        return self._first[key]


def _by_first(given: str, persons: Sequence[Person]) -> list[Person]:
    exact = [person for person in persons if person.name.given[:1] == (given,)]
    if exact:
        return exact
    alone = PersonName((given,), "")
    return [person for person in persons if person.name.given and same_person(alone, person.name) >= Fit.SHORT]


def gather(sightings: Sequence[Sighting]) -> Cast:
    """The cast of a document from the sightings in it."""
    evidence = _evidence(sightings)
    known = _Known()
    meant: dict[int, tuple[Person, ...]] = {}
    for index in _by_completeness(sightings):
        sighting = sightings[index]
        name = parse_name(sighting.name)
        candidates = _candidates(name, sighting, known)
        if not candidates and _is_new(name, sighting, evidence[sighting.name], known.persons):
            candidates = [known.add(name, sighting.span.start)]
        meant[index] = tuple(candidates)
        if len(candidates) == 1:
            _learn(candidates[0], sighting, name)
            known.file(candidates[0])
    return Cast(sorted(known.persons, key=lambda p: (p.first_start, p.number)), meant)


def _evidence(sightings: Sequence[Sighting]) -> dict[str, int]:
    """What speaks for each printed name being a person's; one clear place outweighs the parser's doubts elsewhere."""
    total: Counter[str] = Counter()
    for sighting in sightings:
        total[sighting.name] += sighting.person
    for sighting in sightings:
        if sighting.person >= _SURE:
            total[sighting.name] = max(total[sighting.name], sighting.person)
    return total


def _by_completeness(sightings: Sequence[Sighting]) -> list[int]:
    """Full names before short ones, each in text order, so that a surname can go back to whom it names later."""

    def rank(index: int) -> tuple[bool, int, int]:
        sighting = sightings[index]
        name = parse_name(sighting.name)
        initials = name.full and all(len(given) == 1 for given in name.given)
        return sighting.headline, 0 if name.full and not initials else 1 if name.full else 2, sighting.span.start

    return sorted(range(len(sightings)), key=rank)


def _is_new(name: PersonName, sighting: Sighting, evidence: int, persons: Sequence[Person]) -> bool:
    if sighting.headline and persons:
        # All words of a headline have capitals, so only names that the article knows are read there.
        return False
    return evidence > 0 and sighting.person > -2 and len(persons) < _MAX_PERSONS and bool(name.surname or name.given)


def _candidates(name: PersonName, sighting: Sighting, known: _Known) -> list[Person]:
    """Whom a name can mean among those known so far."""
    if name.full:
        fitting = [(same_person(name, person.name), person) for person in known.by_surname(name)]
        best = max((fit for fit, _ in fitting), default=Fit.NONE)
        found = [person for fit, person in fitting if fit is best] if best > Fit.NONE else []
        return _agreeing(found, sighting)
    same = [p for p in known.by_surname(name) if p.name.surname and same_surname(name.surname, p.name.surname)]
    if not name.generation and not sighting.headline:
        same = _not_the_younger(same, sighting.span.start)
    # "Mrs. Tosk" beside Ilmar Tosk is somebody else, who is not named further: then nobody is left.
    return _agreeing(same or known.by_first(name), sighting)


def _not_the_younger(found: Sequence[Person], start: int) -> list[Person]:
    """Who is called the younger is called so lest he be taken for the elder, who is the one named before, or beside."""
    return [p for p in found if not p.name.younger] or [p for p in found if p.first_start < start]


def _agreeing(found: Sequence[Person], sighting: Sighting) -> list[Person]:
    """Those whom the title before the name does not rule out; by role only where several are left."""
    agreeing = [p for p in found if not (sighting.gender and p.gender and sighting.gender != p.gender)]
    if len(agreeing) > 1 and sighting.gender:
        # "Mrs. Tosk" beside a Tosk who is surely a woman and one of whom it is not told.
        agreeing = [p for p in agreeing if p.gender == sighting.gender] or agreeing
    if len(agreeing) > 1 and sighting.roles:
        holding = [p for p in agreeing if any(fits(use, held) for use in sighting.roles for held in p.roles)]
        return holding or agreeing
    return agreeing


def _learn(person: Person, sighting: Sighting, name: PersonName) -> None:
    person.add(sighting.name)
    person.roles += [role for role in sighting.roles if role not in person.roles]
    if sighting.gender:
        person.genders[sighting.gender] += 1
    person.first_start = min(person.first_start, sighting.span.start)
    if (bool(name.surname), name.words) > (bool(person.name.surname), person.name.words):
        person.name = name
