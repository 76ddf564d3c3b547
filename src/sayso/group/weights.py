"""What each word of an article weighs, and which words propose others that may report the same event."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sayso.group.subjects import Rarity
from sayso.group.tokens import mixed

Integers = npt.NDArray[np.int64]

__all__ = ["HEAVIEST", "UNIT", "WEIGHED", "WEIGHT_BITS", "WORD_BITS", "weighed"]

UNIT = 10_000
"""Weights and likeness are counted in parts of this."""
HEAVIEST = 16
"""Words of an article whose pairs propose others: those that weigh most among those that another article has at all."""
_TELLING = 30
"""Words of an article among which those that tell its story are looked for, by how much they weigh."""
_USUAL_WORDS, _LENGTH_POWER, _LENGTHS = 300, 0.15, (0.18, 3.9)
"""Long articles share words by chance: likeness falls with both lengths to this power, and is as it is at the usual
length; beyond these multiples it falls no more. Without it no one threshold holds for 30 words (ECB+) and for 800
(NewsWCL50)."""
_FINE = 1_000
"""Weights are rounded to parts of this before they are squared, since whole numbers add up to the same in any order."""
WEIGHT_BITS, WORD_BITS = 16, 32
"""A word and its weight are one number: the word, cut, above the weight."""

WEIGHED = pa.schema(
    [
        ("doc", pa.int64()),
        ("lead", pa.binary(512)),
        ("words", pa.list_(pa.int64())),
        ("keys", pa.list_(pa.int64())),
        ("heaviest", pa.list_(pa.int64())),
        ("weights", pa.list_(pa.int16())),
    ]
)


def weighed(batch: pa.RecordBatch, *, rarity: Rarity) -> pa.RecordBatch:
    """The words of each article with their weights, in ten-thousandths of a vector of its length, and its keys.

    Words that no other article has count in its length, and are left out otherwise: nothing is alike by them.
    """
    words = batch.column("words").flatten().to_numpy()
    counts = batch.column("counts").flatten().to_numpy()
    sizes = pc.list_value_length(batch.column("words")).to_numpy(zero_copy_only=False)
    rows = np.repeat(np.arange(len(batch)), sizes)
    held = rarity.shared(words)
    raw = np.rint((1 + np.log(counts)) * rarity(words) * _FINE).astype(np.int64)
    weights = np.rint(raw * _factors(batch, rows, raw)[rows]).astype(np.int64)
    order = np.lexsort((words, -raw, rows))
    leading = order[held[order]]
    places = _ranks(rows[leading], len(batch))
    heaviest, leading = np.sort(leading[places < _TELLING]), leading[places < HEAVIEST]
    kept = held & (weights > 0)
    packed = ((words >> 32) + (1 << 31)) << WEIGHT_BITS | weights
    return pa.RecordBatch.from_arrays(
        [
            batch.column("doc"),
            batch.column("lead"),
            _listed(packed[kept], rows[kept], len(batch)),
            _keys(words[leading], rows[leading], len(batch)),
            _listed(words[heaviest], rows[heaviest], len(batch)),
            _listed(weights[heaviest].astype(np.int16), rows[heaviest], len(batch)),
        ],
        schema=WEIGHED,
    )


def _factors(batch: pa.RecordBatch, rows: Integers, raw: Integers) -> npt.NDArray[np.float64]:
    """What makes each article's weights a vector of its length, and shorter where the article is long."""
    squares = np.zeros(len(batch), dtype=np.int64)
    np.add.at(squares, rows, raw * raw)
    low, high = _LENGTHS
    lengths = np.clip(_USUAL_WORDS / np.maximum(1, batch.column("length").to_numpy()), low, high)
    factors: npt.NDArray[np.float64] = lengths**_LENGTH_POWER * UNIT / np.sqrt(np.maximum(1, squares))
    return factors


def _keys(words: Integers, rows: Integers, articles: int) -> pa.ListArray:
    """A number for each two of the words of an article."""
    order = np.lexsort((words, rows))
    words, rows = words[order], rows[order]
    table = np.zeros((articles, HEAVIEST), dtype=np.uint64)
    there = np.zeros(table.shape, dtype=np.bool_)
    places = _ranks(rows, articles)
    table[rows, places], there[rows, places] = words.view(np.uint64), True
    first, second = np.triu_indices(HEAVIEST, 1)
    keys = mixed(table[:, first] * np.uint64(3) + table[:, second]).view(np.int64)
    both = there[:, second]  # the first is there where the second is
    return _listed(keys[both], np.nonzero(both)[0], articles)


def _ranks(rows: Integers, articles: int) -> Integers:
    """The place of each among those of its row; rows are in order."""
    ranks: Integers = np.arange(len(rows)) - np.searchsorted(rows, np.arange(articles))[rows]
    return ranks


def _listed(values: Integers, rows: Integers, articles: int) -> pa.ListArray:
    bounds = np.searchsorted(rows, np.arange(articles + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(bounds), pa.array(values))
