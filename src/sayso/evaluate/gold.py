"""Gold: articles in which people marked who said what. docs/evaluate.md describes the format.

::

    {"doc_id": "a1", "text": "Tosk said that salt is dear.", "outlet": "The Tern Gazette",
     "quotes": [{"content": [[10, 27]], "cue": [[5, 9]], "source": [[0, 4]]}]}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sayso.errors import UsageError
from sayso.evaluate.rows import BadRow, Quote, Row, Rows, id_in, quotes_in, text_in, told_in
from sayso.records import Dropped

__all__ = ["Annotated", "Gold", "read_gold"]


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article and what people marked in it. ``fields`` are the line's other strings and numbers, as strings."""

    id: str
    text: str
    quotes: tuple[Quote, ...]
    outlet: str | None = None
    fields: Mapping[str, str] | None = None

    @property
    def words(self) -> int:
        """How many words the text has, counted between white space."""
        return len(self.text.split())

    def field(self, name: str) -> str | None:
        """What the line says under ``name``; None where it says nothing."""
        return (self.fields or {}).get(name)


@dataclass(frozen=True, slots=True)
class Gold:
    """The articles of a gold file in its order, the lines that were refused, and the file's SHA-256."""

    path: str
    articles: tuple[Annotated, ...]
    refused: tuple[Dropped, ...]
    sha256: str

    def only(self, name: str, value: str) -> Gold:
        """The articles alone that say ``value`` under ``name``. Raises UsageError where none does."""
        kept = tuple(each for each in self.articles if each.field(name) == value)
        if self.articles and not kept:
            said = sorted({told for each in self.articles if (told := each.field(name)) is not None})
            there = f"it has {', '.join(map(repr, said[:12]))}" if said else f"none says {name!r}"
            raise UsageError(f"{self.path}: no article has {name!r} {value!r}; {there}")
        return replace(self, articles=kept)


def read_gold(path: str | Path) -> Gold:
    """The gold of a JSONL file, ``-`` for standard input.

    A line that can't be used, or whose ``doc_id`` an earlier line has, is refused; the others stand. Raises UsageError
    where there is no such file.
    """
    rows = Rows(path)
    articles: list[Annotated] = []
    refused: list[Dropped] = []
    for each in rows.read(_Once()):
        if isinstance(each, Dropped):
            refused.append(each)
        else:
            articles.append(each)
    return Gold(rows.path, tuple(articles), tuple(refused), rows.sha256)


class _Once:
    """Makes a line into an article, each ``doc_id`` once: two articles of one name can't be told apart in a run."""

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def __call__(self, row: Row) -> Annotated:
        article = _annotated(row)
        if article.id in self._seen:
            raise BadRow(f"its 'doc_id' {article.id!r} is that of an earlier line: give each article one of its own")
        self._seen.add(article.id)
        return article


def _annotated(row: Row) -> Annotated:
    text = text_in(row, "text")
    return Annotated(
        id=id_in(row),
        text=text,
        quotes=quotes_in(row, len(text)),
        outlet=told_in(row, "outlet"),
        fields=dict(_fields(row.items())),
    )


def _fields(items: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for key, value in items:
        if key not in ("doc_id", "text", "quotes") and isinstance(value, str | int | float) and value != "":
            yield key, str(value)
