"""Whom a description means: *the president*, *the Veldanian leader*, *his lawyer*."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.resolve import lexicon
from sayso.resolve.cast import Person
from sayso.resolve.context import Context, Found
from sayso.resolve.introductions import introduced_next
from sayso.resolve.phrases import Phrase
from sayso.resolve.roles import Role, fits, parse_role, role_gender

__all__ = ["by_role", "is_held", "is_office", "owned_name"]

_DOMINANT = 2
"""How much more the article must be about one holder than about the next."""
_SAME_FIT = 0.85
_ALONE = 2.5
_MIN_DESCRIBED = 0.2
"""Weight that a new description of somebody needs: the subject of the last sentence of the paragraph above has it."""
_MAX_BACK_CHARS = 1000


def by_role(context: Context, phrase: Phrase, owner: Found | None) -> Found:
    """Who holds the office or calling that the phrase names; ``owner`` is whose it is."""
    use = parse_role(phrase.core, literal=phrase.head)
    if use is None:
        return context.by_phrase(phrase, place=None if phrase.definite else phrase.span.start)
    if owner is not None and use.head not in lexicon.owned_offices():
        return _owned(context, phrase, use, owner)
    holders = [(fit, person) for fit, person in context.cast.holders(use) if _agrees(use, person)]
    if not holders:
        return _nobody_holds(context, phrase, use)
    near = [(fit, person) for fit, person in holders if fit >= _SAME_FIT * holders[0][0]]
    if len(near) > 1:
        return _one_of(context, phrase, use, [person for _, person in near])
    fit, person = near[0]
    context.cast.learn(person, use)
    only, score = ("the only", 0.92) if len(holders) == 1 else ("the likeliest", 0.8)
    because = f"“{phrase.core}” is {person.printed}: {only} {person.office(use)} in the article"
    return context.person(person, score * fit, because)


def is_held(context: Context, phrase: Phrase) -> bool:
    """Whether just one person was introduced by the phrase's very word: no list has every calling."""
    use = parse_role(phrase.core, literal=phrase.head)
    return use is not None and len(context.cast.holders(use)) == 1


def is_office(phrase: Phrase) -> bool:
    """Whether the phrase names an office, not a mere calling."""
    use = parse_role(phrase.core, literal=phrase.head)
    return use is not None and use.head in lexicon.office_words()


def _agrees(use: Role, person: Person) -> bool:
    gender = role_gender(use)
    return not (gender and person.gender and gender != person.gender)


def _owned(context: Context, phrase: Phrase, use: Role, owner: Found) -> Found:
    """*Tosk's lawyer*: the only lawyer in the article, if that is not Tosk; else somebody without a name."""
    holders = context.cast.holders(use)
    if len(holders) == 1 and owner.known is not None and owner.known.person is not holders[0][1]:
        fit, person = holders[0]
        because = f"“{phrase.core}” is {person.printed}: the only {person.office(use)} in the article"
        return context.person(person, 0.75 * fit, because)
    return context.by_phrase(phrase, place=None, name=owned_name(phrase, owner))


def owned_name(phrase: Phrase, owner: Found | None) -> str | None:
    """*her aides* by the name of whose they are: ``"Ada Quill’s aides"``."""
    pronoun, _, rest = phrase.core.partition(" ")
    if owner is None or owner.known is None or not rest or pronoun.lower() not in ("his", "her", "their", "its"):
        return None
    return f"{owner.known.printed}’s {rest}"


def _one_of(context: Context, phrase: Phrase, use: Role, persons: Sequence[Person]) -> Found:
    """One of several holders: the one whom the article is about, else the one in focus, else unknown."""
    ranked = sorted(persons, key=lambda person: (-person.prominence, person.number))
    in_focus = context.nearest(persons, phrase.span.start)
    dominant = ranked[0] if ranked[0].prominence >= _DOMINANT * ranked[1].prominence else None
    if dominant is not None and in_focus in (None, dominant):
        office = dominant.office(use)
        because = f"“{phrase.core}” is {dominant.printed}: the {office} whom the article is mostly about"
        return context.person(dominant, 0.75, because)
    if in_focus is not None and dominant is None:
        because = f"“{phrase.core}” is {in_focus.printed}: the {in_focus.office(use)} spoken of before"
        return context.person(in_focus, 0.65, because)
    introduced = introduced_next(context, phrase, use)
    return introduced or context.undecided(phrase, [(person.prominence, person) for person in ranked])


def _nobody_holds(context: Context, phrase: Phrase, use: Role) -> Found:
    """A description that the text never binds to a name: somebody met before, the one in focus, or unnamed."""
    before = context.taken_up(phrase)
    if before is not None:
        return before
    person = _described(context, phrase, use) if phrase.definite else None
    if person is not None:
        return context.person(person, 0.6, f"“{phrase.core}” is {person.printed}: the one spoken of before")
    return context.by_phrase(phrase, place=None if phrase.definite else phrase.span.start, role=use)


def _described(context: Context, phrase: Phrase, use: Role) -> Person | None:
    """Whom a new description takes up, as *the 52-year-old farmer* right after his name."""
    if use.head in lexicon.own_person_words() or _is_met_before(context, phrase, use):
        return None
    weights = context.focus.weights(phrase.span.start)
    weights = [(weight, person) for weight, person in weights if person.solid and _may_be(use, person)]
    weights = [(weight, person) for weight, person in weights if not _holds_another(use, person)] or weights
    if not weights or weights[0][0] < _MIN_DESCRIBED:
        return None
    alone = len(weights) == 1 or weights[0][0] > _ALONE * weights[1][0]
    return weights[0][1] if alone else None


def _holds_another(use: Role, person: Person) -> bool:
    """Of a justice and of Tosk, of whom nothing is told, the *nominee* whom nobody introduced is Tosk."""
    offices = [role for role in person.roles if role.head in lexicon.office_words()]
    return bool(offices) and use.head in lexicon.office_words() and not any(fits(use, role) for role in offices)


def _is_met_before(context: Context, phrase: Phrase, use: Role) -> bool:
    """*She sat with the woman. The woman said …*: she is in the story already, without a name. Of an office it is told
    of the same one over and over."""
    if any(use.head in entry.words | entry.loose for entry in lexicon.role_entries()):
        return False
    before = context.text[max(0, phrase.span.start - _MAX_BACK_CHARS) : phrase.span.start].lower()
    return re.search(rf"\b(?:an?|the|that|this|one) (?:[\w-]+ )?{re.escape(use.head)}\b", before) is not None


def _may_be(use: Role, person: Person) -> bool:
    """Whether a new description may be of somebody: a former one is only who is said to be one."""
    return _agrees(use, person) and (not use.past or any(role.past for role in person.roles))
