"""Who is given as the speaker: another one for the same words, none, or one more who tells it."""

from __future__ import annotations

from rapidfuzz import fuzz

from sayso.collate.desk import Desk
from sayso.collate.tokens import is_function
from sayso.records import Change, Discrepancy, Passage, Reading, Speaker, Statement
from sayso.spans import Span

__all__ = ["same_speaker", "speaker_change"]

_MIN_NAME = 85.0
"""Similarity of spelling (0..100) from which two surnames are one."""


def speaker_change(desk: Desk, left: Reading, right: Reading) -> Discrepancy | None:
    """How the attributions of two readings differ; None where they don't, or where neither names anyone."""
    one, other = desk.statements.get(left.statement), desk.statements.get(right.statement)
    if one is None or other is None:
        return None
    found = _named(desk, one, other) or _chained(desk, one, other)
    if found is None:
        return None
    substantive, because, score = found
    return Discrepancy(Change.SPEAKER, substantive, _attribution(one), _attribution(other), because, score)


def same_speaker(left: Speaker, right: Speaker) -> bool:
    """Whether two speakers are one: by id, or one surname in two spellings."""
    if left.id == right.id or _is_part(left.name, right.name) or _is_part(right.name, left.name):
        return True
    one, other = _last_word(left.name), _last_word(right.name)
    return bool(one) and fuzz.ratio(one, other) >= _MIN_NAME


def _is_part(name: str, other: str) -> bool:
    """Whether one is a joint speaker that the other is among: “Tosk and Varn” and “Varn”."""
    return " and " in other and set(name.casefold().split()) <= set(other.casefold().split())


def _last_word(name: str) -> str:
    words = name.casefold().split()
    return words[-1] if words else ""


def _is_name(speaker: Speaker) -> bool:
    """Whether it is a name, not a role: "the transport minister" may well be the Varn of the other article."""
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
        if not (_is_name(one.speaker) and _is_name(other.speaker)):
            names = f"{one.speaker.name} against {other.speaker.name}"
            return False, f"{names}: the texts do not tell whether they are the same", score
        return True, f"{one.speaker.name} against {other.speaker.name}: another speaker", score
    if one.speaker is None and other.speaker is None:
        return None
    if _is_pronoun(desk, one if one.speaker is None else other):
        return None
    left, right = _printed(desk, one), _printed(desk, other)
    if one.speaker is None:
        reason = "the first does not tell who is meant" if one.source is not None else "the first names no speaker"
    else:
        reason = "the second does not tell who is meant" if other.source is not None else "the second names no speaker"
    return False, f"{left} against {right}: {reason}", 0.5


def _chained(desk: Desk, one: Statement, other: Statement) -> tuple[bool, str, float] | None:
    """One more between the speaker and the outlet: “X said” against “Y told us that X said”."""
    left, right = _tellers(desk, one), _tellers(desk, other)
    extra_left = [teller for teller in left if not any(same_speaker(teller, known) for known in right)]
    extra_right = [teller for teller in right if not any(same_speaker(teller, known) for known in left)]
    if len(desk.chain(one.id)) == len(desk.chain(other.id)) or bool(extra_left) == bool(extra_right):
        return None
    name, which = (extra_left[0].name, "first") if extra_left else (extra_right[0].name, "second")
    return True, f"in the {which} it is {name} who tells it; in the other the words stand without {name}", 0.6


def _tellers(desk: Desk, statement: Statement) -> list[Speaker]:
    """The known speakers from the statement outwards."""
    return [link.speaker for link in desk.chain(statement.id) if link.speaker is not None]
