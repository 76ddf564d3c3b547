"""An entity of one document, and a group of them that are one: what ``across`` works on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from sayso.records import EntityKind
from sayso.resolve.person_name import PersonName, name_gender, parse_name, without_last
from sayso.resolve.resolved import Profile
from sayso.resolve.roles import Role

__all__ = ["Cluster", "Node", "key_of", "told_gender"]


@dataclass(frozen=True, slots=True)
class Node:
    """What one document tells about one entity."""

    document: str
    profile: Profile


def key_of(node: Node) -> tuple[str, str]:
    """What the node is found by: its document and its id there."""
    return node.document, node.profile.entity


def told_gender(node: Node) -> str:
    """The gender where it is told by more than the given name, else ``""``."""
    told = {name_gender(parse_name(form)) for form, _ in node.profile.forms}
    return "" if node.profile.gender in told else node.profile.gender


@dataclass(slots=True, eq=False)
class Cluster:
    """Nodes that are one entity.

    What all of them tell is kept beside them, each thing once: a person of a thousand articles has a few names.
    ``forms`` counts the names as printed; more than one of ``genders`` is a contradiction. ``told`` are those of them
    that the given name alone does not tell.
    """

    kind: EntityKind
    nodes: list[Node] = field(default_factory=list)
    documents: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    roles: dict[Role, None] = field(default_factory=dict)
    forms: Counter[str] = field(default_factory=Counter)

    def add(self, nodes: Iterable[Node]) -> None:
        """Takes in more of the same entity."""
        for node in nodes:
            self.nodes.append(node)
            self.documents.add(node.document)
            self.genders |= {node.profile.gender} - {""}
            self.told |= {told_gender(node)} - {""}
            self.roles.update(dict.fromkeys(node.profile.roles))
            self.forms.update(dict(node.profile.forms))

    @property
    def name(self) -> str:
        """The common name: the most complete, then the most frequent, then the first in the alphabet.

        A second surname makes it no more complete where some leave it out.
        """
        known = {parse_name(form) for form in self.forms} if self.kind is EntityKind.PERSON else set()
        return min(self.forms, key=lambda form: (*_incomplete(form, self.kind, known), -self.forms[form], form))

    @property
    def aliases(self) -> tuple[str, ...]:
        """The other names, sorted."""
        return tuple(sorted(set(self.forms) - {self.name}))


def _incomplete(form: str, kind: EntityKind, known: Container[PersonName]) -> tuple[bool, int]:
    if kind is EntityKind.PERSON:
        name = parse_name(form)
        shorter = without_last(name)
        name = shorter if shorter is not None and shorter in known else name
        return not name.full, -sum(len(word) > 1 for word in (*name.given, *name.surname.split()))
    return False, -len(form.split())
