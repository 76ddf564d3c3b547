"""Which body a phrase means, and whom something written speaks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import EntityKind
from sayso.resolve import lexicon
from sayso.resolve.bodies import clean_body
from sayso.resolve.context import Context, Found
from sayso.resolve.phrases import Phrase
from sayso.resolve.pronouns import is_embedded
from sayso.resolve.registry import Known
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["by_body", "by_document"]

_ARTICLES = frozenset({"the", "this", "that", "a", "an"})
_INDEFINITE = frozenset({"a", "an", "another", "one", "each", "every", "any", "some", "both"})
_END_OF_OWNER = re.compile(r"^(?:[’']s?)?\s+")
_MAX_BACK = 3
_NEAR_CHARS = 120
_GIVING = (
    "in|with|issued?|issues|released?|releases|publish(?:ed|es)?|wrote|writes|sent|sends|announced?|announces|"
    "presented|presents|unveiled|unveils|outlined|outlines|approved|passed|adopted|proposed|proposes|put out"
)


def by_body(context: Context, phrase: Phrase, owner: Found | None) -> Found:
    """The body that is named, or taken up, or owned: *the ministry*, *her campaign*."""
    words = phrase.core.split()
    bare = [word for word in words if word.lower() not in _ARTICLES] or words
    if phrase.definite and len(bare) == 1 and bare[0].islower():
        return _earlier(context, phrase)
    if words[0].lower() in _INDEFINITE:
        return context.by_phrase(phrase, place=phrase.span.start)
    called = context.cast.called(phrase.core)
    if len(called) == 1:
        because = f"“{phrase.core}” is {called[0].printed}: the only one of that name in the article"
        return context.person(called[0], 0.95, because)
    if phrase.owner is not None and not bare[-1].islower():
        name = _own_name(phrase, phrase.owner.of(context.text))
        return Found(context.registry.body(name), 0.8, f"named: {name}")
    if owner is not None:
        return _owned(context, phrase, owner)
    known = context.registry.body(phrase.core)
    return Found(known, 0.9, f"named: {known.name}")


def _own_name(phrase: Phrase, owner: str) -> str:
    """The Courier's *Wren Desk*, its *Wren Desk*, Sunday's *Courier*; but *the Courier* of Velda."""
    rest = phrase.core.partition(" ".join(owner.split()))[2]
    return _END_OF_OWNER.sub("", rest) or phrase.core


def _owned(context: Context, phrase: Phrase, owner: Found) -> Found:
    if owner.known is None:
        return context.by_phrase(phrase, place=None)
    if owner.known.kind is EntityKind.PERSON:
        known = context.registry.body(f"{owner.known.printed}’s {phrase.head}")
        return Found(known, 0.8 * owner.score + 0.1, f"“{phrase.core}” is that of {owner.known.printed}")
    known = context.registry.body(phrase.core)
    return Found(known, 0.85, f"named: {known.name}")


def _earlier(context: Context, phrase: Phrase) -> Found:
    """*the service*: the last body before whose name has the word, else the only one just before."""
    before = context.bodies_before(phrase.span.start)
    word = fold(phrase.head)
    for span in reversed(before):
        if word in fold(span.of(context.text)).split():
            known = context.registry.body(span.of(context.text))
            return Found(known, 0.85, f"“{phrase.core}” is {known.name}: named before")
    taken_up = context.taken_up(phrase)
    if taken_up is not None:
        return taken_up
    return _just_before(context, phrase, before) or context.by_phrase(phrase, place=None)


def _just_before(context: Context, phrase: Phrase, before: Sequence[Span]) -> Found | None:
    """*the group*: the last body that a sentence just before is about, else the only one named there."""
    near = [span for span in before if _sentences_since(context, span, phrase) in (1, 2)]
    if not near or fold(phrase.head) not in lexicon.any_body_words() or _is_common(context, near[0].start, phrase):
        return None
    subjects = [span for span in near if _is_subject(context, span)]
    if subjects:
        known = context.registry.body(subjects[-1].of(context.text))
        return Found(known, 0.65, f"“{phrase.core}” is {known.name}: the body spoken of just before")
    if len({context.registry.body(span.of(context.text)).id for span in near}) > 1:
        return None
    known = context.registry.body(near[-1].of(context.text))
    return Found(known, 0.6, f"“{phrase.core}” is {known.name}: the body named just before")


def _sentences_since(context: Context, span: Span, phrase: Phrase) -> int:
    return context.focus.sentence(phrase.span.start) - context.focus.sentence(span.start)


def _is_subject(context: Context, span: Span) -> bool:
    tokens = context.index.tokens(span)
    parsed = context.index.parsed
    subject = next((i for i in tokens if parsed.tokens[i].dep in ("nsubj", "nsubjpass")), None)
    return subject is not None and not is_embedded(parsed, subject)


def _is_common(context: Context, start: int, phrase: Phrase) -> bool:
    """*a group of voters*: then "the group" may be that one."""
    return fold(phrase.head) in fold(context.text[start : phrase.span.start]).split()


def by_document(context: Context, phrase: Phrase, owner: Found | None) -> Found:
    """What is written speaks for whom it is by, else for itself."""
    if owner is not None and owner.known is not None and owner.known.kind is not EntityKind.UNNAMED:
        return Found(owner.known, 0.85 * owner.score, f"“{phrase.core}” speaks for {owner.known.printed}")
    inside = context.bodies_in(phrase.span)
    if inside and owner is None:
        known = context.registry.body(inside[0].of(context.text))
        return Found(known, 0.75, f"“{phrase.core}” speaks for {known.name}")
    named = clean_body(phrase.core)
    if phrase.core[:4].lower() == "the " and len(named.split()) > 1 and named.split()[-1] == phrase.head.capitalize():
        return Found(context.registry.body(named), 0.85, f"named: {named}")  # the Fosse Charter says
    issuer = _issuer(context, phrase) if phrase.definite else None
    if issuer is not None:
        return Found(issuer, 0.7, f"“{phrase.core}” is the one in which {issuer.printed} spoke just before")
    return context.by_phrase(phrase, place=None if phrase.definite else phrase.span.start)


def _issuer(context: Context, phrase: Phrase) -> Known | None:
    """Whoever "said in a statement" just before "the statement said"."""
    for known, place in context.speakers_before(phrase.span.start, sentences=_MAX_BACK):
        around = context.text[place.end : place.end + _NEAR_CHARS].split("\n")[0].lower()
        if _gives_out(around, phrase.head):
            return known
    return None


def _gives_out(words: str, written: str) -> bool:
    """*said in a statement*, *issued a statement*; who only criticises the platform is not the one behind it."""
    given = rf"\b(?:{_GIVING}) (?:an?|the|his|her|its|their) (?:[\w-]+ ){{0,3}}{re.escape(written)}\b"
    return re.search(given, words) is not None
