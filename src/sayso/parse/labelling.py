"""Label scores -> what a word reports: the likeliest content and source (Viterbi)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.parse.recurrent import Floats, Packing

__all__ = ["LABELS", "Labelling", "Segment", "labellings", "rules"]

# A content (C) or a source (S): its first word, one inside, its last, or its only one.
LABELS = ("O", "B-C", "I-C", "E-C", "S-C", "B-S", "I-S", "E-S", "S-S")
_OUTSIDE = 0
_CONTENT, _SOURCE = 1, 5  # the labels of each begin here
_NEVER = -1e4
# A path through the words is in one of these states: a label before any content, or any label from its first word on.
_BEFORE = tuple(k for k, label in enumerate(LABELS) if not label.endswith("C"))
_LABEL_OF = np.array([*_BEFORE, *range(len(LABELS))])


class Segment(NamedTuple):
    """A run of words, ``stop`` not among them."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Labelling:
    """The best labels with a content. ``over_nothing`` is the log odds of these against no label at all."""

    contents: tuple[Segment, ...]
    sources: tuple[Segment, ...]
    over_nothing: float


def rules() -> tuple[Floats, Floats, Floats]:
    """What may follow what [labels, labels], begin and end: 0, or a score that nothing outweighs."""
    opens = np.array([label[:2] in ("B-", "I-") for label in LABELS])
    goes_on = np.array([label[:2] in ("I-", "E-") for label in LABELS])
    same = np.array([[left[-1] == right[-1] for right in LABELS] for left in LABELS])
    allowed = np.where(opens[:, None], goes_on[None] & same, ~goes_on[None])
    barred, first, last = (np.where(each, 0.0, _NEVER) for each in (allowed, ~goes_on, ~opens))
    return barred.astype(np.float32), first.astype(np.float32), last.astype(np.float32)


# --- the best labels ------------------------------------------------------------------------------------------------


def labellings(scores: Floats, packed: Packing, after: Floats) -> list[Labelling]:
    """The best labels with a content of every packed sequence. ``after`` scores which label follows which.

    What has no content is not told apart here: whether a word reports at all is decided later, by more than these.
    """
    states, totals = _paths(scores[:, _LABEL_OF], packed, *_within_states(after))
    found = []
    for rows in packed.rows:
        own, labels = scores[rows], _LABEL_OF[states[rows]]
        nothing = float(own[:, _OUTSIDE].sum()) + (len(rows) - 1) * float(after[_OUTSIDE, _OUTSIDE])
        found.append(
            Labelling(
                contents=tuple(_segments(labels, _CONTENT)),
                sources=tuple(_segments(labels, _SOURCE)),
                over_nothing=float(totals[rows[0]]) - nothing,
            )
        )
    return found


def _within_states(after: Floats) -> tuple[Floats, Floats, Floats]:
    """As ``rules``, with ``after`` added, for the states: a path begins before any content, and ends past one."""
    barred, first, last = rules()
    before = np.arange(len(_LABEL_OF)) < len(_BEFORE)
    content = np.isin(_LABEL_OF, _BEFORE, invert=True)
    never = (before & ~before[:, None]) | (~before & before[:, None] & ~content)
    among = (after + barred)[np.ix_(_LABEL_OF, _LABEL_OF)]
    return (
        among + np.float32(_NEVER) * never,
        first[_LABEL_OF] + np.float32(_NEVER) * (~before & ~content),
        last[_LABEL_OF] + np.float32(_NEVER) * before,
    )


def _paths(
    scores: Floats, packed: Packing, after: Floats, first: Floats, last: Floats
) -> tuple[NDArray[np.intp], Floats]:
    """The state of every row on the best path (Viterbi), and each path's total, at its place among the sequences."""
    count = packed.active[0]
    back = np.empty(scores.shape, dtype=np.intp)
    totals = scores[:count] + first
    for start, active in zip(packed.starts[1:], packed.active[1:], strict=True):
        reached = totals[:active, :, None] + after
        back[start : start + active] = reached.argmax(axis=1)
        totals[:active] = reached.max(axis=1) + scores[start : start + active]
    totals += last
    found = np.empty(len(scores), dtype=np.intp)
    at = totals.argmax(axis=1)
    for start, active in zip(packed.starts[::-1], packed.active[::-1], strict=True):
        found[start : start + active] = at[:active]
        if start:
            at[:active] = back[np.arange(start, start + active), at[:active]]
    return found, totals.max(axis=1)


def _segments(labels: NDArray[np.intp], first: int) -> Iterator[Segment]:
    """Runs of the labels of one kind, which begin at ``first``."""
    begins = np.flatnonzero((labels == first) | (labels == first + 3))
    ends = np.flatnonzero((labels == first + 2) | (labels == first + 3))
    yield from (Segment(start, last + 1) for start, last in zip(begins.tolist(), ends.tolist(), strict=True))
