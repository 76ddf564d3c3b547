"""How the tables of ``data/*.toml`` are read, and the small words of the language."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

__all__ = ["numbered", "read_table", "small_words", "words_of"]


@cache
def read_table(name: str) -> dict[str, object]:
    """A file of ``data/``."""
    return tomllib.loads((files("sayso.resolve") / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def words_of(table: dict[str, object], part: str, key: str) -> list[str]:
    """A list of a table, written as one or as words with spaces between."""
    inner = table[part]
    assert isinstance(inner, dict)
    value = inner[key]
    return value.split() if isinstance(value, str) else list(value)


def numbered(rows: Iterable[list[str]]) -> Mapping[str, frozenset[int]]:
    """Word -> the numbers of the rows that it is in."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@cache
def small_words(part: str, key: str = "all") -> frozenset[str]:
    """A list of ``words.toml``."""
    return frozenset(words_of(read_table("words"), part, key))
