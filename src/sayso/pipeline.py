"""The way of the data, stage after stage: paths in, ``Articles`` or a ``Comparison`` out.

One bad article never stops the others: what a stage refuses, and what it raises, becomes a ``Dropped`` that is counted
and shown. Nothing depends on the order of the paths: what comes out is sorted by what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

from sayso import __version__
from sayso.comparison import Articles, Comparison
from sayso.config import JudgeSettings, Settings
from sayso.errors import SettingsError, UsageError
from sayso.extract import of_acts, with_tellers
from sayso.judgements import Book, Desk, Rulings, book_beside, digest, named_book, weigh
from sayso.limits import Loss
from sayso.read import read
from sayso.records import (
    Act,
    Capture,
    Collation,
    Document,
    Dropped,
    Judged,
    Link,
    PairRuling,
    Reason,
    Stage,
    Standing,
    Statement,
    Story,
    Weighed,
)
from sayso.resolve import Resolved, across, comparer
from sayso.steps import (
    Progress,
    by_what_it_tells,
    clean_capture,
    in_reading_order,
    of_story,
    search_document,
    things_said_in,
)
from sayso.threads import keep_to_one_thread, one_thread
from sayso.workers import Workers, lost_article

__all__ = [
    "WORTH_SEARCHING",
    "Progress",
    "clean_articles",
    "clean_captures",
    "compare",
    "compare_captures",
    "desk",
    "find_statements",
    "proposed_links",
    "read_articles",
    "statements",
    "statements_of",
]

_Done = TypeVar("_Done")
_WORTH_READING, WORTH_SEARCHING = 2_000_000, 200_000
"""Bytes to clean, and characters to search for statements, from which processes save more time than it takes to start
them, which is half a second: one process takes one to two seconds for so much."""
_NO_JUDGEMENTS = Book()


def compare(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    reference: str | Path | None = None,
    fact_checks: str | Path | None = None,
    judgements: str | Path | Book | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Comparison:
    """Who said what in these reports of one event, and what each outlet kept, changed or left out.

    ``paths`` are files, folders or ``-`` for standard input; ``outlets`` names who published them, in the same order.
    ``reference`` is the file of a transcript or release to compare with, one of ``paths`` or not; None: no text is the
    base. ``fact_checks`` is a file of published fact-checks (schema.org ClaimReview) to link what is said to.
    ``judgements`` is the file of what people decided; None: the one beside the articles, where there is one;
    ``Book()``: none. Inputs that could not be read are in ``articles.dropped``, lines of judgements in
    ``articles.judged``. ``jobs`` is in how many processes the articles are read (1..60); None: as many as there are
    processors, where there is enough to read. It never changes what comes out. Raises UsageError where there are more
    outlets than paths, or the reference, the fact-checks or the judgements could not be read.
    """
    settings = settings or Settings()
    book = _book(paths, judgements)
    captures = _but_judgements(read(paths, outlets=outlets, settings=settings.read), book)
    return compare_captures(
        captures,
        reference=reference,
        fact_checks=fact_checks,
        judgements=book,
        settings=settings,
        progress=progress,
        jobs=jobs,
    )


def compare_captures(
    captures: Iterable[Capture | Dropped],
    *,
    reference: str | Path | None = None,
    fact_checks: str | Path | None = None,
    judgements: Book = _NO_JUDGEMENTS,
    settings: Settings | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Comparison:
    """As ``compare``, for articles that are already in memory."""
    from sayso.engine.duckdb import DuckDB
    from sayso.group import group

    linked = _linking(fact_checks, settings or Settings())
    with _workers(jobs) as workers:
        articles = _articles(captures, settings or Settings(), progress, workers)
        if reference is not None:
            articles = _with_reference(articles, reference)
        articles, _, rulings = _searched(articles, progress, workers, judgements)
    with DuckDB(threads=1) as relations:
        stories = group(articles.documents, relations, settings=articles.settings.group)
    articles = replace(articles, judged=_within_stories(articles, stories))
    things = _things_said(stories, articles, progress, rulings.pairs)
    found = _of_acts_compared(Comparison(articles, stories, things, _elsewhere(stories, articles)))
    return replace(found, articles=linked(found.articles))


def read_articles(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    fact_checks: str | Path | None = None,
    judgements: str | Path | Book | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Articles:
    """The statements of each article by itself, with their speakers. Arguments as for ``compare``; of the judgements
    those on speakers count."""
    settings = settings or Settings()
    linked = _linking(fact_checks, settings)
    book = _book(paths, judgements)
    captures = _but_judgements(read(paths, outlets=outlets, settings=settings.read), book)
    with _workers(jobs) as workers:
        articles = _articles(captures, settings, progress, workers)
        return linked(_of_acts(_searched(articles, progress, workers, book, of_pairs=False)[0]))


def clean_articles(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    settings: Settings | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Articles:
    """The articles cleaned, and not yet searched for statements. Arguments as for ``compare``."""
    settings = settings or Settings()
    captures = read(paths, outlets=outlets, settings=settings.read)
    return clean_captures(captures, settings=settings, progress=progress, jobs=jobs)


def statements(text: str, *, outlet: str | None = None, settings: Settings | None = None) -> tuple[Statement, ...]:
    """The statements of one text, in reading order; their spans are offsets into ``text``.

    ``text`` is the article itself, not a path to it: for files there is ``read_articles``. Raises UsageError where it
    can't be read as an article: it is empty, or in a language that sayso does not know.
    """
    settings = settings or Settings()
    body = text.encode("utf-8", "surrogatepass")
    capture = Capture("text", body, "text/plain", charset="utf-8", outlet=outlet or "text")
    articles = find_statements(clean_captures([capture], settings=settings))
    if articles.dropped:
        raise UsageError(articles.dropped[0].detail)
    return articles.statements


def statements_of(documents: Iterable[Document], *, settings: Settings | None = None) -> tuple[Statement, ...]:
    """The statements of articles that are already cleaned."""
    articles = Articles(tuple(documents), (), (), (), _settled(settings or Settings()), __version__)
    return find_statements(articles).statements


def clean_captures(
    captures: Iterable[Capture | Dropped],
    *,
    settings: Settings,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Articles:
    """The articles among ``captures``, cleaned, each once."""
    with _workers(jobs) as workers:
        return _articles(captures, settings, progress, workers)


def find_statements(articles: Articles, *, progress: Progress | None = None, jobs: int | None = 1) -> Articles:
    """Every article with its statements, of the acts that the settings keep to, and their speakers."""
    with _workers(jobs) as workers:
        return _of_acts(_searched(articles, progress, workers, _NO_JUDGEMENTS)[0])


def proposed_links(comparison: Comparison) -> tuple[Link, ...]:
    """Every pair of statements that was looked at, as it scores without anybody's judgement: for who means to judge."""
    from sayso.link import proposed

    articles = comparison.articles
    found: list[Link] = []
    for story in comparison.stories:
        documents, told = of_story(story, articles)
        found += proposed(story, list(documents.values()), told, settings=articles.settings.link)
    return tuple(found)


