"""What a run made, put where users find it: the tables, what was refused, which stories changed, and a record of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow.parquet as pq

from sayso import __version__
from sayso.build.articles import Done, counted
from sayso.build.entities import find_entities
from sayso.build.folder import BuildFolder
from sayso.build.marks import digest_of
from sayso.build.rows import DROPPED, TABLES
from sayso.build.sets import find_changes
from sayso.config import Settings
from sayso.engine.base import Engine
from sayso.engine.parts import part_path, write_file
from sayso.records import Dropped, Reason, Stage

__all__ = ["Built", "Run", "publish"]

_REFUSING = ("unpack", "read", "statements", "measures", "compare")
"""The stages that may refuse inputs."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a run did. ``rows`` are those of each table, ``refused`` inputs by reason, ``reused`` pieces of work."""

    folder: Path
    rows: dict[str, int]
    refused: dict[str, int]
    reused: int
    done: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run whose stages are ``done``."""

    folder: BuildFolder
    engine: Engine
    settings: Settings
    done: Sequence[Done]

    def keys(self) -> set[str]:
        """Those of all pieces of work that it made or used."""
        return {key for done in self.done for key in (done.key, *done.pieces)}


def publish(run: Run, compared: Sequence[Done], given_twice: Path) -> Built:
    """Puts the tables where users find them, and keeps a record of the run.

    ``compared`` made the tables of the stories, ``given_twice`` is the file of the duplicates.
    """
    changes = _changes(run, [Path(done.files[0]) for done in compared])
    refused = _refused(run, given_twice)
    files = {
        name: run.folder.publish(name, [Path(done.files[place]) for done in compared])
        for place, name in enumerate(TABLES)
    }
    files["entities"] = run.folder.publish("entities", [_entities(run, files["story_entities"])])
    files["dropped"] = run.folder.publish("dropped", [_dropped(run, refused)])
    rows = {name: sum(pq.read_metadata(file).num_rows for file in of) for name, of in files.items()}
    run.folder.tell(
        {
            "version": __version__,
            "engine": run.engine.name,
            "settings": run.settings.as_dict(),
            "fingerprint": run.settings.fingerprint(__version__),
            "refused": counted(refused),
            "changes": changes,
            "tables": {name: {"rows": rows[name], "sha256": digest_of(of)} for name, of in sorted(files.items())},
        }
    )
    run.folder.forget_all_but(run.keys())
    reused = sum(done.reused for done in run.done)
    return Built(run.folder.path, rows, counted(refused), reused, len(run.done) - reused)


def _changes(run: Run, documents: Sequence[Path]) -> dict[str, int]:
    """Which stories of the run before are other ones now; none where this is the first run."""
    before = run.folder.table("documents")
    if not before:
        return {}
    folder = run.folder.work / "changes"
    found = find_changes(run.engine, before, documents, folder)
    run.folder.publish("story_changes", [part_path(folder, 0)])
    return found


def _entities(run: Run, files: Sequence[Path]) -> Path:
    """Who speaks in any story, each once."""
    folder = run.folder.work / "entities"
    find_entities(run.engine, files, folder, run.settings.resolve.names)
    return part_path(folder, 0)


def _refused(run: Run, given_twice: Path) -> list[Dropped]:
    """Every input that was refused, with its reason, sorted."""
    keys = run.keys()
    files = [file for stage in _REFUSING for file in (run.folder.work / stage).glob("*-refused.parquet")]
    named = [file for file in sorted(files) if file.name.removesuffix("-refused.parquet") in keys]
    refused = [each for file in named for each in DROPPED.records(pq.read_table(file))] + _given_twice(given_twice)
    return sorted(refused, key=lambda each: (each.uri, each.stage, each.reason, each.detail))


def _given_twice(path: Path) -> list[Dropped]:
    found = []
    for row in pq.read_table(path).to_pylist():
        same = f"it is the same article as {row['kept']}; it is counted once"
        other = f"its id {row['id']} is that of another article, {row['kept']}: give each an id of its own"
        found.append(Dropped(row["uri"], Stage.CLEAN, Reason.DUPLICATE, same if row["same_text"] else other))
    return found


def _dropped(run: Run, refused: Sequence[Dropped]) -> Path:
    path = run.folder.work / "dropped.parquet"
    write_file(DROPPED.table(map(DROPPED.row, refused)), path)
    return path
