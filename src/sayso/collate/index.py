"""The sentences of a story's articles by their stems, made once, to find where similar words stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.collate.numerals import merged
from sayso.collate.tokens import sentences, tokenise
from sayso.records import Document
from sayso.spans import Span

__all__ = ["Index", "Similar", "Weights", "indexed", "similar", "stems", "weights"]

_MIN_SHARED = 4
"""Content stems that two passages must share to be called similar; fewer meet by chance."""
_FEWEST = 3
"""Content stems of the shortest passage that is looked for: all of them must be there."""


class Similar(NamedTuple):
    """A passage like another: the share (0..1) of the other's words, by weight, that stand in ``span``."""

    share: float
    span: Span


@dataclass(frozen=True, slots=True)
class Index:
    """The sentences of one article, which paragraph each is in, and the sentences that each stem stands in."""

    sentences: tuple[Span, ...]
    paragraphs: tuple[int, ...]
    stems: tuple[frozenset[str], ...]
    postings: dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Weights:
    """How rare a stem is among the sentences of the story, 0..1; 1 for one that stands in none."""

    counts: dict[str, int]
    total: int

    def of(self, stem: str) -> float:
        """ln(1 + N/n) / ln(1 + N) for a stem that stands in n of N sentences."""
        return math.log1p(self.total / max(1, self.counts.get(stem, 1))) / math.log1p(max(1, self.total))


def indexed(document: Document) -> Index:
    """The article's sentences, paragraph by paragraph; what is set aside is not among them."""
    spans = [
        (number, sentence)
        for number, paragraph in enumerate(document.paragraphs)
        for sentence in sentences(document.text, paragraph.span)
    ]
    rows = tuple(stems(document.text, [span]) for _, span in spans)
    postings: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        for stem in sorted(row):
            postings.setdefault(stem, []).append(number)
    return Index(
        tuple(span for _, span in spans),
        tuple(number for number, _ in spans),
        rows,
        {stem: tuple(numbers) for stem, numbers in postings.items()},
    )


def stems(text: str, spans: Iterable[Span]) -> frozenset[str]:
    """The stems of the words that carry sense."""
    return frozenset(word.stem for word in merged(tokenise(text, spans), text) if not word.function)


def weights(indexes: Iterable[Index]) -> Weights:
    """Rarity over all articles of the story."""
    counts: Counter[str] = Counter()
    total = 0
    for index in indexes:
        total += len(index.sentences)
        for row in index.stems:
            counts.update(row)
    return Weights(dict(counts), total)


def similar(index: Index, wanted: frozenset[str], weigh: Weights, *, apart_from: Sequence[Span] = ()) -> Similar | None:
    """The window of one or two sentences that holds most of the ``wanted`` stems; None where too few are shared.

    Sentences that lie in ``apart_from`` are passed over.
    """
    total = sum(weigh.of(stem) for stem in sorted(wanted))
    if len(wanted) < _FEWEST or not total:
        return None
    enough = min(_MIN_SHARED, len(wanted))
    held: dict[int, float] = {}
    for stem in sorted(wanted):
        for number in index.postings.get(stem, ()):
            held[number] = held.get(number, 0.0) + weigh.of(stem)
    best: Similar | None = None
    for number in sorted(held):
        if any(span.overlaps(index.sentences[number]) for span in apart_from):
            continue
        for window in _windows(index, number, apart_from):
            both = frozenset.union(*(index.stems[k] for k in window)) & wanted
            share = sum(weigh.of(stem) for stem in sorted(both)) / total
            if len(both) >= enough and (best is None or share > best.share + 0.05 * (len(window) - 1)):
                best = Similar(share, Span(index.sentences[window[0]].start, index.sentences[window[-1]].end))
    return best


def _windows(index: Index, number: int, apart_from: Sequence[Span]) -> list[tuple[int, ...]]:
    after = number + 1
    together = (
        after < len(index.sentences)
        and index.paragraphs[after] == index.paragraphs[number]
        and not any(span.overlaps(index.sentences[after]) for span in apart_from)
    )
    return [(number,), (number, after)] if together else [(number,)]
