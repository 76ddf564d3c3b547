"""The decision: which pairs are linked, and which links make one thing said.

Connected components chain: A is like B, B is a vague sentence like C, and A and C are two things said. So a pair must
be the best match of both its sides, and two groups merge only where the scores between all their readings, pairs never
proposed counting 0, are on average enough.

Of a long quotation one outlet may print the first sentence, and the last one elsewhere: then it is cut into pieces,
each with the sentences that the other has together. What has one match or none stays whole. What people judged goes
before all of it: see ``rulings``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from sayso.config import LinkSettings
from sayso.link.pieces import Piece, cut, part_count
from sayso.link.rules import Ids, Scored
from sayso.link.rulings import Rulings
from sayso.link.wording import Wording
from sayso.partition import Partition
from sayso.records import Link, Statement

__all__ = ["between", "clusters", "necessary"]

_PART_INSIDE = 0.7
"""Share of the words of a part that must stand in the whole: one quotation here, two there."""
_REPEATED = 0.6
"""Containment from which two statements of one article are the same words again: a lead, and the quotation below."""


_Scores = Mapping[Ids, Scored]
_Units = Mapping[Piece, tuple[Piece, ...]]  # each piece with all that are judged the same as it
_UNJUDGED = Rulings()


class _Known(NamedTuple):
    """What the decision looks at."""

    scored: _Scores
    statements: Mapping[str, Statement]
    words: Mapping[str, Wording]
    min_score: float
    rulings: Rulings


def clusters(
    statements: Sequence[Statement],
    words: Mapping[str, Wording],
    scored: _Scores,
    settings: LinkSettings,
    rulings: Rulings = _UNJUDGED,
) -> tuple[tuple[Piece, ...], ...]:
    """The pieces of each thing said; every sentence of every statement is in exactly one piece of one cluster.

    ``words`` are the wordings of those statements that are in a pair.
    """
    by_id = {statement.id: statement for statement in statements}
    known = _Known(scored, by_id, words, settings.min_score, rulings)
    kept = _kept(scored, by_id, settings)
    units = _units(by_id, kept, known)
    pieces = _by_statement(units)
    group_of = dict(units)
    for ids in kept:
        ours, theirs = (group_of[_holding(pieces[i], _parts(scored[ids], i))] for i in ids)
        if ours != theirs and not rulings.apart(_ids(ours), _ids(theirs)) and _one(ours, theirs, units, known):
            both = (*ours, *theirs)
            group_of.update(dict.fromkeys(both, both))
    return tuple(sorted(_whole_again(dict.fromkeys(group_of.values()))))


def _whole_again(groups: Collection[Sequence[Piece]]) -> Iterator[tuple[Piece, ...]]:
    """The groups with what was cut off in vain put back: the link that it was cut for came to nothing."""
    shared = [list(group) for group in groups if len(group) > 1]
    alone = _by_statement(piece for group in groups if len(group) == 1 for piece in group)
    for statement, pieces in alone.items():
        homes = [(group, i) for group in shared for i, piece in enumerate(group) if piece.statement == statement]
        parts = sorted(part for piece in pieces for part in piece.parts)
        if homes:
            for part in parts:
                group, i = max(homes, key=lambda home: _follows(part, home[0][home[1]]))
                group[i] = Piece(statement, tuple(sorted((*group[i].parts, part))))
        else:
            yield (Piece(statement, tuple(parts)),)
    yield from (tuple(sorted(group)) for group in shared)


def _follows(part: int, piece: Piece) -> tuple[bool, int]:
    """How near before a sentence a piece stands; pieces that begin after it come last, the first of them first."""
    before = [each for each in piece.parts if each < part]
    return (True, max(before)) if before else (False, -min(piece.parts))


def _ids(pieces: Iterable[Piece]) -> list[str]:
    return [piece.statement for piece in pieces]


def between(left: Piece, right: Piece, scored: _Scores) -> Scored | None:
    """How two pieces were scored; None where they were not, or where other sentences of the two were found alike."""
    found = scored.get((left.statement, right.statement)) or scored.get((right.statement, left.statement))
    if found is None or any(not _parts(found, piece.statement) & set(piece.parts) for piece in (left, right)):
        return None
    return found


def _parts(scored: Scored, statement: str) -> frozenset[int]:
    """The sentences of one side of a pair that are like some of the other."""
    pair = scored.pair
    return pair.left_parts if pair.left.statement.id == statement else pair.right_parts


def _kept(scored: _Scores, statements: Mapping[str, Statement], settings: LinkSettings) -> list[Ids]:
    """The pairs to link, best first: mutual best matches, and sure ones that may be parts of what is matched."""
    best = _best(scored)
    chosen = []
    for ids, found in scored.items():
        left, right = (statements[i] for i in ids)
        firsts = sum(
            any(best[one.id, part, other.document] == ids for part in _parts(found, one.id))
            for one, other in ((left, right), (right, left))
        )
        if found.score >= (settings.min_score if firsts == 2 else settings.sure_score) and firsts:
            chosen.append(ids)
    return sorted(chosen, key=lambda ids: _standing(ids, scored))


def _best(scored: _Scores) -> dict[tuple[str, int, str], Ids]:
    """For a sentence of a statement and another document: the best pair."""
    found: dict[tuple[str, int, str], Ids] = {}
    for ids in sorted(scored, key=lambda ids: _standing(ids, scored)):
        pair = scored[ids].pair
        for part in pair.left_parts:
            found.setdefault((pair.left.statement.id, part, pair.right.statement.document), ids)
        for part in pair.right_parts:
            found.setdefault((pair.right.statement.id, part, pair.left.statement.document), ids)
    return found


def _standing(ids: Ids, scored: _Scores) -> tuple[float, float, Ids]:
    # Equal scores: "No comment" stands twice in both articles, and the first belongs to the first.
    pair, score = scored[ids]
    return -score, round(abs(pair.left.place - pair.right.place), 4), ids


# --- pieces ---------------------------------------------------------------------------------------------------------


def _units(statements: Iterable[str], kept: Iterable[Ids], known: _Known) -> _Units:
    """Each statement cut where links hold to different sentences of it, and each piece with those judged the same."""
    linked: dict[str, list[frozenset[int]]] = defaultdict(list)
    for ids in (*kept, *known.rulings.same):
        for i in ids:
            linked[i].append(_held(ids, i, known))
    pieces = {i: [Piece(i, parts) for parts in cut(_count(known, i), linked[i])] for i in statements}
    judged: Partition[Piece] = Partition()
    for ids in known.rulings.same:
        left, right = (_holding(pieces[i], _held(ids, i, known)) for i in ids)
        judged.join(left, right)
    units = {judged.first(piece): _unit(judged.members(piece)) for found in pieces.values() for piece in found}
    return {piece: unit for unit in units.values() for piece in unit}


def _unit(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces in order, those of one quotation made one: somebody judged that what each is like is one."""
    found = _by_statement(pieces)
    return tuple(Piece(i, tuple(sorted(part for one in found[i] for part in one.parts))) for i in sorted(found))


