"""Articles for the page: heads, texts, the run; and the pages of statements and of texts, which need no more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from sayso.comparison import Articles
from sayso.records import Act, Document, Kind, Name, Statement, Weighed, Words
from sayso.report import words as w
from sayso.report.chain import chain
from sayso.report.fact_checks import checked_articles
from sayso.report.lookup import (
    Marked,
    anchor,
    brief,
    labels,
    reported,
    speaker_found,
    speaker_name,
    tail,
    words,
)
from sayso.report.rows import word_count
from sayso.report.texts import article_blocks
from sayso.report.views import ArticlesView, OutletView, RunView, Said, StatementView, TextView
from sayso.report.visible import flat, one_line

__all__ = ["acts_in", "articles_page", "outlet_views", "run_view", "text_views", "title_of"]

_TITLE_WORD = re.compile(r"\w{4,}")


def articles_page(articles: Articles) -> ArticlesView:
    """What the pages of ``sayso statements`` and ``sayso clean`` show."""
    marked = [Marked(statement, statement.content, n) for n, statement in enumerate(articles.statements)]
    number = len(articles.documents)
    extract = articles.settings.extract
    kept = ", ".join(filter(None, (w.surer_than(extract.min_confidence), w.kept_to(extract.acts))))
    return ArticlesView(
        title=title_of(articles) if number == 1 else w.counted(number, "article"),
        summary=", ".join(filter(None, (w.counted(len(articles.statements), "statement"), kept))),
        outlets=outlet_views(articles),
        acts=acts_in(statement.act for statement in articles.statements),
        nothing=f"No statement was found{f', {kept}' if kept else ''}.",
        said=tuple(_said(document, articles) for document in articles.documents),
        texts=text_views(articles, marked),
        run=run_view(articles),
        checked=checked_articles(articles),
        card_of={n: anchor("row", statement.id) for n, statement in enumerate(articles.statements)},
        outlets_of=dict.fromkeys(range(len(articles.statements)), 1),
        big=len(articles.statements) > 600,
    )


def acts_in(found: Iterable[Act]) -> tuple[tuple[str, str], ...]:
    """The acts that occur, as key and word, in their own order: what a reader can keep to."""
    there = set(found)
    return tuple((act.value, w.ACT_WORDS[act]) for act in Act if act in there)


def outlet_views(articles: Articles, more_notes: Mapping[str, tuple[str, ...]] | None = None) -> tuple[OutletView, ...]:
    """The articles in the page's head, with what limits each; ``more_notes`` are put first, by document."""
    named = labels(articles)
    notes = more_notes or {}
    return tuple(
        OutletView(
            label=named[document.id],
            headline=one_line(document.headline or ""),
            published=_day(one_line(document.published or "")),
            words=word_count(document),
            href=f"article-{n}",
            notes=(*notes.get(document.id, ()), *_document_notes(document)),
        )
        for n, document in enumerate(articles.documents)
    )


def text_views(articles: Articles, marked: Iterable[Marked]) -> tuple[TextView, ...]:
    """The whole articles with what is reported in them marked, and linked to its thing said."""
    said: dict[str, list[Marked]] = {document.id: [] for document in articles.documents}
    for one in marked:
        said[one.statement.document].append(one)
    named = labels(articles)
    return tuple(
        TextView(
            id=f"article-{n}",
            label=named[document.id],
            headline=one_line(document.headline or ""),
            path=one_line(document.uri),
            blocks=tuple(article_blocks(document, said[document.id])),
            aside=tuple(_aside(document)),
            repairs=tuple(_repairs(document)),
            lost=tuple(w.CAUSE_WORDS[lacuna.cause] for lacuna in document.lacunae),
        )
        for n, document in enumerate(articles.documents)
    )  # fmt: skip


def run_view(articles: Articles) -> RunView:
    """Version, fingerprint, settings one a line, and what was refused."""
    settings = articles.settings.as_dict()
    return RunView(
        version=articles.version,
        fingerprint=articles.settings.fingerprint(articles.version),
        settings=tuple(
            (f"{stage}.{name}", _setting(value)) for stage, values in settings.items() for name, value in values.items()
        ),
        dropped=tuple(
            (one_line(one.uri), w.REASON_WORDS[one.reason], one_line(one.detail))
            for one in (*articles.dropped, *articles.judged.refused)
        ),
        judgements=tuple(map(_judgement, articles.judged.weighed)),
    )  # fmt: skip


