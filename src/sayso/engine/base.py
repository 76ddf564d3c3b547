"""What a build asks of an engine beyond relations: tables in files, and work on many items at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

import pyarrow as pa

from sayso.relations import Relations

__all__ = ["Engine"]

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


class Engine(Relations, Protocol):
    """One way to run a build. Whatever the engine, the same inputs give the same bytes in the files."""

    name: str

    def open(self, name: str, files: Sequence[Path]) -> None:
        """Makes a table of Parquet files, all of one schema."""
        ...

    def save(
        self, sql: str, folder: Path, *, order: Sequence[str], schema: pa.Schema | None = None, parts: int = 1
    ) -> int:
        """Writes what a query gives into ``folder`` as Parquet, and gives the number of rows.

        The query has a column ``part`` (0 to ``parts`` - 1), which says into which file a row goes and is not written.
        Rows are in the ``order`` of columns that together tell each row from all others, nulls last. ``schema`` tells
        the columns and their types; it can be left out where the query only hands columns on. What an engine counts or
        numbers is as wide as the engine likes, and the files are the same only where the schema says how wide.

        A file has its name only once it is whole.
        """
        ...

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Sequence[_Item],
        *,
        lost: Callable[[_Item, str], _Result],
    ) -> Iterator[_Result]:
        """What ``work`` gives for each item, in their order; ``work``, items and results are picklable and small.

        Where a process dies over an item, ``lost`` tells what stands in its place, given how it died.
        """
        ...
