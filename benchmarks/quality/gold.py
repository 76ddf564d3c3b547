"""The annotated articles: read, never copied. They belong to their publishers and are no part of the project."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

__all__ = ["digest", "rows"]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def digest(path: Path) -> str:
    """The file's SHA-256: figures are comparable where it is the same."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
