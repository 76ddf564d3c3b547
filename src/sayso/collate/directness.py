"""Quoted in one reading, retold in the other: no change of sense, but of whose words they are."""

from __future__ import annotations

from sayso.collate.lineup import Lineup
from sayso.collate.wording import Wording
from sayso.records import Change, Discrepancy, Kind, Passage
from sayso.spans import Span

__all__ = ["directness_change"]

_HOW = {Kind.DIRECT: "quotes", Kind.MIXED: "quotes in part", Kind.INDIRECT: "retells"}


def directness_change(lineup: Lineup) -> Discrepancy | None:
    """How the words reach us where the two readings are not of one kind; None where they are."""
    left, right = lineup.left, lineup.right
    if left.kind is right.kind or not left.words or not right.words:
        return None
    because = f"the first {_HOW[left.kind]}, the second {_HOW[right.kind]}"
    return Discrepancy(Change.DIRECTNESS, False, _whole(left), _whole(right), because)


def _whole(wording: Wording) -> Passage:
    """The longest piece of the reading."""
    longest = max(wording.content, key=lambda span: (span.end - span.start, -span.start), default=Span(0, 0))
    return Passage(wording.document, longest)
