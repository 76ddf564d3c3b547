"""The verb: gold in, what a run reaches on it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.config import Settings
from sayso.errors import UsageError
from sayso.evaluate.against import Against, against
from sayso.evaluate.gold import Annotated, Gold, read_gold
from sayso.evaluate.mistakes import Example, examples, worst
from sayso.evaluate.predictions import Predictions, read_predictions
from sayso.evaluate.reliability import Reliability, reliability
from sayso.evaluate.rows import Quote
from sayso.evaluate.run import run_on
from sayso.evaluate.scorer import Article, Attribution, Scores, attribution, distinct, score, words_of
from sayso.records import Dropped

if TYPE_CHECKING:
    from sayso.pipeline import Progress

__all__ = ["NO_GROUP", "Evaluation", "Group", "scored_article", "statements"]

NO_GROUP = "(not told)"
"""The group of the articles that say nothing under the name they are grouped by."""


@dataclass(frozen=True, slots=True)
class Group:
    """The figures over those articles that say the same, as those of one outlet."""

    name: str
    articles: int
    scores: Scores


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What a run reaches on a gold file.

    ``words`` are those of the articles, counted between white space; ``seconds`` the CPU time that finding statements
    took, None where predictions were scored that somebody else had made. ``examples`` has every statement with a
    mistake, what costs most first. ``reliability`` is None where no statement tells its confidence, ``against`` where
    no earlier run was given. ``predictions`` are all that were found, also where ``top_level`` counts some only.
    ``unpredicted`` counts articles that the predictions have no line for.
    """

    gold: Gold
    predictions: Predictions
    words: int
    seconds: float | None
    top_level: bool
    scores: Scores
    group_by: str | None
    groups: tuple[Group, ...]
    examples: tuple[Example, ...]
    reliability: Reliability | None
    against: Against | None
    unpredicted: int = 0

    @property
    def refused(self) -> tuple[Dropped, ...]:
        """All that could not be used: lines of the gold, lines of predictions, articles that sayso refused."""
        before = () if self.against is None else self.against.earlier.refused
        return (*self.gold.refused, *self.predictions.refused, *before)

    @property
    def speed(self) -> float | None:
        """Words per CPU-second; None where nothing was run."""
        return self.words / self.seconds if self.seconds else None

    @property
    def with_error(self) -> int:
        """Articles in which nothing was found because the program refused them, failed on them or told nonsense."""
        return len(self.predictions.refused)


def statements(
    gold: str | Path | Gold,
    *,
    predictions: str | Path | None = None,
    earlier: str | Path | None = None,
    by: str | None = None,
    top_level: bool = False,
    settings: Settings | None = None,
    progress: Progress | None = None,
    jobs: int | None = 1,
) -> Evaluation:
    """How well statements are found in articles in which people marked them, by the definitions of ``scorer``.

    ``gold`` is a JSONL file, ``-`` for standard input, or what ``read_gold`` gave::

        evaluation = sayso.evaluate.statements("gold.jsonl")
        evaluation.scores.exact["all"].f1          # percent
        evaluation.examples[0].mistakes            # what went wrong where it cost most

    sayso is run on the articles, with ``settings``, unless ``predictions`` names the file of what another program (or
    an earlier run) found in them. ``earlier`` names the predictions of a run to set this one against. ``by`` is the
    name of a field of the gold, such as ``outlet``: figures are then given for each of its values besides.
    ``top_level`` counts only statements that are told inside no other: for corpora in which people marked no nesting.
    ``jobs`` is in how many processes sayso is run, as for ``sayso.compare``.

    Lines that can't be used are refused and counted, never an exception. Raises UsageError where a file can't be
    opened, no article can be used, or none has the field ``by``.
    """
    gold = gold if isinstance(gold, Gold) else read_gold(gold)
    _check(gold, by)
    before = None if earlier is None else _earlier(earlier, gold)
    seconds = None
    if predictions is None:
        found, seconds = run_on(gold, settings=settings, progress=progress, jobs=jobs)
    else:
        found = read_predictions(predictions, gold.articles)
    return _evaluation(gold, found, before, by=by, top_level=top_level, seconds=seconds)


def scored_article(article: Annotated, quotes: Iterable[Quote], *, top_level: bool = False) -> Article:
    """An article as the scorer takes it: what people marked in it, and ``quotes``, each set of words once."""
    words = words_of(article.text)

    def attributions(marked: Iterable[Quote]) -> list[Attribution]:
        return [
            attribution(article.text, words, each.content, each.source, confidence=each.confidence)
            for each in marked
            if each.within is None or not top_level
        ]

    return [each for each in attributions(article.quotes) if each.content], distinct(attributions(quotes))


def _check(gold: Gold, by: str | None) -> None:
    """Before the long work."""
    if not gold.articles:
        first = f"; {gold.refused[0].detail}" if gold.refused else ", only white space"
        raise UsageError(f"{gold.path}: no line of it is an article that can be used{first}")
    if by is not None and all(each.field(by) is None for each in gold.articles):
        names = sorted({name for each in gold.articles for name in each.fields or ()})
        raise UsageError(f"{gold.path}: no article has the field {by!r}; there are {', '.join(names) or 'none'}")


def _earlier(path: str | Path, gold: Gold) -> Predictions:
    before = read_predictions(path, gold.articles)
    if not before.quotes:
        first = f"; {before.refused[0].detail}" if before.refused else ""
        raise UsageError(f"{path}: it has none of the gold's articles{first}: is it a file that --save wrote?")
    return before


def _evaluation(
    gold: Gold,
    found: Predictions,
    before: Predictions | None,
    *,
    by: str | None,
    top_level: bool,
    seconds: float | None,
) -> Evaluation:
    articles = _articles(gold.articles, found, top_level=top_level)
    told = [example for document, article in articles.items() for example in examples(document, article)]
    return Evaluation(
        gold=gold,
        predictions=found,
        words=sum(each.words for each in gold.articles),
        seconds=seconds,
        top_level=top_level,
        scores=score(list(articles.values())),
        group_by=by,
        groups=() if by is None else tuple(_groups(gold, articles, by)),
        examples=tuple(worst(told)),
        reliability=reliability(articles.values()),
        against=None if before is None else _against(gold, before, found, articles, top_level=top_level),
        unpredicted=sum(each.id not in found.quotes for each in gold.articles),
    )


def _articles(articles: Iterable[Annotated], found: Predictions, *, top_level: bool) -> dict[str, Article]:
    return {each.id: scored_article(each, found.quotes.get(each.id, ()), top_level=top_level) for each in articles}


def _groups(gold: Gold, articles: Mapping[str, Article], by: str) -> list[Group]:
    """Sorted by name, those that don't say last."""
    members: dict[str, list[Article]] = {}
    for each in gold.articles:
        members.setdefault(each.field(by) or NO_GROUP, []).append(articles[each.id])
    names = sorted(members, key=lambda name: (name == NO_GROUP, name))
    return [Group(name, len(members[name]), score(members[name])) for name in names]


def _against(
    gold: Gold, before: Predictions, found: Predictions, articles: Mapping[str, Article], *, top_level: bool
) -> Against:
    had = _articles((each for each in gold.articles if each.id in before.quotes), before, top_level=top_level)
    return against({key: (article, articles[key]) for key, article in had.items()}, before, found)
