"""Overlapping spans cut into pieces that stand side by side: what HTML needs, where marks can't cross.

In ``He said: “I told her no”`` the outer statement is ``Span(10, 23)``, the one inside it ``Span(21, 23)``::

    pieces(Span(0, 24), [Span(10, 23), Span(21, 23)])
    # 0-10 (), 10-21 (0,), 21-23 (0, 1), 23-24 ()
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.spans import Span

__all__ = ["Piece", "pieces"]


class Piece(NamedTuple):
    """A run of text and the spans over it, by index, the outermost first."""

    span: Span
    over: tuple[int, ...]


def pieces(within: Span, spans: Sequence[Span]) -> list[Piece]:
    """``within`` cut at every bound of ``spans``: no gap, no overlap, in order.

    A point among ``spans`` (an empty one) makes an empty piece where it stands, before the text that starts there.
    Spans that share no character with ``within``, and points outside its bounds, are ignored.
    """
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    points: dict[int, list[int]] = {}
    for index in sorted(range(len(spans)), key=lambda i: (spans[i].start, -spans[i].end, i)):
        span = spans[index]
        if not span and within.start <= span.start <= within.end:
            points.setdefault(span.start, []).append(index)
        elif within and span.overlaps(within):
            starts.setdefault(max(span.start, within.start), []).append(index)
            ends.setdefault(min(span.end, within.end), []).append(index)
    found: list[Piece] = []
    over: dict[int, None] = {}
    here = within.start
    for bound in sorted({*starts, *ends, *points, within.end}):
        if here < bound:
            found.append(Piece(Span(here, bound), tuple(over)))
            here = bound
        for index in ends.get(bound, ()):
            del over[index]
        found += [Piece(Span(bound, bound), (index,)) for index in points.get(bound, ())]
        over.update(dict.fromkeys(starts.get(bound, ())))
    return found
