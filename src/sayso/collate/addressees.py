"""To whom it was said: other people, another outlet, another kind of audience."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.collate.desk import Desk
from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import in_marks
from sayso.collate.persons import names, same_name
from sayso.collate.tokens import Word, stem, tokenise
from sayso.records import Change, Discrepancy, Passage, Reading

__all__ = ["addressee_change"]

_SCORE = 0.7
_PRESS = "press"


def addressee_change(desk: Desk, left: Reading, right: Reading) -> Discrepancy | None:
    """How those differ to whom the words are said; None where they don't, or where one reading tells of nobody."""
    here, there = _passage(desk, left), _passage(desk, right)
    if here is None or there is None:
        return None
    relation = _relation(_words(desk, here), _words(desk, there))
    if relation is None:
        return None
    substantive, told = relation
    one, other = (in_marks(side.span.of(desk.documents[side.document].text)) for side in (here, there))
    return Discrepancy(Change.ADDRESSEE, substantive, here, there, f"told to {one} against {other}: {told}", _SCORE)


def _passage(desk: Desk, reading: Reading) -> Passage | None:
    statement = desk.statements.get(reading.statement)
    return None if statement is None or statement.addressee is None else Passage(reading.document, statement.addressee)


def _words(desk: Desk, passage: Passage) -> tuple[Word, ...]:
    return tokenise(desk.documents[passage.document].text, [passage.span])


def _relation(one: tuple[Word, ...], other: tuple[Word, ...]) -> tuple[bool, str] | None:
    """Whether they are other people, with the reason; None where they may be the same."""
    if _is_open(one) or _is_open(other) or _stems(one) & _stems(other):
        return None
    groups = _group(one), _group(other)
    if _is_outlet(one) and _is_outlet(other):
        return None if _is_shorter(one, other) or _is_shorter(other, one) else (True, "another outlet")
    if groups == (_PRESS, _PRESS):
        if _is_outlet(one) == _is_outlet(other):
            return None
        return False, f"compatible, the {'first' if _is_outlet(one) else 'second'} is more precise"
    if all(groups):
        return (True, "other people") if groups[0] != groups[1] else None
    people = names(one), names(other)
    if all(people) and not same_name(people[0][0].norms, people[1][0].norms):
        return True, "another person"
    return None


def _is_open(words: Sequence[Word]) -> bool:
    return not words or all(word.norm in listed(table("addressees")["names"]["pronouns"]) for word in words)


def _stems(words: Sequence[Word]) -> set[str]:
    outlet = listed(table("addressees")["names"]["outlet"])
    return {word.stem for word in words if not word.function and not (word.capital and word.norm in outlet)}


def _is_outlet(words: Sequence[Word]) -> bool:
    outlet = listed(table("addressees")["names"]["outlet"])
    return any(word.capital and word.norm in outlet for word in words)


def _is_shorter(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether the capitals of one are all in the other: “The Times” for “The New York Times”."""
    names = [{word.norm for word in side if word.capital and not word.function} for side in (one, other)]
    return names[0] <= names[1]


def _group(words: Sequence[Word]) -> str:
    """The group of the first word that tells one, ``""`` where none does."""
    if _is_outlet(words):
        return _PRESS
    return next((group for word in words if (group := _groups().get(word.stem)) is not None), "")


@cache
def _groups() -> dict[str, str]:
    rows = table("addressees")["groups"]
    return {stem(word): group for group, listing in rows.items() for word in listing.split()}
