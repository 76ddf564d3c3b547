"""What kills, power cuts, faults and other processes do to a library, in short; and that each check can fail.

In processes of their own: some of these benchmarks make copies of theirs, and kill them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import environment

ROOT = Path(__file__).parents[2]


def run(name: str, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", f"benchmarks.reliability.{name}", *options]
    return subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("kills", ["--count", "2"]),
        ("power", ["--count", "10"]),
        ("faults", ["--count", "28"]),
        ("writers", ["--count", "40"]),
    ],
)
def test_a_library_bears_it(name: str, options: list[str]) -> None:
    found = run(name, *options)
    assert found.returncode == 0, found.stdout + found.stderr
    assert not found.stderr


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("kills", ["--count", "5"], "broken: "),  # a row is on the disk by itself
        ("power", ["--count", "15"], "damaged"),  # the disk is not waited for
        ("faults", ["--count", "14"], "unclear: "),  # what SQLite raises is passed on
        ("writers", ["--count", "40"], "another process writes to it"),  # which is not waited for
    ],
)
def test_a_library_that_is_kept_without_care_does_not(name: str, options: list[str], told: str) -> None:
    found = run(name, "--spoilt", *options)
    assert found.returncode == 1
    assert told in found.stderr


def test_a_library_is_searched_while_it_is_added_to() -> None:
    """How long it takes is for the large one to tell, on a machine that does nothing else."""
    found = run("search", "--articles", "300", "--count", "3")
    assert "articles were added meanwhile" in found.stdout, found.stderr
    assert not found.stderr
