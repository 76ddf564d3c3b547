"""Decides whom a phrase of the frame means, with a score and the ground for it; undecided is an answer too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.records import EntityKind
from sayso.resolve import lexicon
from sayso.resolve.cast import Person
from sayso.resolve.context import Context, Found, nobody
from sayso.resolve.institutions import by_body, by_document
from sayso.resolve.introductions import introduced_in_lead
from sayso.resolve.offices import by_role, is_held, is_office, owned_name
from sayso.resolve.phrases import Phrase, Sort, read_phrase
from sayso.resolve.pronouns import antecedent, by_pronoun, is_relative
from sayso.spans import Span

__all__ = ["decide"]

_MAX_NESTING = 4
"""Owners of owners: *the lawyer of the wife of the mayor's brother* is followed so far."""
_MAX_PARTS = 12
_JUST_BEFORE, _MAX_BACK_WORDS = 2, 200
"""Sentences; words."""
_COUNTED = frozenset({"one", "two", "three", "four", "five", "six", "another", "a", "an"})


def decide(context: Context, phrase: Phrase, depth: int = 0) -> Found:
    """Whom a phrase means, by all that the document has told so far."""
    match phrase.sort:
        case Sort.NAME:
            return _by_name(context, phrase)
        case Sort.JOINT:
            return _joint(context, phrase, depth)
        case Sort.PRONOUN:
            return _by_relative(context, phrase, depth) if is_relative(phrase) else by_pronoun(context, phrase)
        case Sort.TIME:
            return nobody(f"“{phrase.core}” tells when, not who")
    owner = _owner(context, phrase, depth)
    match phrase.sort:
        case Sort.ROLE:
            return by_role(context, phrase, owner)
        case Sort.BODY:
            return by_body(context, phrase, owner)
        case Sort.DOCUMENT:
            return by_document(context, phrase, owner)
        case _:
            return _unnamed(context, phrase, owner)


def _by_name(context: Context, phrase: Phrase) -> Found:
    assert phrase.sighting is not None
    persons = context.cast.meant[phrase.sighting]
    printed = context.index.sightings[phrase.sighting].name
    if len(persons) > 1:
        return _one_of_that_name(context, phrase, printed, persons)
    (person,) = persons
    if printed == person.printed:
        return context.person(person, 1.0, f"named: {person.printed}")
    if printed not in person.forms:
        return context.person(person, 0.6, f"“{phrase.core}” is {person.printed}: printed so only here, a letter off")
    because = f"“{phrase.core}” is {person.printed}: the only one of that name in the article"
    return context.person(person, 0.95, because)


def _one_of_that_name(context: Context, phrase: Phrase, printed: str, persons: Sequence[Person]) -> Found:
    """A bare surname that two people bear: the one clearly in focus, else undecided."""
    assert phrase.sighting is not None
    person = context.bearer(phrase.sighting)
    if person is None:
        return context.undecided(phrase, [(1.0, person) for person in persons])
    return context.person(person, 0.7, f"“{printed}” is {person.printed}: named last before")


def _joint(context: Context, phrase: Phrase, depth: int) -> Found:
    """Several who are named speak together; with others who are not, they are called by the phrase."""
    founds = []
    for part in phrase.parts[:_MAX_PARTS]:
        inner = read_phrase(context.index, part)
        if inner is not None and depth < _MAX_NESTING and inner.sort is not Sort.JOINT:
            founds.append(decide(context, inner, depth + 1))
    named = [f.known for f in founds if f.known is not None and f.known.kind is not EntityKind.UNNAMED]
    if len({known.id for known in named}) < len(phrase.parts):
        return _described_twice(context, phrase, depth) or context.by_phrase(phrase, place=None)
    known = context.registry.joint(named)
    return Found(known, min(found.score for found in founds), f"several speak: {known.printed}")


def _described_twice(context: Context, phrase: Phrase, depth: int) -> Found | None:
    """*The mogul and television star* is one, by callings with one article; *the mayor and governor* may be two."""
    first, *others = (read_phrase(context.index, part) for part in phrase.parts)
    if first is None or first.sort is not Sort.ROLE or not first.definite or depth >= _MAX_NESTING:
        return None
    if any(other is None or other.sort is not Sort.ROLE or other.definite for other in others):
        return None
    if any(part is not None and is_office(part) for part in (first, *others)):
        return None
    found = decide(context, replace(first, span=phrase.span), depth + 1)
    person = found.known.person if found.known is not None else None
    last = context.focus.last(person) if person is not None else None
    return found if last is not None and context.focus.sentence(phrase.span.start) - last <= _JUST_BEFORE else None


def _by_relative(context: Context, phrase: Phrase, depth: int) -> Found:
    inner = antecedent(context, phrase) if depth < _MAX_NESTING else None
    return (
        nobody(f"“{phrase.core}” hangs on nothing that speaks") if inner is None else decide(context, inner, depth + 1)
    )


def _owner(context: Context, phrase: Phrase, depth: int) -> Found | None:
    """Whose: *his lawyer*, *the ministry's spokesman*; or who a document is by."""
    owner = phrase.owner or _owner_before(context, phrase)
    if owner is None or depth >= _MAX_NESTING:
        return None
    inner = read_phrase(context.index, owner)
    speaks = inner is not None and inner.sort not in (Sort.JOINT, Sort.TIME)
    return decide(context, inner, depth + 1) if inner is not None and speaks else None


def _owner_before(context: Context, phrase: Phrase) -> Span | None:
    """Whose *the plan* is after "Tosk's plan" in its paragraph."""
    parsed = context.index.parsed
    if phrase.sort is not Sort.DOCUMENT or phrase.core.lower() != f"the {phrase.head}":
        return None
    start = max(phrase.at - _MAX_BACK_WORDS, parsed.units[parsed.tokens[phrase.at].unit].tokens.start)
    for i in range(phrase.at - 1, start - 1, -1):
        owner = next((c for c in parsed.children[i] if parsed.tokens[c].dep == "poss"), None)
        if parsed.tokens[i].lower == phrase.head and owner is not None:
            words = [k for k in parsed.subtree(owner) if parsed.tokens[k].tag != "POS"]
            return parsed.span(words[0], words[-1])
    return None


def _unnamed(context: Context, phrase: Phrase, owner: Found | None) -> Found:
    if phrase.definite and phrase.owner is None:
        if phrase.sort is Sort.THING and phrase.head.endswith(lexicon.calling_endings()) and is_held(context, phrase):
            return by_role(context, phrase, None)
        before = context.taken_up(phrase) if phrase.sort in (Sort.GROUP, Sort.THING) else None
        if before is not None and len(phrase.core.split()) <= 2:
            return before
    introduced = introduced_in_lead(context, phrase) if phrase.sort is Sort.SOMEONE and phrase.owner is None else None
    if introduced is not None:
        return introduced
    counted = phrase.core.split(" ", 1)[0].lower() in _COUNTED  # two officials here and two there may be four
    place = phrase.span.start if phrase.sort is Sort.SOMEONE or counted else None
    return context.by_phrase(phrase, place=place, name=owned_name(phrase, owner))
