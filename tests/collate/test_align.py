"""Readings set word against word: tables of columns, and what holds for any readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.collate import align
from sayso.collate.differences import differences
from sayso.collate.lineup import Found, Lineup
from sayso.spans import Span

Compare = Callable[..., Lineup]


def rows(*texts: str) -> list[str]:
    """The alignment as text, a line a reading: ``-`` for a gap; the last line marks the columns that are the same."""
    found = align([(text, [Span(0, len(text))]) for text in texts])
    lines = [
        " ".join("-" if (cell := column.cells[k]) is None else cell.of(text) for column in found.columns)
        for k, text in enumerate(texts)
    ]
    return [*lines, "".join("=" if column.same else "." for column in found.columns)]


TABLES: list[tuple[list[str], list[str]]] = [
    # a gap
    (["We will pay.", "We will never pay."], ["We will - pay", "We will never pay", "==.="]),
    # a contraction is two words
    (["We would pay.", "we’d pay"], ["We would pay", "we ’d pay", "==="]),
    # a number in words is one
    (
        ["We paid 1,200 crowns.", "We paid twelve hundred crowns."],
        ["We paid 1,200 crowns", "We paid twelve hundred crowns", "===="],
    ),
    # a mismatch stands in one column
    (["It is a grave mistake", "It is a bitter mistake"], ["It is a grave mistake", "It is a bitter mistake", "===.="]),
    # one stem is aligned, but not the same
    (["He promises peace", "He promised lasting peace"], ["He promises - peace", "He promised lasting peace", "=..="]),
    # near spelling: a name from another alphabet
    (["Oleksandr left", "Aleksandr then left"], ["Oleksandr - left", "Aleksandr then left", "..="]),
    # number against number, though the order would allow others
    (["about 40 men", "some 60 men"], ["about 40 men", "some 60 men", "..="]),
    # three readings
    (
        ["We will pay now", "We will never pay", "Today we will pay now"],
        ["- We will - pay now", "- We will never pay -", "Today we will - pay now", ".==.=."],
    ),
    # marks drive nothing
    (["We: will, pay!", "“We will” — pay"], ["We will pay", "We will pay", "==="]),
    # one reading
    (["We will pay"], ["We will pay", "==="]),
    # an empty reading
    (["We will pay", ""], ["We will pay", "- - -", "..."]),
    ([""], ["", ""]),
]


@pytest.mark.parametrize(("texts", "expected"), TABLES)
def test_columns(texts: list[str], expected: list[str]) -> None:
    assert rows(*texts) == expected


def test_no_readings() -> None:
    assert align([]).columns == ()


def test_content_in_two_spans() -> None:
    # “We will”, she said, “pay.”
    text = "“We will”, she said, “pay.”"
    found = align([(text, [Span(1, 8), Span(22, 25)]), ("We will pay", [Span(0, 11)])])
    assert [column.cells[0] for column in found.columns] == [Span(1, 3), Span(4, 8), Span(22, 25)]
    assert all(column.same for column in found.columns)


def test_moved_run_is_told_as_moved(aligned_pair: Compare) -> None:
    lineup = aligned_pair(
        "Near the old mill we met, and the farmers cheered us loudly",
        "The farmers cheered us loudly when we met near the old mill",
    )
    assert [lineup.left.said(run.left, run.left + run.length) for run in lineup.moved] == ["Near the old mill"]


def test_long_readings_are_aligned_in_pieces() -> None:
    text = " ".join(f"w{k % 9973}x{k % 17}" for k in range(60_000))
    other = text.replace("w77x", "v77x")
    found = align([(text, [Span(0, len(text))]), (other, [Span(0, len(other))])])
    assert sum(column.same for column in found.columns) > 59_000


def test_long_readings_without_anchors_stay_unpaired() -> None:
    # 6,000 × 6,000 words that occur over and over: too many to compare, and nothing stands once
    left, right = " ".join(["we", "will", "pay"] * 2000), " ".join(["they", "may", "not"] * 2000)
    found = align([(left, [Span(0, len(left))]), (right, [Span(0, len(right))])])
    assert len(found.columns) == 12_000


WORDS = st.lists(
    st.sampled_from(
        """we will will not never pay 40 60 sixty twelve hundred the a old mill, Marra. “But don't we'd £5 é
        —""".split()  # noqa: SIM905 - reads as running text
    ),
    max_size=14,
).map(" ".join)
ANY = st.text(max_size=60)


def spans_of(text: str, cuts: Sequence[int]) -> list[Span]:
    """The text in pieces, cut where asked."""
    places = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [Span(start, end) for start, end in pairwise(places)]


@settings(max_examples=150)
@given(st.lists(st.tuples(st.one_of(WORDS, ANY), st.lists(st.integers(0, 60), max_size=2)), max_size=4))
def test_every_word_is_in_exactly_one_cell(readings: list[tuple[str, list[int]]]) -> None:
    texts = [(text, spans_of(text, cuts)) for text, cuts in readings]
    found = align(texts)
    for k, (text, spans) in enumerate(texts):
        cells = [cell for column in found.columns if (cell := column.cells[k]) is not None]
        assert cells == sorted(cells)
        assert all(one.end <= other.start for one, other in pairwise(cells))
        assert all(0 <= cell.start < cell.end <= len(text) for cell in cells)
        letters = {i for span in spans for i in range(*span) if text[i].isalnum()}
        assert letters <= {i for cell in cells for i in range(*cell)}


@settings(max_examples=100)
@given(st.lists(WORDS, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_order_plays_no_part(texts: list[str], random: object) -> None:
    order = list(range(len(texts)))
    random.shuffle(order)  # type: ignore[attr-defined]
    plain = align([(text, [Span(0, len(text))]) for text in texts])
    mixed = align([(texts[k], [Span(0, len(texts[k]))]) for k in order])
    assert [column.same for column in plain.columns] == [column.same for column in mixed.columns]
    for place, k in enumerate(order):
        if texts.count(texts[k]) == 1:
            assert [c.cells[k] for c in plain.columns] == [c.cells[place] for c in mixed.columns]


@pytest.mark.parametrize("unit", ["the ", "not good ", "in Aab ", "in 1974 or ", "40 men ", "a'", "1,", ". A", "ten "])
def test_hostile_readings(unit: str, aligned_pair: Compare) -> None:
    text = unit * (60_000 // len(unit))
    lineup = aligned_pair(text, "Once " + text)
    assert all(_is_inside(found, lineup) for found in differences(lineup, min_overlap=0.5))


@pytest.mark.parametrize("unit", ["the ", "not good ", "in Aab in Bba ", "in 1974 or ", "40 men ", "may go but "])
def test_hostile_readings_of_the_longest_kind(unit: str, aligned_pair: Compare) -> None:
    # below the cap of words, where every difference is looked for
    words = len(unit.split())
    lineup = aligned_pair(unit * (3600 // words), f"Once {unit * (2400 // words)}")
    assert all(_is_inside(found, lineup) for found in differences(lineup, min_overlap=0.5))


def _is_inside(found: Found, lineup: Lineup) -> bool:
    place = found.place
    left, right = len(lineup.left.words), len(lineup.right.words)
    return 0 <= place.left <= place.left_end <= left and 0 <= place.right <= place.right_end <= right
