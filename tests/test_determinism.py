"""The same input gives the same bytes: twice, in any order of the files, whatever the hash seed."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.story import reports
from tests.command import environment

RENDER = """
import hashlib, json, sys
from rich.console import Console
import sayso
from sayso import report

comparison = sayso.compare(sys.argv[1:])
console = Console(width=100, force_terminal=True)
with console.capture() as captured:
    report.print_comparison(comparison, console)
pages = {"terminal": captured.get()}
for name, render, result in (
    ("compare", report.render_comparison, comparison),
    ("statements", report.render_statements, comparison.articles),
    ("clean", report.render_clean, comparison.articles),
):
    formats = report.CLEAN_FORMATS if name == "clean" else report.FORMATS
    pages |= {f"{name} {fmt}": render(result, fmt) for fmt in formats}
print(json.dumps({name: hashlib.sha256(page.encode()).hexdigest() for name, page in pages.items()}))
"""


def rendered(paths: list[Path], seed: str) -> dict[str, str]:
    """The digest of every output for these paths, from a process of its own."""
    command = [sys.executable, "-c", RENDER, *map(str, paths)]
    run = subprocess.run(command, capture_output=True, check=False, env=environment(PYTHONHASHSEED=seed))
    assert run.returncode == 0, run.stderr.decode()
    found: dict[str, str] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def first() -> dict[str, str]:
    return rendered(list(reports()), "0")


@pytest.mark.parametrize("seed", ["1", "271828"])
def test_twice_and_in_another_order(first: dict[str, str], seed: str) -> None:
    paths = list(reports())
    again = rendered(paths[::-1] if seed == "1" else [*paths[3:], *paths[:3]], seed)
    assert len(first) == 26
    assert again == first
