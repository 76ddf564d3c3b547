"""Words of a statement: tokens, stems, numbers, negation, sentences."""

from __future__ import annotations

import pytest

from sayso.link.words import negations, sentences, stem, tokens
from sayso.spans import Span


def lowers(text: str) -> list[str]:
    return [token.lower for token in tokens(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("tax-filing", ["tax", "filing"]),  # as "tax filing"
        ("Tosk’s U.S. visit", ["tosk", "u.s.", "visit"]),
        ("2,000 or 2.5 or 1,000,000", ["2000", "or", "2.5", "or", "1000000"]),
        ("won’t", ["won't"]),  # one mark for all apostrophes
        ("…—!", []),
    ],
)
def test_tokens(text: str, expected: list[str]) -> None:
    assert lowers(text) == expected


@pytest.mark.parametrize(
    "forms",
    [
        ("permit", "permits", "permitted", "permitting"),
        ("close", "closed", "closing", "closes"),
        ("carry", "carries", "carried"),
        ("honest", "honestly", "honesty"),
        ("rebuild", "rebuilding"),
        ("country", "countries"),
        ("twelve", "12"),
    ],
)
def test_forms_of_a_word_share_a_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize("word", ["red", "bus", "king", "glass"])
def test_short_words_keep_what_only_looks_like_an_ending(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize("word", ["the", "would", "said", "not", "won't", "she"])
def test_words_without_content_have_no_stem(word: str) -> None:
    assert stem(word) == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [("We will close", 0), ("We won’t close", 1), ("Nobody will ever close it", 1), ("Neither he nor she", 2)],
)
def test_negations(text: str, count: int) -> None:
    assert negations(tokens(text, Span(0, len(text)))) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is empty. The cranes stand still.", ["It is empty. ", "The cranes stand still."]),
        ("Mr. Tosk met Gen. Brel. They ate.", ["Mr. Tosk met Gen. Brel. ", "They ate."]),
        ("He won 3.5 percent. ‘Really?’ Yes", ["He won 3.5 percent. ", "‘Really?’ ", "Yes"]),
        ("no end", ["no end"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [each.span.of(text) for each in sentences(text, [Span(0, len(text))])] == expected


def test_a_split_content_is_cut_where_it_is_split() -> None:
    text = "We will build,” he said, “a bridge"
    assert len(sentences(text, [Span(0, 13), Span(26, len(text))])) == 2


def test_a_name_is_known_by_its_capital_in_mid_sentence() -> None:
    found = tokens("Harbours like Orsk", Span(0, 18))
    assert [token.name for token in found] == [False, False, True]
