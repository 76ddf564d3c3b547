"""Words as numbers: which there are, whatever the script, and that nothing around them changes their number."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.group.tokens import runs_of, tokens

ANY_TEXTS = st.lists(st.text(st.characters(), max_size=30), max_size=6)


def words_of(text: str) -> list[str]:
    found = tokens([text])
    return [found.word(i) for i in range(len(found.hashes))]


def numbers(*texts: str) -> list[list[int]]:
    """The numbers of the words of each text."""
    found = tokens(texts)
    return [found.hashes[found.texts == place].tolist() for place in range(len(texts))]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The dam leaks.", "The dam leaks"),
        ("", ""),
        ("— … !", ""),
        ("U.S. 1,200", "U S 1 200"),
        ("don't, well-known", "don t well known"),
        ("Tosk's, Tosk’s, TOSK'S", "Tosk Tosk TOSK"),
        ("Tosk' s", "Tosk s"),
        ("the fishermen's S", "the fishermen S"),
        ("’s", ""),
        ("x\ny\r\nz", "x y z"),
        ("(a)b[c]_d", "a b c d"),
        ("Élan naïve Žižić", "Élan naïve Žižić"),
        ("Лукаш, Ґанок!", "Лукаш Ґанок"),
        ("Οδός «Άγιου»", "Οδός Άγιου"),
        ("שלום עולם", "שלום עולם"),
        ("سد، السد؟", "سد السد"),
        ("水坝漏水。大坝", "水坝漏水 大坝"),
        ("ダム、ダム", "ダム ダム"),
        ("댐 누수", "댐 누수"),
        ("１２ dams", "１２ dams"),
        ("dam\ud800leaks", "dam leaks"),
    ],
)
def test_the_words_of_a_text(text: str, words: str) -> None:
    assert words_of(text) == words.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [("DAM", "dam"), ("ДАМБА", "дамба"), ("ÉLAN", "élan"), ("Ὀδός".upper(), "ὀδόσ"), ("Σ", "ς")],
)
def test_case_is_folded(one: str, other: str) -> None:
    assert numbers(one) == numbers(other)


@pytest.mark.parametrize(("one", "other"), [("dam", "mad"), ("dam", "dams"), ("a", "aa"), ("aab", "aba"), ("1", "11")])
def test_other_letters_or_another_order_are_another_word(one: str, other: str) -> None:
    assert numbers(one) != numbers(other)


def test_a_word_has_one_number_in_all_texts() -> None:
    ((a, leak), (b, also)) = numbers("dam leaks", "leaks dam")
    assert (a, leak) == (also, b)


@given(ANY_TEXTS)
def test_words_are_the_same_whatever_batch_they_come_in(texts: list[str]) -> None:
    assert numbers(*texts) == [numbers(text)[0] for text in texts]


@given(st.text(st.characters(), max_size=60), st.text("abc .,’“\n", max_size=200))
def test_words_are_the_same_wherever_they_stand(text: str, before: str) -> None:
    ((whole, alone, first),) = (numbers(f"{before}\n{text}", text, f"{before}\n"),)
    assert whole == first + alone


@given(ANY_TEXTS)
def test_each_word_is_printed_in_its_text(texts: list[str]) -> None:
    found = tokens(texts)
    for i, text in enumerate(found.texts.tolist()):
        assert found.word(i) in texts[text]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("he said “the dam leaks” again", "the dam leaks"),
        ('he said "the dam leaks" again', "the dam leaks"),
        ("er sagte „der Damm bricht“ und ging", "der Damm bricht"),
        ("er sagte „der Damm bricht” und ging", "der Damm bricht"),
        ("il a dit « la digue cède » hier", "la digue cède"),
        ("„eins“ und „zwei“", "eins zwei"),
        ("a “b c", ""),
        ("a “b\nc” d", ""),
        ("it is the dam's", ""),
        # The closing mark is lost: what follows up to the next quotation is the outlet's own.
        ("“we know, she said. He stood there. “they saw” it", "they saw"),
    ],
)
def test_words_in_quotation_marks(text: str, quoted: str) -> None:
    found = tokens([text])
    assert [found.word(i) for i in np.flatnonzero(found.quoted).tolist()] == quoted.split()


def test_marks_do_not_pair_across_texts() -> None:
    found = tokens(["a “b", "c” d"])
    assert not found.quoted.any()


def test_runs_are_told_apart_by_their_order() -> None:
    (one,), (other,) = (runs_of(tokens([text]).hashes, 3) for text in ("a b c", "c b a"))
    assert one != other


def test_runs_are_fewer_than_words() -> None:
    hashes = tokens(["a b c d"]).hashes
    assert [len(runs_of(hashes, length)) for length in (1, 2, 4, 5)] == [4, 3, 1, 0]
    assert runs_of(tokens(["x a b"]).hashes, 2)[1] == runs_of(tokens(["a b y"]).hashes, 2)[0]
