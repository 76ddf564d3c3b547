"""Where the data of a command goes: standard output or a file, as a terminal page or in a format.

A file is written whole or not at all: it is made beside its place and then moved there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path

from rich.console import Console

from sayso.errors import UsageError

__all__ = ["PACKED", "Format", "Target", "make_stdout_safe", "target", "write"]


class Format(StrEnum):
    """What a command can give."""

    TERMINAL = "terminal"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    MD = "md"
    HTML = "html"
    ANNOTATIONS = "annotations"  # W3C Web Annotation
    TEI = "tei"
    SCHEMA_ORG = "schema-org"
    NINJS = "ninjs"
    GRAPHML = "graphml"
    PARQUET = "parquet"
    SQLITE = "sqlite"


PACKED = (Format.PARQUET, Format.SQLITE)
"""Tables for programs, which are no text: given by what finds rows in a library."""

_BY_SUFFIX = {
    ".txt": Format.TERMINAL,
    ".json": Format.JSON,
    ".jsonl": Format.JSONL,
    ".ndjson": Format.JSONL,
    ".csv": Format.CSV,
    ".md": Format.MD,
    ".markdown": Format.MD,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".tei": Format.TEI,
    ".graphml": Format.GRAPHML,
    ".parquet": Format.PARQUET,
    ".db": Format.SQLITE,
    ".sqlite": Format.SQLITE,
}

_SUFFIXES = ("txt", "json", "jsonl", "csv", "md", "html", "tei", "graphml", "parquet", "db")
"""Those that are told where a suffix tells no format: ``.jsonld`` could be any of two, ``.xml`` anything."""

_PAGE_WIDTH = 100
"""Columns of a terminal page that is written to a file or a pipe: the same everywhere, so that runs can be compared."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place, None for standard output, and the format to write there."""

    path: Path | None
    format: Format


def target(path: Path | None, as_format: Format | None, *, inputs: Iterable[str], packs: bool = False) -> Target:
    """Where to write and as what; ``packs``: in formats that are no text, too.

    Raises UsageError, before any work is done, where that could not be right.
    """
    found = _target(path, as_format, inputs)
    if found.format in PACKED:
        if not packs:
            raise UsageError(f"-f {found.format}: these tables come out of a library: sayso search, who, export, ...")
        if found.path is None and sys.stdout.isatty():
            raise UsageError(f"-f {found.format}: it is no text to show; name a file with -o, or pipe it on")
    return found


def _target(path: Path | None, as_format: Format | None, inputs: Iterable[str]) -> Target:
    if path is None or str(path) == "-":
        return Target(None, as_format or Format.TERMINAL)
    if path.is_dir():
        raise UsageError(f"-o {path}: this is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UsageError(f"-o {path}: there is no folder {path.parent}")
    if path.exists() and any(_is_same_file(path, given) for given in inputs):
        raise UsageError(f"-o {path}: this is one of the inputs, which are never written to")
    return Target(path, as_format or _format_of(path))


def _format_of(path: Path) -> Format:
    found = _BY_SUFFIX.get(path.suffix.lower())
    if found is None:
        raise UsageError(f"-o {path}: its suffix tells no format; add -f {'|'.join(Format)} or use {_suffixes()}")
    return found


def _suffixes() -> str:
    return ", ".join(dict.fromkeys(f".{name}" for name in _SUFFIXES))


def _is_same_file(path: Path, given: str) -> bool:
    try:
        return path.samefile(given)
    except (OSError, ValueError):  # not there, or no file name at all (a NUL in it)
        return False


def write(where: Target, *, to_terminal: Callable[[Console], None], to_text: Callable[[str], str | bytes]) -> None:
    """Writes to the target what ``to_terminal`` prints or, in the other formats, what ``to_text`` gives; bytes of those
    that are no text."""
    text: str | bytes
    if where.format is Format.TERMINAL:
        if where.path is None:
            to_terminal(_stdout_console())
            return
        text = _captured(to_terminal)
    else:
        text = to_text(where.format)
    if where.path is None:
        if isinstance(text, bytes):
            sys.stdout.buffer.write(text)
        else:
            sys.stdout.write(text)
        sys.stdout.flush()
    else:
        _replace_file(where.path, text)


def _stdout_console() -> Console:
    # Rich asks the environment for a width where there is no terminal to ask, which differs from shell to shell.
    return Console() if sys.stdout.isatty() else Console(width=_PAGE_WIDTH, force_terminal=False)


def _captured(to_terminal: Callable[[Console], None]) -> str:
    console = Console(width=_PAGE_WIDTH, force_terminal=False, record=False, file=None)
    with console.capture() as captured:
        to_terminal(console)
    return captured.get()


def _replace_file(path: Path, text: str | bytes) -> None:
    # backslashreplace for lone surrogates: in JSON this is just how they are written
    body = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    try:
        if path.exists() and not path.is_file():  # /dev/null, a named pipe: nothing to be moved over
            path.write_bytes(body)
            return
        place = path.resolve()  # through a link to the file, which stays a link
        unfinished = place.with_name(f".{place.name}.{os.getpid()}.part")
        try:
            unfinished.write_bytes(body)
            unfinished.replace(place)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"-o {path}: it can't be written: {error.strerror}") from error


def make_stdout_safe() -> None:
    """Lets standard output carry every character that an article may hold.

    A file or pipe gets UTF-8 whatever the locale says, so that the bytes are the same everywhere; what no encoding has
    (lone surrogates) or the terminal's lacks is written as an escape.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        encoding = sys.stdout.encoding if sys.stdout.isatty() else "utf-8"
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline="\n")
