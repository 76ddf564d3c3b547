"""How many threads numpy's libraries take."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

__all__ = ["ask_for_one_thread", "keep_to_one_thread", "one_thread"]


def ask_for_one_thread() -> None:
    """Before numpy is loaded: its libraries then start no others, which takes 50 ms and memory for each. Also asked of
    the processes that are started later. Who has set the variable knows better."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


@contextmanager
def one_thread() -> Iterator[None]:
    """Keeps them to one. The network's matrices are small: more threads cost more than they bring, and the last digit
    of a sum may hang on their number."""
    with _libraries().limit(limits=1):
        yield


def keep_to_one_thread() -> None:
    """The same for as long as the process lives."""
    _libraries().limit(limits=1)


@cache
def _libraries() -> ThreadpoolController:
    # Those that are loaded: numpy's are loaded with numpy.
    import numpy  # noqa: F401
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()
