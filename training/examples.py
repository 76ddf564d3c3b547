"""Examples -> arrays: what goes into the network, and what should come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.extract.lexicon import Lexicon
from sayso.parse.features import Vocabulary, in_marks, normal
from training.corpus import Annotated, Example

__all__ = ["Asked", "Cue", "Inventory", "Item", "inventory", "item", "main_word", "question"]

_CONTENT, _SOURCE = 1, 5
_MIN_COUNT = 2
_CURRENCIES = frozenset("$€£%")

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Inventory:
    """The vocabulary and the classes, with how often each known word was seen."""

    vocabulary: Vocabulary
    counts: NDArray[np.float64]
    tags: tuple[str, ...]
    deps: tuple[str, ...]
    ents: tuple[str, ...]


class Asked(NamedTuple):
    """A word that may report: its sequence's row, where its sentence begins and ends, and where it stands."""

    row: int
    first: int
    stop: int
    cue: int


class Cue(NamedTuple):
    """A reporting word and the labels of its sequence."""

    at: int
    labels: Ints


@dataclass(frozen=True, slots=True)
class Item:
    """A sequence in numbers. ``judged`` is False where nobody looked for attributions."""

    words: Ints  # [n, 5]
    marks: Ints
    tags: Ints
    deps: Ints
    heads: Ints
    ents: Ints
    starts: Ints
    reported: Ints
    cues: tuple[Cue, ...]
    judged: bool

    def __len__(self) -> int:
        return len(self.words)


# --- the vocabulary -------------------------------------------------------------------------------------------------


def inventory(found: Sequence[Example], lexicon: Lexicon) -> Inventory:
    """The words seen twice or more, and every class of the teacher's."""
    counts = Counter(normal(word) for example in found for word in example.words)
    kept = sorted(word for word, count in counts.items() if count >= _MIN_COUNT)
    words = {word: row for row, word in enumerate(kept, start=2)}
    return Inventory(
        vocabulary=Vocabulary(words, reporting_classes(lexicon)),
        counts=np.array([0, 0, *(counts[word] for word in kept)], dtype=float),
        tags=_classes(tag for example in found for tag in example.tags),
        deps=_classes(dep for example in found for dep in example.deps),
        ents=_classes(ent for example in found for ent in example.ents),
    )


def _classes(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(names)))


def reporting_classes(lexicon: Lexicon) -> dict[str, int]:
    """Forms of the lexicon: 1 and 2 introduce quotations (speech, thought), 3 other verbs, 4 nouns, 5 adjectives."""
    classes = dict.fromkeys(sorted(lexicon.adjectives), 5) | dict.fromkeys(sorted(lexicon.nouns), 4)
    for form, lemma in sorted(lexicon.lemmas.items()):
        if lemma in lexicon.acts:
            classes[form] = (1 if lexicon.speaks(form) else 2) if lexicon.quotes(form) else 3
    return classes


# --- a sequence in numbers ------------------------------------------------------------------------------------------


def item(example: Example, known: Inventory) -> Item:
    """The example in numbers."""
    judged = example.annotated or []
    count = len(example.words)
    reported = np.zeros(count, dtype=np.int64)
    for each in judged:
        reported[each.content] = 1
    return Item(
        words=np.array([known.vocabulary.features(word) for word in example.words], dtype=np.int64),
        marks=np.array(in_marks(example.words), dtype=np.int64),
        tags=_numbers(example.tags, known.tags),
        deps=_numbers(example.deps, known.deps),
        heads=np.array(example.heads, dtype=np.int64),
        ents=_numbers(example.ents, known.ents),
        starts=np.array(example.starts, dtype=np.int64),
        reported=reported,
        cues=tuple(Cue(main_word(example, each.cue), _labels(example, each)) for each in judged if each.cue),
        judged=example.annotated is not None,
    )


def _numbers(names: Sequence[str], classes: Sequence[str]) -> Ints:
    rows = {name: row for row, name in enumerate(classes)}
    return np.array([rows.get(name, 0) for name in names], dtype=np.int64)


def main_word(example: Example, cue: Sequence[int]) -> int:
    """The word of a cue that the others hang on, by the teacher's syntax; of several a verb, noun or adjective."""
    inside = set(cue)
    tops = [k for k in cue if example.heads[k] not in inside or example.heads[k] == k]
    tops = [k for k in tops if _is_word(example, k)] or tops
    return next((k for k in tops if example.tags[k].startswith(("VB", "NN", "JJ"))), tops[0])


def _labels(example: Example, annotated: Annotated) -> Ints:
    labels = np.zeros(len(example.words), dtype=np.int64)
    for first, where in ((_SOURCE, annotated.source), (_CONTENT, annotated.content)):
        for run in _runs(example, where):
            if len(run) == 1:
                labels[run.start] = first + 3
            else:
                labels[run.start : run.stop] = first + 1
                labels[run.start], labels[run.stop - 1] = first, first + 2
    return labels


def _runs(example: Example, where: Sequence[int]) -> list[range]:
    """Runs of words: marks at their edges do not belong to them, marks between two do not part them."""
    runs: list[range] = []
    for k in sorted(where):
        if not _is_word(example, k):
            continue
        if runs and not any(_is_word(example, between) for between in range(runs[-1].stop, k)):
            runs[-1] = range(runs[-1].start, k + 1)
        else:
            runs.append(range(k, k + 1))
    return runs


def _is_word(example: Example, k: int) -> bool:
    word = example.words[k]
    return example.quoted[k] or word in _CURRENCIES or any(letter.isalnum() for letter in word)


def question(each: Item, row: int, at: int) -> Asked:
    """The word ``at``, to be asked what it reports: of the whole sequence, while in use only its sentence is read.

    Learning from all of it finds more, and reading less costs a third: see docs/decisions/0012.
    """
    return Asked(row, 0, len(each), at)
