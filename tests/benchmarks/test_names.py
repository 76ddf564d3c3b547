"""Our own table of names: what stands in it, and how it is counted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.quality.names import PART, Pair, is_joined, measure, read_pairs
from sayso.records import EntityKind

PAIRS = read_pairs()


def test_the_table_is_wide() -> None:
    assert len(PAIRS) >= 200
    assert len({pair.language for pair in PAIRS}) >= 8
    assert len({pair.script for pair in PAIRS}) >= 3
    assert Counter(pair.part for pair in PAIRS)["held_out"] >= len(PAIRS) / 2
    assert all(pair.why for pair in PAIRS)


def test_each_pair_stands_in_it_once() -> None:
    pairs = [(frozenset((pair.left, pair.right)), pair.beside) for pair in PAIRS]
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize(
    "row",
    [
        '{ alike = ["A", "B"], why = "w" }',  # no such answer
        '{ same = ["A", "B", "C"], why = "w" }',  # three names
        '{ same = ["A", "B"], different = ["A", "B"], why = "w" }',  # two answers
    ],
)
def test_a_row_that_is_of_another_form_is_refused(tmp_path: Path, row: str) -> None:
    path = tmp_path / "names.toml"
    path.write_text(f'[[group]]\nlanguage = "l"\nscript = "s"\nkind = "person"\ntried = [{row}]\n', "utf-8")
    with pytest.raises(ValueError, match="is not one of"):
        read_pairs(path)


ASKED = [
    ("Ada Quill", "A. Quill", (), True),
    ("Ada Quill", "A. Quill", ("Anna Quill",), False),
    # titles are taken off, and tell
    ("Mr. Quill", "Oskar Quill", (), True),
    ("Mr. Quill", "Ada Quill", (), False),
]


@pytest.mark.parametrize(("left", "right", "beside", "joined"), ASKED)
def test_what_is_asked(left: str, right: str, beside: tuple[str, ...], joined: bool) -> None:
    pair = Pair("English", "Latin", EntityKind.PERSON, left, right, "same", beside, "tried", "")
    assert is_joined(pair) is joined


def test_no_two_persons_of_the_table_are_joined(tmp_path: Path) -> None:
    measured = measure(tmp_path)
    assert len(measured.examples) == len(PAIRS)
    assert "sayso" in measured.table
    assert PART.margin < 100 / len(PAIRS)
    wrong = [example.name for example in measured.examples if example.wrong]
    joined = [pair for pair in PAIRS if f"{pair.left} / {pair.right}" in wrong and pair.answer != "same"]
    assert [pair for pair in joined if pair.kind is EntityKind.PERSON] == []
