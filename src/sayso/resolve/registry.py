"""The entities of one document, as they are found: each once, with what it was called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from sayso.records import Entity, EntityKind
from sayso.resolve import lexicon
from sayso.resolve.bodies import BodyFit, body_fit, clean_body
from sayso.resolve.cast import Person
from sayso.resolve.resolved import Profile, entity_id, together
from sayso.resolve.roles import Role
from sayso.resolve.spelling import fold

__all__ = ["Known", "Registry"]

_MAX_BODIES = 300
_MAX_FORM_CHARS = 120
_SMALL = ("indefinite", "pronouns")


@dataclass(slots=True, eq=False)
class Known:
    """An entity as far as the document has told of it. ``head`` is the head word of an unnamed one."""

    kind: EntityKind
    name: str
    place: str = ""
    head: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    person: Person | None = None
    role: Role | None = None
    members: tuple[Known, ...] = ()

    @property
    def id(self) -> str:
        """The id within the document; unnamed ones are bound to it and to their place."""
        if self.kind is EntityKind.UNNAMED:
            return entity_id(self.kind, self.name, self.place)
        return entity_id(self.kind, self.printed)

    @property
    def printed(self) -> str:
        """The name to show."""
        if self.person is not None:
            return self.person.printed
        if self.members:
            return together(member.printed for member in self.members)
        return self.name


class Registry:
    """Gives the same ``Known`` for the same person, body, group or description of a document."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._persons: dict[int, Known] = {}
        self._bodies: list[Known] = []
        self._unnamed: dict[tuple[str, str], Known] = {}
        self._last_with_head: dict[str, Known] = {}
        self._joint: dict[tuple[str, ...], Known] = {}

    def person(self, person: Person) -> Known:
        """The entity of somebody of the cast."""
        known = self._persons.get(id(person))
        if known is None:
            known = self._persons[id(person)] = Known(EntityKind.PERSON, person.printed, person=person)
        return known

    def body(self, text: str) -> Known:
        """The organisation of that name, under a longer or shorter name if only one fits."""
        name = clean_body(text)[:_MAX_FORM_CHARS]
        fits = [body_fit(known.name, name) for known in self._bodies]
        same = [known for known, fit in zip(self._bodies, fits, strict=True) if fit is BodyFit.SAME]
        short = [known for known, fit in zip(self._bodies, fits, strict=True) if fit is BodyFit.SHORT]
        fitting = same[:1] or (short if len(short) == 1 else [])
        if fitting:
            known = fitting[0]
        else:
            known = Known(EntityKind.BODY, name)
            if len(self._bodies) < _MAX_BODIES:
                self._bodies.append(known)
        known.forms[name] += 1
        if (len(name.split()), name) > (len(known.name.split()), known.name):
            known.name = name
        return known

    def unnamed(self, phrase: str, *, head: str, place: int | None, role: Role | None = None) -> Known:
        """Somebody without a name. ``place`` tells apart two that are called alike ("a source", "a source")."""
        name = _lower_first(phrase[:_MAX_FORM_CHARS])
        key = (fold(name) or name, "" if place is None else str(place))
        known = self._unnamed.get(key)
        if known is None:
            where = self._document if place is None else f"{self._document}\n{place}"
            known = Known(EntityKind.UNNAMED, name, place=where, head=head, role=role)
            self._unnamed[key] = known
        known.forms[name] += 1
        self._last_with_head[head] = known
        return known

    def last_unnamed(self, head: str) -> Known | None:
        """The unnamed one whom "the" takes up: *a spokesman … the spokesman*."""
        return self._last_with_head.get(head)

    def joint(self, members: Sequence[Known]) -> Known:
        """Several who speak together."""
        ordered = tuple(sorted({member.id: member for member in members}.values(), key=lambda m: m.id))
        if len(ordered) == 1:
            return ordered[0]
        known = self._joint.setdefault(tuple(m.id for m in ordered), Known(EntityKind.BODY, "", members=ordered))
        known.forms[known.printed] += 1
        return known


def entity_of(known: Known) -> Entity:
    """The public record of an entity."""
    forms = set(known.person.forms if known.person else known.forms) - {known.printed}
    return Entity(known.id, known.printed, known.kind, tuple(sorted(forms)))


def profile_of(known: Known) -> Profile:
    """What the document told about an entity."""
    person = known.person
    forms = person.forms if person else known.forms
    roles = tuple(person.roles) if person else ((known.role,) if known.role else ())
    return Profile(
        entity=known.id,
        kind=known.kind,
        forms=tuple(sorted(forms.items(), key=lambda pair: (-pair[1], pair[0]))),
        gender=person.gender if person else "",
        roles=roles,
        members=tuple(member.id for member in known.members),
    )


def _lower_first(phrase: str) -> str:
    """*A source* stands at the start of a sentence: as a name it is *a source*."""
    first, _, rest = phrase.partition(" ")
    small = first.lower() == "the" or any(first.lower() in lexicon.small_words(part) for part in _SMALL)
    return f"{first.lower()} {rest}" if small and rest else phrase
