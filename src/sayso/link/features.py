"""What is looked at in a pair of statements: a readable list of features, each a number near 0..1.

First each pair by itself (``EVIDENCE``), then each pair among its competitors (``COMPETITION``): one thing said in A
has one best match in B, and what stands before and after it tends to match too. All features are symmetric in the pair.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sayso.link.speakers import same_speaker
from sayso.link.wording import Weights, Wording
from sayso.link.words import Token
from sayso.records import Kind

__all__ = ["FEATURES", "Compared", "feature_table", "grains"]


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """A pair with what the features are made of.

    ``run`` is the longest common run of words, ``rarest`` the weight of the rarest stem in common, 0 for none.
    ``left_parts`` are the sentences of the left statement, by number, that are like sentences of the right one, and
    the other way; the same in all grains of a pair. ``nearest`` is by how much each is the other's nearest in meaning,
    0 where it is not.
    """

    left: Wording
    right: Wording
    left_parts: frozenset[int]
    right_parts: frozenset[int]
    left_mass: float
    right_mass: float
    shared: frozenset[str]
    shared_mass: float
    run: tuple[Token, ...]
    rarest: float
    cosine: float
    meaning: float
    nearest: float
    frame: float

    @property
    def contained(self) -> tuple[float, float]:
        """Share of the weight of the left words that the right has, and the other way."""
        return self.shared_mass / max(self.left_mass, _FLOOR), self.shared_mass / max(self.right_mass, _FLOOR)

    @property
    def similarity(self) -> float:
        """A plain mean that ranks competitors; the model decides, this only orders."""
        left, right = self.contained
        return round((max(left, right) + min(left, right) + 2 * self.cosine + 2 * max(0.0, self.meaning)) / 6, 4)


class Feature(NamedTuple):
    """A feature: its name in the model's file, and its value for a pair."""

    name: str
    of: Callable[[Compared], float]


_FLOOR = 1e-9
_ANSWERS = 0.5
"""Share of the closeness of the likest two sentences of a pair from which two others answer one another too."""
_FEW = 3
"""Content stems under which words in common are no evidence, nor is a sentence by itself worth comparing."""


def grains(left: Wording, right: Wording, weights: Weights, *, margin: float = 0.0) -> tuple[Compared, ...]:
    """The pair as a whole, and where a side has several sentences, with the sentence of it that is most like the other.

    The best of these decides: who prints one sentence of a long quotation shares little with the whole of it.
    ``margin`` is by how much each is the other's nearest in meaning, 0 where it is not.
    """
    one, other = _likest_part(left, right, weights), _likest_part(right, left, weights)
    chosen = {(id(a), id(b)): (a, b) for a, b in ((left, right), (one, right), (left, other), (one, other))}
    places = _alike_parts(left, right, weights)
    return tuple(_compared(a, b, weights, parts=places, margin=margin) for a, b in chosen.values())


def _alike_parts(left: Wording, right: Wording, weights: Weights) -> tuple[frozenset[int], frozenset[int]]:
    """The sentences of each side that answer one another: each the likest to the other."""
    rows, columns = left.parts or (left,), right.parts or (right,)
    close = np.array([[_closeness(one, other, weights) for other in columns] for one in rows])
    enough = min(close.max(), close.max() * _ANSWERS)
    pairs = [
        (i, j)
        for i, j in np.argwhere(close >= enough).tolist()
        if close[i, j] >= close[i].max() and close[i, j] >= close[:, j].max()
    ]
    return frozenset(i for i, _ in pairs), frozenset(j for _, j in pairs)


def _likest_part(whole: Wording, other: Wording, weights: Weights) -> Wording:
    eligible = [part for part in whole.parts if len(part.stems) >= _FEW]
    if not eligible:
        return whole
    against = other.parts or (other,)
    return max(eligible, key=lambda part: max(_closeness(part, one, weights) for one in against))


def _closeness(left: Wording, right: Wording, weights: Weights) -> float:
    return _cosine(left.stems, right.stems, weights) + 0.5 * round(float(left.row @ right.row), 3)


def _compared(
    left: Wording,
    right: Wording,
    weights: Weights,
    *,
    parts: tuple[frozenset[int], frozenset[int]],
    margin: float,
) -> Compared:
    """Everything about the pair alone. ``parts`` are the sentences of each whole that answer one another."""
    shared = left.stems & right.stems
    run = _longest_run(left.tokens, right.tokens)
    return Compared(
        left=left,
        right=right,
        left_parts=parts[0],
        right_parts=parts[1],
        left_mass=weights.mass(left.stems),
        right_mass=weights.mass(right.stems),
        shared=shared,
        shared_mass=weights.mass(shared),
        run=run,
        rarest=max(map(weights.of, shared), default=0.0),
        cosine=_cosine(left.stems, right.stems, weights),
        meaning=round(float(left.row @ right.row), 3),
        nearest=margin,
        frame=_cosine(left.frame, right.frame, weights),
    )


def _cosine(left: frozenset[str], right: frozenset[str], weights: Weights) -> float:
    both = weights.square(left) * weights.square(right)
    return weights.square(left & right) / math.sqrt(both) if both else 0.0


def _longest_run(left: Sequence[Token], right: Sequence[Token]) -> tuple[Token, ...]:
    """The longest run of equal words, as it stands on the left; the first of equally long ones."""
    places: dict[str, list[int]] = defaultdict(list)
    for j, token in enumerate(right):
        places[token.lower].append(j)
    best, end = 0, 0
    lengths: dict[int, int] = {}
    for i, token in enumerate(left):
        lengths = {j: lengths.get(j - 1, 0) + 1 for j in places.get(token.lower, ())}
        longest = max(lengths.values(), default=0)
        if longest > best:
            best, end = longest, i + 1
    return tuple(left[end - best : end])


