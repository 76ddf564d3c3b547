"""The network: words -> tags, names, sentences, syntax, reporting words, and what each of these reports.

One encoder of two bidirectional layers reads a sequence; small heads on it tell the rest. A third layer reads it again
for every word that may report, told which one it is. MODEL_CARD.md has data, sizes and scores; ``make train`` makes it.
The design follows Dozat & Manning (2017) for the syntax, Huang et al. (2015) and Lafferty et al. (2001) for the labels,
and the reading anew for each predicate of He et al. (2017) for what is reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import accumulate, pairwise
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from sayso.parse.features import Vocabulary, WordFeatures, in_marks
from sayso.parse.labelling import Labelling, labellings
from sayso.parse.recurrent import Floats, Layer, Packing, bidirectional, packing, states
from sayso.parse.tree import heads_of, relations

__all__ = ["DISTANCES", "Network", "Question", "Reading", "network"]

Ints = NDArray[np.intp]
_T = TypeVar("_T")

# Where classes of distance from the reporting word begin, in words.
DISTANCES = np.array([-30, -15, -8, -4, -3, -2, -1, 0, 1, 2, 3, 4, 8, 15, 30])
_CHUNK = 256  # words
_AT_ONCE = 8192  # words that are read together: an article has seldom as many, and more take memory and gain nothing
_TABLES = ("word", "ending", "beginning", "shape", "reporting")


class Reading(NamedTuple):
    """What the network tells of one sequence, per word: ``heads`` count within it, a root is its own.

    ``deps`` are places in ``Network.deps``. ``sentences`` are ranges of words. ``cues`` is how probable (0..1) it is
    that a word is the main one of a cue. ``states`` are for reading it again.
    """

    tags: Sequence[str]
    ents: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[int]
    sentences: Sequence[range]
    cues: Floats
    states: Floats


class Question(NamedTuple):
    """What does the word ``cue`` of this sentence report?"""

    reading: Reading
    sentence: range
    cue: int


@dataclass(frozen=True, slots=True)
class Network:
    """Weights by name, and the names of the classes."""

    weights: Mapping[str, Floats]
    vocabulary: Vocabulary
    tags: Sequence[str]
    deps: Sequence[str]
    ents: Sequence[str]

    # --- first reading ----------------------------------------------------------------------------------------------

    def read(self, sequences: Sequence[Sequence[str]]) -> list[Reading]:
        """What stands in each sequence of words (none of them empty)."""
        return [reading for group in _groups(sequences, map(len, sequences)) for reading in self._read(group)]

    def _read(self, sequences: Sequence[Sequence[str]]) -> Iterator[Reading]:
        packed = packing([len(words) for words in sequences])
        words = [self.vocabulary.features(word) for each in sequences for word in each]
        marks = [state for each in sequences for state in in_marks(each)]
        embedded = self._embedded(words, marks)
        values = np.empty_like(embedded)
        values[np.concatenate(packed.rows)] = embedded
        lower = bidirectional(values, packed, self._layer("lower"))
        upper = bidirectional(_with_one(lower), packed, self._layer("upper"))
        return self._readings(packed, lower, upper)

    def _readings(self, packed: Packing, lower: Floats, upper: Floats) -> Iterator[Reading]:
        order = np.concatenate(packed.rows)
        lower, upper = lower[order], upper[order]
        tags, ents = (self._linear(name, lower).argmax(axis=1).tolist() for name in ("tag", "ent"))
        starts = self._linear("start", lower)[:, 0] > 0
        dependents: Floats = _with_one(_positive(self._linear("arc_word", upper))) @ self.weights["arc"]
        above = _positive(self._linear("arc_head", upper))
        cues = _chance(self._linear("cue", upper)[:, 0])
        heads: list[int] = []
        parts: list[list[range]] = []
        for first, stop in pairwise(np.cumsum([0, *map(len, packed.rows)]).tolist()):
            parts.append(list(_sentences(starts[first:stop])))
            for part in parts[-1]:
                inside = slice(first + part.start, first + part.stop)
                heads += [inside.start + head for head in heads_of(dependents[inside] @ above[inside].T)]
        deps = self._dependencies(upper, heads)
        first = 0
        for sentences in parts:
            inside = slice(first, first + sentences[-1].stop)
            yield Reading(
                tags=[self.tags[k] for k in tags[inside]],
                ents=[self.ents[k] for k in ents[inside]],
                heads=[head - first for head in heads[inside]],
                deps=deps[inside],
                sentences=sentences,
                cues=cues[inside],
                states=upper[inside],
            )
            first = inside.stop

    def _embedded(self, words: Sequence[WordFeatures], marks: Sequence[int]) -> Floats:
        columns = zip(_TABLES, zip(*words, strict=True), strict=True)
        parts = [self.weights[f"embed.{name}"][np.array(rows)] for name, rows in columns]
        return _with_one(*parts, self.weights["embed.marks"][np.array(marks)])

    def _layer(self, name: str) -> Layer:
        return Layer(*(self.weights[f"{name}.{part}"] for part in Layer._fields))

    def _linear(self, name: str, values: Floats) -> Floats:
        found: Floats = values @ self.weights[f"{name}.weight"]
        found += self.weights[f"{name}.bias"]
        return found

    def _dependencies(self, upper: Floats, heads: Sequence[int]) -> list[int]:
        words = _with_one(_positive(self._linear("dep_word", upper)))
        above = _with_one(_positive(self._linear("dep_head", upper)))[heads]
        found: list[int] = []
        for start in range(0, len(words), _CHUNK):  # what stands between is forty times as large
            mixed = words[start : start + _CHUNK] @ self.weights["dep"]
            mixed = mixed.reshape(len(mixed), above.shape[1], len(self.deps))
            scores = np.matmul(above[start : start + _CHUNK, None], mixed)[:, 0]
            found += scores.argmax(axis=1).tolist()
        return found

    # --- second reading ---------------------------------------------------------------------------------------------

    def answers(self, questions: Sequence[Question]) -> list[Labelling]:
        """The words of each question's sentence that its cue reports, and those that name the source."""
        sizes = (len(question.sentence) for question in questions)
        return [answer for group in _groups(questions, sizes) for answer in self._answers(group)]

    def _answers(self, questions: Sequence[Question]) -> list[Labelling]:
        packed = packing([len(question.sentence) for question in questions])
        found = states(self._asked(questions, packed), packed, self._layer("again"))
        return labellings(self._linear("label", found), packed, self.weights["after"])

    def _asked(self, questions: Sequence[Question], packed: Packing) -> Floats:
        """What comes into the second reading, packed: of each word its state, and how it looks from the cue.

        Questions of one sentence share the states, so that part of the weights is multiplied once for all of them.
        """
        read, begins = _sentences_of(questions)
        lengths = np.array([len(question.sentence) for question in questions])
        asked = np.repeat(np.arange(len(questions)), lengths)
        places = np.arange(len(asked)) - (np.cumsum(lengths) - lengths)[asked]
        cues = np.array([question.cue - question.sentence.start for question in questions])
        rows = begins[asked] + places
        values = self._from_cue(read, rows, begins + cues, asked, places - cues[asked])

        of_states, of_values = np.split(self.weights["again.inward"], [read.states.shape[1]], axis=2)
        shared = read.states @ of_states
        forward = np.empty_like(asked)
        forward[np.concatenate(packed.rows)] = np.arange(len(asked))
        gates = np.empty((*shared.shape[:2], len(asked), shared.shape[3]), dtype=np.float32)
        for direction, order in enumerate((forward, forward[packed.mirror])):
            np.matmul(values[order], of_values[:, direction], out=gates[:, direction])
            for gate in range(len(gates)):
                gates[gate, direction] += shared[gate, direction].take(rows[order], axis=0)
        return gates

    def _from_cue(self, read: _Sentences, rows: Ints, cues: Ints, asked: Ints, distances: Ints) -> Floats:
        """How words look from the cue that is asked about: where they hang, how far away they stand, and the cue.

        ``rows`` and ``cues`` count through the sentences read, ``asked`` tells whose of the cues is each word's.
        """
        here = np.arange(len(rows)) - rows  # a sentence stands here once for each question
        heads, own = read.heads[rows] + here, cues + here[np.searchsorted(asked, np.arange(len(cues)))]
        level, way = relations(heads, read.deps[rows], own, none=len(self.deps))
        where = {"level": level, "way": way, "distance": np.searchsorted(DISTANCES, distances)}
        parts = [self.weights[f"{name}.weight"][which] for name, which in where.items()]
        return _with_one(*parts, _positive(self._linear("asked", read.states[cues]))[asked])


