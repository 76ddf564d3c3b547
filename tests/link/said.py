"""Builders of articles that report statements, a paragraph each."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from sayso.config import LinkSettings
from sayso.link import link
from sayso.records import Copy, Document, Kind, Paragraph, Speaker, Statement, StatementCluster, Story
from sayso.spans import Span, identity

D, I, M = Kind.DIRECT, Kind.INDIRECT, Kind.MIXED  # noqa: E741


class Said(NamedTuple):
    """A statement to be built: who, how, what; ``inside`` counts back to the statement that tells it, 0 for none."""

    who: str | None
    kind: Kind
    words: str
    after: str = "said on Monday"
    inside: int = 0


def report(outlet: str, *told: Said) -> tuple[Document, list[Statement]]:
    """An article of these statements, a paragraph each, and the statements."""
    text = ""
    paragraphs: list[Paragraph] = []
    statements: list[Statement] = []
    for said in told:
        if said.inside:
            teller = statements[-said.inside]
            start = text.index(said.words, teller.content[0].start)
            statements.append(_statement(outlet, said, Span(start, start + len(said.words)), teller.id))
            continue
        mark = '"' if said.kind is D else ""
        start = len(text) + len(mark)
        text += f"{mark}{said.words}{mark}, {said.who or 'a voice'} {said.after}.\n"
        paragraphs.append(Paragraph(Span(start, len(text) - 1)))
        statements.append(_statement(outlet, said, Span(start, start + len(said.words)), None))
    return Document(outlet, outlet, outlet, text, tuple(paragraphs), identity(len(text))), statements


def _statement(outlet: str, said: Said, content: Span, within: str | None) -> Statement:
    speaker = Speaker(said.who.split()[-1], said.who, 1.0, "printed") if said.who else None
    key = hashlib.sha256(f"{outlet} {content} {said.kind}".encode()).hexdigest()[:16]
    return Statement(key, outlet, said.kind, (content,), within=within, speaker=speaker)


def linked(
    *reports: tuple[Document, list[Statement]],
    copies: tuple[Copy, ...] = (),
    settings: LinkSettings = LinkSettings(),  # noqa: B008
) -> tuple[StatementCluster, ...]:
    documents = [document for document, _ in reports]
    statements = [statement for _, found in reports for statement in found]
    ids = tuple(sorted(document.id for document in documents))
    return link(Story("story", ids, copies, tuple((i,) for i in ids)), documents, statements, settings=settings)


def together(clusters: Sequence[StatementCluster], *statements: Statement) -> bool:
    """Whether all of them are readings of one cluster."""
    wanted = {statement.id for statement in statements}
    return any(wanted <= {reading.statement for reading in cluster.readings} for cluster in clusters)
