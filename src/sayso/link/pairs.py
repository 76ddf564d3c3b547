"""Which statements are looked at together: candidate pairs of different articles of one story."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from sayso.link.wording import Wording

__all__ = ["candidates"]

_MIN_SHARED = 2
"""Content stems that a pair must share. With one, half of all pairs are candidates; rare words alone lose a third."""
_ALIKE = 0.55
"""Cosine of embeddings from which a pair is looked at whatever its words: a retelling as from another translation."""
_MAX_HOLDERS = 400
"""A stem in more statements than this proposes no pairs: it tells nothing and its pairs grow with the square."""
_MAX_EMBEDDED = 3_000
"""In stories with more statements than this the words alone propose, since embeddings compare all with all."""


def candidates(wordings: Sequence[Wording]) -> tuple[tuple[int, int], ...]:
    """Index pairs (left < right), sorted: two content stems in common, one where that is all, or alike in meaning."""
    pairs = {pair for pair, shared in _sharing(wordings).items() if shared >= _needed(wordings, pair)}
    pairs |= set(_alike(wordings)) if len(wordings) <= _MAX_EMBEDDED else set()
    return tuple(sorted(pairs))


def _needed(wordings: Sequence[Wording], pair: tuple[int, int]) -> int:
    # “Never,” he said: nothing more can be shared.
    return min(_MIN_SHARED, *(max(1, len(wordings[i].stems)) for i in pair))


def _sharing(wordings: Sequence[Wording]) -> Mapping[tuple[int, int], int]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, wording in enumerate(wordings):
        for word in wording.stems:
            holders[word].append(i)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if len(held) <= _MAX_HOLDERS:
            shared.update(_across(wordings, held))
    return shared


def _across(wordings: Sequence[Wording], held: Sequence[int]) -> Iterator[tuple[int, int]]:
    for i, j in combinations(held, 2):
        if wordings[i].statement.document != wordings[j].statement.document:
            yield i, j


def _alike(wordings: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    if len(wordings) < 2:
        return
    rows = np.stack([wording.row for wording in wordings])
    cosines = np.round(rows @ rows.T, 3)
    for i, j in np.argwhere(np.triu(cosines >= _ALIKE, 1)).tolist():
        if wordings[i].statement.document != wordings[j].statement.document:
            yield i, j
