"""The passage of an example, with signs where each attribution begins and ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.evaluate.mistakes import Example
from sayso.evaluate.passages import passage
from sayso.evaluate.scorer import attribution, words_of
from tests.evaluate.marking import TOSK, Row, quote


def marked(gold: Row | None, found: Row | None, text: str = TOSK) -> str:
    words = words_of(text)
    one, other = (None if each is None else attribution(text, words, each["content"], None) for each in (gold, found))
    return passage(text, Example("a", 0, one, other, {})).marked


CASES = [
    # side by side, one inside the other, crossing, the same
    ("mayor will", "the mayor will resign", "that {the [mayor will] resign}."),
    ("the mayor will resign", "mayor will", "that [the {mayor will} resign]."),
    ("the mayor will", "mayor will resign", "that [the {mayor will] resign}."),
    ("the mayor", "the mayor", "that [{the mayor}] will"),
    ("the", "mayor", "that [the] {mayor} will"),
    # what ends where another begins is closed first
    ("the ", "mayor", "that [the ]{mayor} will"),
    (None, "mayor", "the {mayor} will"),
    ("mayor", None, "the [mayor] will"),
]


@pytest.mark.parametrize(("gold", "found", "expected"), CASES)
def test_signs(gold: str | None, found: str | None, expected: str) -> None:
    one, other = (None if words is None else quote(TOSK, words) for words in (gold, found))
    assert expected in marked(one, other)


def test_parts_of_a_split_content_are_marked_each() -> None:
    both = quote(TOSK, "We will not tax salt,", "this year.")
    assert "“[{We will not tax salt,}]” Brenn said, “[{this year.}]”" in marked(both, both)


def test_context_ends_at_words_and_paragraphs() -> None:
    text = f"Another paragraph.\n{'very ' * 40}sure that ice is cold {'indeed ' * 40}\nAnd one more."
    told = marked(quote(text, "ice is cold"), None, text)
    assert told.startswith("…very ")
    assert told.endswith(" indeed…")
    assert "sure that [ice is cold] indeed" in told
    assert "\n" not in told


def test_a_paragraph_is_not_left() -> None:
    text = "The paragraph before.\nTosk said that ice is cold.\nAnd one more."
    assert marked(quote(text, "ice is cold"), None, text) == "Tosk said that [ice is cold]."


def test_a_long_passage_loses_its_middle() -> None:
    text = f"Tosk said that {'salt ' * 1_000}is dear."
    told = marked({"content": [[15, len(text) - 1]]}, None, text)
    assert len(told) < 1_300
    assert told.startswith("Tosk said that [salt ")
    assert " […] " in told
    assert told.endswith("is dear].")


@given(st.lists(st.tuples(st.integers(0, len(TOSK) - 1), st.integers(1, 30)), min_size=1, max_size=3))
def test_nothing_but_signs_is_added(spans: list[tuple[int, int]]) -> None:
    content = [[start, min(len(TOSK), start + length)] for start, length in spans]
    told = marked({"content": content}, {"content": content})
    bare = told.strip("…").translate({ord(sign): None for sign in "[]{}"})
    assert bare in TOSK
