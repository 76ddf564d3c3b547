"""The weights: they can be estimated anew, are complete, and give probabilities."""

from __future__ import annotations

import numpy as np

from sayso.link.features import FEATURES
from sayso.link.model import Numbers, bundled_model, fit


def sample() -> tuple[Numbers, Numbers]:
    rng = np.random.default_rng(7)
    table = rng.random((400, len(FEATURES)))
    return table, (table[:, 0] + 0.1 * rng.random(400) > 0.6).astype(float)


def test_the_bundled_weights_are_those_of_the_features() -> None:
    assert set(bundled_model().weights) == set(FEATURES)


def test_what_decides_gets_the_weight() -> None:
    table, same = sample()
    model = fit(table, same, np.ones(len(same)))
    assert max(model.weights, key=lambda name: abs(model.weights[name])) == FEATURES[0]
    assert float(np.mean((model.score(table) > 0.5) == same)) > 0.9


def test_the_same_rows_give_the_same_digits() -> None:
    table, same = sample()
    assert fit(table, same, np.ones(len(same))) == fit(table, same, np.ones(len(same)))


def test_importance_is_as_good_as_repetition() -> None:
    table, same = sample()
    twice = np.vstack([table, table]), np.concatenate([same, same])
    left, right = fit(table, same, np.full(len(same), 2.0)), fit(*twice, np.ones(2 * len(same)))
    assert np.allclose(list(left.weights.values()), list(right.weights.values()), atol=1e-4)


def test_a_column_that_never_changes_weighs_nothing() -> None:
    table, same = sample()
    table[:, 3] = 1.0
    assert fit(table, same, np.ones(len(same))).weights[FEATURES[3]] == 0.0


def test_no_pairs_have_no_scores() -> None:
    assert bundled_model().score(np.zeros((0, len(FEATURES)))).tolist() == []
