"""What an article is recognised by: its shingles, each a run of four words, as numbers.

An eighth of them, chosen by their number and so the same ones in every article, stand for it where pairs are looked
for. ``own`` are those without a word in quotation marks, ``quoted`` the others: two reporters in one room print the
same sentences of a speaker.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from sayso.group.tokens import Hashes, runs_of, tokens

__all__ = ["PRINTS", "prints"]

PRINTS = pa.schema(
    [
        ("doc", pa.int64()),
        ("words", pa.int32()),
        ("own", pa.list_(pa.int32())),
        ("quoted", pa.list_(pa.int32())),
        ("sample", pa.list_(pa.int64())),
    ]
)
_SHINGLE_WORDS = 4
"""Words in a run. Five lose more to scanning errors; three make a common phrase look like a copy."""
_SAMPLED = np.uint64(7)
"""One shingle in eight proposes pairs: those whose number has none of these bits."""
_LEAST_SAMPLE = 4
"""So many always do: the smallest, so that short texts find their like."""
_LAST_BIT, _SHORT = np.uint64(1), np.uint64(32)


def prints(batch: pa.RecordBatch) -> pa.RecordBatch:
    """``doc`` and ``text`` -> the distinct shingles of each, sorted; cut to 32 bits where all are compared.

    A text shorter than a run is one shingle.
    """
    found = tokens(batch.column("text").to_pylist())
    bounds = np.searchsorted(found.texts, np.arange(batch.num_rows + 1))
    rows = [
        _print(found.hashes[start:end], found.quoted[start:end])
        for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    ]
    columns = [_lists(list(parts), kind) for parts, kind in zip(zip(*rows, strict=True), _KINDS, strict=True)]
    return pa.RecordBatch.from_arrays(
        [batch.column("doc"), pa.array(np.diff(bounds), pa.int32()), *columns], schema=PRINTS
    )


_KINDS: tuple[type[np.generic], ...] = (np.int32, np.int32, np.int64)


def _print(words: Hashes, quoted: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.generic], ...]:
    length = min(_SHINGLE_WORDS, len(words))
    if not length:
        return words, words, words.view(np.int64)  # of one type in all rows: else numpy would make them floats
    # In the last bit, whether a word of it is quoted: where a run stands twice, once is enough to be own.
    marked = np.sort(runs_of(words, length) & ~_LAST_BIT | _any_in_run(quoted, length))
    runs = marked & ~_LAST_BIT
    first = np.flatnonzero(np.concatenate(([True], runs[1:] != runs[:-1])))
    every, is_quoted = runs[first], (marked[first] & _LAST_BIT).astype(bool)
    short = every >> _SHORT
    chosen = (short & _SAMPLED) == 0
    chosen[:_LEAST_SAMPLE] |= chosen.sum() < _LEAST_SAMPLE
    signed = short.astype(np.uint32).view(np.int32)  # no engine but DuckDB has numbers without a sign
    return signed[~is_quoted], signed[is_quoted], every[chosen].view(np.int64)


def _any_in_run(quoted: npt.NDArray[np.bool_], length: int) -> Hashes:
    found = quoted[: len(quoted) - length + 1].copy()
    for offset in range(1, length):
        found |= quoted[offset : offset + len(found)]
    return found.astype(np.uint64)


def _lists(arrays: list[npt.NDArray[np.generic]], kind: type[np.generic]) -> pa.ListArray:
    offsets = np.cumsum([0, *map(len, arrays)], dtype=np.int32)
    values = np.concatenate(arrays) if arrays else np.zeros(0)
    return pa.ListArray.from_arrays(offsets, pa.array(values.astype(kind, copy=False)))
