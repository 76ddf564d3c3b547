"""Offset maps: out and back is the identity, whatever was edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.spans import Edit, Span, apply, identity


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=40))
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=10)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return text, [Edit(start, end, draw(st.text(max_size=4)), "test") for start, end in pairs]


@given(edited())
def test_every_kept_character_maps_out_and_back(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    copy, origin = apply(text, edits)
    for run in origin.runs:
        for step in range(run.length):
            there = Span(run.original + step, run.original + step + 1)
            here = origin.to_derived(there)
            assert here.of(copy) == there.of(text)
            assert origin.to_original(here) == there


@given(edited(), st.data())
def test_any_span_of_the_copy_maps_inside_the_text(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    copy, origin = apply(text, edits)
    start = data.draw(st.integers(0, len(copy)))
    end = data.draw(st.integers(start, len(copy)))
    span = origin.to_original(Span(start, end))
    assert 0 <= span.start <= span.end <= len(text)


@given(edited(), st.data())
def test_the_image_covers_the_original_of_every_character(case: tuple[str, list[Edit]], data: st.DataObject) -> None:
    text, edits = case
    copy, origin = apply(text, edits)
    start = data.draw(st.integers(0, len(copy)))
    end = data.draw(st.integers(start, len(copy)))
    whole = origin.to_original(Span(start, end))
    parts = [origin.to_original(Span(k, k + 1)) for k in range(start, end)]
    assert all(not part or whole.contains(part) for part in parts)


def test_an_inserted_space_is_a_point() -> None:
    copy, origin = apply("said.“There", [Edit(5, 5, " ", "space missing")])
    assert copy == "said. “There"
    assert origin.to_original(Span(6, 7)) == (5, 6)
    assert origin.to_original(Span(5, 6)) == (5, 5)


def test_a_replaced_run_maps_to_what_it_replaced() -> None:
    copy, origin = apply("a''b", [Edit(1, 3, "“", "straight mark")])
    assert copy == "a“b"
    assert origin.to_original(Span(1, 2)) == (1, 3)


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(0, 2, "", "x"), Edit(1, 3, "", "x")],  # overlapping
        [Edit(2, 3, "", "x"), Edit(0, 1, "", "x")],  # not sorted
        [Edit(0, 9, "", "x")],  # beyond the end
    ],
)
def test_edits_that_make_no_sense_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlaps"):
        apply("abc", edits)


def test_identity_maps_everything_to_itself() -> None:
    assert identity(5).to_original(Span(2, 5)) == (2, 5)
    assert identity(5).to_derived(Span(0, 5)) == (0, 5)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span(0, 5), Span(4, 9), True),
        (Span(0, 5), Span(5, 9), False),  # half-open: they touch
        (Span(0, 9), Span(5, 5), False),  # a point shares no character
    ],
)
def test_overlap(one: Span, other: Span, expected: bool) -> None:
    assert one.overlaps(other) is other.overlaps(one) is expected
