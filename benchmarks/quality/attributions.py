"""Scores statements against attributions annotated by people, as in the tables that we compare ourselves with.

Everything is counted in words, runs of letters and digits, so marks and white space don't matter; nor does a *that* at
the head of the content. Of two contents ``the mayor will resign`` (4 words) and ``will resign today`` (3 words):

* exact: no, the words differ;
* overlap, in the manner of Johansson & Moschitti (2010): recall 2/4, precision 2/3, the shares that are shared;
* matched: no, they share 2 of 5 words, and under half nothing is matched. The sources of matched pairs are compared.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = ["KINDS", "Attribution", "Rates", "Scores", "SourceRates", "attribution", "matched", "score", "words_of"]

KINDS = ("all", "direct", "mixed", "indirect", "quoted")

_WORD = re.compile(r"\w+")
_OPENING, _CLOSING, _MARKS = '“"', '”"', '“”"'
_MIN_JACCARD = 0.5

Spans = Sequence[Sequence[int]]


class Word(NamedTuple):
    """A word and where it stands."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said what, as indices of the article's words. ``source`` is empty where none is given."""

    content: frozenset[int]
    source: frozenset[int]
    kind: str
    spans: Spans


class Rates(NamedTuple):
    """Precision, recall and F1, percent, one decimal."""

    precision: float
    recall: float
    f1: float


