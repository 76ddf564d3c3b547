"""What stands above an article and at its foot: headline, byline, dateline, and the agency that it comes from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.agencies import agency_named, agency_names
from sayso.clean.dates import DAY, MONTH
from sayso.clean.furniture import is_prose
from sayso.records import Dateline
from sayso.spans import Span

__all__ = ["credit_in", "dateline_at", "find_byline", "find_dateline", "find_headline", "first_agency"]

# --- headline -------------------------------------------------------------------------------------------------------

_MAX_HEADLINE_WORDS = 30
_MAX_HEADLINE_CHARS = 220
_STOPPED = re.compile(r"(?<!\.)[.,:][\"'”’»)\]]*$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$|\b(?:Jr|Sr|Inc|Co|Ltd|Corp|vs|etc)\.$")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_COMPARED = re.compile(r"\w+")
# Headlines leave these small even where every other word has its capital.
_SMALL = frozenset(
    [
        *("a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "its", "nor"),
        *("of", "off", "on", "or", "over", "per", "so", "than", "that", "the", "to", "up", "via", "vs", "with"),
        *("after", "amid", "says", "s"),
    ]
)


def find_headline(paragraphs: Sequence[str], told: str | None) -> int | None:
    """Which paragraph is the headline; None for none. ``told`` is the headline as we were given it.

    Without being told, it is the first, where it looks like one and an article follows: ``Harbour stays, says Tosk``.
    """
    if told is not None:
        words = _COMPARED.findall(told.casefold())
        for i, paragraph in enumerate(paragraphs[:6]):
            if len(paragraph) <= 2 * len(told) + 20 and _COMPARED.findall(paragraph.casefold()) == words:
                return i
    if len(paragraphs) < 2 or not _looks_like_headline(paragraphs[0]) or dateline_at(paragraphs[0]) is not None:
        return None
    if _byline_name(paragraphs[0]) is not None:
        return None
    return 0 if _article_follows(paragraphs) else None


def _looks_like_headline(paragraph: str) -> bool:
    if len(paragraph) > _MAX_HEADLINE_CHARS or len(paragraph.split()) not in range(2, _MAX_HEADLINE_WORDS + 1):
        return False
    if not paragraph.lstrip("“”‘’\"'«(#—–…").lstrip()[:1].isalnum() or _begins_small(paragraph):
        return False
    if _STOPPED.search(paragraph) is None or _ABBREVIATED.search(paragraph) is not None:
        return True
    # Some archives put a full stop after every headline; it is still told by its capitals.
    return paragraph.endswith((".", ".’", ".”", ".'", '."')) and _is_title_case(paragraph)


def _begins_small(paragraph: str) -> bool:
    """Sentences cut in the middle begin small."""
    first = re.search(r"\w", paragraph)
    return first is not None and first[0].islower()


def _is_title_case(paragraph: str) -> bool:
    words = [word for word in _WORD.findall(paragraph) if word.lower() not in _SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.9 * len(words)


def _article_follows(paragraphs: Sequence[str]) -> bool:
    longest = max(map(len, paragraphs[1:9]))
    return longest > len(paragraphs[0]) and any(
        is_prose(paragraph) or len(paragraph) > 200 for paragraph in paragraphs[1:9]
    )


# --- byline ---------------------------------------------------------------------------------------------------------

_NAME = r"(?:[A-Z][\w’'.-]*|[A-Z]\.|van|von|der|den|de|del|della|di|da|dos|la|le|al|el|bin|ibn|ter|ten|y)"
_NAMES = rf"{_NAME}(?: {_NAME}){{0,4}}"
_BYLINE = re.compile(
    rf"(?:(?i:written |reported |posted |published |story |words |text |reporting )?(?:By|BY|by):? (?P<by>{_NAMES}"
    rf"(?:(?:,| and|, and| &) {_NAMES}){{0,6}})"
    rf"|(?i:authors?|reporters?|correspondents?|writer) ?: ?(?P<author>{_NAMES}(?:(?:,| and) {_NAMES}){{0,6}})"
    rf"|(?P<name>{_NAME} {_NAMES}),? (?i:(?:is )?(?:staff |senior |special |chief )?(?:writer|reporter|editor"
    rf"|correspondent)))"
    rf"(?P<rest>\s*(?:[,|/•·—–-]|\bfor\b|\bin\b|\bof\b)\s*.{{1,80}})?\.?"
)
# "By Monday", "By Land and Sea": a name begins neither with a day, a month, nor one of these.
_NO_NAME = re.compile(
    r"(?i)(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)\b|(?:the|a|an|this|that|then|now|all|night|day|land|sea|air|law|chance|end|early|late|mid|noon"
    r"|midnight|some|any|his|her|their|our|my|its|no|far|contrast|and|far|way|train|then|christmas|easter|early)\b"
)
_BYLINES_WITHIN = 6


def find_byline(paragraphs: Sequence[str], headline: int | None) -> tuple[int, str] | None:
    """Which paragraph is the byline, and the names in it: ``By Jane Roe, The Arvel Post`` gives ``Jane Roe``.

    Bylines stand by themselves near the top, above the first paragraph of prose or right below the headline.
    """
    for i, paragraph in enumerate(paragraphs[:_BYLINES_WITHIN]):
        if i != headline and is_prose(paragraph) and _byline_name(paragraph) is None:
            break
        name = _byline_name(paragraph)
        if i != headline and name is not None:
            return i, name
    return None


def _byline_name(paragraph: str) -> str | None:
    if len(paragraph) > 200:
        return None
    match = _BYLINE.fullmatch(paragraph)
    if match is None:
        return None
    name = str(match["by"] or match["author"] or match["name"])
    if match["by"] and _NO_NAME.match(name):
        return None
    return name.rstrip(".") if name.count(".") == 1 and name.endswith(".") else name


# --- dateline -------------------------------------------------------------------------------------------------------

_PLACE = r"[A-Z][\w’'.-]*(?:[ /-][A-Z][\w’'.-]*){0,4}"
_DASH = r"\s*(?:—|–|―|--|-|−)"
_AGENCY_FIRST = re.compile(
    rf"(?P<agency>[A-Za-z][\w-]{{1,20}}(?: [A-Z][\w-]+)?)(?:, (?P<date>(?i:{DAY})))\s*(?:\.|{_DASH})(?=\s)"
    rf"|(?:(?P<day>(?i:{DAY}))\s+)?\((?P<paren>[^()]{{2,40}})\){_DASH}(?=\s|$|[“\"])"
)
_DATELINES_WITHIN = 4
_SHORTEST_PLACE = 3
_SHORTEST_STOPPED = 5  # "MOSCOW." has the line's full stop, "St." its own
_PARTY = re.compile(r"[A-Z]-[A-Z]")  # "(R-N.Y.)"


def find_dateline(text: str, paragraphs: Sequence[Span]) -> Dateline | None:
    """The dateline that opens the article, where it has one: ``TARN, 8 August (AP) —``."""
    for span in paragraphs[:_DATELINES_WITHIN]:
        found = dateline_at(text[span.start : min(span.end, span.start + 160)])
        if found is not None:
            here = Span(span.start + found.span.start, span.start + found.span.end)
            return Dateline(here, found.place, found.date, found.agency)
    return None


def dateline_at(paragraph: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph; its span is within the paragraph.

    A place in capitals needs a dash after it, ``TARN —``; one in small letters a date and an agency, or an agency that
    is known, ``Tarn (Reuters) -``.
    """
    return _agency_first(paragraph) or _place_first(paragraph)


