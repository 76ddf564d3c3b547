"""Who said what, in which words, and what each outlet kept, changed or left out.

::

    import sayso

    comparison = sayso.compare(["herald.txt", "courier.html"])
    for collation in comparison.things_said:
        print(collation.cluster.speaker, [difference.because for difference in collation.differences])

    for statement in sayso.statements("“We will not pay,” said Ilmar Tosk, the president."):
        print(statement.speaker, statement.kind, statement.content)

The records that come back are in ``sayso.records`` and ``sayso.comparison``, the settings in ``sayso.config``. Each
stage is a package of its own (``sayso.read``, ``sayso.clean``, ...) and can be called by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.config import Settings
from sayso.errors import SaysoError, SettingsError, UsageError

if TYPE_CHECKING:
    from sayso.pipeline import clean_articles, compare, read_articles, statements

__all__ = [
    "SaysoError",
    "Settings",
    "SettingsError",
    "UsageError",
    "__version__",
    "clean_articles",
    "compare",
    "read_articles",
    "statements",
]

__version__ = "0.1.0"

_VERBS = frozenset({"clean_articles", "compare", "read_articles", "statements"})


def __getattr__(name: str) -> object:
    """The verbs, loaded when first asked for: the stages behind them take a second, ``import sayso`` takes none."""
    if name not in _VERBS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from sayso import pipeline

    verb: object = getattr(pipeline, name)
    globals()[name] = verb
    return verb


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
