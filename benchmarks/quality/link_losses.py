"""Where links are lost, and how often a score is right: what to work on next.

A required pair of the gold is lost at extraction where no statement stands for one of its readings, at blocking where
no two that do were looked at together, at scoring where their score is too low, and in the decision where another match
was better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from benchmarks.quality.events import Event, Pair, reading_of, same, stands_for
from sayso.link.rules import Ids, Scored
from sayso.records import Statement, StatementCluster

__all__ = ["BINS", "Judged", "Loss", "Stage", "judged", "losses", "told"]

BINS = (0.9, 0.7, 0.0)


class Stage(StrEnum):
    """Where a required pair was lost, in the order of the work."""

    FOUND = "found"
    EXTRACTION = "extraction"
    BLOCKING = "blocking"
    SCORING = "scoring"
    DECISION = "decision"


class Loss(NamedTuple):
    """A required pair and what became of it; ``best`` is the best score of a pair of statements that stands for it."""

    pair: Pair
    stage: Stage
    best: float


class Judged(NamedTuple):
    """A link, and whether the gold has it."""

    pair: Pair
    score: float
    right: bool


def losses(
    event: Event,
    statements: Sequence[Statement],
    scored: dict[Ids, Scored],
    predicted: Sequence[Pair],
    min_score: float,
) -> Iterator[Loss]:
    """What became of each required pair of an event."""
    readings = {statement.id: reading_of(statement.document, statement.content) for statement in statements}
    for pair in event.required:
        if any(same(pair, one) for one in predicted):
            yield Loss(pair, Stage.FOUND, 1.0)
            continue
        sides = [[key for key, reading in readings.items() if stands_for(reading, side)] for side in pair]
        scores = [
            found.score
            for left in sides[0]
            for right in sides[1]
            if (found := scored.get((left, right)) or scored.get((right, left))) is not None
        ]
        yield Loss(pair, _stage(all(sides), scores, min_score), max(scores, default=0.0))


def _stage(extracted: bool, scores: Sequence[float], min_score: float) -> Stage:
    if not extracted:
        return Stage.EXTRACTION
    if not scores:
        return Stage.BLOCKING
    return Stage.SCORING if max(scores) < min_score else Stage.DECISION


def judged(event: Event, clusters: Sequence[StatementCluster]) -> Iterator[Judged]:
    """Every link of an event."""
    for cluster in clusters:
        readings = {reading.statement: reading_of(reading.document, reading.content) for reading in cluster.readings}
        for link in cluster.links:
            pair = readings[link.left], readings[link.right]
            yield Judged(pair, link.score, any(same(pair, other) for other in event.allowed))


def told(lost: Sequence[Loss], links: Sequence[Judged]) -> str:
    """Both as text."""
    counts = Counter(loss.stage for loss in lost)
    stages = ", ".join(f"{stage} {counts[stage]}" for stage in Stage)
    lines = [f"of {len(lost)} required pairs: {stages}"]
    floor = 1.01
    for bin_ in BINS:
        inside = [link for link in links if bin_ <= link.score < floor]
        if inside:
            right = sum(link.right for link in inside)
            mean = sum(link.score for link in inside) / len(inside)
            lines.append(f"links from {bin_:.1f}: {right} of {len(inside)} right, mean score {mean:.2f}")
        floor = bin_
    return "\n".join(lines)
