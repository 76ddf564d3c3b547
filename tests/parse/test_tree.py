"""Scores of heads become a tree, whatever the scores."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from sayso.parse.recurrent import Floats
from sayso.parse.tree import heads_of

# Few different scores, so that ties and circles are common.
SCORES = st.integers(1, 12).flatmap(
    lambda count: arrays(np.float32, (count, count), elements=st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 7.0]))
)


def scores_for(heads: Sequence[int]) -> Floats:
    """Scores whose best heads are these."""
    scores = np.zeros((len(heads), len(heads)), dtype=np.float32)
    scores[np.arange(len(heads)), heads] = 5
    return scores


def is_tree(heads: Sequence[int]) -> bool:
    """Whether one word is the root and every way up ends there."""
    for word in range(len(heads)):
        at = word
        for _ in heads:
            at = heads[at]
        if heads[at] != at:
            return False
    return sum(head == word for word, head in enumerate(heads)) == 1


@given(SCORES)
def test_there_is_one_root_and_no_circle(scores: Floats) -> None:
    assert is_tree(heads_of(scores))


@given(SCORES)
def test_the_best_heads_are_kept_where_they_are_a_tree(scores: Floats) -> None:
    best = scores.argmax(axis=1).tolist()
    if is_tree(best):
        assert heads_of(scores) == best


@given(st.integers(1, 30).flatmap(lambda n: st.tuples(*(st.integers(0, max(0, k - 1)) for k in range(n)))))
def test_every_tree_can_be_told(heads: tuple[int, ...]) -> None:
    assert heads_of(scores_for(heads)) == list(heads)


def test_the_scores_are_left_as_they_are() -> None:
    scores = scores_for([1, 0, 0])
    before = scores.copy()
    heads_of(scores)
    assert (scores == before).all()


@pytest.mark.parametrize(
    ("heads", "second", "expected"),
    [
        ([1, 0, 0], (0, 0), [0, 0, 0]),  # two words hang on each other: the one that is most of a root becomes it
        ([0, 1, 1], (1, 0), [0, 0, 1]),  # two roots: the surer one stays
        ([3, 2, 1, 3], (2, 3), [3, 2, 3, 3]),  # a circle beside the root is cut where the next head loses least
        ([1, 2, 0], (1, 1), [1, 1, 0]),  # nobody is the root
    ],
)
def test_what_is_no_tree_is_mended_where_it_costs_least(
    heads: list[int], second: tuple[int, int], expected: list[int]
) -> None:
    scores = scores_for(heads)
    scores[second] = 4
    assert heads_of(scores) == expected


def test_a_long_chain() -> None:
    heads = [max(0, k - 1) for k in range(300)]
    assert heads_of(scores_for(heads)) == heads
