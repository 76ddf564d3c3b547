"""Readings set out like the parts of a score: words of all lined up, broken into lines that fit a page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.records import Collation, Column, Reading
from sayso.report.lookup import Lookup
from sayso.report.visible import one_line
from sayso.spans import Span

__all__ = ["Block", "Line", "LinedCell", "lined_up"]

# Beyond these an alignment is no help to the eye, and its table would outweigh the page.
_MAX_ROWS = 6
_MAX_COLUMNS = 600
_MAX_RUN = 10


class LinedCell(NamedTuple):
    """A row's words in a block, empty where it has none; ``alone`` where no other row has the same words there."""

    words: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that go together: the same for all, or not. A cell for every row."""

    cells: tuple[LinedCell, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the score: ``rows`` are the labels, each block has a cell for every one of them."""

    rows: tuple[str, ...]
    blocks: tuple[Block, ...]


def lined_up(collation: Collation, lookup: Lookup, *, room: int = 100) -> list[Line]:
    """The alignment in lines of about ``room`` characters; empty where all wordings are one, or too many to line up."""
    readings = collation.cluster.readings
    columns = collation.alignment.columns
    rows = _distinct(readings, lookup)
    if not 2 <= len(rows) <= _MAX_ROWS or not 0 < len(columns) <= _MAX_COLUMNS:
        return []
    firsts = [members[0] for members in rows]
    names = tuple(", ".join(dict.fromkeys(lookup.labels[readings[i].document] for i in members)) for members in rows)
    lines: list[list[Block]] = [[]]
    used = 0
    for block in _blocks(columns, firsts, readings, lookup):
        width = max(len(cell.words) for cell in block.cells) + 2
        if used and used + width > room:
            lines.append([])
            used = 0
        lines[-1].append(block)
        used += width
    return [Line(names, tuple(line)) for line in lines]


def _distinct(readings: Sequence[Reading], lookup: Lookup) -> list[list[int]]:
    """Readings by wording: those word for word alike share a row."""
    rows: dict[str, list[int]] = {}
    for index, reading in enumerate(readings):
        rows.setdefault(lookup.reading_words(reading).casefold().strip(" .,;:!?"), []).append(index)
    return list(rows.values())


def _blocks(columns: Sequence[Column], rows: Sequence[int], readings: Sequence[Reading], lookup: Lookup) -> list[Block]:
    """Runs of columns that are the same for all, and runs between them; long ones cut so that a line can hold them."""
    found = []
    run: list[Column] = []
    for column in columns:
        if all(column.cells[row] is None for row in rows):
            continue
        if run and (run[-1].same != column.same or len(run) >= _MAX_RUN):
            found.append(_block(run, rows, readings, lookup))
            run = []
        run.append(column)
    if run:
        found.append(_block(run, rows, readings, lookup))
    return found


def _block(run: Sequence[Column], rows: Sequence[int], readings: Sequence[Reading], lookup: Lookup) -> Block:
    told = []
    for row in rows:
        spans = [column.cells[row] for column in run]
        told.append(_run_words([span for span in spans if span is not None], readings[row], lookup))
    counts = Counter(words.casefold() for words in told)
    cells = tuple(LinedCell(words, alone=bool(words) and counts[words.casefold()] == 1) for words in told)
    return Block(cells, run[0].same)


def _run_words(spans: Sequence[Span], reading: Reading, lookup: Lookup) -> str:
    return one_line(" ".join(lookup.text(reading.document, span) for span in spans))
