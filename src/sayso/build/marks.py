"""What of a build is done: each piece of work has a key, made of all that it depends on, and a mark when it is whole.

A killed run leaves pieces without a mark, which the next one does again; a changed setting changes the keys of what
depends on it, and of nothing else. A mark is written last, under another name first, so that it is never half there.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import Any

__all__ = ["digest_of", "key_of", "read_mark", "write_mark"]

_KEY_DIGITS = 16


def key_of(*parts: object) -> str:
    """Sixteen hexadecimal digits that differ when any part does: texts, numbers, lists, or settings."""
    text = json.dumps([_plain(part) for part in parts], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_KEY_DIGITS]


def digest_of(files: Iterable[Path]) -> str:
    """The SHA-256 of the bytes of files, one after the other."""
    digest = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def write_mark(path: Path, told: dict[str, Any]) -> None:
    """Says that the piece of work beside it is whole; ``told`` is what came of it."""
    waiting = path.with_suffix(".part")
    with waiting.open("w", encoding="utf-8") as stream:
        json.dump(told, stream, sort_keys=True, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    waiting.replace(path)


def read_mark(path: Path) -> dict[str, Any] | None:
    """What a mark tells; None where there is none, or none that can be read."""
    try:
        told = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) else None


def _plain(part: object) -> object:
    if is_dataclass(part) and not isinstance(part, type):
        return asdict(part)
    return str(part) if isinstance(part, Path) else part
