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
    "FetchSettings",
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
class FetchSettings:
    """How the network is asked. What is found in an article does not depend on it, so that no run's record has it."""

    contact: str | None = None
    """Who asks, for the sites that are asked: a mail or web address. None: they learn the name of the program."""
    allow_private: bool = False
    """Whether hosts of this machine and of the network around it may be asked: a newsroom's own."""
    connect_timeout_s: float = 5.0
    """Seconds to wait for a connection to one address."""
    read_timeout_s: float = 20.0
    """Seconds to wait for the next bytes."""
    timeout_s: float = 60.0
    """Seconds for a page with its redirects and robots.txt; waiting for our turn at a host is not counted."""
    max_bytes: int = 15_000_000
    """Larger answers are refused, packed or unpacked."""
    max_redirects: int = 5
    """Redirects that are followed from one address: RFC 9309 asks for five, browsers follow twenty."""
    min_gap_s: float = 2.0
    """Seconds from the end of one request to a host to the beginning of the next."""
    max_gap_s: float = 30.0
    """Longest gap that a Crawl-delay can ask for: a page behind a longer one would hold up all others."""
    min_poll_s: float = 900.0
    """Seconds after which a feed is looked at anew, at the earliest."""
    max_poll_s: float = 86_400.0
    """The same, at the latest."""


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
