"""Items -> batches: sequences of like length, padded, as PyTorch takes them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch

from training.examples import Ints, Item

__all__ = ["Batch", "batched"]

_ARRAYS = ("words", "marks", "tags", "deps", "heads", "ents", "starts", "reported")


@dataclass(slots=True)
class Batch:
    """Sequences of like length, padded."""

    items: list[Item]
    lengths: torch.Tensor
    inside: torch.Tensor  # [B, T]: a word, not padding
    judged: torch.Tensor  # [B, T]: a word where attributions were looked for
    arrays: dict[str, torch.Tensor]


def batched(items: Sequence[Item], size: int, order: random.Random | None) -> list[Batch]:
    """Batches of up to ``size`` words, padding counted; in random order, or by length where there is none."""
    keys = [(len(each), order.random() if order else index) for index, each in enumerate(items)]
    batches: list[list[Item]] = [[]]
    for index in sorted(range(len(items)), key=keys.__getitem__):
        if batches[-1] and (len(batches[-1]) + 1) * len(items[index]) > size:
            batches.append([])
        batches[-1].append(items[index])
    if order is not None:
        order.shuffle(batches)
    return [_batch(each) for each in batches if each]


def _batch(items: list[Item]) -> Batch:
    lengths = torch.tensor([len(each) for each in items])
    longest = int(lengths.max())
    inside = torch.arange(longest)[None] < lengths[:, None]
    cues = np.zeros((len(items), longest), dtype=np.float32)
    for row, each in enumerate(items):
        cues[row, [cue.at for cue in each.cues]] = 1
    arrays = {name: _padded([getattr(each, name) for each in items], longest) for name in _ARRAYS}
    judged = torch.tensor([each.judged for each in items])[:, None] & inside
    return Batch(items, lengths, inside, judged, arrays | {"cues": torch.from_numpy(cues)})


def _padded(rows: Sequence[Ints], longest: int) -> torch.Tensor:
    filled = np.zeros((len(rows), longest, *rows[0].shape[1:]), dtype=np.int64)
    for row, values in zip(filled, rows, strict=True):
        row[: len(values)] = values
    return torch.from_numpy(filled)
