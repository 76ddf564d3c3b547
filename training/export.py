"""A fitted model -> the files that sayso reads: plain numbers and names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from sayso.parse.labelling import LABELS
from training.examples import Inventory
from training.model import Model

__all__ = ["exported", "weights_of"]

_LINEAR = (
    "tag ent start arc_head arc_word dep_head dep_word cue asked label".split()  # noqa: SIM905  # one line reads better
)
_LAYERS = ("lower", "upper", "again")
_PLAIN = ("arc", "dep", "after")
_EMBEDDED = ("level", "way", "distance")


def exported(model: Model, known: Inventory, folder: Path) -> None:
    """Writes ``network.npz`` (16-bit floats) and ``network.json`` (words and classes) into ``folder``."""
    weights = weights_of(model)
    half = {name: np.ascontiguousarray(values, dtype=np.float16) for name, values in sorted(weights.items())}
    np.savez(folder / "network.npz", allow_pickle=False, **half)
    names = {
        "tags": known.tags,
        "deps": known.deps,
        "ents": known.ents,
        "labels": LABELS,
        "reporting": known.vocabulary.reporting,
        "words": list(known.vocabulary.words),
    }
    (folder / "network.json").write_text(json.dumps(names, ensure_ascii=False, indent=0) + "\n", "utf-8")


def weights_of(model: Model) -> dict[str, np.ndarray[Any, Any]]:
    """The weights by the names, and in the shapes, of ``sayso.parse.network``."""
    state = {name: values.numpy() for name, values in model.state_dict().items()}
    weights = {f"embed.{name}": state[f"embed.{name}.weight"] for name in model.embed}
    for name in _LINEAR:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = state[f"{name}.weight"].T, state[f"{name}.bias"]
    for name in _EMBEDDED:
        weights[f"{name}.weight"] = state[f"{name}.weight"]
    for name in _PLAIN:
        weights[name] = state[name]
    for name in _LAYERS:
        into, onto, biases, resets = (
            _gates(state, name, of) for of in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
        )
        biases[:2] += resets[:2]
        weights[f"{name}.inward"] = np.concatenate([into.swapaxes(2, 3), biases[:, :, None]], axis=2)
        onto[2] /= 2
        weights[f"{name}.onward"] = onto.swapaxes(2, 3)
        weights[f"{name}.reset"] = resets[2] / 2
    return weights


def _gates(state: dict[str, np.ndarray[Any, Any]], name: str, of: str) -> np.ndarray[Any, Any]:
    """[gate, direction, ...] with the two gates halved: see ``sayso.parse.recurrent.Layer``."""
    both = np.stack([state[f"{name}.{of}_l0{way}"] for way in ("", "_reverse")])
    found = both.reshape(2, 3, -1, *both.shape[2:]).swapaxes(0, 1).copy()
    found[:2] /= 2
    return found
