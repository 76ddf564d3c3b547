"""JSON and JSONL: the rows, exactly."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from sayso.comparison import Articles, Comparison
from sayso.report import rows, shapes

__all__ = [
    "clean_json",
    "clean_jsonl",
    "comparison_json",
    "comparison_jsonl",
    "dumps",
    "statements_json",
    "statements_jsonl",
]

# Lone surrogates are no UTF-8. The line ends of Unicode are legal in JSON, but many readers of JSONL split at them.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def dumps(row: Mapping[str, object], *, indent: int | None = None) -> str:
    """The row as JSON that every UTF-8 stream can hold: letters as they are, troublesome characters as ``\\uXXXX``."""
    text = json.dumps(row, ensure_ascii=False, indent=indent, allow_nan=False)
    return _ESCAPED.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def comparison_json(comparison: Comparison) -> str:
    """One object for the whole comparison."""
    return dumps(rows.comparison_row(comparison), indent=2) + "\n"


def comparison_jsonl(comparison: Comparison) -> str:
    """One thing said a line."""
    return _lines(rows.thing_rows(comparison))


def statements_json(articles: Articles) -> str:
    """One object: the run, the articles, the statements."""
    whole: shapes.StatementsRow = {
        "schema": "sayso.statements/1",
        "run": rows.articles_run(articles),
        "documents": [rows.document_row(document) for document in articles.documents],
        "statements": rows.statement_rows(articles),
    }
    return dumps(whole, indent=2) + "\n"


def statements_jsonl(articles: Articles) -> str:
    """One statement a line."""
    return _lines(rows.statement_rows(articles))


def clean_json(articles: Articles) -> str:
    """One object: the run, and the articles with their text."""
    whole: shapes.CleanedRow = {
        "schema": "sayso.clean/1",
        "run": rows.articles_run(articles),
        "documents": [rows.clean_row(document) for document in articles.documents],
    }
    return dumps(whole, indent=2) + "\n"


def clean_jsonl(articles: Articles) -> str:
    """One article a line."""
    return _lines(rows.clean_row(document) for document in articles.documents)


def _lines(things: Iterable[Mapping[str, object]]) -> str:
    return "".join(f"{dumps(thing)}\n" for thing in things)
