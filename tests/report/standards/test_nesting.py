from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.standards.nesting import Run, nested, woven
from sayso.spans import Span

SPANS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda ends: Span(min(ends), max(ends))), max_size=8
)


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([(0, 6), (2, 4)], "<0>ab<1>cd</1>ef</0>gh"),
        ([(0, 6), (4, 8)], "<0>abcd<1>ef</1></0><1>gh</1>"),  # crossing: the later one is cut
        ([(4, 8), (0, 6)], "<1>abcd<0>ef</0></1><0>gh</0>"),
        ([(1, 3), (1, 3)], "a<0><1>bc</1></0>defgh"),  # the same: the first goes around
        ([(0, 2), (2, 4)], "<0>ab</0><1>cd</1>efgh"),
        ([(3, 3), (0, 6)], "<1>abc<0></0>def</1>gh"),  # a point
        ([(0, 4), (2, 6), (3, 8)], "<0>ab<1>c<2>d</2></1></0><2><1>ef</1>gh</2>"),
    ],
)
def test_nested(spans: list[tuple[int, int]], expected: str) -> None:
    assert marked("abcdefgh", [Span(*span) for span in spans]) == expected


def marked(text: str, spans: list[Span]) -> str:
    runs = nested(Run(span, rank) for rank, span in enumerate(spans))
    pieces = woven(
        text,
        Span(0, len(text)),
        runs,
        start=lambda number: f"<{runs[number].rank}>",
        end=lambda number: f"</{runs[number].rank}>",
        plain=str,
    )
    return "".join(pieces)


def test_depth_has_an_end() -> None:
    """A thousand that cross each other: neither a thousand deep nor half a million pieces."""
    runs = nested(Run(Span(at, 1000 + at), at) for at in range(1000))
    assert len(runs) <= 100 * 1000
    assert max(sum(other.span.contains(one.span) for other in runs) for one in runs[:150]) == 100


@given(SPANS)
def test_nothing_crosses_and_nothing_is_lost(spans: list[Span]) -> None:
    runs = nested(Run(span, rank) for rank, span in enumerate(spans))
    for one in runs:
        for other in runs:
            assert not one.span.overlaps(other.span) or one.span.contains(other.span) or other.span.contains(one.span)
    for rank, span in enumerate(spans):
        parts = sorted(run.span for run in runs if run.rank == rank)
        assert (parts[0].start, parts[-1].end) == tuple(span)
        assert all(here.end == after.start for here, after in pairwise(parts))
