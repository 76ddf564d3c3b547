"""What stays open between a claim and what is said: a link that has any is only possible, and tells it."""

from __future__ import annotations

from typing import Final

from sayso.collate.lineup import Found
from sayso.collate.wording import Wording
from sayso.factcheck.against import told_apart
from sayso.factcheck.figures import numbers_in_one
from sayso.factcheck.lexicon import listed
from sayso.factcheck.near import norms, words_near
from sayso.factcheck.pair import Pair
from sayso.records import Change

__all__ = ["open_points"]

_DAYS_APART: Final = 730
_DRESS: Final = (Change.CUT, Change.WORDING, Change.DIRECTNESS, Change.MOVED)


def open_points(pair: Pair) -> list[str]:
    """Each as the end of a sentence."""
    apart = [found for found in told_apart(pair) if found.change not in _DRESS]
    numbers = [] if any(found.change is Change.NUMBER for found in apart) else _numbers(pair)
    return list(dict.fromkeys([*_words(pair), *numbers, *_whose(pair), *_when(pair), *map(_told, apart)]))


def _words(pair: Pair) -> list[str]:
    found = [f"“{other.said}” is said for “{other.claimed}”" for other in pair.replaced]
    rest = [token.span.of(pair.claim.check.claim) for token in pair.missing if token not in pair.otherwise]
    return [*found, f"not said: {', '.join(f'“{word}”' for word in dict.fromkeys(rest))}"] if rest else found


def _numbers(pair: Pair) -> list[str]:
    return [f"“{number}” stands in one only" for number in numbers_in_one(pair)]


def _whose(pair: Pair) -> list[str]:
    """*The mayor’s brother owns three houses*, *the mayor owns three houses*."""
    left, right = pair.lineup.left, pair.lineup.right
    ours, theirs = _owners(left), _owners(right)
    said = {left.words[i].norm for i, j in enumerate(pair.lineup.to_right) if j is not None}
    return [f"“{owner}’s” stands in one only" for owner in sorted((ours ^ theirs) & said)]


def _owners(reading: Wording) -> frozenset[str]:
    words = reading.words
    return frozenset(words[i - 1].norm for i, word in enumerate(words) if i and word.norm == "'s")


def _when(pair: Pair) -> list[str]:
    ours, theirs = norms(words_near(pair)) & listed("ahead"), norms(pair.lineup.right.words) & listed("ahead")
    found = [] if bool(ours) == bool(theirs) else ["to come by the one, not by the other"]
    days = pair.days_apart
    far = [] if days is None or days <= _DAYS_APART else [f"claim and article lie {days // 365} years apart"]
    return [*found, *far]


def _told(found: Found) -> str:
    """“The first” of a comparison is what is said, “the second” the claim."""
    return found.because.replace("the first", "what is said").replace("the second", "the claim")
