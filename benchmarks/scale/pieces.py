"""What the stages of a build cost, in one process and in several.

    python -m benchmarks.scale.pieces [--articles FILE_OR_FOLDER ...] [--jobs 1 2]

Without articles of yours it takes those of the bundled story, many times over, each time with another number in it.
Words are those of the articles, whatever the stage does with them; seconds are by the clock.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.tables import table
from sayso import story
from sayso.build import StageState, build, prepare
from sayso.clean import clean
from sayso.config import CleanSettings, GroupSettings, Settings
from sayso.engine.duckdb import DuckDB
from sayso.read import read
from sayso.records import Capture, Document
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

SETTINGS = Settings(clean=CleanSettings(languages=None), group=GroupSettings(given_together=False))
_TIMES = 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=Path, nargs="*")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--times", type=int, default=_TIMES, help="how often the bundled story is taken")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        paths = options.articles or [_bundled(Path(folder) / "articles.jsonl", options.times)]
        words = sum(len(document.text.split()) for document in _documents(paths))
        measured = {jobs: _seconds(paths, Path(folder) / f"jobs-{jobs}", jobs) for jobs in options.jobs}
    print(f"{words:,} words")
    columns = [cell for jobs in options.jobs for cell in (f"{jobs} process{'es' * (jobs > 1)}, s", "words/s")]
    rows = [[stage, *_cells(words, [of[stage] for of in measured.values()])] for stage in measured[options.jobs[0]]]
    print(table("stage", columns, rows))
    return 0


def _cells(words: int, seconds: Sequence[float]) -> list[str]:
    return [cell for each in seconds for cell in (f"{each:.1f}", f"{words / max(each, 0.001):,.0f}")]


def _documents(paths: Sequence[Path]) -> list[Document]:
    cleaned = (clean(each, settings=SETTINGS.clean) for each in read(paths) if isinstance(each, Capture))
    return [each for each in cleaned if isinstance(each, Document)]


def _bundled(file: Path, times: int) -> Path:
    documents = _documents([Path(report) for report in story.reports()])
    lines = [
        {"text": f"{document.text}\n\nThis is edition {number} of {times}.", "outlet": f"{document.outlet} {number}"}
        for number in range(times)
        for document in documents
    ]
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return file


def _seconds(paths: Sequence[Path], out: Path, jobs: int) -> dict[str, float]:
    """Of each stage."""
    began: dict[str, float] = {}
    took: dict[str, float] = {}

    def tell(state: StageState) -> None:
        took[state.stage] = time.monotonic() - began.setdefault(state.stage, time.monotonic())

    prepare(out)
    with (
        Workers(jobs, keep_to_one_thread, isolated=True) as workers,
        DuckDB(out / "work", threads=jobs, workers=workers) as engine,
    ):
        build(paths, out, engine=engine, settings=SETTINGS, progress=tell)
    return took


if __name__ == "__main__":
    sys.exit(main())
