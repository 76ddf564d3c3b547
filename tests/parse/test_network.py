"""The bundled network: what it is made of, and that what it says of a sequence hangs on nothing else."""

from __future__ import annotations

import json
from importlib.resources import as_file, files
from itertools import chain

import numpy as np
import pytest

from sayso.parse.labelling import LABELS
from sayso.parse.network import DISTANCES, Question, Reading, network
from sayso.parse.tree import LEVELS

SEQUENCES = [
    line.split()
    for line in (
        "Mayor Ilmar Tosk said on Monday that the pier would open in May .",
        "Yes",
        "The boats sailed at dawn . Ada Quill denied that anybody had been warned .",
        "“ We sail , ” she added , according to the harbour office .",
        "\ud800 東京 👍 …",
    )
]


def told(reading: Reading) -> tuple[object, ...]:
    return reading.tags, reading.ents, reading.heads, reading.deps, reading.sentences


def questions(reading: Reading) -> list[Question]:
    return [Question(reading, sentence, cue) for sentence in reading.sentences for cue in sentence]


# --- what is shipped -------------------------------------------------------------------------------------------------


def test_the_weights_are_plain_finite_numbers() -> None:
    with as_file(files("sayso.parse") / "network.npz") as path, np.load(path, allow_pickle=False) as stored:
        assert stored.files
        for name in stored.files:
            assert stored[name].dtype == np.float16, name
            assert np.isfinite(stored[name]).all(), name


def test_every_name_has_its_row() -> None:
    names = json.loads((files("sayso.parse") / "network.json").read_text("utf-8"))
    weights = network().weights
    assert weights["embed.word"].shape[0] == len(names["words"]) + 2  # padding and unknown
    assert len(set(names["words"])) == len(names["words"])
    assert weights["embed.reporting"].shape[0] > max(names["reporting"].values())
    assert weights["tag.bias"].shape == (len(names["tags"]),)
    assert weights["ent.bias"].shape == (len(names["ents"]),)
    assert weights["dep"].shape[1] % len(names["deps"]) == 0
    assert tuple(names["labels"]) == LABELS
    assert weights["after"].shape == (len(LABELS), len(LABELS))
    assert weights["level.weight"].shape[0] == LEVELS + 1
    assert weights["distance.weight"].shape[0] == len(DISTANCES) + 1
    assert weights["way.weight"].shape[0] == len(names["deps"]) + 1


def test_the_classes_that_the_rules_ask_for_are_there() -> None:
    net = network()
    assert {"VBD", "NN", "NNP", "TO", "DT", "PRP"} <= set(net.tags)
    assert {"ROOT", "nsubj", "ccomp", "mark", "prep"} <= set(net.deps)
    assert {"", "PERSON", "ORG", "GPE"} <= set(net.ents)


# --- reading ---------------------------------------------------------------------------------------------------------


def test_nothing_is_read_where_nothing_is_asked() -> None:
    assert network().read([]) == []
    assert network().answers([]) == []


def test_a_reading_has_a_tree_in_each_sentence() -> None:
    for words, reading in zip(SEQUENCES, network().read(SEQUENCES), strict=True):
        assert list(chain.from_iterable(reading.sentences)) == list(range(len(words)))
        for sentence in reading.sentences:
            assert all(reading.heads[word] in sentence for word in sentence)
            assert sum(reading.heads[word] == word for word in sentence) == 1
        assert {len(row) for row in (reading.tags, reading.ents, reading.deps, reading.cues, reading.states)} == {
            len(words)
        }
        assert ((reading.cues >= 0) & (reading.cues <= 1)).all()


def test_a_sequence_reads_the_same_in_company() -> None:
    for words, together in zip(SEQUENCES, network().read(SEQUENCES), strict=True):
        (alone,) = network().read([words])
        assert told(alone) == told(together)
        np.testing.assert_allclose(alone.states, together.states, atol=1e-4)


def test_the_same_is_read_twice() -> None:
    for first, second in zip(network().read(SEQUENCES), network().read(SEQUENCES), strict=True):
        assert told(first) == told(second)
        assert (first.states == second.states).all()
        assert (first.cues == second.cues).all()


def test_a_long_text_is_read_in_groups() -> None:
    many = [SEQUENCES[0], *(SEQUENCES[2] for _ in range(600)), SEQUENCES[3]]
    readings = network().read(many)
    assert sum(map(len, many)) > 8192
    assert [len(reading.tags) for reading in readings] == [len(words) for words in many]
    alone = network().read([SEQUENCES[0], SEQUENCES[2], SEQUENCES[3]])
    assert [told(readings[k]) for k in (0, 300, -1)] == [told(each) for each in alone]
    asked = [question for reading in readings for question in questions(reading)]
    assert len(network().answers(asked)) == len(asked)


def test_a_question_is_answered_the_same_in_company() -> None:
    asked = [question for reading in network().read(SEQUENCES) for question in questions(reading)]
    for question, together in zip(asked, network().answers(asked), strict=True):
        (alone,) = network().answers([question])
        assert (alone.contents, alone.sources) == (together.contents, together.sources)
        assert alone.over_nothing == pytest.approx(together.over_nothing, abs=1e-3)


def test_answers_stay_within_the_sentence() -> None:
    asked = [question for reading in network().read(SEQUENCES) for question in questions(reading)]
    for question, answer in zip(asked, network().answers(asked), strict=True):
        assert all(0 <= run.start < run.stop <= len(question.sentence) for run in (*answer.contents, *answer.sources))


def test_what_a_plain_sentence_reports() -> None:
    words = SEQUENCES[0]
    (reading,) = network().read([words])
    cue = int(reading.cues.argmax())
    assert words[cue] == "said"
    (answer,) = network().answers([Question(reading, reading.sentences[0], cue)])
    assert [" ".join(words[run.start : run.stop]) for run in answer.contents] == ["that the pier would open in May"]
    assert [" ".join(words[run.start : run.stop]) for run in answer.sources] == ["Mayor Ilmar Tosk"]