def _by_statement(pieces: Iterable[Piece]) -> dict[str, list[Piece]]:
    found: dict[str, list[Piece]] = defaultdict(list)
    for piece in pieces:
        found[piece.statement].append(piece)
    return found


def _held(ids: Ids, statement: str, known: _Known) -> frozenset[int]:
    """The sentences of a statement that a link or a judgement holds to: where nothing was found alike, all of them."""
    found = known.scored.get(ids) or known.scored.get(ids[::-1])
    return frozenset(range(_count(known, statement))) if found is None else _parts(found, statement)


def _count(known: _Known, statement: str) -> int:
    return part_count(known.words[statement]) if statement in known.words else 1


def _holding(pieces: Sequence[Piece], parts: frozenset[int]) -> Piece:
    return next(piece for piece in pieces if parts & set(piece.parts))


# --- which pieces are one -------------------------------------------------------------------------------------------


def _one(ours: Sequence[Piece], theirs: Sequence[Piece], units: _Units, known: _Known) -> bool:
    """Whether two groups are one thing said.

    What is judged the same counts as one, by what it is likest in: else a judgement could take from a thing said what
    is like only one of the two.
    """
    across = []
    for one, other in product(*({units[piece]: None for piece in group} for group in (ours, theirs))):
        scores = []
        for left, right in product(one, other):
            if known.statements[left.statement].document != known.statements[right.statement].document:
                scores.append(_score(left, right, known.scored))
            elif not _belong(left, right, (*ours, *theirs), known):
                return False
        across += [max(scores)] if scores else []
    return sum(across) >= known.min_score * len(across)


def _score(left: Piece, right: Piece, scored: _Scores) -> float:
    found = between(left, right, scored)
    return found.score if found is not None else 0.0


def _belong(left: Piece, right: Piece, members: Iterable[Piece], known: _Known) -> bool:
    """Whether two pieces of one article may be one thing said: a repeat, or parts of what another prints whole."""
    # What someone tells, and that he tells it, are two things said, though the words of one stand in the other.
    if known.statements[left.statement].within != known.statements[right.statement].within:
        return False
    if left.statement == right.statement or not {left.statement, right.statement} <= known.words.keys():
        return False  # like nothing at all: it is here because a person judged so
    if _inside(left, right, known) >= _REPEATED or _inside(right, left, known) >= _REPEATED:
        return True
    document = known.statements[left.statement].document
    wholes = (piece for piece in members if known.statements[piece.statement].document != document)
    return any(all(_inside(part, whole, known) >= _PART_INSIDE for part in (left, right)) for whole in wholes)


def _inside(one: Piece, whole: Piece, known: _Known) -> float:
    """Share of the content stems of one that the other has."""
    ours, theirs = _stems(one, known), _stems(whole, known)
    return len(ours & theirs) / len(ours) if ours else 0.0


def _stems(piece: Piece, known: _Known) -> frozenset[str]:
    wording = known.words.get(piece.statement)
    if wording is None:
        return frozenset()
    if len(piece.parts) >= part_count(wording):
        return wording.stems
    return frozenset().union(*(wording.parts[part].stems for part in piece.parts))


def necessary(links: Sequence[Link]) -> list[Link]:
    """The strongest links that hold the readings together: a cluster is as strong as the weakest of these.

    Kruskal's maximum spanning tree; a weak third link between readings that two strong ones join takes nothing away.
    """
    group: dict[str, frozenset[str]] = {}
    needed = []
    for link in sorted(links, key=lambda link: (-link.score, link.left, link.right)):
        left, right = (group.get(i, frozenset([i])) for i in (link.left, link.right))
        if left != right:
            needed.append(link)
            group.update(dict.fromkeys(left | right, left | right))
    return needed
