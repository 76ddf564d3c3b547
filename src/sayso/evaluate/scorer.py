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
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

__all__ = [
    "KINDS",
    "Article",
    "Attribution",
    "Credit",
    "Rates",
    "Scores",
    "SourceRates",
    "attribution",
    "contained",
    "distinct",
    "earned",
    "is_match",
    "matched",
    "pairs",
    "score",
    "words_of",
]

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
    """Who said what, as indices of the article's words. ``source`` is empty where none is given.

    ``spans`` and ``source_spans`` are the offsets that the words were taken from. ``confidence`` (0..1) is None where
    nobody says how sure it is: people don't, and few programs do.
    """

    content: frozenset[int]
    source: frozenset[int]
    kind: str
    spans: Spans
    source_spans: Spans = ()
    confidence: float | None = None


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


def attribution(
    text: str, words: Sequence[Word], content: Spans, source: Spans | None, *, confidence: float | None = None
) -> Attribution:
    """An attribution as sets of words."""
    spans = sorted(content, key=tuple)
    inside = _inside(words, spans)
    if len(inside) > 1 and words[inside[0]].text == "that":
        inside = inside[1:]
    return Attribution(
        content=frozenset(inside),
        source=frozenset(_inside(words, source or ())),
        kind=_kind(text, spans),
        spans=tuple(spans),
        source_spans=tuple(source or ()),
        confidence=confidence,
    )


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
    recalled = [pair for gold, found in articles for pair in zip(gold, earned(gold, found), strict=True)]
    precise = [pair for gold, found in articles for pair in zip(found, earned(found, gold), strict=True)]
    return Scores(
        exact={kind: _rates(precise, recalled, kind, "exact") for kind in KINDS},
        overlap={kind: _rates(precise, recalled, kind, "overlap") for kind in KINDS},
        matched={kind: _rates(precise, recalled, kind, "matched") for kind in KINDS},
        token=_token_rates(articles),
        source=_source_rates(articles),
        gold={kind: sum(_is_of(each, kind) for each, _ in recalled) for kind in KINDS},
        found={kind: sum(_is_of(each, kind) for each, _ in precise) for kind in KINDS},
    )


class Credit(NamedTuple):
    """What an attribution earns (0..1 each) for being found among others, of whatever kind these are."""

    exact: float
    overlap: float
    matched: float


def earned(these: Sequence[Attribution], others: Sequence[Attribution]) -> list[Credit]:
    """What each of ``these`` earns among ``others``, in their order."""
    index = _by_word(others)
    return [_credit(each, others, index) for each in these]


Belong = Callable[[Attribution, Attribution, int], bool]
"""Whether two attributions that share this many words belong together."""


def pairs(
    gold: Sequence[Attribution], found: Sequence[Attribution], *, belong: Belong
) -> Iterator[tuple[int, int, int]]:
    """Indices of attributions that belong together, and how many words they share.

    The most alike (Jaccard) come first, each attribution stands in one pair at most.
    """
    index = _by_word(found)
    alike = sorted(
        (
            (_jaccard(one, found[j], shared), i, j, shared)
            for i, one in enumerate(gold)
            for j, shared in _shared_words(one, index).items()
            if belong(one, found[j], shared)
        ),
        reverse=True,
    )
    used_gold, used_found = set(), set()
    for _, i, j, shared in alike:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            yield i, j, shared


def matched(gold: Sequence[Attribution], found: Sequence[Attribution]) -> Iterator[tuple[Attribution, Attribution]]:
    """Pairs that share at least half of their words, the most alike first, each attribution in at most one."""
    return ((gold[i], found[j]) for i, j, _ in pairs(gold, found, belong=is_match))


def is_match(one: Attribution, other: Attribution, shared: int) -> bool:
    """Whether two that share this many words share at least half of all that either has."""
    return _jaccard(one, other, shared) >= _MIN_JACCARD


def contained(found: Sequence[Attribution]) -> set[int]:
    """Indices of those whose words all stand in a longer one."""
    index = _by_word(found)
    return {
        number
        for number, each in enumerate(found)
        if any(
            shared == len(each.content) < len(found[other].content)
            for other, shared in _shared_words(each, index).items()
        )
    }


Index = Mapping[int, Sequence[int]]
"""For each word, which attributions have it: two that share none are never compared, or long articles take squares."""


def _by_word(attributions: Sequence[Attribution]) -> Index:
    index: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(attributions):
        for word in each.content:
            index[word].append(number)
    return index


def _shared_words(one: Attribution, index: Index) -> Counter[int]:
    """How many words each attribution of the index shares with this one."""
    return Counter(number for word in one.content for number in index.get(word, ()))


def _credit(one: Attribution, others: Sequence[Attribution], index: Index) -> Credit:
    shared = _shared_words(one, index)
    return Credit(
        exact=float(any(one.content == others[number].content for number in shared)),
        overlap=min(1.0, shared.total() / len(one.content)),
        matched=float(any(is_match(one, others[number], both) for number, both in shared.items())),
    )


def _jaccard(one: Attribution, other: Attribution, shared: int) -> float:
    return shared / (len(one.content) + len(other.content) - shared)


Side = Sequence[tuple[Attribution, Credit]]


def _rates(precise: Side, recalled: Side, kind: str, name: str) -> Rates:
    return _as_rates(*(_mean(_credits(side, kind, name)) for side in (precise, recalled)))


def _credits(side: Side, kind: str, name: str) -> list[float]:
    return [getattr(credit, name) for each, credit in side if _is_of(each, kind)]


def _is_of(each: Attribution, kind: str) -> bool:
    return kind in ("all", each.kind) or (kind == "quoted" and each.kind != "indirect")


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


def _source_rates(articles: Sequence[Article]) -> dict[str, SourceRates]:
    found = [pair for gold, found in articles for pair in matched(gold, found) if pair[0].source]
    return {kind: _source_rate([pair for pair in found if _is_of(pair[0], kind)]) for kind in KINDS if kind != "quoted"}


def _source_rate(found: Sequence[tuple[Attribution, Attribution]]) -> SourceRates:
    sources = [(one.source, other.source) for one, other in found]
    return SourceRates(
        len(sources),
        _percent([one == other for one, other in sources]),
        _percent([bool(one & other) for one, other in sources]),
        _percent([not other for _, other in sources]),
    )


def _as_rates(precision: float, recall: float) -> Rates:
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Rates(round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1))


def _mean(earned: Sequence[float]) -> float:
    return sum(earned) / len(earned) if earned else 0.0


def _percent(hits: Sequence[bool]) -> float:
    return round(100 * sum(hits) / max(1, len(hits)), 1)
