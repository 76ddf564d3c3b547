"""Hedges gained or lost: *reportedly*, *perhaps*, *is said to*. Hearsay must not turn into fact unseen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, both_ways, quoted
from sayso.collate.phrases import Phrase, Phrases, counterpart, found_in, phrase_at, read_phrases
from sayso.collate.tokens import Word, clause, remembered
from sayso.records import Change

__all__ = ["hedges", "lost_hedges"]


def lost_hedges(lineup: Lineup) -> list[Found]:
    """The hedges of one reading, either one, that the other tells without."""
    return both_ways(lineup, _lost)


@remembered
def hedges(words: tuple[Word, ...]) -> tuple[Phrase, ...]:
    """The hedges among the words, none inside another."""
    return tuple(phrase for phrase in found_in(words, _phrases()) if _hedges(words, phrase))


@cache
def _phrases() -> Phrases:
    lexicon = table("hedges")
    return read_phrases((*lexicon["hearsay"], *lexicon["doubt"], *lexicon["opinion"]))


@cache
def _opinions() -> Phrases:
    return read_phrases(table("hedges")["opinion"])


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


def _lost(lineup: Lineup, which: str) -> list[Found]:
    found = []
    for hedge in hedges(lineup.left.words):
        other = counterpart(lineup, hedge, hedges)
        if other is None or _is_retold(lineup, hedge):
            continue
        if not lineup.quoted_both and (_is_own(lineup, hedge) or not _is_on_shared(lineup, hedge)):
            continue
        said = quoted(lineup.left, *hedge)
        sure = _sure_instead(lineup, hedge)
        if sure is not None:
            because = f"{said} against {quoted(lineup.right, *sure)}: one is sure of it"
            found.append(Found(Change.MODALITY, True, Segment(*hedge, *sure), because))
            continue
        found.append(Found(Change.HEDGE, True, Segment(*hedge, *other), f"{said} stands only in the {which}"))
    return found


def _is_own(lineup: Lineup, hedge: Phrase) -> bool:
    """Whether it says that the speaker thinks so, which a retelling says by itself: "I think", "in my opinion"."""
    return phrase_at(lineup.left.words, hedge.first, _opinions()) == hedge


def _is_retold(lineup: Lineup, hedge: Phrase) -> bool:
    """Whether the other reading has its words in another form: "as far as I know", "as far as he knew"."""
    carried = [i for i in range(hedge.first, hedge.last) if not lineup.left.words[i].function]
    return bool(carried) and all(lineup.to_right[i] is not None for i in carried)


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
    clause = lineup.clause(hedge.first)
    if clause is None:
        return None
    found = found_in(lineup.right.words[clause[0] : clause[1]], _sure())
    return (clause[0] + found[0].first, clause[0] + found[0].last) if found else None
