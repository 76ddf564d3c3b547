"""Whether confidence means what it says: of the statements at 0.9, are nine in ten right?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sayso.evaluate.scorer import Article, Credit, earned

__all__ = ["Bin", "Reliability", "reliability"]

_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The statements with a confidence from ``low`` to under ``high``; 1.0 itself is in the last bin.

    ``confidence`` is their mean, ``exact`` and ``matched`` the shares (0..1) that are so in the gold; None where there
    are none.
    """

    low: float
    high: float
    statements: int
    confidence: float | None
    exact: float | None
    matched: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """All ten bins, and how far confidence is off the share that is exact, or matched: the mean over the statements of
    their bin's distance (the expected calibration error of Naeini et al., 2015)."""

    bins: tuple[Bin, ...]
    off_exact: float
    off_matched: float


def reliability(articles: Iterable[Article]) -> Reliability | None:
    """The table over all statements that tell a confidence; None where none does."""
    rows = [
        (each.confidence, credit)
        for gold, found in articles
        for each, credit in zip(found, earned(found, gold), strict=True)
        if each.confidence is not None
    ]
    if not rows:
        return None
    bins: list[list[Row]] = [[] for _ in range(_BINS)]
    for row in rows:
        bins[min(_BINS - 1, int(row[0] * _BINS))].append(row)
    return Reliability(
        bins=tuple(_bin(number, inside) for number, inside in enumerate(bins)),
        off_exact=_off(bins, lambda credit: credit.exact),
        off_matched=_off(bins, lambda credit: credit.matched),
    )


Row = tuple[float, Credit]
"""A statement's confidence, and what it earned."""


def _bin(number: int, inside: Sequence[Row]) -> Bin:
    low, high, count = number / _BINS, (number + 1) / _BINS, len(inside)
    if not count:
        return Bin(low, high, 0, None, None, None)
    return Bin(
        low,
        high,
        count,
        confidence=sum(confidence for confidence, _ in inside) / count,
        exact=sum(credit.exact for _, credit in inside) / count,
        matched=sum(credit.matched for _, credit in inside) / count,
    )


def _off(bins: Sequence[Sequence[Row]], right: Callable[[Credit], float]) -> float:
    """A bin's distance times its statements is what the differences of its statements sum up to."""
    distances = [abs(sum(confidence - right(credit) for confidence, credit in inside)) for inside in bins]
    return sum(distances) / sum(map(len, bins))
