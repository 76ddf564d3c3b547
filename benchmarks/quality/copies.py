"""Copies found among articles with furniture added, edited, cut to 35 %, embedded, or scanned badly.

    python benchmarks/quality/copies.py [--gold ../shared/gold]

Precision and recall count pairs of articles: found as copies, against made from one base text.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

from sayso.config import GroupSettings
from sayso.group.copies import copies
from sayso.records import Document, Paragraph
from sayso.spans import Span, identity

FILE = "copies.jsonl"


class Score(NamedTuple):
    """Shares (0..1) of pairs, and of the pairs of a base text with each kind that were found."""

    precision: float
    recall: float
    by_kind: dict[str, float]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line; 0 also where the gold is absent, since it can't ship."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    options = parser.parse_args(arguments)
    if not (options.gold / FILE).is_file():
        print(f"copies: skipped, no {FILE} in {options.gold}")
        return 0
    rows = [json.loads(line) for line in (options.gold / FILE).read_text("utf-8").splitlines()]
    began = time.process_time()
    found = measured(rows)
    took = time.process_time() - began
    print(
        f"copies: precision {found.precision:.4f}  recall {found.recall:.4f}  {len(rows) / took:.0f} articles per CPU-s"
    )
    print("  base against  " + "  ".join(f"{kind} {share:.3f}" for kind, share in found.by_kind.items()))
    return 0


def measured(rows: Sequence[dict[str, Any]]) -> Score:
    """The score with the settings of ``sayso compare``."""
    found = copies([_document(row) for row in rows], GroupSettings().min_reuse_share)
    predicted = {frozenset((copy.left, copy.right)) for copy in found}
    groups: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault(row["group"], []).append(row)
    pairs = [pair for group in groups.values() for pair in combinations(group, 2)]
    gold = {frozenset((a["id"], b["id"])) for a, b in pairs}
    kinds: Counter[str] = Counter()
    hits: Counter[str] = Counter()
    for a, b in pairs:
        if "base" in (a["kind"], b["kind"]):
            kind = b["kind"] if a["kind"] == "base" else a["kind"]
            kinds[kind] += 1
            hits[kind] += frozenset((a["id"], b["id"])) in predicted
    return Score(
        len(predicted & gold) / max(1, len(predicted)),
        len(predicted & gold) / max(1, len(gold)),
        {kind: hits[kind] / kinds[kind] for kind in sorted(kinds)},
    )


def _document(row: dict[str, Any]) -> Document:
    text = row["text"]
    return Document(row["id"], row["id"], "", text, (Paragraph(Span(0, len(text))),), identity(len(text)))


if __name__ == "__main__":
    sys.exit(main())
