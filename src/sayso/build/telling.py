"""One story told: its articles and statements, its things said, and how their readings differ."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso import __version__
from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.group.facts import StoryFacts, story_of
from sayso.group.stories import needed_likeness
from sayso.group.weights import UNIT
from sayso.records import Document, Dropped, Stage, Story
from sayso.resolve import Resolved, across, bound_to
from sayso.steps import by_what_it_tells, guarded, in_reading_order, things_said_in
from sayso.workers import lost_article

__all__ = ["ToldStory", "record_of", "tell"]


@dataclass(frozen=True, slots=True)
class ToldStory:
    """One story compared. ``left_alone`` are the articles of it that were not compared, being too many."""

    comparison: Comparison
    story: Story
    left_alone: tuple[Document, ...] = ()


def record_of(documents: Sequence[Document], facts: StoryFacts, settings: Settings, *, others: bool) -> Story:
    """The record of a story; ``others``: whether there are articles beside its own."""
    return story_of(documents, facts, least=needed_likeness(settings.group) / UNIT, others=others)


def tell(
    documents: Sequence[Document],
    resolved: Sequence[Resolved],
    facts: StoryFacts,
    settings: Settings,
    *,
    others: bool,
    lost: str | None = None,
) -> ToldStory:
    """The story of these articles, compared. ``lost`` tells how a process died over it: then it is not compared.

    What a stage raises over it is a refusal among ``comparison.articles.dropped``, and nothing is said of what is in
    the articles.
    """
    story = record_of(documents, facts, settings, others=others)
    if lost is not None:
        return _not_compared(story, documents, lost_article(f"story {story.id}", Stage.COMPARE, lost), settings)
    told = guarded(f"story {story.id}", Stage.COMPARE, lambda: _compared(story, documents, resolved, facts, settings))
    return told if isinstance(told, ToldStory) else _not_compared(story, documents, told, settings)


def _compared(
    story: Story, documents: Sequence[Document], resolved: Sequence[Resolved], facts: StoryFacts, settings: Settings
) -> ToldStory:
    chosen = _chosen(documents, facts, settings.build.max_compared)
    articles = _articles(
        [d for d in documents if d.id in chosen], [r for r in resolved if r.document in chosen], story, settings
    )
    things = list(things_said_in(_only(story, chosen), articles))
    rank = {document.id: place for place, document in enumerate(articles.documents)}
    things.sort(key=lambda collation: by_what_it_tells(collation, rank))
    comparison = Comparison(articles, (story,), tuple(things))
    return ToldStory(comparison, story, tuple(d for d in documents if d.id not in chosen))


def _not_compared(story: Story, documents: Sequence[Document], refused: Dropped, settings: Settings) -> ToldStory:
    """A story over which a stage stumbled: its articles are there, and nothing is said of what is in them."""
    nothing = Articles((), (), (), (refused,), settings, __version__)
    return ToldStory(Comparison(nothing, (story,), ()), story, tuple(documents))


def _chosen(documents: Sequence[Document], facts: StoryFacts, most: int) -> set[str]:
    """The articles of a story that are compared: all, or of too many one of each text first, the oldest first."""
    ranked = sorted(
        documents, key=lambda d: (facts.texts.get(d.id) != d.id, d.published is None, d.published or "", d.id)
    )
    return {document.id for document in ranked[:most]}


def _only(story: Story, chosen: set[str]) -> Story:
    if chosen.issuperset(story.documents):
        return story
    return replace(story, documents=tuple(each for each in story.documents if each in chosen))


def _articles(
    documents: Sequence[Document], resolved: Sequence[Resolved], story: Story, settings: Settings
) -> Articles:
    found, entities = across(resolved, settings=settings.resolve)
    found, entities = bound_to(story.id, found, entities)
    ordered = tuple(sorted(documents, key=lambda document: (document.outlet, document.id)))
    return Articles(
        documents=ordered,
        statements=in_reading_order(found, ordered),
        entities=tuple(sorted(entities, key=lambda entity: (entity.name, entity.id))),
        dropped=(),
        settings=settings,
        version=__version__,
    )
