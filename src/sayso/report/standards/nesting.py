"""Runs of a text cut so that each lies wholly inside or wholly outside every other: what elements of XML must do.

Worked example: of ``0-6`` and ``4-9`` the second is cut where the first ends, into ``4-6``, inside it, and ``6-9``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

from sayso.spans import Span

__all__ = ["Run", "nested", "woven"]


_DEEPEST: Final = 100
"""Runs inside each other; what would be deeper is left out. Readers of XML stop at 256, and no text is told so deep."""


class Run(NamedTuple):
    """A run and its ``rank``: of runs that are the same, the lower one goes around the higher. Empty are points."""

    span: Span
    rank: int


def nested(runs: Iterable[Run]) -> list[Run]:
    """The runs, cut where they would cross, in the order in which they begin."""
    waiting = [(run.span.start, -run.span.end, run.rank) for run in runs]
    heapify(waiting)
    found: list[Run] = []
    ends: list[int] = []  # of the runs that are open, the innermost last
    while waiting:
        start, minus_end, rank = heappop(waiting)
        end = -minus_end
        while ends and ends[-1] <= start:
            ends.pop()
        if len(ends) == _DEEPEST:
            continue
        if ends and ends[-1] < end:
            heappush(waiting, (ends[-1], minus_end, rank))
            end = ends[-1]
        found.append(Run(Span(start, end), rank))
        ends.append(end)
    return found


def woven(
    text: str,
    whole: Span,
    runs: Iterable[Run],
    *,
    start: Callable[[int], str],
    end: Callable[[int], str],
    plain: Callable[[str], str],
) -> Iterator[str]:
    """The text of ``whole`` with what ``start`` and ``end`` give for the number of each of the ``nested`` runs."""
    here = whole.start
    waiting: list[tuple[int, int]] = []  # where each open run ends, and its number; the innermost last
    for number, run in enumerate(runs):
        while waiting and waiting[-1][0] <= run.span.start:
            until, closes = waiting.pop()
            yield plain(text[here:until])
            yield end(closes)
            here = until
        yield plain(text[here : run.span.start])
        yield start(number)
        here = run.span.start
        waiting.append((run.span.end, number))
    while waiting:
        until, closes = waiting.pop()
        yield plain(text[here:until])
        yield end(closes)
        here = until
    yield plain(text[here : whole.end])
