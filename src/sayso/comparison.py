"""The result of a run, which every report is made from."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.config import Settings
from sayso.records import Collation, Document, Dropped, Entity, FactChecks, Judged, Link, Statement, Story

__all__ = ["Articles", "Comparison"]


@dataclass(frozen=True, slots=True)
class Articles:
    """Articles read one by one: the result of ``sayso.statements`` and of ``sayso statements``.

    ``documents`` are sorted by outlet, then id; ``statements`` by document in that order, then place in the text,
    the telling statement before the told. ``dropped`` are the inputs that were refused, sorted by uri; ``judged`` is
    what people decided about these articles. ``fact_checks`` is None where none were given.
    """

    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    dropped: tuple[Dropped, ...]
    settings: Settings
    version: str
    fact_checks: FactChecks | None = None
    judged: Judged = field(default_factory=Judged)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Articles compared. ``stories`` has one entry where all report one event; ``things_said`` are sorted by how much
    they tell: substantive differences first, then what more outlets report, then place in the text. ``elsewhere`` links
    statements of different stories that are the same thing said, sorted by their ids."""

    articles: Articles
    stories: tuple[Story, ...]
    things_said: tuple[Collation, ...]
    elsewhere: tuple[Link, ...] = ()
