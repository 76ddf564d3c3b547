"""How good a model is on sequences that it did not learn from: a first look; see benchmarks for the rest."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from training.batches import Batch, batched
from training.examples import Item, question
from training.model import Model

__all__ = ["measured"]

_SIZE = 6000
_SUSPECTED = 0.1
_CONTENT = range(1, 5)


def measured(model: Model, items: Sequence[Item]) -> str:
    """Shares of words with the right tag, name, head, head and dependency; then contents found, word for word."""
    counts = np.zeros(8, dtype=np.int64)
    with torch.no_grad():
        for batch in batched(items, _SIZE, None):
            counts += _counts(model, batch)
    words, tags, ents, heads, both, found, right, wanted = counts.tolist()
    return (
        f"tags {tags / words:.1%}, names {ents / words:.1%}, heads {heads / words:.1%}, labelled {both / words:.1%}; "
        f"contents exact: P {right / max(1, found):.1%} R {right / max(1, wanted):.1%} "
        f"F {2 * right / max(1, found + wanted):.1%}"
    )


def _counts(model: Model, batch: Batch) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    lower, upper = model.encoded(batch)
    arrays, inside = batch.arrays, batch.inside
    heads = model.arcs(upper, batch.lengths).argmax(-1)
    deps = model.dependencies(upper, heads).argmax(-1)
    right = [
        inside,
        (model.tag(lower).argmax(-1) == arrays["tags"]) & inside,
        (model.ent(lower).argmax(-1) == arrays["ents"]) & inside,
        (heads == arrays["heads"]) & inside,
        (heads == arrays["heads"]) & (deps == arrays["deps"]) & inside,
    ]
    suspected = (torch.sigmoid(model.cue(upper)[..., 0]) > _SUSPECTED) & batch.judged
    pairs = suspected.nonzero()
    contents: list[tuple[int, int, tuple[int, ...]]] = []
    if len(pairs):
        asked = [question(batch.items[row], row, at) for row, at in pairs.tolist()]
        scores, lengths = model.labelled(upper, heads, deps, asked)
        for each, path in zip(asked, _best(model, scores, lengths), strict=True):
            contents.append((each.row, each.cue, _content(path, each.first)))
    contents = [each for each in contents if each[2]]
    wanted = {(row, cue.at): _content(cue.labels.tolist()) for row, each in enumerate(batch.items) for cue in each.cues}
    exact = sum(wanted.get((row, cue)) == words for row, cue, words in contents)
    return np.array([*(int(each.sum()) for each in right), len(contents), exact, len(wanted)])


def _content(labels: Sequence[int], first: int = 0) -> tuple[int, ...]:
    return tuple(first + k for k, label in enumerate(labels) if label in _CONTENT)


def _best(model: Model, scores: torch.Tensor, lengths: torch.Tensor) -> list[list[int]]:
    """The likeliest labels of each pair (Viterbi)."""
    after = model.after + model.barred
    total, back = scores[:, 0] + model.first, []
    for step in range(1, scores.shape[1]):
        best, where = (total[:, :, None] + after[None]).max(1)
        goes_on = (step < lengths)[:, None]
        back.append(torch.where(goes_on, where, torch.arange(where.shape[1])[None]))
        total = torch.where(goes_on, best + scores[:, step], total)
    at = (total + model.last).argmax(1)
    paths = [at]
    for where in reversed(back):
        at = torch.gather(where, 1, at[:, None])[:, 0]
        paths.append(at)
    labels = torch.stack(paths[::-1], 1).tolist()
    return [row[:length] for row, length in zip(labels, lengths.tolist(), strict=True)]
