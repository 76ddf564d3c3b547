"""How the readings of one thing said differ, and what became of it in each article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.stories import Passage, StatementCluster
from sayso.spans import Span

__all__ = [
    "Alignment",
    "Apparatus",
    "Block",
    "Change",
    "Collation",
    "Column",
    "Coverage",
    "Discrepancy",
    "Entry",
    "Status",
    "Variant",
]


class Change(StrEnum):
    """How two readings differ."""

    NUMBER = "number"
    TIME = "time"
    PLACE = "place"
    PERSON = "person"  # another one is named inside the words
    POLARITY = "polarity"
    MODALITY = "modality"  # may, should, must, will: how sure, how binding
    HEDGE = "hedge"  # hearsay or doubt in one, told as fact in the other
    QUALIFIER_CUT = "qualifier cut"
    SPEAKER = "speaker"
    ADDRESSEE = "addressee"  # said to somebody else
    DIRECTNESS = "directness"  # quoted in one, retold in the other
    NOT_VERBATIM = "not verbatim"  # in quotation marks, but not so in the text compared with
    CUT = "cut"  # a passage that only one of them has
    MOVED = "moved"  # the same words at another place
    WORDING = "wording"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """Two readings that differ, with the exact passages. An empty span on one side: nothing stands there."""

    change: Change
    substantive: bool
    left: Passage
    right: Passage
    because: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Column:
    """One place of an alignment: a cell for each reading, in the cluster's order; None is a gap."""

    cells: tuple[Span | None, ...]
    same: bool


@dataclass(frozen=True, slots=True)
class Block:
    """The same run of words at another place: a span for each reading that has it moved, in the cluster's order."""

    cells: tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Readings set word against word, in reading order; every word of every reading is in exactly one cell.

    ``moved`` are the runs of words that were transposed: their words stand in columns of their own.
    """

    columns: tuple[Column, ...] = ()
    moved: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Variant:
    """One wording of a place: ``words`` as printed, ``""`` where nothing stands, and the ``readings`` with it.

    ``readings`` are indices into those of the cluster; ``passages`` are theirs, points where nothing stands.
    """

    words: str
    readings: tuple[int, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A place where readings part: the lemma, which most have or the reference has, then the other variants.

    ``line`` is the entry as editors print it: ``forty A B ] sixty C; om. D``. ``moved``: the words are the same, and
    each variant stands at another place.
    """

    variants: tuple[Variant, ...]
    line: str
    moved: bool = False


@dataclass(frozen=True, slots=True)
class Apparatus:
    """What readings have in common and where they part, as editors of texts print it below the line.

    ``sigla`` are a sign for each reading: ``A``, ``B``; a second one of an article is ``A2``. ``common`` are the
    passages of the longest run of words that all have, none where they have none. ``only`` are for each reading the
    runs of words that no other has there.
    """

    sigla: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    common: tuple[Passage, ...] = ()
    only: tuple[tuple[Passage, ...], ...] = ()


class Status(StrEnum):
    """What an outlet did with a thing said."""

    KEPT = "kept"
    CHANGED = "changed"
    LEFT_OUT = "left out"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Coverage:
    """What became of one thing said in one article, and the ground for saying so."""

    document: str
    outlet: str
    status: Status
    because: str


@dataclass(frozen=True, slots=True)
class Collation:
    """A cluster with all that its comparison gave; ``differences`` are sorted, substantive ones first."""

    cluster: StatementCluster
    alignment: Alignment
    differences: tuple[Discrepancy, ...]
    coverage: tuple[Coverage, ...]
    apparatus: Apparatus = Apparatus()
