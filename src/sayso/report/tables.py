"""CSV: rows that a spreadsheet can filter and pivot, and that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sayso.comparison import Articles, Comparison
from sayso.records import Collation, Coverage, Document, FactCheck, Reading, Statement
from sayso.report.checked import by_statement
from sayso.report.differences import Difference, differences_of
from sayso.report.lookup import Lookup, words
from sayso.report.visible import one_line
from sayso.spans import Span

__all__ = ["HEADERS", "clean_csv", "comparison_csv", "guarded", "statements_csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

HEADERS: Final[dict[str, tuple[str, ...]]] = {
    "compare": (
        "thing_said", "speaker", "document", "path", "outlet", "status", "status_because", "statement", "kind", "act",
        "start", "end", "words", "source", "cue", "hedge", "told_inside", "substantive", "differences", "wording_only",
        "score", "because", "fact_checks",
    ),
    "statements": (
        "document", "path", "outlet", "statement", "kind", "act", "speaker", "speaker_id", "source", "cue", "start",
        "end", "words", "hedge", "within", "confidence", "because", "fact_checks",
    ),
    "clean": ("document", "path", "outlet", "start", "end", "part", "why", "text", "replacement"),
}  # fmt: skip


def comparison_csv(comparison: Comparison) -> str:
    """A row for each reading, and one for each article that has none: thing said by article, with its status."""
    lookup, checked = Lookup(comparison), _checked(comparison.articles)
    return _table(
        HEADERS["compare"], (row for thing in range(len(lookup.things)) for row in _thing_rows(thing, lookup, checked))
    )


def statements_csv(articles: Articles) -> str:
    """A row for each statement."""
    documents, checked = {document.id: document for document in articles.documents}, _checked(articles)
    return _table(
        HEADERS["statements"],
        ((*_statement_row(one, documents[one.document]), checked.get(one.id)) for one in articles.statements),
    )


def clean_csv(articles: Articles) -> str:
    """A row for each paragraph, run set aside, repair and loss, in the order of the text."""
    return _table(HEADERS["clean"], (row for document in articles.documents for row in _clean_rows(document)))


def guarded(cell: object) -> str:
    """A cell that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it.

    ``guarded("=1+1")`` gives ``"'=1+1"``. White space runs become one space, unseen characters a visible sign.
    """
    if cell is None:
        return ""
    if isinstance(cell, (int, float)):
        return str(cell)
    text = str(cell)
    risky = text.startswith(_FORMULA) or text.lstrip().startswith(_FORMULA)
    return f"'{one_line(text)}" if risky else one_line(text)


def _table(header: Sequence[str], lines: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in line] for line in lines)
    return out.getvalue()


def _checked(articles: Articles) -> dict[str, str]:
    """The fact-checks of each statement in one cell: ``Tide Check: “Needs context” (https://…)``."""
    sure = articles.settings.fact_check.sure_score
    return {
        statement: "; ".join(_checked_by(check, sure=link.score >= sure) for link, check in links)
        for statement, links in by_statement(articles).items()
    }


def _checked_by(check: FactCheck, *, sure: bool) -> str:
    return f"{check.publisher}: “{check.rating}” ({check.url}){'' if sure else ', possibly the same claim'}"


def _thing_rows(thing: int, lookup: Lookup, checked: Mapping[str, str]) -> Iterator[Sequence[object]]:
    collation = lookup.things[thing]
    differences = differences_of(thing, lookup)
    for coverage in collation.coverage:
        readings = [one for one in collation.cluster.readings if one.document == coverage.document]
        for reading in readings:
            row = _reading_row(collation, coverage, reading, differences, lookup)
            yield (*row, checked.get(reading.statement))
        if not readings:
            yield (*_reading_row(collation, coverage, None, differences, lookup), None)


def _reading_row(
    collation: Collation,
    coverage: Coverage,
    reading: Reading | None,
    differences: Sequence[Difference],
    lookup: Lookup,
) -> Sequence[object]:
    cluster, document = collation.cluster, lookup.documents[coverage.document]
    head = (
        cluster.id,
        cluster.speaker.name if cluster.speaker else None,
        document.id,
        document.uri,
        coverage.outlet,
        coverage.status.value,
        coverage.because,
    )
    if reading is None:
        return (*head, *[None] * (len(HEADERS["compare"]) - len(head) - 3), round(cluster.score, 4), cluster.because)
    statement = lookup.statements[reading.statement]
    mine = [one for one in differences if any(passage.document == document.id for passage in one.passages)]
    telling = [_told(one, document.id, lookup) for one in mine if one.substantive]
    return (
        *head,
        statement.id,
        reading.kind.value,
        statement.act.value,
        reading.content[0].start,
        reading.content[-1].end,
        words(reading.content, document),
        _of(statement.source, document),
        _of(statement.cue, document),
        _of(statement.hedge, document),
        statement.within,
        len(telling),
        "; ".join(telling),
        len(mine) - len(telling),
        round(cluster.score, 4),
        cluster.because,
    )


def _told(difference: Difference, document: str, lookup: Lookup) -> str:
    """``number: “ten” here, “twelve” in Harbour Post, VeldPress``."""
    mine = any(passage.document == document for passage in difference.left)
    here, there = (difference.left, difference.right) if mine else (difference.right, difference.left)
    outlets = ", ".join(dict.fromkeys(lookup.labels[passage.document] for passage in there))
    own = next(passage for passage in here if passage.document == document)
    sides = [one_line(lookup.text(passage.document, passage.span)) for passage in (own, there[0])]
    left, right = (f"“{side}”" if side else "nothing" for side in sides)
    return f"{difference.change.value}: {left} here, {right} in {outlets}"


def _statement_row(statement: Statement, document: Document) -> Sequence[object]:
    speaker = statement.speaker
    return (
        document.id,
        document.uri,
        document.outlet,
        statement.id,
        statement.kind.value,
        statement.act.value,
        speaker.name if speaker else None,
        speaker.id if speaker else None,
        _of(statement.source, document),
        _of(statement.cue, document),
        statement.content[0].start,
        statement.content[-1].end,
        words(statement.content, document),
        _of(statement.hedge, document),
        statement.within,
        round(statement.confidence, 4),
        statement.because,
    )


def _clean_rows(document: Document) -> Iterator[Sequence[object]]:
    text = document.text
    parts: list[tuple[Span, str, str | None, str | None]] = [
        (one.span, one.role.value, None, None) for one in document.paragraphs
    ]
    parts += [(one.span, "set aside", one.reason.value, None) for one in document.set_aside]
    parts += [(one.span, "repair", one.reason, one.replacement) for one in document.repairs]
    parts += [(one.span, "lost", one.cause.value, None) for one in document.lacunae]
    for span, part, why, replacement in sorted(parts, key=lambda item: (item[0], item[1])):
        yield (document.id, document.uri, document.outlet, *span, part, why, span.of(text), replacement)


def _of(span: Span | None, document: Document) -> str | None:
    return None if span is None else span.of(document.text)
