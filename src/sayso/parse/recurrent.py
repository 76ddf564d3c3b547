"""A bidirectional GRU (Cho et al. 2014) in numpy, over sequences of different lengths without padding."""

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
    """Weights of one layer: of the reset gate, the update gate and the candidate, each forward and backward.

    ``inward`` [3, 2, in + 1, h], the last row for what is always there, ``onward`` [3, 2, h, h]; ``reset`` [2, h] is
    added to what the reset gate multiplies. A sigmoid is a tanh of half its argument, raised and halved: the weights of
    the gates are stored halved, and so are ``onward`` and ``reset`` of the candidate, which the raised gate multiplies.
    """

    inward: Floats
    onward: Floats
    reset: Floats


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
    """States [rows, 2h] of a layer over packed ``values`` [rows, in + 1], their last 1: forward, then backward."""
    gates = np.empty((*layer.inward.shape[:2], len(values), layer.inward.shape[3]), dtype=np.float32)
    np.matmul(values, layer.inward[:, 0], out=gates[:, 0])
    np.matmul(values[packed.mirror], layer.inward[:, 1], out=gates[:, 1])
    return states(gates, packed, layer)


def states(gates: Floats, packed: Packing, layer: Layer) -> Floats:
    """The same, of what comes in [3, 2, rows, h]; what is read backwards has its rows in the order of ``mirror``."""
    _, ways, rows, width = gates.shape
    found = np.empty((ways, rows, width), dtype=np.float32)
    hidden = np.zeros((ways, packed.active[0], width), dtype=np.float32)
    reset = layer.reset[:, None]
    for start, active in zip(packed.starts, packed.active, strict=True):
        here = slice(start, start + active)
        hidden = _stepped(gates[:, :, here], hidden[:, :active], layer.onward, reset)
        found[:, here] = hidden
    return np.concatenate([found[0], found[1][packed.mirror]], axis=1)


def _stepped(inward: Floats, hidden: Floats, onward: Floats, reset: Floats) -> Floats:
    """The hidden state after one step."""
    summed = np.matmul(hidden, onward)
    raised, candidate = summed[:2], summed[2]
    raised += inward[:2]
    np.tanh(raised, out=raised)
    raised += 1.0
    candidate += reset
    candidate *= raised[0]
    candidate += inward[2]
    np.tanh(candidate, out=candidate)
    kept: Floats = hidden - candidate
    kept *= raised[1]
    kept *= 0.5
    kept += candidate
    return kept
