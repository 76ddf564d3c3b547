"""The pieces that are one thing said -> its record: readings, links with their reasons, speaker, score."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sayso.config import LinkSettings
from sayso.link.because import judged, link_reason, passages, single_reason, together_reason
from sayso.link.cluster import between, necessary
from sayso.link.pieces import Piece, content_of
from sayso.link.rules import Ids, Scored
from sayso.link.rulings import Rulings
from sayso.link.speakers import same_speaker
from sayso.link.wording import Wording
from sayso.records import (
    Document,
    Link,
    PairRuling,
    Passage,
    Reading,
    Speaker,
    Statement,
    StatementCluster,
    Story,
    Verdict,
)
from sayso.spans import Span

__all__ = ["Assembly", "link_of"]


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

    @property
    def place(self) -> tuple[str, tuple[Span, ...], str]:
        return self.statement.document, self.content, self.statement.id


@dataclass(frozen=True, slots=True)
class Assembly:
    """Makes the things said of one story; ``words`` are the wordings of those statements that are in a pair."""

    story: Story
    documents: Mapping[str, Document]
    statements: Mapping[str, Statement]
    words: Mapping[str, Wording]
    scored: Mapping[Ids, Scored]
    settings: LinkSettings
    rulings: Rulings

    def cluster(self, pieces: Sequence[Piece]) -> StatementCluster:
        """The thing said whose pieces these are."""
        members = sorted(map(self._member, pieces), key=lambda member: member.place)
        statements = [member.statement for member in members]
        links = self._links(members)
        needed = necessary(links)
        grounds = together_reason(statements, needed, self.documents) if links else ""
        return StatementCluster(
            id=hashlib.sha256("\n".join(sorted(member.key for member in members)).encode()).hexdigest()[:16],
            story=self.story.id,
            readings=tuple(Reading(m.statement.document, m.statement.id, m.content, m.statement.kind) for m in members),
            links=links,
            speaker=_speaker(statements),
            score=min((found.score for found in needed), default=1.0),
            because=grounds or single_reason(statements, self.documents),
        )

    def _member(self, piece: Piece) -> _Member:
        statement = self.statements[piece.statement]
        text = self.documents[statement.document].text
        content = content_of(piece, statement.content, self.words.get(statement.id), text)
        return _Member(statement, piece, content)

    def _links(self, members: Sequence[_Member]) -> tuple[Link, ...]:
        found = []
        for left, right in combinations(members, 2):
            ruling = self.rulings.of(left.statement.id, right.statement.id)
            pair = between(left.piece, right.piece, self.scored)
            if pair is not None and pair.score >= self.settings.min_score:
                found.append(link_of(pair, self.documents, self.settings, ruling))
            elif ruling is not None and ruling.verdict is Verdict.SAME:
                found.append(_by_judgement(left.statement, right.statement, ruling))
        return tuple(found)


def link_of(
    scored: Scored, documents: Mapping[str, Document], settings: LinkSettings, ruling: PairRuling | None = None
) -> Link:
    """The link that a scored pair is, with what a person judged of it."""
    pair = scored.pair
    left, right = passages(pair)
    ground = link_reason(pair, documents, sure=scored.score >= settings.sure_score)
    told = judged(ruling) if ruling is not None else ""
    return Link(
        left=pair.left.statement.id,
        right=pair.right.statement.id,
        score=scored.score,
        because=f"{told}; {ground}" if told else ground,
        left_passage=left,
        right_passage=right,
        judged=told,
    )


def _by_judgement(left: Statement, right: Statement, ruling: PairRuling) -> Link:
    """A pair that nothing but a judgement makes one."""
    told = judged(ruling)
    return Link(left.id, right.id, 1.0, told, _whole(left), _whole(right), told)


def _whole(statement: Statement) -> Passage:
    return Passage(statement.document, Span(statement.content[0].start, statement.content[-1].end))


def _speaker(members: Sequence[Statement]) -> Speaker | None:
    """The speaker whom all readings that name one agree on; the surest naming of them."""
    named = [s.speaker for s in members if s.speaker is not None]
    if not named or any(same_speaker(named[0], other) is False for other in named):
        return None
    return max(named, key=lambda speaker: (speaker.score, speaker.name, speaker.because))
