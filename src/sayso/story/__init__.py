"""The bundled story: six invented reports of one press conference, and what sayso must find in them.

It is documentation, demo and end-to-end test in one. ``expected.toml`` lists the planned findings one by one.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

__all__ = ["expected", "fact_checks", "reports"]


def reports() -> tuple[Path, ...]:
    """The six reports, sorted by file name: text, HTML and JSONL, as a user would have them."""
    return tuple(sorted(path for path in (_here() / "reports").iterdir() if path.suffix in {".txt", ".html", ".jsonl"}))


def fact_checks() -> Path:
    """Invented fact-checks of what is said in the reports, in the form of the Data Commons feed."""
    return _here() / "fact-checks.json"


def expected() -> Path:
    """The TOML file that lists what must come out of the reports, and what must not."""
    return _here() / "expected.toml"


def _here() -> Path:
    # A real folder is enough: the language model beside us can't be imported from a zip file either.
    return Path(str(files("sayso.story")))
