"""Runs the real command, as a user would, and two reports of one event to run it on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["COURIER", "HERALD", "WEATHER", "environment", "sayso", "write"]

ROOT = Path(__file__).parents[1]

HERALD = """\
Tosk rules out a tax on salt

VELDA, 4 March (Veldapress) - President Ilmar Tosk said on Tuesday that the harbour would stay open all winter.

“We will not tax salt this year, but we will look at it again in the spring,” Tosk told reporters.

The finance minister, Oda Brenn, said that 320 jobs had been lost at the salt works since 2019.
"""

COURIER = """\
No tax on salt, says Veldania's president

“We will not tax salt this year,” President Ilmar Tosk told reporters in Velda on Tuesday.

According to Oda Brenn, the finance minister, 230 jobs had been lost at the salt works.
"""

WEATHER = """\
Snow closes three passes in the Orvine mountains

Three passes in the Orvine mountains were closed on Saturday after a night of heavy snow.

“Nobody should drive without chains,” said Pell Arvid, who runs the road service in Orvine.
"""


def write(folder: Path, **texts: str) -> list[str]:
    """Writes each text as ``name.txt`` in ``folder``; their paths."""
    paths = [folder / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, "utf-8")
    return [str(path) for path in paths]


def environment(**more: str) -> dict[str, str]:
    """The environment of a run, with this source tree as the package."""
    return os.environ | {"PYTHONPATH": str(ROOT / "src")} | more


def sayso(
    *arguments: str | Path, stdin: bytes | None = b"", cwd: Path | None = None, **more: str
) -> subprocess.CompletedProcess[bytes]:
    """The finished run of ``sayso`` with these arguments; more environment variables as keywords."""
    return subprocess.run(
        [sys.executable, "-m", "sayso", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=environment(**more),
        timeout=120,
        check=False,
    )
