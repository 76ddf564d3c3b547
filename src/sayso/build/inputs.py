"""What is to be read, in batches that one process reads at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.build.marks import key_of
from sayso.config import Settings
from sayso.errors import UsageError
from sayso.read import Listed, listed
from sayso.records import Dropped

__all__ = ["Batch", "batches"]

_MOST_FILES, _MOST_BYTES = 256, 32_000_000
"""A batch is at most so many files, or so many bytes and one file more."""
_OF_MANY = re.compile(r"\.(?:jsonl|ndjson|warc|parquet)(?:\.\w+)?$", re.IGNORECASE)
_LARGE = 8_000_000
"""Files that are called so, or have so many bytes, hold many articles."""
_ENDS = 128
"""One name in so many ends a batch, whatever stands before it: so a new file changes its own batch and no other."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files to be read one after the other, or ``refused`` paths; ``key`` tells this state of them from any other.

    ``of_many``: it is one file that holds many articles, by its name or its size.
    """

    key: str
    files: tuple[str, ...]
    size: int = 0
    refused: tuple[Dropped, ...] = ()
    of_many: bool = False


def batches(paths: Sequence[str | Path], settings: Settings, version: str, *, but: Path | None = None) -> list[Batch]:
    """All files at ``paths``, each once, in the order of their names, whatever the order in which they were given.

    What stands in the folder ``but`` is left out: it is what the build itself makes. Raises UsageError where standard
    input is among the paths.
    """
    if any(str(path) == "-" for path in paths):
        raise UsageError("standard input (-) can't be built from, as it is there only once: write it to a file")
    own = None if but is None else but.absolute()
    found = [each for each in listed(paths) if own is None or not _is_inside(each, own)]
    refused = sorted({each for each in found if isinstance(each, Dropped)}, key=lambda each: (each.uri, each.detail))
    files = sorted({each for each in found if isinstance(each, Listed)})
    grouped = [_batch_of_many(file, settings, version) for file in files if _is_of_many(file)]
    grouped += [_batch(group, settings, version) for group in _groups(each for each in files if not _is_of_many(each))]
    if refused:
        grouped.append(Batch(key_of("refused", [each.uri for each in refused]), (), refused=tuple(refused)))
    return grouped


def _is_inside(found: Listed | Dropped, folder: Path) -> bool:
    return folder in Path(found.name if isinstance(found, Listed) else found.uri).absolute().parents


def _is_of_many(file: Listed) -> bool:
    return file.size >= _LARGE or _OF_MANY.search(file.name) is not None


def _batch_of_many(file: Listed, settings: Settings, version: str) -> Batch:
    return Batch(key_of("captures", version, settings.read, file), (file.name,), max(0, file.size), of_many=True)


def _groups(files: Iterable[Listed]) -> Iterator[list[Listed]]:
    group: list[Listed] = []
    size = 0
    for file in files:
        group.append(file)
        size += max(0, file.size)
        if len(group) >= _MOST_FILES or size >= _MOST_BYTES or int(key_of(file.name), 16) % _ENDS == 0:
            yield group
            group, size = [], 0
    if group:
        yield group


def _batch(files: Sequence[Listed], settings: Settings, version: str) -> Batch:
    key = key_of("articles", version, settings.read, settings.clean, files)
    return Batch(key, tuple(file.name for file in files), sum(max(0, file.size) for file in files))
