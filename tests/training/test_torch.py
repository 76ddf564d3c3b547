"""Where PyTorch is installed: it computes what sayso computes, and training gives the same bits twice."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from sayso.extract.lexicon import lexicon
from sayso.parse.labelling import LABELS, labellings
from sayso.parse.network import Network, Question
from sayso.parse.recurrent import Layer, bidirectional, packing
from tests.training.lessons import lessons
from training.examples import Asked, Inventory, Item, inventory, item

torch = pytest.importorskip("torch")

from training.batches import batched  # noqa: E402
from training.export import exported, weights_of  # noqa: E402
from training.fit import fitted  # noqa: E402
from training.measure import measured  # noqa: E402
from training.model import Model  # noqa: E402

CLOSE = 2e-4


@pytest.fixture(scope="module")
def known() -> Inventory:
    return inventory(lessons(), lexicon())


@pytest.fixture(scope="module")
def items(known: Inventory) -> list[Item]:
    return [item(each, known) for each in lessons()]


@pytest.fixture(scope="module")
def model(known: Inventory) -> Model:
    """Random weights, large enough that the heads disagree about the words."""
    torch.manual_seed(5)
    found = Model(known)
    found.eval()
    for weights in found.parameters():
        weights.data += torch.randn_like(weights) * 0.1
    return found


@pytest.fixture(scope="module")
def net(model: Model, known: Inventory) -> Network:
    """The same in numpy, without the rounding to 16 bits."""
    with torch.no_grad():
        weights = {name: np.ascontiguousarray(each, dtype=np.float32) for name, each in weights_of(model).items()}
    return Network(weights, known.vocabulary, known.tags, known.deps, known.ents)


# --- the two forward passes agree ------------------------------------------------------------------------------------


def test_the_first_reading_agrees(model: Model, net: Network, items: list[Item]) -> None:
    readings = dict(zip(map(id, items), net.read([each.words for each in lessons()]), strict=True))
    with torch.no_grad():
        for batch in batched(items, 60, None):
            lower, upper = model.encoded(batch)
            cues = torch.sigmoid(model.cue(upper))[..., 0]
            tags, ents = model.tag(lower).argmax(-1), model.ent(lower).argmax(-1)
            for row, each in enumerate(batch.items):
                reading, count = readings[id(each)], len(each)
                np.testing.assert_allclose(reading.states, upper[row, :count].numpy(), atol=CLOSE)
                np.testing.assert_allclose(reading.cues, cues[row, :count].numpy(), atol=CLOSE)
                assert list(reading.tags) == [net.tags[k] for k in tags[row, :count].tolist()]
                assert list(reading.ents) == [net.ents[k] for k in ents[row, :count].tolist()]
                heads = torch.tensor([reading.heads])
                deps = model.dependencies(upper[row : row + 1, :count], heads).argmax(-1)[0]
                assert list(reading.deps) == deps.tolist()


def test_sentences_and_heads_agree(model: Model, net: Network, items: list[Item]) -> None:
    with torch.no_grad():
        for each, reading in zip(items, net.read([example.words for example in lessons()]), strict=True):
            (batch,) = batched([each], 1000, None)
            lower, upper = model.encoded(batch)
            starts = [0, *(k for k in (model.start(lower)[0, :, 0] > 0).nonzero()[:, 0].tolist() if k), len(each)]
            assert [(part.start, part.stop) for part in reading.sentences] == list(pairwise(starts))
            scores = model.arcs(upper, batch.lengths)[0]
            for part in reading.sentences:
                best = scores[part.start : part.stop, part.start : part.stop].argmax(-1).tolist()
                own = [head - part.start for head in reading.heads[part.start : part.stop]]
                assert own == best or sum(k == head for k, head in enumerate(best)) != 1 or _circles(best)


def _circles(heads: list[int]) -> bool:
    def top(word: int) -> int:
        for _ in heads:
            word = heads[word]
        return word

    return any(heads[top(word)] != top(word) for word in range(len(heads)))


def test_the_second_reading_agrees(model: Model, net: Network) -> None:
    readings = net.read([example.words for example in lessons(5)])
    with torch.no_grad():
        for reading in readings:
            for part in reading.sentences:
                for cue in part:
                    asked = [Asked(0, part.start, part.stop, cue)]
                    states = torch.from_numpy(reading.states)[None]
                    heads, deps = torch.tensor([reading.heads]), torch.tensor([reading.deps])
                    scores, _ = model.labelled(states, heads, deps, asked)
                    packed = packing([len(part)])
                    expected = labellings(scores[0].numpy(), packed, net.weights["after"])
                    (answer,) = net.answers([Question(reading, part, cue)])
                    assert (answer.contents, answer.sources) == (expected[0].contents, expected[0].sources)
                    assert answer.over_nothing == pytest.approx(expected[0].over_nothing, abs=1e-2)


def test_a_recurrent_layer_agrees(model: Model, net: Network) -> None:
    values = torch.randn(9, 176)
    with torch.no_grad():
        states, _ = model.lower(values[None])
    packed = packing([9])
    with_one = np.concatenate([values.numpy(), np.ones((9, 1), dtype=np.float32)], axis=1)
    found = bidirectional(with_one, packed, Layer(*(net.weights[f"lower.{part}"] for part in Layer._fields)))
    np.testing.assert_allclose(found, states[0].numpy(), atol=CLOSE)


def test_how_surprising_labels_are_agrees_with_all_of_them(model: Model) -> None:
    """The chances of all labels of a short sentence add up to one."""
    scores = torch.randn(1, 3, len(LABELS))
    paths = torch.cartesian_prod(*[torch.arange(len(LABELS))] * 3)
    with torch.no_grad():
        many = scores.expand(len(paths), -1, -1)
        chances = torch.exp(-model.surprise(many, torch.full((len(paths),), 3), paths))
    assert float(chances.sum()) == pytest.approx(1, abs=1e-3)


# --- training --------------------------------------------------------------------------------------------------------


def test_one_seed_gives_the_same_bits(known: Inventory, items: list[Item], tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        exported(fitted(items, known, seed=4, epochs=2, told=lambda *_: None), known, folder)
        files.append([(folder / kind).read_bytes() for kind in ("network.npz", "network.json")])
    assert files[0] == files[1]


def test_another_seed_gives_another_network(known: Inventory, items: list[Item]) -> None:
    one, two = (fitted(items, known, seed=seed, epochs=1, told=lambda *_: None) for seed in (4, 5))
    assert not torch.equal(one.cue.weight, two.cue.weight)


def test_lessons_are_learnt(known: Inventory, items: list[Item]) -> None:
    told: list[str] = []
    model = fitted(items, known, seed=1, epochs=15, told=lambda _, line: told.append(line))
    for name in ("tag", "arc", "dep", "cue"):
        losses = [float(re.findall(rf"\b{name} (\d+\.\d+)", line)[0]) for line in told]
        assert losses[-1] < losses[0], name
    assert measured(model, items).startswith("tags ")


def test_batches_hold_every_sequence_once(items: list[Item]) -> None:
    for order in (None, random.Random(2)):
        batches = batched(items, 50, order)
        assert sorted(id(each) for batch in batches for each in batch.items) == sorted(map(id, items))
        assert all(batch.inside.numel() <= 50 or len(batch.items) == 1 for batch in batches)
        assert [int(batch.inside.sum()) for batch in batches] == [sum(map(len, batch.items)) for batch in batches]
