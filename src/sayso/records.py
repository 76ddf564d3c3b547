"""The nouns that every stage shares: frozen, slotted, and free of any engine.

All offsets are Unicode code points, half-open, into ``Document.text``. In ``"“No,” she said."`` the words reported
are ``Span(1, 4)``: marks stay outside the content of a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.spans import Edit, OffsetMap, Span

__all__ = [
    "Act",
    "Alignment",
    "Apparatus",
    "ArticleKey",
    "Block",
    "Capture",
    "Cause",
    "Change",
    "Collation",
    "Column",
    "Copy",
    "Coverage",
    "Dateline",
    "Discrepancy",
    "Document",
    "Dropped",
    "Entity",
    "EntityKind",
    "Entry",
    "FactCheck",
    "FactCheckLink",
    "FactChecks",
    "Flaw",
    "Flawed",
    "Furniture",
    "Judged",
    "Judgement",
    "Kind",
    "Lacuna",
    "Link",
    "Name",
    "Occasion",
    "PairRuling",
    "Paragraph",
    "Passage",
    "Reading",
    "Reason",
    "Repair",
    "Role",
    "SetAside",
    "Speaker",
    "SpeakerRuling",
    "Stage",
    "Standing",
    "Statement",
    "StatementCluster",
    "Status",
    "Story",
    "Variant",
    "Verdict",
    "Weighed",
    "Words",
]


# --- read ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Capture:
    """The bytes of one article as they were found, never changed after reading.

    ``uri`` says where from: a path, ``-`` for standard input, ``file.jsonl#3`` for the third line of a file.
    ``media_type`` is ``text/plain`` or ``text/html``. The rest is what whoever gave us the article told about it;
    None means not told. ``published`` and ``captured_at`` are ISO 8601; ``key`` is the article's own id.
    """

    uri: str
    body: bytes
    media_type: str
    charset: str | None = None
    key: str | None = None
    outlet: str | None = None
    url: str | None = None
    published: str | None = None
    headline: str | None = None
    captured_at: str | None = None


class Stage(StrEnum):
    """Where in the data's way something was refused."""

    READ = "read"
    CLEAN = "clean"
    EXTRACT = "extract"
    GROUP = "group"


class Reason(StrEnum):
    """Why an input was refused: a closed set, so that refusals can be counted."""

    MISSING = "missing"  # no such file
    UNREADABLE = "unreadable"  # the system would not let us read it
    EMPTY = "empty"  # nothing but white space
    NOT_TEXT = "not text"  # a picture, an archive, ...
    TOO_LARGE = "too large"
    TOO_DEEP = "too deep"  # tags nested beyond the cap
    BAD_RECORD = "bad record"  # a JSONL line that is no article
    NO_ARTICLE = "no article"  # a page without a main text
    UNSUPPORTED_LANGUAGE = "unsupported language"
    DUPLICATE = "duplicate"  # the same article given twice
    FAILED = "failed"  # our own fault: a stage raised on it


@dataclass(frozen=True, slots=True)
class Dropped:
    """An input that was refused: a value, counted and shown.

    ``detail`` is a sentence for a person: what was found, why it can't be used, what to do.
    """

    uri: str
    stage: Stage
    reason: Reason
    detail: str


# --- clean --------------------------------------------------------------------------------------------------------


