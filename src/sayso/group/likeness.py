"""How alike two articles are in what they are about: the cosine of their words, each weighted by its rarity."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.group.words import rarity, text_of, words
from sayso.records import Document

__all__ = ["Subject", "likenesses", "subjects"]

_HEAVIEST = 60
"""Words of an article that propose pairs."""
_MIN_SHARED = 2
"""How many of them a pair must share: one name in common makes no event."""
_MAX_HOLDERS = 500
"""A word that is heavy in more articles than this proposes none: pairs would grow with the square."""
_USUAL_WORDS = 300
_LENGTH_POWER = 0.3
"""Long articles share words by chance: likeness falls with the shorter one's length to this power, and is as it is at
the usual length. Without it no one threshold holds for 30 words (ECB+) and for 800 (NewsWCL50)."""
_LENGTH_FACTORS = (0.6, 1.5)

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """What an article is about: weights of its words, as a vector of length 1, and how many words it has."""

    weights: Mapping[str, float]
    length: int


def subjects(documents: Sequence[Document]) -> dict[str, Subject]:
    """The subject of each document, by id."""
    counted = {document.id: Counter(words(text_of(document))) for document in documents}
    rare = rarity(Counter(word for counts in counted.values() for word in counts), len(counted))
    return {key: _subject(counts, rare) for key, counts in sorted(counted.items())}


def likenesses(found: Mapping[str, Subject]) -> dict[Pair, float]:
    """How alike (0..1) the pairs are that share heavy words; pairs that are missing are not alike."""
    return {pair: _likeness(found[pair[0]], found[pair[1]]) for pair in sorted(_proposed(found))}


def _subject(counts: Counter[str], rare: Mapping[str, float]) -> Subject:
    weights = {word: (1 + math.log(counts[word])) * max(0.0, rare[word]) for word in sorted(counts)}
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values())) or 1.0
    return Subject({word: weight / length for word, weight in weights.items()}, counts.total())


def _proposed(found: Mapping[str, Subject]) -> set[Pair]:
    holders: dict[str, list[str]] = defaultdict(list)
    for key, subject in sorted(found.items()):
        for word in sorted(subject.weights, key=lambda w: (-subject.weights[w], w))[:_HEAVIEST]:
            holders[word].append(key)
    shared: Counter[Pair] = Counter()
    for held in holders.values():
        if len(held) <= _MAX_HOLDERS:
            shared.update(combinations(held, 2))
    return {pair for pair, count in shared.items() if count >= _MIN_SHARED}


def _likeness(left: Subject, right: Subject) -> float:
    few, many = sorted((left.weights, right.weights), key=len)
    # fsum gives the same digits in any order of the terms.
    cosine = math.fsum(weight * many[word] for word, weight in few.items() if word in many)
    low, high = _LENGTH_FACTORS
    factor = (_USUAL_WORDS / max(1, min(left.length, right.length))) ** _LENGTH_POWER
    return round(min(1.0, cosine * min(high, max(low, float(factor)))), 4)
