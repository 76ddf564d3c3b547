"""The commands of a library by their names: each parses, calls one verb of ``Library``, and shows what it gives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from sayso.libraries.exporting import export
from sayso.libraries.finding import search, show_item, stories, trace, who
from sayso.libraries.keeping import add, init, watch

__all__ = ["LIBRARY_COMMANDS"]

LIBRARY_COMMANDS: Final[tuple[tuple[str, Callable[..., None]], ...]] = (
    ("init", init),
    ("add", add),
    ("watch", watch),
    ("search", search),
    ("who", who),
    ("trace", trace),
    ("stories", stories),
    ("show", show_item),
    ("export", export),
)
