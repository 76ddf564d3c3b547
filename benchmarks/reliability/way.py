"""The way of foreign bytes: read in one process, cleaned and searched in another, both within limits, both measured."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sayso.config import Settings
from sayso.isolated import Isolated, read_in
from sayso.limits import Limits, Loss
from sayso.records import Capture, Document, Dropped, Stage
from sayso.steps import clean_capture, search_document
from sayso.threads import keep_to_one_thread
from sayso.workers import lost_article

__all__ = ["LIMITS", "Gone", "cleaned_and_searched", "gone_through", "peak_mb", "ready"]

LIMITS = Limits(seconds=10, memory_bytes=512_000_000)
SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Gone:
    """What came of a capture or refusal of a file, and the seconds it took since the last."""

    what: Document | Dropped
    seconds: float


def ready() -> None:
    """Loads what the way needs, outside of the time of the first article."""
    keep_to_one_thread()
    cleaned_and_searched(Capture("warm up", _WARM_UP, "text/html"), settings=SETTINGS)


_WARM_UP = b"<p>" + b"The salt will not be taxed this year, President Ilmar Tosk said on Tuesday in Velda. " * 4


def cleaned_and_searched(capture: Capture | Dropped, *, settings: Settings) -> Document | Dropped:
    """The article of a capture once its statements were found too; else the refusal of either stage."""
    document = clean_capture(capture, settings=settings)
    if isinstance(document, Dropped):
        return document
    found = search_document(document, settings=settings)
    return found if isinstance(found, Dropped) else document


def gone_through(path: Path, reader: Isolated, searcher: Isolated) -> Iterator[Gone]:
    """What comes of each article of a file, read in one process, cleaned and searched in the other."""
    since = time.perf_counter()
    for found in read_in(reader, [path]):
        done: Document | Dropped | Loss = found if isinstance(found, Dropped) else _done(searcher, found)
        now = time.perf_counter()
        yield Gone(_refusal(found.uri, done) if isinstance(done, Loss) else done, now - since)
        since = now


def _done(searcher: Isolated, capture: Capture) -> Document | Dropped | Loss:
    return searcher.call(partial(cleaned_and_searched, settings=SETTINGS), capture)


def _refusal(uri: str, loss: Loss) -> Dropped:
    return lost_article(uri, Stage.CLEAN, loss.how, loss.reason)


def peak_mb(_: object = None) -> float:
    """The most memory that this process ever had; 0 where the system does not tell. Not ``ru_maxrss``, which begins
    with that of the process that started it."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")), 0.0)
