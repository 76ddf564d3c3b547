"""A library given away: as one file of all that is said, a file for each story, the tables of a build, or a copy."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TextIO

import apsw

from sayso import __version__
from sayso.comparison import Articles
from sayso.config import Settings
from sayso.errors import UsageError
from sayso.library.connection import LibraryError, rows
from sayso.library.told import comparison_of
from sayso.read.files import check_name
from sayso.records import Entity, EntityKind

__all__ = ["FORMATS_OF_STATEMENTS", "FORMATS_OF_STORIES", "copy_library", "export_statements", "export_stories"]

FORMATS_OF_STATEMENTS: Final = ("jsonl", "csv", "annotations", "tei", "schema-org", "ninjs", "graphml")
"""Those in which all that is said can stand in one file."""
FORMATS_OF_STORIES: Final = ("json", "md", "html", *FORMATS_OF_STATEMENTS)
"""Those in which each story can stand in a file of its own."""
_SUFFIXES: Final = {"annotations": "jsonld", "schema-org": "jsonld", "ninjs": "jsonl"}


def export_stories(db: apsw.Connection, out: Path, fmt: str, settings: Settings, stories: Iterable[str]) -> None:
    """Writes each story as ``compare`` gives it into a file named by its id. Raises UsageError where the folder can't
    be made or written."""
    from sayso import report

    suffix = _SUFFIXES.get(fmt, fmt)
    with _plainly(out):
        out.mkdir(parents=True, exist_ok=True)
        for story in stories:
            text = report.render_comparison(comparison_of(db, story, settings), fmt)
            with _written(out / f"{story}.{suffix}") as stream:
                stream.write(text)


def export_statements(db: apsw.Connection, out: Path, fmt: str, settings: Settings, stories: Iterable[str]) -> None:
    """Writes all statements of the stories' articles into one file, a story in memory at a time. Raises UsageError
    where it can't be written."""
    articles = (comparison_of(db, story, settings).articles for story in stories)
    with _plainly(out), _written(out) as stream:
        for piece in _PIECES[fmt](db, articles):
            stream.write(piece)


def copy_library(db: apsw.Connection, out: Path) -> None:
    """A copy of the library as it is now, while others go on writing to it. Raises UsageError where something is
    there already, LibraryError where it can't be written."""
    check_name(out)
    if out.exists():
        raise UsageError(f"{out} is there already; a copy needs a name of its own")
    try:
        db.execute("VACUUM INTO ?", (str(out),))
    except apsw.Error as error:
        out.unlink(missing_ok=True)
        raise LibraryError(f"{out} can't be written ({error})") from error


# --- piece by piece ---------------------------------------------------------------------------------------------------

_Articles = Iterable[Articles]


def _jsonl(_: apsw.Connection, articles: _Articles) -> Iterator[str]:
    from sayso.report.data import statements_jsonl

    return map(statements_jsonl, articles)


def _csv(_: apsw.Connection, articles: _Articles) -> Iterator[str]:
    """One head for all."""
    from sayso.report.tables import statements_csv

    for number, each in enumerate(articles):
        head, line_end, lines = statements_csv(each).partition("\n")
        yield f"{head}{line_end}{lines}" if number == 0 else lines


def _annotations(db: apsw.Connection, articles: _Articles) -> Iterator[str]:
    from sayso.report.standards import annotations_of, told_in

    told = (each for some in articles for each in told_in(some))
    return annotations_of(told, _people(db), name=Path(db.filename).name, version=__version__)


def _tei(db: apsw.Connection, articles: _Articles) -> Iterator[str]:
    from sayso.report.standards import tei_of, told_in

    return tei_of((each for some in articles for each in told_in(some)), _people(db), version=__version__)


def _schema_org(db: apsw.Connection, articles: _Articles) -> Iterator[str]:
    from sayso.report.standards import schema_org_of, told_in

    return schema_org_of((each for some in articles for each in told_in(some)), _people(db))


def _ninjs(db: apsw.Connection, articles: _Articles) -> Iterator[str]:
    from sayso.report.standards import ninjs_of, told_in

    return ninjs_of((each for some in articles for each in told_in(some)), _people(db))


def _graphml(db: apsw.Connection, articles: _Articles) -> Iterator[str]:
    from sayso.report.standards import graphml_of, told_in

    return graphml_of((each for some in articles for each in told_in(some)), _people(db))


_PIECES: Final[dict[str, Callable[[apsw.Connection, _Articles], Iterator[str]]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "annotations": _annotations,
    "tei": _tei,
    "schema-org": _schema_org,
    "ninjs": _ninjs,
    "graphml": _graphml,
}


def _people(db: apsw.Connection) -> dict[str, Entity]:
    """Who speaks in any story, by id."""
    found = rows(db, "SELECT id, MIN(name), MIN(kind) FROM story_entity GROUP BY id ORDER BY id")
    return {key: Entity(key, name, EntityKind(kind)) for key, name, kind in found}


# --- files ------------------------------------------------------------------------------------------------------------


@contextmanager
def _written(path: Path) -> Iterator[TextIO]:
    """A file that has its name once it is whole."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with unfinished.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _plainly(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"{out} can't be written: {error.strerror}") from error
