"""Comparison -> terminal, HTML, JSON, JSONL, CSV, Markdown.

Every ``render_…`` gives the whole output as one text that UTF-8 can hold and that ends with a line end; the same
result gives the same text, byte for byte. docs/formats.md explains the formats field by field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from sayso.comparison import Articles, Comparison
from sayso.errors import UsageError
from sayso.report.data import (
    clean_json,
    clean_jsonl,
    comparison_json,
    comparison_jsonl,
    statements_json,
    statements_jsonl,
)
from sayso.report.markdown import clean_md, comparison_md, statements_md
from sayso.report.page import clean_html, comparison_html, statements_html
from sayso.report.tables import clean_csv, comparison_csv, statements_csv
from sayso.report.terminal import print_clean, print_comparison, print_statements

__all__ = [
    "FORMATS",
    "print_clean",
    "print_comparison",
    "print_statements",
    "render_clean",
    "render_comparison",
    "render_statements",
]

FORMATS: Final = ("json", "jsonl", "csv", "md", "html")

Result = TypeVar("Result", Comparison, Articles)


def render_comparison(comparison: Comparison, fmt: str) -> str:
    """The comparison in one of ``FORMATS``. Raises UsageError for another format."""
    return _renderer(
        fmt,
        {
            "json": comparison_json,
            "jsonl": comparison_jsonl,
            "csv": comparison_csv,
            "md": comparison_md,
            "html": comparison_html,
        },
    )(comparison)


def render_statements(articles: Articles, fmt: str) -> str:
    """The statements of articles in one of ``FORMATS``. Raises UsageError for another format."""
    return _renderer(
        fmt,
        {
            "json": statements_json,
            "jsonl": statements_jsonl,
            "csv": statements_csv,
            "md": statements_md,
            "html": statements_html,
        },
    )(articles)


def render_clean(articles: Articles, fmt: str) -> str:
    """Texts, what was set aside and what was repaired, in one of ``FORMATS``. Raises UsageError for another format."""
    return _renderer(
        fmt, {"json": clean_json, "jsonl": clean_jsonl, "csv": clean_csv, "md": clean_md, "html": clean_html}
    )(articles)


def _renderer(fmt: str, renderers: Mapping[str, Callable[[Result], str]]) -> Callable[[Result], str]:
    if fmt not in renderers:
        raise UsageError(f"no such format: {fmt!r}; expected one of {', '.join(renderers)}")
    return renderers[fmt]
