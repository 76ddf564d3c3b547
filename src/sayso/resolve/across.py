"""One entity over the documents of a set, however each document spells it or cuts it short.

Everything is decided on sorted names, so the order in which documents arrive changes nothing. Nothing is joined
against evidence: two entities that one document keeps apart stay apart, and so do contradicting first names, genders
and offices.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.config import ResolveSettings
from sayso.records import Entity, EntityKind, Speaker, SpeakerRuling, Statement
from sayso.resolve.comparers import comparer
from sayso.resolve.group_bodies import group_bodies
from sayso.resolve.group_persons import group_persons
from sayso.resolve.node import Cluster, Node, key_of
from sayso.resolve.resolved import Resolved, entity_id, together
from sayso.resolve.ruled import Ruled
from sayso.resolve.stand_ins import stand_ins

__all__ = ["across"]

_DEFAULTS = ResolveSettings()
_Place = tuple[str, str]  # document and the entity's id in it


def across(
    resolved: Sequence[Resolved], *, settings: ResolveSettings = _DEFAULTS, rulings: Sequence[SpeakerRuling] = ()
) -> tuple[tuple[Statement, ...], tuple[Entity, ...]]:
    """All statements with the common id and name of their speakers, and the entities, sorted by kind, name and id.

    Statements are in the order of their documents' ids, each document's in its own order. ``rulings`` are what people
    judged, which outweighs all else. Raises SettingsError where what the settings compare names by is not installed.
    """
    compare, ruled = comparer(settings.names), Ruled(rulings)
    documents = sorted(resolved, key=lambda one: one.document)
    nodes = [Node(one.document, profile) for one in documents for profile in one.profiles]
    single = [node for node in nodes if not node.profile.members]
    grouped = [
        *group_persons([node for node in single if node.profile.kind is EntityKind.PERSON], compare),
        *group_bodies([node for node in single if node.profile.kind is EntityKind.BODY], compare),
        *(_alone(node) for node in single if node.profile.kind is EntityKind.UNNAMED),
    ]
    clusters = ruled.clusters(grouped)
    common = _entities(clusters)
    common.update(_joint([node for node in nodes if node.profile.members], common))
    told = {place: who for place, who in stand_ins(clusters, settings).items() if not ruled.apart(place, who[0])}
    statements = tuple(
        ruled.obeyed(s, _rewritten(s, common, told), common) for one in documents for s in one.statements
    )
    return statements, _speaking(statements, nodes, common)


def _alone(node: Node) -> Cluster:
    """An unnamed one is never the same as another article's."""
    cluster = Cluster(node.profile.kind)
    cluster.add([node])
    return cluster


def _order(entity: Entity) -> tuple[str, str, str]:
    return entity.kind.value, entity.name, entity.id


def _entities(clusters: Sequence[Cluster]) -> dict[_Place, Entity]:
    """The common entity of every node. Two clusters of one name and kind are told apart by their first document."""
    by_id: dict[str, list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        by_id[_plain_id(cluster)].append(cluster)
    found: dict[_Place, Entity] = {}
    for key, alike in by_id.items():
        for cluster in alike:
            own = key if len(alike) == 1 else entity_id(cluster.kind, cluster.name, min(cluster.documents))
            found.update(
                dict.fromkeys(map(key_of, cluster.nodes), Entity(own, cluster.name, cluster.kind, cluster.aliases))
            )
    return found


def _plain_id(cluster: Cluster) -> str:
    if cluster.kind is EntityKind.UNNAMED:
        return cluster.nodes[0].profile.entity
    return entity_id(cluster.kind, cluster.name)


def _joint(nodes: Sequence[Node], common: Mapping[_Place, Entity]) -> dict[_Place, Entity]:
    """Several who speak together are the same several wherever the same members speak."""
    forms: dict[str, set[str]] = defaultdict(set)
    names: dict[_Place, tuple[str, str]] = {}
    for node in nodes:
        members = {common[node.document, m].id: common[node.document, m] for m in node.profile.members}
        name = together(member.name for member in members.values())
        key = entity_id(EntityKind.BODY, name, *sorted(members))
        names[key_of(node)] = (key, name)
        forms[key] |= {form for form, _ in node.profile.forms} - {name}
    return {
        place: Entity(key, name, EntityKind.BODY, tuple(sorted(forms[key]))) for place, (key, name) in names.items()
    }


def _rewritten(
    statement: Statement,
    common: Mapping[_Place, Entity],
    told: Mapping[_Place, tuple[Cluster, str, float]],
) -> Statement:
    speaker = statement.speaker
    if speaker is None:
        candidates = tuple(_renamed(one, common[statement.document, one.id]) for one in statement.candidates)
        return replace(statement, candidates=candidates)
    place = (statement.document, speaker.id)
    if place in told:
        cluster, because, score = told[place]
        entity = common[key_of(cluster.nodes[0])]
        return replace(
            statement, speaker=Speaker(entity.id, entity.name, min(score, speaker.score), because, entity.kind)
        )
    return replace(statement, speaker=_renamed(speaker, common[place]))


def _renamed(speaker: Speaker, entity: Entity) -> Speaker:
    spelt = "" if entity.name == speaker.name else f"; elsewhere “{entity.name}”"
    return Speaker(entity.id, entity.name, speaker.score, speaker.because + spelt, entity.kind)


def _speaking(
    statements: Sequence[Statement], nodes: Sequence[Node], common: Mapping[_Place, Entity]
) -> tuple[Entity, ...]:
    """The entities that speak or may, and the members of those that are several, sorted."""
    ids = {speaker.id for one in statements for speaker in (one.speaker, *one.candidates) if speaker is not None}
    for node in nodes:
        if common[key_of(node)].id in ids:
            ids |= {common[node.document, member].id for member in node.profile.members}
    return tuple(sorted({e.id: e for e in common.values() if e.id in ids}.values(), key=_order))
