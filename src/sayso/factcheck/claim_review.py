"""schema.org's ClaimReview, as publishers write it -> FactCheck.

https://schema.org/ClaimReview says what belongs where. What is written differs: a name may be a string, an object, a
list of both, or an ``@id`` that another object of the page has; a language may be an object; texts may hold entities.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, replace
from typing import Final
from urllib.parse import urlsplit

from sayso.clean.dates import iso
from sayso.records import FactCheck, Flaw

__all__ = ["claim_reviews", "fact_check"]

_Node = Mapping[str, object]

_MAX_NODES: Final = 100_000
"""Objects and lists of one record that are looked at."""
_MAX_LISTED: Final = 10
"""Names in one list; more are no people who spoke together."""
_LONGEST: Final = {"claim": 2_000, "name": 300, "rating": 1_000, "address": 2_000}
"""In characters. The longest ratings are whole sentences; longer claims are articles in the wrong place."""
_ADDRESS: Final = re.compile(r"https?://[^\s\x00-\x20\x7f-\xa0\"<>\\^`{|}]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_].{0,20})?")
_NAMED: Final = ("name", "alternateName", "legalName", "@value")


class _UnusableError(Exception):
    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw)
        self.flaw = flaw


def claim_reviews(value: object) -> Iterator[tuple[_Node, Mapping[str, _Node]]]:
    """Every ClaimReview in a piece of JSON-LD, however deep it stands, and the objects that may be referred to."""
    nodes = list(_nodes(value))
    named = {identity: node for node in nodes if isinstance(identity := node.get("@id"), str) and len(node) > 1}
    for node in nodes:
        if _is_claim_review(node):
            yield node, named


def _nodes(value: object) -> Iterator[_Node]:
    """The objects, in the order of the text."""
    todo = [value]
    for _ in range(_MAX_NODES):
        if not todo:
            return
        node = todo.pop()
        if isinstance(node, dict):
            yield node
            todo += [each for each in reversed(node.values()) if isinstance(each, dict | list)]
        elif isinstance(node, list):
            todo += [each for each in reversed(node) if isinstance(each, dict | list)]


def _is_claim_review(node: _Node) -> bool:
    kinds = _each(node.get("@type"))
    return any(isinstance(kind, str) and re.split(r"[/:#]", kind)[-1] == "ClaimReview" for kind in kinds)


def fact_check(node: _Node, named: Mapping[str, _Node]) -> FactCheck | Flaw:
    """The fact-check that a ClaimReview marks up, or what it lacks."""
    try:
        return _fact_check(node, named)
    except _UnusableError as unusable:
        return unusable.flaw


def _fact_check(node: _Node, named: Mapping[str, _Node]) -> FactCheck:
    claim = _needed(_text(node.get("claimReviewed")), Flaw.NO_CLAIM, "claim")
    rating = _needed(_rating(node.get("reviewRating"), named), Flaw.NO_RATING, "rating")
    url = _needed(_address(node, named), Flaw.NO_LINK, "address")
    publisher = _needed(_publisher(node, named, url), Flaw.NO_PUBLISHER, "name")
    item = _first(node.get("itemReviewed"), named)
    claimant = _name(item.get("author"), named) or _name(item.get("creator"), named)
    told = FactCheck(
        id="",
        claim=claim,
        publisher=publisher,
        rating=rating,
        url=url,
        claimant=None if claimant is None else _needed(claimant, Flaw.TOO_LONG, "name"),
        claimed=_day(item.get("datePublished")),
        published=_day(node.get("datePublished")),
        language=_language(node.get("inLanguage")) or _language(item.get("inLanguage")),
    )
    return replace(told, id=_identity(told))


def _identity(told: FactCheck) -> str:
    """Of all that is read: one page may check one claim for two people."""
    whole = "\x1f".join(str(value) for value in astuple(told))
    return hashlib.sha256(whole.encode("utf-8", "replace")).hexdigest()[:16]


def _needed(text: str | None, flaw: Flaw, what: str) -> str:
    if not text:
        raise _UnusableError(flaw)
    if len(text) > _LONGEST[what]:
        raise _UnusableError(Flaw.TOO_LONG)
    return text


def _text(value: object) -> str | None:
    """The text on one line; of a list the first that has one."""
    return next((text for each in _each(value) if (text := _line(each))), None)


def _each(value: object) -> Sequence[object]:
    """What is listed, or the one thing that stands without a list. A list in a list is nothing that anybody writes."""
    return value[:_MAX_LISTED] if isinstance(value, list) else (value,)


def _line(value: object) -> str | None:
    """A text without line ends, its entities read: ``"Tosk&#8217;s tax"``."""
    text = value.get("@value") if isinstance(value, dict) else value
    return " ".join(html.unescape(text).split()) or None if isinstance(text, str) else None


def _rating(value: object, named: Mapping[str, _Node]) -> str | None:
    """The publisher's words; where it gives but a number, that with its scale."""
    rating = _first(value, named)
    told = next((text for key in ("alternateName", "name") if (text := _text(rating.get(key)))), None)
    number = _text(rating.get("ratingValue"))
    if told or not number:
        return told
    worst, best = _text(rating.get("worstRating")), _text(rating.get("bestRating"))
    return f"{number} (worst {worst}, best {best})" if worst and best else number


