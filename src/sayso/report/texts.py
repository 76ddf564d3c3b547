"""Whole articles for the page: blocks of text with links from each statement to its thing said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.records import Document, Kind, Role
from sayso.report.lookup import Marked, anchor
from sayso.report.segments import Piece, pieces
from sayso.report.words import CAUSE_WORDS, KIND_WORDS
from sayso.spans import Span

__all__ = ["Block", "Run", "article_blocks"]


class Run(NamedTuple):
    """A run of text. ``things`` are the things said that it reports, the outermost first; ``id`` its permalink.

    ``kind`` is how its innermost statement reaches us, None for text that reports nothing. ``depth`` counts tellings
    inside one another. ``why`` is set where the run is set aside. ``lost`` says what is missing at this point.
    """

    text: str
    things: tuple[int, ...] = ()
    id: str = ""
    kind: Kind | None = None
    depth: int = 0
    why: str = ""
    lost: str = ""

    @property
    def label(self) -> str:
        """How the words reach us, for a tooltip."""
        return KIND_WORDS[self.kind] if self.kind else ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph (``role`` tells its kind), what is set aside (``why`` tells the reason), or white space between."""

    role: str
    runs: tuple[Run, ...]
    why: str = ""


def article_blocks(document: Document, marked: Sequence[Marked]) -> list[Block]:
    """The article from its first character to its last: the runs' texts, joined, are ``document.text``."""
    outer = _outer_blocks(document)
    cutter = _Cutter(document, marked)
    blocks: list[Block] = []
    runs: list[Run] = []
    place = 0
    for piece in cutter.cut([span for span, _, _ in outer]):
        while piece.span and place < len(outer) - 1 and outer[place][0].end <= piece.span.start:
            blocks.append(Block(outer[place][1], tuple(runs), outer[place][2]))
            runs = []
            place += 1
        if (run := cutter.run(piece)) is not None:
            runs.append(run)
    if runs:
        blocks.append(Block(outer[place][1] if outer else "body", tuple(runs), outer[place][2] if outer else ""))
    return blocks


def _outer_blocks(document: Document) -> list[tuple[Span, str, str]]:
    """Spans without a gap, with role and reason: paragraphs, what is set aside, and what stands between them."""
    found = [(paragraph.span, paragraph.role.value, "") for paragraph in document.paragraphs]
    found += [(aside.span, "aside", aside.reason.value) for aside in document.set_aside]
    found.sort(key=lambda item: (item[0].start, -item[0].end))
    outer: list[tuple[Span, str, str]] = []
    here = 0
    for span, role, why in [*found, (Span(len(document.text), len(document.text)), "", "")]:
        if here < span.start:
            between = Span(here, span.start)
            outer.append((between, "space" if between.of(document.text).isspace() else Role.BODY.value, ""))
        if max(here, span.start) < span.end:
            outer.append((Span(max(here, span.start), span.end), role, why))
        here = max(here, span.end)
    return outer


class _Cutter:
    """Cuts one article into runs; every statement's permalink is given once, at its first run that has none."""

    def __init__(self, document: Document, marked: Sequence[Marked]) -> None:
        self.text = document.text
        self.telling = [(one, span) for one in marked for span in one.content]
        self.aside = document.set_aside
        self.lost = document.lacunae
        self.named: set[str] = set()

    def cut(self, blocks: Sequence[Span]) -> list[Piece]:
        """The whole text in pieces; what lies over them is, in this order: statements, set-aside runs, losses."""
        spans = [span for _, span in self.telling]
        spans += [aside.span for aside in self.aside]
        spans += [Span(lacuna.span.start, lacuna.span.start) for lacuna in self.lost]
        return pieces(Span(0, len(self.text)), [*spans, *blocks])

    def run(self, piece: Piece) -> Run | None:
        """What the page shows for a piece; None for a point where nothing is lost."""
        text = piece.span.of(self.text)
        first_aside, first_lost = len(self.telling), len(self.telling) + len(self.aside)
        if not piece.span:
            lost = piece.over[0] - first_lost
            return Run("", lost=CAUSE_WORDS[self.lost[lost].cause]) if 0 <= lost < len(self.lost) else None
        why = next((self.aside[i - first_aside].reason.value for i in piece.over if first_aside <= i < first_lost), "")
        telling = [self.telling[i][0] for i in piece.over if i < first_aside]
        if not telling or why:
            return Run(text, why=why)
        things = tuple(dict.fromkeys(one.thing for one in telling if one.thing is not None))
        return Run(text, things, self._name(telling), telling[-1].statement.kind, len(telling))

    def _name(self, telling: Sequence[Marked]) -> str:
        for statement in (one.statement for one in reversed(telling)):
            if statement.id not in self.named:
                self.named.add(statement.id)
                return anchor("st", statement.id)
        return ""
