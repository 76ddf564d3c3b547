"""What others find of the same copies: MinHash with locality-sensitive hashing, at the settings of their handbooks.

Neither is a dependency: whoever is not installed is left out.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Sequence

__all__ = ["THRESHOLDS", "Pair", "found_by_others"]

Pair = tuple[int, int]
"""Two texts by their places."""
THRESHOLDS = (0.5, 0.3)
"""Jaccard similarity from which a pair counts: the usual one, and one that is lowered for cut texts."""
_PERMUTATIONS, _SHINGLE_WORDS, _SEED = 128, 5, 1
_BANDS = {0.5: 32, 0.3: 64}
"""rensa is told its bands: the most of a divisor of the permutations whose steepest rise is below the threshold."""


def found_by_others() -> Iterator[tuple[str, Callable[[Sequence[str]], set[Pair]]]]:
    """Each tool that is installed, by name, with what finds the pairs among texts."""
    for name, pairs in (("datasketch", _datasketch), ("rensa", _rensa)):
        if importlib.util.find_spec(name):
            for threshold in THRESHOLDS:
                yield f"{name}, Jaccard >= {threshold}", lambda texts, p=pairs, t=threshold: p(texts, t)  # type: ignore[misc]


def _shingles(text: str) -> set[str]:
    words = text.casefold().split()
    return {" ".join(words[i : i + _SHINGLE_WORDS]) for i in range(max(1, len(words) - _SHINGLE_WORDS + 1))}


def _datasketch(texts: Sequence[str], threshold: float) -> set[Pair]:
    from datasketch import MinHash, MinHashLSH

    prints = []
    for text in texts:
        prints.append(MinHash(num_perm=_PERMUTATIONS, seed=_SEED))
        prints[-1].update_batch([shingle.encode() for shingle in _shingles(text)])
    index = MinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS)
    for place, one in enumerate(prints):
        index.insert(place, one)
    near = ((place, other) for place, one in enumerate(prints) for other in index.query(one) if place < other)
    return {(a, b) for a, b in near if prints[a].jaccard(prints[b]) >= threshold}


def _rensa(texts: Sequence[str], threshold: float) -> set[Pair]:
    from rensa import RMinHash, RMinHashLSH

    prints = []
    for text in texts:
        prints.append(RMinHash(num_perm=_PERMUTATIONS, seed=_SEED))
        prints[-1].update(sorted(_shingles(text)))
    index = RMinHashLSH(threshold=threshold, num_perm=_PERMUTATIONS, num_bands=_BANDS[threshold])
    for place, one in enumerate(prints):
        index.insert(place, one)
    near = ((place, other) for place, one in enumerate(prints) for other in index.query(one) if place < other)
    return {(a, b) for a, b in near if prints[a].jaccard(prints[b]) >= threshold}
