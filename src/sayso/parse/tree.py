"""Scores of heads -> a tree, and where words hang in it as seen from another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

__all__ = ["LEVELS", "REACH", "heads_of", "relations"]

Ints = NDArray[np.intp]

# A word hangs under another one, under its head, the head of that, or the next one up: so many levels.
LEVELS = 4
REACH = 12  # steps that a word's way up is followed


def heads_of(scores: NDArray[np.float32]) -> list[int]:
    """The head of every token of a sentence: a tree with one root, which is its own head.

    ``scores[token, head]``; the diagonal is for being the root. Every token takes its best head. Where that leaves a
    circle, the token in it that loses least takes the best head outside all that hangs on the circle.
    """
    count = len(scores)
    heads: list[int] = scores.argmax(axis=1).tolist()
    if sum(head == token for token, head in enumerate(heads)) == 1 and not _circle(_tops(heads), heads):
        return heads
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    root = int((scores.diagonal() - others.max(axis=1)).argmax()) if count > 1 else 0
    heads = others.argmax(axis=1).tolist()
    heads[root] = root
    while circle := _circle(tops := _tops(heads), heads):
        outside = np.where(np.array(tops) == circle[0], -np.inf, others[circle])
        loss = others[circle, [heads[token] for token in circle]] - outside.max(axis=1)
        at = int(loss.argmin())
        heads[circle[at]] = int(outside[at].argmax())
    return heads


def _tops(heads: Sequence[int]) -> list[int]:
    """For every token the root that its way up leads to, or the least token of the circle."""
    tops = [-1] * len(heads)
    for token in range(len(heads)):
        way: list[int] = []
        at = token
        while tops[at] < 0 and at not in way:
            way.append(at)
            at = heads[at]
        top = tops[at] if tops[at] >= 0 else min(way[way.index(at) :])
        for each in way:
            tops[each] = top
    return tops


def _circle(tops: Sequence[int], heads: Sequence[int]) -> list[int]:
    """The tokens of the first circle, its least first; none where every way leads to a root."""
    for top in sorted(set(tops)):
        if heads[top] != top:
            circle = [top]
            while (above := heads[circle[-1]]) != top:
                circle.append(above)
            return circle
    return []


def relations(heads: Ints, deps: Ints, cues: Ints, *, none: int) -> tuple[Ints, Ints]:
    """How far up from its tree's cue each word's way meets the cue's own, and as which dependency it comes there.

    Each tree has one cue. ``LEVELS`` and ``none`` where the ways do not meet; ``none`` too for a word on the cue's own.
    """
    chain = np.full(len(heads), LEVELS)
    tops = cues
    for step in range(LEVELS):
        chain[tops] = np.minimum(chain[tops], step)
        tops = heads[tops]
    level, way = np.full(len(heads), LEVELS), np.full(len(heads), none)
    at, last = np.arange(len(heads)), np.full(len(heads), none)
    for _ in range(REACH):
        reached = chain[at]
        fresh = (level == LEVELS) & (reached < LEVELS)
        level, way = np.where(fresh, reached, level), np.where(fresh, last, way)
        last, at = deps[at], heads[at]
    return level, way
