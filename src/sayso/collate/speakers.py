"""Who is given as the speaker: another one for the same words, none, or one more who tells it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.collate.desk import Desk
from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.persons import same_name
from sayso.collate.tokens import is_function
from sayso.records import Change, Discrepancy, EntityKind, Kind, Passage, Reading, Speaker, Statement
from sayso.spans import Span

__all__ = ["same_speaker", "speaker_change"]

_JOINT = re.compile(r",? and (?:the )?|, including |, | & ")
_NAME_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(["of", "the", "and", "for", "in", "a", "s"])


def speaker_change(desk: Desk, left: Reading, right: Reading) -> Discrepancy | None:
    """How the attributions of two readings differ; None where they don't, or where neither names anyone."""
    one, other = desk.statements.get(left.statement), desk.statements.get(right.statement)
    if one is None or other is None:
        return None
    if _is_own_word(desk, one, other) or _is_own_word(desk, other, one):
        return None
    found = _named(desk, one, other)
    if found is None:
        return _chained(desk, one, other)
    substantive, because, score = found
    return Discrepancy(Change.SPEAKER, substantive, _attribution(one), _attribution(other), because, score)


def same_speaker(left: Speaker, right: Speaker) -> bool:
    """Whether two speakers are one, or one of them is among the other: “Tosk and Varn” and “Varn”."""
    if left.id == right.id:
        return True
    mine, theirs = _members(left.name), _members(right.name)
    return any(_same_one(one, other) for one in mine for other in theirs)


def _members(name: str) -> list[str]:
    """The name and the parts of a joint one."""
    parts = [part for part in _JOINT.split(name) if part]
    return [name] if len(parts) < 2 else [name, *parts]


def _same_one(one: str, other: str) -> bool:
    mine, theirs = _name_words(one), _name_words(other)
    if not mine or not theirs:
        return one.casefold() == other.casefold()
    if _is_relation(one) != _is_relation(other):
        return False
    if _is_body(one, mine) or _is_body(other, theirs):
        return _same_body(mine, theirs) or _is_acronym(one, theirs) or _is_acronym(other, mine)
    return same_name(_without_titles(mine), _without_titles(theirs))


def _name_words(name: str) -> list[str]:
    return [word for word in _NAME_WORD.findall(name.casefold()) if word not in _SMALL]


def _without_titles(words: list[str]) -> list[str]:
    return [word for word in words if word not in listed(table("persons")["titles"])] or words


def _is_relation(name: str) -> bool:
    """Whether it is somebody by way of another: “Tosk’s lawyer”."""
    _, owned, head = name.replace("'", "’").partition("’s ")
    return bool(owned) and bool(set(_name_words(head)) & listed(table("persons")["relations"]))


def _is_body(name: str, words: list[str]) -> bool:
    """Whether a word of it, titles like *House Speaker* apart, is one of bodies."""
    return name.isupper() or bool(set(_without_titles(words)) & listed(table("persons")["bodies"]))


