"""Builders of gold and predictions: contents, cues and sources named by their words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.evaluate.scorer import Article, attribution, distinct, words_of

__all__ = ["TOSK", "Row", "article", "line", "quote", "write"]

Row = dict[str, Any]

TOSK = (
    "Tosk said that the mayor will resign. “We will not tax salt,” Brenn said, “this year.” "
    "The crews fear that ice may close the port."
)


def quote(text: str, *content: str, source: str | None = None, cue: str | None = None, **more: object) -> Row:
    """An attribution whose parts are the first places of these words in the text."""
    return {
        "content": [_at(text, words) for words in content],
        "cue": None if cue is None else [_at(text, cue)],
        "source": None if source is None else [_at(text, source)],
        **more,
    }


def _at(text: str, words: str) -> list[int]:
    start = text.index(words)
    return [start, start + len(words)]


def article(gold: Sequence[Row], found: Sequence[Row], text: str = TOSK) -> Article:
    """An article as the scorer takes it."""
    words = words_of(text)
    marked, shown = (
        [attribution(text, words, each["content"], each["source"], confidence=each.get("confidence")) for each in side]
        for side in (gold, found)
    )
    return marked, distinct(shown)


def line(key: str, *quotes: Row, text: str | None = TOSK, **more: object) -> Row:
    """A line of gold, or of predictions where ``text`` is None."""
    return {"doc_id": key, **({} if text is None else {"text": text}), "quotes": list(quotes), **more}


def write(path: Path, lines: Sequence[Row | str]) -> str:
    """Writes a JSONL file; strings are lines as they are. Its path."""
    rows = [each if isinstance(each, str) else json.dumps(each, ensure_ascii=False) for each in lines]
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8", "surrogatepass")
    return str(path)
