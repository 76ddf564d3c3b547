"""One capture -> one document, step by step: decode, find the main text, tell the article from the furniture."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise
from operator import itemgetter
from pathlib import PurePath

from sayso.agencies import agency_named
from sayso.clean.dates import full_date, iso
from sayso.clean.decode import Decoded, decode
from sayso.clean.furniture import Found, furniture, is_paywall
from sayso.clean.heading import credit_in, find_byline, find_dateline, find_headline, first_agency
from sayso.clean.lacunae import cut_at_end, undecodable
from sayso.clean.language import language_name, language_of
from sayso.clean.marks import repair
from sayso.clean.page import MainText, Refusal, main_text
from sayso.clean.page_facts import PageFacts, page_facts
from sayso.clean.paragraphs import IGNORED, paragraph_spans
from sayso.config import CleanSettings
from sayso.records import (
    Capture,
    Cause,
    Dateline,
    Document,
    Dropped,
    Furniture,
    Lacuna,
    Paragraph,
    Reason,
    Repair,
    Role,
    SetAside,
    Stage,
)
from sayso.spans import Edit, OffsetMap, Span, identity, readable

__all__ = ["clean"]


def clean(capture: Capture, *, settings: CleanSettings | None = None) -> Document | Dropped:
    """The article of a capture, or why there is none.

    ``Document.text`` of plain text is the decoded capture, character for character; of a page it is the main text.
    Nothing is altered or taken out: furniture is set aside, and repairs are listed for a reading copy.
    """
    settings = settings or CleanSettings()
    is_page = capture.media_type == "text/html"
    decoded = decode(capture.body, capture.charset, is_page=is_page)
    if not _VISIBLE.search(decoded.text):
        return _dropped(capture, Reason.EMPTY, "it holds nothing but white space; expected an article")
    source = _of_page(decoded.text, settings) if is_page else _of_text(decoded.text)
    if isinstance(source, Refusal):
        return _dropped(capture, source.reason, source.detail)
    refusal = _refused(source, settings)
    return (
        _dropped(capture, refusal.reason, refusal.detail) if refusal else _document(capture, decoded, source, settings)
    )


# --- text and what is known of it -------------------------------------------------------------------------------------

_VISIBLE = re.compile(rf"[^\s{IGNORED}]")
_WORD_OR_MARK = re.compile(r"\w+|[^\w\s]")
_MIN_FREE_WORDS = 200
"""A page that says it is not free, and shows less than this, is taken for the teaser of its article."""


@dataclass(frozen=True, slots=True)
class _Source:
    """An article's text, the map to the capture, what its page says; ``paywalls`` are points.

    ``outside`` is what else stands on the page, a run for each place of the text that it stands at.
    """

    text: str
    origin: OffsetMap
    facts: PageFacts
    paywalls: tuple[int, ...] = ()
    is_cut: bool = False
    outside: tuple[str, ...] = ()


def _of_text(text: str) -> _Source:
    return _Source(text, identity(len(text)), PageFacts())


def _of_page(page: str, settings: CleanSettings) -> _Source | Refusal:
    found = main_text(page, settings)
    if isinstance(found, Refusal):
        return found
    main, shape = found
    facts = page_facts(shape)
    return _Source(main.text, main.origin, facts, _paywalls(main, facts), main.is_cut, _outside(main))


def _outside(main: MainText) -> tuple[str, ...]:
    placed = zip(main.points, main.left, strict=True)
    runs = (" · ".join(text for _, text in run if text) for _, run in groupby(placed, key=itemgetter(0)))
    return tuple(run for run in runs if run)


def _paywalls(main: MainText, facts: PageFacts) -> tuple[int, ...]:
    """Points where the page, outside of its main text, says that the article goes on for subscribers."""
    points = [point for notice, point in zip(main.left, main.points, strict=True) if point and is_paywall(notice)]
    if not points and facts.is_free is False and len(main.text.split()) < _MIN_FREE_WORDS:
        points.append(len(main.text))
    return tuple(sorted(set(points)))


def _refused(source: _Source, settings: CleanSettings) -> Refusal | None:
    length = len(source.text)
    if length > settings.max_chars:
        detail = f"its text has {length:,} characters; an article may have {settings.max_chars:,} (setting max_chars)"
        return Refusal(Reason.TOO_LARGE, detail)
    if sum(1 for _ in islice(_WORD_OR_MARK.finditer(source.text), settings.max_words + 1)) > settings.max_words:
        detail = f"its text has more than {settings.max_words:,} words and marks (setting max_words)"
        return Refusal(Reason.TOO_LARGE, f"{detail}; expected one article: split it or raise the cap")
    return None


# --- the parts of the text --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Parts:
    """The paragraphs of the article, and what stands among them that is none of it."""

    kept: tuple[Span, ...]
    aside: tuple[tuple[Span, Found], ...]


def _document(capture: Capture, decoded: Decoded, source: _Source, settings: CleanSettings) -> Document | Dropped:
    text = source.text
    spans = paragraph_spans(text)
    if len(spans) > settings.max_paragraphs:
        detail = (
            f"it has {len(spans):,} lines; an article may have {settings.max_paragraphs:,} (setting max_paragraphs)"
        )
        return _dropped(capture, Reason.TOO_LARGE, detail)
    parts = _parts(text, spans)
    if not parts.kept:
        reasons = ", ".join(sorted({found.reason.value for _, found in parts.aside}))
        return _dropped(capture, Reason.NO_ARTICLE, f"it holds no article, only {reasons}; expected an article's text")
    language = language_of("\n".join(span.of(text) for span in parts.kept))
    if language is not None and settings.languages is not None and language not in settings.languages:
        return _dropped(capture, Reason.UNSUPPORTED_LANGUAGE, _unsupported(language, settings.languages))
    return _described(capture, decoded, source, parts, language)


def _parts(text: str, spans: Sequence[Span]) -> _Parts:
    found = furniture(text, spans)
    kept = tuple(span for span, why in zip(spans, found, strict=True) if why is None)
    aside = tuple((span, why) for span, why in zip(spans, found, strict=True) if why is not None)
    return _Parts(kept, aside)


def _unsupported(language: str, languages: Sequence[str]) -> str:
    known = ", ".join(map(language_name, languages))
    return f"it is in {language_name(language)}; articles can be read in {known} (setting languages)"


def _described(capture: Capture, decoded: Decoded, source: _Source, parts: _Parts, language: str | None) -> Document:
    text, facts = source.text, source.facts
    above = [span.of(text) for span in parts.kept[:9]]
    headline = find_headline(above, capture.headline or facts.headline)
    byline = find_byline(above, headline)
    paragraphs = _with_roles(parts.kept, headline, byline[0] if byline else None)
    body = [paragraph.span for paragraph in paragraphs if paragraph.role is Role.BODY]
    dateline = find_dateline(text, body)
    credit = _credit(text, dateline, parts, byline[1] if byline else None)
    outlet, outlet_from = _outlet(capture, facts, credit)
    printed = " ".join(above[headline].split()) if headline is not None else None
    return Document(
        id=readable(capture.key) if capture.key else _id(outlet, text),
        uri=capture.uri,
        outlet=outlet,
        outlet_from=outlet_from,
        text=text,
        paragraphs=paragraphs,
        origin=source.origin,
        encoding=decoded.encoding,
        encoding_from=decoded.encoding_from,
        headline=capture.headline or facts.headline or printed,
        byline=facts.byline or (byline[1] if byline else None),
        dateline=dateline,
        credit=credit,
        published=_published(capture, facts, dateline, text, parts),
        captured_at=capture.captured_at,
        language=language,
        set_aside=_set_aside(text, parts),
        repairs=_repairs(text, paragraphs),
        lacunae=_lacunae(source, parts, body),
        outside=source.outside,
    )


def _with_roles(spans: Sequence[Span], headline: int | None, byline: int | None) -> tuple[Paragraph, ...]:
    roles = {headline: Role.HEADLINE, byline: Role.BYLINE}
    return tuple(Paragraph(span, roles.get(i, Role.BODY)) for i, span in enumerate(spans))


# --- who, when --------------------------------------------------------------------------------------------------------


def _credit(text: str, dateline: Dateline | None, parts: _Parts, byline: str | None) -> str | None:
    """The agency that the article is from: by its dateline, else by a credit line, a byline or a copyright line."""
    if dateline is not None and dateline.agency is not None:
        return agency_named(dateline.agency) or dateline.agency
    if byline is not None:
        named = first_agency(re.split(r",| and ", byline))
        if named is not None:
            return named
    foot = [*parts.kept[-3:], *(span for span, found in parts.aside if found.reason is Furniture.COPYRIGHT)]
    return next((name for span in foot if (name := credit_in(span.of(text)))), None)


_ADDRESS = re.compile(r"https?://(?P<host>[\w.-]+)(?::\d+)?(?:[/?#]|$)")


def _outlet(capture: Capture, facts: PageFacts, credit: str | None) -> tuple[str, str]:
    """Who published it, and how we know."""
    if capture.outlet is not None:
        return capture.outlet, "given"
    if facts.outlet is not None:
        return facts.outlet, "page"
    address = _ADDRESS.match(capture.url or "")
    if address is not None:
        return address["host"].removeprefix("www."), "address"
    if credit is not None:
        return credit, "credit"
    if capture.uri == "-":
        return "standard input", "file name"
    file, mark, row = capture.uri.rpartition("#")
    if mark and row.isdigit():
        return f"{PurePath(file).stem or file}#{row}", "file name"
    return PurePath(capture.uri).stem or capture.uri, "file name"


def _published(capture: Capture, facts: PageFacts, dateline: Dateline | None, text: str, parts: _Parts) -> str | None:
    """The day of publication; a day without its year does not tell it."""
    if capture.published is not None:
        return iso(capture.published)
    printed = (full_date(span.of(text)) for span, found in parts.aside if _is_stamp(span.of(text), found))
    in_dateline = full_date(dateline.date) if dateline is not None and dateline.date is not None else None
    return facts.published or next((day for day in printed if day), None) or in_dateline


def _is_stamp(paragraph: str, found: Found) -> bool:
    """``Published: 8 August 2025``, but not "Updated", which is another day."""
    return found.reason is Furniture.MENU and paragraph.lower().startswith(("published", "posted", "first published"))


def _id(outlet: str, text: str) -> str:
    return hashlib.sha256(f"{outlet}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


# --- what is set aside, lost, repaired --------------------------------------------------------------------------------

_CONTROL = re.compile(rf"[{IGNORED}]+")


def _set_aside(text: str, parts: _Parts) -> tuple[SetAside, ...]:
    aside = [SetAside(span, found.reason) for span, found in parts.aside]
    starts = [span.start for span, _ in parts.aside]
    for match in _CONTROL.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or parts.aside[before][0].end <= match.start():
            aside.append(SetAside(Span(*match.span()), Furniture.CONTROL))
    return tuple(sorted(aside, key=lambda each: each.span))


def _lacunae(source: _Source, parts: _Parts, body: Sequence[Span]) -> tuple[Lacuna, ...]:
    text = source.text
    found = undecodable(text)
    paywalls = _apart({*source.paywalls, *(span.start for span, why in parts.aside if why.is_paywall)}, body)
    found += [Lacuna(Span(point, point), Cause.PAYWALL) for point in paywalls]
    end = body[-1].end if body else len(text)
    after = [span.of(text) for span, _ in parts.aside if span.start >= end]
    is_cut = source.is_cut or cut_at_end([span.of(text) for span in body[-2:]], after)
    if is_cut and not any(point >= end for point in paywalls):  # a paywall at the end is what cut it
        found.append(Lacuna(Span(end, end), Cause.CUT))
    return tuple(sorted(found, key=lambda lacuna: (lacuna.span, lacuna.cause)))


def _apart(points: set[int], body: Sequence[Span]) -> list[int]:
    """Points with text of the article between them: two notices of one paywall are one hole."""
    starts = [span.start for span in body]
    return sorted({bisect_right(starts, point): point for point in sorted(points, reverse=True)}.values())


def _repairs(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Edit, ...]:
    """The repairs of marks, and in between the invisible characters taken out of the reading copy."""
    found = (match for paragraph in paragraphs for match in _CONTROL.finditer(text, *paragraph.span))
    invisible = [Edit(match.start(), match.end(), "", Repair.INVISIBLE) for match in found]
    edits = sorted([*repair(text, paragraphs), *invisible], key=lambda edit: (edit.start, edit.end))
    return tuple(edit for before, edit in pairwise([Edit(0, 0, "", ""), *edits]) if edit.start >= before.end)


def _dropped(capture: Capture, reason: Reason, detail: str) -> Dropped:
    return Dropped(capture.uri, Stage.CLEAN, reason, detail)
