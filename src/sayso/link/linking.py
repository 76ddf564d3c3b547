"""Statements of a story, grouped by the thing said.

The way: ``pairs`` proposes, ``features`` looks, ``model`` weighs, ``rules`` correct what weights can't know,
``cluster`` decides, ``because`` tells a person why.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.config import LinkSettings
from sayso.link.because import link_reason, passages, single_reason, together_reason
from sayso.link.cluster import between, clusters, necessary
from sayso.link.encode import Encoder, default_encoder
from sayso.link.features import Compared, feature_table, grains
from sayso.link.model import Model, bundled_model
from sayso.link.pairs import candidates, nearest
from sayso.link.pieces import Piece, content_of
from sayso.link.rules import Ids, Scored, corrected
from sayso.link.speakers import same_speaker
from sayso.link.wording import Wording, stem_weights, wordings
from sayso.records import Document, Link, Reading, Speaker, Statement, StatementCluster, Story
from sayso.spans import Span

__all__ = ["decide", "link", "look", "weighed"]

_DEFAULTS = LinkSettings()


def link(
    story: Story,
    documents: Sequence[Document],
    statements: Sequence[Statement],
    *,
    settings: LinkSettings = _DEFAULTS,
    encoder: Encoder | None = None,
) -> tuple[StatementCluster, ...]:
    """The things said in a story, each with its readings; every statement of the story's documents is in exactly one.

    Statements of other documents are ignored. The result depends on the set of statements, not on their order;
    it is sorted by the first reading.
    """
    told = {document.id: document for document in documents if document.id in story.documents}
    present = sorted({s.id: s for s in statements if s.document in told}.values(), key=_in_order)
    return decide(story, told, present, look(told, present, encoder), bundled_model(), settings)


def _in_order(statement: Statement) -> tuple[str, tuple[Span, ...], str]:
    return statement.document, statement.content, statement.id


def look(
    documents: Mapping[str, Document], statements: Sequence[Statement], encoder: Encoder | None = None
) -> tuple[Compared, ...]:
    """The candidate pairs among the statements, in one or more grains each, with what the features are made of."""
    if len({statement.document for statement in statements}) < 2:
        return ()
    found = wordings(statements, documents, encoder or default_encoder())
    weights = stem_weights([documents[key] for key in sorted(documents)])
    by_far = nearest(found)
    return tuple(
        grain
        for i, j in candidates(found)
        for grain in grains(found[i], found[j], weights, margin=by_far.get((i, j), 0.0))
    )


def decide(
    story: Story,
    documents: Mapping[str, Document],
    statements: Sequence[Statement],
    pairs: Sequence[Compared],
    model: Model,
    settings: LinkSettings,
) -> tuple[StatementCluster, ...]:
    """The things said, given the candidate pairs among all statements of the story and the weights."""
    scored = weighed(story, pairs, model)
    words = {side.statement.id: side for pair in pairs for side in (pair.left, pair.right) if not side.narrowed}
    members = _Members({statement.id: statement for statement in statements}, words, documents)
    found = (
        _cluster(story, sorted(map(members.of, pieces), key=_place), scored, documents, settings)
        for pieces in clusters(statements, words, scored, settings)
    )
    return tuple(sorted(found, key=lambda c: (c.readings[0].document, c.readings[0].content, c.id)))


def weighed(story: Story, pairs: Sequence[Compared], model: Model) -> dict[Ids, Scored]:
    """Each pair of statements in its best grain, with the probability that it is one utterance."""
    copies = frozenset(frozenset((copy.left, copy.right)) for copy in story.copies)
    return corrected(pairs, model.score(feature_table(pairs)).tolist(), copies)


@dataclass(frozen=True, slots=True)
class _Member:
    """A statement in a cluster, and those of its words that belong to it."""

    statement: Statement
    piece: Piece
    content: tuple[Span, ...]

    @property
    def key(self) -> str:
        """The id of a whole statement; of a piece, that and where it stands."""
        whole = self.content == self.statement.content
        return self.statement.id if whole else f"{self.statement.id} {self.content}"


@dataclass(frozen=True, slots=True)
class _Members:
    statements: Mapping[str, Statement]
    words: Mapping[str, Wording]
    documents: Mapping[str, Document]

    def of(self, piece: Piece) -> _Member:
        statement = self.statements[piece.statement]
        text = self.documents[statement.document].text
        content = content_of(piece, statement.content, self.words.get(statement.id), text)
        return _Member(statement, piece, content)


def _place(member: _Member) -> tuple[str, tuple[Span, ...], str]:
    return member.statement.document, member.content, member.statement.id


def _cluster(
    story: Story,
    members: Sequence[_Member],
    scored: Mapping[tuple[str, str], Scored],
    documents: Mapping[str, Document],
    settings: LinkSettings,
) -> StatementCluster:
    statements = [member.statement for member in members]
    links = _links(members, scored, documents, settings)
    needed = necessary(links)
    return StatementCluster(
        id=hashlib.sha256("\n".join(sorted(member.key for member in members)).encode()).hexdigest()[:16],
        story=story.id,
        readings=tuple(Reading(m.statement.document, m.statement.id, m.content, m.statement.kind) for m in members),
        links=links,
        speaker=_speaker(statements),
        score=min((found.score for found in needed), default=1.0),
        because=together_reason(statements, needed, documents) if links else single_reason(statements, documents),
    )


def _links(
    members: Sequence[_Member],
    scored: Mapping[tuple[str, str], Scored],
    documents: Mapping[str, Document],
    settings: LinkSettings,
) -> tuple[Link, ...]:
    found = []
    for left, right in combinations(members, 2):
        pair = between(left.piece, right.piece, scored)
        if pair is not None and pair.score >= settings.min_score:
            found.append(_link(pair, documents, settings))
    return tuple(found)


def _link(scored: Scored, documents: Mapping[str, Document], settings: LinkSettings) -> Link:
    pair = scored.pair
    left, right = passages(pair)
    return Link(
        left=pair.left.statement.id,
        right=pair.right.statement.id,
        score=scored.score,
        because=link_reason(pair, documents, sure=scored.score >= settings.sure_score),
        left_passage=left,
        right_passage=right,
    )


def _speaker(members: Sequence[Statement]) -> Speaker | None:
    """The speaker whom all readings that name one agree on; the surest naming of them."""
    named = [s.speaker for s in members if s.speaker is not None]
    if not named or any(same_speaker(named[0], other) is False for other in named):
        return None
    return max(named, key=lambda speaker: (speaker.score, speaker.name, speaker.because))
