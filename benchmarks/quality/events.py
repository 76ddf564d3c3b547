"""Events of which people marked what outlets report in common, and how links are scored against that.

A gold reading is stood for by a statement of the same article where their shared characters cover at least half of
the shorter one. Recall counts the required pairs (sure, not repeats), precision forgives unsure ones, near misses are
pairs that people marked as different.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.quality import gold
from sayso import Settings, pipeline
from sayso.records import Capture, Document, Story

__all__ = [
    "FILES",
    "Event",
    "Pair",
    "Reading",
    "Row",
    "Score",
    "across",
    "events",
    "reading_of",
    "same",
    "score",
    "stands_for",
]

FILES = ("links_dev_docs.jsonl", "links_dev.jsonl")

Row = dict[str, Any]
Reading = tuple[str, frozenset[int]]
"""An article, and the characters of it."""
Pair = tuple[Reading, Reading]


@dataclass(frozen=True)
class Event:
    """An event's articles and what people found in them."""

    documents: tuple[Document, ...]
    gold: tuple[Row, ...]

    @cached_property
    def story(self) -> Story:
        ids = tuple(sorted(document.id for document in self.documents))
        return Story(ids[0], ids, origins=tuple((i,) for i in ids))

    @cached_property
    def allowed(self) -> list[Pair]:
        return _cross_pairs(row for row in self.gold if row["type"] == "same")

    @cached_property
    def sure(self) -> list[Pair]:
        return _cross_pairs(row for row in self.gold if row["type"] == "same" and row.get("sure", True))

    @cached_property
    def required(self) -> list[Pair]:
        rows = (row for row in self.gold if row["type"] == "same" and row.get("sure", True))
        return _cross_pairs({**row, "readings": [r for r in row["readings"] if not r.get("repeat")]} for row in rows)

    @cached_property
    def near_misses(self) -> list[Pair]:
        return _cross_pairs(row for row in self.gold if row["type"] == "different")


@dataclass(frozen=True)
class Score:
    """Percent, as the shared scorer counts."""

    precision: float
    recall: float
    f1: float
    near_miss: float
    predicted: int


def events(folder: Path) -> tuple[Event, ...]:
    """The events of the gold, sorted by id, their articles cleaned as a user's would be."""
    captures: dict[str, list[Capture]] = defaultdict(list)
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in gold.rows(folder / FILES[0]):
        captures[row["story_id"]].append(gold.capture(row))
    for row in gold.rows(folder / FILES[1]):
        rows[row["story_id"]].append(row)
    cleaned = {key: pipeline.clean_captures(captures[key], settings=Settings()).documents for key in sorted(captures)}
    return tuple(Event(documents, tuple(rows[key])) for key, documents in cleaned.items())


def score(found: Sequence[Event], predicted: Sequence[Pair]) -> Score:
    """As the shared scorer counts."""
    allowed = [pair for event in found for pair in event.allowed]
    required = [pair for event in found for pair in event.required]
    near = [pair for event in found for pair in event.near_misses]
    right = _share(predicted, allowed)
    recall = _share(required, predicted)
    f1 = 2 * right * recall / (right + recall) if right + recall else 0.0
    return Score(right, recall, f1, _share(near, predicted), len(predicted))


def _share(pairs: Sequence[Pair], others: Sequence[Pair]) -> float:
    return 100 * sum(any(same(pair, other) for other in others) for pair in pairs) / max(1, len(pairs))


def same(pair: Pair, other: Pair) -> bool:
    """Whether one pair stands for the other."""
    (a, b), (c, d) = pair, other
    return (stands_for(a, c) and stands_for(b, d)) or (stands_for(a, d) and stands_for(b, c))


def stands_for(left: Reading, right: Reading) -> bool:
    """Whether two readings share at least half of the shorter one's characters."""
    if left[0] != right[0]:
        return False
    shared = len(left[1] & right[1])
    return shared > 0 and 2 * shared >= min(len(left[1]), len(right[1]))


def _cross_pairs(rows: Iterable[Row]) -> list[Pair]:
    found = ([reading_of(r["doc"], r["content_spans"]) for r in row["readings"]] for row in rows)
    return [pair for readings in found for pair in across(readings)]


def across(readings: Sequence[Reading]) -> Iterator[Pair]:
    """The pairs of readings of different articles."""
    return (pair for pair in combinations(readings, 2) if pair[0][0] != pair[1][0])


def reading_of(document: str, content: Iterable[Sequence[int]]) -> Reading:
    """An article's id with the characters of a content."""
    return document, frozenset(i for start, end in content for i in range(start, end))
