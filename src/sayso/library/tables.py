"""A library as the tables of a build: whatever reads those reads these."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import apsw

from sayso import __version__
from sayso.build.articles import counted
from sayso.build.folder import BuildFolder
from sayso.build.marks import digest_of
from sayso.build.rows import DROPPED, ENTITIES, TABLES
from sayso.config import Settings
from sayso.engine.parts import PartWriter
from sayso.library.connection import rows
from sayso.library.told import told_story
from sayso.records import Dropped, Reason, Stage
from sayso.tables import Codec

__all__ = ["export_tables", "refusals"]


def export_tables(db: apsw.Connection, out: Path, settings: Settings, stories: Iterable[str]) -> dict[str, int]:
    """Writes the tables into a folder, as ``sayso build`` does, with all ``stories`` in the order of their ids; gives
    how many rows each has.

    Raises UsageError where the folder holds something else than such tables.
    """
    folder = BuildFolder(out)
    folder.prepare()
    dropped = list(refusals(db))
    with TemporaryDirectory(dir=folder.work) as scratch:
        files = {name: Path(scratch, f"{name}.parquet") for name in (*TABLES, "entities", "dropped")}
        counts = _write_stories(db, files, settings, stories)
        counts["entities"] = _write(files["entities"], ENTITIES, _entities(db))
        counts["dropped"] = _write(files["dropped"], DROPPED, map(DROPPED.row, dropped))
        digests = {name: digest_of([file]) for name, file in files.items()}
        for name, file in files.items():
            folder.publish(name, [file])
    folder.tell(
        {
            "version": __version__,
            "engine": "library",
            "settings": settings.as_dict(),
            "fingerprint": settings.fingerprint(__version__),
            "refused": counted(dropped),
            "changes": {},
            "tables": {name: {"rows": counts[name], "sha256": digests[name]} for name in sorted(files)},
        }
    )
    return counts


def refusals(db: apsw.Connection) -> Iterator[Dropped]:
    """What the library could not take in, by address."""
    for uri, stage, reason, detail, count in rows(db, "SELECT uri, stage, reason, detail, count FROM refusal"):
        yield Dropped(uri, Stage(stage), Reason(reason), detail, count)


def _write_stories(
    db: apsw.Connection, files: dict[str, Path], settings: Settings, stories: Iterable[str]
) -> dict[str, int]:
    """Story after story, so that one of them is in memory at a time."""
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(PartWriter(files[name], table.codec.schema)) for name, table in TABLES.items()
        }
        for story in stories:
            told = told_story(db, story, settings)
            for name, table in TABLES.items():
                for batch in table.codec.table(table.rows(told)).to_batches():
                    writers[name].write(batch)
    return {name: writer.rows for name, writer in writers.items()}


def _write(file: Path, codec: Codec[Any], told: Iterable[dict[str, object]]) -> int:
    with PartWriter(file, codec.schema) as writer:
        for batch in codec.table(told).to_batches():
            writer.write(batch)
    return writer.rows


def _entities(db: apsw.Connection) -> Iterator[dict[str, object]]:
    for key, name, kind, aliases, stories, same_as in rows(db, "SELECT * FROM entity ORDER BY id"):
        named = {"id": key, "name": name, "kind": kind, "aliases": json.loads(aliases)}
        yield {**named, "stories": stories, "same_as": same_as}
