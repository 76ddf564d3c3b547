"""The weights of the features: a logistic regression, stored as plain numbers in ``model.json``.

How they were estimated stands in ``MODEL_CARD.md``; ``python -m benchmarks.quality.links train`` makes both anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from sayso.link.features import FEATURES

__all__ = ["Model", "bundled_model", "fit"]

Numbers = npt.NDArray[np.float64]

_L2 = 5.0
"""Pull of the weights towards 0. Of 1, 5 and 20 the middle one was best on events left out, by less than the noise."""
_MAX_STEPS = 50
_CONVERGED = 1e-10
_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Model:
    """A weight for each feature, in units of the feature itself, and what is added to their sum."""

    weights: Mapping[str, float]
    bias: float

    def score(self, table: Numbers) -> Numbers:
        """The probability that each row of a ``feature_table`` is one utterance, to three digits.

        Rounded, so that another machine's arithmetic gives the same decisions.
        """
        weights = np.array([self.weights[name] for name in FEATURES])
        chance: Numbers = np.round(1 / (1 + np.exp(-(table @ weights + self.bias))), 3)
        return chance


@cache
def bundled_model() -> Model:
    """The weights that come with the package."""
    stored = json.loads((files("sayso.link") / "model.json").read_text("utf-8"))
    return Model(stored["weights"], stored["bias"])


def fit(table: Numbers, same: Numbers, importance: Numbers) -> Model:
    """The weights that best explain ``same`` (1.0 or 0.0 a row), each row counting ``importance``.

    Newton's method with an L2 penalty on standardised columns. Written out because scikit-learn is no dependency, and
    so that the same input gives the same digits.
    """
    mean, scale = table.mean(axis=0), table.std(axis=0)
    scale[scale == 0] = 1.0
    rows = np.hstack([(table - mean) / scale, np.ones((len(table), 1))])
    pull = np.full(rows.shape[1], _L2)
    pull[-1] = 0.0
    found = np.zeros(rows.shape[1])
    for _ in range(_MAX_STEPS):
        chance = 1 / (1 + np.exp(-(rows @ found)))
        slope = rows.T @ (importance * (same - chance)) - pull * found
        curve = (rows * (importance * chance * (1 - chance))[:, None]).T @ rows + np.diag(pull)
        step = np.linalg.solve(curve, slope)
        found = found + step
        if float(np.abs(step).max()) < _CONVERGED:
            break
    weights = found[:-1] / scale
    bias = float(found[-1] - weights @ mean)
    named = {name: round(float(weight), _DIGITS) for name, weight in zip(FEATURES, weights, strict=True)}
    return Model(named, round(bias, _DIGITS))
