"""Passages that only one of two readings has, and whether the other is cut short by them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.tokens import Word, content, opens_clause, opens_sentence
from sayso.records import Change, Kind

__all__ = ["cut", "in_one_piece"]

_MIN_JOINED = 3
"""Content words that the clause before "and …" shares with the other reading, for that to be cut off from it."""
_MIN_INSIDE = (2, 4)
"""Content words, or words with one of these among them, that are a part of a sentence: a "But" left over is none."""
_MAX_TO_HELD = 6
"""Words from a passage to the nearest one that the other reading has."""
_JOINS = frozenset(["and", "but", "so", "or", "because", "nor"])
_FINITE = frozenset(
    """i we he she they you it am is are was were do does did have has had will would shall should can could may might
    must""".split()  # noqa: SIM905 - reads as a word list
)


def cut(lineup: Lineup, part: Segment) -> list[Found] | None:
    """The part as a passage that only one reading has; None where it is other wording. Empty: too small to tell."""
    if _only(lineup, part):
        return _cut_found(lineup, part, first=True)
    if _only(lineup.mirrored, part.mirrored):
        return [
            found._replace(place=found.place.mirrored)
            for found in _cut_found(lineup.mirrored, part.mirrored, first=False)
        ]
    return None


def _only(lineup: Lineup, part: Segment) -> bool:
    alone = part.right == part.right_end and content(lineup.left.words, part.left, part.left_end) > 0
    return alone or lineup.is_cut(part)


def _cut_found(lineup: Lineup, part: Segment, *, first: bool) -> list[Found]:
    words = lineup.left.words[part.left : part.left_end]
    clause = _is_clause(words) or _is_closed(lineup, part)
    if not lineup.quoted_both and not clause:
        return []  # a paraphrase drops words all the time; only whole clauses tell something
    substantive = clause and _is_cut_short(lineup, part)
    which = "first" if first else "second"
    said = quoted(lineup.left, part.left, part.left_end)
    return [Found(Change.CUT, substantive, in_one_piece(lineup, part), f"{said} stands only in the {which}")]


def _is_cut_short(lineup: Lineup, part: Segment) -> bool:
    """Whether the other outlet has the sentence that the passage belongs to, without it.

    A retelling is shorter by its nature: of one only a clause of its own counts, as in “…, and nobody counted them”. Of
    quotations every part of a sentence does, and sentences that are gone from the middle; but to quote a sentence less
    at either end is no change of sense.
    """
    before, after = _held(lineup, part, -1), _held(lineup, part, 1)
    marked = set(range(part.left, part.left_end)) <= lineup.marked
    if marked and (_is_from_the_middle(lineup, before, after) or _is_part_of_quoted(before, after)):
        return True
    if marked and lineup.right.kind is Kind.MIXED:
        return False  # the other picks out words, and does not tell the sentence
    joined = lineup.left.words[part.left].norm in _JOINS
    return joined and before is not None and before.same_sentence and lineup.matched(part.left - 1) >= _MIN_JOINED


def _is_from_the_middle(lineup: Lineup, before: _Held | None, after: _Held | None) -> bool:
    """Whether the other quotes what stands on both sides, in one piece."""
    if before is None or after is None or not (before.marked and after.marked):
        return False
    pieces = [lineup.right.words[held.at].piece for held in (before, after)]
    return pieces[0] == pieces[1] or (before.same_sentence and after.same_sentence)


def _is_part_of_quoted(before: _Held | None, after: _Held | None) -> bool:
    return any(held is not None and held.marked and held.same_sentence for held in (before, after))


class _Held(NamedTuple):
    """A word beside a passage that the other reading has, as its word ``at``: in marks there, or of the same sentence.

    Of the same sentence it is only where the passage's part of that sentence says something.
    """

    at: int
    marked: bool
    same_sentence: bool


def _held(lineup: Lineup, part: Segment, step: int) -> _Held | None:
    """The nearest word before (-1) or after (1) the passage that the other reading has."""
    words = lineup.left.words
    i = part.left if step < 0 else part.left_end - 1
    same_sentence = _says_something(words, _inside(words, part, step))
    for _ in range(_MAX_TO_HELD):
        same_sentence &= not _opens(words, i if step < 0 else i + 1)
        i += step
        if not 0 <= i < len(words):
            return None
        j = lineup.to_right[i]
        if j is not None:
            return _Held(j, j in lineup.mirrored.marked, same_sentence)
    return None


def _inside(words: Sequence[Word], part: Segment, step: int) -> range:
    """The words of the first (-1) or last (1) sentence that the passage holds a part of."""
    openings = [i for i in range(part.left + 1, part.left_end) if _opens(words, i)]
    if step < 0:
        return range(part.left, openings[0] if openings else part.left_end)
    return range(openings[-1] if openings else part.left, part.left_end)


def _says_something(words: Sequence[Word], part: range) -> bool:
    carried = content(words, part.start, part.stop)
    return carried >= _MIN_INSIDE[0] or (carried > 0 and len(part) >= _MIN_INSIDE[1])


def _opens(words: Sequence[Word], i: int) -> bool:
    """Whether a sentence begins at word ``i``: after reporting words in the middle of one goes on in small letters."""
    if i >= len(words):
        return True
    return opens_sentence(words[i]) and (i == 0 or words[i].piece == words[i - 1].piece or words[i].capital)


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether the words say something of their own: with a subject or a verb, or four content words."""
    carried = content(words, 0, len(words))
    return carried >= 4 or (carried >= 2 and any(word.norm in _FINITE for word in words))


def _is_closed(lineup: Lineup, part: Segment) -> bool:
    """Whether the left words are a sentence or a clause from mark to mark: "The farmers feed the soldiers."

    "and nobody counted the bolts" is one; "and the old castle" may be the end of a list.
    """
    words = lineup.left.words
    carried = content(words, part.left, part.left_end)
    at_end = part.left_end == len(words)
    if opens_sentence(words[part.left]) and (at_end or opens_sentence(words[part.left_end])):
        return carried >= 2
    if not opens_clause(words[part.left]) or not (at_end or opens_clause(words[part.left_end])):
        return False
    finite = any(word.norm in _FINITE for word in words[part.left : part.left_end])
    return carried >= 3 or (finite and carried >= 1 and part.left_end - part.left >= 4)


def in_one_piece(lineup: Lineup, part: Segment) -> Segment:
    """The part without the words between two pieces of a reading: “X,” she said, “Y.”; the larger piece is kept."""
    left = _largest_piece(lineup.left.words, part.left, part.left_end)
    right = _largest_piece(lineup.right.words, part.right, part.right_end)
    return Segment(*left, *right)


def _largest_piece(words: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    if first == last or words[first].piece == words[last - 1].piece:
        return first, last
    pieces = [word.piece for word in words[first:last]]
    largest = max(sorted(set(pieces)), key=pieces.count)
    start = first + pieces.index(largest)
    return start, start + pieces.count(largest)