class SourceRates(NamedTuple):
    """Of ``pairs`` matched pairs whose source people marked: source exact, sharing a word, or not found; percent."""

    pairs: int
    exact: float
    overlap: float
    none: float


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of a run, by kind: all, direct, mixed, indirect, quoted (direct or mixed)."""

    exact: dict[str, Rates]
    overlap: dict[str, Rates]
    matched: dict[str, Rates]
    token: Rates
    source: dict[str, SourceRates]
    gold: dict[str, int]
    found: dict[str, int]


Article = tuple[Sequence[Attribution], Sequence[Attribution]]
"""What people marked in an article, and what was found in it."""


# --- attributions as sets of words ------------------------------------------------------------------------------------


def words_of(text: str) -> list[Word]:
    """The words of an article, in lower case."""
    return [Word(found.start(), found.end(), found.group().lower()) for found in _WORD.finditer(text)]


def attribution(text: str, words: Sequence[Word], content: Spans, source: Spans | None) -> Attribution:
    """An attribution as sets of words."""
    spans = sorted(content, key=tuple)
    inside = _inside(words, spans)
    if len(inside) > 1 and words[inside[0]].text == "that":
        inside = inside[1:]
    return Attribution(frozenset(inside), frozenset(_inside(words, source or ())), _kind(text, spans), tuple(spans))


def distinct(found: Iterable[Attribution]) -> list[Attribution]:
    """Those that hold a word, each set of words once."""
    kept: dict[frozenset[int], Attribution] = {}
    for each in found:
        if each.content:
            kept.setdefault(each.content, each)
    return list(kept.values())


def _inside(words: Sequence[Word], spans: Spans) -> list[int]:
    """Indices of the words that share a character with a span, in order."""
    found: set[int] = set()
    for start, end in spans:
        first = bisect_right(words, start, key=lambda word: word.end)
        found.update(range(first, bisect_left(words, end, lo=first, key=lambda word: word.start)))
    return sorted(found)


def _kind(text: str, spans: Spans) -> str:
    """By the double quotation marks in and right around the content, the same rule for people and programs."""
    first, last = spans[0][0], spans[-1][1]
    before, after = text[max(0, first - 1) : first], text[last : last + 1]
    inner = " ".join(text[start:end] for start, end in spans)
    opened = before if before in _OPENING else ""
    closed = after if after in _CLOSING else ""
    whole = f"{opened}{inner}{closed}".strip()
    if not any(mark in whole for mark in _MARKS):
        return "indirect"
    unquoted = re.sub(r"[“\"][^”\"“]*([”\"]|$)", "", whole)
    if whole[0] not in _OPENING and "”" in whole and "“" not in whole:
        unquoted = re.sub(r"^[^“”\"]*”", "", unquoted)  # the quotation began in an earlier paragraph
    return "mixed" if _WORD.search(unquoted) else "direct"


# --- counting ---------------------------------------------------------------------------------------------------------


def score(articles: Sequence[Article]) -> Scores:
    """The figures over all articles."""
    return Scores(
        exact={kind: _rates(articles, kind, _is_exact) for kind in KINDS},
        overlap={kind: _rates(articles, kind, _overlap) for kind in KINDS},
        matched={kind: _rates(articles, kind, _is_matched) for kind in KINDS},
        token=_token_rates(articles),
        source={kind: _source_rates(articles, kind) for kind in KINDS if kind != "quoted"},
        gold={kind: sum(1 for gold, _ in articles for _ in _of_kind(gold, kind)) for kind in KINDS},
        found={kind: sum(1 for _, found in articles for _ in _of_kind(found, kind)) for kind in KINDS},
    )


def _of_kind(attributions: Iterable[Attribution], kind: str) -> Iterator[Attribution]:
    wanted = {"all": ("direct", "mixed", "indirect"), "quoted": ("direct", "mixed")}.get(kind, (kind,))
    return (each for each in attributions if each.kind in wanted)


Credit = Callable[[Attribution, Sequence[Attribution]], float]
"""What an attribution earns (0..1) for being found among others, of whatever kind these are."""


def _rates(articles: Sequence[Article], kind: str, credit: Credit) -> Rates:
    recalled = [credit(each, found) for gold, found in articles for each in _of_kind(gold, kind)]
    precise = [credit(each, gold) for gold, found in articles for each in _of_kind(found, kind)]
    return _as_rates(_mean(precise), _mean(recalled))


def _is_exact(one: Attribution, others: Sequence[Attribution]) -> float:
    return float(any(one.content == other.content for other in others))


def _overlap(one: Attribution, others: Sequence[Attribution]) -> float:
    return min(1.0, sum(len(one.content & other.content) / len(one.content) for other in others))


def _is_matched(one: Attribution, others: Sequence[Attribution]) -> float:
    return float(any(_jaccard(one, other) >= _MIN_JACCARD for other in others))


def _jaccard(one: Attribution, other: Attribution) -> float:
    return len(one.content & other.content) / len(one.content | other.content)


def _token_rates(articles: Sequence[Article]) -> Rates:
    """Over the words that are in any content at all."""
    both = in_gold = in_found = 0
    for gold, found in articles:
        gold_words = frozenset().union(*(each.content for each in gold))
        found_words = frozenset().union(*(each.content for each in found))
        both += len(gold_words & found_words)
        in_gold += len(gold_words)
        in_found += len(found_words)
    return _as_rates(both / in_found if in_found else 0.0, both / in_gold if in_gold else 0.0)


def _source_rates(articles: Sequence[Article], kind: str) -> SourceRates:
    pairs = [
        (one.source, other.source)
        for gold, found in articles
        for one, other in matched(gold, found)
        if one.source and kind in ("all", one.kind)
    ]
    return SourceRates(
        len(pairs),
        _percent([one == other for one, other in pairs]),
        _percent([bool(one & other) for one, other in pairs]),
        _percent([not other for _, other in pairs]),
    )


def matched(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[tuple[Attribution, Attribution]]:
    """Pairs that share at least half of their words, the most alike first, each attribution in at most one."""
    alike = sorted(
        ((_jaccard(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(found)), reverse=True
    )
    used_gold, used_found = set(), set()
    for jaccard, i, j in alike:
        if jaccard < _MIN_JACCARD:
            return
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield gold[i], found[j]


def _as_rates(precision: float, recall: float) -> Rates:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rates(round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1))


def _mean(earned: Sequence[float]) -> float:
    return sum(earned) / len(earned) if earned else 0.0


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / max(1, len(hits)), 1)
