"""The critical apparatus in TEI: articles are witnesses, and each thing said that several have is a list of entries.

It stands apart from the texts (location-referenced, external): no article is the base of the others. ``lem`` is what
most articles have, or what the reference has, as in the line that editors print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.comparison import Comparison
from sayso.records import Collation, Document, Entry, Link, Variant
from sayso.report.standards.markup import element, escaped
from sayso.report.standards.tei_header import bibliography, plain_header

__all__ = ["Witnesses", "compared"]


class Witnesses:
    """The ``xml:id`` of each article and statement, as ``tei_of`` gave them."""

    def __init__(self) -> None:
        self.documents: dict[str, Document] = {}
        self._articles: dict[str, str] = {}
        self._statements: dict[tuple[str, str], str] = {}

    def add(self, document: Document, name: str, placed: Mapping[str, str]) -> None:
        """Takes note of one article."""
        self.documents[document.id] = document
        self._articles[document.id] = name
        self._statements.update({(document.id, statement): said for statement, said in placed.items()})

    def article(self, document: str) -> str:
        """The id of the article's ``TEI``."""
        return self._articles[document]

    def witness(self, document: str) -> str:
        """The id of the article as a witness."""
        return f"w{self._articles[document].removeprefix('a')}"

    def said(self, document: str, statement: str) -> str | None:
        """The id of the first ``said`` of a statement, None where its words stand in no paragraph."""
        return self._statements.get((document, statement))


def compared(comparison: Comparison, witnesses: Witnesses) -> str:
    """The ``TEI`` of what the comparison found, after those of the articles; empty without articles."""
    if not witnesses.documents:
        return ""
    header = plain_header(
        "What the articles have in common, and where they part",
        "<p>Made by comparing the articles of this corpus.</p>",
        "<p>The articles of this corpus.</p>",
        encoding='<variantEncoding method="location-referenced" location="external"/>',
    )
    parts = (
        element("listWit", "\n".join(_witnesses(comparison, witnesses))),
        *_links(comparison, witnesses),
        *(each for thing in comparison.things_said for each in _entries(thing, witnesses)),
    )
    found = element("standOff", "\n".join(parts))
    return f"{element('TEI', f'{header}{found}', {'xml:id': 'comparison'})}\n"


def _witnesses(comparison: Comparison, witnesses: Witnesses) -> Iterator[str]:
    signs = _signs(comparison.things_said)
    for document in witnesses.documents.values():
        given = {
            "xml:id": witnesses.witness(document.id),
            "n": signs.get(document.id),
            "corresp": f"#{witnesses.article(document.id)}",
        }
        yield element("witness", bibliography(document), given)


def _signs(things: Sequence[Collation]) -> dict[str, str]:
    """The letter of each article in the apparatus."""
    found: dict[str, str] = {}
    for thing in things:
        for reading, sign in zip(thing.cluster.readings, thing.apparatus.sigla, strict=False):
            found.setdefault(reading.document, sign.rstrip("0123456789"))
    return found


def _links(comparison: Comparison, witnesses: Witnesses) -> Iterator[str]:
    """Which statements are one thing said, in one story and across stories."""
    rows = [
        element("link", "", {"n": thing.cluster.id, "target": " ".join(said)})
        for thing in comparison.things_said
        if len(said := _pointers(thing, range(len(thing.cluster.readings)), witnesses)) > 1
    ]
    if rows:
        yield element("linkGrp", "\n".join(rows), {"type": "thing-said"})
    elsewhere = "\n".join(_elsewhere(comparison.elsewhere, witnesses))
    if elsewhere:
        yield element("linkGrp", elsewhere, {"type": "elsewhere"})


def _elsewhere(links: Sequence[Link], witnesses: Witnesses) -> Iterator[str]:
    for link in links:
        left = witnesses.said(link.left_passage.document, link.left)
        right = witnesses.said(link.right_passage.document, link.right)
        if left is not None and right is not None:
            yield element("link", "", {"target": f"#{left} #{right}"})


def _entries(thing: Collation, witnesses: Witnesses) -> Iterator[str]:
    if thing.apparatus.entries:
        rows = "\n".join(_entry(entry, thing, witnesses) for entry in thing.apparatus.entries)
        yield element("listApp", rows, {"type": "thing-said", "n": thing.cluster.id})


def _entry(entry: Entry, thing: Collation, witnesses: Witnesses) -> str:
    """One place; ``loc`` says where it is: the witness, then from which to which character of its text."""
    places = (
        f"{witnesses.witness(passage.document)}:{passage.span.start}-{passage.span.end}"
        for variant in entry.variants
        for passage in variant.passages
    )
    tags = ("lem", *["rdg"] * (len(entry.variants) - 1))
    variants = (_variant(tag, one, thing, witnesses) for tag, one in zip(tags, entry.variants, strict=True))
    given = {"type": "transposition" if entry.moved else None, "loc": " ".join(places), "n": entry.line}
    return element("app", "".join(variants), given)


def _variant(tag: str, variant: Variant, thing: Collation, witnesses: Witnesses) -> str:
    readings = thing.cluster.readings
    wit = dict.fromkeys(f"#{witnesses.witness(readings[index].document)}" for index in variant.readings)
    said = _pointers(thing, variant.readings, witnesses)
    return element(tag, escaped(variant.words), {"wit": " ".join(wit), "corresp": " ".join(said) or None})


def _pointers(thing: Collation, indices: Sequence[int], witnesses: Witnesses) -> list[str]:
    readings = (thing.cluster.readings[index] for index in indices)
    found = (witnesses.said(reading.document, reading.statement) for reading in readings)
    return list(dict.fromkeys(f"#{name}" for name in found if name is not None))
