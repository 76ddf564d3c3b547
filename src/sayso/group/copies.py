"""Copies: how much of one article's wording stands in another.

Shingles are runs of words, hashed. An eighth of them, chosen by their hash and so the same ones in every article, find
the pairs; both containments are then counted over all. Jaccard similarity would miss most real reuse: a wire text
inside a longer article is a small share of the union, and contained to 1.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from sayso.group.words import narration, text_of, words
from sayso.records import Copy, Document

__all__ = ["copies", "origins"]

_SHINGLE_WORDS = 4
"""Words in a run. Five lose more to scanning errors; three make a common phrase look like a copy."""
_SAMPLED = 8
"""One shingle in this many proposes pairs."""
_MAX_HOLDERS = 200
"""A sampled shingle in more articles is boilerplate and proposes nothing; copies share others."""
_NEARLY = 0.5
"""Part of the needed share that the sample must show for all to be counted: the sample of a short text is rough."""
_MIN_NARRATION = 24
"""Shingles outside quotation marks from which an outlet's own words can be judged."""
_OWN_SHARE = 0.5
"""Part of the needed share that the words outside quotation marks must reach. In 36 pairs of independent reports of one
event at most 8 % of these words were shared, while with the quotations it was up to 30 %."""

Hashes = npt.NDArray[np.uint64]


def copies(documents: Sequence[Document], min_share: float) -> tuple[Copy, ...]:
    """The pairs of which one stands to at least ``min_share`` in the other, sorted; ``left`` < ``right``.

    Quotations do not make a copy: two reporters in one room print the same sentences of a speaker. So the words outside
    quotation marks must be shared too, where there are enough of them.
    """
    by_id = {document.id: document for document in documents}
    shingles = {key: _shingles(words(text_of(by_id[key]))) for key in sorted(by_id)}
    own: dict[str, Hashes] = {}
    found = []
    for left, right in _proposed(shingles, min_share * _NEARLY):
        shares = _shares(shingles[left], shingles[right])
        if max(shares) >= min_share and _own_words_too(by_id[left], by_id[right], own, min_share * _OWN_SHARE):
            found.append(Copy(left, right, *shares))
    return tuple(found)


def origins(documents: Iterable[str], found: Sequence[Copy], min_share: float) -> tuple[tuple[str, ...], ...]:
    """The documents, each with those that it shares ``min_share`` of its text or of theirs with: one witness a group.

    Sorted. A round-up that holds two whole texts joins them, since it can't be told who copied whom.
    """
    group_of: dict[str, tuple[str, ...]] = {document: (document,) for document in documents}
    for copy in found:
        if max(copy.left_in_right, copy.right_in_left) >= min_share:
            group = tuple(sorted({*group_of[copy.left], *group_of[copy.right]}))
            group_of.update(dict.fromkeys(group, group))
    return tuple(sorted(set(group_of.values())))


def _shingles(found: Sequence[str]) -> Hashes:
    """Distinct hashes of all runs of words, sorted; of the whole where the text is shorter than a run."""
    hashes = np.array([_hash(word) for word in found], dtype=np.uint64)
    length = min(_SHINGLE_WORDS, len(hashes))
    if not length:
        return hashes
    runs = np.zeros(len(hashes) - length + 1, dtype=np.uint64)
    for offset in range(length):
        # An odd multiplier keeps every bit of what was there; order matters, so "a b" and "b a" differ.
        runs = runs * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + len(runs)]
    runs ^= runs >> np.uint64(29)
    return np.unique(runs * np.uint64(0xBF58476D1CE4E5B9) >> np.uint64(3))


@lru_cache(maxsize=1 << 16)
def _hash(word: str) -> int:
    """Our own, since Python's differs from run to run and an engine's from another's."""
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _proposed(shingles: Mapping[str, Hashes], min_share: float) -> list[tuple[str, str]]:
    """The pairs of which the sample of one stands to ``min_share`` in the other's, sorted."""
    samples = {key: found[found % np.uint64(_SAMPLED) == 0].tolist() for key, found in shingles.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for key, sample in samples.items():
        for shingle in sample:
            holders[shingle].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= _MAX_HOLDERS:
            shared.update(combinations(held, 2))
    return sorted(
        (left, right)
        for (left, right), count in shared.items()
        if count >= min_share * min(len(samples[left]), len(samples[right]))
    )


def _own_words_too(left: Document, right: Document, known: dict[str, Hashes], min_share: float) -> bool:
    for document in (left, right):
        if document.id not in known:
            known[document.id] = _shingles(words(narration(text_of(document))))
    ours, theirs = known[left.id], known[right.id]
    return min(len(ours), len(theirs)) < _MIN_NARRATION or max(_shares(ours, theirs)) >= min_share


def _shares(left: Hashes, right: Hashes) -> tuple[float, float]:
    """How much of each stands in the other."""
    shared = len(np.intersect1d(left, right, assume_unique=True))
    return round(shared / max(1, len(left)), 3), round(shared / max(1, len(right)), 3)
