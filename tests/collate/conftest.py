"""Builders of the texts that the comparison is tested on: invented people, places and outlets."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Protocol

import pytest

from sayso.collate import collate
from sayso.collate.differences import differences
from sayso.collate.lineup import Lineup, lined_up
from sayso.collate.wording import prepared
from sayso.config import CollateSettings
from sayso.records import (
    Cause,
    Collation,
    Discrepancy,
    Document,
    Kind,
    Lacuna,
    Paragraph,
    Reading,
    Speaker,
    Statement,
    StatementCluster,
    Story,
)
from sayso.spans import Span, identity

TOSK = Speaker("e1", "Ilmar Tosk", 0.9, "named")
VARN = Speaker("e2", "Oda Varn", 0.9, "named")

Told = tuple[str, bool, str, str]
"""A difference as a test row: change, substantive, left words, right words."""


def article(name: str, text: str, *, published: str | None = None, cause: Cause | None = None) -> Document:
    """A document of one paragraph a line; its outlet is its name, capitalised."""
    paragraphs = tuple(Paragraph(Span(*match.span())) for match in re.finditer(r"[^\n]+", text))
    lacunae = (Lacuna(Span(len(text), len(text)), cause),) if cause is not None else ()
    return Document(
        name,
        f"{name}.txt",
        name.capitalize(),
        text,
        paragraphs,
        identity(len(text)),
        published=published,
        lacunae=lacunae,
    )


def _place(document: Document, words: str | None) -> Span | None:
    if words is None:
        return None
    start = document.text.index(words)
    return Span(start, start + len(words))


class Said(Protocol):
    """Builds a statement from the words as they stand in the document."""

    def __call__(
        self,
        document: Document,
        *words: str,
        kind: Kind = Kind.DIRECT,
        speaker: Speaker | None = TOSK,
        cue: str | None = None,
        source: str | None = None,
        hedge: str | None = None,
        within: str | None = None,
    ) -> Statement: ...


def statement(
    document: Document,
    *words: str,
    kind: Kind = Kind.DIRECT,
    speaker: Speaker | None = TOSK,
    cue: str | None = None,
    source: str | None = None,
    hedge: str | None = None,
    within: str | None = None,
) -> Statement:
    content = tuple(span for word in words if (span := _place(document, word)) is not None)
    return Statement(
        f"{document.id}:{content[0].start}-{content[-1].end}",
        document.id,
        kind,
        content,
        cue=_place(document, cue),
        source=_place(document, source),
        hedge=_place(document, hedge),
        within=within,
        speaker=speaker,
    )


class Newsroom:
    """A story under test: its articles and statements, and the comparison of some of them as one thing said."""

    def __init__(self, *documents: Document) -> None:
        self.documents = {document.id: document for document in documents}
        self.statements: dict[str, Statement] = {}
        self.origins = tuple((document.id,) for document in documents)

    def add(self, *rows: Statement) -> None:
        self.statements.update({row.id: row for row in rows})

    def collated(self, *rows: Statement, reference: str | None = None) -> Collation:
        """The rows as readings of one thing said."""
        self.add(*rows)
        readings = sorted(
            (Reading(r.document, r.id, r.content, r.kind) for r in rows), key=lambda r: (r.document, r.content)
        )
        cluster = StatementCluster("c", "s", tuple(readings), speaker=rows[0].speaker)
        story = Story("s", tuple(self.documents), origins=self.origins)
        settings = CollateSettings(reference=reference)
        return collate(cluster, self.documents, self.statements, story=story, settings=settings)

    def told(self, row: Discrepancy) -> Told:
        left = row.left.span.of(self.documents[row.left.document].text)
        right = row.right.span.of(self.documents[row.right.document].text)
        return row.change.value, row.substantive, left, right


def line_up(left: str, right: str, *, left_kind: Kind = Kind.DIRECT, right_kind: Kind = Kind.DIRECT) -> Lineup:
    """Two readings that are the whole of their articles."""
    one, other = article("left", left), article("right", right)
    return lined_up(prepared(one, [Span(0, len(left))], left_kind), prepared(other, [Span(0, len(right))], right_kind))


def compared(left: str, right: str, *, left_kind: Kind = Kind.DIRECT, right_kind: Kind = Kind.DIRECT) -> list[Told]:
    """The differences of two readings, in order of place."""
    lineup = line_up(left, right, left_kind=left_kind, right_kind=right_kind)
    return [
        (
            found.change.value,
            found.substantive,
            lineup.left.said(found.place.left, found.place.left_end),
            lineup.right.said(found.place.right, found.place.right_end),
        )
        for found in sorted(differences(lineup, min_overlap=0.5), key=lambda found: found.place)
    ]


Compare = Callable[..., list[Told]]


@pytest.fixture
def compare() -> Compare:
    """The typed differences of two texts."""
    return compared


@pytest.fixture
def aligned_pair() -> Callable[..., Lineup]:
    """Two texts lined up."""
    return line_up


@pytest.fixture
def press() -> Callable[..., Document]:
    """An article from its text."""
    return article


@pytest.fixture
def said() -> Said:
    """A statement from its words."""
    return statement


@pytest.fixture
def newsroom() -> type[Newsroom]:
    """A story to compare in."""
    return Newsroom


@pytest.fixture
def speakers() -> tuple[Speaker, Speaker]:
    """Two people who speak: Ilmar Tosk and Oda Varn."""
    return TOSK, VARN
