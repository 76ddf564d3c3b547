"""What became of one thing said in each article of the story, and the ground for saying so."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from datetime import datetime

from sayso.collate.desk import Desk
from sayso.collate.index import Similar, similar
from sayso.collate.lineup import in_marks
from sayso.collate.times import day_of
from sayso.config import CollateSettings
from sayso.records import Cause, Change, Coverage, Discrepancy, Document, Reading, StatementCluster, Status
from sayso.spans import Span

__all__ = ["coverage"]

# The first that applies is told: a page behind a paywall breaks off as well.
_COULD_NOT_SEE = {
    Cause.PAYWALL: "the page is cut by a paywall: could not see",
    Cause.CUT: "the text breaks off: could not see",
    Cause.UNDECODABLE: "part of the text cannot be decoded: could not see",
}
_ONE_SIDED = frozenset({Change.CUT, Change.QUALIFIER_CUT, Change.HEDGE})
_WORD = re.compile(r"\w+")
_FEW = (2, 6)
"""Words, from and to, of a reading that is looked for letter for letter; one word stands anywhere."""
_MAX_NAMED = 3
"""Differences that are named in one sentence; the rest are counted."""


def coverage(
    desk: Desk, cluster: StatementCluster, differences: Sequence[Discrepancy], settings: CollateSettings
) -> tuple[Coverage, ...]:
    """One entry for each article of the story, by outlet and id."""
    told = _substantive(differences)
    return tuple(_of(desk, document, cluster, told.get(document.id, ()), settings) for document in desk.members)


def _substantive(differences: Sequence[Discrepancy]) -> dict[str, list[Discrepancy]]:
    """Those that change the sense, by the articles that they are between."""
    found: dict[str, list[Discrepancy]] = {}
    for row in differences:
        if row.substantive:
            for document in {row.left.document, row.right.document}:
                found.setdefault(document, []).append(row)
    return found


def _of(
    desk: Desk,
    document: Document,
    cluster: StatementCluster,
    differences: Sequence[Discrepancy],
    settings: CollateSettings,
) -> Coverage:
    """``differences`` are the substantive ones of the article."""
    readings = [reading for reading in cluster.readings if reading.document == document.id]
    if readings:
        status, because = _present(desk, document, cluster, differences, settings)
    else:
        status, because = _absent(desk, document, cluster, settings)
    return Coverage(document.id, document.outlet, status, because)


# --- articles that have it ------------------------------------------------------------------------------------------


def _present(
    desk: Desk,
    document: Document,
    cluster: StatementCluster,
    differences: Sequence[Discrepancy],
    settings: CollateSettings,
) -> tuple[Status, str]:
    others = {reading.document for reading in cluster.readings} - {document.id}
    if settings.reference == document.id:
        return Status.KEPT, "this is the text compared with"
    if settings.reference in others:
        others = {settings.reference}
    if not others:
        return Status.KEPT, "only here"
    own = _best_reading(document, cluster, differences)
    parted = _parted(desk, document, own, others)
    origins = {desk.origins.get(other, other) for other in others} - {desk.origins.get(document.id, document.id)}
    if not parted:
        return Status.KEPT, "no difference that changes the sense"
    if len(parted) * 2 < len(origins):
        return Status.KEPT, f"as in most of the others; told differently by {len(parted)} of {len(origins)}"
    named = [_named(desk, difference, document.id) for group in parted.values() for difference in group]
    return Status.CHANGED, _listed(list(dict.fromkeys(named)))


def _best_reading(
    document: Document, cluster: StatementCluster, differences: Sequence[Discrepancy]
) -> list[Discrepancy]:
    """The differences of the article's reading that has fewest."""
    readings = [reading for reading in cluster.readings if reading.document == document.id]
    rows = [[row for row in differences if _about(row, reading, readings)] for reading in readings]
    return min(rows, key=lambda row: sum(_charged(one, document.id) for one in row))


def _about(row: Discrepancy, reading: Reading, readings: Sequence[Reading]) -> bool:
    """Whether the difference is one of this reading; those of the frame are of the nearest one."""
    passage = next((p for p in (row.left, row.right) if p.document == reading.document), None)
    if passage is None:
        return False
    return min(readings, key=lambda one: (_distance(one, passage.span.start), one.content)) == reading


def _distance(reading: Reading, offset: int) -> int:
    """Characters between an offset and the reading, 0 inside."""
    return min((max(span.start - offset, offset - span.end, 0) for span in reading.content), default=0)


def _charged(row: Discrepancy, document: str) -> bool:
    """Whether the difference is a change of this article: it lacks what the other has, or both have something else."""
    own = row.left if row.left.document == document else row.right
    return row.change not in _ONE_SIDED or not own.span


