"""Comparison -> terminal, HTML, JSON, JSONL, CSV, Markdown, and the formats of other people's standards.

Every ``render_…`` gives the whole output as one text that UTF-8 can hold and that ends with a line end; the same
result gives the same text, byte for byte. docs/formats.md explains the formats field by field.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Final

from sayso.comparison import Articles, Comparison
from sayso.errors import UsageError

if TYPE_CHECKING:
    from rich.console import Console

__all__ = [
    "CLEAN_FORMATS",
    "FORMATS",
    "STANDARDS",
    "print_clean",
    "print_comparison",
    "print_statements",
    "render_clean",
    "render_comparison",
    "render_statements",
]

CLEAN_FORMATS: Final = ("json", "jsonl", "csv", "md", "html")
STANDARDS: Final = ("annotations", "tei", "schema-org", "ninjs", "graphml")
"""Other people's standards: they tell who said what, of which ``render_clean`` knows nothing."""

FORMATS: Final = (*CLEAN_FORMATS, *STANDARDS)

# A format's module is loaded when it is asked for: templates and terminal pages take a tenth of a second each, which
# rows of data do not need.
_HOMES: Final = {"json": "data", "jsonl": "data", "csv": "tables", "md": "markdown", "html": "page"} | {
    name: f"standards.{name.replace('-', '_')}" for name in STANDARDS
}


def print_comparison(comparison: Comparison, console: Console, *, ids: bool = False) -> None:
    """The comparison as a terminal page; with ``ids`` each statement's id beside it."""
    from sayso.report import terminal

    terminal.print_comparison(comparison, console, ids=ids)


def print_statements(articles: Articles, console: Console) -> None:
    """The statements of articles as a terminal page."""
    from sayso.report import terminal

    terminal.print_statements(articles, console)


def print_clean(articles: Articles, console: Console) -> None:
    """Texts, what was set aside and what was repaired, as a terminal page."""
    from sayso.report import terminal

    terminal.print_clean(articles, console)


def render_comparison(comparison: Comparison, fmt: str) -> str:
    """The comparison in one of ``FORMATS``. Raises UsageError for another format."""
    return _renderer("comparison", fmt)(comparison)


def render_statements(articles: Articles, fmt: str) -> str:
    """The statements of articles in one of ``FORMATS``. Raises UsageError for another format."""
    return _renderer("statements", fmt)(articles)


def render_clean(articles: Articles, fmt: str) -> str:
    """Texts, what was set aside and what was repaired, in one of ``CLEAN_FORMATS``.

    Raises UsageError for another format.
    """
    return _renderer("clean", fmt)(articles)


def _renderer(what: str, fmt: str) -> Callable[[Comparison | Articles], str]:
    formats = CLEAN_FORMATS if what == "clean" else FORMATS
    if fmt not in formats:
        raise UsageError(f"no such format: {fmt!r}; expected one of {', '.join(formats)}")
    render: Callable[[Comparison | Articles], str] = getattr(
        import_module(f"sayso.report.{_HOMES[fmt]}"), f"{what}_{fmt.replace('-', '_')}"
    )
    return render
