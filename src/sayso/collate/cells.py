"""One place of two readings set word against word, and how much the two words there have in common."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Cell", "Level"]


class Level:
    """How much two aligned words have in common."""

    NONE = 0
    NEAR = 1
    STEM = 2
    EQUAL = 3


class Cell(NamedTuple):
    """One place of a two-way alignment: index of the left and of the right word, None for a gap."""

    left: int | None
    right: int | None
    level: int = Level.NONE
