"""Which pairs most need a person: those that the score decides by a hair, what is judged already left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from sayso.comparison import Comparison
from sayso.partition import Partition
from sayso.records import Link, Standing, Statement, Verdict

__all__ = ["Question", "Review"]

_LEAST = 0.2
"""Score under which hardly a pair is one thing said, and there are hundreds of them."""


class Question(NamedTuple):
    """A pair to judge, and whether it stands in one thing said as it is."""

    link: Link
    left: Statement
    right: Statement
    linked: bool


class Review:
    """Walks the pairs. What follows from the answers is not asked: A is B, B is C, then A is C."""

    def __init__(self, comparison: Comparison, links: Iterable[Link]) -> None:
        settings = comparison.articles.settings.link
        self._statements = {statement.id: statement for statement in comparison.articles.statements}
        self._texts = {document.id: document.text for document in comparison.articles.documents}
        self._things_of: dict[str, set[int]] = defaultdict(set)  # several, where a quotation is cut in pieces
        for number, thing in enumerate(comparison.things_said):
            for reading in thing.cluster.readings:
                self._things_of[reading.statement].add(number)
        links = [link for link in links if self._shown(link)]
        matched = set(self._matched(link for link in links if link.score >= settings.sure_score))
        doubtful = [
            link
            for link in links
            if _LEAST <= link.score < settings.sure_score and not matched.issuperset(self._matched([link]))
        ]
        self._links = sorted(doubtful, key=lambda each: (abs(each.score - settings.min_score), each.left, each.right))
        self._answers: Partition[str] = Partition()
        self._seen: set[frozenset[str]] = set()
        for each in comparison.articles.judged.weighed:
            if each.standing is Standing.APPLIED and each.left is not None and each.right is not None:
                self.answer(each.left, each.right, each.judgement.verdict)

    def __iter__(self) -> Iterator[Question]:
        """The open questions, those that were answered meanwhile or follow from answers passed over."""
        for link in self._links:
            if self._open(link):
                self._seen.update(self._known_by(link))
                yield self._question(link)

    def count(self) -> int:
        """How many are open now."""
        return len({self._worded(link) for link in self._links if self._open(link)})

    def answer(self, left: str, right: str, verdict: Verdict) -> None:
        """Takes down what was said of a pair."""
        self._seen.add(frozenset((left, right)))
        if verdict is Verdict.SAME:
            self._answers.join(left, right)
        elif verdict is Verdict.DIFFERENT:
            self._answers.part(left, right)

    def _matched(self, links: Iterable[Link]) -> Iterator[tuple[str, str]]:
        """Each statement with the article in which its like was found. Where both of a pair have their like in the
        other's article, and surely, that they are a little like one another is no question."""
        for link in links:
            yield link.left, self._statements[link.right].document
            yield link.right, self._statements[link.left].document

    def _shown(self, link: Link) -> bool:
        return link.left in self._statements and link.right in self._statements

    def _open(self, link: Link) -> bool:
        if not self._seen.isdisjoint(self._known_by(link)):
            return False
        known = self._answers.together(link.left, link.right)
        return not known and self._answers.why_apart(link.left, link.right) is None

    def _question(self, link: Link) -> Question:
        linked = not self._things_of[link.left].isdisjoint(self._things_of[link.right])
        return Question(link, self._statements[link.left], self._statements[link.right], linked)

    def _known_by(self, link: Link) -> tuple[frozenset[str], frozenset[str]]:
        return frozenset((link.left, link.right)), self._worded(link)

    def _worded(self, link: Link) -> frozenset[str]:
        """The words of both: the copies of one text are one question."""
        return frozenset(self._words(self._statements[one]) for one in (link.left, link.right))

    def _words(self, statement: Statement) -> str:
        # In marks, so that what somebody said is never taken for an id.
        return f"“{' … '.join(span.of(self._texts[statement.document]) for span in statement.content)}”"
