"""The language of an article."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["language_name", "language_of"]

_LETTERS = re.compile(r"[^\W\d_²³¹¼½¾]+")
_MIN_LETTERS = 80
"""Shorter texts are not judged: a name or two in them decides."""
_MIN_SCORE = 0.9
_READ_CHARS = 6_000
"""The beginning and the end tell enough; the model reads every byte that it is given."""
_MIN_ENGLISH, _MIN_IN_PART, _MIN_ASCII = 0.12, 0.06, 0.98
"""Shares of the letters (0..1) from which nobody need be asked. English articles have 0.17 in English's own small
words, the other languages of ``languages.toml`` under 0.03. Every part must have some, or two languages may be mixed,
and where one letter in seven is of another alphabet, the model may no longer say English. It takes half a second to
load, and milliseconds an article."""
_PARTS, _MIN_PART_WORDS = 8, 25


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language that ``text`` is in; None where it is too short or too mixed to tell."""
    if len(text) > 2 * _READ_CHARS:
        text = f"{text[:_READ_CHARS]}\n{text[-_READ_CHARS:]}"
    # One alphabet's letters may be in capitals, which the model has seen little of.
    read = " ".join(_LETTERS.findall(text)).lower()
    if len(read) - read.count(" ") < _MIN_LETTERS:
        return None
    if _is_plainly_english(read):
        return "en"
    code, score = _identifier().classify(read)
    return str(code) if score >= _MIN_SCORE else None


def _is_plainly_english(read: str) -> bool:
    words = read.split(" ")
    letters = "".join(words)
    if len(letters.encode("ascii", "ignore")) < _MIN_ASCII * len(letters):
        return False
    size = max(_MIN_PART_WORDS, -(-len(words) // _PARTS))
    parts = (words[start : start + size] for start in range(0, max(1, len(words) - _MIN_PART_WORDS), size))
    return _english_share(words) >= _MIN_ENGLISH and all(_english_share(part) >= _MIN_IN_PART for part in parts)


def _english_share(words: Sequence[str]) -> float:
    small = filter(_small_words().__contains__, words)
    return sum(map(len, small)) / sum(map(len, words))


def language_name(code: str) -> str:
    """English name of a language, the code itself where it is not in the list."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return dict(_data()["names"])


@cache
def _small_words() -> frozenset[str]:
    return frozenset(_data()["english"]["small_words"].split())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("sayso.clean").joinpath("languages.toml").read_text("utf-8"))


@cache
def _identifier() -> Any:
    # Imported here because the model takes half a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_names()))
    return identifier
