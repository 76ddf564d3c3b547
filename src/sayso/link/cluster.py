"""The decision: which pairs are linked, and which links make one thing said.

Connected components chain: A is like B, B is a vague sentence like C, and A and C are two things said. So a pair must
be the best match of both its sides, and two groups merge only where the scores between all their readings, pairs never
proposed counting 0, are on average enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from sayso.config import LinkSettings
from sayso.link.rules import Ids, Scored
from sayso.link.wording import Wording
from sayso.records import Statement
from sayso.spans import Span

__all__ = ["clusters"]

_PART_INSIDE = 0.7
"""Share of the words of a part that must stand in the whole: one quotation here, two there."""
_REPEATED = 0.6
"""Containment from which two statements of one article are the same words again: a lead, and the quotation below."""


_Scores = Mapping[Ids, Scored]


def clusters(statements: Sequence[Statement], scored: _Scores, settings: LinkSettings) -> tuple[tuple[str, ...], ...]:
    """Ids of the statements of each thing said; every statement is in exactly one."""
    by_id = {statement.id: statement for statement in statements}
    words = _words(scored)
    group_of: dict[str, tuple[str, ...]] = {statement.id: (statement.id,) for statement in statements}
    for left, right in _kept(scored, by_id, settings):
        ours, theirs = group_of[left], group_of[right]
        if ours != theirs and _one(ours, theirs, scored, by_id, words, settings.min_score):
            both = (*ours, *theirs)
            group_of.update(dict.fromkeys(both, both))
    return tuple(sorted(set(group_of.values())))


def _words(scored: _Scores) -> dict[str, Wording]:
    return {side.statement.id: side for pair, _ in scored.values() for side in (pair.left, pair.right)}


def _kept(scored: _Scores, statements: Mapping[str, Statement], settings: LinkSettings) -> list[Ids]:
    """The pairs to link, best first: mutual best matches, and sure ones that may be parts of what is matched."""
    best = _best(scored)
    chosen = []
    for ids, (_, score) in scored.items():
        left, right = (statements[i] for i in ids)
        firsts = (best[left.id, right.document] == ids) + (best[right.id, left.document] == ids)
        if score >= (settings.min_score if firsts == 2 else settings.sure_score) and firsts:
            chosen.append(ids)
    return sorted(chosen, key=lambda ids: _standing(ids, scored))


def _best(scored: _Scores) -> dict[tuple[str, str], Ids]:
    """For a statement and another document: the best pair."""
    found: dict[tuple[str, str], Ids] = {}
    for ids in sorted(scored, key=lambda ids: _standing(ids, scored)):
        pair = scored[ids].pair
        found.setdefault((pair.left.statement.id, pair.right.statement.document), ids)
        found.setdefault((pair.right.statement.id, pair.left.statement.document), ids)
    return found


def _standing(ids: Ids, scored: _Scores) -> tuple[float, float, Ids]:
    # Equal scores: "No comment" stands twice in both articles, and the first belongs to the first.
    pair, score = scored[ids]
    return -score, round(abs(pair.left.place - pair.right.place), 4), ids


def _one(
    ours: Sequence[str],
    theirs: Sequence[str],
    scored: _Scores,
    statements: Mapping[str, Statement],
    words: Mapping[str, Wording],
    min_score: float,
) -> bool:
    """Whether two groups are one thing said."""
    across = []
    for left, right in product(ours, theirs):
        if statements[left].document != statements[right].document:
            across.append(_score(left, right, scored))
        elif not _belong(left, right, (*ours, *theirs), scored, words):
            return False
    return sum(across) >= min_score * len(across)


def _score(left: str, right: str, scored: _Scores) -> float:
    found = scored.get((left, right)) or scored.get((right, left))
    return found.score if found is not None else 0.0


def _belong(left: str, right: str, members: Iterable[str], scored: _Scores, words: Mapping[str, Wording]) -> bool:
    """Whether two statements of one article may be one thing said: a repeat, or parts of what another prints whole."""
    one, other = words[left], words[right]
    # What someone tells, and that he tells it, are two things said, though the words of one stand in the other.
    if one.statement.within != other.statement.within:
        return False
    if _inside(one, other) >= _REPEATED or _inside(other, one) >= _REPEATED:
        return True
    return any(_parts(left, right, whole, scored, words) for whole in members if whole not in (left, right))


def _parts(left: str, right: str, whole: str, scored: _Scores, words: Mapping[str, Wording]) -> bool:
    """Whether two statements stand in one of another article: by their words, or each like another sentence of it."""
    if words[whole].statement.document == words[left].statement.document:
        return False
    if all(_inside(words[part], words[whole]) >= _PART_INSIDE for part in (left, right)):
        return True
    spans = [_matched(part, whole, scored) for part in (left, right)]
    return spans[0] is not None and spans[1] is not None and not spans[0].overlaps(spans[1])


def _matched(part: str, whole: str, scored: _Scores) -> Span | None:
    """The characters of ``whole`` that were found like ``part``."""
    if (whole, part) in scored:
        return scored[whole, part].pair.left.span
    return scored[part, whole].pair.right.span if (part, whole) in scored else None


def _inside(part: Wording, whole: Wording) -> float:
    """Share of the content stems of one that the other has."""
    return len(part.stems & whole.stems) / len(part.stems) if part.stems else 0.0
