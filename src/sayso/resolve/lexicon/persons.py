"""Names of persons."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from sayso.resolve.lexicon.offices import courtesy, person_words
from sayso.resolve.lexicon.tables import numbered, read_table, words_of

__all__ = [
    "arabic_names",
    "common_given_names",
    "either_gender",
    "family_first",
    "given_names",
    "short_names",
    "spellings",
]


@cache
def given_names() -> Mapping[str, str]:
    """Given name, lower case -> ``"f"`` or ``"m"``."""
    return {**common_given_names(), **_given_names("further")}


@cache
def common_given_names() -> Mapping[str, str]:
    """Those of ``given_names`` that are common in the United States."""
    return _given_names("common")


def _given_names(part: str) -> dict[str, str]:
    table = read_table("given_names")
    titles = (person_words() | courtesy().keys()) - set(words_of(table, "before", "names"))
    return {
        name: gender[0] for gender in ("female", "male") for name in words_of(table, part, gender) if name not in titles
    }


@cache
def either_gender() -> frozenset[str]:
    """Given names that tell no gender."""
    return frozenset(words_of(read_table("given_names"), "either", "names"))


@cache
def spellings() -> Mapping[str, frozenset[int]]:
    """Given name -> the numbers of the groups of spellings that it is in."""
    rows = read_table("same_names")["spellings"]
    assert isinstance(rows, list)
    return numbered(row.split() for row in rows)


@cache
def short_names() -> Mapping[str, frozenset[str]]:
    """Full given name, in each of its spellings -> its short forms."""
    table = read_table("same_names")["short"]
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
    return frozenset(words_of(read_table("same_names"), "arabic", "names"))


@cache
def family_first() -> frozenset[str]:
    """Surnames that stand before the given name."""
    table = read_table("same_names")["family_first"]
    assert isinstance(table, dict)
    return frozenset(name for names in table.values() for name in names.split())
