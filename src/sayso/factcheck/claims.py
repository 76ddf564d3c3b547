"""A fact-checked claim made ready to be set against what is said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sayso.collate.wording import Wording, prepared
from sayso.factcheck.claimants import name_words
from sayso.link.words import Token, tokens
from sayso.records import Document, FactCheck, Kind
from sayso.spans import Span, identity

__all__ = ["Claim"]

_TITLE_CASE: Final = 0.7
"""Share of capitals among the words of content from which capitals mark no names: "Tosk Says Tram Cost 600 Million"."""
_FEW: Final = 3
_MAX_STEMS: Final = 60
"""Content stems of a claim; what has more is an article."""


@dataclass(frozen=True)
class Claim:
    """The claim of a fact-check with its words. Not slotted: what few claims need is worked out when it is asked."""

    check: FactCheck
    all_words: tuple[Token, ...]

    @classmethod
    def of(cls, check: FactCheck) -> Claim:
        """The claim with its words."""
        return cls(check, tokens(check.claim, Span(0, len(check.claim))))

    @cached_property
    def words(self) -> tuple[Token, ...]:
        """Those that carry content."""
        return tuple(token for token in self.all_words if token.stem)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The content stems."""
        return frozenset(token.stem for token in self.words)

    @property
    def is_article(self) -> bool:
        """Whether it is too long for a claim."""
        return len(self.stems) > _MAX_STEMS

    @cached_property
    def names(self) -> frozenset[str]:
        """The stems that stand capitalised in mid-sentence, but for headlines in which all do."""
        letters = frozenset(token.stem for token in self.words if not token.stem[0].isdigit())
        if len(self.capital) > _TITLE_CASE * len(letters) and len(letters) > _FEW:
            return frozenset()
        return frozenset(token.stem for token in self.words if token.name)

    @cached_property
    def capital(self) -> frozenset[str]:
        """The stems that stand capitalised, be it as a first word."""
        return frozenset(token.stem for token in self.words if self.check.claim[token.span.start].isupper())

    @cached_property
    def claimants(self) -> frozenset[str]:
        """The words of the claimant's name and titles."""
        return name_words([self.check.claimant])

    @cached_property
    def wording(self) -> Wording:
        """The claim as collation sees a reading, on the day it was made, or checked."""
        text = self.check.claim
        day = self.check.claimed or self.check.published
        page = Document(
            self.check.id, self.check.url, self.check.publisher, text, (), identity(len(text)), published=day
        )
        return prepared(page, [Span(0, len(text))], Kind.INDIRECT)
