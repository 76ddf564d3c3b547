"""Statements, measured on the attributions of PolNeAR: what was said, and in which words its source is named."""

from __future__ import annotations

from pathlib import Path

from benchmarks.quality.parts import Example, Measured, Part
from benchmarks.quality.tables import peers, table
from sayso import evaluate
from sayso.evaluate import Annotated, Article, Attribution, Mistake, Scores, score
from sayso.evaluate.mistakes import examples

__all__ = ["PART", "measure"]

FILE = "polnear_dev.jsonl"


def measure(folder: Path) -> Measured:
    """The figures of sayso on the dev split, beside what others reach on it and on the test split."""
    found = evaluate.statements(folder / FILE)
    return Measured(
        _figures(found.scores),
        _tables(found.scores, found.speed or 0.0),
        [
            _example(each, evaluate.scored_article(each, found.predictions.quotes[each.id]))
            for each in found.gold.articles
        ],
    )


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


def _example(annotated: Annotated, article: Article) -> Example:
    """The article's mistakes: - missed, + found where people marked nothing, ~ found in other words."""
    wrong: dict[str, list[str]] = {"-": [], "+": [], "~": []}
    for each in examples(annotated.id, article):
        one, other = (None if side is None else _words(annotated.text, side) for side in (each.gold, each.found))
        if other is None:
            wrong["-"].append(f"  - {one}")
        elif one is None:
            wrong["+"].append(f"  + {other}")
        elif {*each.mistakes} - {Mistake.SOURCE}:
            wrong["~"].append(f"  ~ {one}\n    {other}")
    return Example(annotated.id, score([article]).exact["all"].f1, [line for lines in wrong.values() for line in lines])


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
