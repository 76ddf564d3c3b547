"""A unit's words -> sequences that the network reads: all of them, or parts where there are too many."""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["MAX_WORDS", "sequences"]

# The longest paragraph of a hundred has about as many; what is beyond has its own sentences.
MAX_WORDS = 128
_ENDS = frozenset(".?!")
_AFTER_END = frozenset("”’)\"'")


def sequences(words: Sequence[str]) -> list[range]:
    """Ranges of at most ``MAX_WORDS`` words that end with a sentence where one ends, in order."""
    found = []
    start = 0
    while len(words) - start > MAX_WORDS:
        stop = _last_end(words, start, start + MAX_WORDS)
        found.append(range(start, stop))
        start = stop
    if start < len(words):
        found.append(range(start, len(words)))
    return found


def _last_end(words: Sequence[str], start: int, limit: int) -> int:
    """Where the last sentence that fits ends; ``limit`` where none does."""
    for stop in range(limit, start, -1):
        last = stop - 1
        while last > start and words[last] in _AFTER_END:
            last -= 1
        if words[last] in _ENDS and words[stop : stop + 1] and words[stop][0].isupper():
            return stop
    return limit
