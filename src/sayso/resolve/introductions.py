"""Who is described first and named a sentence later: “A senator wants the road closed. Sen. Ada Quill told …”.

Reports like to begin so. Only for offices that are held in public: an official, a source or a neighbour without a name
may well wish to have none, and the next one who is named is then somebody else.
"""

from __future__ import annotations

from sayso.records import Role as Part
from sayso.resolve import lexicon
from sayso.resolve.cast import Person
from sayso.resolve.context import Context, Found
from sayso.resolve.phrases import Phrase
from sayso.resolve.roles import Role, fits, parse_role

__all__ = ["introduced_in_lead", "introduced_next"]

_LEAD_FIT = 0.8
"""In the lead an office in other words will do; a looser word might be anybody's."""


def introduced_next(context: Context, phrase: Phrase, use: Role) -> Found | None:
    """Whoever holds the office and is named for the first time, as subject, in the sentence after."""
    here = context.focus.sentence(phrase.span.start)
    named = [
        person
        for person, sighting in context.first_named
        if sighting.subject and context.focus.sentence(sighting.span.start) == here + 1 and _may_hold(person, use)
    ]
    if len(named) != 1:
        return None
    because = f"“{phrase.core}” is {named[0].printed}: the {named[0].office(use)} named for the first time right after"
    return context.person(named[0], 0.65, because)


def introduced_in_lead(context: Context, phrase: Phrase) -> Found | None:
    """*A senator* of the first paragraph: the one senator whom the article names, if it is below, and as a source."""
    use = parse_role(phrase.core, literal=phrase.head)
    if use is None or use.head not in lexicon.public_offices():
        return None
    soon = introduced_next(context, phrase, use)
    if soon is not None or not _is_lead(context, phrase):
        return soon
    holders = [person for fit, person in context.cast.holders(use) if fit >= _LEAD_FIT]
    below = [p for p, sighting in context.first_named if p in holders and sighting.span.start > phrase.span.end]
    if len(holders) != 1 or below != holders or not holders[0].spoken:
        return None
    because = (
        f"“{phrase.core}” is {holders[0].printed}: the only {holders[0].office(use)} whom the article names, below"
    )
    return context.person(holders[0], 0.55, because)


def _may_hold(person: Person, use: Role) -> bool:
    return any(fits(use, role) for role in person.roles)


def _is_lead(context: Context, phrase: Phrase) -> bool:
    paragraphs = context.index.parsed.document.paragraphs
    lead = next((paragraph.span for paragraph in paragraphs if paragraph.role is Part.BODY), None)
    return lead is not None and lead.contains(phrase.span)
