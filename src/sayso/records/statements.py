"""Who said what in one article."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.spans import Span

__all__ = [
    "Act",
    "Entity",
    "EntityKind",
    "Kind",
    "Occasion",
    "Speaker",
    "Statement",
]


class Kind(StrEnum):
    """How the words reach us: quoted, paraphrased, or partly quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What somebody does in saying or holding it, as the reporting words tell: a closed set, told in the glossary."""

    SAID = "said"  # tells it: said, announced, claimed, admitted, described
    ASKED = "asked"  # puts it as a question
    URGED = "urged"  # asks others to act: urged, demanded, called for, proposed
    PROMISED = "promised"  # binds himself: promised, vowed, agreed to, offered to
    WARNED = "warned"  # of harm, or with it: warned, cautioned, threatened
    DENIED = "denied"  # says no: denied, disputed, rejected, ruled out, refused
    PRAISED = "praised"  # speaks for it: praised, welcomed, backed, thanked
    CRITICISED = "criticised"  # speaks against it: criticised, accused, blamed, opposed
    BELIEVES = "believes"  # holds it to be so or not so: thinks, knows, doubts
    EXPECTS = "expects"  # holds that it will come, for good or ill: expects, predicts, fears
    WANTS = "wants"  # would have it so: wants, hopes, wishes
    PLANS = "plans"  # means to do it: plans, intends, decided
    SHOWS = "shows"  # no person but a poll, a count, a study or a look tells it: shows, found, seems
    UNSAID = "unsaid"  # the article tells that it is not said, or not yet: did not say, declined to say, will announce
    UNKNOWN = "unknown"  # retold in reporting words that the lexicon does not know


class EntityKind(StrEnum):
    """What a speaker is. An unnamed one ("two officials") is never the same as another article's."""

    PERSON = "person"
    BODY = "body"
    UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or some body that speaks. ``aliases`` are the other names the texts use, sorted."""

    id: str
    name: str
    kind: EntityKind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant by a source: the entity, how sure (0..1), and how it was found. ``kind`` None: not told."""

    id: str
    name: str
    score: float
    because: str
    kind: EntityKind | None = None


@dataclass(frozen=True, slots=True)
class Occasion:
    """Where or by what means it was said, as printed: “in an interview with the Courier”.

    ``carried``: not told of this statement, but of its speaker, and of no other occasion of his.
    """

    span: Span
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution in one article: these words, reported with this cue, from this source.

    ``content`` is a tuple of spans in text order: “X,” she said, “Y.” is one statement of two. ``cue``, ``source``
    and ``addressee`` are None where the article prints none; ``speaker`` is None where it does not decide who is
    meant; ``candidates`` are then those whom it may mean, likeliest first, if there are two or more. ``within`` is the
    id of the statement that tells this one. ``hedge`` is the span of *reportedly* and the like, ``occasion`` None where
    the article tells none. ``confidence`` is 0..1. ``act`` is what the reporting words make of it: the content of a
    *denied* one is what was denied. What somebody did not say, or not yet, is ``unsaid``.
    """

    id: str
    document: str
    kind: Kind
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Span | None = None
    within: str | None = None
    hedge: Span | None = None
    addressee: Span | None = None
    confidence: float = 1.0
    because: str = ""
    speaker: Speaker | None = None
    act: Act = Act.SAID
    occasion: Occasion | None = None
    candidates: tuple[Speaker, ...] = ()
