"""Published fact-checks as rows: what was checked, by whom, in whose words."""

from __future__ import annotations

from sayso.comparison import Articles
from sayso.records import FactCheck, FactCheckLink
from sayso.report.shapes import FactCheckRow, FactChecksRun

__all__ = ["by_statement", "fact_check_rows", "fact_checks_run"]


def by_statement(articles: Articles) -> dict[str, list[tuple[FactCheckLink, FactCheck]]]:
    """The links of each statement, the surest first, with their fact-checks."""
    found: dict[str, list[tuple[FactCheckLink, FactCheck]]] = {}
    if articles.fact_checks is not None:
        checks = {check.id: check for check in articles.fact_checks.linked}
        for link in articles.fact_checks.links:
            found.setdefault(link.statement, []).append((link, checks[link.fact_check]))
    return found


def fact_check_rows(articles: Articles) -> dict[str, list[FactCheckRow]]:
    """The rows of each statement that has a fact-check."""
    texts = {document.id: document.text for document in articles.documents}
    return {
        statement: [_row(link, check, texts[link.passage.document]) for link, check in links]
        for statement, links in by_statement(articles).items()
    }


def fact_checks_run(articles: Articles) -> FactChecksRun | None:
    """The file of fact-checks and what it held; None where none was given."""
    checks = articles.fact_checks
    if checks is None:
        return None
    return {
        "path": checks.uri,
        "sha256": checks.sha256,
        "read": checks.read,
        "other_languages": checks.other_languages,
        "linked": len(checks.linked),
        "flawed": [{"reason": one.flaw.value, "count": one.count, "first": one.first} for one in checks.flawed],
    }


def _row(link: FactCheckLink, check: FactCheck, text: str) -> FactCheckRow:
    span = link.passage.span
    return {
        "id": check.id,
        "claim": check.claim,
        "claimant": check.claimant,
        "claimed": check.claimed,
        "publisher": check.publisher,
        "rating": check.rating,
        "url": check.url,
        "published": check.published,
        "language": check.language,
        "statement": link.statement,
        "passage": {"start": span.start, "end": span.end, "text": span.of(text)},
        "score": round(link.score, 4),
        "because": link.because,
    }