def _both(pair: Compared, *kinds: Kind) -> bool:
    return pair.left.statement.kind in kinds and pair.right.statement.kind in kinds


def _speakers(pair: Compared) -> bool | None:
    return same_speaker(pair.left.statement.speaker, pair.right.statement.speaker)


def _one_of(pair: Compared) -> float:
    """How few statements the speaker whom both name has: of one that is quoted once in each article, all is said."""
    return 1 / max(1, pair.left.of_speaker, pair.right.of_speaker) if _speakers(pair) else 0.0


def _apart(left: Collection[str], right: Collection[str]) -> float:
    return float(bool(left) and bool(right) and not set(left) & set(right))


EVIDENCE = (
    Feature("cosine", lambda p: p.cosine),
    Feature("few_shared", lambda p: float(len(p.shared) < _FEW)),
    Feature("rarest_shared", lambda p: p.rarest / 6),
    Feature("run_words", lambda p: math.log1p(len(p.run)) / 3),
    Feature("meaning", lambda p: max(0.0, p.meaning)),
    Feature("meaning_paraphrased", lambda p: max(0.0, p.meaning) * (not _both(p, Kind.DIRECT))),
    Feature("speaker_same", lambda p: float(_speakers(p) is True)),
    Feature("speaker_says_little", _one_of),
    Feature("speaker_differs", lambda p: float(_speakers(p) is False)),
    Feature("numbers_apart", lambda p: _apart(p.left.numbers, p.right.numbers)),
    Feature("negation_differs", lambda p: float((p.left.negations > 0) != (p.right.negations > 0))),
    Feature("both_paraphrased", lambda p: float(_both(p, Kind.INDIRECT))),
    Feature("frame", lambda p: p.frame),
    Feature("lengths_apart", lambda p: abs(math.log((len(p.left.tokens) + 3) / (len(p.right.tokens) + 3))) / 3),
    Feature("shortness", lambda p: 1 / (1 + min(len(p.left.stems), len(p.right.stems)))),
    Feature("places_apart", lambda p: abs(p.left.place - p.right.place)),
    Feature("narrowed", lambda p: (p.left.narrowed + p.right.narrowed) / 2),
)

COMPETITION = ("rank", "margin", "neighbours")

FEATURES = (*(feature.name for feature in EVIDENCE), *COMPETITION)
"""The names of the columns of ``feature_table``."""


def feature_table(pairs: Sequence[Compared]) -> npt.NDArray[np.float64]:
    """One row a pair, one column a feature, rounded so that rows are the same on every machine."""
    if not pairs:
        return np.zeros((0, len(FEATURES)))
    evidence = [[feature.of(pair) for feature in EVIDENCE] for pair in pairs]
    return np.round(np.hstack([np.array(evidence), _competition(pairs)]), 4)


def _competition(pairs: Sequence[Compared]) -> npt.NDArray[np.float64]:
    similar: dict[tuple[str, str], float] = {}
    orders: dict[tuple[str, str], tuple[str, int, str, int]] = {}
    places: dict[tuple[str, str], frozenset[int]] = {}
    for pair in pairs:
        for one, other, parts in ((pair.left, pair.right, pair.left_parts), (pair.right, pair.left, pair.right_parts)):
            key = (one.statement.id, other.statement.id)
            similar[key] = max(similar.get(key, 0.0), pair.similarity)
            orders[key] = (one.statement.document, one.order, other.statement.document, other.order)
            places[key] = parts
    # Only what is like the same sentences competes: the second sentence of a speech takes nothing from the first.
    rivals: dict[tuple[str, int, str], list[float]] = defaultdict(list)
    for (left, right), value in similar.items():
        for part in places[left, right]:
            rivals[left, part, orders[left, right][2]].append(value)
    ranked = {key: sorted(values, reverse=True) for key, values in rivals.items()}
    by_order = {orders[key]: value for key, value in similar.items()}
    return np.array([_standing(pair, ranked, by_order, similar) for pair in pairs])


def _standing(
    pair: Compared,
    ranked: Mapping[tuple[str, int, str], Sequence[float]],
    by_order: Mapping[tuple[str, int, str, int], float],
    similar: Mapping[tuple[str, str], float],
) -> list[float]:
    a, b = pair.left.statement, pair.right.statement
    mine = similar[a.id, b.id]
    standings = [
        _best_standing(mine, [ranked[a.id, part, b.document] for part in pair.left_parts]),
        _best_standing(mine, [ranked[b.id, part, a.document] for part in pair.right_parts]),
    ]
    ranks = [rank for rank, _ in standings]
    margins = [margin for _, margin in standings]
    neighbours = [
        by_order.get((a.document, pair.left.order + i, b.document, pair.right.order + j), 0.0)
        for i in (-1, 0, 1)
        for j in (-1, 0, 1)
        if (i, j) != (0, 0)
    ]
    return [sum(1 / rank for rank in ranks) / 2, min(margins), max(neighbours)]


def _best_standing(mine: float, rivals: Iterable[Sequence[float]]) -> tuple[int, float]:
    return min((_among(mine, ranked) for ranked in rivals), key=lambda found: (found[0], -found[1]))


def _among(mine: float, ranked: Sequence[float]) -> tuple[int, float]:
    """Rank among the competitors (1 is best), and how far the next best is below or the best above."""
    rank = ranked.index(mine) + 1
    if rank > 1:
        return rank, mine - ranked[0]
    return rank, mine - ranked[1] if len(ranked) > 1 else mine
