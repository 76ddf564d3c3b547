"""Words -> what their vectors start from: what a sentence encoder, trained on much more text, takes them to mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from sayso.encode import default_encoder, encoded

__all__ = ["meanings"]

_SPREAD = 0.1  # as of the tables that start at random


def meanings(words: Sequence[str], width: int) -> NDArray[np.float32]:
    """A row of ``width`` numbers for each word: the principal components of the encoder's."""
    with threadpool_limits(1):
        found = encoded(words, default_encoder())
        rows = np.stack([found[word] for word in words])
        rows -= rows.mean(axis=0)
        _, axes = np.linalg.eigh(rows.T @ rows)
        reduced = rows @ axes[:, -width:]
    spread: NDArray[np.float32] = (reduced * (_SPREAD / reduced.std())).astype(np.float32)
    return spread
