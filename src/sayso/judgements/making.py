"""New judgements: what a person names on the command line becomes a line that can be found again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from sayso.comparison import Articles
from sayso.errors import UsageError
from sayso.judgements.anchor import key_of, words_of
from sayso.judgements.book import Book
from sayso.judgements.lines import MAX_ARTICLES, MAX_NAME, MAX_NOTE, Undo, identified
from sayso.judgements.weigh import folded, weigh
from sayso.records import Document, Entity, Judgement, Name, Standing, Statement, Verdict, Weighed, Words
from sayso.resolve import Resolved

__all__ = ["Desk", "Signature", "judgement", "signed", "statement_called", "undo", "weighed_with"]

_MIN_PREFIX = 4
_MOST_NAMED = 12
_ID = re.compile(r"[0-9a-f]{4,16}")


@dataclass(frozen=True, slots=True)
class Desk:
    """Articles laid out for who judges them: as a run sees them, and with their speakers as each tells them."""

    articles: Articles
    resolved: tuple[Resolved, ...]
    book: Book

    @property
    def folder(self) -> Path | None:
        """From where the articles' paths are told in the judgements."""
        return self.book.path.parent if self.book.path is not None else None


class Signature(NamedTuple):
    """Who judges, when (ISO 8601, UTC), and what there is to say about it."""

    by: str
    at: str
    note: str = ""


def judgement(desk: Desk, verdict: Verdict, left: str, right: str, signature: Signature) -> Judgement:
    """What somebody says of two statements, each told by the beginning of its id, or of two speakers, told by name.

    A name is that of anybody who speaks in the articles, or ``NAME@ARTICLE``: by its outlet, file or id. Raises
    UsageError where it is not clear who or what is meant, or where nothing could follow from it.
    """
    if verdict in (Verdict.MERGE, Verdict.SPLIT):
        subjects = _speakers(desk, verdict, left, right)
    else:
        one, other = (statement_called(which, desk.articles) for which in (left, right))
        subjects = _words(desk, one), _words(desk, other)
    made = signed(verdict, *subjects, signature)
    _check(desk, made)
    return made


def signed(verdict: Verdict, left: Words | Name, right: Words | Name, signature: Signature) -> Judgement:
    """A judgement with its id. Raises UsageError where the name or note is too long."""
    _check_signature(signature)
    made = Judgement("", verdict, left, right, signature.by, signature.at, signature.note)
    return replace(made, id=identified(made))


def undo(book: Book, which: str, signature: Signature) -> Undo:
    """Takes back a line, told by its number or the beginning of its id. Raises UsageError where there is none."""
    _check_signature(signature)
    found = [entry for entry in book.entries if which in (str(entry.line), entry.id)]
    found = found or [entry for entry in book.entries if _ID.fullmatch(which) and entry.id.startswith(which)]
    if not found:
        raise UsageError(
            f"{book.path}: there is no judgement {which!r}; `sayso judge list` shows them with their lines"
        )
    if len({entry.id for entry in found}) > 1:
        raise UsageError(f"{which!r} is the beginning of {len(found)} ids: give the number of the line")
    _check_in_force(found[-1], book)
    made = Undo("", found[-1].id, signature.by, signature.at, signature.note)
    return replace(made, id=identified(made))


def _check_in_force(entry: Judgement | Undo, book: Book) -> None:
    in_force = book.in_force
    if entry not in in_force:
        by = next(each.line for each in reversed(in_force) if isinstance(each, Undo) and each.of == entry.id)
        raise UsageError(
            f"{book.path}: line {entry.line} is taken back by line {by}; `sayso judge undo {by}` brings it back"
        )


def weighed_with(desk: Desk, *more: Judgement) -> tuple[Weighed, ...]:
    """What becomes of all judgements about these articles, with some more at the end."""
    book = replace(desk.book, entries=(*desk.book.entries, *more))
    return weigh(book, desk.articles.documents, desk.resolved).judged.weighed


def _check_signature(signature: Signature) -> None:
    if not signature.by.strip():
        raise UsageError("it is not known who judges: name them with --by")
    for value, most, what in ((signature.by, MAX_NAME, "--by"), (signature.note, MAX_NOTE, "--note")):
        if len(value) > most:
            raise UsageError(f"{what} has {len(value):,} characters; {most:,} are the most")


def _check(desk: Desk, made: Judgement) -> None:
    """That what it is about can be found again: now, at least."""
    now = [each for each in weighed_with(desk, made) if each.judgement is made]
    if not now or now[0].standing is not Standing.APPLIED:
        because = now[0].because if now else "its articles are not found again"
        raise UsageError(f"nothing could follow from this judgement: {because}")


# --- statements -------------------------------------------------------------------------------------------------------


