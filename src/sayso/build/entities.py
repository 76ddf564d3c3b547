"""The speakers of all stories: each name once, and which of them are one speaker's.

Whoever one story keeps apart stays apart. Else names are put together like articles into stories: while all that are in
a group fit on average, and a contradiction outweighs any number of fits.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pyarrow as pa

from sayso.build.rows import ENTITIES
from sayso.config import NameComparer
from sayso.engine.base import Engine
from sayso.group.average import average_link
from sayso.group.blocks import met, placed
from sayso.records import EntityKind
from sayso.relations import Mapping, Relations, number_of
from sayso.resolve import comparer, variant_fit, variant_keys

__all__ = ["find_entities", "name_entities"]

_UNIT = 1_000
_LEAST = 700
"""How surely the names of a group are one speaker's, on average, in thousandths."""
_APART = -1_000_000
_KEYS = pa.schema([("doc", pa.string()), ("key", pa.int64())])
_FITS = pa.schema([("l", pa.string()), ("r", pa.string()), ("likeness", pa.int64())])


def find_entities(engine: Engine, files: Sequence[Path], folder: Path, names: NameComparer) -> None:
    """The entities of all stories, each once, with all that it is called, and in how many stories it is.

    ``same_as`` is the id of the name that stands in most stories of all that are one speaker's: often its own.
    """
    engine.open("story_entities", files)
    name_entities(engine, names)
    engine.save("SELECT 0 AS part, * FROM entities", folder, schema=ENTITIES.schema, order=("id",))


def name_entities(engine: Relations, names: NameComparer) -> None:
    """``story_entities`` -> ``entities``, as ``find_entities`` tells."""
    engine.make("known", _KNOWN)
    engine.make("called", _CALLED)
    engine.make("keyed", "SELECT id, name, kind FROM known", Mapping(partial(_keys, names=names), _KEYS))
    engine.make("near", placed("keyed"))
    engine.make("fits", _side_by_side(), Mapping(partial(_fits, names=names), _FITS))
    engine.make("items", "SELECT id AS item FROM known")
    average_link(engine, "items", "fits", least=_LEAST)
    engine.make("entities", _ENTITIES, Mapping(_with_sorted_aliases, ENTITIES.schema))


_KNOWN = """
SELECT id, MIN(name) AS name, MIN(kind) AS kind, COUNT(DISTINCT story) AS stories FROM story_entities GROUP BY id
"""
_CALLED = """
SELECT id, alias FROM (
  SELECT id, UNNEST(aliases) AS alias FROM story_entities UNION ALL SELECT id, name AS alias FROM story_entities
) AS names GROUP BY id, alias
"""
_ENTITIES = """
SELECT known.id, MIN(known.name) AS name, MIN(kind) AS kind, ARRAY_AGG(alias) AS aliases, MIN(known.stories) AS stories,
  MIN(one.same_as) AS same_as
FROM known JOIN called ON called.id = known.id JOIN (
  SELECT item, FIRST_VALUE(item) OVER (PARTITION BY members.name ORDER BY stories DESC, item) AS same_as
  FROM members JOIN known ON known.id = members.item
) AS one ON one.item = known.id
GROUP BY known.id
"""


def _side_by_side() -> str:
    """The pairs with a key in common, and whether some story has both."""
    return f"""
    SELECT pairs.l, pairs.r, a.name AS l_name, b.name AS r_name, a.kind, COALESCE(together.stories, 0) AS together
    FROM ({met("near")}) AS pairs
    JOIN known AS a ON a.id = pairs.l JOIN known AS b ON b.id = pairs.r AND b.kind = a.kind
    LEFT JOIN (
      SELECT x.l, x.r, COUNT(*) AS stories FROM ({met("near")}) AS x
      JOIN story_entities AS s ON s.id = x.l JOIN story_entities AS t ON t.id = x.r AND t.story = s.story
      GROUP BY x.l, x.r
    ) AS together ON together.l = pairs.l AND together.r = pairs.r
    """


def _keys(batch: pa.RecordBatch, *, names: NameComparer) -> pa.RecordBatch:
    compare = comparer(names)
    found = [
        {"doc": row["id"], "key": number_of(key)}
        for row in batch.to_pylist()
        for key in sorted(variant_keys(row["name"], EntityKind(row["kind"]), compare))
    ]
    return pa.RecordBatch.from_pylist(found, schema=_KEYS)


def _fits(batch: pa.RecordBatch, *, names: NameComparer) -> pa.RecordBatch:
    compare = comparer(names)
    found = []
    for row in batch.to_pylist():
        fit = variant_fit(row["l_name"], row["r_name"], EntityKind(row["kind"]), compare)
        likeness = round(fit * _UNIT) if fit and not row["together"] else _APART
        found.append({"l": row["l"], "r": row["r"], "likeness": likeness})
    return pa.RecordBatch.from_pylist(found, schema=_FITS)


def _with_sorted_aliases(batch: pa.RecordBatch) -> pa.RecordBatch:
    told = [{**row, "aliases": sorted(set(row["aliases"]) - {row["name"]})} for row in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(told, schema=ENTITIES.schema)
