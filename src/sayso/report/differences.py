"""Differences as an editor counts them: outlets with the same two wordings are one difference, not one a pair.

Five outlets of which one says ten where four say twelve make four discrepancies of pairs; on the page they are one
difference with four outlets on one side. Where the speaker differs, the speakers count: *Pell* and *Minister Pell* are
one side. JSON keeps the pairs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.comparison import Comparison
from sayso.records import Change, Discrepancy, Passage
from sayso.report.lookup import Lookup, anchor
from sayso.report.visible import one_line
from sayso.report.words import CHANGE_RANK

__all__ = ["Difference", "differences_of", "most_important", "once_each", "substantive_of", "wording"]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two wordings, left and right as in the first pair; each side has a passage for every article that has it."""

    id: str
    thing: int
    change: Change
    substantive: bool
    left: tuple[Passage, ...]
    right: tuple[Passage, ...]
    because: str
    score: float

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Both sides."""
        return self.left + self.right


def differences_of(thing: int, lookup: Lookup) -> list[Difference]:
    """The differences of one thing said, in the order of their first pair."""
    groups: dict[tuple[object, ...], list[tuple[Passage, Passage, Discrepancy]]] = {}
    for pair in lookup.things[thing].differences:
        left, right = (_side(pair, passage, thing, lookup) for passage in (pair.left, pair.right))
        sides = (pair.right, pair.left) if left > right else (pair.left, pair.right)
        key = (pair.change, pair.substantive, min(left, right), max(left, right))
        groups.setdefault(key, []).append((*sides, pair))
    return [_difference(thing, group, lookup) for group in groups.values()]


def substantive_of(comparison: Comparison) -> list[Difference]:
    """All that changes the sense, counted as a page counts it; ``thing`` is the place among ``things_said``."""
    lookup = Lookup(comparison)
    found = (one for thing in range(len(lookup.things)) for one in differences_of(thing, lookup))
    return most_important(once_each(found, lookup))


def most_important(found: Iterable[Difference]) -> list[Difference]:
    """What changes the sense, by kind, then as given; each thing said has one turn before any has a second."""
    ranked = sorted((one for one in found if one.substantive), key=lambda one: CHANGE_RANK[one.change])
    turns: dict[int, int] = {}
    order = []
    for place, one in enumerate(ranked):
        turns[one.thing] = turns.get(one.thing, -1) + 1
        order.append((turns[one.thing], place, one))
    return [one for _, _, one in sorted(order, key=lambda item: item[:2])]


def once_each(found: Iterable[Difference], lookup: Lookup) -> list[Difference]:
    """Each pair of passages once, though a telling and what is told inside it both have it.

    It is given to the innermost thing said that holds the passages, to the first named where none holds them all: a
    difference in speaker lies before the words.
    """
    kept: dict[tuple[object, ...], Difference] = {}
    for one in found:
        key = (one.change, one.substantive, one.left, one.right)
        if key not in kept or _holds(one, lookup):
            kept[key] = one
    return list(kept.values())


def _holds(one: Difference, lookup: Lookup) -> bool:
    readings = lookup.things[one.thing].cluster.readings
    return all(
        any(
            reading.document == passage.document and any(span.contains(passage.span) for span in reading.content)
            for reading in readings
        )
        for passage in one.passages
    )


def _difference(thing: int, group: list[tuple[Passage, Passage, Discrepancy]], lookup: Lookup) -> Difference:
    left = _in_order({passage for passage, _, _ in group}, lookup)
    right = _in_order({passage for _, passage, _ in group}, lookup)
    first = group[0][2]
    # The reason of the first pair may speak of "the first" and "the second": its left stays left.
    if first.left not in left:
        left, right = right, left
    return Difference(
        _permalink(lookup.things[thing].cluster.id, first.change, left, right),
        thing,
        first.change,
        first.substantive,
        left,
        right,
        first.because,
        max(pair.score for _, _, pair in group),
    )


def _in_order(passages: set[Passage], lookup: Lookup) -> tuple[Passage, ...]:
    order = {document: place for place, document in enumerate(lookup.documents)}
    return tuple(sorted(passages, key=lambda one: (order[one.document], one.span)))


def _side(pair: Discrepancy, passage: Passage, thing: int, lookup: Lookup) -> str:
    """What stands on the passage's side: its words, or the speaker whom it names where that is what differs."""
    speaker = _speaker_named(passage, thing, lookup) if pair.change is Change.SPEAKER else None
    return wording(passage, lookup) if speaker is None else f"speaker {speaker}"


def _speaker_named(passage: Passage, thing: int, lookup: Lookup) -> str | None:
    """Id of the speaker that an attribution stands for; None for other passages and where it is not known who."""
    for reading in lookup.things[thing].cluster.readings:
        statement = lookup.statements[reading.statement]
        attribution = statement.source or statement.cue
        if (reading.document, attribution) == (passage.document, passage.span) and statement.speaker is not None:
            return statement.speaker.id
    return None


def wording(passage: Passage, lookup: Lookup) -> str:
    """The words of a passage as they are told apart: on one line, without case."""
    return one_line(lookup.text(passage.document, passage.span)).casefold()


def _permalink(cluster: str, change: Change, left: tuple[Passage, ...], right: tuple[Passage, ...]) -> str:
    """Stays the same from run to run as long as the passages do."""
    parts = [cluster, change.value, *(f"{one.document} {one.span.start} {one.span.end}" for one in left + right)]
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return anchor("diff", digest)