def _judgement(weighed: Weighed) -> tuple[str, str]:
    """Who judged what and how, and what became of it."""
    judgement = weighed.judgement
    sides = (_judged_side(side) for side in (judgement.left, judgement.right))
    ground = f" ({one_line(weighed.because)})" if weighed.because else ""
    note = f"; note: {one_line(judgement.note)}" if judgement.note else ""
    head = f"line {judgement.line}: {judgement.verdict.value}, {one_line(judgement.signed)}"
    return head, f"{weighed.standing.value}{ground}: {' / '.join(sides)}{note}"


def _judged_side(subject: Words | Name) -> str:
    if isinstance(subject, Name):
        return one_line(subject.name)
    return f"“{brief(' … '.join(map(one_line, subject.texts)), 90)}” in {one_line(subject.article.outlet)}"


def title_of(articles: Articles) -> str:
    """The headline that shares most words with the others: the story's name in the outlets' own words."""
    headlines = [one_line(document.headline) for document in articles.documents if document.headline]
    if not headlines:
        return "Reports compared" if len(articles.documents) > 1 else "One article"
    bags = [set(_TITLE_WORD.findall(headline.casefold())) for headline in headlines]
    counts = Counter(word for bag in bags for word in bag)
    best = max(range(len(headlines)), key=lambda i: (sum(counts[word] - 1 for word in bags[i]), -len(headlines[i])))
    return brief(headlines[best], 160)


def _day(published: str) -> str:
    """A date, with the hour and minute where they are known: the page is no place for seconds and zones."""
    day, clock, time = published.partition("T")
    return f"{day} {time[:5]}" if clock else day


def _document_notes(document: Document) -> Iterable[str]:
    causes = dict.fromkeys(w.CAUSE_WORDS[lacuna.cause] for lacuna in document.lacunae)
    if causes:
        yield f"could not see all of it: {'; '.join(causes)}"
    if document.encoding_from == "guessed":
        yield f"encoding guessed: {one_line(document.encoding)}"
    if document.outlet_from not in ("given", "page"):
        yield f"outlet taken from the {'credit line' if document.outlet_from == 'credit' else document.outlet_from}"


def _aside(document: Document) -> Iterator[tuple[str, str]]:
    """Why, and the words: what stands in the text but is no part of the article, then what stands around the text."""
    for one in document.set_aside:
        yield one.reason.value, brief(one_line(one.span.of(document.text)), 300)
    for around in document.outside:
        yield "outside the main text", brief(one_line(around), 300)


def _repairs(document: Document) -> Iterable[tuple[str, str, str, str]]:
    """Where, what stood there, what the reading copy has instead, and why."""
    text = document.text
    for edit in document.repairs:
        before, after = text[max(0, edit.start - 60) : edit.start], text[edit.end : edit.end + 60]
        around = f"{tail(flat(before), 28)}{flat(edit.span.of(text))}{brief(flat(after), 28)}"
        yield around.strip(), _named(edit.span.of(text)), _named(edit.replacement), one_line(edit.reason)


def _named(text: str) -> str:
    """An edit's text; what would show as nothing is named."""
    return one_line(text) or ("a space" if text else "nothing")


def _setting(value: object) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(str(one) for one in value)
    return "none" if value is None else str(value)


def _said(document: Document, articles: Articles) -> Said:
    statements = {one.id: one for one in articles.statements if one.document == document.id}
    views = tuple(_statement_view(one, document, statements) for one in statements.values())
    return Said(labels(articles)[document.id], views)


def _statement_view(statement: Statement, document: Document, statements: Mapping[str, Statement]) -> StatementView:
    return StatementView(
        id=anchor("row", statement.id),
        href=anchor("st", statement.id),
        speaker=speaker_name(statement, document),
        kind=w.KIND_WORDS[statement.kind],
        act=w.act_word(statement.act),
        keeps=_keeps(statement, statements),
        direct=statement.kind is Kind.DIRECT,
        words=words(statement.content, document),
        reported=reported(statement, document),
        chain=tuple(chain(statement, document, statements)),
        hedge=one_line(statement.hedge.of(document.text)) if statement.hedge else "",
        found=speaker_found(statement, document),
        because=one_line(statement.because),
        confidence=round(statement.confidence, 2),
        depth=len(_tellers(statement, statements)) - 1,
    )


def _keeps(statement: Statement, statements: Mapping[str, Statement]) -> str:
    acts = {each.act for each in _tellers(statement, statements)}
    return statement.act.value if len(acts) == 1 else ""


def _tellers(statement: Statement, statements: Mapping[str, Statement]) -> list[Statement]:
    """The statement and all that it is told inside; a ring of tellings is followed round once."""
    seen = {statement.id: statement}
    teller = statements.get(statement.within or "")
    while teller is not None and teller.id not in seen:
        seen[teller.id] = teller
        teller = statements.get(teller.within or "")
    return list(seen.values())
