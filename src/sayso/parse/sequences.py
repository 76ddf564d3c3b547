"""A unit's words -> sequences that the network reads: all of them, or parts where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

__all__ = ["MAX_WORDS", "sequences", "single_sentences"]

# The longest paragraph of a hundred has about as many; what is beyond has its own sentences.
MAX_WORDS = 128
_ENDS = frozenset(".?!")
_AFTER_END = frozenset("”’)\"'")
_OPENING = frozenset("“‘")


def sequences(words: Sequence[str]) -> list[range]:
    """Ranges of at most ``MAX_WORDS`` words that end with a sentence where one ends, in order."""
    found = []
    start = 0
    while len(words) - start > MAX_WORDS:
        limit = start + MAX_WORDS
        stop = next((stop for stop in range(limit, start, -1) if _is_end(words, start, stop)), limit)
        found.append(range(start, stop))
        start = stop
    if start < len(words):
        found.append(range(start, len(words)))
    return found


def single_sentences(words: Sequence[str]) -> list[range]:
    """The same, each sentence by itself: so is read what stands inside a quotation.

    In “I said: ‘No.’ I made it clear that we stay” the second sentence reports too, but in articles what follows a
    quotation like that is mostly part of it, and the network has learnt to leave it alone.
    """
    found = []
    for part in sequences(words):
        stops = [stop for stop in range(part.start + 1, part.stop) if _is_end(words, part.start, stop)]
        found += [range(start, stop) for start, stop in pairwise([part.start, *stops, part.stop])]
    return found


def _is_end(words: Sequence[str], start: int, stop: int) -> bool:
    """Whether a sentence ends before ``stop`` and another begins there."""
    last = stop - 1
    while last > start and words[last] in _AFTER_END:
        last -= 1
    return words[last] in _ENDS and bool(words[stop : stop + 1]) and _begins(words[stop])


def _begins(word: str) -> bool:
    return word[0].isupper() or word in _OPENING
