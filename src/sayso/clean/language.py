"""The language of an article."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["language_name", "language_of"]

_MIN_LETTERS = 80
"""Shorter texts are not judged: a name or two in them decides."""
_MIN_SCORE = 0.9
_READ_CHARS = 6_000
"""The beginning and the end tell enough; the model reads every byte that it is given."""


def language_of(text: str) -> str | None:
    """ISO 639-1 code of the language that ``text`` is in; None where it is too short or too mixed to tell."""
    if len(text) > 2 * _READ_CHARS:
        text = f"{text[:_READ_CHARS]}\n{text[-_READ_CHARS:]}"
    # One alphabet's letters may be in capitals, which the model has seen little of.
    read = "".join(char if char.isalpha() else " " for char in text).lower()
    if sum(char != " " for char in read) < _MIN_LETTERS:
        return None
    code, score = _identifier().classify(" ".join(read.split()))
    return str(code) if score >= _MIN_SCORE else None


def language_name(code: str) -> str:
    """English name of a language, the code itself where it is not in the list."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    return dict(tomllib.loads(files("sayso.clean").joinpath("languages.toml").read_text("utf-8"))["names"])


@cache
def _identifier() -> Any:
    # Imported here because the model takes half a second to load.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(sorted(_names()))
    return identifier
