"""Numbers of a reading: digits and words, with unit and bounds, and how two of them stand to each other.

``twelve hundred`` and ``1,200`` are one value; ``about 40`` is 34 to 46, so ``42`` is compatible and more precise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.collate.lexicons import table
from sayso.collate.relation import Relation, of_ranges
from sayso.collate.tokens import Word

__all__ = ["Quantity", "compare", "merged", "quantities"]

_NUMERAL = re.compile(r"(\d+(?:[.,]\d+)*)([a-z]*)")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


class Quantity(NamedTuple):
    """A number with its unit, as the range ``low..high``; words ``first`` up to, not including, ``last`` give it.

    ``head`` is the stem of the word that is counted, ``""`` where there is none. ``ordinal`` numbers an order.
    """

    first: int
    last: int
    low: float
    high: float
    unit: str
    head: str
    ordinal: bool = False
    vague: bool = False


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


def quantities(words: Sequence[Word], taken: frozenset[int] = frozenset()) -> tuple[Quantity, ...]:
    """The numbers among merged ``words``, but those whose index is in ``taken`` (years, dates)."""
    found: list[Quantity] = []
    i = 0
    while i < len(words):
        quantity = None if i in taken else _quantity(words, i, taken)
        if quantity is None:
            i += 1
            continue
        found.append(quantity)
        i = quantity.last
    return tuple(found)


def compare(left: Quantity, right: Quantity) -> Relation:
    """How two numbers stand to each other: the same, compatible with one more precise, in conflict, or incomparable."""
    if left.ordinal != right.ordinal:
        return Relation.INCOMPARABLE
    if left.unit == right.unit or not left.unit or not right.unit:
        return of_ranges((left.low, left.high), (right.low, right.high))
    measures = table("numbers")["measures"]
    if left.unit in measures and right.unit in measures:
        return _converted(left, right, measures[left.unit], measures[right.unit])
    return Relation.CONFLICT


def _converted(left: Quantity, right: Quantity, one: list[object], other: list[object]) -> Relation:
    if one[0] != other[0]:
        return Relation.CONFLICT
    factor, against = float(str(one[1])), float(str(other[1]))
    low, high = left.low * factor, left.high * factor
    # Converted figures are rounded: 100 miles stand as 160 km.
    if abs(low - right.low * against) <= 0.03 * max(low, 1e-9):
        return Relation.SAME
    return of_ranges((low, high), (right.low * against, right.high * against))


def _quantity(words: Sequence[Word], i: int, taken: frozenset[int]) -> Quantity | None:
    word = words[i]
    if word.value is not None:
        return _counted(words, i, taken)
    ordinal = _ordinal_value(word.norm)
    if ordinal is not None and i + 1 < len(words) and "," not in words[i + 1].before:
        return Quantity(i, i + 1, ordinal, ordinal, "", words[i + 1].stem, ordinal=True)
    return _vague(words, i)


def _ordinal_value(norm: str) -> float | None:
    if _ORDINAL.fullmatch(norm) is not None:
        return float(norm[:-2]) if len(norm) < 12 else None
    value = table("numbers")["ordinals"].get(norm)
    return None if value is None else float(value)


def _vague(words: Sequence[Word], i: int) -> Quantity | None:
    bounds = table("numbers")["vague"].get(words[i].norm)
    if bounds is None or i + 1 >= len(words):
        return None
    before = words[i - 1].norm if i > 0 else ""
    last = i + 2 if words[i + 1].norm == "of" else i + 1
    # "for some", "so many", "too few", "some of them", "in some way": no count.
    if last >= len(words) or before in ("so", "too", "how", "as", "very") or words[last].function:
        return None
    if words[i].norm in ("some", "few", "many") and not words[last].norm.endswith(("s", "people", "men", "women")):
        return None
    first = i - 1 if before == "a" else i
    times, last = _times(words, last)
    return Quantity(first, last, bounds[0] * times, bounds[1] * times, "", words[last].stem, vague=True)


def _times(words: Sequence[Word], i: int) -> tuple[float, int]:
    """What "thousands" after "hundreds of" multiplies by, and the index of the word counted."""
    scale = table("numbers")["scales"].get(words[i].norm.removesuffix("s"))
    if scale is None or i + 1 >= len(words):
        return 1.0, i
    i += 1
    return float(scale), i + 1 if words[i].norm == "of" and i + 1 < len(words) else i


def _counted(words: Sequence[Word], i: int, taken: frozenset[int]) -> Quantity | None:
    """The quantity whose number is word ``i``, with range, unit and what widens it."""
    if words[i].norm == "#1" and words[i].text.lower() == "one" and _is_pronoun(words, i):
        return None
    first, unit = _currency_before(words, i)
    low = high = words[i].value or 0.0
    last = i + 1
    upper = _range_end(words, i, first)
    if upper is not None and not taken & set(range(last, upper + 1)):
        high = words[upper].value or high
        last = upper + 1
    after, unit_after = _unit_after(words, last)
    low, high, first = _widened(words, first, min(low, high), max(low, high))
    head = words[after].stem if after < len(words) and not _closes(words[after]) else ""
    return Quantity(first, after, low, high, unit or unit_after, head)


def _is_pronoun(words: Sequence[Word], i: int) -> bool:
    """Whether "one" counts nothing: "no one", "this one", "one of", "one must"."""
    before = words[i - 1].norm if i > 0 else ""
    after = words[i + 1] if i + 1 < len(words) else None
    if after is None or after.function or before in ("no", "this", "that", "the", "any", "every", "each", "some"):
        return True
    return after.norm in ("day", "another", "thing")


def _currency_before(words: Sequence[Word], i: int) -> tuple[int, str]:
    unit = _units().get(words[i - 1].text) if i > 0 else None
    return (i - 1, unit) if unit is not None and not words[i].before else (i, "")


def _range_end(words: Sequence[Word], i: int, first: int) -> int | None:
    """Index of the number that closes a range: ``40 to 50``, ``40-50``, ``between 40 and 50``, ``40 or 50``."""
    following = words[i + 1 : i + 4]
    if following and following[0].value is not None and following[0].before in ("-", "–", "—", " - ", " – "):
        return i + 1
    joins = {"to", "or"} | ({"and"} if first > 0 and words[first - 1].norm == "between" else set())
    if len(following) < 2 or following[0].norm not in joins or "," in following[0].before:
        return None
    at = 2 if len(following) > 2 and following[1].text in _units() else 1
    closing = following[at].value
    return i + 1 + at if closing is not None and closing > (words[i].value or 0.0) else None


def _unit_after(words: Sequence[Word], i: int) -> tuple[int, str]:
    """Index past the unit and its name."""
    if i >= len(words) or _closes(words[i]):
        return i, ""
    if words[i].norm == "per" and i + 1 < len(words) and words[i + 1].norm == "cent":
        return i + 2, "percent"
    unit = _units().get(words[i].norm)
    if unit is None:
        return i, ""
    if unit == "percent" and i + 1 < len(words) and words[i + 1].norm in ("point", "points"):
        return i + 2, "percentage point"
    return i + 1, unit


def _closes(word: Word) -> bool:
    return any(mark in word.before for mark in ".,;:!?()\n")


def _widened(words: Sequence[Word], first: int, low: float, high: float) -> tuple[float, float, int]:
    """The range with "about", "more than" and the like, and the index of their first word."""
    bounds = table("numbers")["bounds"]
    one = words[first - 1].norm if first > 0 and not _closes(words[first]) else ""
    two = f"{words[first - 2].norm} {one}" if first > 1 and one else ""
    three = f"{words[first - 3].norm} {two}" if first > 2 and two else ""
    size = 3 if three in (*bounds["above_phrases"], *bounds["below_phrases"]) else 2
    phrase = three if size == 3 else two
    if phrase in bounds["above_phrases"]:
        return low, high * (1 + bounds["above_share"]), first - size
    if phrase in bounds["below_phrases"]:
        return low * (1 - bounds["above_share"]), high, first - size
    if one in bounds["about"].split():
        return low * (1 - bounds["about_share"]), high * (1 + bounds["about_share"]), first - 1
    if one in bounds["above"].split():
        return low, high * (1 + bounds["above_share"]), first - 1
    if one in bounds["below"].split():
        return low * (1 - bounds["about_share"]), high, first - 1
    return low, high, first - 1 if one == "between" else first


@cache
def _units() -> dict[str, str]:
    return {form: unit for unit, forms in table("numbers")["units"].items() for form in forms.split()}


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
