"""A draft with its words turned into spans of the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.extract.drafts import Draft
from sayso.extract.syntax import without_edges
from sayso.parse import Parsed
from sayso.spans import Span

__all__ = ["Found", "found", "trimmed"]

_LEADING = frozenset({"that"})
_TRIMMED = " \t\r\n\u00a0,;:–—-"
_OPENING = ("“", "«", "„", '"')
_CLOSING = ("”", "»", '"')
_BRACKETS = (("[", "]"), ("(", ")"))


@dataclass(frozen=True, slots=True)
class Found:
    """A draft, the tokens and quotations that it reports, and where they stand."""

    draft: Draft
    words: frozenset[int]
    quotations: frozenset[int]
    content: tuple[Span, ...]


def found(parsed: Parsed, draft: Draft) -> Found:
    """The draft with its content as spans: without a leading *that*, marks and commas at the edges."""
    words = _to_closing_mark(parsed, _without_leading(parsed, draft.words))
    held = {q for k in words if (q := parsed.tokens[k].quotation) is not None}
    return Found(draft, frozenset(words), frozenset(held), tuple(_spans(parsed, words)))


def _to_closing_mark(parsed: Parsed, words: list[int]) -> list[int]:
    """The words, and the rest of a quotation that they end in: “said that “it rains. It pours.””"""
    if not words or parsed.tokens[words[-1]].quotation is not None:
        return words
    last = parsed.tokens[words[-1]]
    paragraph = parsed.units[last.unit].paragraph
    for quotation in parsed.quotations_in(paragraph):
        inside = quotation.unit is None and quotation.content.contains(last.span)
        if inside and any(parsed.tokens[k].start <= quotation.content.start for k in words):
            stop = parsed.units[last.unit].tokens.stop
            rest = range(last.i + 1, stop)
            added = [
                k
                for k in rest
                if parsed.tokens[k].end <= quotation.content.end and parsed.tokens[k].text not in _OPENING + _CLOSING
            ]
            return without_edges(parsed, [*words, *added])
    return words


def _without_leading(parsed: Parsed, words: Sequence[int]) -> list[int]:
    kept = without_edges(parsed, words)
    if len(kept) > 1 and parsed.tokens[kept[0]].lower in _LEADING:
        kept = without_edges(parsed, kept[1:])
    return kept


def _spans(parsed: Parsed, words: Sequence[int]) -> Iterator[Span]:
    """Runs of words as spans; marks and nothing else between two words do not part them, quotations always do."""
    run: list[int] = []
    for k in words:
        if run and not _joins(parsed, run[-1], k):
            yield _span(parsed, run)
            run = []
        run.append(k)
    if run:
        yield _span(parsed, run)


def _joins(parsed: Parsed, left: int, right: int) -> bool:
    if parsed.tokens[left].quotation is not None and parsed.tokens[right].quotation is not None:
        return False
    return right == left + 1 or all(not parsed.tokens[k].tag[:1].isalnum() for k in range(left + 1, right))


def _span(parsed: Parsed, run: Sequence[int]) -> Span:
    return _with_marks(parsed.document.text, trimmed(parsed.document.text, parsed.span(run[0], run[-1])))


def _with_marks(text: str, span: Span) -> Span:
    """The span with the mark at its edge whose partner is inside: in ``called it “a shame”`` both belong to it."""
    start, end = span
    inside = span.of(text)
    opened, closed = (sum(inside.count(mark) for mark in marks) for marks in ("“«„", "”»"))
    if '"' in inside and inside.count('"') % 2:
        opened, closed = (1, 0) if text[end : end + 1] == '"' else (0, 1)
    if opened > closed and text[end : end + 1] in _CLOSING:
        end += 1
    elif closed > opened and text[start - 1 : start] in _OPENING:
        start -= 1
    # “everything [that Russia answered]”: a bracket inside is closed inside.
    if any(inside.count(left) > inside.count(right) and text[end : end + 1] == right for left, right in _BRACKETS):
        end += 1
    return Span(start, end)


def trimmed(text: str, span: Span) -> Span:
    """The span without white space and commas at its edges."""
    start, end = span
    while start < end and text[start] in _TRIMMED:
        start += 1
    while start < end and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end)
