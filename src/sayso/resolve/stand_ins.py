"""A description that one document leaves without a name, where the other documents leave only one whom it can mean.

A short report says "the president" all through; every other report names one president, and only one. That is weak
evidence, so it needs a single office, one holder over all the documents, and a shared name beside it: the reports must
visibly tell of the same people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.config import ResolveSettings
from sayso.records import EntityKind
from sayso.resolve import lexicon
from sayso.resolve.node import Cluster, Node, key_of
from sayso.resolve.roles import Role, fits

__all__ = ["stand_ins"]

_MIN_FIT = 0.8
_SCORE = 0.55


def stand_ins(
    clusters: Sequence[Cluster], settings: ResolveSettings
) -> Mapping[tuple[str, str], tuple[Cluster, str, float]]:
    """Node of a description -> the person it stands for, the ground, and the score."""
    if settings.min_score > _SCORE:
        return {}
    found: dict[tuple[str, str], tuple[Cluster, str, float]] = {}
    persons = [cluster for cluster in clusters if cluster.kind is EntityKind.PERSON]
    named = _named(clusters)
    for cluster in clusters:
        node = cluster.nodes[0]
        for use in node.profile.roles if cluster.kind is EntityKind.UNNAMED else ():
            holder = _only_holder(use, node, persons) if use.head in lexicon.single_offices() else None
            if holder is not None and any(named[node.document] & named[other] for other in holder.documents):
                told = f"“{cluster.name}” is {holder.name}: the only {use.head} in the other articles"
                # Of several articles only where a person judged them one.
                found.update(dict.fromkeys(map(key_of, cluster.nodes), (holder, f"{told}, none is named here", _SCORE)))
    return found


def _named(clusters: Sequence[Cluster]) -> Mapping[str, set[int]]:
    """Which entities with a name each document has, by their numbers."""
    named: dict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(clusters):
        for document in cluster.documents if cluster.kind is not EntityKind.UNNAMED else ():
            named[document].add(number)
    return named


def _only_holder(use: Role, node: Node, persons: Sequence[Cluster]) -> Cluster | None:
    holders = [cluster for cluster in persons if any(fits(use, role) >= _MIN_FIT for role in cluster.roles)]
    if len(holders) != 1 or node.document in holders[0].documents:
        return None
    return holders[0]
