"""The word lists of this stage, read once from ``data/*.toml``. Adding a word needs no code."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = [
    "Genre",
    "RoleEntry",
    "any_body_words",
    "arabic_names",
    "body_words",
    "calling_endings",
    "capitals",
    "common_given_names",
    "countries",
    "courtesy",
    "document_words",
    "either_gender",
    "family_first",
    "given_names",
    "giving_words",
    "group_words",
    "idle_modifiers",
    "occasions",
    "office_words",
    "other_body_words",
    "own_person_words",
    "owned_offices",
    "party_words",
    "past_modifiers",
    "person_words",
    "place_words",
    "platforms",
    "public_offices",
    "role_entries",
    "same_bodies",
    "short_names",
    "short_titles",
    "single_offices",
    "small_words",
    "spellings",
    "title_words",
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


@dataclass(frozen=True, slots=True)
class Genre:
    """A kind of occasion: after which prepositions it is one, and whether it ``lasts`` so that more is said there."""

    before: frozenset[str]
    lasts: bool


@cache
def occasions() -> Mapping[str, Genre]:
    """Noun, or the two words of a platform -> the kind of occasion."""
    table = _table("occasions")
    genres = {part: _words(table, part, "nouns") for part in ("long", "call", "short", "channel", "line")}
    genres["channel"] += platforms()
    return {
        noun: Genre(frozenset(_words(table, part, "before")), lasts=part in ("long", "call"))
        for part, nouns in genres.items()
        for noun in nouns
    }


@cache
def giving_words() -> frozenset[str]:
    """Verbs for giving or holding a long occasion."""
    return frozenset(_words(_table("occasions"), "giving", "verbs"))


@cache
def role_entries() -> tuple[RoleEntry, ...]:
    """The offices of ``roles.toml``, in its order."""
    rows = _table("roles")["role"]
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
def given_names() -> Mapping[str, str]:
    """Given name, lower case -> ``"f"`` or ``"m"``."""
    return {**common_given_names(), **_given_names("further")}


@cache
def common_given_names() -> Mapping[str, str]:
    """Those of ``given_names`` that are common in the United States."""
    return _given_names("common")


def _given_names(part: str) -> dict[str, str]:
    table = _table("given_names")
    titles = (person_words() | courtesy().keys()) - set(_words(table, "before", "names"))
    return {
        name: gender[0] for gender in ("female", "male") for name in _words(table, part, gender) if name not in titles
    }


@cache
def either_gender() -> frozenset[str]:
    """Given names that tell no gender."""
    return frozenset(_words(_table("given_names"), "either", "names"))


@cache
def small_words(part: str, key: str = "all") -> frozenset[str]:
    """A list of ``words.toml``."""
    return frozenset(_words(_table("words"), part, key))


@cache
def spellings() -> Mapping[str, frozenset[int]]:
    """Given name -> the numbers of the groups of spellings that it is in."""
    rows = _table("same_names")["spellings"]
    assert isinstance(rows, list)
    return _groups(row.split() for row in rows)


@cache
def short_names() -> Mapping[str, frozenset[str]]:
    """Full given name, in each of its spellings -> its short forms."""
    table = _table("same_names")["short"]
    assert isinstance(table, dict)
    found = {name: frozenset(forms.split()) for name, forms in table.items()}
    alike: dict[int, set[str]] = {}
    for name, groups in spellings().items():
        for group in groups:
            alike.setdefault(group, set()).update(found.get(name, ()))
    by_group = {name: frozenset().union(*(alike[g] for g in groups)) for name, groups in spellings().items()}
    return {**by_group, **{name: forms | by_group.get(name, frozenset()) for name, forms in found.items()}}


@cache
def arabic_names() -> frozenset[str]:
    """Given names that tell that a name is an Arabic one."""
    return frozenset(_words(_table("same_names"), "arabic", "names"))


@cache
def family_first() -> frozenset[str]:
    """Surnames that stand before the given name."""
    table = _table("same_names")["family_first"]
    assert isinstance(table, dict)
    return frozenset(name for names in table.values() for name in names.split())


@cache
def courtesy() -> Mapping[str, str]:
    """Words before a name that tell no office, such as *mr* -> ``"m"``, ``"f"`` or ``""``."""
    table = _table("roles")["courtesy"]
    assert isinstance(table, dict)
    marks = {"male": "m", "female": "f", "either": ""}
    return {word: mark for part, mark in marks.items() for word in table[part]}


@cache
def short_titles() -> Mapping[str, str]:
    """Titles cut short -> the whole word."""
    table = _table("roles")["short"]
    assert isinstance(table, dict)
    return dict(table)


@cache
def word_gender() -> Mapping[str, str]:
    """Words for persons that tell a gender, such as *queen* -> ``"f"``."""
    table = _table("roles")["gender"]
    assert isinstance(table, dict)
    return {word: part[0] for part in ("male", "female") for word in table[part]}


@cache
def past_modifiers() -> frozenset[str]:
    """Words that say that an office is no longer held."""
    return frozenset(_words(_table("roles"), "modifier", "past"))


@cache
def idle_modifiers() -> frozenset[str]:
    """Words before an office that do not make it another one."""
    return frozenset(_words(_table("roles"), "modifier", "idle"))


@cache
def person_words() -> frozenset[str]:
    """Common nouns for one person, offices included."""
    offices = {word for entry in role_entries() for word in entry.words | entry.loose}
    return frozenset(_words(_table("roles"), "person", "words")) | offices


@cache
def group_words() -> frozenset[str]:
    """Words for several persons."""
    return frozenset(_words(_table("roles"), "group", "words"))


@cache
def party_words() -> frozenset[str]:
    """Parties, which bind an office to no place."""
    return frozenset(_words(_table("roles"), "party", "words"))


@cache
def single_offices() -> frozenset[str]:
    """Offices with one holder at a time."""
    return frozenset(_words(_table("roles"), "single", "words"))


@cache
def owned_offices() -> frozenset[str]:
    """Offices that belong to a country or a body by nature."""
    return frozenset(_words(_table("roles"), "owned", "words"))


@cache
def own_person_words() -> frozenset[str]:
    """Words whose bearer must be introduced, whoever is being spoken of."""
    return frozenset(_words(_table("roles"), "own_person", "words"))


@cache
def any_body_words() -> frozenset[str]:
    """Words that take up any body."""
    return frozenset(_words(_table("bodies"), "any", "words"))


@cache
def body_words() -> frozenset[str]:
    """Common nouns for organisations."""
    return frozenset(_words(_table("bodies"), "body", "words"))


@cache
def title_words() -> frozenset[str]:
    """Words that end a newspaper's name and alone stand for it."""
    return frozenset(_words(_table("bodies"), "title", "words"))


