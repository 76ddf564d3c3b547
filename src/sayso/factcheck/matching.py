"""Published fact-checks set against statements: which of them check a claim that is made there.

The way: ``reading`` gives the fact-checks one by one, ``said`` proposes, ``against`` and ``deciding`` judge. The trade
calls it claim matching (Shaar et al. 2020, "That is a Known Lie: Detecting Previously Fact-Checked Claims").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from sayso.config import FactCheckSettings
from sayso.encode import default_encoder, encoded
from sayso.factcheck.claims import Claim
from sayso.factcheck.deciding import Match, Meaning, decided, least_shared
from sayso.factcheck.reading import FactCheckFile
from sayso.factcheck.said import Index, units
from sayso.link import Encoder
from sayso.records import (
    Document,
    Entity,
    FactCheck,
    FactCheckLink,
    FactChecks,
    Passage,
    Statement,
)

__all__ = ["fact_checked", "meaning_of"]

_DEFAULTS: Final = FactCheckSettings()
_LANGUAGES: Final = (None, "en")
_MAX_LINKS: Final = 10
"""Fact-checks of one statement that are kept, the surest first."""
_WORD: Final = re.compile(r"\w+")
_FEWEST: Final = 2
"""Words of a claim that must stand in the articles at all."""


def fact_checked(
    file: FactCheckFile,
    statements: Sequence[Statement],
    documents: Iterable[Document],
    *,
    entities: Iterable[Entity] = (),
    settings: FactCheckSettings = _DEFAULTS,
    encoder: Encoder | None = None,
) -> FactChecks:
    """The fact-checks of the file that check what a statement claims, and the links; in the order of ``statements``.

    Raises UsageError where the file can't be used.
    """
    index = Index(units(statements, documents, entities))
    meaning = meaning_of(encoder)
    best: dict[str, list[Match]] = {}
    foreign = 0
    for check in file:
        if check.language not in _LANGUAGES:
            foreign += 1
            continue
        for match in _matches(check, index, meaning, settings.min_score):
            statement = match.unit.statement.id
            best[statement] = _surest([*best.get(statement, []), match])
    kept = [match for statement in statements for match in best.get(statement.id, [])]
    linked = {match.claim.check.id: match.claim.check for match in kept}
    return FactChecks(
        uri=file.uri,
        sha256=file.sha256,
        read=file.read,
        other_languages=foreign,
        flawed=file.flawed,
        linked=tuple(linked[key] for key in sorted(linked)),
        links=tuple(_link(match, settings.sure_score) for match in kept),
    )


def _matches(check: FactCheck, index: Index, meaning: Meaning, min_score: float) -> list[Match]:
    # Most claims of a feed share hardly a word with a story: those are passed over before their words are looked at.
    if len(index.vocabulary.intersection(_WORD.findall(check.claim.casefold()))) < _FEWEST:
        return []
    claim = Claim.of(check)
    if claim.is_article:
        return []
    found = (decided(unit, claim, meaning) for unit in index.candidates(claim.stems, least_shared(claim)))
    return [match for match in found if isinstance(match, Match) and match.score >= min_score]


def _surest(found: Iterable[Match]) -> list[Match]:
    """Those that are kept of one statement, each fact-check once, by its first and surest sentence."""
    once: dict[str, Match] = {}
    for match in sorted(found, key=lambda one: (-one.score, one.claim.check.id, one.unit.place)):
        once.setdefault(match.claim.check.id, match)
    return list(once.values())[:_MAX_LINKS]


def _link(match: Match, sure_score: float) -> FactCheckLink:
    sure = "" if match.score >= sure_score else "possibly the same claim: "
    doubts = f"; open: {'; '.join(match.doubts)}" if match.doubts else ""
    return FactCheckLink(
        statement=match.unit.statement.id,
        fact_check=match.claim.check.id,
        score=match.score,
        because=f"{sure}{', '.join(match.grounds)}{doubts}",
        passage=Passage(match.unit.document.id, match.unit.span),
    )


def meaning_of(encoder: Encoder | None) -> Meaning:
    """How close two texts are; the encoder is loaded when it is first asked."""

    def meaning(left: str, right: str) -> float:
        rows = encoded((left, right), encoder or default_encoder())
        return round(float(rows[left] @ rows[right]), 3)

    return meaning
