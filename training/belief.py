"""Estimates the weights of ``sayso.extract.belief`` on articles that the network was not shown.

usage: python -m training.belief [--gold ../shared/gold]
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.clean import clean
from sayso.evaluate.scorer import Word, attribution, words_of
from sayso.extract.belief import FEATURES, features
from sayso.extract.indirect import source_words
from sayso.extract.lexicon import lexicon
from sayso.parse import Parsed, Proposal, parse
from sayso.records import Capture, Document
from training.corpus import left_out

_TARGET = Path(__file__).parents[1] / "src" / "sayso" / "extract" / "belief.json"
_RIDGE = 0.5
_ROUNDS = 25
_HALF = 0.5

Values = NDArray[np.float64]


class Case(NamedTuple):
    """A proposal: its features, and which of the marked passages it shares most words with, and how many (Jaccard)."""

    features: tuple[float, ...]
    nearest: int
    share: float


def main() -> None:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"))
    source = parser.parse_args().gold / "polnear_train.jsonl"
    cases = list(_cases(source))
    values = np.array([case.features for case in cases])
    right = np.array([case.share >= _HALF for case in cases], dtype=np.float64)
    weights = _logistic(values, right)
    card = {
        "estimated on": f"{len(cases)} proposals in the PolNeAR training articles that the network was not shown",
        "sha256": hashlib.sha256(source.read_bytes()).hexdigest(),
        "made by": "training/belief.py",
    }
    named = dict(zip(FEATURES, np.round(weights, 4).tolist(), strict=True))
    _TARGET.write_text(json.dumps({"card": card, "weights": named}, indent=1) + "\n", "utf-8")
    _tell(values @ weights, right)


def _cases(source: Path) -> Iterator[Case]:
    with source.open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            if left_out(article["doc_id"]):
                document = clean(Capture(article["doc_id"], article["text"].encode(), "text/plain", "utf-8"))
                if isinstance(document, Document):
                    yield from _cases_of(article, next(parse([document])))


def _cases_of(article: dict[str, Any], parsed: Parsed) -> Iterator[Case]:
    """The proposals of an article: of those nearest to one passage the best has found it, the others nothing."""
    text = article["text"]
    known = words_of(text)
    marked = [attribution(text, known, quote["content"], None).content for quote in article["quotes"]]
    cases = []
    for proposal in parsed.proposals:
        unit = parsed.units[parsed.tokens[proposal.cue].unit]
        if unit.quotation is not None or proposal.depth or _is_quotation_alone(parsed, proposal):
            continue  # nobody marked what is told again, and quotations have rules of their own
        own = _words(parsed, text, known, proposal.content)
        shares = [len(own & each) / max(1, len(own | each)) for each in marked] or [0.0]
        values = features(parsed, proposal, source_words(parsed, proposal, lexicon()), lexicon())
        cases.append(Case(values, int(np.argmax(shares)), max(shares)))
    found: set[int] = set()
    for case in sorted(cases, key=lambda case: -case.share):
        yield case._replace(share=0.0) if case.nearest in found else case
        found.add(case.nearest)


def _is_quotation_alone(parsed: Parsed, proposal: Proposal) -> bool:
    words = [parsed.tokens[k] for k in proposal.content]
    return all(token.quotation is not None for token in words if token.tag[:1].isalnum())


def _words(parsed: Parsed, text: str, known: Sequence[Word], words: Sequence[int]) -> frozenset[int]:
    return attribution(text, known, [tuple(parsed.tokens[k].span) for k in words], None).content


def _logistic(values: Values, right: Values) -> Values:
    """Weights by Newton's method with a light ridge, which needs no library and gives the same bits every time."""
    weights = np.zeros(values.shape[1])
    for _ in range(_ROUNDS):
        chance = 1.0 / (1.0 + np.exp(-values @ weights))
        slope = values.T @ (right - chance) - _RIDGE * weights
        curve = (values * (chance * (1 - chance))[:, None]).T @ values + _RIDGE * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def _tell(scores: Values, right: Values) -> None:
    chance = 1.0 / (1.0 + np.exp(-scores))
    for low in np.arange(0.0, 1.0, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"{low:.1f}-{low + 0.1:.1f}: {inside.sum():5} proposals, {right[inside].mean():.0%} right")


if __name__ == "__main__":
    main()
