"""What is told in a text, as sets of its words: the form in which what a reader finds and what sayso finds compare."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from benchmarks.quality.case_table import Case
from sayso import Settings, pipeline
from sayso.records import Capture, Statement
from sayso.spans import OffsetMap, Span

__all__ = ["Told", "expected", "found", "printed", "statements_of_texts"]

_WORD = re.compile(r"\w+")
_AT_ONCE = 100  # articles: who speaks is compared among all of a call

Words = frozenset[int]


class Told(NamedTuple):
    """A statement in indices of the sound text's words. ``teller`` is the content of the statement that tells it.

    An empty set: none is printed, none tells it. ``source_or`` is another source that is as right.
    """

    content: Words
    source: Words
    teller: Words
    addressee: Words
    hedge: Words
    cue: Words
    kind: str | None
    source_or: Words = frozenset()


def statements_of_texts(texts: Iterable[str]) -> dict[str, tuple[Statement, ...]]:
    """The statements of each text, which is an article by itself; none where sayso refuses it."""
    unique = list(dict.fromkeys(texts))
    statements: dict[str, list[Statement]] = {text: [] for text in unique}
    for first in range(0, len(unique), _AT_ONCE):
        chunk = unique[first : first + _AT_ONCE]
        captures = [
            Capture(
                str(number), text.encode(), "text/plain", charset="utf-8", key=str(number), outlet="The Tern Gazette"
            )
            for number, text in enumerate(chunk)
        ]
        articles = pipeline.find_statements(pipeline.clean_captures(captures, settings=Settings()))
        for statement in articles.statements:
            statements[chunk[int(statement.document)]].append(statement)
    return {text: tuple(told) for text, told in statements.items()}


def expected(case: Case) -> list[Told]:
    """What a reader finds in a case."""
    words = _words(case.text)
    contents = [_content(case.text, words, said.content) for said in case.said]
    return [
        Told(
            content=contents[number],
            source=_among(words, said.source),
            teller=contents[said.within] if said.within is not None else frozenset(),
            addressee=_among(words, said.addressee),
            hedge=_among(words, said.hedge),
            cue=_among(words, said.cue),
            kind=said.kind,
            source_or=_among(words, said.source_or),
        )
        for number, said in enumerate(case.said)
    ]


def found(text: str, origin: OffsetMap, statements: Sequence[Statement]) -> list[Told]:
    """What sayso finds, in words of the sound ``text`` to which ``origin`` leads from the one that it was given."""
    words = _words(text)

    def sound(span: Span | None) -> Span | None:
        return None if span is None else origin.to_original(span)

    contents = {
        each.id: _content(text, words, [origin.to_original(span) for span in each.content]) for each in statements
    }
    return [
        Told(
            content=contents[each.id],
            source=_among(words, sound(each.source)),
            teller=contents[each.within] if each.within is not None else frozenset(),
            addressee=_among(words, sound(each.addressee)),
            hedge=_among(words, sound(each.hedge)),
            cue=_among(words, sound(each.cue)),
            kind=str(each.kind),
        )
        for each in statements
        if contents[each.id]
    ]


def printed(text: str, words: Words) -> str:
    """The words as they are printed, … for what stands between; *nothing* for none."""
    places = _words(text)
    shown: list[str] = []
    for number in sorted(words):
        gap = [] if not shown or number - 1 in words else ["…"]
        shown += [*gap, places[number].of(text)]
    return " ".join(shown) or "nothing"


def _words(text: str) -> list[Span]:
    return [Span(*match.span()) for match in _WORD.finditer(text)]


def _content(text: str, words: Sequence[Span], spans: Iterable[Span]) -> Words:
    inside = frozenset[int]().union(*(_among(words, span) for span in spans))
    first = min(inside, default=0)
    # “said that it rains”: a *that* at the head is no part of what is said
    return inside - {first} if len(inside) > 1 and words[first].of(text).lower() == "that" else inside


def _among(words: Sequence[Span], span: Span | None) -> Words:
    """Indices of the words that share a character with the span."""
    if span is None:
        return frozenset()
    first = bisect_right(words, span.start, key=lambda word: word.end)
    return frozenset(range(first, bisect_left(words, span.end, lo=first, key=lambda word: word.start)))
