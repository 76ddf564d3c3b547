"""The best labels are found, and they always make sense."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.labelling import LABELS, Labelling, Segment, labellings, rules
from sayso.parse.recurrent import Floats, packing


def allowed(labels: Sequence[str]) -> bool:
    """Whether every run is begun and ended: by the letters, not by the tables."""
    if labels[0][0] in "IE" or labels[-1][0] in "BI":
        return False
    for left, right in pairwise(labels):
        if left[0] in "BI":
            if right[0] not in "IE" or left[-1] != right[-1]:
                return False
        elif right[0] in "IE":
            return False
    return True


def best(scores: Floats, after: Floats) -> tuple[tuple[int, ...], float]:
    """The best labels with a content, and their score, by trying all."""

    def total(path: Sequence[int]) -> float:
        own = sum(float(scores[word, label]) for word, label in enumerate(path))
        return own + sum(float(after[left, right]) for left, right in pairwise(path))

    paths = product(range(len(LABELS)), repeat=len(scores))
    named = {path: [LABELS[label] for label in path] for path in paths}
    found = max((path for path, labels in named.items() if allowed(labels) and _has_content(labels)), key=total)
    return found, total(found)


def _has_content(labels: Sequence[str]) -> bool:
    return any(label.endswith("C") for label in labels)


def told(path: Sequence[int], kind: str) -> tuple[Segment, ...]:
    found, start = [], 0
    for word, label in enumerate(LABELS[each] for each in path):
        if label in (f"B-{kind}", f"S-{kind}"):
            start = word
        if label in (f"E-{kind}", f"S-{kind}"):
            found.append(Segment(start, word + 1))
    return tuple(found)


def random_scores(seed: int, lengths: Sequence[int]) -> tuple[list[Floats], Floats]:
    source = np.random.default_rng(seed)
    scores = [source.normal(size=(length, len(LABELS))).astype(np.float32) for length in lengths]
    return scores, source.normal(size=(len(LABELS), len(LABELS))).astype(np.float32)


def labelled(scores: Sequence[Floats], after: Floats) -> list[Labelling]:
    packed = packing([len(each) for each in scores])
    values = np.empty((len(packed.mirror), len(LABELS)), dtype=np.float32)
    for rows, each in zip(packed.rows, scores, strict=True):
        values[rows] = each
    return labellings(values, packed, after)


@pytest.mark.parametrize("seed", range(4))
def test_the_best_of_all_labels_is_found(seed: int) -> None:
    scores, after = random_scores(seed, [1, 4, 2, 3, 1])
    for own, found in zip(scores, labelled(scores, after), strict=True):
        path, total = best(own, after)
        assert found.contents == told(path, "C")
        assert found.sources == told(path, "S")
        nothing = float(own[:, 0].sum()) + (len(own) - 1) * float(after[0, 0])
        assert found.over_nothing == pytest.approx(total - nothing, abs=1e-4)


@given(st.integers(0, 10_000), st.lists(st.integers(1, 12), min_size=1, max_size=5))
def test_runs_are_in_order_and_apart(seed: int, lengths: list[int]) -> None:
    for length, found in zip(lengths, labelled(*random_scores(seed, lengths)), strict=True):
        words = sorted([*found.contents, *found.sources])
        assert all(0 <= run.start < run.stop <= length for run in words)
        assert all(left.stop <= right.start for left, right in pairwise(words))
        assert found.contents  # whether it reports anything is asked later


def test_a_sequence_is_labelled_the_same_in_company() -> None:
    scores, after = random_scores(11, [5, 9, 1, 5])
    together = labelled(scores, after)
    for own, found in zip(scores, together, strict=True):
        (alone,) = labelled([own], after)
        assert (alone.contents, alone.sources) == (found.contents, found.sources)


def test_the_tables_bar_what_makes_no_sense() -> None:
    barred, first, last = rules()
    for left, right in product(range(len(LABELS)), repeat=2):
        # Between two words that are free to be anything.
        way = [LABELS[left], LABELS[right]]
        begun = ["B-" + way[0][-1], *way] if way[0][0] in "IE" else way
        whole = [*begun, "E-" + begun[-1][-1]] if begun[-1][0] in "BI" else begun
        assert (barred[left, right] == 0) == allowed(whole), way
    assert [LABELS[k] for k in np.flatnonzero(first)] == ["I-C", "E-C", "I-S", "E-S"]
    assert [LABELS[k] for k in np.flatnonzero(last)] == ["B-C", "I-C", "B-S", "I-S"]
