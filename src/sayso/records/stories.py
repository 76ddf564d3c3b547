"""What several articles have in common: copies, stories, things said."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.statements import Kind, Speaker
from sayso.spans import Span

__all__ = [
    "Copy",
    "Link",
    "Passage",
    "Reading",
    "StatementCluster",
    "Story",
    "Wire",
]


@dataclass(frozen=True, slots=True)
class Copy:
    """How much of one article's wording stands in another, in both directions (0..1 each)."""

    left: str
    right: str
    left_in_right: float
    right_in_left: float


@dataclass(frozen=True, slots=True)
class Wire:
    """Articles of a story that are from one agency: they name it as theirs, or it published them itself."""

    agency: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event. ``origins`` partitions ``documents``: copies of one text are one origin.

    ``wires`` are the agencies that several of these texts are from: their wordings differ, and still they are no
    witnesses of each other.
    """

    id: str
    documents: tuple[str, ...]
    copies: tuple[Copy, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    because: str = ""
    wires: tuple[Wire, ...] = ()

    @property
    def independent(self) -> tuple[tuple[str, ...], ...]:
        """``origins``, where those with an agency in common are one."""
        joined = [frozenset(origin) for origin in self.origins]
        for wire in self.wires:
            apart = [origin for origin in joined if origin.isdisjoint(wire.documents)]
            joined = [*apart, frozenset().union(*(origin for origin in joined if origin not in apart))]
        return tuple(sorted(tuple(sorted(origin)) for origin in joined))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of characters of one article. An empty span is a point: where the words would stand."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Why two statements are one thing said: score 0..1, a readable reason, and the passages that show it.

    ``judged`` tells what a person decided, empty where nobody did: "judged the same by Ada on 2026-05-14".
    """

    left: str
    right: str
    score: float
    because: str
    left_passage: Passage
    right_passage: Passage
    judged: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The wording of one thing said in one article."""

    document: str
    statement: str
    content: tuple[Span, ...]
    kind: Kind


@dataclass(frozen=True, slots=True)
class StatementCluster:
    """One thing said. ``readings`` are sorted by document, then place.

    ``score`` (0..1) is that of the weakest of the links that it takes to hold the readings together, 1.0 for one
    reading.
    """

    id: str
    story: str
    readings: tuple[Reading, ...]
    links: tuple[Link, ...] = ()
    speaker: Speaker | None = None
    score: float = 1.0
    because: str = ""
