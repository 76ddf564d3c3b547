"""What an article is about: its words, each weighted by how rare it is, and what its beginning means.

Both are vectors of whole numbers, so that their products add up to the same on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from anyascii import anyascii

from sayso.encode import default_encoder
from sayso.group.tokens import tokens
from sayso.relations import number_of

__all__ = ["LEADS", "WORDS", "Rarity", "leads", "names", "words"]

WORDS = pa.schema(
    [("doc", pa.int64()), ("words", pa.list_(pa.int64())), ("counts", pa.list_(pa.int32())), ("length", pa.int32())]
)
LEADS = pa.schema([("doc", pa.int64()), ("lead", pa.binary(512))])

LEAD_SCALE = 127
_WORD = re.compile(r"[^\W_]+")
_SHORT, _SOUNDS = 2, 4
_SPELLINGS = tuple(
    pair.split("=")
    for pair in (  # noqa: SIM905 - a table: as a list it would be thirty lines
        "tsch=s shch=s tch=s sch=s ch=s sh=s cz=s sz=s zh=s ts=s tz=s z=s "
        "kh=h ph=f th=t ck=k qu=k q=k c=k x=ks w=v y=i j=i"
    ).split()
)
"""How one sound is written, longer ways first. All hisses are one: what is sh here is ch in French and sz in Polish."""
_VOWELS, _TWICE = re.compile(r"[aeiou]"), re.compile(r"(.)\1+")
_LEAD_SENTENCES, _MIN_SENTENCE_WORDS, _MAX_SENTENCE_CHARS = 5, 4, 600
_SENTENCE_END = re.compile(r"(?<=[.!?。])[”\"»’]*\s+|\n+")
_BACKGROUND = 200
"""Articles that the shares in ``common_words.json`` were counted over: what they weigh against the set at hand."""
_UNLISTED = 0.005
"""Share of articles taken for a word that is not listed there: names, and words under 1 %."""


def words(batch: pa.RecordBatch) -> pa.RecordBatch:
    """``doc`` and ``text`` -> the distinct words of each, in the order of their numbers, and how often."""
    found = tokens(batch.column("text").to_pylist())
    bounds = np.searchsorted(found.texts, np.arange(batch.num_rows + 1))
    pairs = zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)
    return _counted(batch, [found.hashes[start:end].view(np.int64) for start, end in pairs], np.diff(bounds))


def names(batch: pa.RecordBatch) -> pa.RecordBatch:
    """As ``words``, of what languages have in common: numbers, and how capitalised words sound."""
    numbers, lengths = [], []
    for text in batch.column("text").to_pylist():
        printed = _WORD.findall(text)
        sounds = [_sound(word) for word in printed if word[0].isdigit() or (word[0].isupper() and len(word) > _SHORT)]
        numbers.append(np.array([number for number in sounds if number], dtype=np.int64))
        lengths.append(len(printed))
    return _counted(batch, numbers, np.array(lengths))


@lru_cache(maxsize=65_536)
def _sound(word: str) -> int:
    """A number for how a name sounds: its consonants in Latin letters, the first few, so that endings and most ways to
    write it are one: Лукашенко, Lukaschenko and Loukachenko are lksn. 0 where nothing is left."""
    latin = "".join(filter(str.isalnum, anyascii(word).lower()))
    if not latin.isdigit():
        for letters, one in _SPELLINGS:
            latin = latin.replace(letters, one)
        latin = _TWICE.sub(r"\1", latin[:1] + _VOWELS.sub("", latin[1:]))[:_SOUNDS]
    return number_of(latin) if latin[1:] else 0


def _counted(batch: pa.RecordBatch, numbers: Sequence[npt.NDArray[np.int64]], lengths: Any) -> pa.RecordBatch:
    counted = [np.unique(each, return_counts=True) for each in numbers]
    offsets = np.cumsum([0, *(len(numbers) for numbers, _ in counted)], dtype=np.int32)
    distinct = np.concatenate([each for each, _ in counted])
    counts = np.concatenate([each for _, each in counted]).astype(np.int32)
    columns = [pa.ListArray.from_arrays(offsets, pa.array(values)) for values in (distinct, counts)]
    return pa.RecordBatch.from_arrays([batch.column("doc"), *columns, pa.array(lengths, pa.int32())], schema=WORDS)


def leads(batch: pa.RecordBatch) -> pa.RecordBatch:
    """``doc`` and ``text`` -> the mean of what the first sentences of each mean, a vector of 512 signed bytes."""
    rows = [_lead(text).tobytes() for text in batch.column("text").to_pylist()]
    return pa.RecordBatch.from_arrays([batch.column("doc"), pa.array(rows, pa.binary(512))], schema=LEADS)


def _lead(text: str) -> npt.NDArray[np.int8]:
    sentences = [part for part in _SENTENCE_END.split(text) if len(part.split()) >= _MIN_SENTENCE_WORDS]
    read = [part[:_MAX_SENTENCE_CHARS].encode("utf-8", "replace").decode() for part in sentences[:_LEAD_SENTENCES]]
    if not read:
        return np.zeros(512, dtype=np.int8)
    mean = np.sum([default_encoder().encode([part])[0].astype(np.float64) for part in read], axis=0)
    lead: npt.NDArray[np.int8] = np.rint(mean / np.linalg.norm(mean) * LEAD_SCALE).astype(np.int8)
    return lead


class Rarity:
    """How much each word tells: its inverse document frequency over news at large and the set together.

    Two articles alone have no document frequencies worth the name: what both share would look common. So the set is
    added to a background of news, which outweighs it until the set is large. ``found`` are the words that several of
    the ``articles`` have, by their numbers, with how many.
    """

    def __init__(self, found: pa.Table, articles: int) -> None:
        numbers, counts = (found.column(name).to_numpy() for name in ("word", "articles"))
        order = np.argsort(numbers)
        self._numbers, self._counts = numbers[order], counts[order]
        self._articles = articles

    def __call__(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The weight of each word, 0 and more."""
        common, shares = _common()
        counts = _looked_up(numbers, self._numbers, self._counts, 1)
        expected = _BACKGROUND * _looked_up(numbers, common, shares, _UNLISTED)
        return np.maximum(0.0, np.log((_BACKGROUND + self._articles) / (expected + counts)))

    def shared(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Which of the words several of the articles have."""
        return _looked_up(numbers, self._numbers, self._counts, 0) > 0


def _looked_up(
    wanted: npt.NDArray[np.int64], keys: npt.NDArray[np.int64], values: npt.NDArray[np.generic], missing: float
) -> npt.NDArray[np.float64]:
    if not len(keys):
        return np.full(len(wanted), missing)
    places = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[places] == wanted, values[places].astype(np.float64), missing)


@cache
def _common() -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Shares of news articles that have a word; made by ``python -m benchmarks.quality.stories words``."""
    table: dict[str, float] = json.loads((files("sayso.group") / "common_words.json").read_text("utf-8"))
    numbers = tokens(list(table)).hashes.view(np.int64)
    order = np.argsort(numbers)
    return numbers[order], np.array(list(table.values()))[order]
