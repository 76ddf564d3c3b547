"""Published fact-checks for the pages: each beside what it checks. sayso adds no rating, colour or sign of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sayso.comparison import Articles
from sayso.records import FactCheck, FactCheckLink, FactChecks, Statement
from sayso.report import words as w
from sayso.report.checked import by_statement
from sayso.report.lookup import Lookup, anchor, brief, labels, quoted, speaker_name, words
from sayso.report.views import CheckedView, FactCheckView
from sayso.report.visible import one_line

__all__ = ["DISCLAIMER", "checked_articles", "checked_things"]

DISCLAIMER: Final = "Ratings are in the publishers’ words. sayso compared the wordings; it rates nothing."
_ROOM: Final = 160

_Linked = tuple[FactCheckLink, FactCheck]


def checked_things(articles: Articles, lookup: Lookup, card_of: Mapping[int, str]) -> CheckedView | None:
    """The fact-checks of the things said, once for each thing, with the outlets whose wordings make the claim."""
    if articles.fact_checks is None:
        return None
    return _view(articles.fact_checks, _of_things(articles, lookup, card_of))


def checked_articles(articles: Articles) -> CheckedView | None:
    """The fact-checks of each statement by itself."""
    if articles.fact_checks is None:
        return None
    return _view(articles.fact_checks, _of_statements(articles))


def _of_things(articles: Articles, lookup: Lookup, card_of: Mapping[int, str]) -> Iterator[FactCheckView]:
    links = by_statement(articles)
    for thing, collation in enumerate(lookup.things):
        found: dict[str, list[_Linked]] = {}
        for reading in collation.cluster.readings:
            for link, check in links.get(reading.statement, []):
                found.setdefault(check.id, []).append((link, check))
        views = [_of_thing(same, lookup, articles, href=card_of[thing]) for same in found.values()]
        yield from sorted(views, key=lambda view: (-view.score, view.publisher, view.url, view.claim))


def _of_thing(same: Sequence[_Linked], lookup: Lookup, articles: Articles, *, href: str) -> FactCheckView:
    """One fact-check of the wordings of a thing said, with the surest of its links."""
    best = max(same, key=lambda one: one[0].score)
    outlets = tuple(dict.fromkeys(lookup.labels[link.passage.document] for link, _ in same))
    return _fact_check(best, lookup.statements[best[0].statement], articles, outlets=outlets, href=href)


def _of_statements(articles: Articles) -> Iterator[FactCheckView]:
    links = by_statement(articles)
    named = labels(articles)
    for statement in articles.statements:
        for linked in links.get(statement.id, []):
            outlets, href = (named[statement.document],), anchor("row", statement.id)
            yield _fact_check(linked, statement, articles, outlets=outlets, href=href)


def _fact_check(
    linked: _Linked, statement: Statement, articles: Articles, *, outlets: tuple[str, ...], href: str
) -> FactCheckView:
    link, check = linked
    (document,) = (one for one in articles.documents if one.id == statement.document)
    return FactCheckView(
        claim=one_line(check.claim),
        claimant=one_line(check.claimant or ""),
        claimed=check.claimed or "",
        publisher=one_line(check.publisher),
        rating=one_line(check.rating),
        published=check.published or "",
        url=check.url,
        speaker=speaker_name(statement, document),
        said=brief(quoted(words([link.passage.span], document), statement.kind), _ROOM),
        outlets=outlets,
        href=href,
        unsure=link.score < articles.settings.fact_check.sure_score,
        score=round(link.score, 2),
        because=one_line(link.because),
    )


def _view(checks: FactChecks, views: Iterable[FactCheckView]) -> CheckedView:
    found = tuple(views)
    of: dict[str, tuple[FactCheckView, ...]] = {}
    for view in found:
        of[view.href] = (*of.get(view.href, ()), view)
    return CheckedView(_told(checks), found, of)


def _told(checks: FactChecks) -> str:
    one = len(checks.linked) == 1
    given = f"{len(checks.linked):,} of {w.counted(checks.read, 'published fact-check')} in {one_line(checks.uri)}"
    foreign = f"; {checks.other_languages:,} in other languages" if checks.other_languages else ""
    lost = sum(flawed.count for flawed in checks.flawed)
    reasons = ", ".join(f"{flawed.count:,} {flawed.flaw}" for flawed in checks.flawed)
    unused = f"; {lost:,} more could not be used ({reasons})" if lost else ""
    return f"{given} check{'s' if one else ''} something said here{foreign}{unused}."
