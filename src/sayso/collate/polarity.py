"""Negation gained or lost between two readings: *not*, *never*, *no*, *fail to*, *un-*, and sure opposites.

Every word that matches is weighed on both sides: negators over it are counted, and where the two counts differ by an
odd number the readings say the opposite. “not possible” and “impossible” agree: one negation each.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.tokens import Word, american, clause, remembered, stem
from sayso.records import Change

__all__ = ["negators", "polarity"]

_REACH = 5
"""Words between a negator and what it turns, at most."""


def polarity(lineup: Lineup) -> list[Found]:
    """The places where one reading denies what the other affirms, one for each clause."""
    left, right = _turned(lineup.left.words), _turned(lineup.right.words)
    found: list[Found] = []
    told: set[tuple[int, int]] = set()
    for i, j, opposite in _matches(lineup):
        one, other = left.get(i, ()), right.get(j, ())
        if (len(one) + len(other) + opposite) % 2 == 0:
            continue
        start = clause(lineup.left.words, i)[0], clause(lineup.right.words, j)[0]
        if start in told or _balanced(lineup, i, j, opposite=opposite) or not _sure(lineup, i, j):
            continue
        told.add(start)
        found.append(_difference(lineup, i, j, one, other))
    return found


@remembered
def negators(words: tuple[Word, ...]) -> tuple[int, ...]:
    """Indices of the words that negate."""
    lexicon = table("polarity")
    plain = listed(lexicon["negators"])
    failing = {stem(word) for word in listed(lexicon["failing"])}
    found = []
    for i, word in enumerate(words):
        after = words[i + 1] if i + 1 < len(words) else None
        fails = word.stem in failing and after is not None and after.norm == "to"
        if fails or _is_outstanding(word, after) or (word.norm in plain and not _empty(word, after)):
            found.append(i)
    return tuple(found)


def _is_outstanding(word: Word, after: Word | None) -> bool:
    """“has yet to sign”: not signed so far."""
    return word.norm == "yet" and after is not None and after.norm == "to"


def _empty(word: Word, after: Word | None) -> bool:
    """Whether the negator turns nothing: "No, we …", "not only", "no doubt"."""
    if after is None:
        return False
    lexicon = table("polarity")
    if word.norm == "no" and any(mark in after.before for mark in ",.;:!?—–"):
        return True
    if word.norm == "not":
        return after.norm in listed(lexicon["empty_after_not"])
    return word.norm == "no" and after.norm in listed(lexicon["empty_after_no"])


def _turned(words: tuple[Word, ...]) -> dict[int, tuple[int, ...]]:
    """For each word that is negated, the indices of its negators."""
    turned: dict[int, tuple[int, ...]] = {}
    for i in negators(words):
        target = _target(words, i)
        if target is not None:
            turned[target] = (*turned.get(target, ()), i)
    return turned


def _target(words: Sequence[Word], i: int) -> int | None:
    """The word that the negator ``i`` turns: the next one that carries sense, inside its clause."""
    adverbs = listed(table("polarity")["adverbs"])
    _, last = clause(words, i)
    for k in range(i + 1, min(last, i + 1 + _REACH)):
        if not words[k].function and words[k].norm not in adverbs:
            return k
    return None


def _matches(lineup: Lineup) -> list[tuple[int, int, int]]:
    """Content words that stand against each other: index left, right, and 1 where they are opposites."""
    found = [
        (i, j, _opposite(lineup.left.words[i], lineup.right.words[j]))
        for i, j in enumerate(lineup.to_right)
        if j is not None and not lineup.left.words[i].function
    ]
    for segment in lineup.segments:
        if lineup.is_one_sided(segment):
            continue
        found += [
            (i, j, 1)
            for i in range(segment.left, segment.left_end)
            for j in range(segment.right, segment.right_end)
            if _opposite(lineup.left.words[i], lineup.right.words[j]) and _anchored(lineup, segment)
        ]
    return sorted(found)


def _anchored(lineup: Lineup, segment: Segment) -> bool:
    """Whether opposites are about the same thing: few words differ, and a content word beside them matches."""
    if max(segment.left_end - segment.left, segment.right_end - segment.right) > 4:
        return False
    first, last = clause(lineup.left.words, min(segment.left, len(lineup.left.words) - 1))
    return any(lineup.to_right[k] is not None and not lineup.left.words[k].function for k in range(first, last))


def _opposite(left: Word, right: Word) -> int:
    if left.norm == right.norm or left.value is not None:
        return 0
    if frozenset((left.stem, right.stem)) in _antonyms() or frozenset((left.norm, right.norm)) in _antonyms():
        return 1
    return int(_prefixed(left.norm, right.norm) or _prefixed(right.norm, left.norm))


def _prefixed(longer: str, shorter: str) -> bool:
    if len(shorter) < 4 or not longer.endswith(shorter) or longer == shorter:
        return False
    prefix = longer[: len(longer) - len(shorter)]
    return prefix in listed(table("polarity")["open_prefixes"]) or stem(shorter) in _turnable().get(prefix, ())


@cache
def _turnable() -> dict[str, frozenset[str]]:
    """For each prefix that turns only some words, the stems of these."""
    rows = table("polarity")["prefixed"]
    return {prefix: frozenset(stem(word) for word in words.split()) for prefix, words in rows.items()}


@cache
def _antonyms() -> frozenset[frozenset[str]]:
    rows = table("polarity")["opposites"]["antonyms"]
    stems = {frozenset(stem(american(word)) for word in row) for row in rows}
    return frozenset(stems | {frozenset(row) for row in rows})


def _balanced(lineup: Lineup, i: int, j: int, *, opposite: int) -> bool:
    """Whether the clauses as wholes are negated alike: "no soldier crossed", "soldiers did not cross"."""
    one = _count(lineup.left.words, clause(lineup.left.words, i))
    other = _count(lineup.right.words, clause(lineup.right.words, j))
    return (one + other + opposite) % 2 == 0


def _sure(lineup: Lineup, i: int, j: int) -> bool:
    """Whether the clauses are about the same thing: a paraphrase turns them round, one shared word is no ground."""
    return lineup.quoted_both or min(lineup.matched(i), lineup.mirrored.matched(j)) >= 2


def _count(words: tuple[Word, ...], bounds: tuple[int, int]) -> int:
    return len(negators(words[bounds[0] : bounds[1]]))


def _difference(lineup: Lineup, i: int, j: int, one: Sequence[int], other: Sequence[int]) -> Found:
    # From the negator to the word that it turns, on both sides: “will not sign” against “will sign”.
    place = Segment(min((i, *one)), i + 1, min((j, *other)), j + 1)
    if not one and not other:
        reason = "the opposite"
    else:
        reason = "only the first is negated" if len(one) > len(other) else "only the second is negated"
    mine, theirs = quoted(lineup.left, place.left, place.left_end), quoted(lineup.right, place.right, place.right_end)
    return Found(Change.POLARITY, True, place, f"{mine} against {theirs}: {reason}")
