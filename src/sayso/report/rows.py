"""Plain rows of a result, made for JSON and JSONL; ``shapes`` holds their keys."""

from __future__ import annotations

import re

from sayso.comparison import Articles, Comparison
from sayso.records import (
    Act,
    Apparatus,
    Collation,
    Coverage,
    Discrepancy,
    Document,
    Dropped,
    Entity,
    Link,
    Name,
    Occasion,
    Passage,
    Reading,
    Speaker,
    Statement,
    Story,
    Weighed,
    Words,
)
from sayso.report.checked import fact_check_rows, fact_checks_run
from sayso.report.shapes import (
    ApparatusRow,
    ArticlesRun,
    CleanRow,
    ComparisonRow,
    CoverageRow,
    DatelineRow,
    DifferenceRow,
    DocumentRow,
    DroppedRow,
    EntityRow,
    FactCheckRow,
    JudgedRow,
    JudgementRow,
    LinkRow,
    OccasionRow,
    PassageRow,
    PieceRow,
    ReadingRow,
    SpeakerRow,
    StatementRow,
    StoryRow,
    ThingRow,
)
from sayso.spans import Span

__all__ = [
    "articles_run",
    "clean_row",
    "comparison_row",
    "document_row",
    "statement_row",
    "statement_rows",
    "thing_row",
    "thing_rows",
    "word_count",
]

_WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def comparison_row(comparison: Comparison) -> ComparisonRow:
    """The whole of ``sayso compare -f json``."""
    articles = comparison.articles
    documents = {document.id: document for document in articles.documents}
    return {
        "schema": "sayso.comparison/1",
        "run": {**articles_run(articles), "stories": [_story_row(story) for story in comparison.stories]},
        "documents": [document_row(document) for document in articles.documents],
        "statements": statement_rows(articles),
        "things_said": thing_rows(comparison),
        "elsewhere": [_link_row(link, documents) for link in comparison.elsewhere],
    }


def articles_run(articles: Articles) -> ArticlesRun:
    """Version, settings, their fingerprint, what was refused, and who speaks."""
    return {
        "version": articles.version,
        "settings": articles.settings.as_dict(),
        "fingerprint": articles.settings.fingerprint(articles.version),
        "dropped": [_dropped_row(dropped) for dropped in (*articles.dropped, *articles.judged.refused)],
        "entities": [_entity_row(entity) for entity in articles.entities],
        "fact_checks": fact_checks_run(articles),
        "judgements": [_judgement_row(weighed) for weighed in articles.judged.weighed],
    }


def statement_rows(articles: Articles) -> list[StatementRow]:
    """A row a statement, in the order of the articles."""
    documents = {document.id: document for document in articles.documents}
    checked = fact_check_rows(articles)
    return [
        statement_row(statement, documents[statement.document], checked.get(statement.id, []))
        for statement in articles.statements
    ]


def statement_row(statement: Statement, document: Document, checked: list[FactCheckRow]) -> StatementRow:
    """One line of ``sayso statements -f jsonl``."""
    text = document.text
    return {
        "document": document.id,
        "path": document.uri,
        "id": statement.id,
        "kind": statement.kind.value,
        "act": statement.act.value,
        "content": [_piece(span, text) for span in statement.content],
        "cue": _maybe_piece(statement.cue, text),
        "source": _maybe_piece(statement.source, text),
        "speaker": _maybe_speaker(statement.speaker),
        "candidates": [_speaker_row(candidate) for candidate in statement.candidates],
        "within": statement.within,
        "hedge": _maybe_piece(statement.hedge, text),
        "addressee": _maybe_piece(statement.addressee, text),
        "occasion": _occasion_row(statement.occasion, text),
        "confidence": _share(statement.confidence),
        "because": statement.because,
        "fact_checks": checked,
    }


def thing_rows(comparison: Comparison) -> list[ThingRow]:
    """A row a thing said, in the order of the comparison."""
    documents = {document.id: document for document in comparison.articles.documents}
    acts = {statement.id: statement.act for statement in comparison.articles.statements}
    checked = fact_check_rows(comparison.articles)
    return [thing_row(collation, documents, acts, checked) for collation in comparison.things_said]


def thing_row(
    collation: Collation,
    documents: dict[str, Document],
    acts: dict[str, Act],
    checked: dict[str, list[FactCheckRow]],
) -> ThingRow:
    """One line of ``sayso compare -f jsonl``."""
    cluster = collation.cluster
    return {
        "id": cluster.id,
        "speaker": _maybe_speaker(cluster.speaker),
        "readings": [_reading_row(one, documents[one.document], acts[one.statement]) for one in cluster.readings],
        "links": [_link_row(link, documents) for link in cluster.links],
        "differences": [_difference_row(difference, documents) for difference in collation.differences],
        "coverage": [_coverage_row(coverage) for coverage in collation.coverage],
        "score": _share(cluster.score),
        "because": cluster.because,
        "apparatus": _apparatus_row(collation.apparatus, documents),
        "fact_checks": [row for reading in cluster.readings for row in checked.get(reading.statement, [])],
    }


def document_row(document: Document) -> DocumentRow:
    """An article without its text: what is known of it, and what was not read."""
    text = document.text
    return {
        "id": document.id,
        "path": document.uri,
        "outlet": document.outlet,
        "headline": document.headline,
        "published": document.published,
        "language": document.language,
        "words": word_count(document),
        "set_aside": [{**_piece(aside.span, text), "reason": aside.reason.value} for aside in document.set_aside],
        "repairs": [
            {**_piece(edit.span, text), "replacement": edit.replacement, "reason": edit.reason}
            for edit in document.repairs
        ],
        "lacunae": [{**_piece(lacuna.span, text), "cause": lacuna.cause.value} for lacuna in document.lacunae],
    }


