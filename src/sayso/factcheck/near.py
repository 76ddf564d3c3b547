"""Those parts of what is said that stand near the words of a claim: its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.collate.polarity import negators
from sayso.collate.tokens import Word, clause
from sayso.collate.wording import Wording
from sayso.factcheck.pair import Pair
from sayso.spans import Span

__all__ = ["clauses_near", "negations", "norms", "stems_near", "words_near"]


def clauses_near(pair: Pair) -> list[tuple[int, int]]:
    """First and one past the last word of each clause of what is said that has a content word of the claim."""
    return _clauses(pair.lineup.left, pair.lineup.to_right)


def words_near(pair: Pair) -> list[Word]:
    """The words of these clauses."""
    words = pair.lineup.left.words
    return [word for first, last in clauses_near(pair) for word in words[first:last]]


def stems_near(pair: Pair) -> frozenset[str]:
    """Their stems."""
    words = pair.lineup.left.words
    bounds = [Span(words[first].start, words[last - 1].end) for first, last in clauses_near(pair)]
    return frozenset(token.stem for token in pair.said if any(near.contains(token.span) for near in bounds))


def norms(words: Iterable[Word]) -> frozenset[str]:
    """The words as they are compared."""
    return frozenset(word.norm for word in words)


def negations(reading: Wording, matched: Sequence[int | None]) -> int:
    """How often the clauses negate that have a content word of the other reading."""
    return sum(len(negators(reading.words[first:last])) for first, last in _clauses(reading, matched))


def _clauses(reading: Wording, matched: Sequence[int | None]) -> list[tuple[int, int]]:
    both = (i for i, other in enumerate(matched) if other is not None and not reading.words[i].function)
    return sorted({clause(reading.words, i) for i in both})
