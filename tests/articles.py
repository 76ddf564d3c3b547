"""Builders of articles for tests: a text's lines are its paragraphs, as the cleaning stage would leave them."""

from __future__ import annotations

import re

from sayso.clean.marks import repair
from sayso.records import Document, Paragraph
from sayso.spans import Span, identity


def article(text: str, *, id: str = "article", outlet: str = "The Tern Gazette") -> Document:  # noqa: A002 - the record's own word
    """A document whose paragraphs are the lines of ``text``."""
    paragraphs = paragraphs_of(text)
    return Document(
        id=id,
        uri=f"{id}.txt",
        outlet=outlet,
        text=text,
        paragraphs=paragraphs,
        origin=identity(len(text)),
        language="en",
        repairs=repair(text, paragraphs),
    )


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """A paragraph a line that holds more than white space."""
    return tuple(Paragraph(Span(*match.span())) for match in re.finditer(r"\S(?:[^\n]*\S)?", text))