def _same_body(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether one is named by words of the other: “Health Ministry”, “Ministry of Health”; “the service”."""
    return set(one) <= set(other) or set(other) <= set(one)


def _is_acronym(name: str, words: Sequence[str]) -> bool:
    return name.isupper() and name.replace(".", "").casefold() == "".join(word[0] for word in words)


def _is_own_word(desk: Desk, one: Statement, other: Statement) -> bool:
    """Whether one article quotes the outlet that the other is from: the Herald's report, and the Herald's own page."""
    document = desk.documents.get(other.document)
    if one.speaker is None or document is None:
        return False
    words = _name_words(one.speaker.name)
    outlet = _name_words(document.outlet)
    return bool(words) and (set(outlet) <= set(words) or _is_acronym(document.outlet.upper(), words))


def _is_name(speaker: Speaker) -> bool:
    """Whether it is a name, not a role: "the transport minister" may well be the Varn of the other article.

    Nor "White House officials", one of whom another article may name.
    """
    if speaker.kind is EntityKind.UNNAMED:
        return False
    return speaker.name[:1].isupper() and not speaker.name.startswith(("The ", "A ", "An "))


def _is_pronoun(desk: Desk, statement: Statement) -> bool:
    """Whether the source is a word like *him*: that we could not follow it tells nothing about the article."""
    document = desk.documents.get(statement.document)
    if statement.source is None or document is None:
        return False
    return is_function(statement.source.of(document.text).casefold())


def _is_printed_alike(desk: Desk, one: Statement, other: Statement) -> bool:
    """Whether both articles print the same words for the source: then it is we who follow them differently."""
    return not _is_pronoun(desk, one) and _printed(desk, one).casefold() == _printed(desk, other).casefold()


def _attribution(statement: Statement) -> Passage:
    """The source where one is printed, else the cue, else the point where the words begin."""
    start = min((span.start for span in statement.content), default=0)
    return Passage(statement.document, statement.source or statement.cue or Span(start, start))


def _printed(desk: Desk, statement: Statement) -> str:
    document = desk.documents.get(statement.document)
    if statement.source is not None and document is not None:
        return f"“{statement.source.of(document.text)}”"
    return statement.speaker.name if statement.speaker is not None else "nobody"


def _named(desk: Desk, one: Statement, other: Statement) -> tuple[bool, str, float] | None:
    if one.speaker is not None and other.speaker is not None:
        if same_speaker(one.speaker, other.speaker) or _is_printed_alike(desk, one, other):
            return None
        score = round(0.9 * min(one.speaker.score, other.speaker.score), 4)
        names = f"{one.speaker.name} against {other.speaker.name}"
        if not (_is_name(one.speaker) and _is_name(other.speaker)):
            return False, f"{names}: the texts do not tell whether they are the same", score
        if one.speaker.kind is not other.speaker.kind:
            return False, f"{names}: the texts do not tell whether a person speaks for a body here", score
        return True, f"{names}: another speaker", score
    if one.speaker is None and other.speaker is None:
        return None
    if _is_pronoun(desk, one if one.speaker is None else other):
        return None
    left, right = _printed(desk, one), _printed(desk, other)
    if _is_unattributed(one) or _is_unattributed(other):
        which = "first" if one.speaker is None else "second"
        return True, f"{left} against {right}: the {which} tells it in the article’s own words", 0.6
    if one.speaker is None:
        reason = "the first does not tell who is meant" if one.source is not None else "the first names no speaker"
    else:
        reason = "the second does not tell who is meant" if other.source is not None else "the second names no speaker"
    return False, f"{left} against {right}: {reason}", 0.5


def _is_unattributed(statement: Statement) -> bool:
    """Whether it is told as fact: not in marks, and with nobody who says it."""
    bare = statement.source is None and statement.cue is None and statement.speaker is None
    return bare and statement.kind is Kind.INDIRECT and statement.within is None


def _chained(desk: Desk, one: Statement, other: Statement) -> Discrepancy | None:
    """One more between the speaker and the outlet: “X said” against “Y told us that X said”."""
    here, there = _extra_telling(desk, one, other), _extra_telling(desk, other, one)
    told = here or there
    if told is None or told.speaker is None or (here and there) or len(desk.chain(one.id)) == len(desk.chain(other.id)):
        return None
    name, which = told.speaker.name, "first" if here else "second"
    because = f"in the {which} it is {name} who tells it; in the other the words stand without {name}"
    return Discrepancy(Change.SPEAKER, True, _attribution(here or one), _attribution(there or other), because, 0.6)


def _extra_telling(desk: Desk, one: Statement, other: Statement) -> Statement | None:
    """The innermost telling around the first whose speaker the other article is without."""
    others = [link.speaker for link in desk.chain(other.id) if link.speaker is not None]
    for link in desk.chain(one.id):
        if link.speaker is not None and not _is_known(desk, link.speaker, others, other):
            return link
    return None


def _is_known(desk: Desk, teller: Speaker, others: Sequence[Speaker], statement: Statement) -> bool:
    """Whether the other article has the teller too, be it as the one to whom it was told."""
    if any(same_speaker(teller, known) for known in others):
        return True
    words = set(_name_words(teller.name))
    text = desk.documents[statement.document].text if statement.document in desk.documents else ""
    told = (link.addressee.of(text) for link in desk.chain(statement.id) if link.addressee is not None)
    return any(words & set(_name_words(addressee)) for addressee in told)
