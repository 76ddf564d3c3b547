"""Hedges gained or lost: *reportedly*, *perhaps*, *is said to*. Hearsay must not turn into fact unseen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.phrases import Phrase, Phrases, counterpart, found_in, read_phrases
from sayso.collate.tokens import Word, clause
from sayso.records import Change

__all__ = ["hedges", "lost_hedges"]


def lost_hedges(lineup: Lineup) -> list[Found]:
    """The hedges of one reading, either one, that the other tells without."""
    mirrored = [found._replace(place=found.place.mirrored) for found in _lost(lineup.mirrored, first=False)]
    return _lost(lineup, first=True) + mirrored


def hedges(words: Sequence[Word]) -> list[Phrase]:
    """The hedges among the words, none inside another."""
    return [phrase for phrase in found_in(words, _phrases()) if _hedges(words, phrase)]


@cache
def _phrases() -> Phrases:
    return read_phrases((*table("hedges")["hearsay"], *table("hedges")["doubt"]))


@cache
def _sure() -> Phrases:
    return read_phrases(table("hedges")["sure"])


def _hedges(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether it is not a verb that reports ("he alleged that …") or another sense ("I think of her")."""
    after = words[phrase.last] if phrase.last < len(words) else None
    if words[phrase.first].norm in listed(table("hedges")["adjectives"]):
        before = words[phrase.first - 1] if phrase.first > 0 else None
        subject = before is None or not before.function or before.norm in listed(table("hedges")["subjects"])
        return not subject and after is not None and not after.function
    mental = words[phrase.last - 1].norm in listed(table("hedges")["mental"])
    return not (mental and after is not None and after.norm in listed(table("hedges")["not_after_mental"]))


def _lost(lineup: Lineup, *, first: bool) -> list[Found]:
    found = []
    for hedge in hedges(lineup.left.words):
        other = counterpart(lineup, hedge, hedges)
        if other is None or (not lineup.quoted_both and (_is_own(lineup, hedge) or not _is_on_shared(lineup, hedge))):
            continue
        said = quoted(lineup.left, *hedge)
        sure = _sure_instead(lineup, hedge)
        if sure is not None:
            because = f"{said} against {quoted(lineup.right, *sure)}: one is sure of it"
            found.append(Found(Change.MODALITY, True, Segment(*hedge, *sure), because))
            continue
        because = f"{said} stands only in the {'first' if first else 'second'}"
        found.append(Found(Change.HEDGE, True, Segment(*hedge, *other), because))
    return found


def _is_own(lineup: Lineup, hedge: Phrase) -> bool:
    """Whether it says that the speaker thinks so, which a retelling says by itself: "I think", "in my opinion"."""
    return lineup.left.words[hedge.first].norm in ("i", "we") or lineup.left.words[hedge.last - 2].norm == "my"


def _is_on_shared(lineup: Lineup, hedge: Phrase) -> bool:
    """Whether what it hedges stands in the other reading: the next content word, or at the end the one before."""
    words = lineup.left.words
    first, last = clause(words, hedge.first)
    after = next((i for i in range(hedge.last, last) if not words[i].function), None)
    before = next((i for i in range(hedge.first - 1, first - 1, -1) if not words[i].function), None)
    hedged = before if after is None else after
    return hedged is not None and lineup.to_right[hedged] is not None


def _sure_instead(lineup: Lineup, hedge: Phrase) -> tuple[int, int] | None:
    """Words of the right clause that are sure of what the hedge leaves open: *certainly* for *perhaps*."""
    _, clause = lineup.clauses(hedge.first)
    if clause is None:
        return None
    found = found_in(lineup.right.words[clause[0] : clause[1]], _sure())
    return (clause[0] + found[0].first, clause[0] + found[0].last) if found else None
