"""The way in: every path becomes captures or, each with its own sentence, refusals."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO, NamedTuple

from sayso.config import JUDGEMENTS_FILE, ReadSettings
from sayso.errors import UsageError
from sayso.read.files import drop, open_regular, printable
from sayso.read.jsonl import captures_of_rows
from sayso.read.remote import address_of, captures_at, files_at, is_address, local_path, shown
from sayso.read.sniff import Form, form_of_bytes, form_of_magic, form_of_name, picture_or_binary
from sayso.records import Capture, Dropped, Reason

__all__ = ["Listed", "listed", "read"]

_SNIFFED_BYTES = 65_536
_EXPECTED = "expected a text, HTML, JSONL, WARC or Parquet file"


def read(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    settings: ReadSettings | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Capture | Dropped]:
    """The articles at ``paths`` in the order given; what can't be read comes as ``Dropped`` and the rest goes on.

    A path is a file (text, HTML, JSONL, WARC, Parquet), a folder (walked in sorted order, hidden files left out), the
    address of either on another file system (``s3://bucket/news``), or ``-`` for ``stdin`` (the process' own where
    None). The file of judgements is no article, and passed over. ``outlets`` name
    the outlet of each path in turn; a path that holds several articles lends it to all of them. Raises UsageError for
    more outlets than paths, or ``-`` given twice.
    """
    if len(outlets) > len(paths):
        raise UsageError(f"{len(outlets)} outlets were named for {len(paths)} paths: name at most one for each path")
    if sum(str(path) == "-" for path in paths) > 1:
        raise UsageError("standard input (-) was given twice: it can be read only once")
    return _each(paths, outlets, settings or ReadSettings(), stdin)


class Listed(NamedTuple):
    """A file to be read: its path or address, its size in bytes and when it was changed, -1 where nobody can tell."""

    name: str
    size: int
    changed: int


def listed(paths: Sequence[str | Path]) -> Iterator[Listed | Dropped]:
    """The files that ``read`` opens for these paths, and its refusals of folders and what is in them."""
    for path in paths:
        if is_address(path) and not str(path).lower().startswith("file://"):
            yield from map(_listed_at, files_at(str(path)))
        else:
            yield from map(_stamped, _files_at(_local(path)))


def _local(path: str | Path) -> Path:
    """Raises UsageError where a ``file://`` address names no file of this machine."""
    try:
        return (local_path(str(path)) if is_address(path) else None) or Path(path)
    except ValueError as error:
        raise UsageError(
            f"{shown(str(path))} names no file of this machine; write it as file:///folder/file"
        ) from error


def _stamped(found: Path | Dropped) -> Listed | Dropped:
    if isinstance(found, Dropped):
        return found
    try:
        state = found.stat()
    except (OSError, ValueError):
        return Listed(str(found), -1, -1)
    return Listed(str(found), state.st_size, state.st_mtime_ns)


def _listed_at(found: tuple[str, int, int] | Dropped) -> Listed | Dropped:
    return found if isinstance(found, Dropped) else Listed(*found)


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
    if is_address(path):
        yield from _of_address(str(path), settings)
        return
    yield from _of_path(Path(path), settings)


def _of_address(address: str, settings: ReadSettings) -> Iterator[Capture | Dropped]:
    try:
        path = local_path(address)
    except ValueError:
        yield drop(shown(address), Reason.MISSING, "it names no file of this machine; write it as file:///folder/file")
        return
    if path is not None:
        yield from _of_path(path, settings)
        return

    def read_stream(stream: BinaryIO, uri: str, path: PurePath) -> Iterator[Capture | Dropped]:
        return _of_stream(stream, uri, form_of_name(path), settings=settings)

    yield from captures_at(address, read_stream)


def _of_path(path: Path, settings: ReadSettings) -> Iterator[Capture | Dropped]:
    for found in _files_at(path):
        yield from [found] if isinstance(found, Dropped) else _of_file(found, settings)


def _files_at(path: Path) -> Iterator[Path | Dropped]:
    """The file of that name, or those of the folder."""
    if path.name == JUDGEMENTS_FILE:  # of `sayso compare *`
        return
    try:
        is_folder = path.is_dir()
    except (OSError, ValueError) as error:  # a name too long, or with a NUL in it
        yield drop(printable(path), Reason.UNREADABLE, f"its name can't be looked up ({error}); check the path")
        return
    if not is_folder:
        yield path
        return
    empty = True
    for found in _files_in(path):
        empty = False
        if isinstance(found, Path) and found.is_symlink():
            # A link in a folder from elsewhere may lead out of it, or round in a circle.
            detail = "it is a symbolic link, and links inside folders are not followed; name its target"
            yield drop(printable(found), Reason.UNREADABLE, detail)
        else:
            yield found
    if empty:
        detail = "the folder holds no files (hidden ones are not read); expected articles"
        yield drop(printable(path), Reason.EMPTY, detail)


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
        meant = address_of(path) if opened.reason is Reason.MISSING else None
        yield replace(opened, detail=f"{opened.detail}; or write {meant}") if meant else opened
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
        form = form_of_magic(head) or form or form_of_bytes(head)
        what = picture_or_binary(head)
        if not head:
            yield drop(uri, Reason.EMPTY, "it is empty (0 bytes); expected an article")
        elif form is Form.ARCHIVE:
            yield from _of_archive(head, stream, uri, settings)
        elif form is Form.TABLE:
            yield from _of_table(stream, uri, settings)
        elif what is not None:
            yield drop(uri, Reason.NOT_TEXT, f"it is {what}, not text; {_EXPECTED}")
        elif form is Form.ROWS:
            yield from captures_of_rows(head, stream, uri, settings.max_bytes)
        elif size is not None and size > settings.max_bytes:
            yield _too_large(uri, f"{size:,} bytes", settings)
        else:
            yield _whole(head, stream, uri, form=form, settings=settings)
    except OSError as error:
        why = error.strerror or str(error)
        yield drop(uri, Reason.UNREADABLE, f"it could not be read to its end ({why}); check the file")


# Both bring libraries that no other input needs and that take long to load.


def _of_archive(head: bytes, stream: BinaryIO, uri: str, settings: ReadSettings) -> Iterator[Capture | Dropped]:
    from sayso.read.warc import captures_of_warc

    return captures_of_warc(stream, uri, settings, head=head)


def _of_table(stream: BinaryIO, uri: str, settings: ReadSettings) -> Iterator[Capture | Dropped]:
    if not stream.seekable():
        detail = "a Parquet table can't be read from a pipe, for its end must be read first; save it and name the file"
        return iter([drop(uri, Reason.UNREADABLE, detail)])
    from sayso.read.parquet import captures_of_table

    stream.seek(0)
    return captures_of_table(stream, uri, settings)


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
