"""What is not the article: every paragraph that is set aside, with the reason.

Rules are in ``furniture.toml``; here are the shapes that no word list holds (rates, menus in one line), and who stands
next to whom. A crosshead or a quotation by itself is short too, so a short paragraph is only ever set aside for what
it says.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.records import Furniture
from sayso.spans import Span

__all__ = ["Found", "furniture", "is_paywall", "is_prose"]


@dataclass(frozen=True, slots=True)
class Found:
    """Why a paragraph is set aside, and whether it says that the article goes on behind a paywall."""

    reason: Furniture
    is_paywall: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: Furniture
    at_edge: bool
    max_words: int
    line: re.Pattern[str]
    carries: bool
    is_paywall: bool
    may_quote: bool

    def holds(self, paragraph: _Paragraph, *, at_edge: bool) -> bool:
        if (self.at_edge and not at_edge) or paragraph.spaces >= self.max_words:
            return False
        return (self.may_quote or not paragraph.quotes) and self.line.fullmatch(paragraph.text) is not None


class _Paragraph(NamedTuple):
    """What the rules ask of a paragraph, found once for all of them."""

    text: str
    spaces: int
    quotes: bool


def _read(paragraph: str) -> _Paragraph:
    return _Paragraph(paragraph, paragraph.count(" "), _QUOTED.search(paragraph) is not None)


_MAX_CHARS = 700
"""Longer paragraphs are never furniture: no rule allows more than 90 words."""
_MIN_PROSE_WORDS = 10
_MAX_TITLE_WORDS = 20
_MAX_CARRIED = 12
_QUOTED = re.compile(r"[“”„«»\"]|(?<!\w)[‘']\w")
_SENTENCE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_CLOSED = re.compile(r"[.!?…][\"'”’»)\]]*$")


def furniture(text: str, paragraphs: Sequence[Span]) -> list[Found | None]:
    """Why each of ``paragraphs`` is set aside; None for those of the article."""
    inner = [span.of(text) if span.end - span.start <= _MAX_CHARS else None for span in paragraphs]
    found = [None if paragraph is None else _said_anywhere(paragraph) for paragraph in inner]
    _carry(text, paragraphs, found)
    for i in _edges(text, paragraphs, found):
        paragraph = inner[i]
        if found[i] is None and paragraph is not None:
            found[i] = _said_at_edge(paragraph)
    return [each.found if each is not None else None for each in found]


def is_paywall(paragraph: str) -> bool:
    """Whether a notice says that the article goes on behind a paywall."""
    if len(paragraph) > _MAX_CHARS:
        return False
    read = _read(paragraph)
    return any(rule.holds(read, at_edge=False) for rule in _rules() if rule.is_paywall)


def is_prose(paragraph: str) -> bool:
    """Whether it reads as a sentence or more: long enough, and ended like one."""
    return paragraph.count(" ") + 1 >= _MIN_PROSE_WORDS and _CLOSED.search(paragraph[-6:]) is not None


@dataclass(frozen=True, slots=True)
class _Hit:
    found: Found
    carries: bool = False


def _said_anywhere(paragraph: str) -> _Hit | None:
    read = _read(paragraph)
    for rule in _rules():
        if not rule.at_edge and rule.holds(read, at_edge=False):
            return _Hit(Found(rule.reason, rule.is_paywall), rule.carries)
    return None


def _said_at_edge(paragraph: str) -> _Hit | None:
    if _is_rates(paragraph):
        return _Hit(Found(Furniture.RATES))
    if _is_menu_line(paragraph):
        return _Hit(Found(Furniture.MENU))
    read = _read(paragraph)
    for rule in _rules():
        if rule.at_edge and rule.holds(read, at_edge=True):
            return _Hit(Found(rule.reason))
    return None


def _carry(text: str, paragraphs: Sequence[Span], found: list[_Hit | None]) -> None:
    """Titles under "Related articles" are links too; the first paragraph of prose ends them."""
    left = 0
    for i, span in enumerate(paragraphs):
        hit = found[i]
        if hit is not None:
            left = _MAX_CARRIED if hit.carries else left
        elif left and _is_title(text, span):
            found[i] = _Hit(Found(Furniture.READ_ALSO))
            left -= 1
        else:
            left = 0


def _is_title(text: str, span: Span) -> bool:
    if span.end - span.start > _MAX_CHARS:
        return False
    paragraph = span.of(text)
    return 2 <= len(paragraph.split()) <= _MAX_TITLE_WORDS and _SENTENCE_END.search(paragraph[-6:]) is None


def _edges(text: str, paragraphs: Sequence[Span], found: Sequence[_Hit | None]) -> list[int]:
    """The paragraphs before the first of prose and after the last; all of them where there is none."""
    prose = [i for i, span in enumerate(paragraphs) if found[i] is None and is_prose(span.of(text))]
    if not prose:
        return list(range(len(paragraphs)))
    return [*range(prose[0]), *range(prose[-1] + 1, len(paragraphs))]


_NUMBER = r"[+−–-]?\d[\d\s.,]{0,12}"
_RATE = re.compile(
    rf"""(?:(?P<before>[A-Z]{{3}}|[$€£¥₽₴₸]|\d{{1,3}}\s?[A-Z]{{3}})(?:\s?[/=]\s?(?P<pair>[A-Z]{{3}}))?[\s:=]*)?
        {_NUMBER}\s?(?P<after>[A-Z]{{3}}|[$€£¥₽₴₸]|%|°\s?[CF]?|(?:BYN|RUB|руб|грн|zł|kn|Kč|kr)\.?)?
        (?:\s*[▲▼↑↓(]?\s?[+−–-]?\d[\d.,]{{0,8}}\s?%?\)?)?""",
    re.VERBOSE,
)
_WEATHER = re.compile(
    r"(?:[\w.’ -]{2,30}[,:]?\s+)?[+−–-]?\d{1,2}(?:[.,]\d)?\s?°\s?[CF]?(?:[\s,/…-]+[+−–-]?\d{1,2}\s?°\s?[CF]?)*"
)
_TICKER = re.compile(
    r"[A-Z][\w&. ]{1,20}[:\s]\s?[$€£]?\d[\d.,]*\s*[▲▼↑↓]?\s?(?:[+−–-]\d[\d.,]*\s?%?|\([+−–-]?\d[\d.,]*\s?%\))"
)


def _is_rates(paragraph: str) -> bool:
    """A number with its currency, degrees or change, and nothing else: ``1.07 EUR``, ``USD 1.07``, ``Tarn +7 °C``."""
    if len(paragraph) > 60 or not any(char.isdigit() for char in paragraph):
        return False
    match = _RATE.fullmatch(paragraph)
    if match is not None and any(_is_unit(match[name]) for name in ("before", "pair", "after")):
        return True
    return _WEATHER.fullmatch(paragraph) is not None or _TICKER.fullmatch(paragraph) is not None


def _is_unit(unit: str | None) -> bool:
    if unit is None:
        return False
    return not unit[-3:].isalpha() or not unit[-3:].isascii() or unit[-3:] in _currencies() or not unit.isupper()


_MENU_PARTS = re.compile(r"\s*[|•·»›>/]\s*|\s{3,}|\t")


def _is_menu_line(paragraph: str) -> bool:
    """Several short entries in one line, ``World | Politics | Sport``, at least one of them known as a menu's."""
    parts = [part for part in _MENU_PARTS.split(paragraph) if part]
    if len(parts) < 3 or any(len(part.split()) > 4 or len(part) > 40 for part in parts):
        return False
    return any(rule.at_edge and rule.line.fullmatch(part) for part in parts for rule in _rules())


@cache
def _rules() -> tuple[_Rule, ...]:
    data = tomllib.loads(files("sayso.clean").joinpath("furniture.toml").read_text("utf-8"))
    return tuple(
        _Rule(
            reason=Furniture(rule["reason"]),
            at_edge=rule["where"] == "edge",
            max_words=rule["max_words"],
            line=re.compile("|".join(f"(?:{line})" for line in rule["lines"]), re.IGNORECASE | re.DOTALL),
            carries=rule.get("carries", False),
            is_paywall=rule.get("paywall", False),
            may_quote=rule.get("may_quote", False),
        )
        for rule in data["rule"]
    )


@cache
def _currencies() -> frozenset[str]:
    data = tomllib.loads(files("sayso.clean").joinpath("currencies.toml").read_text("utf-8"))
    return frozenset(data["codes"].split())
