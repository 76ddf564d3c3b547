"""Hearsay and its kin: *reportedly*, *allegedly*, *is said to*."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import child
from sayso.parse import Parsed

__all__ = ["hedge_among", "hedge_over"]

_MAX_CLIMB = 4  # “is said to be believed to have told”: deeper chains are no language


def hedge_among(parsed: Parsed, words: Iterable[int], lexicon: Lexicon) -> tuple[int, ...]:
    """Token indices of the first hedge among ``words``, empty where there is none."""
    for i in words:
        token = parsed.tokens[i]
        word = token.lower
        if word in lexicon.hedges:
            return (i,)
        if word in lexicon.hedging_passives and (passive := _passive(parsed, i, lexicon)):
            return passive
        if token.quotation is not None and (inside := _in_quotation(parsed, token.quotation, lexicon)):
            return inside
    return ()


def hedge_over(parsed: Parsed, cue: int, lexicon: Lexicon) -> tuple[int, ...]:
    """The hedge that a reporting verb hangs on: “*is said* to have told the crew: “_””; empty where there is none."""
    token = parsed.tokens[cue]
    for _ in range(_MAX_CLIMB):
        adverb = next((k for k in parsed.children[token.i] if parsed.tokens[k].lower in lexicon.hedges), None)
        if adverb is not None:
            return (adverb,)
        if token.dep != "xcomp":
            break
        token = parsed.tokens[token.head]
        if passive := _passive(parsed, token.i, lexicon):
            return passive
    return ()


def _passive(parsed: Parsed, i: int, lexicon: Lexicon) -> tuple[int, ...]:
    """“*is said* to own three houses”, “it *is said* that the lake has no bottom”."""
    token = parsed.tokens[i]
    if token.lower not in lexicon.hedging_passives or token.tag != "VBN":
        return ()
    be = child(parsed, i, "auxpass")
    if be is None or be.i != i - 1:
        return ()
    subject = child(parsed, i, "nsubjpass", "expl")
    is_impersonal = subject is not None and subject.lower == "it" and child(parsed, i, "ccomp") is not None
    return (be.i, i) if is_impersonal or child(parsed, i, "xcomp") is not None else ()


def _in_quotation(parsed: Parsed, quotation: int, lexicon: Lexicon) -> tuple[int, ...]:
    """A hedge inside a quotation of one sentence; in a longer one it holds of a part that is not told apart."""
    unit = parsed.quotations[quotation].unit
    if unit is None:
        return ()
    words = parsed.units[unit].tokens
    if not words or parsed.tokens[words[0]].sentence != parsed.tokens[words[-1]].sentence:
        return ()
    return next(((k,) for k in words if parsed.tokens[k].lower in lexicon.hedges), ())
