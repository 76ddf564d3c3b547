"""What is read and cleaned: saved pages, refusals, articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sayso.spans import Edit, OffsetMap, Span

__all__ = [
    "Capture",
    "Cause",
    "Dateline",
    "Document",
    "Dropped",
    "Furniture",
    "Lacuna",
    "Paragraph",
    "Reason",
    "Repair",
    "Role",
    "SetAside",
    "Stage",
]


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

    FETCH = "fetch"
    READ = "read"
    CLEAN = "clean"
    EXTRACT = "extract"
    GROUP = "group"
    COMPARE = "compare"


class Reason(StrEnum):
    """Why an input was refused: a closed set, so that refusals can be counted."""

    MISSING = "missing"  # no such file
    UNREADABLE = "unreadable"  # the system would not let us read it
    EMPTY = "empty"  # nothing but white space
    NOT_TEXT = "not text"  # a picture, an archive, ...
    TOO_LARGE = "too large"
    TOO_DEEP = "too deep"  # tags nested beyond the cap
    BAD_RECORD = "bad record"  # a JSONL line, a row of a table, a record of an archive that is no article
    DAMAGED = "damaged"  # bytes of an archive that do not hold what they should
    DIGEST = "digest differs"  # a record of an archive that is not what its digest says
    INCOMPLETE = "incomplete"  # a page that was cut when it was captured
    NO_PAGE = "no page"  # records of an archive that are no pages: requests, pictures, errors
    NO_ARTICLE = "no article"  # a page without a main text
    UNSUPPORTED_LANGUAGE = "unsupported language"
    DUPLICATE = "duplicate"  # the same article given twice
    TIMEOUT = "took too long"  # longer than one article, or one page of the network, may
    MEMORY = "took too much memory"
    FAILED = "failed"  # our own fault: a stage raised on it
    BAD_ADDRESS = "bad address"  # no web address, or one written to deceive
    DENIED_ADDRESS = "address not allowed"  # a host inside some network, not on the public one
    UNREACHABLE = "unreachable"  # no such name, no answer, a certificate that is not to be trusted
    ROBOTS = "robots.txt"  # the site asks not to be read there
    ASKED_TO_WAIT = "asked to wait"  # 429 or 503
    HTTP_STATUS = "HTTP status"
    GONE = "gone"  # 410: it was there, and will not be again
    REDIRECTS = "redirects"  # too many, in a circle, or to nowhere


@dataclass(frozen=True, slots=True)
class Dropped:
    """An input that was refused: a value, counted and shown.

    ``detail`` is a sentence for a person: what was found, why it can't be used, what to do. ``count`` is for how many
    inputs it stands: the records of an archive that are no pages are told together.
    """

    uri: str
    stage: Stage
    reason: Reason
    detail: str
    count: int = 1

    @property
    def is_passed_over(self) -> bool:
        """Whether it was never meant to be read, so that nothing is lost: the pictures among the pages of a crawl."""
        return self.reason is Reason.NO_PAGE


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
