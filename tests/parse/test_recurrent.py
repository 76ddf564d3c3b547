"""The recurrent layers: packing changes nothing, and a step is what the textbook says."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, tanh

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse.recurrent import Floats, Layer, bidirectional, packing

IN, HIDDEN = 5, 3
LENGTHS = st.lists(st.integers(1, 9), min_size=1, max_size=7)


def random_layer(seed: int) -> Layer:
    source = np.random.default_rng(seed)
    sizes = (3, 2, IN + 1, HIDDEN), (3, 2, HIDDEN, HIDDEN), (2, HIDDEN)
    return Layer(*(source.normal(size=size).astype(np.float32) for size in sizes))


def random_sequences(lengths: Sequence[int]) -> list[Floats]:
    source = np.random.default_rng(7)
    return [source.normal(size=(length, IN)).astype(np.float32) for length in lengths]


def run(sequences: Sequence[Floats], layer: Layer) -> list[Floats]:
    packed = packing([len(each) for each in sequences])
    values = np.ones((len(packed.mirror), IN + 1), dtype=np.float32)
    for rows, each in zip(packed.rows, sequences, strict=True):
        values[rows, :IN] = each
    states = bidirectional(values, packed, layer)
    return [states[rows] for rows in packed.rows]


def textbook(sequence: Floats, layer: Layer, way: int) -> list[list[float]]:
    """States of one direction, number by number (Cho et al. 2014, the candidate reset after its multiplication)."""

    def chance(value: float) -> float:
        return 1 / (1 + exp(-value))

    def into(gate: int, k: int, values: list[float]) -> float:
        weights: list[float] = layer.inward[gate, way, :, k].tolist()
        return sum(w * v for w, v in zip(weights, [*values, 1.0], strict=True))

    def onto(gate: int, k: int, hidden: list[float]) -> float:
        weights: list[float] = layer.onward[gate, way, :, k].tolist()
        return sum(w * h for w, h in zip(weights, hidden, strict=True))

    hidden, states = [0.0] * HIDDEN, []
    for values in sequence.tolist():
        # The weights of the gates, and the candidate's onward ones, are stored halved.
        reset, update = (
            [chance(2 * (into(gate, k, values) + onto(gate, k, hidden))) for k in range(HIDDEN)] for gate in (0, 1)
        )
        kept = [2 * (onto(2, k, hidden) + float(layer.reset[way, k])) for k in range(HIDDEN)]
        candidate = [tanh(into(2, k, values) + reset[k] * kept[k]) for k in range(HIDDEN)]
        hidden = [(1 - z) * new + z * old for z, new, old in zip(update, candidate, hidden, strict=True)]
        states.append(hidden)
    return states


def test_a_sequence_gives_what_the_textbook_gives() -> None:
    layer = random_layer(1)
    (sequence,) = random_sequences([6])
    (states,) = run([sequence], layer)
    np.testing.assert_allclose(states[:, :HIDDEN], textbook(sequence, layer, 0), atol=1e-5)
    np.testing.assert_allclose(states[::-1, HIDDEN:], textbook(sequence[::-1], layer, 1), atol=1e-5)


@given(LENGTHS)
def test_a_sequence_gives_the_same_in_company(lengths: list[int]) -> None:
    layer, sequences = random_layer(2), random_sequences(lengths)
    for each, together in zip(sequences, run(sequences, layer), strict=True):
        np.testing.assert_allclose(together, run([each], layer)[0], atol=1e-5)


@given(LENGTHS)
def test_every_row_belongs_to_one_token(lengths: list[int]) -> None:
    packed = packing(lengths)
    assert [len(rows) for rows in packed.rows] == lengths
    assert sorted(np.concatenate(packed.rows).tolist()) == list(range(sum(lengths)))


@given(LENGTHS)
def test_a_step_is_one_block_of_rows(lengths: list[int]) -> None:
    packed = packing(lengths)
    for step, (start, active) in enumerate(zip(packed.starts, packed.active, strict=True)):
        here = sorted(int(rows[step]) for rows in packed.rows if len(rows) > step)
        assert here == list(range(start, start + active))


@given(LENGTHS)
def test_the_mirror_of_the_mirror_is_the_sequence(lengths: list[int]) -> None:
    packed = packing(lengths)
    assert packed.mirror[packed.mirror].tolist() == list(range(sum(lengths)))
    for rows in packed.rows:
        assert packed.mirror[rows].tolist() == rows[::-1].tolist()
