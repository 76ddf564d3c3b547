from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.segments import Piece, pieces
from sayso.spans import Span

CASES = [
    # nothing over it: one piece
    (Span(0, 5), [], [(0, 5, ())]),
    # a statement inside another: the outer one first, wherever it stands in the list
    (Span(0, 24), [Span(21, 23), Span(10, 23)], [(0, 10, ()), (10, 21, (1,)), (21, 23, (1, 0)), (23, 24, ())]),
    # two that begin together: the longer one is outermost
    (Span(0, 5), [Span(0, 2), Span(0, 5)], [(0, 2, (1, 0)), (2, 5, (1,))]),
    # nothing to cut, though a span lies over it
    (Span(1, 1), [Span(0, 2)], []),
    # two that cross: the piece in common has both
    (Span(0, 9), [Span(1, 5), Span(3, 8)], [(0, 1, ()), (1, 3, (0,)), (3, 5, (0, 1)), (5, 8, (1,)), (8, 9, ())]),
    # the same bounds twice: no empty piece between
    (Span(0, 2), [Span(0, 2), Span(0, 2)], [(0, 2, (0, 1))]),
    # a span that reaches out on both sides is cut to fit
    (Span(3, 6), [Span(0, 9)], [(3, 6, (0,))]),
    # a point gets an empty piece, before the text that starts there
    (Span(0, 4), [Span(2, 2)], [(0, 2, ()), (2, 2, (0,)), (2, 4, ())]),
    # points at both bounds count, points outside do not
    (Span(2, 4), [Span(2, 2), Span(4, 4), Span(5, 5)], [(2, 2, (0,)), (2, 4, ()), (4, 4, (1,))]),
    # a span that only touches is not over it
    (Span(2, 4), [Span(0, 2), Span(4, 9)], [(2, 4, ())]),
]


@pytest.mark.parametrize(("within", "spans", "expected"), CASES)
def test_pieces(within: Span, spans: list[Span], expected: list[tuple[int, int, tuple[int, ...]]]) -> None:
    assert pieces(within, spans) == [Piece(Span(start, end), over) for start, end, over in expected]


SPANS = st.builds(
    lambda a, b: Span(min(a, b), max(a, b)),
    st.integers(min_value=0, max_value=40),
    st.integers(min_value=0, max_value=40),
)


@given(within=SPANS, spans=st.lists(SPANS, max_size=12))
def test_every_character_is_in_one_piece_with_just_the_spans_over_it(within: Span, spans: list[Span]) -> None:
    found = [piece for piece in pieces(within, spans) if piece.span]
    assert [at for piece in found for at in range(*piece.span)] == list(range(*within))
    for piece in found:
        assert set(piece.over) == {i for i, span in enumerate(spans) if span.overlaps(piece.span)}


def test_many_spans_that_all_overlap_take_no_quadratic_time() -> None:
    # 20,000 spans side by side, as a long list of quotations: each piece knows its own only
    spans = [Span(3 * i, 3 * i + 2) for i in range(20_000)]
    assert len(pieces(Span(0, 60_000), spans)) == 40_000
