"""Whether what is said is a claim that was checked, how sure, and why. Few and right beats many.

Words in common propose, and nothing may speak against it (``against``). An embedding never makes a link: it tells
"dropped" for "fallen" from "prison" for "lighthouse" where words differ, and proposes a retelling, which is then shown
as *possibly* the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final, NamedTuple

from sayso.factcheck.against import speaks_against
from sayso.factcheck.claims import Claim
from sayso.factcheck.doubts import open_points
from sayso.factcheck.figures import numbers_in_one
from sayso.factcheck.pair import Pair
from sayso.factcheck.said import Unit

__all__ = ["Match", "Meaning", "decided", "least_shared"]

Meaning = Callable[[str, str], float]
"""How close two texts are in meaning, -1..1."""

_MIN_CONTENT: Final = 3
"""Content stems of a claim under which its words are anybody's: "We will never forget"."""
_MIN_PROPOSED: Final = 0.4
"""Share of the claim's content stems that what is said must have to be looked at."""
_MIN_HELD: Final = 0.6
"""The same to be linked."""
_MIN_HELD_OF_NOBODY: Final = 0.8
"""And where it is not known that one and the same person speaks."""
_MIN_CONTENT_OF_NOBODY: Final = 4
_OF_NOBODY: Final = 0.9
_PER_CONTEXT: Final = 0.03
"""What a name costs that the claim has, and the article elsewhere: "Veldania has planted" for "we have planted"."""
_MIN_LIKE: Final = 0.65
"""Closeness of meaning under which other words at the same place are no other words for the same: workers and employees
have 0.85, district and area 0.83, fallen and dropped 0.70; doctors and nurses 0.58, lighthouse and prison 0.30."""
_LIKE: Final = 0.7
"""What such words count, of a word that is the same."""
_ONE_SENSE: Final = 0.8
"""Closeness of meaning that only retellings reach, and antonyms and swapped names: so all else is looked at first."""
_RETOLD: Final = 0.6
_NOT_SURE: Final = 0.79
"""The most that a link has in which anything is open: less than ``sure_score``."""


class Match(NamedTuple):
    """That a unit makes a claim: score 0..1, what speaks for it, and what is open."""

    unit: Unit
    claim: Claim
    score: float
    grounds: tuple[str, ...]
    doubts: tuple[str, ...]


def least_shared(claim: Claim) -> int:
    """How many content stems of the claim must be said to look at it at all; its names may stand elsewhere."""
    return max(_MIN_CONTENT - 1, math.ceil(_MIN_PROPOSED * (len(claim.stems) - len(claim.capital))))


def decided(unit: Unit, claim: Claim, meaning: Meaning) -> Match | str:
    """The match; or why there is none, in a few words."""
    pair = Pair(unit, claim)
    known = pair.same is True
    if len(pair.content) < (_MIN_CONTENT if known else _MIN_CONTENT_OF_NOBODY):
        return "too few words"
    if len(pair.content & unit.stems) < _MIN_PROPOSED * len(pair.content):
        return "too few words in common"
    against = speaks_against(pair)
    if against is not None:
        return against
    if any(meaning(other.said, other.claimed) < _MIN_LIKE for other in pair.replaced):
        return "other words"
    score = _by_words(pair) if pair.held >= _least_held(pair, known=known) else 0.0
    if known and score < _RETOLD and _retold(pair, meaning):
        score = _RETOLD
    doubts = open_points(pair)
    if not known and numbers_in_one(pair):
        return "a number in one only, and nobody known to speak"
    score = score * (1.0 if known else _OF_NOBODY) - _PER_CONTEXT * len(pair.context)
    return Match(unit, claim, round(min(score, _NOT_SURE) if doubts else score, 3), _grounds(pair), tuple(doubts))


def _least_held(pair: Pair, *, known: bool) -> float:
    """Of three words of content all must be said: two of them are anybody's."""
    if len(pair.content) == _MIN_CONTENT:
        return 1.0
    return _MIN_HELD if known else _MIN_HELD_OF_NOBODY


def _by_words(pair: Pair) -> float:
    """1.0 for the very words and no others between them; words that are alike count less than the same."""
    alike = _LIKE * len(pair.otherwise) / len(pair.missing) if pair.missing else 0.0
    held, covered = (share + (1 - share) * alike for share in (pair.held, pair.covered))
    return held * (1 + covered) / 2


def _retold(pair: Pair, meaning: Meaning) -> bool:
    said = " ".join(span.of(pair.unit.document.text) for span in pair.unit.content)
    return len(pair.shared) >= _MIN_CONTENT and meaning(said, pair.claim.check.claim) >= _ONE_SENSE


def _grounds(pair: Pair) -> tuple[str, ...]:
    who = pair.unit.speaker.name if pair.unit.speaker is not None else ""
    claimant = pair.claim.check.claimant
    if pair.same:
        speaker = f"same speaker ({who})"
    elif claimant is None:
        speaker = "the fact-check names nobody who claims it"
    else:
        speaker = f"the fact-check gives it to {claimant}, the article to {who or 'nobody by name'}"
    return f"{len(pair.shared)} of {len(pair.content)} content words of the claim are said", speaker
