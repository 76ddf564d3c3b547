"""How alike words are, as a level and as scores for the alignment: the same, of one stem, near by spelling or sense."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from sayso.collate.cells import Level
from sayso.collate.lexicons import table
from sayso.collate.tokens import Word, opens_sentence

__all__ = ["Scores", "level_of", "weights"]

_MAX_SPELLED = 40
"""Longest word whose spelling is compared, in characters: longer ones are no words."""
_MIN_SPELLING = 82.0
"""Similarity of spelling (0..100) from which two words of five letters or more are near: Oleksandr, Aleksandr."""

Scores = NDArray[np.int32]


def level_of(left: Word, right: Word, *, retold: bool = False) -> int:
    """How much two words have in common."""
    if left.norm == right.norm:
        return Level.EQUAL
    if left.stem == right.stem:
        return Level.STEM
    if _groups(left.norm, left.stem, retold=retold) & _groups(right.norm, right.stem, retold=retold):
        return Level.NEAR
    return Level.NEAR if _spelled_alike(left, right) else Level.NONE


@cache
def _groups(norm: str, stem: str, *, retold: bool) -> frozenset[str]:
    """The groups of near words that a word is in."""
    groups = _near_groups()
    found = groups.get(norm, frozenset()) | groups.get(stem, frozenset())
    return found if retold else frozenset(name for name in found if not name.startswith("shift"))


@cache
def _near_groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    for kind, section in (("synonym", "synonyms"), ("shift", "shifts")):
        for number, row in enumerate(table("words")["near"][section]):
            for word in row.split():
                groups.setdefault(word, set()).add(f"{kind} {number}")
    return {word: frozenset(names) for word, names in groups.items()}


def _spelled_alike(left: Word, right: Word) -> bool:
    return _has_spelling(left) and _has_spelling(right) and fuzz.ratio(left.norm, right.norm) >= _MIN_SPELLING


def _has_spelling(word: Word) -> bool:
    return 5 <= len(word.norm) <= _MAX_SPELLED and not word.function and word.norm.isalpha()


def weights(rows: Sequence[tuple[Word, ...]], words: Sequence[Word], *, retold: bool) -> Scores:
    """Score of each column against each word; all the reasons in whole numbers, so that sums are exact."""
    vocabulary: dict[str, int] = {}
    forms: list[Word] = []
    for word in (*(word for row in rows for word in row), *words):
        if word.norm not in vocabulary:
            vocabulary[word.norm] = len(forms)
            forms.append(word)
    weight = _between_forms(forms, retold=retold)
    across = np.array([vocabulary[word.norm] for word in words])
    width = max(len(row) for row in rows)
    down = np.array([[vocabulary[row[min(k, len(row) - 1)].norm] for row in rows] for k in range(width)])
    scores: Scores = weight[np.ix_(down[0], across)]
    for k in range(1, width):
        np.maximum(scores, weight[np.ix_(down[k], across)], out=scores)
    opens = np.array([any(opens_sentence(word) for word in row) for row in rows])
    scores[np.ix_(opens, np.array([opens_sentence(word) for word in words]))] += 8
    return _with_neighbours(scores)


def _between_forms(forms: Sequence[Word], *, retold: bool) -> Scores:
    """Score between the words of a vocabulary: content words weigh three times what grammar words do."""
    function = np.array([word.function for word in forms])
    number = np.array([word.value is not None for word in forms])
    weight: Scores = np.where(function[:, None] == function[None, :], 2, 0).astype(np.int32)
    weight[np.ix_(number, number)] = 40
    _spelling_weights(weight, forms)
    for members, score in _alike(forms, retold=retold):
        inside = np.array(members)
        block = weight[np.ix_(inside, inside)]
        level = np.where(function[inside][:, None] & function[inside][None, :], score // 3, score)
        weight[np.ix_(inside, inside)] = np.maximum(block, level)
    np.fill_diagonal(weight, np.where(function, 34, 100))
    return weight


def _spelling_weights(weight: Scores, forms: Sequence[Word]) -> None:
    spelled = [i for i, word in enumerate(forms) if _has_spelling(word)]
    if not spelled:
        return
    norms = [forms[i].norm for i in spelled]
    alike = process.cdist(norms, norms, scorer=fuzz.ratio, score_cutoff=_MIN_SPELLING, dtype=np.float32)
    for i, j in zip(*np.nonzero(alike), strict=True):
        weight[spelled[i], spelled[j]] = max(weight[spelled[i], spelled[j]], 60)


def _alike(forms: Sequence[Word], *, retold: bool) -> list[tuple[list[int], int]]:
    """Groups of words that share a stem, or a row of near words, with their score."""
    stems: dict[str, list[int]] = {}
    near: dict[str, list[int]] = {}
    for i, word in enumerate(forms):
        stems.setdefault(word.stem, []).append(i)
        for name in _groups(word.norm, word.stem, retold=retold):
            near.setdefault(name, []).append(i)
    found = [(members, 85) for members in stems.values() if len(members) > 1]
    return found + [(members, 60) for members in near.values() if len(members) > 1]


def _with_neighbours(scores: Scores) -> Scores:
    """A little more where the words next to it match too: a lone *the* should not pull two readings together."""
    matched = scores >= 28
    bonus = np.zeros_like(scores)
    bonus[1:, 1:] += matched[:-1, :-1]
    bonus[:-1, :-1] += matched[1:, 1:]
    return np.where(matched, scores + 6 * bonus, scores)
