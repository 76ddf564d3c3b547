"""The stages put together: what is done with one article, and with one story."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.clean import clean
from sayso.comparison import Articles
from sayso.config import Settings
from sayso.errors import SaysoError
from sayso.extract import extract
from sayso.parse import parse
from sayso.records import Capture, Collation, Document, Dropped, PairRuling, Reason, Stage, Statement, Story
from sayso.resolve import Resolved, in_document, with_occasions
from sayso.spans import readable

__all__ = [
    "Progress",
    "by_what_it_tells",
    "clean_capture",
    "guarded",
    "in_reading_order",
    "of_story",
    "search_document",
    "things_said_in",
]

Progress = Callable[[str, int, int | None], None]
"""Called as work goes on: the step, how many articles or stories are done, of how many (None: not known yet)."""

_Done = TypeVar("_Done")
_log = logging.getLogger(__name__)


def clean_capture(capture: Capture | Dropped, *, settings: Settings) -> Document | Dropped:
    """The article of a saved page; what was refused before stays so."""
    if isinstance(capture, Dropped):
        return capture
    return guarded(capture.uri, Stage.CLEAN, lambda: clean(capture, settings=settings.clean))


def search_document(document: Document, *, settings: Settings) -> Resolved | Dropped:
    """The statements of an article with their speakers, as far as it tells by itself; none of one not in English."""
    if document.language not in (None, "en"):
        return Resolved(document.id, (), (), (), ())
    return guarded(document.uri, Stage.EXTRACT, lambda: _parsed_and_resolved(document, settings))


def _parsed_and_resolved(document: Document, settings: Settings) -> Resolved:
    # One article at a time: a parser that stumbles in a batch would not tell over which article.
    (parsed,) = parse([replace(document, text=readable(document.text))])
    found = in_document(parsed, extract(parsed, settings=settings.extract), settings=settings.resolve)
    return with_occasions(parsed, found)


def guarded(uri: str, stage: Stage, work: Callable[[], _Done]) -> _Done | Dropped:
    """What ``work`` gives, or a refusal where it raises: the one place where sayso's own faults are caught."""
    try:
        return work()
    except SaysoError:
        raise
    except MemoryError:
        return Dropped(uri, stage, Reason.MEMORY, "it needs more memory than there is for it; expected an article")
    except Exception as error:  # noqa: BLE001  # one bad article must not stop the others
        _log.debug("%s failed on %s", stage, uri, exc_info=True)
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Dropped(uri, stage, Reason.FAILED, f"sayso failed on it ({what}): a fault of sayso, not of the article")


def things_said_in(story: Story, articles: Articles, rulings: Sequence[PairRuling] = ()) -> Iterator[Collation]:
    """The statements of a story linked, and each thing said compared."""
    from sayso.collate import Collator
    from sayso.link import link

    documents, told = of_story(story, articles)
    collator = Collator(documents, {each.id: each for each in told}, story=story, settings=articles.settings.collate)
    clusters = link(story, list(documents.values()), told, settings=articles.settings.link, rulings=rulings)
    return map(collator.collate, clusters)


def of_story(story: Story, articles: Articles) -> tuple[dict[str, Document], list[Statement]]:
    """The articles of a story by their ids, and their statements."""
    documents = {document.id: document for document in articles.documents if document.id in story.documents}
    return documents, [statement for statement in articles.statements if statement.document in documents]


def by_what_it_tells(collation: Collation, rank: Mapping[str, int]) -> tuple[int, int, int, int, str]:
    """What sorts things said by how much they tell, given the rank of each article.

    Kinds of substantive difference, not their number: five outlets have ten pairs that may all differ in a date.
    """
    kinds = {difference.change for difference in collation.differences if difference.substantive}
    readings = collation.cluster.readings
    first = readings[0]
    outlets = {reading.document for reading in readings}
    return -len(kinds), -len(outlets), rank[first.document], first.content[0].start, collation.cluster.id


def in_reading_order(found: Iterable[Statement], documents: Sequence[Document]) -> tuple[Statement, ...]:
    """By article, then place in the text, the telling statement before the told."""
    by_id = {statement.id: statement for statement in found}
    rank = {document.id: i for i, document in enumerate(documents)}

    def place(statement: Statement) -> tuple[int, list[tuple[int, str]]]:
        return rank[statement.document], [(each.content[0].start, each.id) for each in _chain(statement, by_id)]

    return tuple(sorted(by_id.values(), key=place))


def _chain(statement: Statement, by_id: Mapping[str, Statement]) -> list[Statement]:
    """The statements that tell it, outermost first, and itself."""
    told = [statement]
    while told[-1].within is not None:
        told.append(by_id[told[-1].within])
    return told[::-1]
