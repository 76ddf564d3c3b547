"""The comparison page put together: head, differences, coverage, cards, texts, run."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.comparison import Comparison
from sayso.records import Judged, Standing
from sayso.report import words as w
from sayso.report.articles import acts_in, outlet_views, run_view, text_views, title_of
from sayso.report.cards import CardMaker
from sayso.report.differences import most_important, once_each
from sayso.report.fact_checks import checked_things
from sayso.report.lookup import Lookup
from sayso.report.views import PageView

__all__ = ["page_view"]

# From here on the page folds up what it would otherwise lay open, so that a long story stays usable.
_BIG = 300
_MOST_LINES = 12
_DECIDED = (
    (Standing.APPLIED, "of a person outweighs what sayso found", "of people outweigh what sayso found"),
    (Standing.LOST, "found nothing to hold on to", "found nothing to hold on to"),
    (Standing.OVERRULED, "is overruled by later ones", "are overruled by later ones"),
)


def page_view(comparison: Comparison) -> PageView:
    """Everything on the comparison page, in the order in which it stands there."""
    lookup, articles = Lookup(comparison), comparison.articles
    maker = CardMaker(lookup, articles.settings.link.sure_score)
    shared = [root for root in lookup.tree.roots if any(lookup.shared(one) for one in lookup.tree.below(root))]
    cards = tuple(maker.card(root, str(n)) for n, root in enumerate(shared, 1))
    lone = set(lookup.tree.roots) - set(shared)
    alone = maker.alone(root for root in lookup.tree.roots if root in lone)
    things = [thing for root in shared for thing in lookup.tree.below(root)]
    ordered = most_important(once_each((one for thing in things for one in maker.found[thing]), lookup))
    views = tuple(maker.views[one.id] for one in ordered)
    return PageView(
        title=title_of(articles),
        summary=_summary(comparison, len(things), sum(len(one.cards) for one in alone), len(views)),
        notes=tuple(_notes(comparison, lookup)),
        outlets=outlet_views(articles, _origin_notes(comparison, lookup.labels)),
        speakers=tuple(sorted({name for thing in range(len(lookup.things)) for name in lookup.speakers(thing)})),
        kinds=tuple(dict.fromkeys((one.kind, one.change) for one in views)),
        acts=acts_in(lookup.statements[one.statement].act for each in lookup.things for one in each.cluster.readings),
        top=views[:3],
        more=views[3:],
        matrix=tuple(row for card in cards for row in maker.matrix_rows(card)),
        cards=cards,
        alone=alone,
        texts=text_views(articles, lookup.marked()),
        run=run_view(articles),
        checked=checked_things(articles, lookup, maker.card_of),
        card_of=maker.card_of,
        outlets_of={thing: len(lookup.outlets(thing)) for thing in range(len(lookup.things))},
        big=len(lookup.things) > _BIG,
    )


def _summary(comparison: Comparison, shared: int, alone: int, differences: int) -> str:
    reports = len(comparison.articles.documents)
    origins = sum(len(story.independent) or len(story.documents) for story in comparison.stories)
    parts = [w.counted(reports, "report")]
    if origins and origins != reports:
        parts.append(f"{w.counted(origins, 'independent origin')}")
    parts.append(f"{w.counted(shared, 'thing')} said in more than one report")
    parts.append(f"{alone:,} in one only")
    inside = len(comparison.things_said) - shared - alone
    if inside > 0:  # so that the numbers come to that of the things said, which programs and libraries tell
        parts.append(f"{inside:,} told inside these")
    return " · ".join(
        [*parts, f"{w.counted(differences, 'difference')} that change{'s' if differences == 1 else ''} the sense"]
    )


def _notes(comparison: Comparison, lookup: Lookup) -> Iterable[str]:
    """What a reader must know before the rest: what this page can't show."""
    stories, documents = comparison.stories, comparison.articles.documents
    if len(documents) == 1:
        yield "Only one article could be read, so there is nothing to compare it with."
    if len(stories) > 1:
        parts = "; ".join(w.joined([lookup.labels[one] for one in story.documents]) for story in stories)
        yield f"These articles do not report one event but {len(stories)}, and are compared within each only: {parts}."
    extract = comparison.articles.settings.extract
    kept, surer = w.kept_to(extract.acts), w.surer_than(extract.min_confidence)
    if kept:
        yield f"Not all that was said is here, {kept}. The other wordings of each thing said stay."
    if surer:
        yield f"Only statements {surer} are here and compared."
    yield from _decided(comparison.articles.judged)
    reference = comparison.articles.settings.collate.reference
    if reference in lookup.labels:
        yield f"Compared with {lookup.labels[reference]}: its wording is taken as the base."
    if len(stories) < 2 <= len(documents) and not any(lookup.shared(thing) for thing in range(len(lookup.things))):
        yield "Nothing said in one article was found again in another."


def _decided(judged: Judged) -> Iterable[str]:
    """That people's judgements count here, and which do not."""
    lines: dict[Standing, list[str]] = {}
    for each in judged.weighed:
        lines.setdefault(each.standing, []).append(str(each.judgement.line))
    for standing, one, more in _DECIDED:
        found = lines.get(standing, [])
        if found:
            shown = w.joined(found[:_MOST_LINES]) + ", …" * (len(found) > _MOST_LINES)
            told = w.counted(len(found), "judgement")
            yield f"{told} {one if len(found) == 1 else more} (line{'s' * (len(found) > 1)} {shown})."


def _origin_notes(comparison: Comparison, named: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """For each article that is no origin of its own: the same text as which, and from one agency with which."""
    copies, wires = _copy_notes(comparison, named), _wire_notes(comparison, named)
    return {document: copies.get(document, ()) + wires.get(document, ()) for document in copies | wires}


def _wire_notes(comparison: Comparison, named: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for story in comparison.stories:
        of = {document: origin for origin in story.origins for document in origin}
        for wire in story.wires:
            for one in wire.documents:
                others = [named[other] for other in wire.documents if other not in of.get(one, (one,))]
                found[one] = (*found.get(one, ()), f"from {wire.agency}, as {w.joined(others)}: one origin")
    return found


def _copy_notes(comparison: Comparison, named: dict[str, str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for story in comparison.stories:
        shares = {(copy.left, copy.right): copy.left_in_right for copy in story.copies}
        shares |= {(copy.right, copy.left): copy.right_in_left for copy in story.copies}
        for origin in story.origins:
            for one in origin:
                others = [other for other in origin if other != one]
                if others:
                    texts = [_same_text(named[other], shares.get((one, other))) for other in others]
                    found[one] = (f"same text as {w.joined(texts)}: one origin",)
    return found


def _same_text(name: str, share: float | None) -> str:
    return name if share is None else f"{name} ({share:.0%} of its words stand there)"
