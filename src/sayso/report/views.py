"""What the pages show, made ready: every string is plain text, every ``href`` an id on the page.

A fact-check's ``url`` alone leads out of the page: an http or https address, checked where it was read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from sayso.report.chain import Step
from sayso.report.lined import Line
from sayso.report.marked import Bit
from sayso.report.texts import Block

__all__ = [
    "Alone",
    "ApparatusView",
    "ArticlesView",
    "Card",
    "Cell",
    "CheckedView",
    "DifferenceView",
    "FactCheckView",
    "Fate",
    "MatrixRow",
    "OutletView",
    "PageView",
    "ReadingView",
    "RunView",
    "Said",
    "SideView",
    "StatementView",
    "TextView",
    "Way",
    "Wording",
]


@dataclass(frozen=True, slots=True)
class OutletView:
    """One article in the page's head. ``notes`` say what limits it: a copy, lost text, a guessed encoding."""

    label: str
    headline: str
    published: str
    words: int
    href: str
    notes: tuple[str, ...]


class SideView(NamedTuple):
    """A wording of one side: who has it, the passage, what surrounds it. Empty ``words``: nothing stands there."""

    outlets: tuple[str, ...]
    before: str
    words: str
    after: str
    href: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference for the page; ``number`` counts within its thing said, ``dress`` is a difference in wording only."""

    id: str
    number: int
    thing: int
    speaker: str
    change: str
    kind: str
    sense: str
    substantive: bool
    dress: bool
    left: tuple[SideView, ...]
    right: tuple[SideView, ...]
    because: str
    said: str


class FactCheckView(NamedTuple):
    """A published fact-check beside what it checks: ``said`` by ``speaker`` in ``outlets``, whose place is ``href``."""

    claim: str
    claimant: str
    claimed: str
    publisher: str
    rating: str
    published: str
    url: str
    speaker: str
    said: str
    outlets: tuple[str, ...]
    href: str
    unsure: bool
    score: float
    because: str


@dataclass(frozen=True, slots=True)
class CheckedView:
    """The section of fact-checks: ``told`` is what was given and found; ``of`` are those of each card, by its id."""

    told: str
    found: tuple[FactCheckView, ...]
    of: Mapping[str, tuple[FactCheckView, ...]]


class Cell(NamedTuple):
    """One cell of the coverage table."""

    status: str
    mark: str
    word: str
    because: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One thing said in the coverage table."""

    thing: int
    number: str
    speaker: str
    words: str
    depth: int
    cells: tuple[Cell, ...]


class Fate(NamedTuple):
    """Articles that did the same with a thing said, for the same reason."""

    status: str
    mark: str
    word: str
    outlets: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """One reading: its bits, a tuple for each part of a split quotation; ``id`` is the beginning of its statement's."""

    id: str
    label: str
    kind: str
    act: str
    direct: bool
    parts: tuple[tuple[Bit, ...], ...]
    reported: str
    chain: tuple[Step, ...]
    hedge: str
    href: str
    found: str
    confidence: float


class Way(NamedTuple):
    """How words came to outlets: the reporting words, the hands they went through, the outlets at the end."""

    reported: str
    steps: tuple[Step, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording with all readings that have it, mark for mark, and the ways on which it came to them."""

    kind: str
    act: str
    direct: bool
    parts: tuple[tuple[Bit, ...], ...]
    readings: tuple[ReadingView, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class ApparatusView:
    """The apparatus of a thing said: which sign is which outlet, its lines, and the longest wording that all have."""

    signs: tuple[tuple[str, str], ...]
    lines: tuple[str, ...]
    common: str


@dataclass(frozen=True, slots=True)
class Card:
    """One thing said, with what is told inside it.

    ``sense`` are the differences that change the sense, ``kept`` those of a type that keep it (a date against a vaguer
    one), ``wording`` those in dress only. ``fates`` tell what became of it, ``grounds`` why its differences count as
    such where an article has it; ``found`` how each outlet's speaker was found. ``commands`` are what to type against
    each of the ``links``; ``judged`` is what people decided of them, ``apart`` what they took out of this;
    ``elsewhere`` is where another story has it.
    """

    id: str
    thing: int
    number: str
    speaker: str
    speakers: tuple[str, ...]
    words: str
    readings: tuple[ReadingView, ...]
    wordings: tuple[Wording, ...]
    sense: tuple[DifferenceView, ...]
    kept: tuple[DifferenceView, ...]
    wording: tuple[DifferenceView, ...]
    lines: tuple[Line, ...]
    apparatus: ApparatusView | None
    fates: tuple[Fate, ...]
    grounds: tuple[Fate, ...]
    found: tuple[tuple[str, str], ...]
    links: tuple[str, ...]
    commands: tuple[str, ...]
    judged: tuple[str, ...]
    apart: tuple[str, ...]
    elsewhere: tuple[str, ...]
    score: float
    unsure: bool
    shared: bool
    inside: tuple[Card, ...]
    outlets: tuple[int, ...]
    origins: int
    kinds: tuple[str, ...]
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What one article alone has."""

    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """A whole article."""

    id: str
    label: str
    headline: str
    path: str
    blocks: tuple[Block, ...]
    aside: tuple[tuple[str, str], ...]
    repairs: tuple[tuple[str, str, str, str], ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RunView:
    """How the result came about."""

    version: str
    fingerprint: str
    settings: tuple[tuple[str, str], ...]
    dropped: tuple[tuple[str, str, str], ...]
    judgements: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """The whole comparison page."""

    title: str
    summary: str
    notes: tuple[str, ...]
    outlets: tuple[OutletView, ...]
    speakers: tuple[str, ...]
    kinds: tuple[tuple[str, str], ...]
    acts: tuple[tuple[str, str], ...]
    top: tuple[DifferenceView, ...]
    more: tuple[DifferenceView, ...]
    matrix: tuple[MatrixRow, ...]
    cards: tuple[Card, ...]
    alone: tuple[Alone, ...]
    texts: tuple[TextView, ...]
    run: RunView
    checked: CheckedView | None
    card_of: dict[int, str]
    outlets_of: dict[int, int]
    big: bool


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement in a list; ``href`` is its place in the text, ``depth`` how many tellings it stands inside.

    ``keeps`` is the act that a reader can keep to and still see it: its own, where all that tell it are of that act.
    """

    id: str
    href: str
    speaker: str
    kind: str
    act: str
    keeps: str
    direct: bool
    words: str
    reported: str
    chain: tuple[Step, ...]
    hedge: str
    found: str
    because: str
    confidence: float
    depth: int


@dataclass(frozen=True, slots=True)
class Said:
    """The statements of one article."""

    label: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class ArticlesView:
    """The pages of statements and of cleaned texts. ``nothing`` stands for an article without a statement."""

    title: str
    summary: str
    outlets: tuple[OutletView, ...]
    acts: tuple[tuple[str, str], ...]
    nothing: str
    said: tuple[Said, ...]
    texts: tuple[TextView, ...]
    run: RunView
    checked: CheckedView | None
    card_of: dict[int, str]
    outlets_of: dict[int, int]
    big: bool
