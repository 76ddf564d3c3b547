"""Where a run and the people differ, statement by statement, and what each difference costs.

What is missed, or found where people marked nothing, costs half a point for not being exact and one for its words, less
the share of them that stands in some other attribution. Two that belong together cost nothing where they are exact;
else half a point, the share of people's words that is lacking, and the share of the found words that people did not
mark. A source that is not exactly people's costs half a point, and half a point more where it has no word of theirs. So
what costs most is what the tables lose most by.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sayso.errors import UsageError
from sayso.evaluate.scorer import Article, Attribution, contained, earned, is_match, pairs

__all__ = ["Example", "Mistake", "examples", "mistakes_named", "tally", "worst"]

_MIN_SHARE = 0.5
"""Two attributions belong together where they share this much of the shorter one: under it, one is missed and the other
found where there is none, and calling it "too long" would not tell what went wrong."""


class Mistake(StrEnum):
    """What is wrong with a statement: a closed set, counted."""

    MISSED = "missed"
    INVENTED = "invented"  # people marked nothing there
    INSIDE = "inside another"  # told inside another statement that was found: corpora without nesting don't have it
    TOO_LONG = "too long"
    TOO_SHORT = "too short"
    SHIFTED = "other bounds"  # neither has all words of the other
    SOURCE = "wrong source"


def mistakes_named(names: Iterable[str]) -> tuple[Mistake, ...]:
    """The mistakes of these names, spaces written as such or as hyphens. Raises UsageError for one that there isn't."""
    known = {each.value.replace(" ", "-"): each for each in Mistake}
    asked = [name.strip().lower().replace(" ", "-") for name in names]
    if unknown := [name for name in asked if name not in known]:
        raise UsageError(f"no such mistake: {unknown[0]!r}; expected one of {', '.join(known)}")
    return tuple(known[name] for name in asked)


@dataclass(frozen=True, slots=True)
class Example:
    """An attribution of the gold with what was found for it, or one that was found without any in the gold.

    ``gold`` or ``found`` is None where there is none. ``number`` counts the article's gold attributions; -1 where
    ``gold`` is None. ``mistakes`` are what is wrong, each with what it costs; without any it is right.
    """

    document: str
    number: int
    gold: Attribution | None
    found: Attribution | None
    mistakes: Mapping[Mistake, float]

    @property
    def cost(self) -> float:
        """What all its mistakes cost; 0 where it is right."""
        return sum(self.mistakes.values())

    @property
    def shown(self) -> Attribution:
        """The gold, or what was found where there is none."""
        either = self.gold or self.found
        assert either is not None
        return either


def examples(document: str, article: Article) -> list[Example]:
    """Every attribution of the gold and every one found beside it, in that order."""
    gold, found = article
    together = list(pairs(gold, found, belong=_belong))
    partner = {i: (found[j], shared) for i, j, shared in together}
    lacking, surplus = ([1 - each.overlap for each in earned(*sides)] for sides in ((gold, found), (found, gold)))
    told = [
        _paired(document, number, one, *partner[number])
        if number in partner
        else Example(document, number, one, None, {Mistake.MISSED: 0.5 + lacking[number]})
        for number, one in enumerate(gold)
    ]
    alone = sorted({*range(len(found))} - {j for _, j, _ in together})
    inside = contained(found)
    return told + [
        Example(document, -1, None, found[j], {Mistake.INSIDE if j in inside else Mistake.INVENTED: 0.5 + surplus[j]})
        for j in alone
    ]


def worst(found: Iterable[Example]) -> list[Example]:
    """Those with a mistake, what costs most first; of equal cost the longer ones first."""
    return sorted(
        (each for each in found if each.mistakes),
        key=lambda each: (-round(each.cost, 6), -len(each.shown.content), each.document, min(each.shown.content)),
    )


def tally(found: Iterable[Example]) -> dict[Mistake, tuple[int, float]]:
    """How often each mistake is made, and what that costs."""
    costs: dict[Mistake, list[float]] = {mistake: [] for mistake in Mistake}
    for each in found:
        for mistake, cost in each.mistakes.items():
            costs[mistake].append(cost)
    return {mistake: (len(each), sum(each)) for mistake, each in costs.items()}


def _belong(gold: Attribution, found: Attribution, shared: int) -> bool:
    return shared >= _MIN_SHARE * min(len(gold.content), len(found.content))


def _paired(document: str, number: int, gold: Attribution, found: Attribution, shared: int) -> Example:
    one, other = gold.content, found.content
    mistakes = {}
    if one != other:
        bounds = Mistake.TOO_LONG if one < other else Mistake.TOO_SHORT if other < one else Mistake.SHIFTED
        mistakes[bounds] = 0.5 + (1 - shared / len(one)) + (1 - shared / len(other))
    # As in the table, sources are compared where the contents are matched, and people marked one.
    if gold.source and gold.source != found.source and is_match(gold, found, shared):
        mistakes[Mistake.SOURCE] = 0.5 if gold.source & found.source else 1.0
    return Example(document, number, gold, found, mistakes)
