"""Tables by name, and the SQL that makes more of them: what a stage over sets needs of an engine.

A stage writes each relational step once, in the part of SQL that DuckDB and Spark both know: joins, groups, windows,
one ``UNNEST`` of a list, integer arithmetic and bits. Hashes, keys, weights and scores come from functions on batches
of rows, never from an engine, so that every engine gives the same rows. Sums are over integers, which add up to the
same in any order. Columns are whole numbers with a sign, text, bytes, truth, and lists of these: Spark has no others.
"""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import NamedTuple, Protocol

import pyarrow as pa

__all__ = ["Mapping", "Relations", "number_of"]


def number_of(text: str) -> int:
    """The number that stands for a text in tables: 64 bits, signed."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True)


class Mapping(NamedTuple):
    """A function on batches of rows, and what it gives. It must be picklable, and treat each row by itself, of which
    it may make several, or none."""

    function: Callable[[pa.RecordBatch], pa.RecordBatch]
    schema: pa.Schema
    rows: int = 1_024
    """How many rows a batch has at most."""


class Relations(Protocol):
    """The tables of one run. Names are plain identifiers; a name made again stands for the new table."""

    def put(self, name: str, table: pa.Table) -> None:
        """Makes a table of what is in memory."""
        ...

    def make(self, name: str, sql: str, through: Mapping | None = None) -> int:
        """Makes a table of what a query gives, mapped where ``through`` tells how; gives its number of rows."""
        ...

    def fetch(self, sql: str) -> pa.Table:
        """What a query gives, in memory."""
        ...

    def drop(self, *names: str) -> None:
        """Forgets tables."""
        ...
