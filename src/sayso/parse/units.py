"""Article -> units: each paragraph's frame, and the insides of its quotations that stand alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from sayso.parse.parsed import Quotation
from sayso.parse.quotations import Marked, quotations
from sayso.records import Document, Repair
from sayso.spans import Edit, OffsetMap, Span, apply

__all__ = ["UnitText", "units_of"]

# What stands for a quotation: an interjection leaves the words around it their places in the sentence.
_PLACEHOLDER = "Yes"


class _Piece(NamedTuple):
    """A run of a unit's text: ``length`` characters at ``at`` that stand at ``origin`` in the reading copy."""

    at: int
    origin: int
    length: int
    quotation: int | None


@dataclass(slots=True)
class UnitText:
    """A unit's text and where its characters come from."""

    paragraph: int
    quotation: int | None
    to_document: OffsetMap
    offset: int  # of the paragraph in the document
    text: str = ""
    pieces: list[_Piece] = field(default_factory=list)

    def add(self, text: str, origin: int, length: int, quotation: int | None = None) -> None:
        """Goes on with ``text``, which stands for ``length`` characters at ``origin`` of the reading copy."""
        self.pieces.append(_Piece(len(self.text), origin, length, quotation))
        self.text += text

    def located(self, places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int, int | None]]:
        """Where tokens of the unit, in order, start and end in the document, and the quotations they stand for."""
        starts = [piece.at for piece in self.pieces]
        straight, shift = Span(0, 0), 0  # where the text runs as it does in the document, so many characters further
        for start, end in places:
            if not straight.start <= start < end <= straight.end:
                piece = self.pieces[bisect_right(starts, start) - 1]
                straight, shift = self._straight(piece, start)
                if end > straight.end:
                    yield *self._mapped(piece, start, end), piece.quotation
                    continue
            yield start + shift, end + shift, None

    def _straight(self, piece: _Piece, start: int) -> tuple[Span, int]:
        run = self.to_document.run_at(piece.origin + start - piece.at)
        if run is None or piece.quotation is not None:
            return Span(0, 0), 0
        first = piece.at + run.derived - piece.origin
        inside = Span(max(piece.at, first), min(piece.at + piece.length, first + run.length))
        return inside, self.offset + run.original - first

    def _mapped(self, piece: _Piece, start: int, end: int) -> Span:
        if piece.quotation is not None or not piece.length:
            span = Span(piece.origin, piece.origin + piece.length)
        else:
            span = Span(piece.origin + start - piece.at, piece.origin + end - piece.at)
        original = self.to_document.to_original(span)
        return Span(original.start + self.offset, original.end + self.offset)


def units_of(document: Document) -> tuple[list[Quotation], list[UnitText]]:
    """The quotations of an article and its units, paragraph by paragraph, a frame before the insides."""
    found: list[Quotation] = []
    sources: list[UnitText] = []
    continuing: int | None = None
    for index, paragraph in enumerate(document.paragraphs):
        where = _without_dateline(document, paragraph.span)
        edits = _within(document.repairs, where)
        copy, back = apply(where.of(document.text), [_shifted(edit, -where.start) for edit in edits])
        marked = quotations(copy)
        base = len(found)
        found += _quotations(marked, index, base, back, where.start)
        if continuing is not None and marked and marked[0].content.start <= 1:
            found[base] = found[base]._replace(continues=continuing)
        continuing = _continuing(edits, marked, base)
        sources += _units(copy, marked, index, base, back, where.start)
    return found, sources


def _within(repairs: Sequence[Edit], where: Span) -> Sequence[Edit]:
    """Those of a paragraph. They are in order and apart: ten thousand paragraphs must not go through all of them."""
    first = bisect_left(repairs, where.start, key=attrgetter("start"))
    return repairs[first : bisect_right(repairs, where.end, key=attrgetter("end"))]


def _without_dateline(document: Document, where: Span) -> Span:
    """A paragraph's span after the dateline: place, date and agency are no part of its first sentence."""
    dateline = document.dateline
    if dateline is None or not where.contains(dateline.span):
        return where
    start = dateline.span.end
    while start < where.end and document.text[start].isspace():
        start += 1
    return Span(start, where.end)


def _shifted(edit: Edit, by: int) -> Edit:
    return Edit(edit.start + by, edit.end + by, edit.replacement, edit.reason)


def _continuing(edits: Sequence[Edit], marked: Sequence[Marked], base: int) -> int | None:
    """The quotation that goes on in the next paragraph: the last at the top."""
    if not edits or edits[-1].reason != Repair.CONTINUES:
        return None
    tops = [index for index, quotation in enumerate(marked) if quotation.parent is None]
    return base + tops[-1] if tops else None


def _quotations(marked: Sequence[Marked], paragraph: int, base: int, back: OffsetMap, offset: int) -> list[Quotation]:
    def original(span: Span) -> Span:
        mapped = back.to_original(span)
        return Span(mapped.start + offset, mapped.end + offset)

    return [
        Quotation(
            content=original(quotation.content),
            marked=original(Span(quotation.content.start - 1, quotation.content.end + 1)),
            paragraph=paragraph,
            parent=None if quotation.parent is None else base + quotation.parent,
        )
        for quotation in marked
    ]


def _units(
    copy: str, marked: Sequence[Marked], paragraph: int, base: int, back: OffsetMap, offset: int
) -> Iterator[UnitText]:
    """The frame of a paragraph and the insides of its quotations that stand alone."""
    insides: list[tuple[Span, int | None]] = [(Span(0, len(copy)), None)]
    insides += [(quotation.content, index) for index, quotation in enumerate(marked) if quotation.alone]
    for inside, number in insides:
        held = [
            (quotation.content, base + index)
            for index, quotation in enumerate(marked)
            if quotation.alone and _holder(marked, index) == number
        ]
        outer = None if number is None else base + number
        unit = _unit(copy, inside, held, UnitText(paragraph, outer, back, offset))
        if unit.text.strip():
            yield unit


def _holder(marked: Sequence[Marked], index: int) -> int | None:
    """The nearest quotation around one that stands alone itself: its unit holds the placeholder."""
    parent = marked[index].parent
    while parent is not None and not marked[parent].alone:
        parent = marked[parent].parent
    return parent


def _unit(copy: str, inside: Span, held: Sequence[tuple[Span, int]], unit: UnitText) -> UnitText:
    """The unit with the text between its quotations, and a placeholder for each of these."""
    here = inside.start
    for span, quotation in held:
        unit.add(copy[here : span.start], here, span.start - here)
        end = span.of(copy).rstrip("’” ")[-1:]
        unit.add(_PLACEHOLDER, span.start, len(span.of(copy)), quotation)
        unit.add(end if end in ",.?!" else "", span.end, 0)
        here = span.end
    unit.add(copy[here : inside.end], here, inside.end - here)
    return unit
