"""What people decided, and what became of it in a run."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.records.articles import Dropped
from sayso.spans import Span

__all__ = [
    "ArticleKey",
    "Judged",
    "Judgement",
    "Name",
    "PairRuling",
    "SpeakerRuling",
    "Standing",
    "Verdict",
    "Weighed",
    "Words",
]


class Verdict(StrEnum):
    """What a person decided: of two statements the first three, of two speakers the others."""

    SAME = "same"  # one thing said
    DIFFERENT = "different"  # two things said
    UNSURE = "unsure"
    MERGE = "merge"  # one speaker
    SPLIT = "split"  # two speakers


@dataclass(frozen=True, slots=True)
class ArticleKey:
    """By what an article is known again in another run: its id, else its text, else who published it where.

    ``path`` is seen from the folder of the judgements, empty for standard input; ``sha256`` is that of the text.
    """

    id: str
    path: str
    outlet: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a statement as they stood when somebody judged it, with what stood around them.

    ``content`` are where the ``texts`` stood: a hint, for the article may change. So is the id of the ``statement``.
    """

    article: ArticleKey
    statement: str
    content: tuple[Span, ...]
    texts: tuple[str, ...]
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A speaker as these articles print the name."""

    name: str
    articles: tuple[ArticleKey, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decided about two statements or two speakers.

    ``left`` is words, too, in "he who says this is Ada Quill". ``at`` is ISO 8601 in UTC. ``line`` is where it stands
    in its file, 0 where it stands in none.
    """

    id: str
    verdict: Verdict
    left: Words | Name
    right: Words | Name
    by: str
    at: str
    note: str = ""
    line: int = 0

    @property
    def signed(self) -> str:
        """Who and when: "by Ada on 2026-05-14"."""
        return f"by {self.by} on {self.at[:10]}"


class Standing(StrEnum):
    """What became of a judgement in a run."""

    APPLIED = "applied"
    REPLACED = "replaced"  # a later one is about the same two
    OVERRULED = "overruled"  # later ones about others say otherwise: A is B, B is C, so A can't be other than C
    LOST = "lost"  # the article is here, its words are not
    NO_EFFECT = "no effect"  # it is about one statement now, or about reports of different events


@dataclass(frozen=True, slots=True)
class Weighed:
    """A judgement in a run. ``left`` and ``right`` are the ids of the statements that it is about, None where it is
    about names or found none."""

    judgement: Judgement
    standing: Standing
    because: str = ""
    left: str | None = None
    right: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements about the articles of a run, in the order of their file.

    ``path`` is where they stand or would stand, None where the articles come from no folder. ``refused`` are lines of
    the file that could not be used; ``elsewhere`` counts judgements about articles that are not in the run.
    """

    path: str | None = None
    weighed: tuple[Weighed, ...] = ()
    refused: tuple[Dropped, ...] = ()
    elsewhere: int = 0


@dataclass(frozen=True, slots=True)
class PairRuling:
    """A judgement that holds, about two statements, by their ids. No two of a run contradict each other."""

    verdict: Verdict
    left: str
    right: str
    signed: str


@dataclass(frozen=True, slots=True)
class SpeakerRuling:
    """A judgement that holds, about two speakers. No two of a run contradict each other.

    ``left`` and ``right`` are who is meant in each article: the article's id, and the speaker's there. ``statement`` is
    the id of the one whose speaker is judged, in place of ``left``; None where two names are.
    """

    verdict: Verdict
    left: tuple[tuple[str, str], ...]
    right: tuple[tuple[str, str], ...]
    left_name: str
    right_name: str
    signed: str
    statement: str | None = None
