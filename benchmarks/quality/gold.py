"""The annotated articles: read, never copied. They belong to their publishers and are no part of the project."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from sayso.records import Capture

__all__ = ["capture", "digest", "rows"]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def capture(row: Mapping[str, Any]) -> Capture:
    """An article's row as it would be read: it is cleaned as a user's is."""
    return Capture(
        uri=row["id"],
        body=row["text"].encode(),
        media_type="text/plain",
        charset="utf-8",
        key=row["id"],
        outlet=row["outlet"].casefold(),
        published=row.get("date"),
        headline=row.get("title"),
    )


def digest(path: Path) -> str:
    """The file's SHA-256: figures are comparable where it is the same."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
