"""Statements, measured on the attributions of PolNeAR: what was said, and in which words its source is named."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from benchmarks.quality import gold
from benchmarks.quality.attributions import (
    Article,
    Attribution,
    Scores,
    attribution,
    distinct,
    matched,
    score,
    words_of,
)
from benchmarks.quality.parts import Example, Measured, Part
from benchmarks.quality.tables import peers, table
from benchmarks.speed.tools import WARM_UP
from sayso import Settings, pipeline
from sayso.records import Capture, Statement

__all__ = ["PART", "measure"]

FILE = "polnear_dev.jsonl"


def measure(folder: Path) -> Measured:
    """The figures of sayso on the dev split, beside what others reach on it and on the test split."""
    rows = list(gold.rows(folder / FILE))
    pipeline.statements(WARM_UP)  # loads the models, which is not what is timed
    started = time.process_time()
    found = [_found(row["doc_id"], row["text"]) for row in rows]
    seconds = time.process_time() - started
    articles = [_article(row["text"], row["quotes"], statements) for row, statements in zip(rows, found, strict=True)]
    scores = score(articles)
    speed = sum(len(row["text"].split()) for row in rows) / seconds
    return Measured(
        _figures(scores), _tables(scores, speed), [_example(*each) for each in zip(rows, articles, strict=True)]
    )


def _found(key: str, text: str) -> Sequence[Statement]:
    """The statements of an article. One that is refused has none: what a user would see is what is measured."""
    capture = Capture(key, text.encode(), "text/plain", charset="utf-8", key=key, outlet=key.partition("_")[0])
    articles = pipeline.clean_captures([capture], settings=Settings())
    return pipeline.find_statements(articles).statements


def _article(text: str, quotes: Iterable[dict[str, list[list[int]]]], statements: Iterable[Statement]) -> Article:
    words = words_of(text)
    by_people = [attribution(text, words, quote["content"], quote["source"]) for quote in quotes]
    by_sayso = [
        attribution(text, words, each.content, None if each.source is None else [each.source]) for each in statements
    ]
    return [each for each in by_people if each.content], distinct(by_sayso)


def _figures(scores: Scores) -> dict[str, float]:
    """What is held. Not the single kinds: of 300 partly quoted ones a few turn over, and their F1 moves by a point."""
    source = scores.source["all"]
    return {
        "exact_f": scores.exact["all"].f1,
        "overlap_f": scores.overlap["all"].f1,
        "source_exact": source.exact,
        "source_overlap": source.overlap,
    }


def _tables(scores: Scores, speed: float) -> str:
    source, indirect = scores.source["all"], (scores.exact["indirect"].f1, scores.overlap["indirect"].f1)
    own = [
        "/".join(map(str, scores.exact["all"])),
        "/".join(map(str, scores.overlap["all"])),
        scores.exact["direct"].f1,
        scores.exact["mixed"].f1,
        "/".join(map(str, indirect)),
        f"{source.exact}/{source.overlap}",
        f"{speed:,.0f}",
    ]
    columns = ["exact P/R/F", "overlap P/R/F", "direct F", "mixed F", "indirect F", "source", "words/CPU-s"]
    test = table("PolNeAR (others: test)", columns, [*peers("statements", "test"), ["sayso, on dev", *own]])
    dev_row: list[object] = ["sayso", scores.exact["all"].f1, scores.overlap["all"].f1]
    dev = table("PolNeAR dev", ["exact F", "overlap F"], [*peers("statements", "dev"), dev_row])
    return f"{test}\n\n{dev}"


def _example(row: dict[str, str], article: Article) -> Example:
    by_people, by_sayso = article
    scores = score([article])
    pairs = list(matched(by_people, by_sayso))
    inexact = [
        f"  ~ {_words(row['text'], one)}\n    {_words(row['text'], two)}" for one, two in pairs if not _same(one, two)
    ]
    paired = {one.content for one, _ in pairs}, {two.content for _, two in pairs}
    missed = [f"  - {_words(row['text'], each)}" for each in by_people if each.content not in paired[0]]
    surplus = [f"  + {_words(row['text'], each)}" for each in by_sayso if each.content not in paired[1]]
    return Example(row["doc_id"], scores.exact["all"].f1, [*missed, *surplus, *inexact])


def _same(one: Attribution, two: Attribution) -> bool:
    return one.content == two.content


def _words(text: str, each: Attribution) -> str:
    return f"[{each.kind}] " + " … ".join(" ".join(text[start:end].split()) for start, end in each.spans)


PART = Part(
    "statements",
    [FILE],
    measure,
    margin=0.5,
    margin_because="Same code and pins give the same figures, but where a CPU rounds the parser's sums otherwise. One "
    "statement found or lost among about 2,200 moves exact F by about 0.05; ten such flips are allowed.",
)
