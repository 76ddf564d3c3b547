"""Which statements are looked at together: candidate pairs of different articles of one story.

By their words, or because each is by far the nearest to the other in meaning: so two translations of one sentence meet,
though they may not share a word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from sayso.link.wording import Row, Wording

__all__ = ["candidates", "nearest"]

_MIN_SHARED = 2
"""Content stems that a pair must share. With one, half of all pairs are candidates; rare words alone lose a third."""
_ALIKE = 0.55
"""Cosine of embeddings from which a pair is looked at whatever its words: a retelling as from another translation."""
_NEAR, _BY_FAR = 0.4, 0.1
"""Cosine from which a pair may be a retelling, and by how much either side's next nearest must be farther.

Where the speaker is one and nothing speaks against it, 39 of 44 such pairs of links_dev are one utterance
(``benchmarks.quality.links -v``); with a higher cosine and no margin fewer are.
"""
_RIVALS = 5
"""Statements that either article must have: among two or three, to be the nearest tells nothing."""
_MAX_HOLDERS = 400
"""A stem in more statements than this proposes no pairs: it tells nothing and its pairs grow with the square."""
_MAX_EMBEDDED = 3_000
"""In stories with more statements than this the words alone propose, since embeddings compare all with all."""


def candidates(wordings: Sequence[Wording]) -> tuple[tuple[int, int], ...]:
    """Index pairs (left < right), sorted: two content stems in common, one where that is all, or alike in meaning."""
    pairs = {pair for pair, shared in _sharing(wordings).items() if shared >= _needed(wordings, pair)}
    pairs |= set(_alike(wordings)) if len(wordings) <= _MAX_EMBEDDED else set()
    return tuple(sorted(pairs))


def nearest(wordings: Sequence[Wording]) -> dict[tuple[int, int], float]:
    """Index pairs (left < right) that are each the other's nearest in meaning between their articles, by far.

    The value is by how much the cosine falls to the next nearest of either, 0..1.
    """
    found: dict[tuple[int, int], float] = {}
    if 2 <= len(wordings) <= _MAX_EMBEDDED:
        rows = np.stack([wording.row for wording in wordings])
        of: dict[str, list[int]] = defaultdict(list)
        for i, wording in enumerate(wordings):
            of[wording.statement.document].append(i)
        for one, other in combinations(sorted(of), 2):
            found |= _mutual(np.round(rows[of[one]] @ rows[of[other]].T, 3), of[one], of[other])
    return found


def _mutual(cosines: Row, lefts: Sequence[int], rights: Sequence[int]) -> dict[tuple[int, int], float]:
    found: dict[tuple[int, int], float] = {}
    if min(cosines.shape) < _RIVALS:
        return found
    for i, j in enumerate(cosines.argmax(axis=1).tolist()):
        here = cosines[i, j]
        others = np.concatenate([np.delete(cosines[i], j), np.delete(cosines[:, j], i)])
        margin = round(float(here - others.max(initial=0.0)), 3)
        if here >= _NEAR and margin >= _BY_FAR:
            found[min(lefts[i], rights[j]), max(lefts[i], rights[j])] = margin
    return found


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
