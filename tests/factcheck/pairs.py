"""The table of ``pairs.toml``: each row as an article with one statement, and a fact-check."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from sayso.factcheck.claims import Claim
from sayso.factcheck.deciding import Match, Meaning, decided
from sayso.factcheck.said import units
from sayso.records import Act, Document, FactCheck, Kind, Speaker, Statement
from sayso.spans import Span, identity
from tests.articles import paragraphs_of

__all__ = ["PAIRS", "Pair", "article_of", "best", "check_of"]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row; the defaults are what a row need not tell."""

    why: str
    same: bool
    said: str
    claim: str
    speaker: str | None = None
    claimant: str | None = None
    act: str = "said"
    around: str = ""
    day: str = "2031-03-12"
    claimed: str = "2031-03-10"


PAIRS = {
    name: tuple(Pair(**row) for row in rows)
    for name, rows in tomllib.loads((Path(__file__).parent / "pairs.toml").read_text("utf-8")).items()
}


def article_of(pair: Pair) -> tuple[Document, Statement]:
    """An article in which the words are said, and the statement."""
    text = f"{pair.around and f'{pair.around}. '}“{pair.said}” said {pair.speaker or 'somebody'}."
    at = text.index(f"“{pair.said}”") + 1
    article = Document("d", "d.txt", "Gazette", text, paragraphs_of(text), identity(len(text)), published=pair.day)
    speaker = Speaker("e", pair.speaker, 1.0, "printed") if pair.speaker else None
    content = (Span(at, at + len(pair.said)),)
    return article, Statement("s", "d", Kind.DIRECT, content, speaker=speaker, act=Act(pair.act))


def check_of(pair: Pair) -> FactCheck:
    """The fact-check of the claim."""
    return FactCheck("c", pair.claim, "Tide Check", "So", "https://tidecheck.example", pair.claimant, pair.claimed)


def best(pair: Pair, meaning: Meaning, min_score: float) -> Match | None:
    """The surest match of what is said, None where there is none."""
    article, statement = article_of(pair)
    claim = Claim.of(check_of(pair))
    found = (decided(unit, claim, meaning) for unit in units([statement], [article], []))
    matches = [match for match in found if isinstance(match, Match) and match.score >= min_score]
    return max(matches, key=lambda match: match.score, default=None)
