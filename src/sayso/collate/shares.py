"""Numbers that are given as a part of a whole or as a multiple: *half of*, *two thirds*, *one in four*, *twice*."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.tokens import Word

__all__ = ["Share", "share"]

_MOST = 1_000
"""Greatest number that one is counted out of: "one in a million" is no count."""


class Share(NamedTuple):
    """Words ``first`` up to ``last`` give ``value`` in ``unit``: percent, or times."""

    first: int
    last: int
    value: float
    unit: str


def share(words: Sequence[Word], i: int) -> Share | None:
    """The part or multiple that begins at word ``i`` of merged words; None where none does."""
    return _one_in(words, i) or _fraction(words, i) or _multiple(words, i) or _span(words, i)


def _one_in(words: Sequence[Word], i: int) -> Share | None:
    """“one in four”, “three out of five”: but not “one in 1994”, “two in three days”."""
    part = words[i].value
    last = i + 2 + (i + 2 < len(words) and words[i + 1].norm == "out")
    if part is None or last >= len(words) or words[last - 1].norm not in ("in", "of"):
        return None
    if words[last - 1].norm == "of" and words[i + 1].norm != "out":
        return None
    whole = words[last].value
    if whole is None or not 0 < part < whole <= _MOST or (words[last].text.isdigit() and whole > 100):
        return None
    follows = words[last + 1].norm if last + 1 < len(words) else ""
    if follows in listed(table("numbers")["shares"]["not_before"]):
        return None
    return Share(i, last + 1, 100 * part / whole, "percent")


def _fraction(words: Sequence[Word], i: int) -> Share | None:
    """“half of the”, “a quarter of”, “two thirds”: but not “the second half”, “the third of May”."""
    lexicon = table("numbers")["shares"]
    after = words[i + 1] if i + 1 < len(words) else None
    if words[i].norm == "half" and after is not None and after.norm in listed(lexicon["after_half"]):
        before = words[i - 1].norm if i > 0 else ""
        return (
            None if before in listed(lexicon["not_before_half"]) else Share(i - (before == "a"), i + 1, 50.0, "percent")
        )
    if after is None or after.before.strip("- "):
        return None
    size = lexicon["parts"].get(after.norm)
    count = 1.0 if words[i].norm == "a" else words[i].value
    if size is None or count is None or not 0 < count < 10:
        return None
    # "a third" may be one more; of a whole it is with "of".
    follows = words[i + 2].norm if i + 2 < len(words) else ""
    if not after.norm.endswith("s") and follows != "of":
        return None
    return Share(i, i + 2, count * size, "percent")


def _multiple(words: Sequence[Word], i: int) -> Share | None:
    value = table("numbers")["multiples"].get(words[i].norm)
    return None if value is None else Share(i, i + 1, float(value), "times")


def _span(words: Sequence[Word], i: int) -> Share | None:
    """“a decade”: one of them; what else stands after "a" is hardly ever counted."""
    if words[i].norm != "a" or i + 1 >= len(words):
        return None
    unit = words[i + 1].norm
    return Share(i, i + 2, 1.0, unit) if unit in listed(table("numbers")["shares"]["one_of"]) else None
