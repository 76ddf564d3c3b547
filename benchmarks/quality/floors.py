"""Pinned floors: the figures that a change must not fall below.

``floors.toml`` holds for each part the digests of its gold, its figures when they were pinned, and the figure of each
article, so that a fall can be shown by the articles that fell. Floors are written by ``--write-floors`` alone: lowering
one is then a line of the change, to be seen and reasoned.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality import gold
from benchmarks.quality.parts import Example, Measured, Part

__all__ = ["FLOORS", "Floor", "falls", "read_floors", "write_floors"]

FLOORS = Path(__file__).with_name("floors.toml")

_HEAD = """\
# Floors of the quality gate; written by `python -m benchmarks.quality --write-floors`.
# A figure may fall below its floor by the margin of its part (parts' own modules derive it), no further.
# `articles` are the figures of the single articles, in the order of the gold: a fall is shown by those that fell most.
"""


@dataclass(frozen=True, slots=True)
class Floor:
    """What is pinned of one part. ``digests`` by file name."""

    digests: Mapping[str, str]
    figures: Mapping[str, float]
    articles: Sequence[float]


def read_floors(path: Path = FLOORS) -> dict[str, Floor]:
    """The pinned floors by part; empty where nothing was pinned yet."""
    if not path.exists():
        return {}
    found: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    return {name: Floor(each["digests"], each["figures"], each["articles"]) for name, each in found.items()}


def write_floors(floors: Mapping[str, Floor], path: Path = FLOORS) -> None:
    """Writes all floors, in the order of their parts' names."""
    path.write_text(_HEAD + "".join(_section(name, floors[name]) for name in sorted(floors)), "utf-8")


def pinned(part: Part, folder: Path, measured: Measured) -> Floor:
    """The floor that a measurement gives."""
    figures = {name: round(figure, 2) for name, figure in measured.figures.items()}
    return Floor(_digests(part, folder), figures, [example.figure for example in measured.examples])


def falls(part: Part, folder: Path, measured: Measured, floor: Floor) -> list[str]:
    """Why the part fails the gate, in sentences; empty where it passes."""
    if _digests(part, folder) != dict(floor.digests):
        return ["the gold is not that of the floors: compare the figures by hand, then --write-floors"]
    return [
        f"{name} is {measured.figures.get(name, 0.0):.1f}, under its floor of {least:.1f} by more than {part.margin}"
        for name, least in floor.figures.items()
        if measured.figures.get(name, 0.0) < least - part.margin
    ]


def fallen(measured: Measured, floor: Floor) -> list[tuple[float, Example]]:
    """The articles whose figure fell since the floors were pinned, with their old figure, the deepest fall first."""
    both = [
        (before, now) for before, now in zip(floor.articles, measured.examples, strict=False) if now.figure < before
    ]
    return sorted(both, key=lambda pair: (pair[1].figure - pair[0], pair[1].name))


def _digests(part: Part, folder: Path) -> dict[str, str]:
    return {name: gold.digest(folder / name) for name in part.files}


def _section(name: str, floor: Floor) -> str:
    lines = [f"\n[{name}]", f"articles = {json.dumps(list(floor.articles))}"]
    for title, values in (("digests", floor.digests), ("figures", floor.figures)):
        lines += [f"\n[{name}.{title}]", *_assignments(values.items())]
    return "\n".join(lines) + "\n"


def _assignments(items: Iterable[tuple[str, object]]) -> list[str]:
    return [f"{json.dumps(key)} = {json.dumps(value)}" for key, value in items]
