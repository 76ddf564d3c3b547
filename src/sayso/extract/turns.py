"""Turns of a transcript, without quotation marks: “Q: _”, “Ada Quill: _”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.records import Document, Paragraph, Role
from sayso.spans import Span

__all__ = ["Turn", "turns"]

_LABEL = re.compile(
    r"(?P<who>(?:Q|A|Question|Answer|Interviewer|Reporter|Journalist|Moderator|"
    r"(?:[A-Z][\w.’'-]*\.?)(?:\s+(?:[A-Z][\w.’'-]*|of|the|de|van|von|bin|al)){0,5})"
    r"(?:\s*\([^)\n]{1,60}\))?)\s*:\s+(?=\S)"
)
_MIN_TURNS = 2  # one "Name:" may be a headline's or a list's; a transcript has several
_MAX_LABEL_WORDS = 6
_QUESTIONS = frozenset({"q", "a", "question", "answer"})


class Turn(NamedTuple):
    """Who is named at the start of a paragraph, and what follows there and in the paragraphs after it."""

    source: Span
    colon: int
    content: tuple[Span, ...]


def turns(document: Document) -> Iterator[Turn]:
    """The turns of a transcript, none where the article is no transcript."""
    labelled = [(index, _label(document, paragraph)) for index, paragraph in enumerate(document.paragraphs)]
    starts = [(index, label) for index, label in labelled if label is not None]
    if len(starts) < _MIN_TURNS or not _is_dialogue([label.group("who") for _, label in starts]):
        return
    for number, (index, label) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else index + 1
        rest = [paragraph.span for paragraph in document.paragraphs[index + 1 : stop] if paragraph.role is Role.BODY]
        first = Span(label.end(), document.paragraphs[index].span.end)
        yield Turn(Span(*label.span("who")), label.end("who"), tuple(_unmarked(document.text, [first, *rest])))


def _label(document: Document, paragraph: Paragraph) -> re.Match[str] | None:
    if paragraph.role is not Role.BODY:
        return None
    match = _LABEL.match(document.text, paragraph.span.start, paragraph.span.end)
    if match is None or len(match.group("who").split()) > _MAX_LABEL_WORDS:
        return None
    # “He said: “Yes.””: a quotation after the colon is found as a quotation.
    return None if document.text[match.end()] in '“"«„‘' else match


def _is_dialogue(labels: list[str]) -> bool:
    """Whether the labels look like people taking turns: somebody speaks twice, or it is a question and its answer."""
    return len(set(labels)) < len(labels) or {label.lower() for label in labels} >= {"q", "a"}


def _unmarked(text: str, spans: list[Span]) -> Iterator[Span]:
    for span in spans:
        if span.of(text).strip():
            yield span
