"""What the judgements come to in a run: which hold, about what, and what became of the others.

A later line outweighs an earlier one. So they are weighed from the last to the first, and each holds unless it
contradicts what later ones say together: A is B, B is C, then A can't be other than C.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path

from sayso.judgements.anchor import Finder
from sayso.judgements.book import Book
from sayso.judgements.lines import line_of
from sayso.partition import Partition
from sayso.records import (
    Document,
    Judged,
    Judgement,
    Name,
    PairRuling,
    SpeakerRuling,
    Standing,
    Verdict,
    Weighed,
    Words,
)
from sayso.resolve import Resolved
from sayso.resolve.spelling import fold

__all__ = ["Rulings", "digest", "folded", "weigh"]

Entity = tuple[str, str]
"""Somebody in an article: the article's id, and the entity's there."""
_Two = tuple[bool, frozenset[tuple[Entity, ...]]]
"""Who or what a judgement is about, whichever way round, and whether they are speakers."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What became of each judgement, and what the stages have to obey."""

    judged: Judged
    pairs: tuple[PairRuling, ...] = ()
    speakers: tuple[SpeakerRuling, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    """A judgement with what it is about: statements by their ids, or speakers by where they are meant."""

    judgement: Judgement
    left: tuple[Entity, ...]
    right: tuple[Entity, ...]


_STATEMENT = "statement"  # in place of an article's id, where a statement is meant


def weigh(book: Book, documents: Sequence[Document], resolved: Sequence[Resolved], *, of_pairs: bool = True) -> Rulings:
    """The judgements of the book that are about these articles; without ``of_pairs`` those about speakers alone."""
    path = None if book.path is None else book.path.as_posix()
    judgements = [each for each in book.judgements if of_pairs or each.verdict in (Verdict.MERGE, Verdict.SPLIT)]
    if not judgements:
        return Rulings(Judged(path, refused=book.refused))
    placed = _Placed(documents, resolved, book.path.parent if book.path else None)
    met = [placed.found(judgement) for judgement in judgements]
    here = [each for each in met if each is not None]
    weighed = _settled(here)
    held = [
        each
        for each, now in zip(here, weighed, strict=True)
        if isinstance(each, _Found) and now.standing is Standing.APPLIED
    ]
    return Rulings(
        Judged(path, tuple(weighed), book.refused, elsewhere=len(met) - len(here)),
        pairs=tuple(_pair_ruling(each) for each in held if not _of_speakers(each)),
        speakers=tuple(_speaker_ruling(each) for each in held if _of_speakers(each)),
    )


def digest(judged: Judged) -> str | None:
    """Sixteen hexadecimal digits of the judgements that are about the articles of a run; None where none are."""
    if not judged.weighed:
        return None
    return hashlib.sha256(b"".join(line_of(each.judgement) for each in judged.weighed)).hexdigest()[:16]


def _of_speakers(found: _Found) -> bool:
    return found.judgement.verdict in (Verdict.MERGE, Verdict.SPLIT)


def _pair_ruling(found: _Found) -> PairRuling:
    judgement = found.judgement
    return PairRuling(judgement.verdict, found.left[0][1], found.right[0][1], judgement.signed)


def _speaker_ruling(found: _Found) -> SpeakerRuling:
    judgement = found.judgement
    names = [each.name if isinstance(each, Name) else "" for each in (judgement.left, judgement.right)]
    told = isinstance(judgement.left, Words)
    return SpeakerRuling(
        verdict=judgement.verdict,
        left=() if told else found.left,
        right=found.right,
        left_name=names[0],
        right_name=names[1],
        signed=judgement.signed,
        statement=found.left[0][1] if told else None,
    )


# --- what they are about ----------------------------------------------------------------------------------------------


class _Placed:
    """The articles of the run, to find in them what judgements are about."""

    def __init__(self, documents: Sequence[Document], resolved: Sequence[Resolved], folder: Path | None) -> None:
        statements = [statement for one in resolved for statement in one.statements]
        self._finder = Finder(documents, statements, folder)
        self._named = {one.document: _named(one) for one in resolved}

    def found(self, judgement: Judgement) -> _Found | Weighed | None:
        """What it is about; a judgement that can't hold, with the reason; None where its articles are not here."""
        left, right = self._side(judgement.left), self._side(judgement.right)
        if left is None or right is None:
            return None
        if isinstance(left, str) or isinstance(right, str):
            lost = dict.fromkeys(side for side in (left, right) if isinstance(side, str))
            return Weighed(judgement, Standing.LOST, "; ".join(lost))
        if set(left) & set(right):
            one = "one statement" if isinstance(judgement.right, Words) else "one speaker in one article"
            return Weighed(judgement, Standing.NO_EFFECT, f"both are {one} now")
        return _Found(judgement, left, right)

    def _side(self, subject: Words | Name) -> tuple[Entity, ...] | str | None:
        """Who or what is meant; a sentence where the article is here and they are not; None where it is not here."""
        if isinstance(subject, Words):
            here = self._finder.statement(subject)
            if here.statement is None:
                return None if here.absent else here.because
            return ((_STATEMENT, here.statement),)
        articles = dict.fromkeys(document for key in subject.articles for document in self._finder.articles(key))
        if not articles:
            return None
        name = folded(subject.name)
        found = [(document, entity) for document in articles for entity in self._named[document].get(name, ())]
        return tuple(sorted(found)) or f"nobody in the articles is called “{subject.name}”"


def _named(resolved: Resolved) -> Mapping[str, Sequence[str]]:
    """The entities of an article that can speak, by each of their printed names."""
    found: dict[str, list[str]] = {}
    for profile in resolved.profiles:
        for name in {folded(form) for form, _ in profile.forms} if not profile.members else ():
            found.setdefault(name, []).append(profile.entity)
    return found


def folded(name: str) -> str:
    """The name as it is compared: *Orlinsky* and *Orlinskiy* are one; what has no letters, as it is."""
    return fold(name) or name


# --- what holds -------------------------------------------------------------------------------------------------------


def _settled(here: Sequence[_Found | Weighed]) -> list[Weighed]:
    """What becomes of each, in their order."""
    # What is said of statements and what is said of speakers can't contradict each other.
    partitions: dict[bool, Partition[Entity]] = {False: Partition(), True: Partition()}
    later: dict[_Two, Judgement] = {}
    settled = [
        _weighed(each, later, partitions[_of_speakers(each)]) if isinstance(each, _Found) else each
        for each in reversed(here)
    ]
    return settled[::-1]


def _weighed(found: _Found, later: dict[_Two, Judgement], partition: Partition[Entity]) -> Weighed:
    judgement = found.judgement
    ids = [side[0][1] if side[0][0] == _STATEMENT else None for side in (found.left, found.right)]
    newer = later.setdefault((_of_speakers(found), frozenset((found.left, found.right))), judgement)
    if newer is not judgement:
        because = f"a later judgement is about the same two: {newer.verdict.value}, {_told(newer)}"
        return Weighed(judgement, Standing.REPLACED, because, *ids)
    against = _against(found, partition)
    return Weighed(judgement, Standing.OVERRULED if against else Standing.APPLIED, against, *ids)


def _against(found: _Found, partition: Partition[Entity]) -> str:
    """Enters it into the partition; where later ones stand against that, which, and nothing is done."""
    judgement = found.judgement
    if judgement.verdict in (Verdict.SAME, Verdict.MERGE):
        return _joined([*found.left, *found.right], partition)
    if judgement.verdict in (Verdict.DIFFERENT, Verdict.SPLIT):
        if any(partition.together(*pair) for pair in product(found.left, found.right)):
            return "later judgements together make the two one"
        for left, right in product(found.left, found.right):
            partition.part(left, right, _told(judgement))
    return ""


def _joined(items: Sequence[Entity], partition: Partition[Entity]) -> str:
    groups = list(dict.fromkeys(partition.first(item) for item in items))
    for left, right in combinations(groups, 2):
        if (why := partition.why_apart(left, right)) is not None:
            return f"a later judgement keeps them apart: {why}"
    for other in groups[1:]:
        partition.join(groups[0], other)
    return ""


def _told(judgement: Judgement) -> str:
    line = f"line {judgement.line}, " if judgement.line else ""
    return f"{line}{judgement.signed}"
