"""The steps over all articles at once: duplicates, copies, stories; and each story's articles brought together."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa

from sayso.build.rows import CLEANED, RESOLVED
from sayso.config import Settings
from sayso.engine.base import Engine
from sayso.engine.parts import part_path
from sayso.group.facts import FACTS
from sayso.group.grouping import MEASURES, find_all

__all__ = [
    "CHANGES",
    "DOSSIER",
    "FACT_SCHEMAS",
    "KEPT",
    "bring_together",
    "find_changes",
    "find_duplicates",
    "find_groups",
    "part_count",
]

_ARTICLES_A_PART = 500
"""Articles of one piece of the comparing work, about."""

KEPT = pa.schema([("chunk", pa.string()), ("id", pa.string()), ("uri", pa.string())])
DUPLICATES = pa.schema([("id", pa.string()), ("uri", pa.string()), ("kept", pa.string()), ("same_text", pa.bool_())])
FACT_SCHEMAS = {
    "story_texts": pa.schema(
        [
            ("story", pa.int64()),
            ("doc", pa.int64()),
            ("id", pa.string()),
            ("text", pa.string()),
            ("first", pa.string()),
        ]
    ),
    "story_copies": pa.schema(
        [
            ("story", pa.int64()),
            ("l_id", pa.string()),
            ("r_id", pa.string()),
            ("l_in_r", pa.int32()),
            ("r_in_l", pa.int32()),
        ]
    ),
    "story_words": pa.schema([("story", pa.int64()), ("word", pa.int64()), ("place", pa.int64())]),
    "story_likeness": pa.schema([("story", pa.int64()), ("total", pa.int64()), ("pairs", pa.int64())]),
    "story_nearest": pa.schema([("story", pa.int64()), ("outlet", pa.string()), ("likeness", pa.int32())]),
}
DOSSIER = pa.schema(
    [
        pa.field("story", pa.int64()),
        *(field for field in CLEANED.schema if field.name not in ("chunk", "text_digest")),
        *(field.with_name(f"resolved_{field.name}") for field in RESOLVED.schema),
    ]
)
"""An article with its statements, and the number of its story."""


def find_duplicates(engine: Engine, chunks: Sequence[Path], folder: Path) -> None:
    """The articles that are kept, of those with one id the first by address, and those that are not."""
    engine.open("cleaned", chunks)
    engine.make(
        "ranked",
        """SELECT chunk, id, uri, text_digest,
          ROW_NUMBER() OVER (PARTITION BY id ORDER BY uri, text_digest, chunk) AS place FROM cleaned""",
    )
    engine.save(
        "SELECT 0 AS part, chunk, id, uri FROM ranked WHERE place = 1",
        folder / "kept",
        schema=KEPT,
        order=("chunk", "id"),
    )
    engine.save(
        """SELECT 0 AS part, ranked.id, ranked.uri, first.uri AS kept,
          first.text_digest = ranked.text_digest AS same_text
        FROM ranked JOIN ranked AS first ON first.id = ranked.id AND first.place = 1 WHERE ranked.place > 1""",
        folder / "duplicates",
        schema=DUPLICATES,
        order=("uri", "id"),
    )


def find_groups(
    engine: Engine, measured: dict[str, list[Path]], folder: Path, settings: Settings, *, parts: int
) -> None:
    """Copies and stories, and what is told of each story; a file of each fact for each part."""
    for name in ("articles", *MEASURES):
        engine.open(name, measured[name])
    find_all(engine, settings.group)
    for name, order in FACTS.items():
        sql = f"SELECT {_part(parts)} AS part, * FROM {name}"
        engine.save(sql, folder / name, schema=FACT_SCHEMAS[name], order=order.split(", "), parts=parts)


def bring_together(engine: Engine, tables: dict[str, Sequence[Path]], folder: Path, *, parts: int) -> None:
    """Each article with its statements, beside the others of its story.

    ``tables`` are the files of ``cleaned``, ``kept``, ``resolved`` and ``story_texts``.
    """
    for name, files in tables.items():
        engine.open(name, files)
    resolved = ", ".join(f"resolved.{name} AS resolved_{name}" for name in RESOLVED.schema.names)
    own = ", ".join(f"cleaned.{name}" for name in CLEANED.schema.names if name not in ("chunk", "text_digest"))
    sql = f"""
    SELECT {_part(parts)} AS part, story, {own}, {resolved} FROM story_texts
    JOIN kept ON kept.id = story_texts.id
    JOIN cleaned ON cleaned.id = kept.id AND cleaned.uri = kept.uri AND cleaned.chunk = kept.chunk
    JOIN resolved ON resolved.document = kept.id
    """
    engine.save(sql, folder, schema=DOSSIER, order=("story", "id"), parts=parts)


CHANGES = pa.schema(
    [("before", pa.string()), ("after", pa.string()), ("documents", pa.int64()), ("change", pa.string())]
)
_CHANGED = """
WITH moves AS (
  SELECT old.story AS before, new.story AS after, COUNT(*) AS documents
  FROM documents_before AS old JOIN documents_after AS new ON new.id = old.id GROUP BY old.story, new.story
), counted AS (
  SELECT before, after, documents, COUNT(*) OVER (PARTITION BY before) AS parts,
    COUNT(*) OVER (PARTITION BY after) AS sources FROM moves
)
SELECT 0 AS part, before, after, documents, CASE WHEN parts > 1 AND sources > 1 THEN 'split and merged'
  WHEN parts > 1 THEN 'split' WHEN sources > 1 THEN 'merged' ELSE 'renamed' END AS change
FROM counted WHERE parts > 1 OR sources > 1 OR before <> after
"""


def find_changes(engine: Engine, before: Sequence[Path], after: Sequence[Path], folder: Path) -> dict[str, int]:
    """Which stories of the run before are other ones now, by the articles that both runs have; how many, by change.

    ``split``: articles of it are in several; ``merged``: those of several are in one; ``renamed``: its first report
    is another one now.
    """
    engine.open("documents_before", before)
    engine.open("documents_after", after)
    engine.save(_CHANGED, folder, schema=CHANGES, order=("before", "after"))
    engine.open("changes", [part_path(folder, 0)])
    rows = engine.fetch("SELECT change, COUNT(DISTINCT before) AS stories FROM changes GROUP BY change").to_pylist()
    return {row["change"]: row["stories"] for row in sorted(rows, key=lambda row: row["change"])}


def part_count(articles: int) -> int:
    """Into how many parts, a power of two, so many articles are put: a function of the set alone."""
    parts = 1
    while parts * _ARTICLES_A_PART < articles:
        parts *= 2
    return parts


def _part(parts: int) -> str:
    """Of a story, by the last bits of its number."""
    return f"story & {parts - 1}"
