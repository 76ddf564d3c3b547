"""The parts of sayso that are measured, each with its gold files, its table and the figures that are held."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Example", "Measured", "Part"]


@dataclass(frozen=True, slots=True)
class Example:
    """One article (or event) of the gold by itself: its figure, higher is better, and what went wrong in it."""

    name: str
    figure: float
    wrong: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring a part gives: ``figures`` are held by floors, higher is better; ``table`` is for people."""

    figures: Mapping[str, float]
    table: str
    examples: Sequence[Example] = field(default=())


@dataclass(frozen=True, slots=True)
class Part:
    """A part of sayso: its name, the gold files that it is measured on, how, and the noise that its figures have.

    ``margin`` is how far a figure may be under its floor before the gate fails; ``margin_because`` derives it.
    """

    name: str
    files: Sequence[str]
    measure: Callable[[Path], Measured]
    margin: float
    margin_because: str
