"""How alike two articles are, or two groups of articles on average: a product of their words, and of their beginnings.

All is whole numbers until the last, so that products add up to the same on every machine and in any order.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from sayso.group.subjects import LEAD_SCALE
from sayso.group.weights import UNIT, WEIGHT_BITS, WORD_BITS

Integers = npt.NDArray[np.int64]

__all__ = ["ALIKE", "TIES", "WHOLES", "averages", "likenesses", "ties"]

_LEAD_WEIGHT, _LEAD_ZERO = 0.3, 0.3
"""What the beginnings' cosine counts beside that of the words, and from where: unrelated news have 0.15 to 0.3."""
_WEIGHT, _WORD, _PACKED_BITS = (1 << WEIGHT_BITS) - 1, (1 << WORD_BITS) - 1, WEIGHT_BITS + WORD_BITS

ALIKE = pa.schema([("l", pa.int64()), ("r", pa.int64()), ("likeness", pa.int32())])
TIES = pa.schema([("l", pa.int64()), ("r", pa.int64()), ("total", pa.int64())])
WHOLES = pa.schema(
    [("name", pa.int64()), ("language", pa.string()), ("words", pa.list_(pa.int64())), ("lead", pa.binary(512))]
)


def likenesses(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Pairs of articles -> how alike they are, 0 to ``UNIT``."""
    rounded = np.rint(_likeness(batch) * UNIT).astype(np.int32)
    return pa.RecordBatch.from_arrays([batch.column("l"), batch.column("r"), pa.array(rounded)], schema=ALIKE)


def ties(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Pairs of groups, as they are on average, and how many pairs of articles count -> how alike these are together."""
    totals = np.rint(_likeness(batch) * UNIT * batch.column("pairs").to_numpy()).astype(np.int64)
    return pa.RecordBatch.from_arrays([batch.column("l"), batch.column("r"), pa.array(totals)], schema=TIES)


def averages(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Groups with what each of their articles is -> what these are on average."""
    leads = [_average_lead(leads) for leads in batch.column("leads").to_pylist()]
    return pa.RecordBatch.from_arrays(
        [batch.column("name"), batch.column("language"), _average_words(batch), pa.array(leads, pa.binary(512))],
        schema=WHOLES,
    )


def _average_words(batch: pa.RecordBatch) -> pa.ListArray:
    articles = batch.column("words")
    each = articles.flatten()
    groups = np.repeat(np.arange(len(batch)) << _PACKED_BITS, _sizes(articles))
    # The words of each article are in order, and the stable sort merges what is.
    packed = np.sort(np.repeat(groups, _sizes(each)) | each.flatten().to_numpy(), kind="stable")
    words = packed >> WEIGHT_BITS
    first = np.flatnonzero(np.concatenate(([True], words[1:] != words[:-1]))[: len(words)])
    words, sums = words[first], np.add.reduceat(packed & _WEIGHT, first) if len(first) else first
    weights = np.rint(sums / _sizes(articles)[words >> WORD_BITS]).astype(np.int64)
    words, weights = words[weights > 0], weights[weights > 0]
    bounds = np.searchsorted(words >> WORD_BITS, np.arange(len(batch) + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(bounds), pa.array((words & _WORD) << WEIGHT_BITS | weights))


def _average_lead(leads: list[bytes]) -> bytes:
    table = np.frombuffer(b"".join(leads), dtype=np.int8).reshape(len(leads), -1)
    mean: npt.NDArray[np.int8] = np.rint(table.mean(axis=0, dtype=np.float64)).astype(np.int8)
    return mean.tobytes()


def _likeness(batch: pa.RecordBatch) -> npt.NDArray[np.float64]:
    left, right = (_leads(batch, name) for name in ("l_lead", "r_lead"))
    cosines = np.einsum("ij,ij->i", left, right).astype(np.float64) / LEAD_SCALE**2
    likeness: npt.NDArray[np.float64] = _products(batch) / UNIT**2 + _LEAD_WEIGHT * (cosines - _LEAD_ZERO)
    return np.clip(likeness, 0, 1)


def _products(batch: pa.RecordBatch) -> npt.NDArray[np.float64]:
    """The product of each two vectors of words: whole numbers, which add up to the same in any order."""
    # Each word is there once on a side, so that what stands twice when all are sorted is shared. The stable sort
    # merges what is sorted already.
    both = np.sort(np.concatenate([_of_pairs(batch, name) for name in ("l_words", "r_words")]), kind="stable")
    same = np.flatnonzero(both[1:] >> WEIGHT_BITS == both[:-1] >> WEIGHT_BITS)
    products = (both[same] & _WEIGHT) * (both[same + 1] & _WEIGHT)
    return np.bincount(both[same] >> _PACKED_BITS, weights=products, minlength=len(batch)).astype(np.float64)


def _of_pairs(batch: pa.RecordBatch, name: str) -> Integers:
    words = batch.column(name).flatten().to_numpy()
    numbered: Integers = np.repeat(np.arange(len(batch)) << _PACKED_BITS, _sizes(batch.column(name))) | words
    return numbered


def _leads(batch: pa.RecordBatch, name: str) -> npt.NDArray[np.float32]:
    """Vectors of signed bytes: their products stay below 2**24, up to where 32 bits tell each whole number."""
    flat = np.frombuffer(b"".join(batch.column(name).to_pylist()), dtype=np.int8)
    return flat.reshape(len(batch), -1).astype(np.float32)


def _sizes(lists: pa.ListArray) -> Integers:
    sizes: Integers = pc.list_value_length(lists).to_numpy(zero_copy_only=False).astype(np.int64)
    return sizes
