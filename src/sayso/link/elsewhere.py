"""The same thing said in two stories: an old speech quoted again, a promise that another event recalls.

Inside a story nearly all statements are compared; between stories only those that share something rare, or that are
near neighbours in meaning. Every step has a cap, so that the work grows with the statements and not with their square.
Only sure links are kept, and only where each is the other's best: between stories much is alike that is not the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from sayso.config import LinkSettings
from sayso.encode import Encoder, default_encoder
from sayso.link.because import link_reason, passages
from sayso.link.features import feature_table, grains
from sayso.link.model import bundled_model
from sayso.link.rules import Ids, Scored, corrected
from sayso.link.wording import Wording, stem_weights, wordings
from sayso.records import Document, Link, Statement, Story

__all__ = ["elsewhere", "far_candidates"]

_MAX_HOLDERS = 40
"""A stem (a rare word, a number, a name) in more statements than this proposes no pairs between stories."""
_MIN_SHARED = 2
"""Such stems that a pair must share."""
_MAX_NEIGHBOURS = 5
"""For a statement the nearest in meaning, in all other stories together."""
_MIN_COSINE = 0.6
_MAX_EMBEDDED = 20_000
"""With more statements than this only words propose: each is compared in meaning with all, in time with the square."""
_ROWS = 512
"""Statements whose neighbours are looked for at once: 512 rows against 20,000 are 80 MB."""


def elsewhere(
    stories: Sequence[Story],
    documents: Sequence[Document],
    statements: Sequence[Statement],
    *,
    settings: LinkSettings = LinkSettings(),  # noqa: B008 - frozen
    encoder: Encoder | None = None,
) -> tuple[Link, ...]:
    """The links between statements of different stories, sorted by their ids; none where there is one story.

    Copies of one text are in one story, so that a wire report printed again proposes nothing here.
    """
    story_of = {document: story.id for story in stories for document in story.documents}
    if len(set(story_of.values())) < 2:
        return ()
    told = {document.id: document for document in documents if document.id in story_of}
    present = sorted((s for s in statements if s.document in told), key=lambda s: (s.document, s.content, s.id))
    found = wordings(present, told, encoder or default_encoder())
    weights = stem_weights([told[key] for key in sorted(told)])
    pairs = [
        grain
        for i, j in far_candidates(found, [story_of[wording.statement.document] for wording in found])
        for grain in grains(found[i], found[j], weights)
    ]
    scored = corrected(pairs, bundled_model().score(feature_table(pairs)).tolist(), frozenset())
    return tuple(_link(scored[ids], told) for ids in sorted(_kept(scored, settings.sure_score)))


def far_candidates(wordings: Sequence[Wording], stories: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """Index pairs (left < right) of different stories, sorted; ``stories`` holds the story of each wording."""
    shared: Counter[tuple[int, int]] = Counter()
    for held in _holders(wordings).values():
        shared.update((i, j) for i, j in combinations(held, 2) if stories[i] != stories[j])
    by_words = {pair for pair, count in shared.items() if count >= _MIN_SHARED}
    return tuple(sorted(by_words | set(_neighbours(wordings, stories))))


def _holders(wordings: Sequence[Wording]) -> Mapping[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for i, wording in enumerate(wordings):
        for stem in wording.stems:
            holders[stem].append(i)
    return {stem: held for stem, held in holders.items() if len(held) <= _MAX_HOLDERS}


def _neighbours(wordings: Sequence[Wording], stories: Sequence[str]) -> Iterator[tuple[int, int]]:
    if not 2 <= len(wordings) <= _MAX_EMBEDDED:
        return
    rows = np.stack([wording.row for wording in wordings]).astype(np.float32)
    number = {key: n for n, key in enumerate(sorted(set(stories)))}
    story = np.array([number[key] for key in stories])
    for first in range(0, len(rows), _ROWS):
        cosines = np.round(rows[first : first + _ROWS] @ rows.T, 3)
        cosines[story[first : first + _ROWS, None] == story[None, :]] = -1.0
        nearest = np.argsort(-cosines, axis=1, kind="stable")[:, :_MAX_NEIGHBOURS]
        for i, columns in enumerate(nearest.tolist(), first):
            yield from ((min(i, j), max(i, j)) for j in columns if cosines[i - first, j] >= _MIN_COSINE)


def _kept(scored: Mapping[Ids, Scored], sure_score: float) -> list[Ids]:
    """The sure pairs of which each side is the other's best."""
    best: dict[str, Ids] = {}
    for ids in sorted(scored, key=lambda ids: (-scored[ids].score, ids)):
        for one in ids:
            best.setdefault(one, ids)
    return [ids for ids in scored if scored[ids].score >= sure_score and all(best[one] == ids for one in ids)]


def _link(scored: Scored, documents: Mapping[str, Document]) -> Link:
    left, right = passages(scored.pair)
    reason = link_reason(scored.pair, documents, sure=True)
    return Link(scored.pair.left.statement.id, scored.pair.right.statement.id, scored.score, reason, left, right)
