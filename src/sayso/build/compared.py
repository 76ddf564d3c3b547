"""What is done with each story by itself: its speakers made one, its statements linked and collated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sayso import __version__
from sayso.build.articles import Done, once, write_refused
from sayso.build.rows import CLEANED, RESOLVED, TABLES, ToldStory
from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.engine.parts import PartWriter
from sayso.group.facts import FACTS, StoryFacts, facts_of, story_of
from sayso.group.stories import needed_likeness
from sayso.group.weights import UNIT
from sayso.records import Document, Dropped, Stage, Story
from sayso.resolve import Resolved, across, bound_to
from sayso.steps import by_what_it_tells, guarded, in_reading_order, things_said_in
from sayso.threads import one_thread
from sayso.workers import lost_article

__all__ = ["CompareTask", "compare_part"]

_ROWS = 256


@dataclass(frozen=True, slots=True)
class CompareTask:
    """The stories of one part; ``facts`` are the files of ``group.facts.FACTS``, ``articles`` counts the build's.

    ``only`` is the number of the one story to compare, where a process died over the part, and ``lost`` how one died
    over that story.
    """

    key: str
    dossiers: Path
    facts: tuple[Path, ...]
    folder: Path
    settings: Settings
    articles: int
    only: int | None = None
    lost: str | None = None

    tables: ClassVar[Map[str, pa.Schema]] = {name: table.codec.schema for name, table in TABLES.items()}

    def single(self) -> list[CompareTask]:
        """The same work, a story each."""
        numbers = sorted(set(pq.read_table(self.dossiers, columns=["story"]).column("story").to_pylist()))
        return [replace(self, key=f"{self.key}-{place:03d}", only=number) for place, number in enumerate(numbers)]

    def given_up(self, how: str) -> Done:
        """The story, told without a comparison."""
        return _compare(replace(self, lost=how))


def compare_part(task: CompareTask) -> Done:
    """Compares each story, and writes a file for each table."""
    return once(task.folder, task.key, lambda: _compare(task))


def _compare(task: CompareTask) -> Done:
    tables = {name: pq.read_table(file).to_pylist() for name, file in zip(FACTS, task.facts, strict=True)}
    facts = facts_of(tables)
    files = {name: task.folder / f"{name}-{task.key}.parquet" for name in TABLES}
    writers = {name: PartWriter(file, TABLES[name].codec.schema) for name, file in files.items()}
    refused: list[Dropped] = []
    count = 0
    with one_thread():
        for number, documents, resolved in _stories(task.dossiers, task.only):
            told = _told(documents, resolved, facts[number], task)
            for name, table in TABLES.items():
                for batch in table.codec.table(table.rows(told)).to_batches():
                    writers[name].write(batch)
            refused += told.comparison.articles.dropped
            count += 1
    for writer in writers.values():
        writer.close()
    return Done(task.key, tuple(map(str, files.values())), count, refused=write_refused(task.folder, task.key, refused))


def _stories(path: Path, only: int | None) -> Iterator[tuple[int, list[Document], list[Resolved]]]:
    """The stories of a file of dossiers, or the only one, one at a time."""
    batches: Iterable[pa.RecordBatch] = pq.ParquetFile(path).iter_batches(_ROWS)
    if only is not None:
        batches = (batch.filter(pc.field("story") == only) for batch in batches)
    rows = (row for batch in batches for row in zip(batch.column("story").to_pylist(), _records(batch), strict=True))
    for number, group in groupby(rows, key=lambda row: row[0]):
        documents, resolved = zip(*(each for _, each in group), strict=True)
        yield number, list(documents), list(resolved)


def _records(batch: pa.RecordBatch) -> Iterator[tuple[Document, Resolved]]:
    of_resolved = [name for name in batch.schema.names if name.startswith("resolved_")]
    resolved = batch.select(of_resolved).rename_columns([name.removeprefix("resolved_") for name in of_resolved])
    return zip(CLEANED.records(batch), RESOLVED.records(resolved), strict=True)


def _told(
    documents: Sequence[Document], resolved: Sequence[Resolved], facts: StoryFacts, task: CompareTask
) -> ToldStory:
    least = needed_likeness(task.settings.group) / UNIT
    story = story_of(documents, facts, least=least, others=task.articles > 1)
    if task.lost is not None:
        return _not_compared(story, documents, lost_article(f"story {story.id}", Stage.COMPARE, task.lost), task)
    told = guarded(f"story {story.id}", Stage.COMPARE, lambda: _compared(story, documents, resolved, facts, task))
    return told if isinstance(told, ToldStory) else _not_compared(story, documents, told, task)


def _compared(
    story: Story, documents: Sequence[Document], resolved: Sequence[Resolved], facts: StoryFacts, task: CompareTask
) -> ToldStory:
    chosen = _chosen(documents, facts, task.settings.build.max_compared)
    articles = _articles(
        [d for d in documents if d.id in chosen], [r for r in resolved if r.document in chosen], story, task
    )
    things = list(things_said_in(_only(story, chosen), articles))
    rank = {document.id: place for place, document in enumerate(articles.documents)}
    things.sort(key=lambda collation: by_what_it_tells(collation, rank))
    comparison = Comparison(articles, (story,), tuple(things))
    return ToldStory(comparison, story, tuple(d for d in documents if d.id not in chosen))


def _not_compared(story: Story, documents: Sequence[Document], refused: Dropped, task: CompareTask) -> ToldStory:
    """A story over which a stage stumbled: its articles are there, and nothing is said of what is in them."""
    nothing = Articles((), (), (), (refused,), task.settings, __version__)
    return ToldStory(Comparison(nothing, (story,), ()), story, tuple(documents))


def _chosen(documents: Sequence[Document], facts: StoryFacts, most: int) -> set[str]:
    """The articles of a story that are compared: all, or of too many one of each text first, the oldest first."""
    ranked = sorted(
        documents, key=lambda d: (facts.texts.get(d.id) != d.id, d.published is None, d.published or "", d.id)
    )
    return {document.id for document in ranked[:most]}


def _only(story: Story, chosen: set[str]) -> Story:
    if chosen.issuperset(story.documents):
        return story
    return replace(story, documents=tuple(each for each in story.documents if each in chosen))


def _articles(documents: Sequence[Document], resolved: Sequence[Resolved], story: Story, task: CompareTask) -> Articles:
    found, entities = across(resolved, settings=task.settings.resolve)
    found, entities = bound_to(story.id, found, entities)
    ordered = tuple(sorted(documents, key=lambda document: (document.outlet, document.id)))
    return Articles(
        documents=ordered,
        statements=in_reading_order(found, ordered),
        entities=tuple(sorted(entities, key=lambda entity: (entity.name, entity.id))),
        dropped=(),
        settings=task.settings,
        version=__version__,
    )
