"""Hedges gained or lost: *reportedly*, *may*, *perhaps*, *is said to*. Hearsay must not turn into fact unseen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.tokens import Word, tokenise
from sayso.records import Change
from sayso.spans import Span

__all__ = ["Hedge", "hedges", "lost_hedges"]


class Hedge(NamedTuple):
    """Words ``first`` up to ``last`` hedge; ``modal`` is a verb like *may*."""

    first: int
    last: int
    modal: bool


def lost_hedges(lineup: Lineup) -> list[Found]:
    """The hedges of one reading, either one, that the other tells without."""
    mirrored = [found._replace(place=found.place.mirrored) for found in _lost(lineup.mirrored, first=False)]
    return _lost(lineup, first=True) + mirrored


def hedges(words: Sequence[Word]) -> list[Hedge]:
    """The hedges among the words, none inside another."""
    found: list[Hedge] = []
    i = 0
    while i < len(words):
        hedge = _at(words, i)
        if hedge is not None:
            found.append(hedge)
        i = i + 1 if hedge is None else hedge.last
    return found


def _at(words: Sequence[Word], i: int) -> Hedge | None:
    for phrase in _phrases().get(words[i].norm, ()):
        if tuple(word.norm for word in words[i : i + len(phrase)]) == phrase:
            return None if _is_verb(words, i) else Hedge(i, i + len(phrase), modal=False)
    return Hedge(i, i + 1, modal=True) if _is_modal(words, i) else None


def _is_verb(words: Sequence[Word], i: int) -> bool:
    """Whether "alleged" is what somebody did: "alleged that …" reports, "an alleged plot" hedges."""
    if words[i].norm not in listed(table("hedges")["adjectives"]):
        return False
    return i == 0 or not words[i - 1].function


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Hedging phrases by their first word, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in (*table("hedges")["hearsay"], *table("hedges")["doubt"]):
        norms = tuple(word.norm for word in tokenise(phrase, [Span(0, len(phrase))]))
        found.setdefault(norms[0], []).append(norms)
    return {first: sorted(rows, key=lambda row: (-len(row), row)) for first, rows in found.items()}


def _is_modal(words: Sequence[Word], i: int) -> bool:
    """Whether the word is a modal of doubt: not the month of May, not the might of an army, not "could not"."""
    word = words[i]
    if word.norm not in table("hedges")["modal"]:
        return False
    before = words[i - 1] if i > 0 else None
    after = words[i + 1] if i + 1 < len(words) else None
    if word.capital and before is not None and not any(mark in word.before for mark in ".!?\n"):
        return False
    if word.norm == "might" and before is not None and before.norm in listed(table("hedges")["might_is_noun"]):
        return False
    return after is not None and not (word.norm == "could" and after.norm in ("not", "never", "hardly"))


def _lost(lineup: Lineup, *, first: bool) -> list[Found]:
    found = []
    ability = listed(table("hedges")["ability"])
    for hedge in hedges(lineup.left.words):
        if lineup.in_cut(hedge.first):
            continue
        other = _counterpart(lineup, hedge)
        if other is None or (not lineup.quoted_both and _is_retelling(lineup, hedge, other)):
            continue
        against = {word.norm for word in lineup.right.words[other[0] : other[1]]}
        if hedge.modal and lineup.left.words[hedge.first].norm == "could" and against & ability:
            continue
        place = Segment(hedge.first, hedge.last, *other)
        which = "first" if first else "second"
        said = quoted(lineup.left, hedge.first, hedge.last)
        found.append(Found(Change.HEDGE, True, place, f"{said} stands only in the {which}"))
    return found


def _is_retelling(lineup: Lineup, hedge: Hedge, other: tuple[int, int]) -> bool:
    """Whether a paraphrase drops it by itself: "I think", or a modal that no verb stands against."""
    if lineup.left.words[hedge.first].norm == "i":
        return True
    plain = {word.norm for word in lineup.right.words[other[0] : other[1]]}
    return hedge.modal and not plain & listed(table("hedges")["plain"])


def _counterpart(lineup: Lineup, hedge: Hedge) -> tuple[int, int] | None:
    """The words against the hedge, or their point; None where the clause has no match or is hedged too."""
    _, clause = lineup.clauses(hedge.first)
    if clause is None or hedges(lineup.right.words[clause[0] : clause[1]]):
        return None
    matched = [j for j in lineup.to_right[hedge.first : hedge.last] if j is not None]
    if matched and hedge.modal:
        return min(matched), max(matched) + 1
    for cell in lineup.cells:
        if cell.left == hedge.first and cell.right is not None and hedge.modal:
            return cell.right, cell.right + 1
    point = lineup.point(hedge.first)
    return point, point
