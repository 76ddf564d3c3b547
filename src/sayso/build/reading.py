"""What a build made, read again: how far it is, and one of its stories as a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.dataset as ds

from sayso import __version__
from sayso.build.building import STAGES
from sayso.build.folder import BuildFolder
from sayso.build.rows import DROPPED, TABLES
from sayso.comparison import Articles, Comparison
from sayso.config import settings_of
from sayso.errors import UsageError
from sayso.records import Dropped

__all__ = ["LargeStory", "Status", "comparison_of", "refused", "status"]


_LARGEST = 10


@dataclass(frozen=True, slots=True)
class LargeStory:
    """A story with many outlets. ``origins`` counts copies, and reports from one agency, once."""

    id: str
    headline: str | None
    outlets: int
    articles: int
    origins: int


@dataclass(frozen=True, slots=True)
class Status:
    """How far a build is. ``tables`` are the rows of each, empty while the first run goes on; ``pieces`` counts the
    finished pieces of work of each stage; ``refused`` the inputs by reason. ``record`` is what the run told of itself.
    """

    path: Path
    finished: bool
    tables: dict[str, int]
    pieces: dict[str, int]
    refused: dict[str, int]
    largest: tuple[LargeStory, ...]
    record: dict[str, Any]


def status(path: Path) -> Status:
    """What is done of the build in a folder. Raises UsageError where there is none."""
    folder = BuildFolder(path)
    if not folder.work.is_dir():
        folder.record()
    pieces = {stage: sum(1 for _ in (folder.work / stage).glob("*.json")) for stage in STAGES}
    told = folder.last_record() or {}
    tables = {name: table["rows"] for name, table in told.get("tables", {}).items()}
    largest = _largest(folder) if tables else ()
    return Status(path, bool(tables), tables, pieces, dict(told.get("refused", {})), largest, told)


def refused(path: Path, most: int) -> list[Dropped]:
    """The first of the inputs that a build refused, by their addresses."""
    return DROPPED.records(ds.dataset(BuildFolder(path).table("dropped")).head(most))


def _largest(folder: BuildFolder) -> tuple[LargeStory, ...]:
    columns = ["id", "headline", "outlets", "documents", "independent_origins"]
    found: list[LargeStory] = []
    for batch in ds.dataset(folder.table("stories")).to_batches(columns=columns):
        rows = (
            LargeStory(row["id"], row["headline"], row["outlets"], len(row["documents"]), row["independent_origins"])
            for row in batch.to_pylist()
            if row["outlets"] > 1
        )
        found = sorted((*found, *rows), key=lambda story: (-story.outlets, -story.origins, story.id))[:_LARGEST]
    return tuple(found)


def comparison_of(path: Path, story: str) -> Comparison:
    """One story of a build, as ``compare`` gives it. ``story`` is its id or the beginning of it.

    Raises UsageError where the folder holds no build, or no such story, or several.
    """
    folder = BuildFolder(path)
    settings = settings_of(folder.record()["settings"])
    (told,) = _rows(folder, "stories", ds.field("id") == _whole(folder, story))
    here = ds.field("story") == told["id"]
    documents = TABLES["documents"].codec.records(_table(folder, "documents", here))
    articles = Articles(
        documents=tuple(sorted(documents, key=lambda document: (document.outlet, document.id))),
        statements=tuple(TABLES["statements"].codec.records(_table(folder, "statements", here).sort_by("place"))),
        entities=tuple(TABLES["story_entities"].codec.records(_table(folder, "story_entities", here))),
        dropped=(),
        settings=settings,
        version=__version__,
    )
    (record,) = TABLES["stories"].codec.records(_table(folder, "stories", ds.field("id") == told["id"]))
    things = TABLES["things_said"].codec.records(_table(folder, "things_said", here).sort_by("place"))
    return Comparison(articles, (record,), tuple(things))


def _whole(folder: BuildFolder, beginning: str) -> str:
    """The id of the one story that begins so."""
    ids = ds.dataset(folder.table("stories")).to_table(columns=["id"]).column("id").to_pylist()
    found = [each for each in ids if each.startswith(beginning)]
    if len(found) == 1:
        return str(found[0])
    if not found:
        raise UsageError(
            f"{folder.path} has no story {beginning}: `sayso status {folder.path}` shows the largest, stories/ has all"
        )
    raise UsageError(f"{len(found)} stories begin with {beginning}: give more of the id, as {', '.join(found[:3])}")


def _rows(folder: BuildFolder, name: str, where: Any) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = _table(folder, name, where).to_pylist()
    return rows


def _table(folder: BuildFolder, name: str, where: Any) -> Any:
    return ds.dataset(folder.table(name)).to_table(filter=where)
