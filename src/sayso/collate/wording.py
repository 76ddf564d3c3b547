"""A reading made ready for comparison: its words, and the numbers and times among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.collate.lexicons import table
from sayso.collate.numbers import Quantity, quantities
from sayso.collate.numerals import merged
from sayso.collate.times import When, find
from sayso.collate.tokens import Word, between, tokenise
from sayso.records import Document, Kind, Passage
from sayso.spans import Span

__all__ = ["Timed", "Wording", "prepared"]


_MARKED = re.compile(r"[“\"«„]([^“”\"«»„]*)[”\"»“]?")


@dataclass(frozen=True, slots=True)
class Timed:
    """A time with the words, ``first`` up to, not including, ``last``, that name it.

    ``bound`` is ``before`` for *by June* and ``after`` for *since June*, ``""`` where it is no bound.
    """

    when: When
    first: int
    last: int
    bound: str = ""


@dataclass(frozen=True)
class Wording:
    """One reading. ``content`` are its spans in the article's ``text``, ``published`` is when that appeared.

    ``verbatim``: its words are compared as they stand, whatever number or time they name.
    """

    document: str
    text: str
    published: str | None
    content: tuple[Span, ...]
    kind: Kind
    words: tuple[Word, ...]
    verbatim: bool = False

    # Looked for when they are asked for: nobody asks where there is nothing to compare with.
    @cached_property
    def times(self) -> tuple[Timed, ...]:
        """The times it names, in their order."""
        if self.verbatim:
            return ()
        found = (when for span in self.content for when in find(self.text, span, self.published))
        return _timed(self.words, found)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers it names, without those of times."""
        if self.verbatim:
            return ()
        taken = frozenset(i for timed in self.times for i in range(timed.first, timed.last))
        return quantities(self.words, taken)

    def quoted(self) -> tuple[Span, ...]:
        """The parts of the content that stand in quotation marks."""
        if self.kind is Kind.DIRECT:
            return self.content
        if self.kind is Kind.INDIRECT:
            return ()
        # The marks of a piece that is quoted as a whole stand outside it.
        around = (Span(max(0, span.start - 1), span.end) for span in self.content)
        return tuple(
            Span(*match.span(1)) for span in around for match in _MARKED.finditer(self.text, span.start, span.end)
        )

    def passage(self, first: int, last: int) -> Passage:
        """Words ``first`` up to, not including, ``last``, as a passage; a point where there are none."""
        if not self.words:
            start = self.content[0].start if self.content else 0
            return Passage(self.document, Span(start, start))
        return Passage(self.document, between(self.words, first, last))

    def said(self, first: int, last: int) -> str:
        """The same words as they stand in the text."""
        return self.passage(first, last).span.of(self.text)


def prepared(document: Document, content: Sequence[Span], kind: Kind = Kind.DIRECT) -> Wording:
    """The reading of ``document`` that stands at ``content``."""
    text = document.text
    words = merged(tokenise(text, content), text)
    return Wording(document.id, text, document.published, tuple(content), kind, words)


_OPENS_TIME = frozenset(
    """in on at since during back until till by before after from around about circa the early
    late""".split()  # noqa: SIM905 - reads as a word list
)


def _timed(words: Sequence[Word], whens: Iterable[When]) -> tuple[Timed, ...]:
    """The times with their words, and the prepositions before: “back in the 1970s”."""
    found = []
    i = 0
    for when in whens:
        while i < len(words) and words[i].end <= when.span.start:
            i += 1
        last = i
        while last < len(words) and words[last].start < when.span.end:
            last += 1
        first = i
        while first > 0 and words[first - 1].norm in _OPENS_TIME and not words[first].before.strip():
            first -= 1
        if i < last:
            found.append(Timed(when, first, last, _bound(words, first, i)))
    return tuple(found)


def _bound(words: Sequence[Word], first: int, name: int) -> str:
    prepositions = table("times")["prepositions"]
    for word in words[first:name]:
        for bound in ("before", "after"):
            if word.norm in prepositions[f"bound_{bound}"].split():
                return bound
    return ""