def _parted(
    desk: Desk, document: Document, own: Sequence[Discrepancy], others: set[str]
) -> dict[str, list[Discrepancy]]:
    """The differences that count against the article, by the origin of the article that differs."""
    found: dict[str, list[Discrepancy]] = {}
    for row in own:
        other = row.right.document if row.left.document == document.id else row.left.document
        if other in others and _charged(row, document.id):
            found.setdefault(desk.origins.get(other, other), []).append(row)
    return found


def _named(desk: Desk, row: Discrepancy, document: str) -> str:
    """One difference, seen from the article: what it has here and what stands in the other."""
    own, other = (row.left, row.right) if row.left.document == document else (row.right, row.left)
    here, there = (in_marks(side.span.of(desk.documents[side.document].text)) for side in (own, other))
    if row.change in _ONE_SIDED:
        return f"{row.change.value}: without {there}"
    return f"{row.change.value}: {here} here, {there} elsewhere" if own.span and other.span else row.because


def _listed(named: Sequence[str]) -> str:
    rest = len(named) - _MAX_NAMED
    return "; ".join(named[:_MAX_NAMED]) + (f"; and {rest} more" if rest > 0 else "")


# --- articles that have it not --------------------------------------------------------------------------------------


def _absent(desk: Desk, document: Document, cluster: StatementCluster, settings: CollateSettings) -> tuple[Status, str]:
    if document.lacunae:
        return Status.UNKNOWN, next(text for cause, text in _COULD_NOT_SEE.items() if _lacks(document, cause))
    near = _similar(desk, document, cluster)
    if near is not None and near.share >= settings.min_similar:
        shown = in_marks(near.span.of(document.text))
        if _reported(desk, document, near):
            return Status.UNKNOWN, f"a similar passage stands there in another statement: {shown}"
        return Status.UNKNOWN, f"a similar passage stands there without being attributed: {shown}"
    words = _same_words(desk, document, cluster)
    if words is not None:
        return Status.UNKNOWN, f"the same few words stand there: {in_marks(words.of(document.text))}"
    first = _first_report(desk, cluster)
    if first is None or day_of(document.published) is None:
        return Status.LEFT_OUT, "not in the text we have; no date tells whether it is later than what was said"
    if _is_earlier(document.published, first):
        return Status.UNKNOWN, "published before the first report of it"
    return Status.LEFT_OUT, "not in the text we have, which is later than the first report of it or of the same day"


def _lacks(document: Document, cause: Cause) -> bool:
    return any(lacuna.cause is cause for lacuna in document.lacunae)


def _similar(desk: Desk, document: Document, cluster: StatementCluster) -> Similar | None:
    """The passage of the article most like a sentence of any of the readings."""
    index = desk.indexes[document.id]
    best: Similar | None = None
    for wanted in desk.wanted(cluster):
        found = similar(index, wanted, desk.weights)
        if found is not None and (best is None or found.share > best.share):
            best = found
    return best


def _same_words(desk: Desk, document: Document, cluster: StatementCluster) -> Span | None:
    """Where a reading of a few words stands letter for letter: a fragment too short to be looked for by its sense."""
    for reading in cluster.readings:
        words = _WORD.findall(" ".join(span.of(desk.documents[reading.document].text) for span in reading.content))
        if _FEW[0] <= len(words) <= _FEW[1]:
            pattern = r"\b" + r"\W{1,3}".join(map(re.escape, words)) + r"\b"
            found = re.search(pattern, document.text, re.IGNORECASE)
            if found is not None:
                return Span(*found.span())
    return None


def _reported(desk: Desk, document: Document, near: Similar) -> bool:
    return any(
        span.overlaps(near.span) for statement in desk.by_document.get(document.id, ()) for span in statement.content
    )


def _first_report(desk: Desk, cluster: StatementCluster) -> str | None:
    """When the first article with it was published, by which it was said; None where none is dated."""
    dates = [desk.documents[reading.document].published for reading in cluster.readings]
    dated = [date for date in dates if date is not None and day_of(date) is not None]
    return (
        functools.reduce(lambda one, other: other if _is_earlier(other, one) else one, sorted(dated)) if dated else None
    )


def _is_earlier(one: str | None, other: str) -> bool:
    """Whether a time is before another: by the clock where both tell it with its zone, else by the day."""
    times = _time_of(one), _time_of(other)
    if times[0] is not None and times[1] is not None:
        return times[0] < times[1]
    days = day_of(one), day_of(other)
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _time_of(published: str | None) -> datetime | None:
    try:
        time = None if published is None else datetime.fromisoformat(published)
    except ValueError:
        return None
    return time if time is not None and time.tzinfo is not None else None
