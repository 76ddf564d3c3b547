"""Qualifiers cut: a reading that stops before the *but*, *unless*, *except*, *if* … with which the other goes on.

Or one that drops a word that narrows it: *nearly* all, *partly* closed, *in principle*, *for now*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, both_ways, quoted
from sayso.collate.phrases import Phrase, Phrases, counterpart, found_in, phrase_at, read_phrases
from sayso.collate.tokens import Word, content, opens_sentence
from sayso.records import Change

__all__ = ["cut_qualifiers"]

_MAX_CORRECTED = 6
"""Words between a *not* and the *but* that goes with it."""


def cut_qualifiers(lineup: Lineup) -> list[Found]:
    """The limits on what both readings say that only one of them has."""
    return both_ways(lineup, _cut) + both_ways(lineup, _narrowed)


def _opens_qualifier(words: Sequence[Word], i: int, last: int) -> bool:
    """Whether words from ``i`` on, before ``last``, open a limit, an "and" or "or" before it apart."""
    if i < last and words[i].norm in ("and", "or", "so") and i + 1 < last:
        i += 1
    if i >= last:
        return False
    if words[i].norm == "if" and i > 0 and words[i - 1].stem in listed(table("qualifiers")["not_before_if"]):
        return False
    if words[i].norm == "but" and _is_correction(words, i):
        return False
    if words[i].norm in listed(table("qualifiers")["openers"]):
        return True
    return phrase_at(words, i, _phrases()) is not None


def _is_correction(words: Sequence[Word], i: int) -> bool:
    """Whether a *but* goes with a *not* before it: "not the farmers but the guards"."""
    for k in range(i - 1, max(-1, i - 1 - _MAX_CORRECTED), -1):
        if any(mark in words[k + 1].before for mark in ",;:.!?"):
            return False
        if words[k].norm == "not":
            return True
    return False


@cache
def _phrases() -> Phrases:
    return read_phrases(table("qualifiers")["phrases"])


def _narrowed(lineup: Lineup, which: str) -> list[Found]:
    """The words of scope that the other reading tells without."""
    found = []
    for phrase in _scopes(lineup.left.words):
        other = counterpart(lineup, phrase, _scopes)
        if other is None or lineup.to_right[phrase.first] is not None:
            continue
        said = quoted(lineup.left, *phrase)
        because = f"{said} narrows what is said; only the {which} has it"
        found.append(Found(Change.QUALIFIER_CUT, True, Segment(*phrase, *other), because, 0.8))
    return found


def _scopes(words: Sequence[Word]) -> list[Phrase]:
    """The words of scope among the words: but not "most of all"."""
    idle = found_in(words, _idle())
    return [one for one in found_in(words, _scope()) if not any(a <= one.first < b for a, b in idle)]


@cache
def _scope() -> Phrases:
    return read_phrases(table("qualifiers")["scope"])


@cache
def _idle() -> Phrases:
    return read_phrases(table("qualifiers")["no_scope"])


def _cut(lineup: Lineup, which: str) -> list[Found]:
    found = []
    for segment in lineup.segments:
        place = _qualifier(lineup, segment)
        if place is None:
            continue
        said = quoted(lineup.left, place.left, place.left_end)
        found.append(Found(Change.QUALIFIER_CUT, True, place, f"{said} limits what is said; only the {which} has it"))
    return found


def _qualifier(lineup: Lineup, segment: Segment) -> Segment | None:
    """The part of the segment that limits the shared words before or after it; None where it limits none."""
    words = lineup.left.words
    if not content(words, segment.left, segment.left_end) or not _missing(lineup, segment):
        return None
    for i in range(segment.left, segment.left_end):
        if not _opens_qualifier(words, i, segment.left_end):
            continue
        # "and we hope so, but only …": what the "but" limits is gone as well, so the passage is a cut.
        if content(words, segment.left, i) or not _limits(lineup, segment, i):
            return None
        return segment._replace(left=_from_leading(lineup, segment, i))
    return None


def _from_leading(lineup: Lineup, segment: Segment, i: int) -> int:
    """Where the limit begins: a "but" that joins the sentence to what stood before it is no part of "If …, we will"."""
    words = lineup.left.words
    joined = words[i].norm in ("but", "and", "yet") and i + 1 < segment.left_end and not _shared_before(lineup, i)
    return i + 1 if joined else i


def _missing(lineup: Lineup, segment: Segment) -> bool:
    if lineup.is_cut(segment):
        return True
    return content(lineup.right.words, segment.right, segment.right_end) == 0


def _limits(lineup: Lineup, segment: Segment, i: int) -> bool:
    """Whether shared words stand in its sentence or the one before it; or, for "If …, we will", after it."""
    words = lineup.left.words
    opening = opens_sentence(words[i])
    i, joined = (i + 1, True) if words[i].norm in ("but", "and", "yet") and i + 1 < segment.left_end else (i, False)
    leading = words[i].norm in listed(table("qualifiers")["leading"])
    # "It is useless. If he closes the border, he is mad.": the *if* limits its own sentence, not the one before.
    if _shared_before(lineup, i - joined) and not (leading and opening and not joined):
        return True
    end = segment.left_end
    return leading and end < len(words) and lineup.to_right[end] is not None and not opens_sentence(words[end])


def _shared_before(lineup: Lineup, i: int) -> bool:
    """Whether a content word within the sentence that ends where the qualifier begins matches."""
    words = lineup.left.words
    for k in range(i - 1, -1, -1):
        if lineup.to_right[k] is not None and not words[k].function:
            return True
        if opens_sentence(words[k]):
            return False
    return False
