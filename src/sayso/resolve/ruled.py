"""People's judgements on who is one: they outweigh what the names tell, and nothing else is decided anew.

Two that are split go apart with what prints the name of one alone; what prints neither's, or both's, is nobody's part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product

from sayso.partition import Partition
from sayso.records import Entity, EntityKind, Speaker, SpeakerRuling, Statement, Verdict
from sayso.resolve.node import Cluster, Node, key_of
from sayso.resolve.spelling import fold

__all__ = ["Ruled"]

_Place = tuple[str, str]  # document and the entity's id in it
_RANK = (EntityKind.PERSON, EntityKind.BODY, EntityKind.UNNAMED)
"""Whose names are the name of all: "the minister" who is judged to be Ada Quill is a person of that name."""


class Ruled:
    """What the judgements on speakers say, for a set of documents."""

    def __init__(self, rulings: Sequence[SpeakerRuling]) -> None:
        self._rulings = rulings
        self._partition = _partition(rulings)
        self._grounds = _grounds(rulings)
        self._of_statement: dict[str, list[SpeakerRuling]] = defaultdict(list)
        for ruling in rulings:
            if ruling.statement is not None:
                self._of_statement[ruling.statement].append(ruling)

    def clusters(self, clusters: Sequence[Cluster]) -> list[Cluster]:
        """The clusters with those that are judged one put together, and those that are judged two taken apart."""
        places = {place for ruling in self._rulings for place in (*ruling.left, *ruling.right)}
        touched: list[Cluster] = []
        others: list[Cluster] = []
        for cluster in clusters:
            (others if places.isdisjoint(map(key_of, cluster.nodes)) else touched).append(cluster)
        for cluster in touched:
            self._apportion(cluster)
        groups: dict[_Place, list[Node]] = defaultdict(list)
        for node in (node for cluster in touched for node in cluster.nodes):
            groups[self._partition.first(key_of(node))].append(node)
        return [*others, *map(_made, groups.values())]

    def apart(self, place: _Place, cluster: Cluster) -> bool:
        """Whether somebody is judged not to be the one of the cluster."""
        return any(self._partition.why_apart(place, key_of(node)) is not None for node in cluster.nodes)

    def obeyed(self, printed: Statement, statement: Statement, common: Mapping[_Place, Entity]) -> Statement:
        """The statement with its speaker as judged, and with the judgement as a ground of it.

        ``printed`` is the same one with its speaker as its own article tells, ``common`` the entity of each such.
        """
        for told in self._of_statement.get(statement.id, ()):
            statement = _as_told(statement, told, common[told.right[0]])
        speaker = statement.speaker
        place = (printed.document, printed.speaker.id) if printed.speaker is not None else None
        if speaker is None or place not in self._grounds:
            return statement
        return replace(statement, speaker=replace(speaker, because="; ".join([speaker.because, *self._grounds[place]])))

    def _apportion(self, cluster: Cluster) -> None:
        """Puts together in the partition those of a cluster that may stay one."""
        here = {key_of(node): node for node in cluster.nodes}
        sides = self._sides(here)
        if not sides:
            _join(list(here), self._partition)
            return
        for side in sides:
            _join(side, self._partition)
        named = [{fold(form) for place in side for form, _ in here[place].profile.forms} for side in sides]
        rest: list[_Place] = []
        for place in sorted(here.keys() - {place for side in sides for place in side}):
            forms = {fold(form) for form, _ in here[place].profile.forms}
            fitting = [side for side, names in zip(sides, named, strict=True) if forms & names]
            if len(fitting) == 1:
                _join([fitting[0][0], place], self._partition)
            else:
                rest.append(place)
        _join(rest, self._partition)

    def _sides(self, here: Iterable[_Place]) -> list[list[_Place]]:
        """Those of a cluster that must leave one another, by who stays together."""
        present = set(here)
        sides: list[list[_Place]] = []
        for ruling in self._rulings:
            if ruling.verdict is Verdict.SPLIT:
                both = [sorted(present.intersection(self._with_all(side))) for side in (ruling.left, ruling.right)]
                sides += both if all(both) else ()
        return _united(sides, self._partition)

    def _with_all(self, side: Iterable[_Place]) -> set[_Place]:
        """Those of a side with all who are judged to be one with them."""
        return {mate for place in side for mate in self._partition.members(place)}


def _partition(rulings: Iterable[SpeakerRuling]) -> Partition[_Place]:
    partition: Partition[_Place] = Partition()
    for ruling in rulings:
        if ruling.verdict is Verdict.MERGE:
            _join([*ruling.left, *ruling.right], partition)
        else:
            for left, right in product(ruling.left, ruling.right):
                partition.part(left, right)
    return partition


def _join(places: Sequence[_Place], partition: Partition[_Place]) -> None:
    for left, right in pairwise(places):
        partition.join(left, right)


def _united(sides: Sequence[Sequence[_Place]], partition: Partition[_Place]) -> list[list[_Place]]:
    """The sides, those that are one put together: of A against B and A against C there are three."""
    for side in sides:
        _join(side, partition)
    found: dict[_Place, dict[_Place, None]] = defaultdict(dict)
    for side in sides:
        for place in side:
            found[partition.first(place)][place] = None
    return [sorted(places) for _, places in sorted(found.items())]


def _made(nodes: Sequence[Node]) -> Cluster:
    kind = min((node.profile.kind for node in nodes), key=_RANK.index)
    cluster = Cluster(kind)
    ordered = sorted(nodes, key=key_of)
    cluster.add(node for node in ordered if node.profile.kind is kind)
    # Those of another kind give no names: "the minister" is how an article calls her, not what she is called.
    others = [node for node in ordered if node.profile.kind is not kind]
    cluster.nodes += others
    cluster.documents |= {node.document for node in others}
    return cluster


def _grounds(rulings: Sequence[SpeakerRuling]) -> dict[_Place, list[str]]:
    grounds: dict[_Place, list[str]] = defaultdict(list)
    for ruling in rulings:
        if ruling.statement is not None:
            continue
        how = "one with" if ruling.verdict is Verdict.MERGE else "another than"
        for places, other in ((ruling.left, ruling.right_name), (ruling.right, ruling.left_name)):
            for place in places:
                grounds[place].append(f"judged {how} “{other}” {ruling.signed}")
    return grounds


def _as_told(statement: Statement, ruling: SpeakerRuling, entity: Entity) -> Statement:
    if ruling.verdict is Verdict.MERGE:
        return replace(statement, speaker=Speaker(entity.id, entity.name, 1.0, f"judged to be so {ruling.signed}"))
    if statement.speaker is None or statement.speaker.id != entity.id:
        return statement
    ground = f"judged not to be said by “{entity.name}” {ruling.signed}"
    return replace(statement, speaker=None, because="; ".join(filter(None, [statement.because, ground])))