def statement_called(which: str, articles: Articles) -> Statement:
    """The statement of which this is the id or its beginning. Raises UsageError where none is, or several are."""
    found = [statement for statement in articles.statements if statement.id.startswith(which)]
    if len(which) < _MIN_PREFIX or not found:
        raise UsageError(
            f"{which!r} is the beginning of no statement's id in these {len(articles.documents)} articles; "
            "`sayso compare --ids` shows the ids. Give the same articles, with the same --outlet"
        )
    if len(found) > 1:
        ids = [each.id for each in found]
        raise UsageError(f"{which!r} is the beginning of {len(ids)} ids: {', '.join(ids[:3])}{', …' * (len(ids) > 3)}")
    return found[0]


def _words(desk: Desk, statement: Statement) -> Words:
    (document,) = (each for each in desk.articles.documents if each.id == statement.document)
    return words_of(statement, document, desk.folder)


# --- speakers ---------------------------------------------------------------------------------------------------------


class _Called(NamedTuple):
    """Who is meant by what somebody typed, by which name, and in which articles."""

    entity: Entity
    name: str
    documents: Sequence[Document]


def _speakers(desk: Desk, verdict: Verdict, left: str, right: str) -> tuple[Words | Name, Words | Name]:
    """The two, of whom the first may be told by a statement: he who speaks there."""
    other = _called(right, desk)
    if _ID.fullmatch(left) and any(each.id.startswith(left) for each in desk.articles.statements):
        statement = statement_called(left, desk.articles)
        now = statement.speaker.id if statement.speaker is not None else None
        subject: Words | Name = _words(desk, statement)
    else:
        one = _called(left, desk)
        now, subject = one.entity.id, _name(desk, one)
    if verdict is Verdict.MERGE and now == other.entity.id:
        raise UsageError(f"{left!r} and {right!r} are one speaker already: {other.entity.name}")
    return subject, _name(desk, other)


def _name(desk: Desk, called: _Called) -> Name:
    keys = [key_of(document, desk.folder) for document in called.documents]
    return Name(called.name, tuple(keys[:MAX_ARTICLES]))


def _called(told: str, desk: Desk) -> _Called:
    name, documents = _name_and_articles(told, desk.articles.documents)
    speaking = {one.id: _speaking(one, desk.articles) for one in documents}
    found = [each for each in desk.articles.entities if any(each.id in ids for ids in speaking.values())]
    entity = _entity(name, found, _printing(name, desk), told)
    name = entity.name if entity.id.startswith(name) else name
    printing = _printing(name, desk)
    printed = [one for one in documents if entity.id in printing.get(one.id, ())]
    return _Called(entity, name, printed or [one for one in documents if entity.id in speaking[one.id]])


def _entity(name: str, here: Sequence[Entity], printing: Mapping[str, set[str]], told: str) -> Entity:
    """The one of these speakers who is called so, by all articles together or by one of them."""
    printed = {entity: document for document in sorted(printing) for entity in printing[document]}
    found = [each for each in here if _is_called(each, name) or each.id in printed]
    if not found:
        names = list(dict.fromkeys(each.name for each in here))
        known = f"; who does is {', '.join(names[:_MOST_NAMED])}{', …' * (len(names) > _MOST_NAMED)}" if names else ""
        _, at, article = told.strip().rpartition("@")
        other = f", and no article here is {article!r}" if at and name == told.strip() else ""
        raise UsageError(f"nobody who speaks there is called {told!r}{other}{known}")
    if len(found) > 1:
        which = ", ".join(printed.get(each.id, each.id) for each in found[:_MOST_NAMED])
        raise UsageError(
            f"{len(found)} speakers are called {told!r}: name an article, too, as {name}@ARTICLE; by id: {which}"
        )
    return found[0]


def _speaking(document: Document, articles: Articles) -> set[str]:
    return {each.speaker.id for each in articles.statements if each.speaker and each.document == document.id}


def _printing(name: str, desk: Desk) -> dict[str, set[str]]:
    """Who is called so by the articles themselves, whatever they are called in all of them together: by article."""
    common = {each.id: each.speaker.id for each in desk.articles.statements if each.speaker}
    found: dict[str, set[str]] = {}
    for one in desk.resolved:
        called = {each.entity for each in one.profiles if any(folded(form) == folded(name) for form, _ in each.forms)}
        ids = {
            common[each.id]
            for each in one.statements
            if each.id in common and each.speaker and each.speaker.id in called
        }
        found[one.document] = ids
    return found


def _name_and_articles(told: str, documents: Sequence[Document]) -> tuple[str, Sequence[Document]]:
    """A name, and the articles that are told after the last ``@``: by outlet, file or id."""
    name, _, article = (part.strip() for part in told.rpartition("@"))
    found = [one for one in documents if article in (one.id, one.uri, Path(one.uri).name, one.outlet)]
    return (name, found) if name and found else (told.strip(), documents)


def _is_called(entity: Entity, name: str) -> bool:
    by_id = bool(_ID.fullmatch(name)) and entity.id.startswith(name)
    return by_id or folded(name) in {folded(each) for each in (entity.name, *entity.aliases)}
