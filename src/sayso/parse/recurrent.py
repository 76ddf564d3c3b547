"""A bidirectional LSTM in numpy, over sequences of different lengths without padding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "Layer", "Packing", "bidirectional", "packing", "states"]

Floats = NDArray[np.float32]
Ints = NDArray[np.intp]


class Layer(NamedTuple):
    """Weights of one layer, forward and backward: ``inward`` [2, in, 4h], ``onward`` [2, h, 4h], ``bias`` [2, 4h].

    The four blocks are input, forget and output gate, then the candidate. A sigmoid is a tanh of half its argument,
    halved and raised: so the weights of the gates are stored halved.
    """

    inward: Floats
    onward: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Packing:
    """How sequences lie in one array: step by step, the longest first, so that each step is one block of rows.

    ``rows[k]`` are the rows of the k-th sequence, in the order of its tokens. ``active[t]`` sequences have a token
    ``t``; theirs begin at row ``starts[t]``. ``mirror`` takes a row to that of the same sequence read backwards.
    """

    rows: tuple[Ints, ...]
    active: tuple[int, ...]
    starts: tuple[int, ...]
    mirror: Ints


def packing(lengths: Sequence[int]) -> Packing:
    """How sequences of these lengths (each at least 1) are packed."""
    sizes = np.asarray(lengths, dtype=np.intp)
    order = np.argsort(-sizes, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    active = len(sizes) - np.searchsorted(np.sort(sizes), np.arange(sizes.max(initial=0)), side="right")
    starts = np.concatenate([[0], np.cumsum(active)[:-1]]).astype(np.intp) if len(active) else active
    rows = tuple(starts[:size] + spot for size, spot in zip(sizes, place, strict=True))
    mirror = np.empty(int(sizes.sum()), dtype=np.intp)
    for each in rows:
        mirror[each] = each[::-1]
    return Packing(rows, tuple(active.tolist()), tuple(starts.tolist()), mirror)


def bidirectional(values: Floats, packed: Packing, layer: Layer) -> Floats:
    """States [rows, 2h] of a layer over packed ``values`` [rows, in]: forward, then backward."""
    gates = np.empty((2, len(values), layer.inward.shape[2]), dtype=np.float32)
    np.matmul(values, layer.inward[0], out=gates[0])
    np.matmul(values[packed.mirror], layer.inward[1], out=gates[1])
    gates += layer.bias[:, None]
    return states(gates, packed, layer.onward)


def states(gates: Floats, packed: Packing, onward: Floats) -> Floats:
    """The same, of what comes in [2, rows, 4h]; the rows of the second half are read backwards (``mirror``)."""
    width = onward.shape[1]
    found = np.empty((2, gates.shape[1], width), dtype=np.float32)
    hidden = np.zeros((2, packed.active[0], width), dtype=np.float32)
    memory = np.zeros_like(hidden)
    for start, active in zip(packed.starts, packed.active, strict=True):
        step = np.matmul(hidden[:, :active], onward)
        step += gates[:, start : start + active]
        memory, hidden = _stepped(step, memory[:, :active], width)
        found[:, start : start + active] = hidden
    return np.concatenate([found[0], found[1][packed.mirror]], axis=1)


def _stepped(step: Floats, memory: Floats, width: int) -> tuple[Floats, Floats]:
    """Memory and hidden state after one step."""
    np.tanh(step, out=step)
    gates = step[..., : 3 * width]
    gates += 1.0
    gates *= 0.5
    memory = memory * step[..., width : 2 * width]
    memory += step[..., :width] * step[..., 3 * width :]
    hidden = np.tanh(memory)
    hidden *= step[..., 2 * width : 3 * width]
    return memory, hidden
