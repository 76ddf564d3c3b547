"""The way in: every path becomes captures or, each with its own sentence, refusals."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from sayso.config import JUDGEMENTS_FILE, ReadSettings
from sayso.errors import UsageError
from sayso.read.files import drop, open_regular, printable
from sayso.read.jsonl import captures_of_rows
from sayso.read.sniff import Form, form_of_bytes, form_of_name, picture_or_binary
from sayso.records import Capture, Dropped, Reason

__all__ = ["read"]

_SNIFFED_BYTES = 65_536


def read(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    settings: ReadSettings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | Dropped]:
    """The articles at ``paths`` in the order given; what can't be read comes as ``Dropped`` and the rest goes on.

    A path is a file (text, HTML, JSONL), a folder (walked in sorted order, hidden files left out) or ``-`` for
    ``stdin`` (the process' own where None). The file of judgements is no article, and passed over. ``outlets`` name
    the outlet of each path in turn; a path that holds several articles lends it to all of them. Raises UsageError for
    more outlets than paths, or ``-`` given twice.
    """
    if len(outlets) > len(paths):
        raise UsageError(f"{len(outlets)} outlets were named for {len(paths)} paths: name at most one for each path")
    if sum(str(path) == "-" for path in paths) > 1:
        raise UsageError("standard input (-) was given twice: it can be read only once")
    return _each(paths, outlets, settings or ReadSettings(), stdin)


def _each(
    paths: Sequence[str | Path], outlets: Sequence[str], settings: ReadSettings, stdin: BinaryIO | None
) -> Iterator[Capture | Dropped]:
    for number, path in enumerate(paths):
        outlet = outlets[number] if number < len(outlets) else None
        for found in _one(path, settings, stdin):
            yield replace(found, outlet=outlet) if outlet and isinstance(found, Capture) else found


def _one(path: str | Path, settings: ReadSettings, stdin: BinaryIO | None) -> Iterator[Capture | Dropped]:
    if str(path) == "-":
        yield from _of_stream(stdin or sys.stdin.buffer, "-", None, settings=settings)
        return
    path = Path(path)
    if path.name == JUDGEMENTS_FILE:  # of `sayso compare *`
        return
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        yield drop(printable(path), Reason.UNREADABLE, f"its name can't be looked up ({error}); check the path")
        return
    yield from _of_folder(path, settings) if is_folder else _of_file(path, settings)


def _of_folder(folder: Path, settings: ReadSettings) -> Iterator[Capture | Dropped]:
    empty = True
    for path in _files_in(folder):
        empty = False
        if isinstance(path, Dropped):
            yield path
        elif path.is_symlink():
            # A link in a folder from elsewhere may lead out of it, or round in a circle.
            detail = "it is a symbolic link, and links inside folders are not followed; name its target"
            yield drop(printable(path), Reason.UNREADABLE, detail)
        else:
            yield from _of_file(path, settings)
    if empty:
        detail = "the folder holds no files (hidden ones are not read); expected articles"
        yield drop(printable(folder), Reason.EMPTY, detail)


def _files_in(folder: Path) -> Iterator[Path | Dropped]:
    """All files under a folder, each folder's names sorted; folders that can't be listed come as refusals."""
    refused: list[Dropped] = []

    def refuse(error: OSError) -> None:
        detail = f"the folder could not be listed ({error.strerror}); check its permissions"
        refused.append(drop(printable(Path(str(error.filename))), Reason.UNREADABLE, detail))

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in files if not name.startswith(".") and name != JUDGEMENTS_FILE):
            yield Path(here, name)
    yield from refused


def _of_file(path: Path, settings: ReadSettings) -> Iterator[Capture | Dropped]:
    opened = open_regular(path)
    if isinstance(opened, Dropped):
        yield opened
        return
    with opened as stream:
        size = os.fstat(stream.fileno()).st_size
        yield from _of_stream(stream, printable(path), form_of_name(path), size=size, settings=settings)


def _of_stream(
    stream: BinaryIO, uri: str, form: Form | None, *, size: int | None = None, settings: ReadSettings
) -> Iterator[Capture | Dropped]:
    """``form`` is what the name tells; the bytes have the last word on whether it is text at all."""
    try:
        head = stream.read(_SNIFFED_BYTES)
        form = form or form_of_bytes(head)
        what = picture_or_binary(head)
        if not head:
            yield drop(uri, Reason.EMPTY, "it is empty (0 bytes); expected an article")
        elif what is not None:
            yield drop(uri, Reason.NOT_TEXT, f"it is {what}, not text; expected a text, HTML or JSONL file")
        elif form is Form.ROWS:
            yield from captures_of_rows(head, stream, uri, settings.max_bytes)
        elif size is not None and size > settings.max_bytes:
            yield _too_large(uri, f"{size:,} bytes", settings)
        else:
            yield _whole(head, stream, uri, form=form, settings=settings)
    except OSError as error:
        why = error.strerror or str(error)
        yield drop(uri, Reason.UNREADABLE, f"it could not be read to its end ({why}); check the file")


def _whole(head: bytes, stream: BinaryIO, uri: str, *, form: Form, settings: ReadSettings) -> Capture | Dropped:
    """One article from a whole stream; a byte beyond the cap is enough to know that it is too large."""
    body = head + stream.read(max(0, settings.max_bytes + 1 - len(head)))
    if len(body) > settings.max_bytes:
        return _too_large(uri, f"more than {settings.max_bytes:,} bytes", settings)
    if not body.strip():
        return drop(uri, Reason.EMPTY, f"it holds only white space ({len(body):,} bytes); expected an article")
    return Capture(uri=uri, body=body, media_type=form.value)


def _too_large(uri: str, found: str, settings: ReadSettings) -> Dropped:
    detail = (
        f"it has {found}; an article may have {settings.max_bytes:,} (setting max_bytes): split it or raise the cap"
    )
    return drop(uri, Reason.TOO_LARGE, detail)
