"""``python -m benchmarks.scale``: what copies and stories cost among 10,000, 100,000 and a million articles.

The articles are made up (``corpus.py``), the stages are those of ``sayso build``, each in a process of its own on
DuckDB with a file to spill to. Beside each cost stands what it is for one article, against the size before.

    python -m benchmarks.scale --documents 10000 100000
    python -m benchmarks.scale --documents 1000000 --memory-mb 10000 --folder /big/disk
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks.quality.tables import table
from benchmarks.scale.corpus import CHUNK, plan, write
from benchmarks.scale.measures import Pace, measure
from benchmarks.scale.quality import BIG, Quality, quality
from benchmarks.scale.stages import STAGES, Took, run_stage


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line."""
    options = _options().parse_args(arguments)
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        before: tuple[int, dict[str, Took]] | None = None
        for documents in sorted(options.documents):
            here = folder / str(documents)
            if not (here / "leads").is_dir():
                _write(documents, here, options)
                print(_paces(documents, [measure(here, jobs=options.jobs)]), "\n")
            if options.write_only:
                continue
            took = {
                name: run_stage(name, here, memory_mb=options.memory_mb, threads=options.threads) for name in STAGES
            }
            print(_costs(documents, took, before), "\n")
            print(_steps(documents, took), "\n")
            print(_found(documents, quality(here)), "\n", flush=True)
            before = documents, took
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.scale", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--documents", nargs="+", type=int, default=[10_000, 100_000], help="how many articles")
    parser.add_argument("--folder", type=Path, help="where articles and tables are kept, and found again (nowhere)")
    parser.add_argument("--memory-mb", type=int, default=8_000, help="what DuckDB may hold before it spills")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="of DuckDB")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes for what each article costs")
    parser.add_argument("--write-only", action="store_true", help="make the articles and measure each, no more")
    parser.add_argument("--days", type=int, help="days over which stories begin (380,000 articles a day)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other articles")
    return parser


def _write(documents: int, folder: Path, options: argparse.Namespace) -> None:
    planned = plan(documents, seed=options.seed, days=options.days)
    with get_context("spawn").Pool(options.jobs) as pool:
        pool.map(partial(write, planned, folder), range(0, documents, CHUNK), chunksize=1)


def _paces(documents: int, paces: Sequence[Pace]) -> str:
    names = list(paces[0].cpu_s)
    rows = [
        [f"{pace.jobs} processes", f"{pace.wall_s:.1f}", f"{pace.words / pace.wall_s:,.0f}"]
        + [f"{documents / max(pace.cpu_s[name], 1e-6):,.0f}" for name in names]
        for pace in paces
    ]
    return table(f"{documents:,} articles by themselves", ["s", "words/s", *(f"{n}/CPU-s" for n in names)], rows)


def _costs(documents: int, took: dict[str, Took], before: tuple[int, dict[str, Took]] | None) -> str:
    rows = [_row(name, documents, cost, before) for name, cost in (took | {"in all": _sum(took)}).items()]
    columns = ["s", "CPU s", "CPU ms each", "x before", "peak MB", "kB each", "x before", "scratch MB"]
    return table(f"{documents:,} articles", columns, rows)


def _row(name: str, documents: int, cost: Took, before: tuple[int, dict[str, Took]] | None) -> list[str]:
    each_ms, each_kb = cost.cpu_s / documents * 1e3, cost.peak_mb / documents * 1e3
    ratios = ["", ""]
    if before is not None:
        fewer, costs = before
        other = (costs | {"in all": _sum(costs)})[name]
        ratios = [f"{each_ms / (other.cpu_s / fewer * 1e3):.2f}", f"{each_kb / (other.peak_mb / fewer * 1e3):.2f}"]
    return [
        name,
        f"{cost.wall_s:,.1f}",
        f"{cost.cpu_s:,.1f}",
        f"{each_ms:.3f}",
        ratios[0],
        f"{cost.peak_mb:,.0f}",
        f"{each_kb:.1f}",
        ratios[1],
        f"{cost.scratch_mb:,.0f}",
    ]


def _sum(took: dict[str, Took]) -> Took:
    """All stages, one after the other."""
    costs = took.values()
    return Took(
        sum(cost.wall_s for cost in costs),
        sum(cost.cpu_s for cost in costs),
        max(cost.peak_mb for cost in costs),
        max(cost.scratch_mb for cost in costs),
        [],
    )


def _steps(documents: int, took: dict[str, Took]) -> str:
    """The tables of each stage; one that is made in rounds is told once."""
    rows = []
    for stage, cost in took.items():
        for name in dict.fromkeys(step.table for step in cost.steps):
            steps = [step for step in cost.steps if step.table == name]
            most, wall_s, cpu_s = (
                max(step.rows for step in steps),
                sum(step.wall_s for step in steps),
                sum(step.cpu_s for step in steps),
            )
            rows.append(
                [
                    f"{stage}: {name}",
                    str(len(steps)),
                    f"{most:,}",
                    f"{most / documents:.2f}",
                    f"{wall_s:.1f}",
                    f"{cpu_s:.1f}",
                ]
            )
    return table("tables", ["times", "rows", "rows each", "s", "CPU s"], rows)


def _found(documents: int, found: Quality) -> str:
    def percent(shares: Sequence[float]) -> list[str]:
        return [f"{100 * share:.1f}" for share in shares]

    rows = [
        ["stories, BCubed", *percent(found.stories)],
        [f"stories of {BIG} reports or more", *percent(found.big_stories)],
        ["origins, BCubed", *percent(found.origins)],
        ["pairs of copies", *percent([found.right_copies, found.found_copies]), ""],
    ]
    return table(f"found among {documents:,}", ["precision", "recall", "F1"], rows)


if __name__ == "__main__":
    sys.exit(main())
