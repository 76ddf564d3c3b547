"""schema.org in JSON-LD: articles, quotations in them, the claims that these make, and stubs to review them.

A stub is a ClaimReview without author and without rating, for a fact-checker to fill in: sayso rates nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from sayso.comparison import Articles, Comparison
from sayso.records import Act, Collation, Document, Entity, EntityKind, Reading, Speaker, Statement
from sayso.report.lookup import words
from sayso.report.standards.addresses import article_address, date_of, moment_of, urn, web_address
from sayso.report.standards.streams import separated
from sayso.report.standards.told import Told, kind_of, language_of, people_of, reporting_text, told_in
from sayso.report.visible import one_line
from sayso.report.words import KIND_WORDS, act_word

__all__ = ["claims_of", "comparison_schema_org", "schema_org_of", "statements_schema_org"]

Json = Mapping[str, object]

_CLAIMS: Final = frozenset(
    {Act.SAID, Act.WARNED, Act.PRAISED, Act.CRITICISED, Act.BELIEVES, Act.EXPECTS, Act.SHOWS}
)  # fmt: skip
"""What tells it as so. The words of a *denied* or an *asked* are nobody's claim; a wish or a plan can't be checked."""


def statements_schema_org(articles: Articles) -> str:
    """Articles and quotations."""
    return "".join(schema_org_of(told_in(articles), people_of(articles)))


def comparison_schema_org(comparison: Comparison) -> str:
    """Articles and quotations, and what is claimed in them."""
    articles = comparison.articles
    return "".join(schema_org_of(told_in(articles), people_of(articles), claims_of(comparison)))


def schema_org_of(told: Iterable[Told], people: Mapping[str, Entity], more: Iterable[Json] = ()) -> Iterator[str]:
    """One JSON-LD graph in pieces of text: each article with its quotations, then ``more``."""
    yield '{"@context": "https://schema.org",\n"@graph": ['
    yield from separated(chain((row for each in told for row in _told_rows(each, people)), more))
    yield "\n]}\n"


def claims_of(comparison: Comparison) -> Iterator[Json]:
    """For each thing said that is told as so, the claim and a stub of its review."""
    documents = {document.id: document for document in comparison.articles.documents}
    statements = {statement.id: statement for statement in comparison.articles.statements}
    people = people_of(comparison.articles)
    for thing in comparison.things_said:
        said = [statements[reading.statement] for reading in thing.cluster.readings]
        if all(one.act in _CLAIMS for one in said):
            differ = len({one.speaker.id for one in said if one.speaker is not None}) > 1
            author = None if differ else _speaker(thing.cluster.speaker, people)  # who said it is then no fact to state
            yield from _claim_rows(thing, documents, author)


def _told_rows(told: Told, people: Mapping[str, Entity]) -> Iterator[Json]:
    document = told.document
    yield _article(document)
    for statement in told.statements:
        yield _quotation(statement, document, people)


def _article(document: Document) -> Json:
    published = moment_of(document.published) or date_of(document.published)
    return _filled(
        {
            "@type": "NewsArticle",
            "@id": article_address(document),
            "identifier": one_line(document.id),
            "url": web_address(document.uri),
            "headline": one_line(document.headline or "") or None,
            "publisher": _outlet(document),
            "datePublished": published,
            "inLanguage": language_of(document),
        }
    )


def _outlet(document: Document) -> Json:
    return {"@type": "Organization", "@id": urn("outlet", document.outlet), "name": one_line(document.outlet)}


def _quotation(statement: Statement, document: Document, people: Mapping[str, Entity]) -> Json:
    how = ", ".join(word for word in (KIND_WORDS[statement.kind], act_word(statement.act)) if word)
    printed = (f"{what} “{one_line(text)}”" for what, text in reporting_text(statement, document))
    inside = statement.within
    return _filled(
        {
            "@type": "Quotation",
            "@id": urn("statement", document.id, statement.id),
            "identifier": one_line(statement.id),
            "text": words(statement.content, document),
            "description": "; ".join((how, *printed)),
            "spokenByCharacter": _speaker(statement.speaker, people),
            "isPartOf": [
                _id(article_address(document)),
                *([_id(urn("statement", document.id, inside))] if inside else []),
            ],
            "inLanguage": language_of(document),
        }
    )


def _speaker(speaker: Speaker | None, people: Mapping[str, Entity]) -> Json | None:
    """None where nobody is named: “two officials” are neither a person nor an organization."""
    if speaker is None:
        return None
    kind = kind_of(speaker, people)
    if kind is EntityKind.UNNAMED:
        return None
    named = "Organization" if kind is EntityKind.BODY else "Person"
    return {"@type": named, "@id": urn("speaker", speaker.id), "name": one_line(speaker.name)}


def _claim_rows(thing: Collation, documents: Mapping[str, Document], author: Json | None) -> Iterator[Json]:
    cluster = thing.cluster
    wordings = Counter(words(reading.content, documents[reading.document]) for reading in cluster.readings)
    appearances = list(dict.fromkeys(article_address(documents[reading.document]) for reading in cluster.readings))
    claim = urn("claim", cluster.id)
    yield _filled(
        {
            "@type": "Claim",
            "@id": claim,
            "identifier": one_line(cluster.id),
            "text": list(wordings),
            "author": author,
            "appearance": [_id(each) for each in appearances],
            "firstAppearance": _first(cluster.readings, documents),
            "workExample": [_id(urn("statement", one.document, one.statement)) for one in cluster.readings],
        }
    )
    yield {
        "@type": "ClaimReview",
        "@id": urn("claim review", cluster.id),
        "description": "A stub: nobody has reviewed the claim.",
        "claimReviewed": max(wordings, key=lambda wording: wordings[wording]),  # that of most articles, else the first
        "itemReviewed": _id(claim),
    }


def _first(readings: Iterable[Reading], documents: Mapping[str, Document]) -> Json | None:
    """The article of these that was published first; None where an article has no date, or two have the first day."""
    days: dict[str, str] = {}
    for reading in readings:
        document = documents[reading.document]
        day = date_of(document.published)
        if day is None:
            return None
        days[article_address(document)] = day
    first, *others = sorted(days, key=lambda address: days[address])
    return _id(first) if all(days[other] > days[first] for other in others) else None


def _id(name: str) -> Json:
    return {"@id": name}


def _filled(row: Json) -> Json:
    return {key: value for key, value in row.items() if value is not None}
