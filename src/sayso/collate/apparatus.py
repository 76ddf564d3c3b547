"""The apparatus: what all readings have in common, and place by place who has what, as editors of texts print it.

    forty A B ] sixty C; om. D

A, B and C are sigla, a letter for each article. Before the bracket stands the lemma: what most articles have, or what
the reference has where there is one; it is no better than the rest. ``om.`` (omits) marks a reading that has nothing
there, ``add.`` (adds) one that has words where the rest has none, and ``transp.`` (transposes) one that has the same
words at another place. Marks, capitals and spelling make no entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from sayso.collate.tokens import Word
from sayso.collate.wording import Wording
from sayso.records import Alignment, Apparatus, Block, Entry, Passage, Variant
from sayso.spans import Span

__all__ = ["apparatus", "sigla"]

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MIN_COMMON = 2
"""Words of the shortest wording that is told as common to all, one of them a content word."""
_MAX_TOGETHER = 10
"""Columns of a stretch that is told in one entry."""
_OMITS, _ADDS, _TRANSPOSES = "om.", "add.", "transp."


def apparatus(
    alignment: Alignment, wordings: Sequence[Wording], signs: Sequence[str], *, reference: str | None = None
) -> Apparatus:
    """The apparatus of readings that are aligned; ``reference`` is the document whose wordings are the lemmata."""
    if len(wordings) < 2:
        return Apparatus(tuple(signs))
    table = _Table(alignment, wordings, signs, reference)
    entries = sorted(table.entries(), key=lambda placed: placed[0])
    return Apparatus(tuple(signs), tuple(entry for _, entry in entries), table.common(), tuple(table.only()))


def sigla(documents: Sequence[str], order: Sequence[str]) -> tuple[str, ...]:
    """A sign for each reading, given as its document: a letter for each of ``order``, A2 for its second reading."""
    seen: dict[str, int] = {}
    found = []
    for document in documents:
        seen[document] = seen.get(document, 0) + 1
        letter = _letters(order.index(document))
        found.append(letter if seen[document] == 1 else f"{letter}{seen[document]}")
    return tuple(found)


def _line(variants: Sequence[Variant], signs: Sequence[str], *, moved: bool) -> str:
    """``forty A B ] sixty C; om. D``; ``at once add. C`` where the rest has nothing."""
    lemma, *others = variants
    if moved:
        return f"{lemma.words} {_witnesses([lemma], signs)} ] {_TRANSPOSES} {_witnesses(others, signs)}"
    if not lemma.words:
        return "; ".join(f"{other.words} {_ADDS} {_witnesses([other], signs)}" for other in others)
    told = "; ".join(f"{other.words or _OMITS} {_witnesses([other], signs)}" for other in others)
    return f"{lemma.words} {_witnesses([lemma], signs)} ] {told}"


def _witnesses(variants: Sequence[Variant], signs: Sequence[str]) -> str:
    return " ".join(sorted((signs[k] for variant in variants for k in variant.readings), key=lambda s: (len(s), s)))


def _letters(number: int) -> str:
    """A to Z, then AA, AB: 0 is A, 26 is AA."""
    letters = ""
    number += 1
    while number:
        number, last = divmod(number - 1, len(_LETTERS))
        letters = _LETTERS[last] + letters
    return letters


class _Table:
    """The columns with the words in them. ``grid[k][n]`` is the word of reading ``k`` in column ``n``.

    It is None where there is none, or one that is transposed: that is told by itself.
    """

    def __init__(
        self, alignment: Alignment, wordings: Sequence[Wording], signs: Sequence[str], reference: str | None
    ) -> None:
        self.alignment = alignment
        self.wordings = wordings
        self.signs = signs
        self.reference = reference
        at = [{word.start: i for i, word in enumerate(wording.words)} for wording in wordings]
        self.whole = [
            [None if (cell := column.cells[k]) is None else at[k].get(cell.start) for column in alignment.columns]
            for k in range(len(wordings))
        ]
        gone = [_transposed_words(alignment, wording, k) for k, wording in enumerate(wordings)]
        self.grid = [[None if i in gone[k] else i for i in row] for k, row in enumerate(self.whole)]
        self.next = [_next_words(row, len(wording.words)) for row, wording in zip(self.whole, wordings, strict=True)]

    def entries(self) -> Iterator[tuple[int, Entry]]:
        """The places where readings part, and what is transposed; each with its first column."""
        for run in self._partings():
            entry = self._entry(run)
            if entry is not None:
                yield run.start, entry
        for block in self.alignment.moved:
            yield self._transposed(block)

    def common(self) -> tuple[Passage, ...]:
        """The longest run of words that all readings have, one passage each."""
        words = self.wordings[0].words
        runs = [run for run in self._stretches(lambda n: self.alignment.columns[n].same) if self._is_same(run)]
        for run in sorted(runs, key=lambda run: (-len(run), run.start)):
            first, last = self._words(run, 0)
            if len(run) >= _MIN_COMMON and any(not word.function for word in words[first:last]):
                return tuple(self._passage(k, run) for k in range(len(self.wordings)))
        return ()

    def only(self) -> Iterator[tuple[Passage, ...]]:
        """For each reading the runs of words that no other has there."""
        for k, wording in enumerate(self.wordings):
            alone = [i for n, i in enumerate(self.grid[k]) if i is not None and self._is_alone(n, k)]
            runs = [run for run in _in_a_row(alone, wording.words) if any(not wording.words[i].function for i in run)]
            yield tuple(wording.passage(run[0], run[-1] + 1) for run in runs)

    def _stretches(self, of: Callable[[int], object], within: range | None = None) -> Iterator[range]:
        """Columns in a row that are alike in what is asked."""
        whole = range(len(self.alignment.columns)) if within is None else within
        start = whole.start
        for n in range(whole.start + 1, whole.stop + 1):
            if n == whole.stop or of(n) != of(start):
                yield range(start, n)
                start = n

    def _partings(self) -> Iterator[range]:
        """Stretches that are not the same for all; long ones cut where the readings that have words change."""
        for run in self._stretches(lambda n: self.alignment.columns[n].same):
            if self._is_same(run):
                continue
            if len(run) <= _MAX_TOGETHER:
                yield run
            else:
                yield from self._stretches(self._present, run)

    def _is_same(self, run: range) -> bool:
        return self.alignment.columns[run.start].same

    def _present(self, n: int) -> tuple[bool, ...]:
        return tuple(row[n] is not None for row in self.grid)

    def _is_alone(self, n: int, k: int) -> bool:
        """Whether no other reading has the word of reading ``k`` in the column."""
        here = self._norm(n, k)
        return here is not None and all(self._norm(n, other) != here for other in range(len(self.grid)) if other != k)

    def _norm(self, n: int, k: int) -> str | None:
        index = self.grid[k][n]
        return None if index is None else self.wordings[k].words[index].norm

    def _words(self, run: range, k: int) -> tuple[int, int]:
        """First and one past the last word of reading ``k`` in the run; a point where there are none."""
        found = [index for n in run if (index := self.grid[k][n]) is not None]
        return (found[0], found[-1] + 1) if found else (self.next[k][run.start],) * 2

    def _passage(self, k: int, run: range) -> Passage:
        return self.wordings[k].passage(*self._words(run, k))

    def _entry(self, run: range) -> Entry | None:
        groups: dict[tuple[str, ...], list[int]] = {}
        for k, wording in enumerate(self.wordings):
            first, last = self._words(run, k)
            if first == last and any(self.whole[k][n] is not None for n in run):
                continue  # words that stand at another place: no omission
            groups.setdefault(tuple(word.norm for word in wording.words[first:last]), []).append(k)
        if len(groups) < 2:
            return None
        rows = [sorted(readings, key=self._sign) for readings in groups.values()]
        return self._made(
            Variant(self._said(run, row[0]), tuple(row), tuple(self._passage(k, run) for k in row)) for row in rows
        )

    def _sign(self, k: int) -> tuple[int, str]:
        """For the order of sigla: Z before AA."""
        return len(self.signs[k]), self.signs[k]

    def _made(self, variants: Iterable[Variant], *, moved: bool = False) -> Entry:
        ranked = tuple(sorted(variants, key=self._rank))
        return Entry(ranked, _line(ranked, self.signs, moved=moved), moved)

    def _said(self, run: range, k: int) -> str:
        """The words as printed; reporting words between two pieces of a quotation are left out."""
        first, last = self._words(run, k)
        wording = self.wordings[k]
        pieces = sorted({word.piece for word in wording.words[first:last]})
        cuts = [[i for i in range(first, last) if wording.words[i].piece == piece] for piece in pieces]
        return " … ".join(" ".join(wording.said(cut[0], cut[-1] + 1).split()) for cut in cuts)

    def _rank(self, variant: Variant) -> tuple[bool, int, list[tuple[int, str]]]:
        """The reference's first, else that of most articles; the order of sigla where as many have each."""
        documents = {self.wordings[k].document for k in variant.readings}
        return self.reference not in documents, -len(documents), [self._sign(k) for k in variant.readings]

    def _transposed(self, block: Block) -> tuple[int, Entry]:
        """The block: one variant for each place at which readings have it."""
        groups: dict[int, list[int]] = {}
        for k, span in enumerate(block.cells):
            if span is not None:
                groups.setdefault(self._column_of(k, span), []).append(k)
        variants = (self._moved_variant(block, sorted(readings, key=self._sign)) for readings in groups.values())
        return min(groups), self._made(variants, moved=True)

    def _moved_variant(self, block: Block, readings: Sequence[int]) -> Variant:
        spans = [span for k in readings if (span := block.cells[k]) is not None]
        said = " ".join(spans[0].of(self.wordings[readings[0]].text).split())
        passages = (Passage(self.wordings[k].document, span) for k, span in zip(readings, spans, strict=True))
        return Variant(said, tuple(readings), tuple(passages))

    def _column_of(self, k: int, span: Span) -> int:
        """The column of the word of reading ``k`` that begins the span."""
        starts = (n for n, index in enumerate(self.whole[k]) if index is not None)
        return next(n for n in starts if self.wordings[k].words[self.whole[k][n] or 0].start >= span.start)


def _in_a_row(places: Sequence[int], words: Sequence[Word]) -> list[list[int]]:
    """Words that follow one another in one piece of a reading."""
    runs: list[list[int]] = []
    for i in places:
        if runs and runs[-1][-1] == i - 1 and words[i].piece == words[i - 1].piece:
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs


def _transposed_words(alignment: Alignment, wording: Wording, k: int) -> set[int]:
    spans = [span for block in alignment.moved if (span := block.cells[k]) is not None]
    return {i for i, word in enumerate(wording.words) if any(span.start <= word.start < span.end for span in spans)}


def _next_words(row: Sequence[int | None], count: int) -> list[int]:
    """For each column the word of the reading that stands there or comes next."""
    found = []
    following = count
    for index in reversed(row):
        following = following if index is None else index
        found.append(following)
    return found[::-1]