def _agency_first(paragraph: str) -> Dateline | None:
    match = _AGENCY_FIRST.match(paragraph)
    if match is None:
        return None
    agency = match["agency"] or match["paren"]
    known = agency_named(agency) is not None
    return Dateline(Span(*match.span()), None, match["date"] or match["day"], agency) if known else None


def _place_first(paragraph: str) -> Dateline | None:
    match = _dateline().match(paragraph)
    if match is None or match["place"].split()[0] in _no_places() or not _goes_on(paragraph[match.end() :]):
        return None
    agency = match["paren"] or match["slash"] or match["bare"]
    if not _is_dateline(match, agency):
        return None
    place = match["place"] if len(match["place"].split()[-1]) < _SHORTEST_STOPPED else match["place"].rstrip(".")
    where = f"{place}, {match['region']}" if match["region"] else place
    return Dateline(Span(*match.span()), where, match["date"], agency)


def _is_dateline(match: re.Match[str], agency: str | None) -> bool:
    """Whether there is enough of it: many a sentence begins with a name and a dash."""
    place = match["place"]
    in_capitals = place.upper() == place and sum(char.isalpha() for char in place) >= _SHORTEST_PLACE
    is_dashed = match["end"].strip(" .") not in ("", ":")
    if agency is not None and agency_named(agency) is not None:
        return is_dashed or match["date"] is not None or match["slash"] is not None
    if agency is not None and _PARTY.match(agency):
        return False
    return in_capitals and (is_dashed or match["date"] is not None)


