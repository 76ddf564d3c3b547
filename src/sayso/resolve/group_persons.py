"""Which persons of different documents are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.resolve.comparers import Comparer
from sayso.resolve.names import Fit, parse_name
from sayso.resolve.node import Cluster, Node, key_of, told_gender
from sayso.resolve.roles import Role, fits
from sayso.resolve.spelling import fold

__all__ = ["group_persons"]


def group_persons(nodes: Sequence[Node], compare: Comparer) -> list[Cluster]:
    """Clusters of persons: full names first, then initials, then bare surnames, which go only where one fits."""
    clusters: list[Cluster] = []
    blocks: dict[str, list[Cluster]] = defaultdict(list)
    for node in sorted(nodes, key=_rank):
        names = _names(form for form, _ in node.profile.forms)
        keys = _keys(names, compare)
        home = _home(node, names, _near(keys, blocks), compare)
        if home is None:
            home = Cluster(node.profile.kind)
            clusters.append(home)
        home.add([node])
        for key in keys:
            if home not in blocks[key]:
                blocks[key].append(home)
    return clusters


def _rank(node: Node) -> tuple[int, int, str, str, str]:
    """Complete names first; then by the name alone, so that the order of documents never matters."""
    name = parse_name(_main(node))
    initials = bool(name.given) and all(len(given) == 1 for given in name.given)
    order = 0 if name.full and not initials else 1 if name.full else 2 if name.surname else 3
    return order, -name.words, fold(_main(node)), *key_of(node)


def _main(node: Node) -> str:
    names = sorted(form for form, _ in node.profile.forms)
    return min(names, key=lambda form: (not parse_name(form).full, -parse_name(form).words, form))


def _names(forms: Iterable[str]) -> list[str]:
    """The full names among the printed ones, else the most complete one."""
    forms = sorted(forms)
    full = [form for form in forms if parse_name(form).full]
    return full or [min(forms, key=lambda form: -parse_name(form).words)]


def _keys(names: Iterable[str], compare: Comparer) -> list[str]:
    """Blocks: the surname's; for a name without one, and to be found by it, the first name's letter."""
    surnames = {"s" + key for name in names for key in compare.keys(name)}
    given = (parse_name(name).given for name in names)
    return sorted(surnames | {"g" + first[0][0] for first in given if first and first[0]})


def _near(keys: Sequence[str], blocks: dict[str, list[Cluster]]) -> list[Cluster]:
    by_surname = [key for key in keys if key[0] == "s"] or keys
    found = {id(cluster): cluster for key in by_surname for cluster in blocks.get(key, [])}
    return list(found.values())


def _home(node: Node, names: Sequence[str], near: Sequence[Cluster], compare: Comparer) -> Cluster | None:
    """The one cluster that the node fits best, None where none does or two do equally."""
    fitting = [(fit, cluster) for cluster in near if (fit := _fit(node, names, cluster, compare)) is not Fit.NONE]
    best = max((fit for fit, _ in fitting), default=Fit.NONE)
    found = [cluster for fit, cluster in fitting if fit is best]
    if not parse_name(names[0]).full:
        # A bare surname beside two of that surname is neither's, whatever else speaks for one.
        found = [cluster for _, cluster in fitting]
    if len(found) > 1 and not any(parse_name(name).generation for name in names):
        # Who is called the younger is called so, lest he be taken for the other.
        found = [cluster for cluster in found if not _is_the_younger(cluster)]
    return found[0] if len(found) == 1 else None


def _is_the_younger(cluster: Cluster) -> bool:
    names = [name for form in cluster.forms if (name := parse_name(form)).full]
    return bool(names) and all(name.younger for name in names)


def _fit(node: Node, names: Sequence[str], cluster: Cluster, compare: Comparer) -> Fit:
    if node.document in cluster.documents:
        return Fit.NONE
    pairs = [compare.fit(name, other) for name in names for other in _names(cluster.forms)]
    if min(pairs) is Fit.NONE or _contradicts(node, cluster, max(pairs)):
        return Fit.NONE
    if max(pairs) is Fit.OPEN and not _roles_agree(node.profile.roles, tuple(cluster.roles)):
        return Fit.NONE
    return max(pairs)


def _contradicts(node: Node, cluster: Cluster, fit: Fit) -> bool:
    """By gender. Where given names agree, what one of them is guessed to tell is nothing: Lula is a woman's name."""
    if fit >= Fit.SHORT:
        gender, others = told_gender(node), cluster.told
    else:
        gender, others = node.profile.gender, cluster.genders
    return bool(gender and others and gender not in others)


def _roles_agree(left: Sequence[Role], right: Sequence[Role]) -> bool:
    """For bare surnames: Chief Quill in one report is not Quill the farmer in another."""
    if not left or not right:
        return True
    return any(fits(a, b) or fits(b, a) for a in left for b in right)
