"""IPTC ninjs 3.1, News in JSON: an item a line, for each article, each story and each thing said.

https://iptc.org/standards/ninjs/. A statement is a ``component`` among the ``associations`` of its article, with the
words as its body and the speaker among its people or organisations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from sayso.comparison import Articles, Comparison
from sayso.records import Collation, Document, Entity, EntityKind, Speaker, Statement, Story
from sayso.report.data import dumps
from sayso.report.lookup import brief, quoted, speaker_name, words
from sayso.report.rows import word_count
from sayso.report.standards.addresses import article_address, moment_of, urn
from sayso.report.standards.told import Told, kind_of, language_of, people_of, reporting_text, told_in
from sayso.report.visible import one_line

__all__ = ["compared_items", "comparison_ninjs", "ninjs_of", "statements_ninjs"]

Json = dict[str, object]

_STANDARD: Final = {
    "name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}  # fmt: skip
_NAME_CHARS: Final = 80


def statements_ninjs(articles: Articles) -> str:
    """An item for each article."""
    return "".join(ninjs_of(told_in(articles), people_of(articles)))


def comparison_ninjs(comparison: Comparison) -> str:
    """An item for each article, each story and each thing said."""
    return statements_ninjs(comparison.articles) + "".join(_line(item) for item in compared_items(comparison))


def ninjs_of(told: Iterable[Told], people: Mapping[str, Entity]) -> Iterator[str]:
    """A line for each article."""
    return (_line(_article(each, people)) for each in told)


def compared_items(comparison: Comparison) -> Iterator[Json]:
    """Stories with their articles, and things said with their wordings."""
    documents = {document.id: document for document in comparison.articles.documents}
    people = people_of(comparison.articles)
    for story in comparison.stories:
        yield _story(story, documents)
    for thing in comparison.things_said:
        yield _thing(thing, documents, people)


def _article(told: Told, people: Mapping[str, Entity]) -> Json:
    document = told.document
    speakers = {one.speaker.id: one.speaker for one in told.statements if one.speaker is not None}
    return _item(
        {
            **_whose(document),
            "uri": article_address(document),
            "type": "text",
            "contentCreated": moment_of(document.published),
            "headlines": [{"value": one_line(document.headline)}] if document.headline else None,
            "by": one_line(document.byline) if document.byline else None,
            "located": one_line(document.dateline.place) if document.dateline and document.dateline.place else None,
            **_speaking(speakers.values(), people, rel="quoted"),
            "bodies": [_body(document)],
            "associations": [_component(one, document, people) for one in told.statements] or None,
            "altIds": [_role("sayso", document.id), _role("path", document.uri)],
        }
    )


def _body(document: Document) -> Json:
    text = document.text
    return {"contentType": "text/plain", "charCount": len(text), "wordCount": word_count(document), "value": text}


def _whose(document: Document) -> Json:
    credit = document.credit or (document.dateline.agency if document.dateline else None)
    agency = [{"name": one_line(credit), "role": "credited"}] if credit else []
    return {
        "language": language_of(document),
        "infoSources": [{"name": one_line(document.outlet), "role": "publisher"}, *agency],
    }


def _component(statement: Statement, document: Document, people: Mapping[str, Entity]) -> Json:
    """A statement among the associations of its article; positions are those of the article's body."""
    said = words(statement.content, document)
    inside = urn("statement", document.id, statement.within) if statement.within else None
    descriptions = [
        *reporting_text(statement, document),
        ("kind", statement.kind.value),
        ("act", statement.act.value),
        *((("told inside", inside),) if inside else ()),
        ("why", statement.because),
        ("confidence", f"{statement.confidence:.2f}"),
        *(("position", f"{span.start}-{span.end}") for span in statement.content),
    ]
    return _filled(
        {
            "name": brief(f"{speaker_name(statement, document)}: {quoted(said, statement.kind)}", _NAME_CHARS),
            "rel": "statement",
            "uri": urn("statement", document.id, statement.id),
            "type": "component",
            "language": language_of(document),
            "bodies": [{"role": statement.kind.value, "contentType": "text/plain", "value": said}],
            **_speaking([statement.speaker] if statement.speaker else [], people, rel="speaker"),
            "descriptions": [_role(role, one_line(value)) for role, value in descriptions if value],
            "altIds": [_role("sayso", statement.id)],
        }
    )


def _speaking(speakers: Iterable[Speaker], people: Mapping[str, Entity], *, rel: str) -> Json:
    """Persons and bodies, each where ninjs has a place for them; who is unnamed is neither."""
    found: dict[str, list[Json]] = {}
    for speaker in speakers:
        place = _PLACES.get(kind_of(speaker, people))
        if place is not None:
            row: Json = {
                "name": one_line(speaker.name),
                "rel": rel,
                "uri": urn("speaker", speaker.id),
                "literal": speaker.id,
            }
            found.setdefault(place, []).append(row)
    return dict(found)


_PLACES: Final = {EntityKind.PERSON: "people", EntityKind.BODY: "organisations"}


def _story(story: Story, documents: Mapping[str, Document]) -> Json:
    reports = [documents[each] for each in story.documents if each in documents]
    return _item(
        {
            "uri": urn("story", story.id),
            "type": "composite",
            "title": "Reports of one event",
            "descriptions": [_role("why", one_line(story.because))] if story.because else None,
            "associations": [_report(document) for document in reports] or None,
            "altIds": [_role("sayso", story.id)],
        }
    )


def _report(document: Document) -> Json:
    name = one_line(": ".join(part for part in (document.outlet, document.headline) if part))
    return {"name": brief(name, _NAME_CHARS) or "article", "rel": "report", "uri": article_address(document)}


def _thing(thing: Collation, documents: Mapping[str, Document], people: Mapping[str, Entity]) -> Json:
    """One thing said: its wordings as associations, what each outlet did with it, and where the wordings part."""
    cluster = thing.cluster
    said = [(one, words(one.content, documents[one.document])) for one in cluster.readings]
    descriptions = [
        ("why", cluster.because),
        *(("apparatus", entry.line) for entry in thing.apparatus.entries),
        *(("coverage", f"{one.outlet}: {one.status.value}, {one.because}") for one in thing.coverage),
    ]
    return _item(
        {
            "uri": urn("thing said", cluster.id),
            "type": "component",
            "title": brief(said[0][1], _NAME_CHARS),
            **_speaking([cluster.speaker] if cluster.speaker else [], people, rel="speaker"),
            "descriptions": [_role(role, one_line(value)) for role, value in descriptions if value],
            "associations": [
                {
                    "name": brief(text, _NAME_CHARS),
                    "rel": "wording",
                    "uri": urn("statement", one.document, one.statement),
                }
                for one, text in said
            ],
            "altIds": [_role("sayso", cluster.id)],
        }
    )


def _role(role: str, value: str) -> Json:
    return {"role": role, "value": value}


def _item(row: Json) -> Json:
    return {"standard": _STANDARD, **_filled(row)}


def _filled(row: Json) -> Json:
    return {key: value for key, value in row.items() if value is not None}


def _line(item: Json) -> str:
    return f"{dumps(item)}\n"
