"""sayso on the articles of a gold file, each by itself and exactly as it stands there."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from sayso import __version__
from sayso.config import Settings
from sayso.evaluate.gold import Annotated, Gold
from sayso.evaluate.predictions import Predictions, Run
from sayso.evaluate.rows import Quote
from sayso.limits import Loss
from sayso.records import Capture, Dropped, Reason, Stage, Statement
from sayso.spans import Span
from sayso.workers import Workers, lost_article

if TYPE_CHECKING:
    from sayso.pipeline import Progress

__all__ = ["run_on"]

_WARM_UP = """\
Ilmar Tosk, Oda Brenn, Bruno Harrow, Ada Quill, Greta Tosk, Jorin Hale, Ivo Rask, Tomas Pell, Elena Marrick, Bruno
Halvik, Ada Kelling, Oren Vask, Mira Sand, Nils Arden.

“The stoves are lit,” said Ilmar Tosk, the president of Veldania, who was asked whether anyone had thought of coal.

The finance minister, Oda Brenn, said that coal was dear, and that nobody could say what it would cost in spring.
"""
"""Long enough for every model to be loaded before the clock starts: shorter texts are not asked for their language, and
of an article with English words in all its parts nobody has to ask."""


def run_on(
    gold: Gold, *, settings: Settings | None = None, progress: Progress | None = None, jobs: int | None = 1
) -> tuple[Predictions, float]:
    """What sayso finds in the gold's articles, and the CPU seconds of all threads that it took, without loading.

    An article that sayso refuses or fails on has no statements and is among ``refused``: what a user would see is what
    is measured. ``jobs`` is as for ``sayso.compare``; the seconds are those of all processes together.
    """
    settings = settings or Settings()
    quotes: dict[str, tuple[Quote, ...]] = {}
    refused: list[Dropped] = []
    seconds = 0.0
    with Workers(jobs, _warm_up) as workers:
        results = workers.each(partial(_timed, settings=settings), gold.articles, lost=_lost, worth=_worth)
        for article, (found, taken) in zip(gold.articles, results, strict=True):
            seconds += taken
            if isinstance(found, Dropped):
                refused.append(found)
            quotes[article.id] = () if isinstance(found, Dropped) else tuple(map(_quote, found))
            if progress is not None:
                progress("statements", len(quotes), len(gold.articles))
    told = Run(__version__, dict(_flat(settings.as_dict())), gold.sha256)
    return Predictions(quotes, told, tuple(refused)), seconds


@cache
def _warm_up() -> None:
    """Loads what the run needs, once in a process."""
    _statements(Annotated("warm up", _WARM_UP, ()), Settings())


def _timed(article: Annotated, *, settings: Settings) -> tuple[tuple[Statement, ...] | Dropped, float]:
    """What is found in one article, and the CPU seconds of all threads that it took."""
    _warm_up()
    started = time.process_time()
    found = _statements(article, settings)
    return found, time.process_time() - started


def _lost(article: Annotated, loss: Loss) -> tuple[Dropped, float]:
    return lost_article(article.id, Stage.EXTRACT, loss.how, loss.reason), 0.0


def _worth(article: Annotated) -> float:
    from sayso.pipeline import WORTH_SEARCHING

    return len(article.text) / WORTH_SEARCHING


def _statements(article: Annotated, settings: Settings) -> tuple[Statement, ...] | Dropped:
    """One article at a time, as ``sayso statements`` has it, and so that two with the same text are both read."""
    from sayso import pipeline  # takes a second, which scoring somebody else's output does not need

    # surrogatepass: a lone surrogate in the gold must not cost the article.
    body = article.text.encode("utf-8", "surrogatepass")
    capture = Capture(article.id, body, "text/plain", "utf-8", key=article.id, outlet=article.outlet or "unknown")
    read = pipeline.find_statements(pipeline.clean_captures([capture], settings=settings))
    if read.dropped:
        return read.dropped[0]
    if read.documents[0].text != article.text:
        why = "reading changed its text, so offsets can't be compared: a fault of sayso, not of the gold"
        return Dropped(article.id, Stage.READ, Reason.FAILED, why)
    return read.statements


def _quote(statement: Statement) -> Quote:
    return Quote(
        content=statement.content,
        cue=_some(statement.cue),
        source=_some(statement.source),
        id=statement.id,
        within=statement.within,
        confidence=round(statement.confidence, 4),  # as it is saved: a run and its file give the same table
    )


def _some(span: Span | None) -> tuple[Span, ...]:
    return (span,) if span else ()


def _flat(settings: Mapping[str, Mapping[str, object]]) -> Iterator[tuple[str, str]]:
    """``extract.min_confidence`` and the like, with the value as JSON."""
    for stage, values in settings.items():
        for name, value in values.items():
            yield f"{stage}.{name}", json.dumps(value)