def _publisher(node: _Node, named: Mapping[str, _Node], url: str) -> str | None:
    """Who publishes it: ``author`` by the guidelines for ClaimReview, so the publisher counts first where both stand.

    Where neither has a name, the host of the address.
    """
    told = _name(node.get("publisher"), named) or _name(node.get("author"), named)
    return told or (urlsplit(url).hostname or "").removeprefix("www.") or None


def _name(value: object, named: Mapping[str, _Node]) -> str | None:
    """``Jane Roe, John Doe`` from the many ways to say it."""
    names = [name for each in _each(value) if (name := _one_name(each, named))]
    return ", ".join(dict.fromkeys(names)) or None


def _one_name(value: object, named: Mapping[str, _Node]) -> str | None:
    if not isinstance(value, dict):
        return _line(value)
    node = _resolved(value, named)
    return next((text for key in _NAMED if (text := _text(node.get(key)))), None)


def _first(value: object, named: Mapping[str, _Node]) -> _Node:
    """The object, or the first of a list of them; an empty one where there is none."""
    if isinstance(value, list):
        value = next((each for each in value if isinstance(each, dict)), None)
    return _resolved(value, named) if isinstance(value, dict) else {}


def _resolved(node: _Node, named: Mapping[str, _Node]) -> _Node:
    identity = node.get("@id")
    return named.get(identity, node) if isinstance(identity, str) and len(node) <= 2 else node  # "@type" may stand too


def _address(node: _Node, named: Mapping[str, _Node]) -> str | None:
    """The first web address: of the fact-check itself, of its page, or what it is identified by."""
    page = _first(node.get("mainEntityOfPage"), named)
    told = (node.get("url"), node.get("mainEntityOfPage"), page.get("url"), page.get("@id"), node.get("@id"))
    return next((text for each in told if (text := _text(each)) and _is_address(text)), None)


def _is_address(text: str) -> bool:
    """Whether a browser would open a page for it, and nothing else, and it looks like where it leads."""
    if _ADDRESS.fullmatch(text) is None or not text.isprintable():
        return False
    try:
        return bool(urlsplit(text).hostname) and "@" not in urlsplit(text).netloc  # https://bank.example@evil.example
    except ValueError:  # http://[
        return False


def _day(value: object) -> str | None:
    text = _text(value)
    date = iso(text) if text else None
    return date[:10] if date and len(date) >= 10 else None


def _language(value: object) -> str | None:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("@id") or value.get("name")
    text = _text(value)
    if text is None:
        return None
    if text.casefold() == "english":
        return "en"
    return re.split(r"[-_]", text)[0].lower() if _LANGUAGE.fullmatch(text) else None
