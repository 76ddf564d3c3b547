"""Hearsay and its kin: *reportedly*, *allegedly*, *is said to*."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import child
from sayso.parse import Parsed

__all__ = ["hedge_among"]


def hedge_among(parsed: Parsed, words: Iterable[int], lexicon: Lexicon) -> tuple[int, ...]:
    """Token indices of the first hedge among ``words``, empty where there is none."""
    for i in words:
        token = parsed.tokens[i]
        if token.lower in lexicon.hedges:
            return (i,)
        if token.lower in lexicon.hedging_passives and token.tag == "VBN":
            be = child(parsed, i, "auxpass")
            if be is not None and child(parsed, i, "xcomp") is not None and be.i == i - 1:
                return (be.i, i)
    return ()
