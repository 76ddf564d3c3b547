"""Published fact-checks, and the statements that make their claims."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.stories import Passage

__all__ = [
    "FactCheck",
    "FactCheckLink",
    "FactChecks",
    "Flaw",
    "Flawed",
]


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A fact-check that others published (schema.org's ClaimReview). sayso rates nothing and repeats what stands there.

    ``rating`` is in the publisher's words. ``url`` is http or https. ``claimant`` made the ``claim`` on the day
    ``claimed``; the fact-check came out on the day ``published``, both ISO 8601. ``language`` is ISO 639. None means
    that the fact-check does not tell.
    """

    id: str
    claim: str
    publisher: str
    rating: str
    url: str
    claimant: str | None = None
    claimed: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FactCheckLink:
    """Why a statement makes the claim of a fact-check: score 0..1, a readable reason, and the words that show it."""

    statement: str
    fact_check: str
    score: float
    because: str
    passage: Passage


class Flaw(StrEnum):
    """Why a published fact-check can't be used: a closed set, so that they can be counted."""

    NO_CLAIM = "no claim"
    NO_RATING = "no rating"
    NO_PUBLISHER = "no publisher"
    NO_LINK = "no web address"
    TOO_LONG = "too long"  # a claim, name, rating or address that is none
    TOO_LARGE = "too large"  # a record of its own that no fact-check comes near
    TOO_DEEP = "too deep"  # JSON nested beyond what can be read
    NOT_JSON = "not JSON"


@dataclass(frozen=True, slots=True)
class Flawed:
    """Fact-checks that can't be used for one and the same reason; ``first`` says which is the first of them."""

    flaw: Flaw
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class FactChecks:
    """What a file of published fact-checks gave: ``read`` of them could be used, ``linked`` are those with a link.

    ``other_languages`` of those read are in a language that sayso does not compare. ``links`` are in the order of the
    statements, the surest first. ``sha256`` is the digest of the file.
    """

    uri: str
    sha256: str
    read: int
    other_languages: int
    flawed: tuple[Flawed, ...]
    linked: tuple[FactCheck, ...]
    links: tuple[FactCheckLink, ...]
