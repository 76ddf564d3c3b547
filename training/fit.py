"""The training loop: all heads learn together, the second reading on the reporting words found so far."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from sayso.parse.labelling import LABELS
from training.batches import Batch, batched
from training.examples import Inventory, Item, question
from training.meaning import meanings
from training.model import Model

__all__ = ["fitted"]

_BATCH = 1500  # words, padding counted
_RATE, _WARM_UP = 2e-3, 200
# How much each head counts.
_WEIGHTS = {"tag": 1.0, "ent": 1.0, "start": 1.0, "arc": 1.0, "dep": 1.0, "cue": 4.0, "reported": 0.5, "label": 0.25}
_SUSPECTED = 0.1  # words above this chance to be a cue are read again, and learnt to report nothing where they don't
# Shares of words hidden, so that unknown ones are learnt too; of names more: tomorrow's news has other people.
_UNKNOWN, _UNCLASSED, _UNNAMED = 0.03, 0.05, 0.3


def fitted(
    items: Sequence[Item], known: Inventory, *, seed: int, epochs: int, told: Callable[[Model, str], None]
) -> Model:
    """A model fitted to the items; the same seed gives the same bits. ``told`` hears after each epoch."""
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True)
    torch.set_num_threads(1)  # sums of several threads depend on their number
    order, hide = random.Random(seed), np.random.default_rng(seed)
    model = Model(known)
    _start_words(model, list(known.vocabulary.words))
    optimizer = torch.optim.Adam(model.parameters(), lr=_RATE, betas=(0.9, 0.98))
    steps = epochs * len(batched(items, _BATCH, None))
    done = 0
    for epoch in range(epochs):
        started, losses = time.process_time(), dict.fromkeys(_WEIGHTS, 0.0)
        model.train()
        batches = batched(items, _BATCH, order)
        for batch in batches:
            done += 1
            for group in optimizer.param_groups:
                group["lr"] = _RATE * min(1.0, done / _WARM_UP) * max(0.02, 1.0 - done / steps)
            _hide_words(batch, known, hide)
            parts = _losses(model, batch, own_syntax=epoch > 0)
            optimizer.zero_grad()
            torch.stack([_WEIGHTS[name] * value for name, value in parts.items()]).sum().backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            for name, value in parts.items():
                losses[name] += float(value.detach()) / len(batches)
        shown = " ".join(f"{name} {value:.3f}" for name, value in losses.items())
        model.eval()
        told(model, f"epoch {epoch + 1} of {epochs}: {shown}, {time.process_time() - started:.0f} CPU-s")
    return model


def _start_words(model: Model, words: Sequence[str]) -> None:
    """Words begin with what they mean: two thirds are seen fewer than ten times, too few to learn it here."""
    table = model.embed["word"]
    with torch.no_grad():
        table.weight[-len(words) :] = torch.from_numpy(meanings(words, table.embedding_dim))


def _hide_words(batch: Batch, known: Inventory, hide: np.random.Generator) -> None:
    """Rare words now and then stand as unknown, and reporting words as not in the lexicon."""
    words = batch.arrays["words"].numpy()
    counts = known.counts[words[..., 0]]
    named = batch.arrays["ents"].numpy() != known.ents.index("")
    hidden = hide.random(counts.shape) < 0.25 / (0.25 + counts) + np.where(named, _UNNAMED, _UNKNOWN)
    words[..., 0] = np.where(hidden & (words[..., 0] > 1), 1, words[..., 0])
    words[..., 4] = np.where(hide.random(counts.shape) < _UNCLASSED, 0, words[..., 4])


def _losses(model: Model, batch: Batch, *, own_syntax: bool) -> dict[str, Tensor]:
    lower, upper = model.encoded(batch)
    arrays, inside = batch.arrays, batch.inside
    arcs = model.arcs(upper, batch.lengths)
    starts = model.start(lower)[..., 0][inside]
    losses = {
        "tag": functional.cross_entropy(model.tag(lower)[inside], arrays["tags"][inside]),
        "ent": functional.cross_entropy(model.ent(lower)[inside], arrays["ents"][inside]),
        "start": functional.binary_cross_entropy_with_logits(starts, arrays["starts"][inside].float()),
        "arc": functional.cross_entropy(arcs[inside], arrays["heads"][inside]),
        "dep": functional.cross_entropy(model.dependencies(upper, arrays["heads"])[inside], arrays["deps"][inside]),
    }
    judged = batch.judged
    if not judged.any():
        return losses
    cues = model.cue(upper)[..., 0]
    losses["cue"] = functional.binary_cross_entropy_with_logits(cues[judged], arrays["cues"][judged])
    reported = model.reported(upper)[..., 0][judged]
    losses["reported"] = functional.binary_cross_entropy_with_logits(reported, arrays["reported"][judged].float())
    heads, deps = arrays["heads"], arrays["deps"]
    if own_syntax:  # the second reading must live with the syntax that the network finds itself
        with torch.no_grad():
            heads = arcs.argmax(-1)
            deps = model.dependencies(upper, heads).argmax(-1)
    label = _label_loss(model, batch, upper, heads, deps, (torch.sigmoid(cues.detach()) > _SUSPECTED) & judged)
    return losses | ({"label": label} if label is not None else {})


def _label_loss(
    model: Model, batch: Batch, upper: Tensor, heads: Tensor, deps: Tensor, suspected: Tensor
) -> Tensor | None:
    wanted = {(row, cue.at): cue.labels for row, each in enumerate(batch.items) for cue in each.cues}
    if int(suspected.sum()) < 4 * len(batch.items) + 20:  # in the first steps everything is suspect
        for row, at in suspected.nonzero().tolist():
            wanted.setdefault((row, at), np.zeros(len(batch.items[row]), dtype=np.int64))
    if not wanted:
        return None
    asked = [question(batch.items[row], row, at) for row, at in wanted]
    scores, lengths = model.labelled(upper, heads, deps, asked)
    labels = np.full(scores.shape[:2], LABELS.index("O"))
    for filled, (_, first, stop, _), right in zip(labels, asked, wanted.values(), strict=True):
        filled[: stop - first] = right[first:stop]
    return model.surprise(scores, lengths, torch.from_numpy(labels)).sum() / len(batch.items)
