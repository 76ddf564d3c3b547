"""What a program found in the articles of a gold file: sayso's own run, an earlier one, or somebody else's output.

One article a line, ``doc_id`` and ``quotes`` as in gold. What ``--save`` writes has the run in its first line besides:
the version, the settings, and the gold that it was made on.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sayso.evaluate.gold import Annotated
from sayso.evaluate.rows import BadRow, Quote, Row, Rows, id_in, quotes_in
from sayso.records import Dropped
from sayso.spans import Span

__all__ = ["Predictions", "Run", "read_predictions", "run_row", "saved"]

SCHEMA = "sayso.predictions/1"


@dataclass(frozen=True, slots=True)
class Run:
    """How predictions came about: the version of sayso, every setting by its dotted name, the gold's SHA-256."""

    version: str
    settings: Mapping[str, str]
    gold_sha256: str


@dataclass(frozen=True, slots=True)
class Predictions:
    """What was found, by article. ``run`` is None where the file does not tell, as another program's won't.

    ``refused`` are the lines that could not be used and the articles on which the program failed: nothing was found in
    them. ``strangers`` counts lines about articles that the gold does not have.
    """

    quotes: Mapping[str, tuple[Quote, ...]]
    run: Run | None = None
    refused: tuple[Dropped, ...] = ()
    strangers: int = 0

    @property
    def tells_nesting(self) -> bool:
        """Whether any statement is said to be told inside another."""
        return any(each.within is not None for quotes in self.quotes.values() for each in quotes)


def read_predictions(path: str | Path, articles: Iterable[Annotated]) -> Predictions:
    """The predictions of a JSONL file for these articles, whose texts their offsets must lie in.

    Raises UsageError where there is no such file.
    """
    reader = _Reader({each.id: len(each.text) for each in articles})
    refused = [each for each in Rows(path).read(reader) if isinstance(each, Dropped)]
    return Predictions(reader.quotes, reader.run, tuple(refused), reader.strangers)


def saved(articles: Iterable[Annotated], predictions: Predictions) -> Iterator[Row]:
    """The rows of a predictions file, in the order of the gold: the same run gives the same rows."""
    first: Row = {} if predictions.run is None else {"schema": SCHEMA, "run": run_row(predictions.run)}
    for article in articles:
        if article.id in predictions.quotes:
            yield {**first, "doc_id": article.id, "quotes": [_row(each) for each in predictions.quotes[article.id]]}
            first = {}


def run_row(run: Run) -> Row:
    """The run as plain data."""
    settings = {name: json.loads(value) for name, value in run.settings.items()}
    return {"version": run.version, "settings": settings, "gold_sha256": run.gold_sha256}


class _Reader:
    """Collects the lines of a predictions file."""

    def __init__(self, lengths: Mapping[str, int]) -> None:
        self._lengths = lengths
        self.quotes: dict[str, tuple[Quote, ...]] = {}
        self.run: Run | None = None
        self.strangers = 0

    def __call__(self, row: Row) -> None:
        key = id_in(row)
        self.run = self.run or _run_in(row)
        if key not in self._lengths:
            self.strangers += 1
            return
        if key in self.quotes:
            raise BadRow(f"its 'doc_id' {key!r} is that of an earlier line: give each article one line")
        self.quotes[key] = quotes_in(row, self._lengths[key])


def _run_in(row: Row) -> Run | None:
    """The run that a saved file tells of; None where the line tells of none that we know."""
    match row:
        case {
            "schema": str(schema),
            "run": {"version": str(version), "settings": dict(settings), "gold_sha256": str(sha256)},
        } if schema == SCHEMA:
            flat = {str(name): json.dumps(value) for name, value in settings.items() if _is_flat(value)}
            return Run(version, flat, sha256)
    return None


def _is_flat(value: object) -> bool:
    """A setting is a number, a word or a list of them; what is nested deeper is none of ours."""
    return not any(isinstance(each, list | dict) for each in (value if isinstance(value, list) else [value]))


def _row(quote: Quote) -> Row:
    return {
        "id": quote.id,
        "content": _pairs(quote.content),
        "cue": _pairs(quote.cue) or None,
        "source": _pairs(quote.source) or None,
        "within": quote.within,
        "confidence": quote.confidence,
    }


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[*span] for span in spans]
