"""The network of ``sayso.parse.network`` in PyTorch, where it learns. The forward pass here and there must agree."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from sayso.parse.features import BUCKETS
from sayso.parse.labelling import LABELS, rules
from sayso.parse.network import DISTANCES
from sayso.parse.tree import LEVELS, REACH
from training.batches import Batch
from training.examples import Asked, Inventory

__all__ = ["Model"]

_NEVER = -1e4
_WIDTHS = {"word": 96, "ending": 32, "beginning": 16, "shape": 16, "reporting": 8, "marks": 8}
_HIDDEN, _HIDDEN_AGAIN = 128, 96
_ARC, _DEP = 64, 32
_DROPOUT = 0.33


class Model(nn.Module):
    """Encoder, heads, and the second reading for one reporting word."""

    def __init__(self, known: Inventory) -> None:
        super().__init__()
        sizes = {"word": len(known.counts), **BUCKETS, "reporting": 6, "marks": 4}
        self.embed = nn.ModuleDict({name: nn.Embedding(sizes[name], width) for name, width in _WIDTHS.items()})
        for table in self.embed.values():
            nn.init.normal_(next(table.parameters()), std=0.1)
        both = 2 * _HIDDEN
        self.lower = _gru(sum(_WIDTHS.values()), _HIDDEN)
        self.upper = _gru(both, _HIDDEN)
        self.tag = nn.Linear(both, len(known.tags))
        self.ent = nn.Linear(both, len(known.ents))
        self.start = nn.Linear(both, 1)
        self.arc_head, self.arc_word = nn.Linear(both, _ARC), nn.Linear(both, _ARC)
        self.arc = nn.Parameter(torch.empty(_ARC + 1, _ARC))
        nn.init.xavier_uniform_(self.arc)
        self.deps = len(known.deps)
        self.dep_head, self.dep_word = nn.Linear(both, _DEP), nn.Linear(both, _DEP)
        self.dep = nn.Parameter(torch.randn(_DEP + 1, (_DEP + 1) * self.deps) * 0.03)
        self.cue = nn.Linear(both, 1)
        self.reported = nn.Linear(both, 1)
        self.level = nn.Embedding(LEVELS + 1, 8)
        self.way = nn.Embedding(self.deps + 1, 16)
        self.distance = nn.Embedding(len(DISTANCES) + 1, 8)
        self.asked = nn.Linear(both, 24)
        self.again = _gru(both + 8 + 16 + 8 + 24, _HIDDEN_AGAIN)
        self.label = nn.Linear(2 * _HIDDEN_AGAIN, len(LABELS))
        self.after = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))
        for name, values in zip(("barred", "first", "last"), rules(), strict=True):
            self.register_buffer(name, torch.from_numpy(values))

    # --- first reading ----------------------------------------------------------------------------------------------

    def encoded(self, batch: Batch) -> tuple[Tensor, Tensor]:
        """States of both layers, [B, T, 2h]."""
        words = batch.arrays["words"]
        names = [name for name in _WIDTHS if name != "marks"]
        parts = [self.embed[name](words[..., k]) for k, name in enumerate(names)]
        values = torch.cat([*parts, self.embed["marks"](batch.arrays["marks"])], -1)
        lower = _run(self.lower, self._dropped(values), batch.lengths)
        upper = _run(self.upper, self._dropped(lower), batch.lengths)
        return self._dropped(lower), self._dropped(upper)

    def arcs(self, upper: Tensor, lengths: Tensor) -> Tensor:
        """Scores [B, word, head]."""
        words, heads = functional.relu(self.arc_word(upper)), functional.relu(self.arc_head(upper))
        scores = (_with_one(words) @ self.arc) @ heads.transpose(1, 2)
        padding = torch.arange(upper.shape[1])[None] >= lengths[:, None]
        return scores.masked_fill(padding[:, None], _NEVER)

    def dependencies(self, upper: Tensor, heads: Tensor) -> Tensor:
        """Scores [B, T, dependency] of each word under its head."""
        words, above = functional.relu(self.dep_word(upper)), functional.relu(self.dep_head(upper))
        above = _with_one(torch.gather(above, 1, heads[..., None].expand(-1, -1, above.shape[-1])))
        mixed = (_with_one(words) @ self.dep).view(*words.shape[:2], _DEP + 1, self.deps)
        return torch.einsum("btj,btjo->bto", above, mixed)

    # --- second reading ---------------------------------------------------------------------------------------------

    def labelled(self, upper: Tensor, heads: Tensor, deps: Tensor, asked: Sequence[Asked]) -> tuple[Tensor, Tensor]:
        """Label scores [P, T, labels] and lengths of the sentences in which somebody may report."""
        rows, first, stop, cues = (torch.tensor(column)[:, None] for column in zip(*asked, strict=True))
        places = torch.arange(int((stop - first).max()))[None]
        at = torch.minimum(first + places, stop - 1)
        states, above, deps = upper[rows, at], heads[rows, at] - first, deps[rows, at]
        above = torch.where((above < 0) | (above >= stop - first), places.expand_as(above), above)
        cues, lengths = (cues - first)[:, 0], (stop - first)[:, 0]
        level, way = self._relations(above, deps, cues)
        distance = torch.bucketize(places - cues[:, None], torch.from_numpy(DISTANCES))
        question = torch.relu(self.asked(states[torch.arange(len(cues)), cues]))
        question = question[:, None].expand(-1, places.shape[1], -1)
        values = torch.cat([states, self.level(level), self.way(way), self.distance(distance), question], -1)
        return self.label(self._dropped(_run(self.again, values, lengths))), lengths

    def _relations(self, heads: Tensor, deps: Tensor, cues: Tensor) -> tuple[Tensor, Tensor]:
        """As ``sayso.parse.tree.relations``: where each word hangs, seen from the cue."""
        count, longest = heads.shape
        pairs = torch.arange(count)
        chain = torch.full((count, longest), LEVELS)
        top = cues.clone()
        for step in range(LEVELS):
            known = chain[pairs, top]
            chain[pairs, top] = torch.where(known == LEVELS, torch.full_like(known, step), known)
            top = heads[pairs, top]
        level, way = torch.full((count, longest), LEVELS), torch.full((count, longest), self.deps)
        at = torch.arange(longest)[None].expand(count, longest)
        last = torch.full((count, longest), self.deps)
        for _ in range(REACH):
            reached = torch.gather(chain, 1, at)
            fresh = (reached < LEVELS) & (level == LEVELS)
            level, way = torch.where(fresh, reached, level), torch.where(fresh, last, way)
            last, at = torch.gather(deps, 1, at), torch.gather(heads, 1, at)
        return level, way

    def surprise(self, scores: Tensor, lengths: Tensor, labels: Tensor) -> Tensor:
        """Negative log-likelihood [P] of the labels: a linear chain (Lafferty et al. 2001)."""
        pairs = torch.arange(len(scores))
        after = self.after + self.barred
        total = scores[:, 0] + self.first
        right = total[pairs, labels[:, 0]]
        for step in range(1, scores.shape[1]):
            goes_on = step < lengths
            summed = torch.logsumexp(total[:, :, None] + after[None], 1) + scores[:, step]
            total = torch.where(goes_on[:, None], summed, total)
            chosen = after[labels[:, step - 1], labels[:, step]] + scores[pairs, step, labels[:, step]]
            right = right + torch.where(goes_on, chosen, torch.zeros_like(chosen))
        ended = labels[pairs, lengths - 1]
        return torch.logsumexp(total + self.last, 1) - (right + self.last[ended])

    def _dropped(self, values: Tensor) -> Tensor:
        """Dropout of whole dimensions of a sequence (Gal & Ghahramani 2016)."""
        if not self.training:
            return values
        kept = torch.empty(values.shape[0], 1, values.shape[2]).bernoulli_(1 - _DROPOUT)
        return values * kept / (1 - _DROPOUT)


def _gru(size: int, hidden: int) -> nn.GRU:
    return nn.GRU(size, hidden, bidirectional=True, batch_first=True)


def _run(layer: nn.GRU, values: Tensor, lengths: Tensor) -> Tensor:
    packed = pack_padded_sequence(values, lengths, batch_first=True, enforce_sorted=False)
    states, _ = layer(packed)
    return pad_packed_sequence(states, batch_first=True, total_length=values.shape[1])[0]


def _with_one(values: Tensor) -> Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], -1)
