"""Settings: one frozen record a stage, recorded in every output with a fingerprint."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from enum import StrEnum
from typing import Any

from sayso.errors import SettingsError

__all__ = [
    "JUDGEMENTS_FILE",
    "BuildSettings",
    "CleanSettings",
    "CollateSettings",
    "ExtractSettings",
    "FactCheckSettings",
    "GroupSettings",
    "JudgeSettings",
    "LinkSettings",
    "NameComparer",
    "ReadSettings",
    "ResolveSettings",
    "Settings",
    "settings_of",
]

JUDGEMENTS_FILE = "sayso-judgements.jsonl"
"""The file beside the articles in which people's judgements stand. It is never read as an article."""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """Caps on what is read: all input is hostile."""

    max_bytes: int = 15_000_000
    """Larger files are refused: no news article comes near; longest seen in news archives is under 2 MB."""


@dataclass(frozen=True, slots=True)
class CleanSettings:
    """How an article is told from what surrounds it."""

    languages: tuple[str, ...] | None = ("en",)
    """ISO 639-1 codes that can be read; articles in others are refused, and said so. None: any, and what is not in
    English is grouped into stories, and not searched for statements."""
    max_chars: int = 500_000
    """Longest article text; the longest in PolNeAR has 33,672 characters, and one of half a million takes 300 MB of
    memory. The rest is never cut off silently: the article is refused."""
    max_words: int = 25_000
    """Most words and marks of an article: it is these that take time, and not the characters. So many names take two
    seconds and 270 MB; so many speech verbs, each of which the network is asked about, take eight. 100,000, which
    ``max_chars`` would let in, take 20 s and 870 MB. The longest in PolNeAR has some 7,000."""
    max_depth: int = 2_000
    """Deepest nesting of tags in a page; beyond it is no article's, and parsers hang or lose text."""
    max_paragraphs: int = 20_000
    """Most paragraphs or lines; the transcripts of whole debates in PolNeAR have 600."""
    max_parts: int = 80_000
    """Most tags and pieces of text between them in a page; telling the article from the rest takes seconds beyond."""


@dataclass(frozen=True, slots=True)
class ExtractSettings:
    """How statements are found."""

    min_confidence: float = 0.4
    """Statements found with less (0..1) are not shown. Half of those just above are right; leaving them out loses more
    that is right than it spares: see docs/decisions/0012."""
    acts: tuple[str, ...] = ()
    """Names of the acts (``records.Act``) that the results keep to; none: all. What is found does not depend on it: a
    run with ``("said",)`` shows part of what a run without shows."""


class NameComparer(StrEnum):
    """By what the names of different articles are compared."""

    PLAIN = "plain"
    """Rules and tables of sayso's own."""
    RIGOUR = "rigour"
    """Those, and the lists of names of the library rigour, where they find nothing; needs the extra ``names``."""


@dataclass(frozen=True, slots=True)
class ResolveSettings:
    """How sources become speakers."""

    min_score: float = 0.5
    """A speaker found with less (0..1) stays unknown."""
    names: NameComparer = NameComparer.PLAIN
    """Chosen, never taken because it is there: the same settings give the same result on every machine."""


@dataclass(frozen=True, slots=True)
class GroupSettings:
    """When articles are copies, and when they report one event."""

    min_copy_share: float = 0.5
    """Share of an article's wording (0..1) that must stand in another for it to be no origin of its own."""
    min_reuse_share: float = 0.2
    """Share of an article's wording (0..1) from which its reuse in another is recorded at all."""
    min_story_similarity: float = 0.265
    """Average likeness (0..1) under which articles are not taken for reports of one event."""
    max_days_apart: int = 14
    """Days between two reports beyond which they are not of one event, where both are dated."""
    given_together: bool = True
    """Whether someone chose these articles to compare them: three quarters of that likeness are enough then."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """When statements of different outlets are one thing said."""

    min_score: float = 0.6
    """Pairs below (0..1) are not linked."""
    sure_score: float = 0.7
    """Links below are shown as "possibly the same"."""


@dataclass(frozen=True, slots=True)
class FactCheckSettings:
    """When a statement makes a claim that somebody has checked."""

    max_bytes: int = 1_000_000_000
    """Larger files are refused. The feed of Data Commons has some 60 MB; it is read bit by bit, whatever its size."""
    max_page_bytes: int = 100_000_000
    """Larger pages are refused: they are held in memory whole."""
    max_record_chars: int = 1_000_000
    """Longest fact-check, with all that is marked up beside it."""
    min_score: float = 0.6
    """Claims below (0..1) are not linked."""
    sure_score: float = 0.8
    """Links below are shown as "possibly the same claim"."""


@dataclass(frozen=True, slots=True)
class CollateSettings:
    """How readings are compared."""

    reference: str | None = None
    """Id of the document to compare with (a transcript or release); None: no reading is the base."""
    min_overlap: float = 0.5
    """Share (0..1) of the shorter reading's content words under which a paraphrase is not compared word by word."""
    min_similar: float = 0.6
    """Share (0..1), by rarity, of a sentence's words from which a passage elsewhere is similar to it."""


@dataclass(frozen=True, slots=True)
class JudgeSettings:
    """What people decided, which outweighs all scores."""

    judgements: str | None = None
    """Digest of the judgements about the articles of the run, found by it; None: there are none."""


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What holds for many articles only."""

    max_compared: int = 300
    """Articles of one story whose statements are compared; of more, one of each text first, the oldest first. The
    others are listed with the story, and counted as not compared."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a run."""

    read: ReadSettings = field(default_factory=ReadSettings)
    clean: CleanSettings = field(default_factory=CleanSettings)
    extract: ExtractSettings = field(default_factory=ExtractSettings)
    resolve: ResolveSettings = field(default_factory=ResolveSettings)
    group: GroupSettings = field(default_factory=GroupSettings)
    link: LinkSettings = field(default_factory=LinkSettings)
    collate: CollateSettings = field(default_factory=CollateSettings)
    fact_check: FactCheckSettings = field(default_factory=FactCheckSettings)
    judge: JudgeSettings = field(default_factory=JudgeSettings)
    build: BuildSettings = field(default_factory=BuildSettings)

    def as_dict(self) -> dict[str, dict[str, object]]:
        """The settings as plain data, for a run's record."""
        return asdict(self)

    def fingerprint(self, version: str) -> str:
        """Sixteen hexadecimal digits that differ when the version or any setting does."""
        text = json.dumps([version, self.as_dict()], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def settings_of(told: Mapping[str, Mapping[str, Any]]) -> Settings:
    """The settings of a run's record, as ``as_dict`` gave them. Raises SettingsError where these are no settings."""
    stages = {each.name: type(getattr(Settings(), each.name)) for each in fields(Settings)}
    try:
        return Settings(**{name: kind(**_as_given(told[name])) for name, kind in stages.items()})
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"these are no settings of this version of sayso ({error})") from error


def _as_given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