class Role(StrEnum):
    """What a paragraph of the article is for."""

    HEADLINE = "headline"
    BYLINE = "byline"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of the article; ``span`` has neither its line end nor outer white space."""

    span: Span
    role: Role = Role.BODY


class Furniture(StrEnum):
    """What text that is not the article is: why it was set aside."""

    MENU = "menu"
    RATES = "rates"  # currencies, weather, stock tickers
    SHARE = "share buttons"
    READ_ALSO = "read also"
    COOKIES = "cookie notice"
    CAPTION = "photo credit"
    COPYRIGHT = "copyright line"
    ADVERT = "advertisement"
    SUBSCRIBE = "subscription notice"
    CONTROL = "control characters"


@dataclass(frozen=True, slots=True)
class SetAside:
    """A run of text that is not the article: kept, shown, not read."""

    span: Span
    reason: Furniture


class Repair(StrEnum):
    """What was wrong with the typography: the ``reason`` of an edit of the reading copy."""

    CLOSING_LOST = "closing mark missing"
    OPENING_LOST = "opening mark missing"
    CONTINUES = "quotation goes on in the next paragraph"  # by convention not closed: no fault
    STRAY = "stray mark"
    STRAIGHT = "straight mark"
    DIALECT = "mark of another style"
    TURNED = "mark turned round"
    APOSTROPHE = "apostrophe"
    SPACE = "space missing"
    INVISIBLE = "invisible character"
    MISREAD = "mark misread in another encoding"  # “â€œ” for an opening mark


class Cause(StrEnum):
    """Why part of an article is lost to us."""

    PAYWALL = "paywall"
    CUT = "cut"  # ends in mid-sentence or with a "continue reading"
    UNDECODABLE = "undecodable"  # replacement characters stand in the text


@dataclass(frozen=True, slots=True)
class Lacuna:
    """A place where text is lost to us: not an omission of the outlet. ``span`` may be empty (a point)."""

    span: Span
    cause: Cause


@dataclass(frozen=True, slots=True)
class Dateline:
    """``VELDA, 8 August (Veldapress) -``: each part as printed, None where it is not given."""

    span: Span
    place: str | None
    date: str | None
    agency: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned article. Offsets everywhere are into ``text``, which is never altered.

    ``paragraphs`` are in order and leave out what is in ``set_aside``. ``repairs`` turn ``text`` into the reading
    copy (``spans.apply``) in which marks are curly, nested and balanced in every paragraph. ``origin`` leads from
    ``text`` back to the decoded capture. ``outlet_from`` tells how the outlet is known:
    ``given``, ``page``, ``credit``, ``address`` (of the ``url`` given) or ``file name``; ``encoding_from`` likewise
    ``given``, ``declared``, ``detected`` or ``guessed``. ``outside`` are the runs of a page's text that are not in its
    main text: menus, lists of links, the footer. ``published`` is ISO 8601 as far as it is known, ``language``
    ISO 639-1; None means the text does not tell.
    """

    id: str
    uri: str
    outlet: str
    text: str
    paragraphs: tuple[Paragraph, ...]
    origin: OffsetMap
    outlet_from: str = "given"
    encoding: str = "utf-8"
    encoding_from: str = "given"
    headline: str | None = None
    byline: str | None = None
    dateline: Dateline | None = None
    credit: str | None = None
    published: str | None = None
    captured_at: str | None = None
    language: str | None = None
    set_aside: tuple[SetAside, ...] = ()
    repairs: tuple[Edit, ...] = ()
    lacunae: tuple[Lacuna, ...] = ()
    outside: tuple[str, ...] = ()


# --- extract, resolve ---------------------------------------------------------------------------------------------


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


# --- group, link --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Copy:
    """How much of one article's wording stands in another, in both directions (0..1 each)."""

    left: str
    right: str
    left_in_right: float
    right_in_left: float


@dataclass(frozen=True, slots=True)
class Story:
    """Reports of one event. ``origins`` partitions ``documents``: copies of one text are one origin."""

    id: str
    documents: tuple[str, ...]
    copies: tuple[Copy, ...] = ()
    origins: tuple[tuple[str, ...], ...] = ()
    because: str = ""


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


# --- collate ------------------------------------------------------------------------------------------------------


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


# --- published fact-checks ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FactCheck:
    """A fact-check that others published (schema.org's ClaimReview). sayso rates nothing and repeats what stands there.

    ``rating`` is in the publisher's words. ``url`` is http or https. ``claimant`` made the ``claim`` on the day
    ``claimed``; the fact-check came out on the day ``published``, both ISO 8601. ``language`` is ISO 639. None means
    that the fact-check does not tell.
    """

    id: str
    claim: str
    publisher: str
    rating: str
    url: str
    claimant: str | None = None
    claimed: str | None = None
    published: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class FactCheckLink:
    """Why a statement makes the claim of a fact-check: score 0..1, a readable reason, and the words that show it."""

    statement: str
    fact_check: str
    score: float
    because: str
    passage: Passage


class Flaw(StrEnum):
    """Why a published fact-check can't be used: a closed set, so that they can be counted."""

    NO_CLAIM = "no claim"
    NO_RATING = "no rating"
    NO_PUBLISHER = "no publisher"
    NO_LINK = "no web address"
    TOO_LONG = "too long"  # a claim, name, rating or address that is none
    TOO_LARGE = "too large"  # a record of its own that no fact-check comes near
    TOO_DEEP = "too deep"  # JSON nested beyond what can be read
    NOT_JSON = "not JSON"


@dataclass(frozen=True, slots=True)
class Flawed:
    """Fact-checks that can't be used for one and the same reason; ``first`` says which is the first of them."""

    flaw: Flaw
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class FactChecks:
    """What a file of published fact-checks gave: ``read`` of them could be used, ``linked`` are those with a link.

    ``other_languages`` of those read are in a language that sayso does not compare. ``links`` are in the order of the
    statements, the surest first. ``sha256`` is the digest of the file.
    """

    uri: str
    sha256: str
    read: int
    other_languages: int
    flawed: tuple[Flawed, ...]
    linked: tuple[FactCheck, ...]
    links: tuple[FactCheckLink, ...]


# --- judgements ---------------------------------------------------------------------------------------------------


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
