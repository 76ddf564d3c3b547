"""The words of a reading with its marks: what changes the sense, what is worded otherwise, what it alone has."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sayso.records import Column, Passage, Reading
from sayso.report.differences import Difference
from sayso.report.lookup import Lookup
from sayso.report.segments import pieces
from sayso.spans import Span

__all__ = ["Bit", "marked", "own_words"]

_EDGES = re.compile(r"^\W+|\W+$")


class Bit(NamedTuple):
    """A run of words under one mark.

    ``mark`` is ``sense`` (a difference here changes the sense), ``worded`` (a difference in wording only), ``own`` (no
    article of another origin has these words), ``gap`` (no text: words stand here in another reading, and that
    changes the sense) or empty. ``numbers`` are the differences that end with this bit, to be shown behind it.
    """

    text: str
    mark: str = ""
    numbers: tuple[int, ...] = ()


def marked(
    reading: Reading, differences: Mapping[int, Difference], own: Iterable[Span], lookup: Lookup
) -> list[list[Bit]]:
    """The reading's bits, a list for each of its spans. ``differences`` are those of its thing said, by number."""
    sides = [
        (number, one.substantive, passage.span)
        for number, one in differences.items()
        for passage in one.passages
        if passage.document == reading.document and (one.substantive or passage.span)
    ]
    text = lookup.documents[reading.document].text
    return [_bits(span, text, sides, list(own)) for span in reading.content]


def own_words(place: int, readings: Sequence[Reading], columns: Sequence[Column], lookup: Lookup) -> list[Span]:
    """What no reading of another origin has: runs of words of ``readings[place]``, each inside one of its spans."""
    reading = readings[place]
    origin = lookup.origins[reading.document]
    others = [n for n, other in enumerate(readings) if lookup.origins[other.document] != origin]
    if not others:
        return []
    runs: list[Span] = []
    in_run = False
    for column in columns:
        cell = column.cells[place]
        if cell is None:
            continue
        if column.same or any(_same(column, place, other, readings, lookup) for other in others):
            in_run = False
        elif in_run and any(span.contains(Span(runs[-1].start, cell.end)) for span in reading.content):
            runs[-1] = Span(runs[-1].start, max(cell.end, runs[-1].end))
        else:
            runs.append(cell)
            in_run = True
    return runs


def _bits(span: Span, text: str, sides: Sequence[tuple[int, bool, Span]], own: Sequence[Span]) -> list[Bit]:
    bits: list[Bit] = []
    for piece in pieces(span, [side for _, _, side in sides] + list(own)):
        over = [sides[i] for i in piece.over if i < len(sides)]
        ended = sorted({number for number, _, side in over if min(side.end, span.end) == piece.span.end})
        if not piece.span:
            mark = "gap"
        elif over:
            mark = "sense" if any(substantive for _, substantive, _ in over) else "worded"
        else:
            mark = "own" if piece.over else ""
        words = piece.span.of(text)
        if mark == "gap" and bits and bits[-1].mark == "gap":
            ended = sorted({*ended, *bits.pop().numbers})
        if bits and bits[-1].mark == mark != "gap" and not bits[-1].numbers:
            # One mark cut by another below it would show as two with a seam.
            words = bits.pop().text + words
        bits.append(Bit(words, mark, tuple(ended)))
    return bits


def _same(column: Column, place: int, other: int, readings: Sequence[Reading], lookup: Lookup) -> bool:
    here, there = column.cells[place], column.cells[other]
    if here is None or there is None:
        return False
    return _key(lookup, Passage(readings[place].document, here)) == _key(
        lookup, Passage(readings[other].document, there)
    )


def _key(lookup: Lookup, passage: Passage) -> str:
    return _EDGES.sub("", lookup.text(passage.document, passage.span)).casefold()
