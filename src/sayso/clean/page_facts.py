"""What a page says about itself: headline, outlet, author, date, and whether it is free to read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.clean.dates import iso
from sayso.clean.pieces import Outline

__all__ = ["PageFacts", "page_facts"]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """None where the page does not say. ``published`` is ISO 8601; ``is_free`` is schema.org's isAccessibleForFree."""

    headline: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    is_free: bool | None = None


_HEADLINE = ("og:title", "twitter:title", "dc.title")
_OUTLET = ("og:site_name", "application-name", "dc.publisher")
_BYLINE = ("author", "parsely-author", "dc.creator", "article:author", "sailthru.author")
_PUBLISHED = (
    *("article:published_time", "datepublished", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate"),
    *("dc.date", "dc.date.issued", "date", "og:pubdate", "publish-date", "cxenseparse:recs:publishtime"),
)
_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "blogposting", "analysisnewsarticle", "report")
_MAX_SCRIPT_CHARS = 500_000
_MAX_NODES = 2_000
_MAX_CHARS = 400
_TITLE_PARTS = (" | ", " - ", " — ", " – ", " :: ", " » ")

_Node = dict[str, object]


def page_facts(shape: Outline) -> PageFacts:
    """The page's own word, in the order of how much it is meant for machines: meta tags, JSON-LD, title."""
    article = next(_articles(shape.scripts), {})
    outlet = _meta(shape.metas, _OUTLET) or _name(article.get("publisher"))
    headline = _meta(shape.metas, _HEADLINE) or _string(article.get("headline")) or shape.title or None
    byline = _meta(shape.metas, _BYLINE)
    if byline is None or "://" in byline:
        byline = _name(article.get("author"))
    return PageFacts(
        headline=_without_outlet(headline, outlet) if headline else None,
        outlet=outlet,
        byline=byline,
        published=_published(shape, article),
        is_free=_truth(article.get("isAccessibleForFree")),
    )


def _meta(metas: Sequence[dict[str, str]], names: Sequence[str]) -> str | None:
    """The first of ``names`` that has a content."""
    for name in names:
        for meta in metas:
            keys = (meta.get("property", ""), meta.get("name", ""), meta.get("itemprop", ""))
            if name in (key.strip().lower() for key in keys) and (content := _string(meta.get("content"))):
                return content
    return None


def _string(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(value.split())[:_MAX_CHARS] or None


def _articles(scripts: Sequence[str]) -> Iterator[_Node]:
    """The descriptions of articles among the page's JSON-LD, however deep they stand."""
    for script in scripts:
        if len(script) > _MAX_SCRIPT_CHARS:
            continue
        try:
            todo: list[object] = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(_MAX_NODES):
            if not todo:
                break
            node = todo.pop(0)
            if isinstance(node, list):
                todo += node
            elif isinstance(node, dict):
                if _is_article(node):
                    yield node
                todo += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]


def _is_article(node: _Node) -> bool:
    kinds = node.get("@type")
    return any(
        isinstance(kind, str) and kind.lower() in _ARTICLE_TYPES
        for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _name(value: object) -> str | None:
    """``Jane Roe, John Doe`` from schema.org's many ways to say it: a string, an object with a name, a list of them."""
    if isinstance(value, list):
        names = [name for each in value[:10] if (name := _name(each))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        value = value.get("name")
    return _string(value)


def _published(shape: Outline, article: _Node) -> str | None:
    told = [_meta(shape.metas, (name,)) for name in _PUBLISHED]
    told.append(_string(article.get("datePublished")))
    marked = [time for time in shape.times if "pubdate" in time or time.get("itemprop", "").lower() == "datepublished"]
    told += [_string(time.get("datetime")) for time in marked]
    return next((date for each in told if each and (date := iso(each))), None)


def _truth(value: object) -> bool | None:
    if isinstance(value, str):
        return {"true": True, "false": False}.get(value.strip().lower())
    return value if isinstance(value, bool) else None


def _without_outlet(headline: str, outlet: str | None) -> str:
    """``Harbour stays | The Arvel Post`` is the headline and the outlet's name, which belongs to every page."""
    for part in _TITLE_PARTS:
        head, found, tail = headline.rpartition(part)
        if found and (part == " | " or (outlet and outlet.casefold() in tail.casefold())):
            return head.strip() or headline
    return headline
