"""The words of a statement as linking sees them: tokens, crude stems, numbers, names, negation.

Worked example: ``We won't close 20 mines`` has the content stems ``clos``, ``20`` and ``min`` (``we`` and ``won't``
carry none), the number ``20``, and one negation.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from sayso.spans import Span

__all__ = ["Sentence", "Token", "negations", "sentences", "stem", "tokens"]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:[’'][^\W\d_]+)*|[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…]+[”’\"')\]]*\s+(?=[“‘\"'(\[]*[A-Z0-9])|\n+")
_SHORTENED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Prof|Jr|Sr|No|vs)|\b[A-Z])\.$")


class Token(NamedTuple):
    """A word: where it stands, its lower-cased form, its stem (``""`` for a word without content of its own)."""

    span: Span
    lower: str
    stem: str
    name: bool  # capitalised where the sentence does not ask for it


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a statement's content, or the part of one that belongs to it."""

    span: Span
    tokens: tuple[Token, ...]

    @property
    def stems(self) -> frozenset[str]:
        """The content stems."""
        return frozenset(token.stem for token in self.tokens if token.stem)


def sentences(text: str, content: Sequence[Span]) -> tuple[Sentence, ...]:
    """The content cut at sentence ends; every span of a split content starts a new one."""
    found = (Sentence(span, tokens(text, span)) for piece in content for span in _cut(text, piece))
    return tuple(sentence for sentence in found if sentence.tokens)


def tokens(text: str, span: Span) -> tuple[Token, ...]:
    """The words of ``span``. Hyphens part words, so that "tax-filing" and "tax filing" are the same."""
    found: list[Token] = []
    for match in _WORD.finditer(text, span.start, span.end):
        lower = _lower(match[0])
        found.append(
            Token(Span(*match.span()), lower, stem(lower), bool(found) and match[0][0].isupper() and lower != "i")
        )
    return tuple(found)


@lru_cache(maxsize=65_536)  # a feed of fact-checks in forty languages has no end of words
def stem(lower: str) -> str:
    """A crude stem that inflected forms of a word share; ``""`` for a word that carries no content."""
    lexicon = _lexicon()
    if lower in lexicon.silent or _is_negation(lower):
        return ""
    if lower[0].isdigit():
        return lower
    if lower in lexicon.numbers:
        return lexicon.numbers[lower]
    for ending, instead in lexicon.suffixes:
        # Three letters must stay: "red", "king" and "bus" have no ending.
        if lower.endswith(ending) and len(lower) - len(ending) >= 3 and not lower.endswith("ss"):
            return _trimmed(lower[: len(lower) - len(ending)] + instead)
    return _trimmed(lower)


def negations(words: Sequence[Token]) -> int:
    """How many words turn the sense round."""
    return sum(_is_negation(token.lower) for token in words)


def _is_negation(lower: str) -> bool:
    return lower in _lexicon().negation or lower.endswith("n't")


def _lower(word: str) -> str:
    lower = word.casefold().replace("’", "'")
    if lower.endswith("'s"):
        return lower[:-2]
    # 2,000 and 2000 are one number; 2,5 is left alone.
    return re.sub(r",(?=\d{3})", "", lower) if lower[0].isdigit() else lower


def _trimmed(stem: str) -> str:
    # "stopp|ed" and "stop", "clos|ing" and "close", "honest|ly" and "honest|y", "tri|es" and "try".
    if len(stem) > 4 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if len(stem) > 3 and stem[-1] == "e":
        return stem[:-1]
    if len(stem) > 6 and stem[-1] == "y":
        return stem[:-1]
    return stem[:-1] + "i" if len(stem) > 3 and stem[-1] == "y" else stem


def _cut(text: str, piece: Span) -> list[Span]:
    start = piece.start
    found = []
    for match in _SENTENCE_END.finditer(text, piece.start, piece.end):
        if not _SHORTENED.search(text, max(start, match.start() - 5), match.start() + 1):
            found.append(Span(start, match.end()))
            start = match.end()
    return [*found, Span(start, piece.end)] if start < piece.end else found


class _Lexicon(NamedTuple):
    silent: frozenset[str]
    negation: frozenset[str]
    numbers: dict[str, str]
    suffixes: tuple[tuple[str, str], ...]


@cache
def _lexicon(language: str = "en") -> _Lexicon:
    table = tomllib.loads((files("sayso.link") / "lexicon.toml").read_text("utf-8"))[language]
    return _Lexicon(
        frozenset(table["function"].split()) | frozenset(table["telling"].split()),
        frozenset(table["negation"].split()),
        {word: str(value) for word, value in table["numbers"].items()},
        tuple((ending, instead) for ending, instead in table["suffixes"]["order"]),
    )
