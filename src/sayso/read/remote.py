"""``s3://bucket/crawl.warc.gz`` and the like: files and folders of other file systems, through pyarrow."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from sayso.config import JUDGEMENTS_FILE
from sayso.read.files import drop
from sayso.records import Capture, Dropped, Reason

if TYPE_CHECKING:
    from pyarrow.fs import FileInfo, FileSystem

__all__ = ["address_of", "captures_at", "files_at", "is_address", "local_path", "shown"]

_ADDRESS = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://")
_MISTYPED = re.compile(r"(?P<scheme>s3|gs|gcs|abfss?|hdfs|file):/?(?=[^/])", re.IGNORECASE)
_SCHEMES = ("s3", "gs", "gcs", "abfs", "abfss", "hdfs", "viewfs")
_SECRETS = re.compile(r"(?<=://)[^/@]*@|\?.*", re.DOTALL)
_BUFFER = 1 << 20
_Told = TypeVar("_Told")

ReadStream = Callable[[BinaryIO, str, PurePosixPath], Iterator[Capture | Dropped]]
"""Gives what is in a stream; with it go what it is called in outputs, and its path."""


def is_address(path: str | Path) -> bool:
    """Whether a path names a file system: ``C:\\x`` does not."""
    return isinstance(path, str) and _ADDRESS.match(path) is not None


def address_of(path: str | Path) -> str | None:
    """What was probably meant: ``s3://news/x`` for ``s3:/news/x``; None for any other path."""
    found = _MISTYPED.match(str(path))
    return None if found is None else f"{found['scheme'].lower()}://{str(path)[found.end() :]}"


def shown(address: str) -> str:
    """The address without what is nobody's business: keys may stand in it."""
    return _SECRETS.sub("", address)


def local_path(address: str) -> Path | None:
    """The path that a ``file://`` address means; None for the others. Raises ValueError where it means none."""
    if not address.lower().startswith("file://"):
        return None
    from pyarrow.fs import FileSystem

    return Path(FileSystem.from_uri(address)[1])


def captures_at(address: str, read_stream: ReadStream) -> Iterator[Capture | Dropped]:
    """What is in the file at an address, or in the files of the folder there, sorted by name."""

    def captures(file_system: FileSystem, root: str, found: FileInfo) -> Iterator[Capture | Dropped]:
        return _captures_of_file(file_system, found.path, _name(shown(address), root, found.path), read_stream)

    return _each_at(address, captures)


def files_at(address: str) -> Iterator[tuple[str, int, int] | Dropped]:
    """The address, size and time of change (nanoseconds) of the file there, or of each in the folder there."""
    place, mark, options = address.partition("?")

    def stamp(_: FileSystem, root: str, found: FileInfo) -> Iterator[tuple[str, int, int]]:
        yield _name(place, root, found.path) + mark + options, found.size or 0, found.mtime_ns or -1

    return _each_at(address, stamp)


def _each_at(address: str, tell: Callable[[FileSystem, str, FileInfo], Iterator[_Told]]) -> Iterator[_Told | Dropped]:
    """What is told of each file there, and why one or all can't be read."""
    import pyarrow as pa

    try:
        file_system, root = _opened(address)
        for found in _files_at(file_system, root, shown(address)):
            if isinstance(found, Dropped):
                yield found
            else:
                yield from tell(file_system, root, found)
    except (pa.ArrowException, OSError) as error:
        yield _unreadable(address, error)


def _unreadable(address: str, error: Exception) -> Dropped:
    name = shown(address)
    why = (str(error).replace(address, name).splitlines() or [type(error).__name__])[0][:300]
    return drop(name, Reason.UNREADABLE, f"it could not be read ({why}); check address, network and credentials")


def _opened(address: str) -> tuple[FileSystem, str]:
    import pyarrow as pa
    from pyarrow.fs import FileSystem

    scheme = address.partition("://")[0].lower()
    if scheme not in _SCHEMES:
        raise pa.ArrowInvalid(f"{scheme}:// is no file system that can be read; expected one of {', '.join(_SCHEMES)}")
    file_system, path = FileSystem.from_uri(address)
    if not path.strip("/"):
        raise pa.ArrowInvalid("it names no bucket or folder")
    return file_system, path


def _files_at(file_system: FileSystem, path: str, name: str) -> Iterator[FileInfo | Dropped]:
    from pyarrow.fs import FileSelector, FileType

    here = file_system.get_file_info(path)
    if here.type == FileType.NotFound:
        yield drop(name, Reason.MISSING, "there is no such file or folder; check the address")
    elif here.type == FileType.File:
        yield here
    else:
        listed = file_system.get_file_info(FileSelector(path, recursive=True))
        files = [each for each in listed if each.type == FileType.File and _is_read(each.path, path)]
        yield from sorted(files, key=lambda each: each.path.split("/"))
        if not files:
            yield drop(name, Reason.EMPTY, "the folder holds no files (hidden ones are not read); expected articles")


def _is_read(path: str, folder: str) -> bool:
    inside = path.removeprefix(folder).strip("/").split("/")
    return inside[-1] != JUDGEMENTS_FILE and not any(part.startswith(".") for part in inside)


def _name(name: str, path: str, found: str) -> str:
    return name if found == path else name.rstrip("/") + "/" + found.removeprefix(path).lstrip("/")


def _captures_of_file(
    file_system: FileSystem, path: str, name: str, read_stream: ReadStream
) -> Iterator[Capture | Dropped]:
    try:
        stream = io.BufferedReader(file_system.open_input_file(path), _BUFFER)
    except OSError as error:
        why = (str(error).splitlines() or [type(error).__name__])[0][:300]
        yield drop(name, Reason.UNREADABLE, f"it could not be opened ({why}); check address and credentials")
        return
    with stream:
        yield from read_stream(stream, name, PurePosixPath(path))
