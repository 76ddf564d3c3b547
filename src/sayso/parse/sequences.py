"""A unit's words -> sequences that the network reads: all of them, or parts where there are too many."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise

__all__ = ["MAX_WORDS", "sequences", "single_sentences"]

MAX_WORDS = 128  # the longest paragraph of a hundred has about as many; a longer sentence is cut
# Sentences up to here are read together. It has learnt from longer parts and finds as much in these, in a tenth less
# time: in long ones many steps are taken for a few sequences that still go on.
_USUAL = 48
_ENDS = frozenset(".?!")
_AFTER_END = frozenset("”’)\"'")
_OPENING = frozenset("“‘")


def sequences(words: Sequence[str], usual: int = _USUAL) -> list[range]:
    """Ranges of words, in order, that end where a sentence ends: of ``usual`` words at most, or of one longer sentence.

    None has more than ``MAX_WORDS``.
    """
    found = []
    start = 0
    while len(words) - start > usual:
        found.append(range(start, _stop(words, start, usual)))
        start = found[-1].stop
    if start < len(words):
        found.append(range(start, len(words)))
    return found


def _stop(words: Sequence[str], start: int, usual: int) -> int:
    """Where the last sentence that fits ends; else the first one, or where the part is full."""
    limit = min(start + MAX_WORDS, len(words))
    within = range(start + usual, start, -1)
    beyond = range(start + usual + 1, limit)
    return next((stop for stop in chain(within, beyond) if _is_end(words, start, stop)), limit)


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
