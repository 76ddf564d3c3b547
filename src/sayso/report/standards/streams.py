"""JSON that is written while it is made, so that no whole result stands in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sayso.report.data import dumps

__all__ = ["left_open", "separated"]


def left_open(row: Mapping[str, object]) -> str:
    """A JSON object without its closing brace, so that more keys can follow. It must have a key."""
    return dumps(row)[:-1]


def separated(rows: Iterable[Mapping[str, object]]) -> Iterator[str]:
    """The elements of a JSON array, a line each, with the commas that go between them."""
    comma = ""
    for row in rows:
        yield f"{comma}\n{dumps(row)}"
        comma = ","
