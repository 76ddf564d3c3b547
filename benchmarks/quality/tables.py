"""Plain tables for a terminal or a commit message."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

__all__ = ["peers", "table"]


def peers(*keys: str) -> list[list[object]]:
    """The rows of what others reach, by their place in ``peers.toml``."""
    found: Any = tomllib.loads(Path(__file__).with_name("peers.toml").read_text("utf-8"))
    for key in keys:
        found = found[key]
    rows: list[list[object]] = found["rows"]
    return rows


def table(title: str, columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Columns as wide as they need to be: the first to the left, the others to the right."""
    cells = [[title, *columns], *([_cell(value) for value in row] for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(cells[0]))]
    lines = ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]).rstrip() for row in cells]
    return "\n".join([lines[0], "-" * sum(widths, 2 * (len(widths) - 1)), *lines[1:]])


def _cell(value: object) -> str:
    return f"{value:.1f}" if isinstance(value, float) else str(value)
