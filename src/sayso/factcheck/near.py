"""Those parts of what is said that stand near the words of a claim: its clauses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.collate.polarity import negators
from sayso.collate.tokens import Word
from sayso.collate.wording import Wording
from sayso.factcheck.pair import Pair, clauses_with
from sayso.spans import Span

__all__ = ["negations", "norms", "stems_near", "words_near"]


def words_near(pair: Pair) -> list[Word]:
    """The words of what is said in clauses that have a content word of the claim."""
    words = pair.lineup.left.words
    return [word for first, last in pair.clauses for word in words[first:last]]


def stems_near(pair: Pair) -> frozenset[str]:
    """Their stems."""
    words = pair.lineup.left.words
    bounds = [Span(words[first].start, words[last - 1].end) for first, last in pair.clauses]
    return frozenset(token.stem for token in pair.unit.words if any(near.contains(token.span) for near in bounds))


def norms(words: Iterable[Word]) -> frozenset[str]:
    """The words as they are compared."""
    return frozenset(word.norm for word in words)


def negations(reading: Wording, matched: Sequence[int | None]) -> int:
    """How often the clauses negate that have a content word of the other reading."""
    return sum(len(negators(reading.words[first:last])) for first, last in clauses_with(reading, matched))
