"""Where and how something is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.resolve.lexicon.organisations import platforms
from sayso.resolve.lexicon.tables import read_table, words_of

__all__ = ["Genre", "giving_words", "occasions"]


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of occasion: after which prepositions it is one, and whether it ``lasts`` so that more is said there."""

    before: frozenset[str]
    lasts: bool


@cache
def occasions() -> Mapping[str, Genre]:
    """Noun, or the two words of a platform -> the kind of occasion."""
    table = read_table("occasions")
    genres = {part: words_of(table, part, "nouns") for part in ("long", "call", "short", "channel", "line")}
    genres["channel"] += platforms()
    return {
        noun: Genre(frozenset(words_of(table, part, "before")), lasts=part in ("long", "call"))
        for part, nouns in genres.items()
        for noun in nouns
    }


@cache
def giving_words() -> frozenset[str]:
    """Verbs for giving or holding a long occasion."""
    return frozenset(words_of(read_table("occasions"), "giving", "verbs"))