@cache
def _dateline() -> re.Pattern[str]:
    """Place, region, date, agency, end. Without brackets only an agency that is known can be told from a region."""
    known = "|".join(re.escape(name) for name in sorted(agency_names(), key=len, reverse=True))
    return re.compile(
        rf"(?P<place>{_PLACE})"
        rf"(?:, ?(?P<region>(?!(?i:{MONTH})\s)(?!(?:{known})\b)[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){{0,2}}?))?"
        rf"(?:[,.]?\s+(?P<date>(?i:{DAY})))?"
        rf"(?:[,.]?\s*(?:\((?P<paren>[^()\n]{{2,40}})\)|/(?P<slash>[^/()\n]{{2,40}})/|(?P<bare>{known})\b))?"
        rf"(?P<end>\s*\.?{_DASH}(?=\s|$|[“\"‘'«])|\s*\.(?=\s)|:(?=\s)|(?<=/)(?=\s))"
    )


def _goes_on(rest: str) -> bool:
    """A sentence begins behind a dateline, or the line ends there."""
    rest = rest.lstrip(" \xa0\t")
    return not rest or rest[0] in "\r\n“”‘\"'«(" or rest[0].isupper() or rest[0].isdigit()


# --- credit ---------------------------------------------------------------------------------------------------------

_CREDITS = re.compile(
    r"(?:(?:source|agency|via|from|credit|by) ?:? |[-–—/] ?)(?P<source>[\w’' -]{2,40})[.]?"
    r"|.{0,40}\b(?:with|additional) (?:reporting|files|material|input) (?:by|from) (?P<files>.{2,60})"
    r"|\W*(?:copyright|©|\(c\))[\s\d©,–-]*(?:by )?(?P<owner>[\w’' -]{2,40}?)(?:[.,].*)?",
    re.IGNORECASE | re.DOTALL,
)


def credit_in(paragraph: str) -> str | None:
    """The agency that a credit line names: ``(AP)``, ``Source: AP``, ``© 2025 The Associated Press``; or None."""
    if len(paragraph) > 200:
        return None
    line = paragraph.strip("()[] ")
    match = _CREDITS.fullmatch(line)
    if match is None:
        return agency_named(line)
    named = match["source"] or match["files"] or match["owner"]
    return agency_named(named) or first_agency(re.split(r",| and |;", named))


def first_agency(names: Iterable[str]) -> str | None:
    """The first of them that is an agency's."""
    return next((found for name in names if (found := agency_named(name))), None)


@cache
def _no_places() -> frozenset[str]:
    return frozenset(_data()["not_places"]["words"].split())


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("sayso.clean").joinpath("datelines.toml").read_text("utf-8"))
