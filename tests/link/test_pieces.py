"""Quotations in pieces: no sentence is lost, none is in two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.link.linking import look
from sayso.link.pieces import Piece, content_of, cut
from sayso.records import Kind
from tests.link.said import Said, report


@pytest.mark.parametrize(
    ("count", "linked", "pieces"),
    [
        (1, [], [(0,)]),
        (3, [], [(0, 1, 2)]),  # no link: it stays whole
        (3, [{1}], [(0, 1, 2)]),  # one link: it stays whole
        (3, [{0}, {2}], [(0, 1), (2,)]),  # what no link holds to goes with what it follows
        (4, [{1}, {2, 3}], [(0, 1), (2, 3)]),
        (4, [{1}, {2, 3}, {1, 2}], [(0, 1, 2, 3)]),  # a link that holds to both joins them again
        (4, [{0, 2}, {1}], [(0, 2, 3), (1,)]),
    ],
)
def test_cut(count: int, linked: list[set[int]], pieces: list[tuple[int, ...]]) -> None:
    assert cut(count, map(frozenset, linked)) == pieces


@given(
    st.integers(1, 8).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.frozensets(st.integers(0, n - 1), min_size=1)))
    )
)
def test_every_sentence_is_in_one_piece(given: tuple[int, list[frozenset[int]]]) -> None:
    count, linked = given
    pieces = cut(count, linked)
    assert sorted(part for piece in pieces for part in piece) == list(range(count))
    assert all(any(parts <= set(piece) for piece in pieces) for parts in linked)


@pytest.mark.parametrize("parts", [[(0,), (1,), (2,)], [(0, 2), (1,)], [(0, 1), (2,)], [(0, 1, 2)]])
def test_the_pieces_have_every_word(parts: list[tuple[int, ...]]) -> None:
    one = report(
        "A", Said("Ilmar Tosk", Kind.DIRECT, "The port is empty.  Cranes rust in the rain! Nobody comes to Orsk.")
    )
    other = report("B", Said("Ilmar Tosk", Kind.DIRECT, "The port stands empty and the cranes rust"))
    (document, (statement,)), (_, (second,)) = one, other
    pair = look({"A": document, "B": other[0]}, [statement, second])[0]
    wording = pair.left if pair.left.statement.id == statement.id else pair.right
    spans = [
        span
        for each in parts
        for span in content_of(Piece(statement.id, each), statement.content, wording, document.text)
    ]
    said = [word for span in sorted(spans) for word in span.of(document.text).split()]
    assert said == statement.content[0].of(document.text).split()
    assert all(span.of(document.text) == span.of(document.text).strip() for span in spans)
