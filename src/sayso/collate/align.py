"""Align: readings set word against word.

Weighted global alignment (Needleman and Wunsch 1970) of normalised words: equal beats one stem, that beats near
spelling or a synonym, that beats two numbers, that beats a mismatch. Several readings are joined one after another to
the columns made so far, the longest first, so the order of arrival plays no part (progressive alignment, as in
CollateX). Up to ``MAX_CELLS`` comparisons are made in full; longer readings are cut at words that stand once in each
(patience anchors), and a piece that is still too long is left unpaired: coarser, never wrong and never quadratic.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np

from sayso.collate.cells import Cell, Level
from sayso.collate.likeness import Scores, level_of, weights
from sayso.collate.moved import moved
from sayso.collate.numerals import merged
from sayso.collate.tokens import Word, opens_sentence, remembered, tokenise
from sayso.records import Alignment, Block, Column
from sayso.spans import Span

__all__ = ["MAX_CELLS", "align", "align_words", "pair"]

MAX_CELLS = 4_500_000
"""Word comparisons made in full: two readings of some 2,000 words, about a second."""
_MAX_PIECE = 250_000
"""Word comparisons in one piece of a long reading that was cut at anchors."""
_MOST_KEPT = 500, 100_000
"""Alignments that are kept, as many articles have the same words, and the word comparisons of one at most."""


def align(texts: Sequence[tuple[str, Sequence[Span]]]) -> Alignment:
    """The readings, each given as its article's text and its content spans, set word against word.

    ``align([("We will pay", [Span(0, 11)]), ("we’ll never pay", [Span(0, 15)])])`` has four columns; the third holds
    nothing of the first reading and ``never`` of the second.
    """
    return align_words([merged(tokenise(text, spans), text) for text, spans in texts])


def align_words(readings: Sequence[Sequence[Word]]) -> Alignment:
    """As ``align``, for readings that are tokenised already."""
    order = sorted(range(len(readings)), key=lambda k: (-len(readings[k]), [_form(word) for word in readings[k]]))
    columns: list[list[int | None]] = []
    for placed, k in enumerate(order):
        columns = _joined(columns, [readings[i] for i in order[:placed]], readings[k])
    back = [order.index(k) for k in range(len(readings))]
    rows = [[column[i] for i in back] for column in columns]
    return Alignment(tuple(_column(row, readings) for row in rows), _blocks(rows, readings))


def pair(left: Sequence[Word], right: Sequence[Word], *, retold: bool = False) -> list[Cell]:
    """Two readings set word against word, the same (mirrored) whichever comes first.

    ``retold``: one quotes and the other paraphrases, so *I will* and *he would* are near.
    """
    one, other = _bare(tuple(left)), _bare(tuple(right))
    if one == other:
        return [Cell(i, i, Level.EQUAL) for i in range(len(left))]
    cells = _kept_cells if len(left) * len(right) <= _MOST_KEPT[1] else _cells
    if [_form(word) for word in other] < [_form(word) for word in one]:
        return [Cell(cell.right, cell.left, cell.level) for cell in cells(other, one, retold=retold)]
    return list(cells(one, other, retold=retold))


@remembered
def _bare(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The words without what the alignment does not look at: many articles have them, each at another place."""
    return tuple(
        word._replace(start=0, end=0, text="", before="." if opens_sentence(word) else "", piece=0) for word in words
    )


def _cells(left: tuple[Word, ...], right: tuple[Word, ...], *, retold: bool) -> tuple[Cell, ...]:
    path = _aligned([(word,) for word in left], right, retold=retold)
    levels = (Level.NONE if i is None or j is None else level_of(left[i], right[j], retold=retold) for i, j in path)
    return tuple(Cell(i, j, level) for (i, j), level in zip(path, levels, strict=True))


_kept_cells = lru_cache(_MOST_KEPT[0])(_cells)


def _form(word: Word) -> tuple[str, bool]:
    """All of a word that the alignment looks at."""
    return word.norm, opens_sentence(word)


def _joined(
    columns: list[list[int | None]], placed: Sequence[Sequence[Word]], words: Sequence[Word]
) -> list[list[int | None]]:
    """The columns with one more reading."""
    profile = [tuple(placed[k][i] for k, i in enumerate(column) if i is not None) for column in columns]
    empty: list[int | None] = [None] * len(placed)
    return [
        [*(empty if place is None else columns[place]), index]
        for place, index in _aligned(profile, words, retold=False)
    ]


def _column(cells: Sequence[int | None], readings: Sequence[Sequence[Word]]) -> Column:
    norms = {None if i is None else readings[k][i].norm for k, i in enumerate(cells)}
    spans = (None if i is None else Span(readings[k][i].start, readings[k][i].end) for k, i in enumerate(cells))
    return Column(tuple(spans), same=len(norms) == 1)


