"""What workers do in tests: by name, as they load it anew."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pyarrow as pa

from sayso.errors import UsageError
from sayso.relations import Mapping


def ready() -> None:
    """Nothing to prepare."""


def doubled(number: int) -> int:
    return 2 * number


def deadly(number: int) -> str:
    if number % 3 == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return f"did {number}"


def mistaken(number: int) -> int:
    if number == 2:
        raise UsageError("two is no number")
    return number


def as_many(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Each number as often as it says, and the size of the batch it came in."""
    numbers = [number for number in batch.column("number").to_pylist() for _ in range(number)]
    return pa.RecordBatch.from_arrays(
        [pa.array(numbers, pa.int64()), _sizes(batch, len(numbers))], schema=AS_MANY.schema
    )


def _sizes(batch: pa.RecordBatch, length: int) -> pa.Array:
    return pa.array([batch.num_rows] * length, pa.int32())


AS_MANY = Mapping(as_many, pa.schema([("number", pa.int64()), ("batch", pa.int32())]), rows=2)


def sealed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """The number in four bytes."""
    found = [number.to_bytes(4, "big") for number in batch.column("number").to_pylist()]
    return pa.RecordBatch.from_arrays([pa.array(found, pa.binary(4))], schema=SEALED.schema)


SEALED = Mapping(sealed, pa.schema([("seal", pa.binary(4))]))


def once_broken(batch: pa.RecordBatch, *, mark: Path) -> pa.RecordBatch:
    """Dies the first time that it is called at all."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return batch
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def folder(_: int) -> str:
    """Where a worker of Spark is at work: each has its own."""
    time.sleep(0.2)  # so that nobody is done with all before the other has begun
    return str(Path.cwd())
