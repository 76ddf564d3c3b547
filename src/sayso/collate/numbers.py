"""Numbers of a reading: digits and words, with unit and bounds, and how two of them stand to each other.

``about 40`` is 34 to 46, so ``42`` is compatible and more precise; ``1.18 million`` rounds to ``1.2 million``, and
``half of`` is 50 per cent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.relation import Relation, of_ranges
from sayso.collate.shares import share
from sayso.collate.tokens import Word

__all__ = ["Quantity", "compare", "quantities"]

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_MAX_ROUNDED = 0.05
"""Share of a figure up to which a rounder one is the same figure: 5,200 and 5,000, but not 55,000 and 50,000."""
_LEAST_ROUNDED = 1_000
"""Whole numbers from which one may be the other rounded: below it they are counts, and 42 dead are not 40."""
_MAX_TO_CHANGE = 4
"""Words between a verb of change and the number that it changes by or to."""


class Quantity(NamedTuple):
    """A number with its unit, as the range ``low..high``; words ``first`` up to, not including, ``last`` give it.

    ``head`` is the stem of the word that is counted, ``""`` where there is none. ``ordinal`` numbers an order. ``way``
    is ``by`` or ``to`` where something rises or falls by so much or to so much, ``""`` elsewhere.
    """

    first: int
    last: int
    low: float
    high: float
    unit: str
    head: str
    ordinal: bool = False
    vague: bool = False
    way: str = ""


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
    relation = _of_values(left, right)
    if left.way and right.way and left.way != right.way:
        # "rose by 5 per cent" against "rose to 60 per cent": both may hold. By 5 against to 5: hardly.
        return Relation.INCOMPARABLE if relation.conflicting else Relation.CONFLICT
    return relation


def _of_values(left: Quantity, right: Quantity) -> Relation:
    if left.unit == right.unit or not left.unit or not right.unit:
        return _rounded(left, right) or of_ranges((left.low, left.high), (right.low, right.high))
    measures = table("numbers")["measures"]
    if left.unit in measures and right.unit in measures:
        return _converted(left, right, measures[left.unit], measures[right.unit])
    return Relation.CONFLICT


def _rounded(left: Quantity, right: Quantity) -> Relation | None:
    """Which of two plain figures is the other one rounded; None where neither is."""
    if left.low != left.high or right.low != right.high or left.ordinal:
        return None
    if _rounds_to(left.low, right.low):
        return Relation.LEFT_PRECISE
    return Relation.RIGHT_PRECISE if _rounds_to(right.low, left.low) else None


def _rounds_to(figure: float, rounder: float) -> bool:
    step = _step(rounder)
    if rounder < 10 or abs(figure - rounder) > min(step / 2, _MAX_ROUNDED * figure) or _step(figure) >= step:
        return False
    return rounder >= _LEAST_ROUNDED or figure != int(figure)


def _step(figure: float) -> float:
    """The unit of the last digit that is given: 100,000 in 1.2 million, 0.1 in 5.4."""
    digits = f"{figure:.4f}".rstrip("0")
    whole, _, decimals = digits.partition(".")
    if decimals:
        return float(10 ** -len(decimals))
    return float(10 ** (len(whole) - len(whole.rstrip("0")))) if whole.strip("0") else 1.0


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
    part = share(words, i)
    if part is not None:
        low, high, first = _widened(words, part.first, part.value, part.value)
        return Quantity(first, part.last, low, high, part.unit, _head(words, part.last), way=_way(words, first))
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
    return Quantity(first, after, low, high, unit or unit_after, _head(words, after), way=_way(words, first))


def _head(words: Sequence[Word], i: int) -> str:
    """The stem of the word that is counted: “40 soldiers”, “half of the soldiers”."""
    while i < len(words) and words[i].norm in ("of", "the", "all", "our", "its", "their", "his", "her"):
        i += 1
    return words[i].stem if i < len(words) and not _closes(words[i]) else ""


def _way(words: Sequence[Word], first: int) -> str:
    """“rose by 5”, “a rise to 5”: the preposition, where a word of change stands before it."""
    if first < 2 or words[first - 1].norm not in ("by", "to"):
        return ""
    change = listed(table("numbers")["changes"]["stems"])
    before = words[max(0, first - 1 - _MAX_TO_CHANGE) : first - 1]
    return words[first - 1].norm if any(word.stem in change for word in before) else ""


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
