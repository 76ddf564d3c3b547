"""What the network is told of a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.features import BUCKETS, Vocabulary, in_marks, normal, shape

VOCABULARY = Vocabulary({"pier": 2, "don't": 3, "00": 4}, {"said": 1, "hopes": 2})

SHAPES = [
    ("Quill", "Xxx"),  # a run of three or more counts as two
    ("McCoy-10", "XxXxx-dd"),
    ("U.S.", "X.X."),
    ("5,000", "d,dd"),
    ("…", "…"),
    ("東京", "東京"),  # neither upper nor lower case
    ("", ""),
]

MARKED = [
    ("He said “ we sail ” .", [0, 0, 2, 1, 1, 3, 0]),
    ('He said " we sail " .', [0, 0, 2, 1, 1, 3, 0]),  # straight marks take turns
    ("“ a “ b ” c", [2, 1, 2, 1, 3, 0]),  # a mark that is opened twice is closed once
    ("a ” b", [0, 3, 0]),  # and one that was never opened
    ("", []),
]


@pytest.mark.parametrize(("word", "expected"), SHAPES)
def test_shape(word: str, expected: str) -> None:
    assert shape(word) == expected


@pytest.mark.parametrize(("words", "states"), MARKED)
def test_in_marks(words: str, states: list[int]) -> None:
    assert in_marks(words.split()) == states


def test_normal_form() -> None:
    assert normal("Don’t") == "don't"
    assert normal("1990S") == "0000s"


def test_a_word_is_known_in_every_dress() -> None:
    assert {VOCABULARY.features(word).word for word in ("pier", "Pier", "PIER")} == {2}
    assert VOCABULARY.features("Don’t").word == 3
    assert VOCABULARY.features("47").word == 4


def test_the_others_share_one_row() -> None:
    assert VOCABULARY.features("quay").word == 1
    assert VOCABULARY.features("quay").reporting == 0


def test_reporting_words_have_their_class() -> None:
    assert [VOCABULARY.features(word).reporting for word in ("Said", "hopes", "pier")] == [1, 2, 0]


def test_endings_are_the_same_in_every_process() -> None:
    # Rows of the shipped tables: with Python's own hash, which differs by process, the weights would mean nothing.
    assert VOCABULARY.features("resigned")[1:4] == (3914, 144, 467)


@given(st.text(max_size=20))
def test_every_text_has_rows_in_the_tables(word: str) -> None:
    found = VOCABULARY.features(word)
    assert all(0 <= getattr(found, name) < size for name, size in BUCKETS.items())
    assert VOCABULARY.features(word) == found  # remembered


def test_half_a_character_is_a_word_too() -> None:
    assert VOCABULARY.features("\ud800").word == 1
