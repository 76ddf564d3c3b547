"""What the comparison of one story looks up: its articles, statements and sentences, prepared once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar, cast

from sayso.collate.index import Index, Weights, indexed, stems, weights
from sayso.collate.tokens import sentences
from sayso.collate.verbatim import Reference
from sayso.collate.wording import Wording, prepared
from sayso.records import Document, Reading, Statement, StatementCluster, Story

__all__ = ["Desk"]

_MAX_NESTED = 20
"""Statements within statements that are followed upwards; deeper ones are a mistake in the chain."""
_MAX_SENTENCES = 40
"""Sentences of a reading that are looked for elsewhere; a longer one is a speech printed whole."""

_Found = TypeVar("_Found")


class Desk:
    """The articles and statements of a story, with what is derived from them kept for the next cluster."""

    def __init__(self, documents: Mapping[str, Document], statements: Mapping[str, Statement], story: Story) -> None:
        self.documents = documents
        self.statements = statements
        self.story = story
        self._wordings: dict[Reading, Wording] = {}
        self._references: dict[str, Reference] = {}
        self._wanted: dict[str, tuple[frozenset[str], ...]] = {}
        self._found: dict[tuple[Callable[..., object], str], object] = {}

    @cached_property
    def members(self) -> tuple[Document, ...]:
        """The story's articles, by outlet and id."""
        found = [self.documents[key] for key in sorted(set(self.story.documents)) if key in self.documents]
        return tuple(sorted(found, key=lambda document: (document.outlet, document.id)))

    @cached_property
    def indexes(self) -> dict[str, Index]:
        """The sentences of each of the story's articles."""
        return {document.id: indexed(document) for document in self.members}

    @cached_property
    def weights(self) -> Weights:
        """How rare a stem is in the story."""
        return weights(self.indexes.values())

    @cached_property
    def by_document(self) -> dict[str, tuple[Statement, ...]]:
        """The statements of each article, in order of place, then id."""
        found: dict[str, list[Statement]] = {}
        for key in sorted(self.statements):
            found.setdefault(self.statements[key].document, []).append(self.statements[key])
        return {key: tuple(sorted(rows, key=lambda row: (row.content, row.id))) for key, rows in found.items()}

    @cached_property
    def origins(self) -> dict[str, str]:
        """The independent origin of each article: copies of one text are one."""
        found = {document.id: document.id for document in self.members}
        for group in self.story.origins:
            found.update(dict.fromkeys(group, min(group, default="")))
        return found

    def wording(self, reading: Reading) -> Wording:
        """The reading with its words."""
        if reading not in self._wordings:
            self._wordings[reading] = prepared(self.documents[reading.document], reading.content, reading.kind)
        return self._wordings[reading]

    def reference(self, document: str | None) -> Reference | None:
        """The text compared with, ready to be searched; None where there is none in the story."""
        if document is None or document not in self.indexes:
            return None
        if document not in self._references:
            self._references[document] = Reference(self.documents[document], self.indexes[document])
        return self._references[document]

    def wanted(self, cluster: StatementCluster) -> tuple[frozenset[str], ...]:
        """The stems of each sentence of the readings, every set once: what a similar passage would hold."""
        if cluster.id not in self._wanted:
            self._wanted[cluster.id] = self._stems_of_sentences(cluster)
        return self._wanted[cluster.id]

    def _stems_of_sentences(self, cluster: StatementCluster) -> tuple[frozenset[str], ...]:
        rows = {
            stems(document.text, [sentence])
            for reading in cluster.readings
            if (document := self.documents.get(reading.document)) is not None
            for span in reading.content
            for sentence in sentences(document.text, span)[:_MAX_SENTENCES]
        }
        return tuple(sorted(rows, key=sorted))

    def once(self, find: Callable[[Desk, Statement], _Found], statement: Statement) -> _Found:
        """What ``find`` gives for the statement; it looks once, however many others the statement is compared with."""
        if (find, statement.id) not in self._found:
            self._found[find, statement.id] = find(self, statement)
        return cast("_Found", self._found[find, statement.id])

    def chain(self, statement: str) -> tuple[Statement, ...]:
        """The statement, the one that tells it, and so on to the outermost."""
        return tuple(self._upwards(statement))

    def _upwards(self, key: str | None) -> Iterator[Statement]:
        for _ in range(_MAX_NESTED):
            statement = self.statements.get(key) if key is not None else None
            if statement is None:
                return
            yield statement
            key = statement.within
