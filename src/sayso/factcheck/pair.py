"""A claim beside what is said: the words that both have, and those that only one has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from sayso.collate.lineup import Lineup, lined_up
from sayso.collate.tokens import Word, clause
from sayso.collate.wording import Wording
from sayso.factcheck.claimants import name_words, same_claimant
from sayso.factcheck.claims import Claim
from sayso.factcheck.said import Unit
from sayso.link.words import Token, stem
from sayso.spans import Span

__all__ = ["Pair", "Replaced", "clauses_with"]


class Replaced(NamedTuple):
    """Words that are said in place of others of the claim, and where those stand in it."""

    said: str
    claimed: str
    span: Span


@dataclass(frozen=True)
class Pair:
    """A claim and what is said, with what both have. Not slotted: most is never asked for."""

    unit: Unit
    claim: Claim

    @cached_property
    def same(self) -> bool | None:
        """Whether who speaks is who made the claim; None: not known."""
        return same_claimant(self.unit.speaker, self.claim.check.claimant)

    @cached_property
    def lineup(self) -> Lineup:
        """What is said and the claim, word against word; what is said is on the left."""
        return lined_up(self.unit.wording, self.claim.wording)

    @cached_property
    def clauses(self) -> tuple[tuple[int, int], ...]:
        """First and one past the last word of each clause of what is said that has a content word of the claim."""
        return clauses_with(self.lineup.left, self.lineup.to_right)

    @cached_property
    def own(self) -> frozenset[str]:
        """Stems that name who speaks: they are no part of the claim."""
        speaker = self.unit.speaker
        mine = name_words([speaker.name, *speaker.aliases]) if speaker is not None and self.same is not False else ()
        named = self.claim.claimants | frozenset(mine)
        return frozenset(token.stem for token in self.claim.words if token.lower in named)

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the claim that must be found."""
        return self.claim.stems - self.own - self.context

    @cached_property
    def context(self) -> frozenset[str]:
        """Names that the claim spells out and the article has elsewhere: where, and of whom, one speaks."""
        return (self.names & self.unit.article.stems) - self.own - self.unit.stems

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the claim; a first word is one where the article knows it as one."""
        return self.claim.names | (self.claim.capital & self.unit.article.names)

    @cached_property
    def shared(self) -> frozenset[str]:
        """Stems of the claim that are said: as they stand, or in other dress at the same place."""
        dressed = {
            token.stem for token in self.claim.words if token.stem not in self.unit.stems and self._aligned(token)
        }
        return (self.content & self.unit.stems) | (self.content & dressed)

    @property
    def held(self) -> float:
        """Share of the claim that is said."""
        return len(self.shared) / len(self.content) if self.content else 0.0

    @cached_property
    def covered(self) -> float:
        """Share of what is said, from the first to the last word of the claim in it, that the claim has."""
        said = [token for token in self.unit.words if token.stem]
        places = [i for i, token in enumerate(said) if token.stem in self.claim.stems or self._met(token)]
        if not places:
            return 0.0
        window = said[places[0] : places[-1] + 1]
        speaking = name_words([self.unit.speaker.name]) if self.unit.speaker is not None else frozenset()
        needed = {token.stem for token in window if token.lower not in speaking or token.stem in self.claim.stems}
        met = {said[i].stem for i in places}
        return len(needed & met) / len(needed) if needed else 0.0

    @cached_property
    def missing(self) -> tuple[Token, ...]:
        """Words of the claim that are not said."""
        rest = self.content - self.shared
        return tuple(token for token in self.claim.words if token.stem in rest)

    @cached_property
    def replaced(self) -> tuple[Replaced, ...]:
        """Where other words are said at the same place."""
        left, right = self.lineup.left, self.lineup.right
        found = []
        for part in self.lineup.segments:
            theirs = self._open(right.words[part.right : part.right_end])
            ours = [word for word in left.words[part.left : part.left_end] if not word.function and not self._has(word)]
            if theirs and ours:
                span = Span(theirs[0].start, theirs[-1].end)
                found.append(Replaced(_said(left.text, ours), _said(right.text, theirs), span))
        return tuple(found)

    @property
    def otherwise(self) -> tuple[Token, ...]:
        """The claim's words in whose place others are said."""
        return tuple(word for word in self.missing if any(other.span.overlaps(word.span) for other in self.replaced))

    @cached_property
    def days_apart(self) -> int | None:
        """Days between the article and the claim, or where its day is not told its check; None: not known."""
        check = self.claim.check
        days = [_day(self.unit.document.published), _day(check.claimed or check.published)]
        return abs((days[0] - days[1]).days) if days[0] is not None and days[1] is not None else None

    def _open(self, words: Sequence[Word]) -> list[Word]:
        starts = {token.span.start for token in self.missing}
        return [word for word in words if any(word.start <= start < word.end for start in starts)]

    def _has(self, word: Word) -> bool:
        return stem(word.text.casefold()[:100]) in self.claim.stems

    def _aligned(self, token: Token) -> bool:
        """Whether the lineup has the claim's word matched: by another form, spelling or a synonym."""
        return _matched(self.lineup.right, self.lineup.to_left, token)

    def _met(self, token: Token) -> bool:
        return _matched(self.lineup.left, self.lineup.to_right, token)


def clauses_with(reading: Wording, matched: Sequence[int | None]) -> tuple[tuple[int, int], ...]:
    """The clauses of a reading that have a content word which is matched in the other."""
    both = (i for i, other in enumerate(matched) if other is not None and not reading.words[i].function)
    return tuple(sorted({clause(reading.words, i) for i in both}))


def _matched(reading: Wording, others: Sequence[int | None], token: Token) -> bool:
    at = token.span.start
    words = zip(reading.words, others, strict=True)
    return any(other is not None for word, other in words if word.start <= at < word.end)


def _said(text: str, words: Sequence[Word]) -> str:
    return " ".join(Span(words[0].start, words[-1].end).of(text).split())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:  # a month, or what an article tells in its own way
        return None
