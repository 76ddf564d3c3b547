"""Whose text it is: agencies that several reports of a story are from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.agencies import agency_named
from sayso.records import Document, Wire

__all__ = ["wires"]


def wires(documents: Sequence[Document], texts: Mapping[str, str]) -> tuple[Wire, ...]:
    """The agencies that several texts are from, by name; ``texts`` has the text of each article, by ids.

    An article is from the agency that it credits (``Document.credit``, or its dateline). What the agency published
    itself is too, be it known to us or named so by the others.
    """
    of = {document.id: _credited(document) for document in documents}
    credited = {name.casefold(): name for name in sorted(filter(None, of.values()), reverse=True)}
    found: dict[str, list[str]] = {}
    for document in documents:
        outlet = agency_named(document.outlet) or document.outlet
        name = of[document.id] or outlet
        if name.casefold() in credited:
            found.setdefault(credited[name.casefold()], []).append(document.id)
    return tuple(
        Wire(agency, tuple(sorted(ids)))
        for agency, ids in sorted(found.items())
        if len({texts.get(each, each) for each in ids}) > 1
    )


def _credited(document: Document) -> str | None:
    named = document.credit or (document.dateline.agency if document.dateline else None)
    return " ".join((agency_named(named) or named).split()) if named else None