def desk(
    paths: Sequence[str | Path],
    *,
    outlets: Sequence[str] = (),
    judgements: Book,
    settings: Settings | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Desk:
    """The articles for who judges their statements and speakers. Arguments as for ``compare``."""
    settings = settings or Settings()
    captures = _but_judgements(read(paths, outlets=outlets, settings=settings.read), judgements)
    with _workers(jobs) as workers:
        articles = _articles(captures, settings, progress, workers)
        searched, resolved, _ = _searched(articles, progress, workers, judgements)
        return Desk(searched, resolved, judgements)


def _linking(path: str | Path | None, settings: Settings) -> Callable[[Articles], Articles]:
    """What links statements to the published fact-checks of a file; that it can't hold any is said before long work."""
    if path is None:
        return lambda articles: articles
    from sayso.factcheck import FactCheckFile, fact_checked

    file, chosen = FactCheckFile(path, settings.fact_check), settings.fact_check

    def linked(articles: Articles) -> Articles:
        with one_thread():
            found = fact_checked(
                file, articles.statements, articles.documents, entities=articles.entities, settings=chosen
            )
        return replace(articles, fact_checks=found)

    return linked


def _of_acts(articles: Articles) -> Articles:
    return replace(articles, statements=of_acts(articles.statements, articles.settings.extract.acts))


def _settled(settings: Settings) -> Settings:
    """The settings with the acts in their own order, each once: two ways to name the same ones are one run.

    Raises SettingsError where one is no act, or names can't be compared as the settings say: before the long work.
    """
    comparer(settings.resolve.names)
    named = settings.extract.acts
    for act in named:
        if act not in list(Act):
            raise SettingsError(f"no such act: {act!r}; expected some of {', '.join(Act)}")
    acts = tuple(act.value for act in Act if act in named)
    return replace(settings, extract=replace(settings.extract, acts=acts))


def _articles(
    captures: Iterable[Capture | Dropped], settings: Settings, progress: Progress | None, workers: Workers
) -> Articles:
    settings = _settled(settings)
    cleaned: list[Document | Dropped] = []
    for each in workers.each(
        partial(clean_capture, settings=settings), captures, lost=_lost_reading, worth=_worth_reading
    ):
        cleaned.append(each)
        _tell(progress, "read", len(cleaned), None)
    documents, dropped = _told_apart(cleaned)
    unique, duplicates = _without_duplicates(documents)
    return Articles(
        documents=tuple(sorted(unique, key=lambda document: (document.outlet, document.id))),
        statements=(),
        entities=(),
        dropped=_sorted_dropped([*dropped, *duplicates]),
        settings=settings,
        version=__version__,
    )


def _searched(
    articles: Articles, progress: Progress | None, workers: Workers, book: Book, *, of_pairs: bool = True
) -> tuple[Articles, tuple[Resolved, ...], Rulings]:
    """Every article parsed and its statements found; then the speakers known from one article to another, and what
    people judged of all that."""
    done: list[Resolved | Dropped] = []
    work = partial(search_document, settings=articles.settings)
    with one_thread():
        for each in workers.each(work, articles.documents, lost=_lost_searching, worth=_worth_searching):
            done.append(each)
            _tell(progress, "statements", len(done), len(articles.documents))
    resolved, failed = _told_apart(done)
    kept = {each.document for each in resolved}
    documents = tuple(document for document in articles.documents if document.id in kept)
    rulings = weigh(book, documents, resolved, of_pairs=of_pairs)
    found, entities = across(resolved, settings=articles.settings.resolve, rulings=rulings.speakers)
    searched = replace(
        articles,
        documents=documents,
        statements=in_reading_order(found, documents),
        entities=tuple(sorted(entities, key=lambda entity: (entity.name, entity.id))),
        dropped=_sorted_dropped([*articles.dropped, *failed]),
        settings=replace(articles.settings, judge=JudgeSettings(digest(rulings.judged))),
        judged=rulings.judged,
    )
    return searched, tuple(resolved), rulings


# --- in one process or several --------------------------------------------------------------------------------------


def _workers(jobs: int | None) -> Workers:
    return Workers(jobs, keep_to_one_thread)


def _worth_reading(capture: Capture | Dropped) -> float:
    return 0.0 if isinstance(capture, Dropped) else len(capture.body) / _WORTH_READING


def _worth_searching(document: Document) -> float:
    return len(document.text) / WORTH_SEARCHING


def _lost_reading(capture: Capture | Dropped, loss: Loss) -> Dropped:
    return lost_article(capture.uri, Stage.CLEAN, loss.how, loss.reason)


def _lost_searching(document: Document, loss: Loss) -> Dropped:
    return lost_article(document.uri, Stage.EXTRACT, loss.how, loss.reason)


def _told_apart(results: Iterable[_Done | Dropped]) -> tuple[list[_Done], list[Dropped]]:
    done: list[_Done] = []
    dropped: list[Dropped] = []
    for result in results:
        if isinstance(result, Dropped):
            dropped.append(result)
        else:
            done.append(result)
    return done, dropped


def _without_duplicates(documents: Iterable[Document]) -> tuple[list[Document], list[Dropped]]:
    """Each id once: of two articles with one id the first by path stays, however the paths were ordered."""
    first: dict[str, Document] = {}
    dropped = []
    for document in sorted(documents, key=lambda document: (document.id, document.uri, document.outlet, document.text)):
        kept = first.setdefault(document.id, document)
        if kept is not document:
            dropped.append(Dropped(document.uri, Stage.CLEAN, Reason.DUPLICATE, _why_duplicate(document, kept)))
    return list(first.values()), dropped


def _why_duplicate(document: Document, kept: Document) -> str:
    if document.text != kept.text:
        return f"its id {document.id} is that of another article, {kept.uri}: give each an id of its own"
    if document.uri == kept.uri:
        return "it was given more than once; it is counted once"
    return f"it is the same article as {kept.uri}; it is counted once"


def _sorted_dropped(dropped: Iterable[Dropped]) -> tuple[Dropped, ...]:
    return tuple(sorted(dropped, key=lambda refusal: (refusal.uri, refusal.stage, refusal.reason, refusal.detail)))


# --- the articles together ------------------------------------------------------------------------------------------


def _with_reference(articles: Articles, reference: str | Path) -> Articles:
    """``articles`` with the text to compare with among them, and named in the settings."""
    found = [document for document in articles.documents if _is_file(document.uri, reference)]
    if not found:
        captures = read([reference], settings=articles.settings.read)
        read_now = clean_captures(captures, settings=articles.settings)
        if read_now.dropped:
            raise UsageError(f"the reference {reference} can't be used: {read_now.dropped[0].detail}")
        found = list(read_now.documents)
        articles = _joined(articles, found)
    if len(found) != 1:
        raise UsageError(f"the reference {reference} holds {len(found)} articles: name a file with one")
    collate_settings = replace(articles.settings.collate, reference=found[0].id)
    return replace(articles, settings=replace(articles.settings, collate=collate_settings))


def _is_file(uri: str, path: str | Path) -> bool:
    """Whether an article was read from the file at ``path``; ``news.jsonl#3`` stands in ``news.jsonl``."""
    return Path(uri) == Path(path) or Path(uri.rpartition("#")[0]) == Path(path)


def _joined(articles: Articles, more: Iterable[Document]) -> Articles:
    unique, duplicates = _without_duplicates(chain(articles.documents, more))
    return replace(
        articles,
        documents=tuple(sorted(unique, key=lambda document: (document.outlet, document.id))),
        dropped=_sorted_dropped([*articles.dropped, *duplicates]),
    )


def _things_said(
    stories: Sequence[Story], articles: Articles, progress: Progress | None, rulings: Sequence[PairRuling]
) -> tuple[Collation, ...]:
    """Every story's statements linked, and each thing said compared, what tells most first."""
    found: list[Collation] = []
    for done, story in enumerate(stories, 1):
        found += things_said_in(story, articles, rulings)
        _tell(progress, "compare", done, len(stories))
    rank = {document.id: i for i, document in enumerate(articles.documents)}
    return tuple(sorted(found, key=lambda collation: by_what_it_tells(collation, rank)))


def _elsewhere(stories: Sequence[Story], articles: Articles) -> tuple[Link, ...]:
    """What is said in several of the stories."""
    from sayso.link import elsewhere

    return elsewhere(stories, articles.documents, articles.statements, settings=articles.settings.link)


def _of_acts_compared(comparison: Comparison) -> Comparison:
    """The things said of which somebody's wording is of the acts that the settings keep to; all else of each stays.

    Only here, after the comparison: an outlet that reports as promised what others report as said has not left it out.
    """
    articles = comparison.articles
    if not articles.settings.extract.acts:
        return comparison
    wanted = {statement.id for statement in of_acts(articles.statements, articles.settings.extract.acts)}
    things = tuple(
        collation
        for collation in comparison.things_said
        if any(reading.statement in wanted for reading in collation.cluster.readings)
    )
    readings = {reading.statement for collation in things for reading in collation.cluster.readings}
    shown = replace(articles, statements=with_tellers(articles.statements, readings))
    elsewhere = tuple(link for link in comparison.elsewhere if {link.left, link.right} <= readings)
    return replace(comparison, articles=shown, things_said=things, elsewhere=elsewhere)


# --- judgements -----------------------------------------------------------------------------------------------------


def _book(paths: Sequence[str | Path], judgements: str | Path | Book | None) -> Book:
    if isinstance(judgements, Book):
        return judgements
    return book_beside(paths) if judgements is None else named_book(Path(judgements))


def _but_judgements(captures: Iterable[Capture | Dropped], book: Book) -> Iterator[Capture | Dropped]:
    """All but the lines of the judgements themselves, where their file stands in a folder that was given."""
    place = None if book.path is None else book.path.absolute()
    return (each for each in captures if place is None or not _is_file(str(Path(each.uri).absolute()), place))


def _within_stories(articles: Articles, stories: Sequence[Story]) -> Judged:
    """What became of the judgements, those among them without effect that join reports of different events."""
    story_of = {document: story.id for story in stories for document in story.documents}
    document_of = {statement.id: statement.document for statement in articles.statements}

    def stands(each: Weighed) -> Weighed:
        places = {story_of.get(document_of.get(side, "")) for side in (each.left, each.right) if side is not None}
        if each.standing is not Standing.APPLIED or len(places) < 2:
            return each
        return replace(each, standing=Standing.NO_EFFECT, because="their articles report different events")

    return replace(articles.judged, weighed=tuple(map(stands, articles.judged.weighed)))


def _tell(progress: Progress | None, step: str, done: int, total: int | None) -> None:
    if progress is not None:
        progress(step, done, total)
