"""Organisations, what they publish and where, and countries."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sayso.resolve.lexicon.tables import read_table, words_of

__all__ = [
    "any_body_words",
    "body_words",
    "capitals",
    "countries",
    "document_words",
    "legal_forms",
    "other_body_words",
    "place_words",
    "platforms",
    "same_bodies",
    "title_words",
]


@cache
def any_body_words() -> frozenset[str]:
    """Words that take up any body."""
    return frozenset(words_of(read_table("bodies"), "any", "words"))


@cache
def body_words() -> frozenset[str]:
    """Common nouns for organisations."""
    return frozenset(words_of(read_table("bodies"), "body", "words"))


@cache
def legal_forms() -> frozenset[str]:
    """What firms are in law: *Inc.*, *GmbH*."""
    return frozenset(words_of(read_table("bodies"), "legal", "words"))


@cache
def title_words() -> frozenset[str]:
    """Words that end a newspaper's name and alone stand for it."""
    return frozenset(words_of(read_table("bodies"), "title", "words"))


@cache
def document_words() -> frozenset[str]:
    """Common nouns for what is written."""
    return frozenset(words_of(read_table("bodies"), "document", "words"))


@cache
def platforms() -> frozenset[str]:
    """Where people post: never persons, whatever the parser's label."""
    return frozenset(words_of(read_table("bodies"), "platform", "words"))


@cache
def place_words() -> frozenset[str]:
    """Seats that stand for who sits there."""
    return frozenset(words_of(read_table("bodies"), "place", "words"))


@cache
def same_bodies() -> tuple[tuple[str, ...], ...]:
    """Names of one body of which neither is short for the other."""
    table = read_table("bodies")["same"]
    assert isinstance(table, dict)
    return tuple(tuple(row) for row in table["groups"])


@cache
def other_body_words() -> frozenset[str]:
    """Words that make another body of the one named before them."""
    return frozenset(words_of(read_table("bodies"), "other", "words"))


@cache
def capitals() -> frozenset[str]:
    """Seats of government, lower case, which ``countries`` has as names of their countries."""
    names = read_table("countries")["capitals"]
    assert isinstance(names, list)
    return frozenset(name.lower() for name in names)


@cache
def countries() -> Mapping[str, str]:
    """Country, adjective or inhabitant, lower case, with spaces -> the country."""
    rows = read_table("countries")["names"]
    assert isinstance(rows, list)
    found: dict[str, str] = {}
    for row in rows:
        names = [name.replace("-", " ") for name in row.split()]
        for name in names:
            found[name.lower()] = names[0]
            found.setdefault(name.lower() + "s", names[0])
    return found
