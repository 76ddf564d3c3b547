"""What the benchmarks that break something on purpose are told on the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

__all__ = ["asked"]


def asked(
    doc: str | None, arguments: Sequence[str] | None, *, count: int, counted: str, spoilt: str
) -> argparse.Namespace:
    """``count``, ``seed`` and ``spoilt``: how many of what is ``counted``, other articles and moments, and whether that
    is left out by which the figures are reached."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=count, help=f"{counted} ({count})")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other articles and moments")
    parser.add_argument("--spoilt", action="store_true", help=f"{spoilt}, to see the figures missed")
    return parser.parse_args(arguments)
