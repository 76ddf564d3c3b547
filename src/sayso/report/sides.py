"""The sides of a difference for the page: each wording amid the words around it."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.records import Document, Passage
from sayso.report.differences import Difference, wording
from sayso.report.lookup import Lookup, anchor, brief, tail
from sayso.report.views import SideView
from sayso.report.visible import one_line
from sayso.spans import Span

__all__ = ["side_views"]


def side_views(one: Difference, passages: Sequence[Passage], lookup: Lookup) -> tuple[SideView, ...]:
    """A view for each wording of a side: mostly one, more where a speaker is named in more ways."""
    groups: dict[str, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(wording(passage, lookup), []).append(passage)
    return tuple(_side_view(one, group, lookup) for group in groups.values())


def _side_view(one: Difference, passages: Sequence[Passage], lookup: Lookup, *, room: int = 64) -> SideView:
    """The first passage with about ``room`` characters of its paragraph on either hand."""
    first = passages[0]
    document = lookup.documents[first.document]
    around, span = _paragraph_at(document, first.span), _trimmed(first.span, document.text)
    before = document.text[max(around.start, span.start - 4 * room) : span.start]
    after = document.text[span.end : min(around.end, span.end + 4 * room)]
    return SideView(
        outlets=tuple(dict.fromkeys(lookup.labels[passage.document] for passage in passages)),
        before=tail(one_line(before), room) + (" " if before[-1:].isspace() else ""),
        words=one_line(span.of(document.text)),
        after=(" " if after[:1].isspace() else "") + brief(one_line(after), room),
        href=_passage_link(one, first.document, lookup),
    )


def _paragraph_at(document: Document, span: Span) -> Span:
    for paragraph in document.paragraphs:
        if paragraph.span.start <= span.start <= paragraph.span.end:
            return Span(paragraph.span.start, max(paragraph.span.end, span.end))
    return Span(0, len(document.text))


def _trimmed(span: Span, text: str) -> Span:
    """The span without white space at its ends, which then shows before and after it."""
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _passage_link(one: Difference, document: str, lookup: Lookup) -> str:
    """Where in the full texts the side's reading begins."""
    for reading in lookup.things[one.thing].cluster.readings:
        if reading.document == document:
            return anchor("st", reading.statement)
    return ""
