"""Words given to somebody by the article's layout, without quotation marks.

“Q: _” and “Ada Quill: _” in a transcript, “_” above a line that signs it, a post with its writer's handle behind it,
and a headline that quotes with a colon alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.extract.labels import labels
from sayso.records import Document, Paragraph, Role
from sayso.spans import Span

__all__ = ["Turn", "turns"]

_NAME = r"(?:[A-Z][\w.’'-]*\.?)(?:\s+(?:[A-Z][\w.’'-]*|of|the|de|van|von|bin|al)){0,5}"
# Bold type comes as asterisks out of feeds: “**Ada Quill:** _”.
_LABEL = re.compile(
    rf"(?P<bold>\*\*)?(?P<who>{_NAME}(?:\s*\([^)\n]{{1,60}}\))?)(?:\*\*)?\s*:(?(bold)(?:\*\*)?)\s+(?=\S)"
)
_LETTER = re.compile(r"(?P<who>[QA])\.\s+(?=\S)")  # “Q. Will it rain?”
_MIN_TURNS = 2  # one "Name:" may be a headline's or a list's; a transcript has several
_MAX_LABEL_WORDS = 6
_QUESTIONS = (frozenset({"q", "a"}), frozenset({"question", "answer"}))
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Mm]e|[Uu]s)\b(?!\.)")

_DASH = r"(?:[—–―]|--?|â€[“”])"  # the last as UTF-8 is misread
_DATE = r"(?:,?\s+(?:[A-Z][a-z]+\.?\s+\d{1,2},\s+\d{4}|\d{1,2}\s+[A-Z][a-z]+\.?\s+\d{4}))?"
_HANDLE = r"\(@\w{1,30}\)"
_PERSON = r"[A-Z][\w.’'-]*(?:\s+[\w.’'-]+){0,5}"
# “— Ada Quill, mayor of Velda”, “— Ada Quill (@adaquill) June 3, 2031”: a name alone may be the author's own.
_SIGNATURE = re.compile(rf"{_DASH}\s*(?P<who>{_PERSON}(?:\s+{_HANDLE}|,\s+(?P<role>[^.!?:;\n]{{2,80}})))(?:{_DATE})\.?")
_POST = re.compile(rf"\s(?P<dash>{_DASH})\s*(?P<who>{_PERSON}\s+{_HANDLE}){_DATE}$")
_MARKS = re.compile('[“”„«»"]')
_MAX_SIGNATURE = 160  # characters


class Turn(NamedTuple):
    """Who is named, the colon or dash at his name, and the words that are his; ``because`` says how that is known."""

    source: Span
    colon: int
    content: tuple[Span, ...]
    because: str = "a turn after a name and a colon"


def turns(document: Document) -> Iterator[Turn]:
    """The turns of a transcript, none where the article is no transcript; then words that are signed."""
    dialogue = list(_dialogue(document))
    yield from dialogue
    if not dialogue:
        yield from _headline(document)
    yield from _signed(document)


# --- transcripts ------------------------------------------------------------------------------------------------------


def _dialogue(document: Document) -> Iterator[Turn]:
    labelled = [(index, _label(document, paragraph)) for index, paragraph in enumerate(document.paragraphs)]
    starts = [(index, label) for index, label in labelled if label is not None]
    if len(starts) < _MIN_TURNS or not _is_dialogue([label["who"] for _, label in starts]):
        return
    for number, (index, label) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else index + 1
        rest = [paragraph.span for paragraph in document.paragraphs[index + 1 : stop] if paragraph.role is Role.BODY]
        first = Span(label.end(), document.paragraphs[index].span.end)
        yield Turn(Span(*label.span("who")), label.end("who"), (first, *rest))


def _label(document: Document, paragraph: Paragraph) -> re.Match[str] | None:
    """Who speaks in a paragraph; the first turn may have been taken for the headline."""
    if paragraph.role is Role.BYLINE:
        return None
    text, (start, end) = document.text, paragraph.span
    match = _LABEL.match(text, start, end) or _LETTER.match(text, start, end)
    if match is None or len(match["who"].split()) > _MAX_LABEL_WORDS or _is_thing(match["who"]):
        return None
    # “He said: “Yes.””: a quotation after the colon is found as a quotation.
    return None if text[match.end()] in '“"«„‘' else match


def _is_thing(label: str) -> bool:
    """*Venue:*, *Serves:*: no person takes that turn."""
    word = label.lower()
    return word not in labels().turns and word in labels().things


def _is_dialogue(found: Sequence[str]) -> bool:
    """Whether the labels look like people taking turns: somebody speaks twice, or it is a question and its answer."""
    names = {label.lower() for label in found}
    return len(set(found)) < len(found) or any(names >= pair for pair in _QUESTIONS)


# --- headlines --------------------------------------------------------------------------------------------------------


def _headline(document: Document) -> Iterator[Turn]:
    """*Quill: We will not pay*: a headline's colon quotes where the words after it speak in the first person."""
    for paragraph in document.paragraphs:
        if paragraph.role is not Role.HEADLINE:
            continue
        label = _label(document, paragraph)
        said = Span(label.end(), paragraph.span.end) if label is not None else Span(0, 0)
        if label is not None and _FIRST_PERSON.search(said.of(document.text)):
            because = "a headline's words after a name and a colon, in the first person"
            yield Turn(Span(*label.span("who")), label.end("who"), (said,), because)


# --- what is signed ---------------------------------------------------------------------------------------------------


def _signed(document: Document) -> Iterator[Turn]:
    before: Paragraph | None = None
    for paragraph in document.paragraphs:
        yield from _post(document, paragraph)
        if before is not None:
            yield from _signed_below(document, before, paragraph)
        before = paragraph


def _post(document: Document, paragraph: Paragraph) -> Iterator[Turn]:
    """A post on one line: “_ — Ada Quill (@adaquill) June 3, 2031”."""
    tail = max(paragraph.span.start, paragraph.span.end - _MAX_SIGNATURE)
    match = _POST.search(document.text, tail, paragraph.span.end)
    if match is None or _MARKS.search(document.text, paragraph.span.start, match.start()):
        return  # words in marks are found as a quotation
    content = Span(paragraph.span.start, match.start())
    if content:
        yield Turn(Span(*match.span("who")), match.start("dash"), (content,), "a post signed with a name and a handle")


def _signed_below(document: Document, above: Paragraph, paragraph: Paragraph) -> Iterator[Turn]:
    """Words without marks, and below them a line with a dash, a name and a role, a place or a handle."""
    text = document.text
    if paragraph.span.end - paragraph.span.start > _MAX_SIGNATURE or above.role is not Role.BODY:
        return
    match = _SIGNATURE.fullmatch(text, *paragraph.span)
    if match is None or _is_credit(document, match["role"]) or _MARKS.search(text, *above.span):
        return
    yield Turn(Span(*match.span("who")), paragraph.span.start, (above.span,), "signed on the line below")


def _is_credit(document: Document, role: str | None) -> bool:
    """*— Ada Quill, Veldapress*: who wrote the article."""
    return role is not None and role.strip() in (document.credit, document.outlet)
