"""Copies: how much of a text stands in another, and who is one witness."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import GroupSettings
from sayso.engine.duckdb import DuckDB
from tests.group.sets import Counting, copies, origins, prose, words

WIRE = prose(300, "wire")


@pytest.fixture(scope="module")
def relations() -> Iterator[Counting]:
    with Counting() as made:
        yield made


def test_the_same_text_stands_in_the_other_whole(relations: Counting) -> None:
    (copy,) = copies(relations, {"a": WIRE, "b": WIRE.upper(), "c": prose(300, "other")})
    assert (copy.left, copy.right, copy.left_in_right, copy.right_in_left) == ("a", "b", 1.0, 1.0)


@pytest.mark.parametrize("kept", [0.25, 0.35, 0.6])
def test_a_cut_text_is_told_both_ways(relations: Counting, kept: float) -> None:
    cut = " ".join(WIRE.split()[: int(kept * 300)])
    (copy,) = copies(relations, {"brief": cut, "wire": WIRE})
    assert copy.left_in_right == 1.0
    assert copy.right_in_left == pytest.approx(kept, abs=0.02)


def test_a_text_inside_a_longer_one_is_told_both_ways(relations: Counting) -> None:
    inside = f"{prose(400, 'before')}\n{WIRE}\n{prose(300, 'after')}"
    (copy,) = copies(relations, {"round-up": inside, "wire": WIRE})
    assert copy.right_in_left == 1.0
    assert copy.left_in_right == pytest.approx(0.3, abs=0.02)


def test_what_shares_too_little_is_no_copy(relations: Counting) -> None:
    shared = " ".join(WIRE.split()[:45])
    texts = {"a": f"{shared} {prose(255, 1)}", "b": f"{shared} {prose(255, 2)}"}
    assert copies(relations, texts) == []
    assert len(copies(relations, texts, GroupSettings(min_reuse_share=0.1))) == 1


def test_words_in_another_order_are_no_copy(relations: Counting) -> None:
    turned = WIRE.split()
    random.Random(1).shuffle(turned)
    assert copies(relations, {"a": WIRE, "b": " ".join(turned)}) == []


def test_quotations_are_no_copy(relations: Counting) -> None:
    """Two reporters in one room: half of what each prints is the same speaker's words."""
    said = " ".join(f"“{prose(30, ('said', i))},” she said." for i in range(5))
    texts = {"a": f"{prose(150, 1)} {said}", "b": f"{said} {prose(150, 2)}"}
    assert copies(relations, texts) == []


def test_quotations_with_the_words_around_them_are_a_copy(relations: Counting) -> None:
    said = " ".join(f"“{prose(30, ('said', i))},” {prose(20, ('around', i))}." for i in range(5))
    (copy,) = copies(relations, {"a": f"{prose(60, 1)} {said}", "b": f"{said} {prose(60, 2)}"})
    assert copy.left_in_right > 0.7


def test_a_text_of_quotations_alone_can_be_a_copy(relations: Counting) -> None:
    """Too few own words to judge by: then all words decide."""
    said = f"“{prose(120, 'said')}”"
    assert len(copies(relations, {"a": f"Tosk: {said}", "b": f"Ilmar Tosk said: {said}"})) == 1


def test_a_lost_closing_mark_hides_no_copy(relations: Counting) -> None:
    """The outlet's own words up to the next quotation are not taken for quoted."""
    parts = [prose(60, ("part", i)) for i in range(4)]
    lost = f"“{parts[0]}, she said. {parts[1]} “{parts[2]}” {parts[3]}"
    whole = f"“{parts[0]},” she said. {parts[1]} “{parts[2]}” {parts[3]}"
    (copy,) = copies(relations, {"lost": f"{lost}", "whole": whole})
    assert copy.left_in_right == 1.0


@pytest.mark.parametrize("text", ["", "— …", "dam"])
def test_texts_without_words_have_no_copies(relations: Counting, text: str) -> None:
    expected = 1 if text == "dam" else 0
    assert len(copies(relations, {"a": text, "b": text, "c": WIRE})) == expected


def test_boilerplate_of_thousands_proposes_few_pairs(relations: Counting) -> None:
    footer, articles = prose(40, "footer"), 3_000
    texts = {f"{n}": f"{prose(160, n)} {footer}" for n in range(articles)}
    assert copies(relations, texts) == []
    assert 0 < relations.rows["proposed"] <= 10 * articles  # of 4.5 million


def test_one_wire_text_in_300_outlets_is_one_origin(relations: Counting) -> None:
    """More than meet each other at once: the chain of neighbours holds them together."""
    texts = {f"outlet {n}": f"{prose(20, n)} {WIRE}" for n in range(300)}
    texts["own"] = prose(300, "own report")
    found = copies(relations, texts)
    assert origins(relations, texts) == [sorted(set(texts) - {"own"}), ["own"]]
    assert len(found) <= 20 * 300


def test_copies_of_copies_are_one_origin(relations: Counting) -> None:
    """Each holds half of the one before: the last shares nothing with the first."""
    parts = words(400, "parts")
    texts = {f"{n}": " ".join(parts[n * 60 : n * 60 + 160]) for n in range(4)}
    assert [(copy.left, copy.right) for copy in copies(relations, texts)] == [
        ("0", "1"), ("0", "2"), ("1", "2"), ("1", "3"), ("2", "3")
    ]  # fmt: skip
    assert origins(relations, texts) == [["0", "1", "2", "3"]]


def test_some_reuse_leaves_two_origins(relations: Counting) -> None:
    shared = " ".join(WIRE.split()[:90])
    texts = {"a": f"{shared} {prose(210, 1)}", "b": f"{shared} {prose(210, 2)}"}
    assert len(copies(relations, texts)) == 1
    assert origins(relations, texts) == [["a"], ["b"]]


@settings(max_examples=10)
@given(st.permutations(["wire", "brief", "long", "other"]))
def test_the_names_of_articles_change_nothing(relations: DuckDB, names: list[str]) -> None:
    wire, brief, long, other = names
    texts = {
        wire: WIRE,
        brief: " ".join(WIRE.split()[:100]),
        long: f"{prose(200, 1)} {WIRE}",
        other: prose(300, 2),
    }
    shares = {frozenset(((c.left, c.left_in_right), (c.right, c.right_in_left))) for c in copies(relations, texts)}
    assert {frozenset(name for name, _ in pair) for pair in shares} == {
        frozenset((wire, brief)),
        frozenset((wire, long)),
        frozenset((brief, long)),
    }
    assert origins(relations, texts) == sorted([sorted([wire, brief, long]), [other]])