def _blocks(columns: Sequence[Sequence[int | None]], readings: Sequence[Sequence[Word]]) -> tuple[Block, ...]:
    """The runs of words that stand at one place in some readings and at another in others."""
    found: list[dict[int, Span]] = []
    for (one, left), (other, right) in combinations(enumerate(readings), 2):
        cells = [_cell(column[one], column[other], left, right) for column in columns]
        for run in moved([cell for cell in cells if cell.left is not None or cell.right is not None], left, right):
            here = Span(left[run.left].start, left[run.left + run.length - 1].end)
            there = Span(right[run.right].start, right[run.right + run.length - 1].end)
            _gather(found, one, here)[other] = there
    return tuple(Block(tuple(block.get(k) for k in range(len(readings)))) for block in found)


def _cell(i: int | None, j: int | None, left: Sequence[Word], right: Sequence[Word]) -> Cell:
    alike = i is not None and j is not None and left[i].norm == right[j].norm
    return Cell(i, j, Level.EQUAL if alike else Level.NONE)


def _gather(blocks: list[dict[int, Span]], reading: int, span: Span) -> dict[int, Span]:
    """The block that holds this run of the reading already, or a new one."""
    for block in blocks:
        if block.get(reading) == span:
            return block
    blocks.append({reading: span})
    return blocks[-1]


def _aligned(
    rows: Sequence[tuple[Word, ...]], words: Sequence[Word], *, retold: bool
) -> list[tuple[int | None, int | None]]:
    """Pairs of column and word index, in order; None for a gap."""
    if len(rows) * len(words) <= MAX_CELLS:
        return _path(rows, words, range(len(rows)), range(len(words)), retold=retold)
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    for a, b in [*_anchors(rows, words), (len(rows), len(words))]:
        pairs += _piece(rows, words, range(i, a), range(j, b), retold=retold)
        if a < len(rows):
            pairs.append((a, b))
        i, j = a + 1, b + 1
    return pairs


def _piece(
    rows: Sequence[tuple[Word, ...]], words: Sequence[Word], down: range, across: range, *, retold: bool
) -> list[tuple[int | None, int | None]]:
    if len(down) * len(across) <= _MAX_PIECE:
        return _path(rows, words, down, across, retold=retold)
    return [*((i, None) for i in down), *((None, j) for j in across)]


def _anchors(rows: Sequence[tuple[Word, ...]], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Runs of two words that stand once on each side, as far as they keep their order (patience)."""
    left = _once([min(word.norm for word in row) for row in rows])
    right = _once([word.norm for word in words])
    shared = sorted((i, right[form]) for form, i in left.items() if form in right)
    return _longest_rise(shared)


def _once(norms: Sequence[str]) -> dict[tuple[str, str], int]:
    places: dict[tuple[str, str], int] = {}
    for i, form in enumerate(pairwise(norms)):
        places[form] = -1 if form in places else i
    return {form: i for form, i in places.items() if i >= 0}


def _longest_rise(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides."""
    tails: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for k, (_, j) in enumerate(pairs):
        place = bisect_left(tails, j)
        before.append(at[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        at[place : place + 1] = [k]
    chain = []
    k = at[-1] if at else -1
    while k >= 0:
        chain.append(pairs[k])
        k = before[k]
    return chain[::-1]


def _path(
    rows: Sequence[tuple[Word, ...]], words: Sequence[Word], down: range, across: range, *, retold: bool
) -> list[tuple[int | None, int | None]]:
    """The best path through one block. Gaps cost nothing, so a row of the table is a running maximum."""
    if not down or not across:
        return [*((i, None) for i in down), *((None, j) for j in across)]
    scores = weights(rows[down.start : down.stop], words[across.start : across.stop], retold=retold)
    best = np.zeros((len(down) + 1, len(across) + 1), dtype=np.int32)
    for i in range(len(down)):
        np.maximum(best[i, 1:], best[i, :-1] + scores[i], out=best[i + 1, 1:])
        np.maximum.accumulate(best[i + 1, 1:], out=best[i + 1, 1:])
    return [(None if i is None else down[i], None if j is None else across[j]) for i, j in _traced(best, scores)]


def _traced(best: Scores, scores: Scores) -> Iterable[tuple[int | None, int | None]]:
    i, j = best.shape[0] - 1, best.shape[1] - 1
    pairs: list[tuple[int | None, int | None]] = []
    while i > 0 and j > 0:
        if scores[i - 1, j - 1] > 0 and best[i, j] == best[i - 1, j - 1] + scores[i - 1, j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif best[i, j] == best[i, j - 1]:
            j -= 1
            pairs.append((None, j))
        else:
            i -= 1
            pairs.append((i, None))
    pairs += [(None, k) for k in range(j - 1, -1, -1)]
    pairs += [(k, None) for k in range(i - 1, -1, -1)]
    return reversed(pairs)
