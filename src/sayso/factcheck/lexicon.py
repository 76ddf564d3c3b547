"""The word lists of matching claims: data, read once."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["contraries", "listed", "one_sided"]


@cache
def listed(name: str, language: str = "en") -> frozenset[str]:
    """The words of a list in ``lexicon.toml``."""
    return frozenset(str(_table()[language][name]).split())


@cache
def contraries(language: str = "en") -> tuple[tuple[frozenset[str], ...], ...]:
    """Lines of words that stand in each other's place without being the same, each the sets of those that are alike."""
    return tuple(
        tuple(frozenset(alike.split()) for alike in str(line).split("|")) for line in _table()[language]["contraries"]
    )


@cache
def one_sided(language: str = "en") -> tuple[frozenset[str], ...]:
    """Words of which two claims that are one have one or none, a set for each line."""
    return tuple(frozenset(str(line).split()) for line in _table()[language]["one_sided"])


@cache
def _table() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "lexicon.toml").read_text("utf-8"))
