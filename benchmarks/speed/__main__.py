"""``python -m benchmarks.speed``: start-up, words per second and peak memory, stage by stage and beside other tools.

Another machine gives other figures; their ratios less so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.tables import table
from benchmarks.speed.meter import run
from benchmarks.speed.startup import paces, startup_costs
from benchmarks.speed.tools import installed

SHARED = Path("../shared")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line."""
    options = _options().parse_args(arguments)
    paths = options.paths or _default_paths()
    print(_startup(options.starts))
    print(f"\n{_stages(paths, options.passes)}")
    if options.articles.is_file():
        print(f"\n{_tools(options.articles)}")
        print(f"\n{_paces(options.articles)}")
    else:
        print(f"\nother tools: skipped, there is no {options.articles}")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", type=Path, help="reports to compare (the two sample documents, or our story)"
    )
    parser.add_argument("--passes", type=int, default=5, help="how many times each stage is run")
    parser.add_argument("--starts", type=int, default=5, help="fresh processes for each start-up; their median is told")
    parser.add_argument("--articles", type=Path, default=SHARED / "gold" / "polnear_dev.jsonl", help="for all tools")
    return parser


def _default_paths() -> list[Path]:
    from sayso.story import reports

    return sorted((SHARED / "seeds").glob("*.txt")) or list(reports())


def _startup(starts: int) -> str:
    rows = [[name, f"{cost.wall_s:.2f}", f"{cost.cpu_s:.2f}"] for name, cost in startup_costs(starts).items()]
    return table("from the start to the end", ["s", "CPU s"], rows)


def _paces(articles: Path) -> str:
    rows = [
        [f"--jobs {pace.jobs}", f"{pace.words_per_s:,.0f}", f"{pace.cpu_s:.1f}"] for pace in paces(articles, [1, 2])
    ]
    return table(f"sayso statements {articles.name}", ["words/s", "CPU s"], rows)


def _stages(paths: Sequence[Path], passes: int) -> str:
    from benchmarks.speed.stages import stage_costs

    words, costs = stage_costs(paths, passes)
    rows = [
        [stage, f"{cost.seconds:.3f}", f"{words / max(cost.seconds, 1e-6):,.0f}", f"{cost.peak_mb:,.0f}"]
        for stage, cost in costs
    ]
    return table(f"{len(paths)} files, {words:,} words", ["CPU s", "words/CPU-s", "peak MB"], rows)


def _tools(articles: Path) -> str:
    costs = {name: _tool(name, articles) for name in installed()}
    speeds = {name: cost["words"] / cost["seconds"] for name, cost in costs.items()}
    least = next(name for name in ("textacy", "spacy-all", "sayso") if name in speeds)
    rows = [
        [
            name,
            f"{speeds[name]:,.0f}",
            f"{speeds[name] / speeds[least]:.2f}",
            f"{cost['peak_mb']:,.0f}",
            f"{cost['failed']:.0f}",
        ]
        for name, cost in costs.items()
    ]
    return table(articles.name, ["words/CPU-s", f"x {least}", "peak MB", "articles failed"], rows)


def _tool(name: str, articles: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.speed.tools", name, str(articles)]
    cost: dict[str, float] = json.loads(run(command).output)
    return cost


if __name__ == "__main__":
    sys.exit(main())
