"""W3C Web Annotation: each statement a note on the words of its article, each difference a note on two passages.

https://www.w3.org/TR/2017/REC-annotation-model-20170223/. What the words are is told twice: by quoting them, with what
stands around them (TextQuoteSelector), and by counting (TextPositionSelector) code points of ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from sayso.comparison import Articles, Comparison
from sayso.records import Collation, Discrepancy, Document, Entity, EntityKind, Link, Passage, Speaker, Statement
from sayso.report.data import dumps
from sayso.report.lookup import speaker_name
from sayso.report.rows import statement_row
from sayso.report.standards.addresses import article_address, moment_of, urn
from sayso.report.standards.streams import left_open, separated
from sayso.report.standards.told import Told, kind_of, language_of, people_of, told_in
from sayso.report.visible import one_line
from sayso.report.words import KIND_WORDS, act_word
from sayso.spans import Span

__all__ = ["annotations_of", "comparison_annotations", "difference_notes", "statement_note", "statements_annotations"]

Json = Mapping[str, object]

_AROUND: Final = 32
"""Characters quoted before and after the words, to tell the place from others with the same words."""


def statements_annotations(articles: Articles) -> str:
    """A note for each statement."""
    return "".join(_of_articles(articles, ()))


def comparison_annotations(comparison: Comparison) -> str:
    """A note for each statement, each thing said by more than one, each difference, and each link across stories."""
    documents = {document.id: document for document in comparison.articles.documents}
    notes = (note for thing in comparison.things_said for note in difference_notes(thing, documents))
    return "".join(_of_articles(comparison.articles, chain(notes, map(_elsewhere_note, comparison.elsewhere))))


def annotations_of(
    told: Iterable[Told], people: Mapping[str, Entity], more: Iterable[Json] = (), *, name: str, version: str
) -> Iterator[str]:
    """An AnnotationCollection of one page, in pieces of text: the articles' statements, then ``more`` notes.

    ``name`` makes the ids of collection and page: give another for other articles.
    """
    collection = urn("annotations", name)
    notes = chain((statement_note(one, each.document, people) for each in told for one in each.statements), more)
    head: dict[str, object] = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": collection,
        "type": "AnnotationCollection",
        "label": "Who said what",
        "generator": {"type": "Software", "name": "sayso", "schema:softwareVersion": version},
    }
    page: dict[str, object] = {
        "id": urn("annotations page", name), "type": "AnnotationPage", "partOf": collection, "startIndex": 0,
    }  # fmt: skip
    yield left_open(head)
    total = 0
    for line in separated(notes):
        if total == 0:  # a page has at least one note (5.2): without any, there is no page
            yield f',\n"first": {left_open(page)},\n"items": ['
        yield line
        total += 1
    yield f'{"" if total == 0 else "]}"},\n"total": {total}}}\n'


def statement_note(statement: Statement, document: Document, people: Mapping[str, Entity]) -> Json:
    """One statement, with who said it and how we know as its bodies, and a target for each run of its words."""
    targets = [_target(span, document) for span in statement.content]
    return {
        "id": urn("annotation", document.id, statement.id),
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            _described(_told(statement, document)),
            _classified(statement.kind.value),
            _classified(statement.act.value),
            *([_identified(statement.speaker, people)] if statement.speaker is not None else []),
            {**_described(_row(statement, document)), "format": "application/json"},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def difference_notes(thing: Collation, documents: Mapping[str, Document]) -> Iterator[Json]:
    """That its readings are one thing said, and each difference between two of them."""
    cluster = thing.cluster
    if len(cluster.readings) > 1:
        readings = [urn("annotation", one.document, one.statement) for one in cluster.readings]
        yield {
            "id": urn("annotation", "thing said", cluster.id),
            "type": "Annotation",
            "motivation": "linking",
            "body": [_classified("one thing said"), _described(one_line(cluster.because))],
            "target": list(dict.fromkeys(readings)),
        }
    for number, difference in enumerate(thing.differences):
        yield _difference_note(difference, documents, urn("annotation", "difference", cluster.id, str(number)))


def _elsewhere_note(link: Link) -> Json:
    return {
        "id": urn("annotation", "elsewhere", link.left, link.right),
        "type": "Annotation",
        "motivation": "linking",
        "body": [_classified("one thing said, in another story"), _described(one_line(link.because))],
        "target": [
            urn("annotation", link.left_passage.document, link.left),
            urn("annotation", link.right_passage.document, link.right),
        ],
    }


def _of_articles(articles: Articles, more: Iterable[Json]) -> Iterator[str]:
    name = "\x1f".join((articles.settings.fingerprint(articles.version), *(one.id for one in articles.documents)))
    return annotations_of(told_in(articles), people_of(articles), more, name=name, version=articles.version)


def _difference_note(difference: Discrepancy, documents: Mapping[str, Document], name: str) -> Json:
    sense = "changes the sense" if difference.substantive else "wording only"
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "linking",
        "body": [
            _classified(difference.change.value),
            _classified(sense),
            _described(
                f"{one_line(difference.because)} (“the first” is the first target; score {difference.score:.2f})"
            ),
        ],
        "target": [_passage(passage, documents) for passage in (difference.left, difference.right)],
    }


def _passage(passage: Passage, documents: Mapping[str, Document]) -> Json:
    return _target(passage.span, documents[passage.document])


def _target(span: Span, document: Document) -> Json:
    text, captured = document.text, moment_of(document.captured_at)
    # Of a page that changes, the text that was read; the model takes moments in UTC alone (4.3.1).
    dated = captured is not None and captured.endswith("Z")
    return {
        "type": "SpecificResource",
        "source": _source(document),
        **({"state": {"type": "TimeState", "sourceDate": captured}} if dated else {}),
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _source(document: Document) -> Json:
    label = one_line(": ".join(part for part in (document.outlet, document.headline) if part))
    source: dict[str, object] = {"id": article_address(document), "type": "Text", "label": label or "article"}
    language = language_of(document)
    return source if language is None else source | {"language": language}


def _described(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": value}


def _classified(value: str) -> Json:
    return {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": value}


def _identified(speaker: Speaker, people: Mapping[str, Entity]) -> Json:
    kind = "Organization" if kind_of(speaker, people) is EntityKind.BODY else "Person"
    agent = {"id": urn("speaker", speaker.id), "type": kind, "name": one_line(speaker.name)}
    return {"type": "SpecificResource", "purpose": "identifying", "source": agent}


def _told(statement: Statement, document: Document) -> str:
    """For a person: “Ilmar Tosk (quoted, denied or refused): cue and direct words; confidence 0.92”."""
    how = ", ".join(word for word in (KIND_WORDS[statement.kind], act_word(statement.act)) if word)
    who = speaker_name(statement, document)
    return f"{who} ({how}): {one_line(statement.because)}; confidence {statement.confidence:.2f}"


_IN_TARGET: Final = frozenset({"content", "fact_checks"})


def _row(statement: Statement, document: Document) -> str:
    """For a program: the row of ``-f jsonl``, less what the target holds."""
    row = statement_row(statement, document, [])
    return dumps({key: value for key, value in row.items() if key not in _IN_TARGET})
