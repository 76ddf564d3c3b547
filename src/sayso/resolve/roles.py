"""What a phrase such as *the former Veldanian leader* tells about who is meant: office, country, past or not.

A role that someone was given ("Veldanian President Ilmar Tosk", "Tosk, the mayor of Fosse") is *held*; a phrase that
stands for someone ("the president") is a *use*. ``fits`` says how well a use goes with what is held.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.resolve import lexicon
from sayso.resolve.spelling import fold

__all__ = ["Role", "fits", "head_of", "parse_role", "role_gender", "scope_key"]

_EXACT, _SYNONYM, _LOOSE, _BESIDE, _MET = 1.0, 0.95, 0.75, 0.7, 0.6
_UNSHARED_SCOPE = 0.85
"""A use with a country or body (the Texas lawmaker) for a holder of whom the text does not tell one."""
_OTHER_SCOPE = 0.7
_MAX_HEAD_WORDS = 5
_STEM_ENDINGS = ("ians", "ian", "eans", "ean", "ans", "an", "ese", "ish", "ites", "ite", "ia", "is", "i", "a", "s")
_MIN_STEM = 4
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")


@dataclass(frozen=True, slots=True)
class Role:
    """An office or calling as a phrase tells it.

    ``head`` is the word or words that name it, lower case; ``scope`` the countries and bodies that it is bound to;
    ``kind`` the common words before it (*foreign*); ``past`` whether it is no longer held.
    """

    head: str
    scope: frozenset[str] = frozenset()
    kind: frozenset[str] = frozenset()
    past: bool = False


def parse_role(phrase: str, *, literal: str | None = None) -> Role | None:
    """The role that a noun phrase names, None where its head is no word for a person.

    ``literal`` is a head that is one though no list has it, as the syntax says: "Ada Quill, an ornithologist".
    """
    words = _WORD.findall(phrase[:300].replace("ex-", "ex "))
    found = head_of(words) or _place_of(literal, words)
    if found is None:
        return None
    start, end = found
    before, after = words[:start], words[end:]
    around = [*before, *_complement(after)]
    low = [word.lower() for word in before]
    return Role(
        head=_whole(_key(words[start:end])),
        scope=frozenset(_scope(around)),
        kind=frozenset(word for word in map(_plain, low) if _tells_kind(word, before)),
        past=any(_plain(part) in lexicon.past_modifiers() for word in low for part in word.split("-")),
    )


def head_of(words: Sequence[str]) -> tuple[int, int] | None:
    """Where in the words the head stands: the last role before the first preposition, the longest name of it."""
    return _head_of(tuple(words))


@lru_cache(maxsize=8_192)  # the same few titles and offices are looked at all through an article
def _head_of(words: tuple[str, ...]) -> tuple[int, int] | None:
    prepositions = lexicon.small_words("prepositions")
    stop = next((i for i, word in enumerate(words) if i and word.lower() in prepositions), len(words))
    of_form = _of_form(words)
    if of_form is not None:
        return of_form
    for end in range(stop, 0, -1):
        for start in range(max(0, end - _MAX_HEAD_WORDS), end):
            if _key(words[start:end]) in _heads():
                return start, end
    return None


def _place_of(head: str | None, words: Sequence[str]) -> tuple[int, int] | None:
    return next(((i, i + 1) for i, word in enumerate(words) if word == head and word.islower()), None)


def _of_form(words: Sequence[str]) -> tuple[int, int] | None:
    """*chief of staff*, *head of state*: heads with a preposition inside."""
    for start in range(len(words)):
        for end in range(start + 3, min(len(words), start + _MAX_HEAD_WORDS) + 1):
            if words[start + 1].lower() in ("of", "for") and _key(words[start:end]) in _heads():
                return start, end
    return None


@cache
def _heads() -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.person_words())


def _key(words: Sequence[str]) -> str:
    return fold(" ".join(words))


def _whole(head: str) -> str:
    return lexicon.short_titles().get(head, head)


def _plain(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s").rstrip(".")


def _complement(after: Sequence[str]) -> Sequence[str]:
    """The words of "of Veldania" after the head, up to the next clause."""
    stop = next((i for i, word in enumerate(after) if word.lower() in ("who", "which", "that", "and")), len(after))
    return after[:stop]


def _scope(words: Sequence[str]) -> list[str]:
    """Keys of the capitalised words, which name a country or a body; countries of two words are one."""
    keys = []
    names = lexicon.countries()
    for i, word in enumerate(words):
        two = " ".join(map(_plain, words[i : i + 2])).lower()
        plain = _plain(word)
        if two in names:
            keys.append(names[two])
        elif (
            word[:1].isupper()
            and plain.lower() not in lexicon.small_words("empty")
            and plain.lower() not in lexicon.party_words()
            and not _is_filler(plain.lower())
        ):
            keys.append(scope_key(plain))
    return keys


def _is_filler(word: str) -> bool:
    return word in lexicon.past_modifiers() or word in lexicon.idle_modifiers() or word in lexicon.courtesy()


def _tells_kind(word: str, before: Sequence[str]) -> bool:
    upper = any(_plain(other) != _plain(other).lower() and _plain(other).lower() == word for other in before)
    return not upper and word not in lexicon.small_words("empty") and not _is_filler(word) and word.isalpha()


def scope_key(word: str) -> str:
    """One key for a country and its adjective: *Veldania*, *Veldanian* -> ``veld``; known ones by their name."""
    names = lexicon.countries()
    low = word.lower()
    for form in (low, low.rstrip(".") + "."):
        if form in names:
            return names[form]
    key = fold(word)
    for ending in _STEM_ENDINGS:
        if key.endswith(ending) and len(key) - len(ending) >= _MIN_STEM:
            return key[: -len(ending)]
    return key


def fits(use: Role, held: Role) -> float:
    """How well what is said goes with what is held, 0..1; 0 where they contradict each other."""
    base = _head_fit(use.head, held.head) or (0.0 if use.scope else _beside(use.head, held.head))
    if base == 0 or (use.past and not held.past):
        return 0.0
    if use.kind and held.kind and not use.kind & held.kind:
        return 0.0
    if use.scope and held.scope and not use.scope & held.scope:
        # A country has one president and a town one mayor; a Texas senator and a House member may be one.
        base = 0.0 if held.head in lexicon.owned_offices() or _is_national(held.head) else base * _OTHER_SCOPE
    if (use.scope and not held.scope) or (use.kind and not held.kind):
        base *= _UNSHARED_SCOPE
    return base * (_LOOSE if held.past and not use.past else 1.0)


@cache
def _head_fit(use: str, held: str) -> float:
    if use == held:
        return _EXACT
    best = 0.0
    for entry in lexicon.role_entries():
        words, loose = _folded(entry.words), _folded(entry.loose)
        if held in words:
            best = max(best, _SYNONYM if use in words else _LOOSE if use in loose else 0.0)
        elif held in loose and use in words:
            best = max(best, _MET)
    # "the secretary" for the interior secretary: the shorter name of the same office.
    if held.endswith(" " + use) and use not in _CUTS_TO_OTHER:
        best = max(best, _SYNONYM)
    return best


@cache
def _beside(use: str, held: str) -> float:
    """*The committee chairman* of a senator, where nothing tells of what committee."""
    entries = lexicon.role_entries()
    return _BESIDE if any(held in _folded(entry.words) and use in _folded(entry.beside) for entry in entries) else 0.0


@cache
def _is_national(head: str) -> bool:
    return any(head in _folded(entry.words) for entry in lexicon.role_entries() if entry.national)


# What is left when the first word is cut is another office: the vice president is not "the president".
_CUTS_TO_OTHER = frozenset({"president", "general", "minister of state", "executive", "leader"})


@cache
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def role_gender(role: Role) -> str:
    """``"m"`` or ``"f"`` where the word tells it, else ``""``."""
    genders = lexicon.word_gender()
    return genders.get(role.head) or genders.get(role.head.split()[-1], "")
