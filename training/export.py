"""A fitted model -> the files that sayso reads: plain numbers and names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from torch import nn

from sayso.parse.labelling import LABELS
from training.examples import Inventory
from training.model import Model

__all__ = ["exported", "weights_of"]

_LINEAR = (
    "tag ent start arc_head arc_word dep_head dep_word cue reported asked label".split()  # noqa: SIM905  # one line reads better
)
_LSTM = ("lower", "upper", "again")
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
    for name in _LSTM:
        layer: nn.LSTM = getattr(model, name)
        for part, of in (("inward", "weight_ih"), ("onward", "weight_hh")):
            both = [state[f"{name}.{of}_l0{way}"] for way in ("", "_reverse")]
            weights[f"{name}.{part}"] = np.stack([_reordered(one, layer.hidden_size).T for one in both])
        biases = [state[f"{name}.bias_ih_l0{way}"] + state[f"{name}.bias_hh_l0{way}"] for way in ("", "_reverse")]
        weights[f"{name}.bias"] = np.stack([_reordered(one, layer.hidden_size) for one in biases])
    return weights


def _reordered(values: np.ndarray[Any, Any], hidden: int) -> np.ndarray[Any, Any]:
    """PyTorch's blocks are input, forget, candidate, output; ours end with the candidate, the gates halved."""
    enter, forget, candidate, leave = (values[k * hidden : (k + 1) * hidden] for k in range(4))
    return np.concatenate([enter / 2, forget / 2, leave / 2, candidate])
