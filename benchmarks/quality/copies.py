"""Copies found among articles with furniture added, edited, cut to 35 %, embedded, or scanned badly.

    python -m benchmarks.quality.copies [--gold ../shared/gold] [-v]

Precision and recall count pairs of articles: found as copies, against made from one base text. datasketch and rensa are
measured on the same texts where they are installed. ``-v`` shows the pairs that are wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple, TypeVar

import pyarrow as pa

from benchmarks.quality.near_duplicates import Pair, found_by_others
from benchmarks.quality.tables import table
from sayso.config import GroupSettings
from sayso.engine.duckdb import DuckDB
from sayso.group.copies import THOUSANDTHS, find_copies
from sayso.group.grouping import MEASURES

FILE = "copies.jsonl"

_WARM_UP = 30
"""Articles of a first run, which loads what is loaded once."""
_Found = TypeVar("_Found")
Row = Mapping[str, Any]


class Score(NamedTuple):
    """Percent of pairs; ``by_kinds`` has the recall of each two kinds, the kind "base" first where it is one."""

    precision: float
    recall: float
    by_kinds: dict[tuple[str, str], float]


class Shares(NamedTuple):
    """Of base texts and their variants of one kind, percent on average: how much of each stands in the other.

    ``length`` is how many words a variant has for 100 of the base: where it is the base's text cut, no more can stand
    in it.
    """

    variant_in_base: float
    base_in_variant: float
    length: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 0 also where the gold is absent, since it can't ship."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    parser.add_argument("-v", "--verbose", action="store_true", help="show false and missed pairs")
    options = parser.parse_args(arguments)
    if not (options.gold / FILE).is_file():
        print(f"copies: skipped, no {FILE} in {options.gold}")
        return 0
    rows = [json.loads(line) for line in (options.gold / FILE).read_text("utf-8").splitlines()]
    texts = [row["text"] for row in rows]
    pairs_of(texts[:_WARM_UP])
    found, own_speed = _timed(pairs_of, texts)
    print(_compared(rows, [("sayso", set(found), own_speed), *_others(texts)]))
    print(f"\n{by_kinds_table(score(rows, set(found)))}\n\n{_shares_table(shares(rows, found))}")
    if options.verbose:
        _print_wrong(rows, found)
    return 0


def pairs_of(texts: Sequence[str]) -> dict[Pair, tuple[float, float]]:
    """The copies that sayso finds with the settings of ``compare``: how much of the one stands in the other, 0..1."""
    places = pa.array(range(len(texts)), pa.int64())
    with DuckDB() as relations:
        relations.put("articles", pa.table({"doc": places, "text": pa.array(texts, pa.string())}))
        relations.make("prints", "SELECT doc, text FROM articles", MEASURES["prints"])
        find_copies(relations, GroupSettings())
        found = relations.fetch("SELECT l, r, l_in_r, r_in_l FROM copies ORDER BY l, r").to_pylist()
    return {(row["l"], row["r"]): (row["l_in_r"] / THOUSANDTHS, row["r_in_l"] / THOUSANDTHS) for row in found}


def score(rows: Sequence[Row], found: set[Pair]) -> Score:
    """How many of the pairs are of one base text, and how many of those were found."""
    gold = _of_one_text(rows)
    there = Counter(_kinds(rows, pair) for pair in gold)
    hits = Counter(_kinds(rows, pair) for pair in gold & found)
    right = len(gold & found)
    by_kinds = {kinds: 100 * hits[kinds] / there[kinds] for kinds in sorted(there, key=_base_first)}
    return Score(100 * right / max(1, len(found)), 100 * right / max(1, len(gold)), by_kinds)


def shares(rows: Sequence[Row], found: Mapping[Pair, tuple[float, float]]) -> dict[str, Shares]:
    """What is told of base texts and their variants, by kind."""
    told: defaultdict[str, list[Shares]] = defaultdict(list)
    for a, b in sorted(_of_one_text(rows) & set(found)):
        for base, variant, (base_in, variant_in) in ((a, b, found[a, b]), (b, a, found[a, b][::-1])):
            if rows[base]["kind"] == "base":
                length = len(rows[variant]["text"].split()) / len(rows[base]["text"].split())
                told[rows[variant]["kind"]].append(Shares(variant_in, base_in, length))
    return {kind: Shares(*(100 * mean(column) for column in zip(*told[kind], strict=True))) for kind in sorted(told)}


def by_kinds_table(found: Score) -> str:
    """The recall of each two kinds."""
    kinds = sorted({kind for both in found.by_kinds for kind in both}, key=lambda kind: (kind != "base", kind))
    rows: list[list[object]] = [
        [one, *(found.by_kinds.get((one, other), found.by_kinds.get((other, one), "")) for other in kinds[1:])]
        for one in kinds[:-1]
    ]
    return table("copies: recall of each two kinds", kinds[1:], rows)


def _shares_table(found: Mapping[str, Shares]) -> str:
    columns = ["of it in base", "of base in it", "its words for 100 of base"]
    return table("copies: how much stands in the other", columns, [[kind, *each] for kind, each in found.items()])


def _compared(rows: Sequence[Row], tools: Sequence[tuple[str, set[Pair], float]]) -> str:
    lines: list[list[object]] = []
    for name, found, speed in tools:
        reached = score(rows, found)
        of_base = mean(share for kinds, share in reached.by_kinds.items() if "base" in kinds)
        lines.append([name, *(f"{x:.2f}" for x in (of_base, reached.recall, reached.precision)), f"{speed:,.0f}"])
    columns = ["recall, base and variant", "recall, all pairs", "precision", "articles per CPU-s"]
    return table("copies", columns, lines)


def _others(texts: Sequence[str]) -> list[tuple[str, set[Pair], float]]:
    measured = []
    for name, pairs in found_by_others():
        pairs(texts[:_WARM_UP])
        measured.append((name, *_timed(pairs, texts)))
    return measured


def _timed(find: Callable[[Sequence[str]], _Found], texts: Sequence[str]) -> tuple[_Found, float]:
    """What was found, and how many texts a CPU-second took."""
    began = time.process_time()
    found = find(texts)
    return found, len(texts) / (time.process_time() - began)


def _print_wrong(rows: Sequence[Row], found: Mapping[Pair, tuple[float, float]]) -> None:
    gold = _of_one_text(rows)
    for a, b in sorted(set(found) - gold):
        a_in_b, b_in_a = found[a, b]
        print(f"false: {rows[a]['id']} ({100 * a_in_b:.0f} % of it) and {rows[b]['id']} ({100 * b_in_a:.0f} %)")
    for a, b in sorted(gold - set(found)):
        print(f"missed: {rows[a]['id']} and {rows[b]['id']}")


def _of_one_text(rows: Sequence[Row]) -> set[Pair]:
    groups: dict[Any, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(row["group"], []).append(place)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def _kinds(rows: Sequence[Row], pair: Pair) -> tuple[str, str]:
    one, other = sorted((rows[place]["kind"] for place in pair), key=lambda kind: (kind != "base", kind))
    return one, other


def _base_first(kinds: tuple[str, str]) -> tuple[bool, tuple[str, str]]:
    return kinds[0] != "base", kinds


if __name__ == "__main__":
    sys.exit(main())
