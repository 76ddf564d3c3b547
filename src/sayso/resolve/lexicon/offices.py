"""Offices, titles, and other words for persons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.resolve.lexicon.tables import read_table, words_of

__all__ = [
    "RoleEntry",
    "calling_endings",
    "courtesy",
    "group_words",
    "idle_modifiers",
    "office_words",
    "own_person_words",
    "owned_offices",
    "party_words",
    "past_modifiers",
    "person_words",
    "public_offices",
    "role_entries",
    "short_titles",
    "single_offices",
    "word_gender",
]


@dataclass(frozen=True, slots=True)
class RoleEntry:
    """An office: the words that name it, looser ones that may be said of who holds it, and those of another that he may
    have besides.

    ``national`` tells that it is a country's: the president of one country is not that of another.
    """

    name: str
    words: frozenset[str]
    loose: frozenset[str]
    national: bool = False
    beside: frozenset[str] = frozenset()


@cache
def role_entries() -> tuple[RoleEntry, ...]:
    """The offices of ``roles.toml``, in its order."""
    rows = read_table("roles")["role"]
    assert isinstance(rows, list)
    return tuple(
        RoleEntry(
            row["name"],
            frozenset(row["words"]),
            frozenset(row["loose"]),
            row.get("national", False),
            frozenset(row.get("beside", ())),
        )
        for row in rows
    )


@cache
def courtesy() -> Mapping[str, str]:
    """Words before a name that tell no office, such as *mr* -> ``"m"``, ``"f"`` or ``""``."""
    table = read_table("roles")["courtesy"]
    assert isinstance(table, dict)
    marks = {"male": "m", "female": "f", "either": ""}
    return {word: mark for part, mark in marks.items() for word in table[part]}


@cache
def short_titles() -> Mapping[str, str]:
    """Titles cut short -> the whole word."""
    table = read_table("roles")["short"]
    assert isinstance(table, dict)
    return dict(table)


@cache
def word_gender() -> Mapping[str, str]:
    """Words for persons that tell a gender, such as *queen* -> ``"f"``."""
    table = read_table("roles")["gender"]
    assert isinstance(table, dict)
    return {word: part[0] for part in ("male", "female") for word in table[part]}


@cache
def past_modifiers() -> frozenset[str]:
    """Words that say that an office is no longer held."""
    return frozenset(words_of(read_table("roles"), "modifier", "past"))


@cache
def idle_modifiers() -> frozenset[str]:
    """Words before an office that do not make it another one."""
    return frozenset(words_of(read_table("roles"), "modifier", "idle"))


@cache
def person_words() -> frozenset[str]:
    """Common nouns for one person, offices included."""
    offices = {word for entry in role_entries() for word in entry.words | entry.loose}
    return frozenset(words_of(read_table("roles"), "person", "words")) | offices


@cache
def group_words() -> frozenset[str]:
    """Words for several persons."""
    return frozenset(words_of(read_table("roles"), "group", "words"))


@cache
def party_words() -> frozenset[str]:
    """Parties, which bind an office to no place."""
    return frozenset(words_of(read_table("roles"), "party", "words"))


@cache
def single_offices() -> frozenset[str]:
    """Offices with one holder at a time."""
    return frozenset(words_of(read_table("roles"), "single", "words"))


@cache
def owned_offices() -> frozenset[str]:
    """Offices that belong to a country or a body by nature."""
    return frozenset(words_of(read_table("roles"), "owned", "words"))


@cache
def own_person_words() -> frozenset[str]:
    """Words whose bearer must be introduced, whoever is being spoken of."""
    return frozenset(words_of(read_table("roles"), "own_person", "words"))


@cache
def office_words() -> frozenset[str]:
    """Words for an office, which its holder seldom has beside another; callings go with any."""
    callings = words_of(read_table("roles"), "calling", "names")
    return frozenset(word for entry in role_entries() if entry.name not in callings for word in entry.words)


@cache
def calling_endings() -> tuple[str, ...]:
    """How words for callings end that no list has: the beekeeper, the ornithologist."""
    return tuple(words_of(read_table("roles"), "calling", "endings"))


@cache
def public_offices() -> frozenset[str]:
    """Offices whose holder a report may describe first and name below."""
    return frozenset(words_of(read_table("roles"), "public", "words"))