class _Sentences(NamedTuple):
    """Sentences one after the other, heads counting through all."""

    heads: Ints
    deps: Ints
    states: Floats


def _sentences_of(questions: Sequence[Question]) -> tuple[_Sentences, Ints]:
    """The sentences that are asked about, each once, and where that of every question begins among them."""
    keys = [(id(question.reading), question.sentence.start) for question in questions]
    once = dict(zip(keys, questions, strict=True))
    begins = dict(zip(once, accumulate((len(each.sentence) for each in once.values()), initial=0), strict=False))
    parts = [(each.reading, each.sentence.start, each.sentence.stop) for each in once.values()]
    moved = [first - start for first, (_, start, _) in zip(begins.values(), parts, strict=True)]
    read = _Sentences(
        heads=np.concatenate(
            [np.array(reading.heads[start:stop]) + by for (reading, start, stop), by in zip(parts, moved, strict=True)]
        ),
        deps=np.concatenate([np.array(reading.deps[start:stop]) for reading, start, stop in parts]),
        states=np.concatenate([reading.states[start:stop] for reading, start, stop in parts]),
    )
    return read, np.array([begins[key] for key in keys])


def _groups(items: Sequence[_T], sizes: Iterable[int]) -> Iterator[Sequence[_T]]:
    """The items in their order, in groups of ``_AT_ONCE`` words and what the last of them has beyond."""
    first = held = 0
    for stop, size in enumerate(sizes, start=1):
        held += size
        if held >= _AT_ONCE:
            yield items[first:stop]
            first, held = stop, 0
    if first < len(items):
        yield items[first:]


def _sentences(starts: NDArray[np.bool_]) -> Iterator[range]:
    begins = [0, *(k for k in np.flatnonzero(starts).tolist() if k > 0), len(starts)]
    for start, stop in pairwise(begins):
        yield range(start, stop)


def _positive(values: Floats) -> Floats:
    return np.maximum(values, 0.0, out=values)


def _with_one(*values: Floats) -> Floats:
    """Side by side, and a column of ones."""
    return np.concatenate([*values, np.ones((len(values[0]), 1), dtype=np.float32)], axis=1)


def _chance(scores: Floats) -> Floats:
    return (1.0 / (1.0 + np.exp(-scores))).astype(np.float32)


@cache
def network() -> Network:
    """The bundled network, read once."""
    folder = files("sayso.parse")
    names = json.loads((folder / "network.json").read_text("utf-8"))
    with as_file(folder / "network.npz") as path, np.load(path, allow_pickle=False) as stored:
        weights = {name: stored[name].astype(np.float32) for name in stored.files}
    return Network(
        weights=weights,
        vocabulary=Vocabulary({word: row for row, word in enumerate(names["words"], start=2)}, names["reporting"]),
        tags=names["tags"],
        deps=names["deps"],
        ents=names["ents"],
    )
