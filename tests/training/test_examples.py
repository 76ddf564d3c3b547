"""Examples become numbers, and what people marked becomes labels."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.extract.lexicon import lexicon
from sayso.parse.features import Vocabulary
from sayso.parse.labelling import LABELS
from tests.training.lessons import lesson, lessons
from training.corpus import Annotated
from training.examples import Inventory, inventory, item, main_word, question

LESSON = lesson("Ilmar Tosk", "said", "the pier is safe")  # Ilmar Tosk said that the pier is safe . He left .


@pytest.fixture(scope="module")
def known() -> Inventory:
    return inventory(lessons(), lexicon())


def labels(known: Inventory, annotated: Annotated) -> str:
    (cue,) = item(replace(LESSON, annotated=[annotated]), known).cues
    return " ".join(LABELS[label] for label in cue.labels)


def test_words_seen_once_are_unknown() -> None:
    known = inventory([LESSON, lesson("Ada Quill", "said", "the dam leaks")], lexicon())
    assert "that" in known.vocabulary.words
    assert "tosk" not in known.vocabulary.words
    assert known.counts[known.vocabulary.words["that"]] == 2
    assert len(known.counts) == len(known.vocabulary.words) + 2


def test_the_inventory_does_not_depend_on_the_order() -> None:
    forward, backward = inventory(lessons(), lexicon()), inventory(lessons()[::-1], lexicon())
    assert forward.vocabulary.words == backward.vocabulary.words
    assert (forward.tags, forward.deps, forward.ents) == (backward.tags, backward.deps, backward.ents)


def test_a_content_and_its_source_become_labels(known: Inventory) -> None:
    assert LESSON.annotated is not None
    assert labels(known, LESSON.annotated[0]) == "B-S E-S O B-C I-C I-C I-C E-C O O O O"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ([5], "S-C at 5"),  # one word
        ([4, 5, 8], "B-C at 4, E-C at 5"),  # a mark at the edge does not belong to it
        ([6, 7, 9, 10], "B-C at 6, I-C at 7, I-C at 8, I-C at 9, E-C at 10"),  # a mark between does not part it
        ([3, 4, 6, 7], "B-C at 3, E-C at 4, B-C at 6, E-C at 7"),  # a word between does
    ],
)
def test_runs_of_a_content(known: Inventory, content: list[int], expected: str) -> None:
    found = labels(known, Annotated(content, [2], [])).split()
    assert ", ".join(f"{label} at {k}" for k, label in enumerate(found) if label != "O") == expected


def test_what_nobody_looked_at_is_not_judged(known: Inventory) -> None:
    assert item(LESSON, known).judged
    assert not item(replace(LESSON, annotated=None), known).judged


def test_the_main_word_of_a_cue() -> None:
    told = ["Tosk", "had", "been", "told", "the", "truth"]
    example = replace(LESSON, words=told, quoted=[False] * 6, heads=[3, 3, 3, 3, 5, 3])
    example.tags = ["NNP", "VBD", "VBN", "VBN", "DT", "NN"]
    assert main_word(example, [1, 2, 3]) == 3
    assert main_word(example, [1, 2]) == 1  # both hang on what is no part of the cue
    assert main_word(example, [4]) == 4


def test_a_question_is_about_the_whole_sequence(known: Inventory) -> None:
    each = item(LESSON, known)
    assert question(each, 7, 9) == (7, 0, len(each), 9)


def test_a_class_that_training_never_saw_counts_as_the_first(known: Inventory) -> None:
    strange = replace(LESSON, ents=["PLANET", *LESSON.ents[1:]])
    assert item(strange, known).ents[0] == 0


def test_reporting_words_have_the_rows_of_the_bundled_tables(known: Inventory) -> None:
    rows = Vocabulary({}, known.vocabulary.reporting)
    kinds = [
        rows.features(word).reporting for word in ("said", "hoped", "described", "announcement", "confident", "pier")
    ]
    assert kinds == [1, 2, 3, 4, 5, 0]
