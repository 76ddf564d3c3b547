"""Trains the network that sayso reads with, and writes it into the package.

usage: python -m training [--gold ../shared/gold] [--seed 1] [--epochs 10] [--into src/sayso/parse]

Attributions are learnt from PolNeAR's training articles; tags, syntax and names from what spaCy's small English model
says of these and of further news texts. The same data and seed give the same files, bit for bit, on the same machine.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.extract.lexicon import lexicon
from training.corpus import Example, examples, left_out, load, save
from training.examples import inventory, item
from training.export import exported
from training.fit import fitted
from training.measure import measured
from training.model import Model

_ANNOTATED = "polnear_train.jsonl"
_MEASURED = "polnear_dev.jsonl"
# Other news than of one year and one country: for syntax and names alone.
_RAW = ("stories_newswcl50.jsonl", "stories_ecbplus_train.jsonl", "copies.jsonl")


def main() -> None:
    """Runs the command line."""
    options = _options().parse_args()
    found = _corpus(options.gold, options.cache)
    if options.leave_out:
        found = [each for each in found if not left_out(each.article)]
    known = inventory(found, lexicon())
    items = [item(each, known) for each in found]
    held = [item(each, known) for each in _annotated(options.gold, options.cache, _MEASURED)]
    print(f"{len(items):,} sequences, {sum(map(len, items)):,} words, {len(known.counts):,} kept", flush=True)

    def told(model: Model, line: str) -> None:
        print(line, flush=True)
        print(f"  {measured(model, held)}", flush=True)
        exported(model, known, options.into)  # a run that is stopped leaves its last epoch

    options.into.mkdir(parents=True, exist_ok=True)
    fitted(items, known, seed=options.seed, epochs=options.epochs, told=told)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=Path("../shared/gold"), help="folder of the annotated articles")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--leave-out", action="store_true", help="keep one training article in ten back")
    parser.add_argument("--into", type=Path, default=Path("src/sayso/parse"), help="where network.npz goes")
    parser.add_argument("--cache", type=Path, default=Path("training/out"), help="where the taught corpus is kept")
    return parser


def _corpus(gold: Path, cache: Path) -> list[Example]:
    return [each for name in (_ANNOTATED, *_RAW) for each in _annotated(gold, cache, name)]


def _annotated(gold: Path, cache: Path, name: str) -> list[Example]:
    """The examples of a file, from the cache if it was made of the same bytes."""
    source = gold / name
    digest = hashlib.sha256(source.read_bytes()).hexdigest()[:16]
    kept = cache / f"{source.stem}-{digest}.jsonl"
    if not kept.exists():
        from training.teacher import Teacher

        print(f"reading {name}", flush=True)
        save(examples(_articles(source), Teacher()), kept)
    return load(kept)


def _articles(source: Path) -> Iterator[dict[str, Any]]:
    with source.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            article = json.loads(line)
            if article.get("kind", "base") == "base":  # of copies of one text the first
                yield {"doc_id": f"{source.stem}-{number}"} | article


if __name__ == "__main__":
    main()
