"""``python -m benchmarks.speed``: words per CPU-second and peak memory, stage by stage and beside other tools.

Another machine gives other figures; their ratios less so.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.quality.tables import table
from benchmarks.speed.tools import TOOLS

SHARED = Path("../shared")


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line."""
    options = _options().parse_args(arguments)
    paths = options.paths or _default_paths()
    print(_stages(paths, options.passes))
    if options.articles.is_file():
        print(f"\n{_tools(options.articles)}")
    else:
        print(f"\nother tools: skipped, there is no {options.articles}")
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument(
        "paths", nargs="*", type=Path, help="reports to compare (the two sample documents, or our story)"
    )
    parser.add_argument("--passes", type=int, default=5, help="how many times each stage is run")
    parser.add_argument("--articles", type=Path, default=SHARED / "gold" / "polnear_dev.jsonl", help="for all tools")
    return parser


def _default_paths() -> list[Path]:
    from sayso.story import reports

    return sorted((SHARED / "seeds").glob("*.txt")) or list(reports())


def _stages(paths: Sequence[Path], passes: int) -> str:
    from benchmarks.speed.stages import stage_costs

    words, costs = stage_costs(paths, passes)
    rows = [
        [stage, f"{cost.seconds:.3f}", f"{words / max(cost.seconds, 1e-6):,.0f}", f"{cost.peak_mb:,.0f}"]
        for stage, cost in costs
    ]
    return table(f"{len(paths)} files, {words:,} words", ["CPU s", "words/CPU-s", "peak MB"], rows)


def _tools(articles: Path) -> str:
    costs = {name: _tool(name, articles) for name in TOOLS if name != "textacy" or importlib.util.find_spec("textacy")}
    speeds = {name: cost["words"] / cost["seconds"] for name, cost in costs.items()}
    least = "textacy" if "textacy" in speeds else "spacy-all"
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
    cost: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return cost


if __name__ == "__main__":
    sys.exit(main())
