"""Shingles: which runs stand for a text, which of them are quoted, and which propose pairs."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from sayso.group.prints import prints
from tests.group.sets import prose


def printed(*texts: str) -> list[dict[str, Any]]:
    batch = pa.RecordBatch.from_pydict({"doc": range(len(texts)), "text": pa.array(texts, pa.string())})
    rows: list[dict[str, Any]] = prints(batch).to_pylist()
    return rows


def runs(row: dict[str, Any]) -> set[int]:
    return {*row["own"], *row["quoted"]}


def test_a_text_has_a_run_for_each_word_but_three() -> None:
    (row,) = printed(prose(20, "a"))
    assert (row["words"], len(row["own"]), row["quoted"]) == (20, 17, [])


def test_a_text_shorter_than_a_run_is_one_run() -> None:
    rows = printed("dam leaks", "Dam, leaks!", "leaks dam", "dam")
    assert [len(row["own"]) for row in rows] == [1, 1, 1, 1]
    assert runs(rows[0]) == runs(rows[1])
    assert len({tuple(row["own"]) for row in rows}) == 3


def test_no_words_are_no_runs() -> None:
    (row,) = printed("— … !")
    assert row == {"doc": 0, "words": 0, "own": [], "quoted": [], "sample": []}


def test_a_run_with_a_quoted_word_is_no_own_one() -> None:
    (row,) = printed("a b c d e “f g h i” j k l m")
    assert (len(row["own"]), len(row["quoted"])) == (3, 7)


def test_what_stands_there_quoted_and_not_is_own() -> None:
    (row,) = printed("“a b c d” x a b c d")
    assert len(row["own"]) + len(row["quoted"]) == 5
    assert runs(printed("a b c d")[0]) <= set(row["own"])


def test_a_run_counts_once_however_often_it_stands_there() -> None:
    (row,) = printed("a b c d " * 10)
    assert len(row["own"]) == 4


def test_the_sample_is_an_eighth_and_the_same_runs_everywhere() -> None:
    shared = prose(4_000, "shared")
    one, other = printed(f"{prose(100, 1)} {shared}", f"{shared} {prose(100, 2)}")
    assert 0.10 < len(one["sample"]) / len(one["own"]) < 0.15
    assert len(set(one["sample"]) & set(other["sample"])) > 0.9 * len(one["sample"])


def test_a_short_text_has_a_sample_of_four() -> None:
    rows = printed(*(prose(9, seed) for seed in range(40)))
    assert all(len(row["sample"]) >= 4 for row in rows)
    assert [len(row["sample"]) for row in printed("a b c d e f")] == [3]


@given(st.lists(st.text(st.characters(), max_size=40), max_size=5))
def test_a_print_is_that_of_the_text_alone(texts: list[str]) -> None:
    texts = [text.encode("utf-8", "replace").decode() for text in texts]
    alone = [printed(text)[0] | {"doc": place} for place, text in enumerate(texts)]
    assert printed(*texts) == alone if texts else True


@given(st.text("ab “”", max_size=60))
def test_each_run_is_there_once_and_in_one_list_only(text: str) -> None:
    (row,) = printed(text)
    for part in ("own", "quoted"):
        unsigned = [run & 0xFFFFFFFF for run in row[part]]
        assert unsigned == sorted(set(unsigned))
    assert not set(row["own"]) & set(row["quoted"])
