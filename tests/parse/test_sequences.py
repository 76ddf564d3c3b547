"""Long units are read in parts, cut where a sentence ends."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.sequences import MAX_WORDS, sequences, single_sentences

WORDS = st.lists(st.sampled_from(["The", "pier", ".", "?", "”", "’", "Mr."]), max_size=3 * MAX_WORDS)


@given(WORDS)
def test_every_word_stands_in_one_part(words: list[str]) -> None:
    assert [k for part in sequences(words) for k in part] == list(range(len(words)))


@given(WORDS)
def test_no_part_is_empty_or_too_long(words: list[str]) -> None:
    assert all(0 < len(part) <= MAX_WORDS for part in sequences(words))


@given(st.integers(1, MAX_WORDS))
def test_what_fits_is_not_cut(count: int) -> None:
    assert sequences(["."] * count, usual=count) == [range(count)]


def test_a_part_ends_with_the_last_sentence_that_fits() -> None:
    words = [*["The"] * 50, ".", *["The"] * 50, "!", "”", *["The"] * 90]
    assert sequences(words, usual=128) == [range(103), range(103, 193)]


def test_sentences_beyond_the_usual_are_read_apart() -> None:
    words = [*["The"] * 30, ".", *["The"] * 30, "!", "”", *["The"] * 9]
    assert sequences(words, usual=48) == [range(31), range(31, 72)]


def test_one_long_sentence_is_not_cut() -> None:
    words = [*["The"] * 70, ".", *["The"] * 20, ".", *["The"] * 20]
    assert sequences(words, usual=48) == [range(71), range(71, 112)]


def test_a_point_before_a_small_letter_ends_nothing() -> None:
    words = [*["the"] * 50, ".", "The", *["the"] * 40, "?", *["the"] * 90]
    assert sequences(words, usual=128)[0] == range(51)


def test_a_sentence_without_end_is_cut_where_the_part_is_full() -> None:
    assert sequences(["and"] * (2 * MAX_WORDS + 1)) == [
        range(MAX_WORDS),
        range(MAX_WORDS, 2 * MAX_WORDS),
        range(2 * MAX_WORDS, 2 * MAX_WORDS + 1),
    ]


def test_inside_a_quotation_each_sentence_is_a_part() -> None:
    words = ["I", "said", ":", "‘", "No", ".", "’", "I", "left", ",", "Mr.", "Tosk", ".", "Then", "we", "sailed"]
    parts = [" ".join(words[part.start : part.stop]) for part in single_sentences(words)]
    assert parts == ["I said : ‘ No . ’", "I left , Mr. Tosk .", "Then we sailed"]


@given(WORDS)
def test_sentences_hold_every_word_once(words: list[str]) -> None:
    assert [k for part in single_sentences(words) for k in part] == list(range(len(words)))
