"""Two runs over the same gold, set against each other statement by statement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.evaluate.mistakes import Example, examples
from sayso.evaluate.predictions import Predictions, Run
from sayso.evaluate.scorer import Article, Scores, score

__all__ = ["Against", "Change", "against"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one statement. ``before`` or ``now`` is None where that run has nothing there, rightly.

    ``gain`` is how much less it costs now (``mistakes`` derives the costs): above 0 a gain, under 0 a loss.
    """

    document: str
    before: Example | None
    now: Example | None
    gain: float


@dataclass(frozen=True, slots=True)
class Against:
    """An earlier run beside this one, over the ``articles`` that both have.

    ``gains`` and ``losses`` have the largest first. ``settings`` are those that differ, by name, with the earlier
    value and this one's; None where a run has no such setting, or does not tell its settings.
    """

    articles: int
    earlier: Predictions
    before: Scores
    now: Scores
    gains: tuple[Change, ...]
    losses: tuple[Change, ...]
    settings: Mapping[str, tuple[str | None, str | None]]


def against(articles: Mapping[str, tuple[Article, Article]], earlier: Predictions, now: Predictions) -> Against:
    """Sets two runs against each other: for each article what the earlier one gives, and what this one does."""
    changes = [change for document, both in articles.items() for change in _changes(document, *both)]
    ranked = sorted(changes, key=lambda change: (-abs(round(change.gain, 6)), change.document, _place(change)))
    return Against(
        articles=len(articles),
        earlier=earlier,
        before=score([before for before, _ in articles.values()]),
        now=score([after for _, after in articles.values()]),
        gains=tuple(change for change in ranked if change.gain > 0),
        losses=tuple(change for change in ranked if change.gain < 0),
        settings=_differing(earlier.run, now.run),
    )


def _changes(document: str, earlier: Article, later: Article) -> list[Change]:
    before, now = examples(document, earlier), examples(document, later)
    gold = len(earlier[0])
    pairs: list[tuple[Example | None, Example | None]] = [*zip(before[:gold], now[:gold], strict=True)]
    # What people did not mark is known again by its words. Found for a statement of the gold in the other run, it is
    # that statement's change already.
    alone_before, alone_now = ({_words(each): each for each in side[gold:]} for side in (before, now))
    found_before, found_now = ({each.content for each in article[1]} for article in (earlier, later))
    pairs += [(each, alone_now.get(key)) for key, each in alone_before.items() if _is_told(key, alone_now, found_now)]
    pairs += [(None, each) for key, each in alone_now.items() if key not in found_before]
    changes = [Change(document, one, other, _cost(one) - _cost(other)) for one, other in pairs]
    return [change for change in changes if abs(change.gain) > 1e-9]


def _is_told(key: frozenset[int], alone: Mapping[frozenset[int], Example], found: set[frozenset[int]]) -> bool:
    return key in alone or key not in found


def _words(example: Example) -> frozenset[int]:
    return example.shown.content


def _cost(example: Example | None) -> float:
    return 0.0 if example is None else example.cost


def _place(change: Change) -> int:
    either = change.now or change.before
    assert either is not None
    return min(either.shown.content)


def _differing(earlier: Run | None, now: Run | None) -> dict[str, tuple[str | None, str | None]]:
    if earlier is None or now is None:
        return {}
    one, other = ({"version": run.version, **run.settings} for run in (earlier, now))
    return {
        name: (one.get(name), other.get(name)) for name in sorted({*one, *other}) if one.get(name) != other.get(name)
    }