@cache
def document_words() -> frozenset[str]:
    """Common nouns for what is written."""
    return frozenset(_words(_table("bodies"), "document", "words"))


@cache
def platforms() -> frozenset[str]:
    """Where people post: never persons, whatever the parser's label."""
    return frozenset(_words(_table("bodies"), "platform", "words"))


@cache
def office_words() -> frozenset[str]:
    """Words for an office, which its holder seldom has beside another; callings go with any."""
    callings = _words(_table("roles"), "calling", "names")
    return frozenset(word for entry in role_entries() if entry.name not in callings for word in entry.words)


@cache
def calling_endings() -> tuple[str, ...]:
    """How words for callings end that no list has: the beekeeper, the ornithologist."""
    return tuple(_words(_table("roles"), "calling", "endings"))


@cache
def public_offices() -> frozenset[str]:
    """Offices whose holder a report may describe first and name below."""
    return frozenset(_words(_table("roles"), "public", "words"))


@cache
def place_words() -> frozenset[str]:
    """Seats that stand for who sits there."""
    return frozenset(_words(_table("bodies"), "place", "words"))


@cache
def same_bodies() -> tuple[tuple[str, ...], ...]:
    """Names of one body of which neither is short for the other."""
    table = _table("bodies")["same"]
    assert isinstance(table, dict)
    return tuple(tuple(row) for row in table["groups"])


@cache
def other_body_words() -> frozenset[str]:
    """Words that make another body of the one named before them."""
    return frozenset(_words(_table("bodies"), "other", "words"))


@cache
def capitals() -> frozenset[str]:
    """Seats of government, lower case, which ``countries`` has as names of their countries."""
    names = _table("countries")["capitals"]
    assert isinstance(names, list)
    return frozenset(name.lower() for name in names)


@cache
def countries() -> Mapping[str, str]:
    """Country, adjective or inhabitant, lower case, with spaces -> the country."""
    rows = _table("countries")["names"]
    assert isinstance(rows, list)
    found: dict[str, str] = {}
    for row in rows:
        names = [name.replace("-", " ") for name in row.split()]
        for name in names:
            found[name.lower()] = names[0]
            found.setdefault(name.lower() + "s", names[0])
    return found


@cache
def _table(name: str) -> dict[str, object]:
    return tomllib.loads((files(__package__) / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _words(table: dict[str, object], part: str, key: str) -> list[str]:
    inner = table[part]
    assert isinstance(inner, dict)
    value = inner[key]
    return value.split() if isinstance(value, str) else list(value)


def _groups(rows: Iterable[list[str]]) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, row in enumerate(rows):
        for word in row:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}
