"""What was found against what is known, so that nobody is quick by finding nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

__all__ = ["Quality", "bcubed", "quality"]

Integers = npt.NDArray[np.int64]


class Quality(NamedTuple):
    """Shares (0..1): BCubed of stories and of origins, and how many of the pairs of copies are right."""

    stories: tuple[float, float, float]
    big_stories: tuple[float, float, float]
    origins: tuple[float, float, float]
    right_copies: float
    found_copies: float


BIG = 50
"""Reports from which a story is a big one."""


def quality(folder: Path) -> Quality:
    """Of the tables in ``folder``."""
    truth = pq.read_table(folder / "articles", columns=["doc", "true_story", "true_text"])
    docs, story, text = (truth.column(name).to_numpy() for name in truth.column_names)
    order = np.argsort(docs)
    docs, story, text = docs[order], story[order], text[order]
    found = _column(folder, "stories", "story", docs)
    sizes = np.bincount(story)[story]
    left, right = (np.searchsorted(docs, pq.read_table(folder / "copies").column(side).to_numpy()) for side in "lr")
    right_pairs = int((text[left] == text[right]).sum())
    return Quality(
        bcubed(story, found),
        bcubed(story[sizes >= BIG], found[sizes >= BIG]),
        bcubed(text, _column(folder, "origins", "origin", docs)),
        right_pairs / max(1, len(left)),
        right_pairs / max(1, _pairs(text)),
    )


def bcubed(truth: Integers, found: Integers) -> tuple[float, float, float]:
    """Precision, recall and F1 of a grouping."""
    if not len(truth):
        return 0.0, 0.0, 0.0
    _, a, a_sizes = np.unique(truth, return_inverse=True, return_counts=True)
    _, b, b_sizes = np.unique(found, return_inverse=True, return_counts=True)
    _, both, both_sizes = np.unique(a * len(b_sizes) + b, return_inverse=True, return_counts=True)
    precision = float((both_sizes[both] / b_sizes[b]).mean())
    recall = float((both_sizes[both] / a_sizes[a]).mean())
    return precision, recall, 2 * precision * recall / (precision + recall)


def _column(folder: Path, table: str, name: str, docs: Integers) -> Integers:
    read = pq.read_table(folder / table, columns=["doc", name])
    values: Integers = read.column(name).to_numpy()[np.argsort(read.column("doc").to_numpy())]
    assert len(values) == len(docs), f"{table} has {len(values)} rows for {len(docs)} articles"
    return values


def _pairs(text: Integers) -> int:
    _, sizes = np.unique(text, return_counts=True)
    return int((sizes * (sizes - 1) // 2).sum())