def clean_row(document: Document) -> CleanRow:
    """One line of ``sayso clean -f jsonl``."""
    return {
        **document_row(document),
        "outlet_from": document.outlet_from,
        "encoding": document.encoding,
        "encoding_from": document.encoding_from,
        "byline": document.byline,
        "credit": document.credit,
        "dateline": _dateline_row(document),
        "paragraphs": [
            {"start": paragraph.span.start, "end": paragraph.span.end, "role": paragraph.role.value}
            for paragraph in document.paragraphs
        ],
        "outside": list(document.outside),
        "text": document.text,
    }


def word_count(document: Document) -> int:
    """Words of the headline, byline and body; text set aside is not counted."""
    return sum(1 for paragraph in document.paragraphs for _ in _WORD.finditer(document.text, *paragraph.span))


def _piece(span: Span, text: str) -> PieceRow:
    return {"start": span.start, "end": span.end, "text": span.of(text)}


def _maybe_piece(span: Span | None, text: str) -> PieceRow | None:
    return None if span is None else _piece(span, text)


def _occasion_row(occasion: Occasion | None, text: str) -> OccasionRow | None:
    return None if occasion is None else {**_piece(occasion.span, text), "carried": occasion.carried}


def _speaker_row(speaker: Speaker) -> SpeakerRow:
    return {"id": speaker.id, "name": speaker.name, "score": _share(speaker.score), "because": speaker.because}


def _maybe_speaker(speaker: Speaker | None) -> SpeakerRow | None:
    return None if speaker is None else _speaker_row(speaker)


def _reading_row(reading: Reading, document: Document, act: Act) -> ReadingRow:
    return {
        "document": reading.document,
        "statement": reading.statement,
        "content": [_piece(span, document.text) for span in reading.content],
        "kind": reading.kind.value,
        "act": act.value,
    }


def _difference_row(difference: Discrepancy, documents: dict[str, Document]) -> DifferenceRow:
    return {
        "kind": difference.change.value,
        "substantive": difference.substantive,
        "left": _passage_row(difference.left, documents),
        "right": _passage_row(difference.right, documents),
        "score": _share(difference.score),
        "because": difference.because,
    }


def _apparatus_row(apparatus: Apparatus, documents: dict[str, Document]) -> ApparatusRow:
    return {
        "sigla": list(apparatus.sigla),
        "entries": [
            {
                "line": entry.line,
                "moved": entry.moved,
                "variants": [
                    {
                        "words": variant.words,
                        "sigla": [apparatus.sigla[reading] for reading in variant.readings],
                        "passages": [_passage_row(passage, documents) for passage in variant.passages],
                    }
                    for variant in entry.variants
                ],
            }
            for entry in apparatus.entries
        ],
        "common": [_passage_row(passage, documents) for passage in apparatus.common],
        "only": [[_passage_row(passage, documents) for passage in passages] for passages in apparatus.only],
    }


def _passage_row(passage: Passage, documents: dict[str, Document]) -> PassageRow:
    return {"document": passage.document, **_piece(passage.span, documents[passage.document].text)}


def _coverage_row(coverage: Coverage) -> CoverageRow:
    return {
        "document": coverage.document,
        "outlet": coverage.outlet,
        "status": coverage.status.value,
        "because": coverage.because,
    }


def _dropped_row(dropped: Dropped) -> DroppedRow:
    return {
        "path": dropped.uri,
        "stage": dropped.stage.value,
        "reason": dropped.reason.value,
        "detail": dropped.detail,
    }


def _entity_row(entity: Entity) -> EntityRow:
    return {"id": entity.id, "name": entity.name, "kind": entity.kind.value, "aliases": list(entity.aliases)}


def _judgement_row(weighed: Weighed) -> JudgementRow:
    judgement = weighed.judgement
    return {
        "line": judgement.line,
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "by": judgement.by,
        "at": judgement.at,
        "note": judgement.note,
        "left": _judged_row(judgement.left, weighed.left),
        "right": _judged_row(judgement.right, weighed.right),
        "standing": weighed.standing.value,
        "because": weighed.because,
    }


def _judged_row(subject: Words | Name, now: str | None) -> JudgedRow:
    if isinstance(subject, Name):
        return {"statement": None, "name": subject.name, "words": None}
    return {"statement": now, "name": None, "words": " … ".join(subject.texts)}


def _link_row(link: Link, documents: dict[str, Document]) -> LinkRow:
    return {
        "left": link.left,
        "right": link.right,
        "left_passage": _passage_row(link.left_passage, documents),
        "right_passage": _passage_row(link.right_passage, documents),
        "score": _share(link.score),
        "because": link.because,
    }


def _story_row(story: Story) -> StoryRow:
    return {
        "id": story.id,
        "documents": list(story.documents),
        "origins": [list(origin) for origin in story.origins],
        "wires": [{"agency": wire.agency, "documents": list(wire.documents)} for wire in story.wires],
        "independent": [list(origin) for origin in story.independent],
        "copies": [
            {
                "left": copy.left,
                "right": copy.right,
                "left_in_right": _share(copy.left_in_right),
                "right_in_left": _share(copy.right_in_left),
            }
            for copy in story.copies
        ],
        "because": story.because,
    }


def _dateline_row(document: Document) -> DatelineRow | None:
    dateline = document.dateline
    if dateline is None:
        return None
    return {
        **_piece(dateline.span, document.text),
        "place": dateline.place,
        "date": dateline.date,
        "agency": dateline.agency,
    }


def _share(value: float) -> float:
    """Four digits tell a score apart; more would only show how the machine adds."""
    return round(float(value), 4)
