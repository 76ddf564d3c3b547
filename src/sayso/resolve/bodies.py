"""Names of organisations: when two of them are one, and when one is short for the other."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache, lru_cache
from itertools import pairwise

from sayso.resolve import lexicon
from sayso.resolve.spelling import fold, skeleton

__all__ = ["BodyFit", "body_fit", "body_key", "clean_body", "words_of"]

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’']s?$")
_OF_FORM = re.compile(
    r"^(?P<before>(?:\S+ )*?)(?P<head>department|ministry|office|bureau|departments|secretariat) "
    r"(?:of|for) (?:the )?(?P<what>.+)$"
)
_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "de", "la", "del", "des", "du"})
_OFFICES = frozenset({"department", "ministry", "office", "bureau"})
"""What a lone word is no short form of: Labour is not the Labor Department."""
_STATES = frozenset({"republic", "kingdom", "state", "states", "federation", "emirate", "emirates"})
_MIN_ACRONYM, _MAX_ACRONYM = 2, 8
_SPELLED = {"centre": "center", "defence": "defense", "organisation": "organization", "labour": "labor"}


class BodyFit(IntEnum):
    """How two names of organisations go together."""

    NONE = 0
    SHORT = 1  # one may be short for the other: only where nothing else fits
    SAME = 2


def clean_body(text: str) -> str:
    """The name as it is to be shown: no article, no possessive."""
    return _POSSESSIVE.sub("", _ARTICLE.sub("", " ".join(text.split())))


@lru_cache(maxsize=8192)
def body_key(name: str) -> str:
    """One key for the forms of a name: *the Department of Defence* and *Defense Department* are one."""
    key = _plain_key(name)
    country = _country_words(key)
    bare = " ".join(word for word in key.split() if word not in country)
    if key in _known() or bare not in _known():
        return _known().get(key, key)
    return " ".join((*country, _known()[bare]))


@lru_cache(maxsize=8192)
def words_of(name: str) -> tuple[str, ...]:
    """The name's words in their order, spelt in one way: what an acronym is made of."""
    words = [_SPELLED.get(word, word) for word in fold(_joined(clean_body(name))).split()]
    if len(words) > 1:
        words = [part for word in words for part in _acronyms().get(word, word).split()]
    return tuple(words)


def _plain_key(name: str) -> str:
    """The words without legal forms, *Ministry of Defence* as *Defence Ministry*."""
    words, legal = words_of(name), lexicon.legal_forms()
    plain = " ".join(words[words[0] in legal : len(words) - (words[-1] in legal)] if len(words) > 1 else words)
    of_form = _OF_FORM.match(plain)
    return f"{of_form['before']}{of_form['what']} {of_form['head']}" if of_form else plain


def body_fit(left: str, right: str) -> BodyFit:
    """How two names go together; ``left`` and ``right`` may be either way round."""
    one, other = body_key(left), body_key(right)
    if one == other or (len(one) > 4 and skeleton(one) == skeleton(other)):
        return BodyFit.SAME
    mine, theirs = _content(one), _content(other)
    if mine == theirs and mine:
        return _same_but_for_country(one, other)
    short, long = sorted((one, other), key=len)
    acronym = _is_acronym(short, long) or _is_acronym(*sorted((_in_order(left), _in_order(right)), key=len))
    return BodyFit.SHORT if acronym or _is_part(short, long) else BodyFit.NONE


@lru_cache(maxsize=8192)
def _in_order(name: str) -> str:
    return " ".join(words_of(name))


def _same_but_for_country(one: str, other: str) -> BodyFit:
    """*Supreme Court* may be short for *U.S. Supreme Court*; the Veldanian and the Fossian Senate are two."""
    mine, theirs = _country_words(one), _country_words(other)
    if mine and theirs:
        return BodyFit.SAME if {_country(w) for w in mine} == {_country(w) for w in theirs} else BodyFit.NONE
    return BodyFit.SHORT


def _joined(name: str) -> str:
    """*U.S.* as one word, not as two letters."""
    return re.sub(r"\b((?:[A-Za-z]\.){2,})", lambda m: m[1].replace(".", ""), name)


@cache
def _known() -> dict[str, str]:
    return {_plain_key(name): _plain_key(names[0]) for names in lexicon.same_bodies() for name in names}


@cache
def _acronyms() -> dict[str, str]:
    """Acronyms that stand inside longer names, such as *UN*. Countries' are told by themselves."""
    return {
        fold(name): fold(names[0])
        for names in lexicon.same_bodies()
        for name in names
        if name.isupper() and name.isalpha() and fold(name) not in lexicon.countries()
    }


@lru_cache(maxsize=8192)
def _content(key: str) -> tuple[str, ...]:
    return tuple(word for word in key.split() if word not in _SMALL and word not in _country_words(key))


@lru_cache(maxsize=8192)
def _country_words(key: str) -> tuple[str, ...]:
    names = lexicon.countries()
    words = key.split()
    found = [word for word in words if word in names and word not in lexicon.capitals()]
    for pair in pairwise(words):
        if " ".join(pair) in names:
            found += pair
    return tuple(dict.fromkeys(found)) if len(found) < len(words) else ()


def _country(word: str) -> str:
    return {"united": "US", "states": "US", "kingdom": "UK"}.get(word) or {"United States": "US"}.get(
        lexicon.countries().get(word, word), lexicon.countries().get(word, word)
    )


def _is_acronym(short: str, long: str) -> bool:
    """*WTF* for *World Trade Forum*, with or without the country and the small words."""
    words = long.split()
    if " " in short or not _MIN_ACRONYM <= len(short) <= _MAX_ACRONYM or len(words) < 2:
        return False
    initials = "".join(word[0] for word in words)
    big = "".join(word[0] for word in words if word not in _SMALL)
    without = "".join(word[0] for word in _content(long))
    return short in (initials, big, without)


def _is_part(short: str, long: str) -> bool:
    """*Safari Club* for *Safari Club International*: the words in order; a lone common word is not enough."""
    mine, theirs = _content(short), _content(long)
    if not mine or len(mine) >= len(theirs) or not _same_country(short, long):
        return False
    rest = iter(theirs)
    in_order = all(word in rest for word in mine)
    alone = len(mine) == 1
    another = any(word in lexicon.other_body_words() or (alone and word in _OFFICES) for word in rest)
    return in_order and not another and not (alone and _is_common(mine[0]))


def _is_common(word: str) -> bool:
    if word in lexicon.title_words():
        return False
    return word in lexicon.body_words() or word in lexicon.document_words() or word in _STATES


def _same_country(short: str, long: str) -> bool:
    """Whether the longer name is of the country that the short one tells, if it tells one."""
    mine, theirs = _country_words(short), _country_words(long)
    return not mine or {_country(word) for word in mine} == {_country(word) for word in theirs}
