"""Results in other people's standards: W3C Web Annotation, TEI P5, schema.org, IPTC ninjs, GraphML.

Each module has ``comparison_…`` and ``statements_…``, which give the whole text, and a ``…_of`` that takes any number
of articles one by one and gives the text piece by piece, for sets that memory does not hold. docs/formats.md explains
what stands where.
"""

from __future__ import annotations

from sayso.report.standards.annotations import annotations_of
from sayso.report.standards.graphml import graphml_of
from sayso.report.standards.ninjs import ninjs_of
from sayso.report.standards.schema_org import schema_org_of
from sayso.report.standards.tei import tei_of
from sayso.report.standards.told import Told, people_of, told_in

__all__ = [
    "Told",
    "annotations_of",
    "graphml_of",
    "ninjs_of",
    "people_of",
    "schema_org_of",
    "tei_of",
    "told_in",
]
