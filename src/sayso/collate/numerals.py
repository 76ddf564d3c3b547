"""Number phrases: digits and words, with their scale, as one word each: ``twelve hundred`` and ``1,200``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from sayso.collate.lexicons import table
from sayso.collate.tokens import Word

__all__ = ["merged"]

_NUMERAL = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]*)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def merged(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """The words with each number phrase as one word: ``twelve hundred`` has norm ``#1200``, like ``1,200``."""
    found: list[Word] = []
    i = 0
    while i < len(words):
        value, last = _cardinal(words, i)
        if value is None:
            found.append(words[i])
            i += 1
            continue
        whole = words[i]
        norm = f"#{value:g}" if value < 1e6 else f"#{value:.0f}"
        end = words[last - 1].end
        found.append(whole._replace(end=end, text=text[whole.start : end], norm=norm, stem=norm, value=value))
        i = last
    return tuple(found)


def _cardinal(words: Sequence[Word], i: int) -> tuple[float | None, int]:
    """Value of the number phrase that begins at word ``i`` and the index past it; None where none begins."""
    numerals = _numeral(words[i].norm)
    if numerals is not None:
        return _scaled(words, i + 1, numerals)
    lexicon = table("numbers")
    norm = words[i].norm
    if norm == "half" and i + 2 < len(words) and words[i + 1].norm == "a" and words[i + 2].norm in lexicon["scales"]:
        return lexicon["scales"][words[i + 2].norm] / 2, i + 3
    if (
        norm == "a"
        and i + 1 < len(words)
        and words[i + 1].norm in lexicon["scales"]
        and not words[i + 1].before.strip()
    ):
        return _scaled(words, i + 1, 1.0)
    return _in_words(words, i) if norm in lexicon["cardinals"] else (None, i)


@cache
def _numeral(norm: str) -> float | None:
    match = _NUMERAL.fullmatch(norm)
    if match is None or len(norm) > 24 or _THOUSANDS.fullmatch(match.group(1)) is None:
        return None
    value = float(match.group(1).replace(",", ""))
    if not match.group(2):
        return value
    scale = table("numbers")["suffixes"].get(match.group(2))
    return None if scale is None else value * scale


def _scaled(words: Sequence[Word], i: int, value: float) -> tuple[float, int]:
    """``value`` times the scale words that follow: ``3.5 million``, ``two dozen``."""
    scales = table("numbers")["scales"]
    suffixes = table("numbers")["suffixes"]
    while i < len(words) and not words[i].before.strip("- "):
        scale = scales.get(words[i].norm) or (suffixes.get(words[i].norm) if words[i].norm in ("bn", "mln") else None)
        if scale is None:
            break
        value *= scale
        i += 1
    return value, i


def _in_words(words: Sequence[Word], i: int) -> tuple[float, int]:
    """A number in words: ``two hundred and five thousand``, ``nineteen seventy-four``."""
    lexicon = table("numbers")
    total = current = 0.0
    lowest = 1e18
    start = i
    while i < len(words) and (i == start or not words[i].before.strip("- ")):
        norm = words[i].norm
        if norm in lexicon["cardinals"]:
            value = float(lexicon["cardinals"][norm])
            if 10 <= current <= 20 and value >= 10 and total == 0:  # nineteen seventy
                current, lowest = current * 100 + value, value
            elif value >= lowest or (lowest < 20 and current):
                break
            else:
                current, lowest = current + value, value if value >= 20 else 1.0
        elif norm in lexicon["scales"]:
            current, total, lowest = _by_scale(current, total, float(lexicon["scales"][norm]))
        elif not (norm == "and" and _goes_on(words, i, start)):
            break
        i += 1
    return total + current, i


def _by_scale(current: float, total: float, scale: float) -> tuple[float, float, float]:
    if scale <= 100:
        return current * scale, total, 100.0
    return 0.0, total + (current or 1.0) * scale, scale


def _goes_on(words: Sequence[Word], i: int, start: int) -> bool:
    """Whether "and" joins two parts of one number: after a scale word and before a smaller number."""
    lexicon = table("numbers")
    return (
        i > start
        and words[i - 1].norm in lexicon["scales"]
        and i + 1 < len(words)
        and words[i + 1].norm in lexicon["cardinals"]
        and not words[i + 1].before.strip("- ")
    )
