"""What the weights can't know: corrections to the scores by rule, each with the case that asks for it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sayso.link.features import Compared
from sayso.link.speakers import same_speaker
from sayso.link.wording import Wording

__all__ = ["Ids", "Scored", "corrected", "retold", "swapped", "turned"]

Ids = tuple[str, str]
"""The ids of the statements of a pair."""


class Scored(NamedTuple):
    """A pair, in the grain that speaks most for it, and the probability that it is one utterance."""

    pair: Compared
    score: float


_REFUSED = 0.3
"""The most that a refused pair keeps: under any sensible ``min_score``, yet visible to whoever looks at scores."""
_WHOLE_ENOUGH = 0.7
"""Score from which two whole statements are shown as alike, though a sentence of each is more alike still."""
_SAME_WORDS = 0.98
_ENOUGH_WORDS = 5
"""Equal words from here on are no accident: "Yes, of course" is said twice a day, five equal words in a row are not."""
_MUCH_SHARED = 0.6
"""Containment, both ways, from which words alone carry a link that polarity, numbers or speakers speak against."""
_MANY_SHARED = 4
"""Content stems that it takes besides: "we support it" and "we never supported it" share all they have."""
_RUN_WORDS = 5
"""Longest common run that does the same."""
_RUN_OF_OTHERS = 8
"""Longest common run that two speakers have only by a mistake of an outlet: "will not pay for a wall" both may say."""
_HALF = 0.5
_SOME_SENSE = 0.6
"""Cosine of embeddings from which meaning by itself may speak for a pair."""
_OWN_WORDS = 2
"""Content stems in common from which words are somebody's own."""
_RETOLD = 0.6
"""What a pair of one sense has at least: linked, yet only "possibly the same"."""
_ONE_SENSE = 0.8
"""Cosine of embeddings that only retellings reach, and antonyms and swapped names: so other rules go first."""
_FEW_SHARED = 3
"""Content stems that two retellings of one sentence have in common."""
_SUPPORT = 0.3
"""Share of the missing certainty that a linked teller gives to what is told, and the other way."""
_SUPPORTED_FROM = 0.2
"""Below, a pair is too unlike to be helped by its tellers: one speech tells several things."""


def corrected(
    pairs: Sequence[Compared], scores: Sequence[float], copies: Collection[frozenset[str]]
) -> dict[Ids, Scored]:
    """The best grain of each pair after all rules. ``copies`` are the pairs of documents that share wording."""
    found: dict[Ids, list[Scored]] = defaultdict(list)
    for pair, score in zip(pairs, scores, strict=True):
        ids = (pair.left.statement.id, pair.right.statement.id)
        found[ids].append(Scored(pair, _judged(pair, score, copies)))
    best = {ids: _best(grains) for ids, grains in found.items()}
    told = _told(best)
    return {ids: Scored(scored.pair, round(_supported(ids, scored, best, told), 3)) for ids, scored in best.items()}


def _best(grains: Sequence[Scored]) -> Scored:
    """The highest score; with the whole statements to show where they are enough by themselves, else what decided."""
    highest = max(grains, key=lambda scored: scored.score)
    whole = grains[0]
    return Scored(whole.pair, highest.score) if whole.score >= _WHOLE_ENOUGH else highest


def turned(pair: Compared) -> bool:
    """Whether one side negates what the other does not."""
    return (pair.left.negations > 0) != (pair.right.negations > 0)


def swapped(pair: Compared) -> bool:
    """Whether two names that both sides have stand in opposite order: "Tosk blamed Brel" against "Brel blamed Tosk".

    A passive ("was blamed by") turns the order without turning the roles, so nothing is said then.
    """
    if _passive(pair.left) or _passive(pair.right):
        return False
    left, right = (_names_in_order(side, pair.left.names & pair.right.names) for side in (pair.left, pair.right))
    return len(left) >= 2 and left != right and sorted(left) == sorted(right)


def _judged(pair: Compared, score: float, copies: Collection[frozenset[str]]) -> float:
    if _equal(pair) and _may_be_equal(pair, copies):
        return max(score, _SAME_WORDS)
    if retold(pair):
        return max(score, _RETOLD)
    return min(score, _REFUSED) if _refused(pair) else score


