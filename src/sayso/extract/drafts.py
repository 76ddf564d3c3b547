"""A statement while it is being found: token indices of one article, before they become spans."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """``words`` are the token indices of the content in order; a placeholder among them stands for a quotation.

    ``cue`` and ``source`` are token indices too, empty where the article prints none. ``unit`` is where the cue
    stands. ``speech`` tells whether it reports speaking, not thinking or wishing. ``following`` says that the first
    quotation goes on with one of an earlier paragraph, whose index it is. ``bare`` says that no words around the
    quotation report it.
    """

    unit: int
    words: tuple[int, ...]
    cue: tuple[int, ...]
    source: tuple[int, ...]
    confidence: float
    because: str
    addressee: tuple[int, ...] = ()
    hedge: tuple[int, ...] = ()
    speech: bool = True
    following: int | None = None
    bare: bool = False
