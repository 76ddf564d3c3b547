"""What a parsed article is made of. Plain data on the article's own offsets: no other stage sees the network."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple

from sayso.records import Document
from sayso.spans import Span

__all__ = ["Parsed", "Proposal", "Quotation", "Token", "Unit"]


class Token(NamedTuple):
    """A word or mark. ``i`` and ``head`` count through ``Parsed.tokens``; the root of a sentence is its own head.

    ``text`` is as in the reading copy; ``start`` and ``end`` are offsets into ``Document.text`` (a mark that the
    reading copy inserted is a point). ``tag`` is the Penn Treebank tag, ``dep`` the ClearNLP dependency label, ``ent``
    the OntoNotes entity type or ``""`` (always ``""`` inside quotations). ``sentence`` and ``unit`` count from 0
    through the article. ``quotation`` is the index of the quotation that this token is the placeholder of, None for
    ordinary words; a placeholder spans the whole quotation, without its marks.
    """

    i: int
    text: str
    start: int
    end: int
    tag: str
    dep: str
    head: int
    ent: str
    sentence: int
    unit: int
    quotation: int | None = None

    @property
    def span(self) -> Span:
        """Where the token stands in ``Document.text``."""
        return Span(self.start, self.end)

    @property
    def lower(self) -> str:
        """The lower-cased word."""
        return self.text.lower()


class Quotation(NamedTuple):
    """A passage between marks in one paragraph: ``content`` without the marks, ``marked`` with them.

    ``parent`` is the index of the quotation around it, None at the top. ``continues`` is the index of the quotation
    of the paragraph before that this one goes on with (the closing mark left out there, as the convention is).
    ``unit`` is the unit of its inside where it stands as a sentence of its own, None where it is part of one.
    """

    content: Span
    marked: Span
    paragraph: int
    parent: int | None = None
    continues: int | None = None
    unit: int | None = None


class Unit(NamedTuple):
    """A run of tokens parsed together: a paragraph's frame (``quotation`` None) or the inside of a quotation."""

    tokens: range
    paragraph: int
    quotation: int | None = None


class Proposal(NamedTuple):
    """A token that may be the main word of a cue, with what it would report: the network's guess, nothing decided.

    ``chance`` (0..1) is how probable the cue is by itself, ``over_nothing`` the log odds that it reports something at
    all. ``content`` and ``source`` are tokens in order; a source is empty where none is named. ``depth`` is 0 in a
    unit, 1 in what is told there, and so on.
    """

    cue: int
    chance: float
    over_nothing: float
    content: tuple[int, ...]
    source: tuple[int, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A document with its quotations and tokens.

    ``tokens`` run unit after unit: a paragraph's frame first, then the quotations in it, so they are in text order
    within a unit but not across; sort by ``start`` where text order matters. ``children[i]`` are the tokens that
    depend on token ``i``. ``sentences`` are ranges of token indices. ``paragraph`` indices are those of
    ``document.paragraphs``. Of ``proposals`` those with the least ``depth`` come first.
    """

    document: Document
    quotations: tuple[Quotation, ...]
    units: tuple[Unit, ...]
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[range, ...]
    proposals: tuple[Proposal, ...] = ()

    def quotations_in(self, paragraph: int) -> tuple[Quotation, ...]:
        """The quotations of one paragraph, in text order."""
        first = bisect_left(self.quotations, paragraph, key=attrgetter("paragraph"))
        last = bisect_right(self.quotations, paragraph, key=attrgetter("paragraph"))
        return self.quotations[first:last]

    def subtree(self, i: int) -> list[int]:
        """Indices of token ``i`` and of all under it, in order."""
        found = []
        todo = [i]
        while todo:
            k = todo.pop()
            found.append(k)
            todo += self.children[k]
        return sorted(found)

    def span(self, first: int, last: int) -> Span:
        """The characters from token ``first`` to token ``last``, both included."""
        return Span(self.tokens[first].start, self.tokens[last].end)
