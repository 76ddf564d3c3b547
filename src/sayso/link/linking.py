"""Statements of a story, grouped by the thing said.

The way: ``pairs`` proposes, ``features`` looks, ``model`` weighs, ``rules`` correct what weights can't know,
``rulings`` are what people judged, ``cluster`` decides, ``assembly`` makes the record, ``because`` tells a person why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sayso.config import LinkSettings
from sayso.encode import Encoder, default_encoder
from sayso.link.assembly import Assembly, link_of
from sayso.link.cluster import clusters
from sayso.link.features import Compared, feature_table, grains
from sayso.link.model import Model, bundled_model
from sayso.link.pairs import candidates, nearest
from sayso.link.rules import Ids, Scored, corrected
from sayso.link.rulings import Rulings
from sayso.link.wording import stem_weights, wordings
from sayso.records import Document, Link, PairRuling, Statement, StatementCluster, Story

__all__ = ["decide", "link", "look", "proposed", "weighed"]

_DEFAULTS = LinkSettings()
_UNJUDGED = Rulings()


def link(
    story: Story,
    documents: Sequence[Document],
    statements: Sequence[Statement],
    *,
    settings: LinkSettings = _DEFAULTS,
    encoder: Encoder | None = None,
    rulings: Iterable[PairRuling] = (),
) -> tuple[StatementCluster, ...]:
    """The things said in a story, each with its readings; all words of every statement of the story are in exactly one.

    A long quotation may be cut in pieces, each a reading of another thing said. Statements of other documents are
    ignored, and ``rulings`` about them: these are what people judged, which outweighs all else. The result depends on
    the set of statements, not on their order; it is sorted by the first reading.
    """
    told, present = _present(story, documents, statements)
    ids = {statement.id for statement in present}
    ruled = Rulings(ruling for ruling in rulings if {ruling.left, ruling.right} <= ids)
    return decide(story, told, present, look(told, present, encoder), bundled_model(), settings, rulings=ruled)


def proposed(
    story: Story,
    documents: Sequence[Document],
    statements: Sequence[Statement],
    *,
    settings: LinkSettings = _DEFAULTS,
    encoder: Encoder | None = None,
) -> tuple[Link, ...]:
    """Every pair that was looked at, linked or not, as it scores by itself: for a person who means to judge them."""
    told, present = _present(story, documents, statements)
    scored = weighed(story, look(told, present, encoder), bundled_model())
    # Even what is far from sure is shown without a "possibly": that is for the person to say.
    shown = replace(settings, sure_score=0.0)
    return tuple(link_of(scored[ids], told, shown) for ids in sorted(scored))


def look(
    documents: Mapping[str, Document], statements: Sequence[Statement], encoder: Encoder | None = None
) -> tuple[Compared, ...]:
    """The candidate pairs among the statements, in one or more grains each, with what the features are made of."""
    if len({statement.document for statement in statements}) < 2:
        return ()
    found = wordings(statements, documents, encoder or default_encoder())
    weights = stem_weights([documents[key] for key in sorted(documents)])
    by_far = nearest(found)
    proposed_pairs = sorted({*candidates(found), *by_far})
    return tuple(
        grain
        for i, j in proposed_pairs
        for grain in grains(found[i], found[j], weights, margin=by_far.get((i, j), 0.0))
    )


def decide(
    story: Story,
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
    pairs: Sequence[Compared],
    model: Model,
    settings: LinkSettings,
    *,
    rulings: Rulings = _UNJUDGED,
) -> tuple[StatementCluster, ...]:
    """The things said, given the candidate pairs among all statements of the story and the weights."""
    scored = rulings.obeyed(weighed(story, pairs, model), settings)
    words = {side.statement.id: side for pair in pairs for side in (pair.left, pair.right) if not side.narrowed}
    by_id = {statement.id: statement for statement in statements}
    assembly = Assembly(story, documents, by_id, words, scored, settings, rulings)
    found = map(assembly.cluster, clusters(statements, words, scored, settings, rulings))
    return tuple(sorted(found, key=lambda c: (c.readings[0].document, c.readings[0].content, c.id)))


def weighed(story: Story, pairs: Sequence[Compared], model: Model) -> dict[Ids, Scored]:
    """Each pair of statements in its best grain, with the probability that it is one utterance."""
    copies = frozenset(frozenset((copy.left, copy.right)) for copy in story.copies)
    return corrected(pairs, model.score(feature_table(pairs)).tolist(), copies)


def _present(
    story: Story, documents: Sequence[Document], statements: Sequence[Statement]
) -> tuple[dict[str, Document], list[Statement]]:
    told = {document.id: document for document in documents if document.id in story.documents}
    present = {s.id: s for s in statements if s.document in told}.values()
    return told, sorted(present, key=lambda s: (s.document, s.content, s.id))
