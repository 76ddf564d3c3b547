"""The words of an article as grouping sees them, and how rare each is in news at large."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files

from sayso.records import Document

__all__ = ["narration", "rarity", "shown", "text_of", "words"]

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'][^\W_]+)*")
_QUOTED = re.compile(r"“[^”\n]*”|\"[^\"\n]*\"|«[^»\n]*»")
_NEWS = 840
"""Articles that the shares in ``common_words.json`` were counted over: what they weigh against the set at hand."""
_UNLISTED = 0.002
"""Share of articles taken for a word that is not listed there: names, and words under 1 %."""


def text_of(document: Document) -> str:
    """The article without what was set aside, a line a paragraph."""
    return "\n".join(paragraph.span.of(document.text) for paragraph in document.paragraphs)


def narration(text: str) -> str:
    """The text without what stands in quotation marks: an outlet's own words."""
    return _QUOTED.sub(" ", text)


def words(text: str) -> list[str]:
    """The words, case folded, without a possessive 's; "U.S." is one."""
    return [_folded(match[0]) for match in _WORD.finditer(text)]


def shown(text: str, wanted: Collection[str]) -> dict[str, str]:
    """How words are first printed in the text."""
    found: dict[str, str] = {}
    for match in _WORD.finditer(text):
        folded = _folded(match[0])
        if folded in wanted:
            found.setdefault(folded, match[0].removesuffix("'s").removesuffix("’s"))
    return found


def rarity(counts: Mapping[str, int], articles: int) -> dict[str, float]:
    """How much each word tells: its inverse document frequency over news at large and the set together.

    Two articles alone have no document frequencies worth the name: what both share would look common. So the set is
    added to a background of news, which outweighs it until the set is large.
    """
    common = _common()
    return {
        word: math.log((_NEWS + articles) / (_NEWS * common.get(word, _UNLISTED) + count))
        for word, count in counts.items()
    }


def _folded(word: str) -> str:
    return word.casefold().replace("’", "'").removesuffix("'s")


@cache
def _common() -> dict[str, float]:
    """Shares of news articles that have a word; made by ``benchmarks/quality/stories.py words``."""
    table: dict[str, float] = json.loads((files("sayso.group") / "common_words.json").read_text("utf-8"))
    return table
