"""Each stage by itself, on the articles of one comparison."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from unittest.mock import patch

from benchmarks.speed.meter import Cost, measured
from sayso import Settings
from sayso.clean import clean
from sayso.collate import Collator
from sayso.engine.duckdb import DuckDB
from sayso.extract import extract
from sayso.group import group
from sayso.link import link
from sayso.parse import Parsed, parse
from sayso.parse.network import Network
from sayso.pipeline import compare
from sayso.read import read
from sayso.records import Capture, Collation, Document, Story
from sayso.resolve import across, in_document
from sayso.threads import one_thread

__all__ = ["StageCost", "stage_costs"]

_Result = TypeVar("_Result")


class StageCost(NamedTuple):
    """What a stage cost for one pass over all articles."""

    stage: str
    cost: Cost


class _Stopwatch:
    """Runs stages so many times each, and keeps what one pass cost."""

    def __init__(self, passes: int) -> None:
        self.passes = passes
        self.costs: list[StageCost] = []

    def __call__(self, stage: str, work: Callable[[], _Result]) -> _Result:
        results, cost = measured(lambda: [work() for _ in range(self.passes)])
        self.costs.append(StageCost(stage, Cost(cost.seconds / self.passes, cost.peak_mb)))
        return results[-1]


_PARTS = ("parse: the first reading", "parse: what each cue reports", "parse: what is told again inside")


class _Inside:
    """CPU seconds in the network, by what it is asked for: it reads a document, answers, and then what is told again.

    The network's two doors are timed from outside, so that a run which nobody measures pays nothing for it.
    """

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(_PARTS, 0.0)
        self._calls = {"read": 0, "answers": 0}

    def parsed(self, documents: Iterable[Document]) -> Iterator[Parsed]:
        with self._timed("read", _PARTS[0]), self._timed("answers", _PARTS[1]):
            for document in documents:
                self._calls = dict.fromkeys(self._calls, 0)
                yield from parse([document])

    @contextmanager
    def _timed(self, door: str, part: str) -> Iterator[None]:
        work = getattr(Network, door)

        def timed(network: Network, asked: Sequence[Any]) -> Any:
            started = time.process_time()
            result = work(network, asked)
            first = not self._calls[door]
            self._calls[door] += 1
            self.seconds[part if first else _PARTS[2]] += time.process_time() - started
            return result

        with patch.object(Network, door, timed):
            yield


def stage_costs(paths: Sequence[Path], passes: int) -> tuple[int, list[StageCost]]:
    """The number of words, and every stage's cost in the order of the data's way, then that of the whole."""
    settings = Settings()
    timed = _Stopwatch(passes)
    compare(paths)  # loads the models, which is not what is timed
    with one_thread():
        return _timed_stages(paths, settings, timed)


def _grouped(documents: Sequence[Document], settings: Settings) -> tuple[Story, ...]:
    with DuckDB(threads=1) as relations:
        return group(documents, relations, settings=settings.group)


def _timed_stages(paths: Sequence[Path], settings: Settings, timed: _Stopwatch) -> tuple[int, list[StageCost]]:
    captures = timed("read", lambda: [one for one in read(paths) if isinstance(one, Capture)])
    cleaned = timed("clean", lambda: [clean(capture, settings=settings.clean) for capture in captures])
    documents = [each for each in cleaned if isinstance(each, Document)]
    inside = _Inside()
    parsed = timed("parse", lambda: list(inside.parsed(documents)))
    parse_mb = timed.costs[-1].cost.peak_mb
    timed.costs += [StageCost(part, Cost(took / timed.passes, parse_mb)) for part, took in inside.seconds.items()]
    found = timed("extract", lambda: [extract(one, settings=settings.extract) for one in parsed])

    resolved = timed(
        "resolve, in each article",
        lambda: [in_document(*each, settings=settings.resolve) for each in zip(parsed, found, strict=True)],
    )
    statements, _ = timed("resolve, across articles", lambda: across(resolved, settings=settings.resolve))
    stories = timed("group", lambda: _grouped(documents, settings))
    linked = timed(
        "link", lambda: [(story, link(story, documents, statements, settings=settings.link)) for story in stories]
    )
    by_id = {document.id: document for document in documents}, {statement.id: statement for statement in statements}

    def collated() -> list[Collation]:
        collators = [(Collator(*by_id, story=story, settings=settings.collate), clusters) for story, clusters in linked]
        return [collator.collate(cluster) for collator, clusters in collators for cluster in clusters]

    timed("collate", collated)
    timed("compare, the whole", lambda: compare(paths))
    return sum(len(document.text.split()) for document in documents), timed.costs