def retold(pair: Compared) -> bool:
    """Whether the two are as two translations of one original: hardly a run of words in common, yet one sense.

    The weights can't know it: in the data they come from, no outlet translates. There, too, nearly all pairs of one
    sense are one utterance, and 39 of 44 of one speaker that are by far the nearest (``benchmarks.quality.links -v``).
    """
    one_speaker = _speakers(pair) or None in (pair.left.statement.speaker, pair.right.statement.speaker)
    one_sense = bool(one_speaker) and pair.meaning >= _ONE_SENSE and len(pair.shared) >= _FEW_SHARED
    by_far = pair.nearest > 0 and _speakers(pair) is True
    return (one_sense or by_far) and not _in_doubt(pair)


def _in_doubt(pair: Compared) -> bool:
    """Whether something speaks against the two: a negation, other numbers, other names."""
    names = pair.left.names, pair.right.names
    other_names = all(names) and names[0].isdisjoint(names[1])
    return turned(pair) or swapped(pair) or _other_numbers(pair) or _other_speaker(pair) or other_names


def _equal(pair: Compared) -> bool:
    return bool(pair.left.tokens) and [t.lower for t in pair.left.tokens] == [t.lower for t in pair.right.tokens]


def _may_be_equal(pair: Compared, copies: Collection[frozenset[str]]) -> bool:
    left, right = pair.left.statement, pair.right.statement
    return frozenset((left.document, right.document)) in copies or len(pair.left.tokens) >= _ENOUGH_WORDS


def _refused(pair: Compared) -> bool:
    """Whether something speaks against the pair, and only likeness of meaning or of single words for it."""
    if swapped(pair) or _only_context(pair) or _anybodys_words(pair):
        return True
    if _other_speaker(pair):
        return len(pair.run) < _RUN_OF_OTHERS
    return (turned(pair) or _other_numbers(pair)) and not _carried_by_words(pair)


def _only_context(pair: Compared) -> bool:
    """Whether nothing that is said is alike, only the speaker and what stands around: two points of one speech."""
    few = len(pair.shared) < _OWN_WORDS and max(pair.contained) < _HALF and len(pair.run) < _RUN_WORDS
    return few and pair.meaning < _SOME_SENSE


def _anybodys_words(pair: Compared) -> bool:
    """Whether the pair is of words that anybody may say, and it is not known that one and the same did: “Of course”."""
    return len(pair.shared) < _OWN_WORDS and not _speakers(pair)


def _other_numbers(pair: Compared) -> bool:
    left, right = pair.left.numbers, pair.right.numbers
    return bool(left and right) and not left & right


def _other_speaker(pair: Compared) -> bool:
    return _speakers(pair) is False


def _speakers(pair: Compared) -> bool | None:
    return same_speaker(pair.left.statement.speaker, pair.right.statement.speaker)


def _carried_by_words(pair: Compared) -> bool:
    much = len(pair.shared) >= _MANY_SHARED and min(pair.contained) >= _MUCH_SHARED
    return much or len(pair.run) >= _RUN_WORDS


def _names_in_order(wording: Wording, names: frozenset[str]) -> list[str]:
    return list(dict.fromkeys(token.stem for token in wording.tokens if token.stem in names))


def _passive(wording: Wording) -> bool:
    return any(token.lower == "by" for token in wording.tokens)


def _told(best: Mapping[Ids, Scored]) -> dict[Ids, float]:
    """For a pair of tellers the score of the best pair that they tell."""
    told: dict[Ids, float] = {}
    for scored in best.values():
        tellers = _tellers(scored.pair)
        if tellers is not None:
            told[tellers] = max(told.get(tellers, 0.0), scored.score)
    return told


def _supported(ids: Ids, scored: Scored, best: Mapping[Ids, Scored], told: Mapping[Ids, float]) -> float:
    """What is told supports its teller, and the other way: “I told him ‘…’” in both articles."""
    pair, score = scored
    if score < _SUPPORTED_FROM or _refused(pair):
        return score
    tellers = _tellers(pair)
    teller = best[tellers].score if tellers is not None and tellers in best else 0.0
    return score + (1 - score) * _SUPPORT * max(teller, told.get(ids, 0.0))


def _tellers(pair: Compared) -> Ids | None:
    left, right = pair.left.statement.within, pair.right.statement.within
    return (left, right) if left is not None and right is not None else None
