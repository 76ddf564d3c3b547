"""People's judgements on pairs: they outweigh every score.

What is judged the same is one thing said from the start, and its readings stand for one another: who is like one of
them is like all. Of a long quotation that goes for the sentences that are like the other, where any are. What is judged
different never comes together, by whatever chain. What somebody was unsure of is linked as it scores, and never as
sure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product

from sayso.config import LinkSettings
from sayso.link.rules import Ids, Scored
from sayso.partition import Partition
from sayso.records import PairRuling, Verdict

__all__ = ["Rulings"]


class Rulings:
    """What the judgements on pairs say, for a set of statements."""

    def __init__(self, rulings: Iterable[PairRuling] = ()) -> None:
        self._of_pair: dict[frozenset[str], PairRuling] = {}
        self._partition: Partition[str] = Partition()
        self.same: list[Ids] = []
        for ruling in rulings:
            self._of_pair[frozenset((ruling.left, ruling.right))] = ruling
            if ruling.verdict is Verdict.SAME:
                self.same.append((ruling.left, ruling.right))
                self._partition.join(ruling.left, ruling.right)
            elif ruling.verdict is Verdict.DIFFERENT:
                self._partition.part(ruling.left, ruling.right)

    def of(self, left: str, right: str) -> PairRuling | None:
        """The judgement on a pair; None where there is none."""
        return self._of_pair.get(frozenset((left, right)))

    def apart(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether something of the one is judged to be other than something of the other."""
        return bool(self._of_pair) and any(
            self._partition.why_apart(left, right) is not None for left, right in product(ours, theirs)
        )

    def obeyed(self, scored: Mapping[Ids, Scored], settings: LinkSettings) -> Mapping[Ids, Scored]:
        """The pairs without those judged different, the others with their scores as judged."""
        if not self._of_pair:
            return scored
        return {
            ids: Scored(pair, self._score(ids, score, settings))
            for ids, (pair, score) in scored.items()
            if not self.apart(ids[:1], ids[1:])
        }

    def _score(self, ids: Ids, score: float, settings: LinkSettings) -> float:
        ruling = self.of(*ids)
        if ruling is None or ruling.verdict is Verdict.DIFFERENT:
            return score
        if ruling.verdict is Verdict.SAME:
            return 1.0
        # Well below what is sure, so that no rounding makes it look so.
        return min(score, round((settings.min_score + settings.sure_score) / 2, 3))
