"""HTML pages: one self-contained file each, which asks nothing of the network and runs nothing that a text brings."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from sayso.comparison import Articles, Comparison
from sayso.records import Status
from sayso.report import words as w
from sayso.report.articles import articles_page
from sayso.report.compose import page_view
from sayso.report.fact_checks import DISCLAIMER
from sayso.report.views import CheckedView
from sayso.report.visible import visible

__all__ = ["clean_html", "comparison_html", "statements_html", "table_page"]

_FACT_CHECKS: Final = ("fact-checks", "Fact-checks")
_COMPARISON_SECTIONS: Final = (
    ("differences", "Differences"),
    ("coverage", "Coverage"),
    _FACT_CHECKS,
    ("things", "Things said"),
    ("alone", "One outlet only"),
    ("texts", "Texts"),
    ("aside", "Set aside"),
    ("run", "This run"),
)
_STATEMENT_SECTIONS: Final = (
    ("statements", "Statements"),
    _FACT_CHECKS,
    ("texts", "Texts"),
    ("aside", "Set aside"),
    ("run", "This run"),
)
_CLEAN_SECTIONS: Final = (("texts", "Texts"), ("aside", "Set aside"), ("run", "This run"))
_STATUSES: Final = tuple(
    (status.name.lower().replace("_", "-"), w.STATUS_MARKS[status], w.STATUS_WORDS[status], w.STATUS_GROUNDS[status])
    for status in Status
)


def comparison_html(comparison: Comparison) -> str:
    """The report that an editor is sent."""
    page = page_view(comparison)
    return _rendered("comparison.html.j2", page=page, sections=_sections(_COMPARISON_SECTIONS, page.checked))


def statements_html(articles: Articles) -> str:
    """Statements, article by article, and the texts that they stand in."""
    page = articles_page(articles)
    return _rendered("statements.html.j2", page=page, sections=_sections(_STATEMENT_SECTIONS, page.checked))


def clean_html(articles: Articles) -> str:
    """Texts as read, with what was set aside and repaired."""
    return _rendered("clean.html.j2", page=articles_page(replace(articles, statements=())), sections=_CLEAN_SECTIONS)


def table_page(title: str, names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table under a title."""
    return _rendered("table.html.j2", title=title, names=names, rows=rows)


def _sections(names: tuple[tuple[str, str], ...], checked: CheckedView | None) -> tuple[tuple[str, str], ...]:
    """The sections of the page; that of fact-checks where some were given."""
    return tuple(name for name in names if name != _FACT_CHECKS or checked is not None)


def _rendered(template: str, **values: object) -> str:
    style, script = _static("report.css"), _static("report.js")
    # A meta tag can't forbid framing, but it holds for a saved file, where no server sends headers.
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    # Our own files, the only text that is not escaped; a test holds that neither can close its element.
    own = {"style": Markup(style), "script": Markup(script)}  # noqa: S704
    fixed = {"policy": Markup(policy), "statuses": _STATUSES, "disclaimer": DISCLAIMER}  # noqa: S704
    return _environment().get_template(template).render(**fixed, **own, **values)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        keep_trailing_newline=True,
        lstrip_blocks=True,
        finalize=_shown,
    )


def _template(name: str) -> str:
    return files("sayso.report").joinpath("templates", name).read_text(encoding="utf-8")


@cache
def _static(name: str) -> str:
    return files("sayso.report").joinpath("static", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """A source expression that lets this very text run and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _shown(value: object) -> object:
    """Every text that a template prints: escaped, nothing in it unseen, a carriage return kept as one."""
    if not isinstance(value, str) or isinstance(value, Markup):
        return value
    return Markup(str(escape(visible(value))).replace("\r", "&#13;"))  # noqa: S704
