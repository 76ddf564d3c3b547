"""Which organisations of different documents are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sayso.resolve import lexicon
from sayso.resolve.bodies import BodyFit, body_fit, body_key, words_of
from sayso.resolve.comparers import Comparer
from sayso.resolve.node import Cluster, Node, key_of

__all__ = ["group_bodies"]


def group_bodies(nodes: Sequence[Node], compare: Comparer) -> list[Cluster]:
    """Clusters of organisations: equal names first, then short ones, which go only where one longer name fits."""
    by_key: dict[str, Cluster] = {}
    for node in sorted(nodes, key=key_of):
        by_key.setdefault(body_key(compare.body(_longest(node))), Cluster(node.profile.kind)).add([node])
    return _with_short_ones(by_key, compare)


def _longest(node: Node) -> str:
    return min((form for form, _ in node.profile.forms), key=lambda form: (-len(form.split()), form))


def _with_short_ones(by_key: dict[str, Cluster], compare: Comparer) -> list[Cluster]:
    """Long names first, so that a short one finds all that it may be short for."""
    blocks: dict[str, list[str]] = defaultdict(list)
    kept: dict[str, Cluster] = {}
    for key in sorted(by_key, key=lambda k: (-len(k.split()), -len(k), k)):
        own = {block for form in by_key[key].forms for block in _blocks(compare.body(form))}
        homes = {home for block in own for home in blocks.get(block, []) if home in kept}
        fitting = sorted(h for h in homes if _fits(by_key[key], kept[h], compare))
        same = [home for home in fitting if body_fit(home, key) is BodyFit.SAME]
        if len(same or fitting) == 1:
            home = (same or fitting)[0]
            kept[home].add(by_key[key].nodes)
        else:
            kept[key] = by_key[key]
            home = key
        for block in own:
            if home not in blocks[block]:
                blocks[block].append(home)
    return list(kept.values())


def _fits(short: Cluster, long: Cluster, compare: Comparer) -> bool:
    if short.documents & long.documents:
        return False
    mine, theirs = [compare.body(form) for form in short.forms], [compare.body(form) for form in long.forms]
    return any(body_fit(a, b) is not BodyFit.NONE for a in mine for b in theirs)


def _blocks(form: str) -> set[str]:
    """Every word that tells something, and the initials with and without each part that an acronym may leave out."""
    words = body_key(form).split()
    telling = {word for word in words if word not in lexicon.body_words()} or set(words)
    return telling | _initials(words) | _initials(words_of(form))


def _initials(words: Sequence[str]) -> set[str]:
    big = [word for word in words if word not in ("of", "the", "and", "for", "in", "on")]
    return {"".join(word[0] for word in some[start:]) for some in (words, big) for start in range(min(3, len(some)))}
