"""The shape of each row, key for key: what JSON, JSONL and CSV hold. docs/formats.md explains each key."""

from __future__ import annotations

from typing import TypedDict

__all__ = [
    "ApparatusRow",
    "ArticlesRun",
    "CleanRow",
    "CleanedRow",
    "ComparisonRow",
    "ComparisonRun",
    "CopyRow",
    "CoverageRow",
    "DatelineRow",
    "DifferenceRow",
    "DocumentRow",
    "DroppedRow",
    "EntityRow",
    "EntryRow",
    "FactCheckRow",
    "FactChecksRun",
    "FlawedRow",
    "JudgedRow",
    "JudgementRow",
    "LacunaRow",
    "LinkRow",
    "OccasionRow",
    "ParagraphRow",
    "PassageRow",
    "PieceRow",
    "ReadingRow",
    "RepairRow",
    "SetAsideRow",
    "SpeakerRow",
    "StatementRow",
    "StatementsRow",
    "StoryRow",
    "ThingRow",
    "VariantRow",
    "WireRow",
]


class PieceRow(TypedDict):
    """A run of an article's text with its offsets."""

    start: int
    end: int
    text: str


class SpeakerRow(TypedDict):
    """Who is meant, or may be."""

    id: str
    name: str
    score: float
    because: str


class FactCheckRow(TypedDict):
    """A published fact-check that a statement is linked to."""

    id: str
    claim: str
    claimant: str | None
    claimed: str | None
    publisher: str
    rating: str
    url: str
    published: str | None
    language: str | None
    statement: str
    passage: PieceRow
    score: float
    because: str


class OccasionRow(PieceRow):
    """Where or by what means it was said."""

    carried: bool


class StatementRow(TypedDict):
    """One attribution in one article."""

    document: str
    path: str
    id: str
    kind: str
    act: str
    content: list[PieceRow]
    cue: PieceRow | None
    source: PieceRow | None
    speaker: SpeakerRow | None
    candidates: list[SpeakerRow]
    within: str | None
    hedge: PieceRow | None
    addressee: PieceRow | None
    occasion: OccasionRow | None
    confidence: float
    because: str
    fact_checks: list[FactCheckRow]


class SetAsideRow(PieceRow):
    """Text that is not the article."""

    reason: str


class RepairRow(PieceRow):
    """A change that the reading copy makes."""

    replacement: str
    reason: str


class LacunaRow(PieceRow):
    """A place where text is lost to us."""

    cause: str


class DocumentRow(TypedDict):
    """An article."""

    id: str
    path: str
    outlet: str
    headline: str | None
    published: str | None
    language: str | None
    words: int
    set_aside: list[SetAsideRow]
    repairs: list[RepairRow]
    lacunae: list[LacunaRow]


class ReadingRow(TypedDict):
    """The wording of one thing said in one article."""

    document: str
    statement: str
    content: list[PieceRow]
    kind: str
    act: str


class PassageRow(TypedDict):
    """One side of a difference; ``start == end`` and an empty ``text``: nothing stands there."""

    document: str
    start: int
    end: int
    text: str


class DifferenceRow(TypedDict):
    """Two readings that differ."""

    kind: str
    substantive: bool
    left: PassageRow
    right: PassageRow
    score: float
    because: str


class CoverageRow(TypedDict):
    """What became of one thing said in one article."""

    document: str
    outlet: str
    status: str
    because: str


class LinkRow(TypedDict):
    """Two readings that are one thing said, by the ids of their statements."""

    left: str
    right: str
    left_passage: PassageRow
    right_passage: PassageRow
    score: float
    because: str


class VariantRow(TypedDict):
    """One wording of a place, and the sigla of the readings that have it."""

    words: str
    sigla: list[str]
    passages: list[PassageRow]


class EntryRow(TypedDict):
    """A place where readings part."""

    line: str
    moved: bool
    variants: list[VariantRow]


class ApparatusRow(TypedDict):
    """What readings have in common, and where they part; ``sigla`` and ``only`` have an item for each reading."""

    sigla: list[str]
    entries: list[EntryRow]
    common: list[PassageRow]
    only: list[list[PassageRow]]


class ThingRow(TypedDict):
    """One thing said."""

    id: str
    speaker: SpeakerRow | None
    readings: list[ReadingRow]
    links: list[LinkRow]
    differences: list[DifferenceRow]
    coverage: list[CoverageRow]
    score: float
    because: str
    apparatus: ApparatusRow
    fact_checks: list[FactCheckRow]


class FlawedRow(TypedDict):
    """Fact-checks that could not be used, for one reason."""

    reason: str
    count: int
    first: str


class FactChecksRun(TypedDict):
    """The file of fact-checks, and what it held."""

    path: str
    sha256: str
    read: int
    other_languages: int
    linked: int
    flawed: list[FlawedRow]


class DroppedRow(TypedDict):
    """An input that was refused."""

    path: str
    stage: str
    reason: str
    detail: str


class EntityRow(TypedDict):
    """Someone who speaks."""

    id: str
    name: str
    kind: str
    aliases: list[str]


class JudgedRow(TypedDict):
    """One of the two that a person judged: a statement, or a name."""

    statement: str | None
    name: str | None
    words: str | None


class JudgementRow(TypedDict):
    """What a person decided, and what became of it in this run."""

    line: int
    id: str
    verdict: str
    by: str
    at: str
    note: str
    left: JudgedRow
    right: JudgedRow
    standing: str
    because: str


class CopyRow(TypedDict):
    """How much of one article stands in another."""

    left: str
    right: str
    left_in_right: float
    right_in_left: float


class WireRow(TypedDict):
    """Articles of a story that are from one agency."""

    agency: str
    documents: list[str]


class StoryRow(TypedDict):
    """Reports of one event. ``independent`` are the origins, where those with an agency in common are one."""

    id: str
    documents: list[str]
    origins: list[list[str]]
    wires: list[WireRow]
    independent: list[list[str]]
    copies: list[CopyRow]
    because: str


class ArticlesRun(TypedDict):
    """What a run on single articles tells beside its rows."""

    version: str
    settings: dict[str, dict[str, object]]
    fingerprint: str
    dropped: list[DroppedRow]
    entities: list[EntityRow]
    fact_checks: FactChecksRun | None
    judgements: list[JudgementRow]


class ComparisonRun(ArticlesRun):
    """What a comparison tells beside its rows."""

    stories: list[StoryRow]


class StatementsRow(TypedDict):
    """``sayso statements -f json``."""

    schema: str
    run: ArticlesRun
    documents: list[DocumentRow]
    statements: list[StatementRow]


class ComparisonRow(TypedDict):
    """``sayso compare -f json``."""

    schema: str
    run: ComparisonRun
    documents: list[DocumentRow]
    statements: list[StatementRow]
    things_said: list[ThingRow]
    elsewhere: list[LinkRow]


class DatelineRow(PieceRow):
    """Place, date and agency as printed."""

    place: str | None
    date: str | None
    agency: str | None


class ParagraphRow(TypedDict):
    """Where a paragraph stands and what it is for."""

    start: int
    end: int
    role: str


class CleanRow(DocumentRow):
    """A cleaned article, with its whole text."""

    outlet_from: str
    encoding: str
    encoding_from: str
    byline: str | None
    credit: str | None
    dateline: DatelineRow | None
    paragraphs: list[ParagraphRow]
    outside: list[str]
    text: str


class CleanedRow(TypedDict):
    """``sayso clean -f json``."""

    schema: str
    run: ArticlesRun
    documents: list[CleanRow]
