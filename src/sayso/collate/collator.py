"""One cluster compared: readings aligned, each pair's differences, and what became of it in every article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sayso.collate.addressees import addressee_change
from sayso.collate.align import align_words
from sayso.collate.apparatus import apparatus, sigla
from sayso.collate.coverage import coverage
from sayso.collate.desk import Desk
from sayso.collate.differences import differences
from sayso.collate.directness import directness_change
from sayso.collate.index import similar, stems
from sayso.collate.lineup import Found, Lineup, in_marks, lined_up
from sayso.collate.setting import frame_hedge, setting_changes
from sayso.collate.speakers import speaker_change
from sayso.collate.verbatim import not_verbatim
from sayso.collate.wording import Wording
from sayso.config import CollateSettings
from sayso.records import (
    Alignment,
    Apparatus,
    Change,
    Collation,
    Discrepancy,
    Document,
    Reading,
    Statement,
    StatementCluster,
    Story,
)
from sayso.spans import Span

__all__ = ["Collator"]

_MAX_TO_LACUNA = 12
"""Characters, none of them of a word, between the end of a reading and the lacuna that it runs into."""
_WORDS = re.compile(r"\w")


class Collator:
    """Compares the clusters of one story; what is derived from its articles is kept from one to the next."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        statements: Mapping[str, Statement],
        *,
        story: Story,
        settings: CollateSettings | None = None,
    ) -> None:
        self._desk = Desk(documents, statements, story)
        self._settings = settings or CollateSettings()

    def collate(self, cluster: StatementCluster) -> Collation:
        """The cluster with its alignment, differences and coverage."""
        alignment = align_words([self._desk.wording(reading).words for reading in cluster.readings])
        found = sorted(
            {
                *(row for left, right in self._pairs(cluster) for row in self._differences(cluster, left, right)),
                *(row for reading in cluster.readings for row in self._misquoted(reading)),
            },
            key=_order,
        )
        covered = coverage(self._desk, cluster, found, self._settings)
        return Collation(cluster, alignment, tuple(found), covered, self._apparatus(cluster, alignment))

    def _apparatus(self, cluster: StatementCluster, alignment: Alignment) -> Apparatus:
        order = [document.id for document in self._desk.members]
        signs = sigla([reading.document for reading in cluster.readings], order)
        wordings = [self._desk.wording(reading) for reading in cluster.readings]
        return apparatus(alignment, wordings, signs, reference=self._settings.reference)

    def _pairs(self, cluster: StatementCluster) -> Iterator[tuple[Reading, Reading]]:
        """Pairs of readings of different articles; with a reference among them, only those against it."""
        reference = self._settings.reference
        present = any(reading.document == reference for reading in cluster.readings)
        for i, left in enumerate(cluster.readings):
            for right in cluster.readings[i + 1 :]:
                if left.document == right.document:
                    continue
                if not present or reference in (left.document, right.document):
                    yield left, right

    def _differences(self, cluster: StatementCluster, left: Reading, right: Reading) -> Iterator[Discrepancy]:
        lineup = lined_up(self._desk.wording(left), self._desk.wording(right))
        for change in (
            speaker_change(self._desk, left, right),
            addressee_change(self._desk, left, right),
            directness_change(lineup),
        ):
            if change is not None:
                yield change
        for found in differences(lineup, min_overlap=self._settings.min_overlap):
            looked_up = None if self._hedged_outside(found, left, right) else self._looked_up(cluster, lineup, found)
            if looked_up is not None:
                yield self._placed(lineup, looked_up)
        yield from setting_changes(self._desk, left, right, lineup)

    def _misquoted(self, reading: Reading) -> Iterator[Discrepancy]:
        """What the reading has in marks that does not stand so in the reference."""
        reference = self._desk.reference(self._settings.reference)
        if reference is not None and reading.document != reference.document.id:
            yield from not_verbatim(self._desk.wording(reading), reference)

    def _hedged_outside(self, found: Found, left: Reading, right: Reading) -> bool:
        """Whether the hedge that one reading lacks stands in its sentence, outside the words reported."""
        if found.change is not Change.HEDGE:
            return False
        plain = right if found.place.left < found.place.left_end and found.because.endswith("first") else left
        statement = self._desk.statements.get(plain.statement)
        return statement is not None and self._desk.once(frame_hedge, statement) is not None

    def _looked_up(self, cluster: StatementCluster, lineup: Lineup, found: Found) -> Found | None:
        """A cut in the light of the other article as a whole: None where another reading of it has the passage.

        A passage that stands elsewhere in that article is not lost: said so, and no longer substantive.
        """
        if found.change not in (Change.CUT, Change.QUALIFIER_CUT):
            return found
        whole, lacking, (first, last) = _sides(lineup, found)
        beside = [span for one in cluster.readings if one.document == lacking.document for span in one.content]
        if not found.substantive and set(beside) == set(lacking.content):
            return found
        near = self._elsewhere(lacking, whole.passage(first, last).span.of(whole.text))
        if near is not None and any(span.overlaps(near) for span in beside):
            return None
        if not found.substantive:
            return found
        if self._breaks_off(lacking):
            because = f"{found.because}; the text of the other breaks off there: could not see"
            return found._replace(substantive=False, because=because)
        if near is None:
            return found
        because = (
            f"{found.because}; similar words stand elsewhere in the other article: {in_marks(near.of(lacking.text))}"
        )
        return found._replace(substantive=False, because=because)

    def _elsewhere(self, lacking: Wording, passage: str) -> Span | None:
        """Where similar words stand in the article of a reading, outside the reading."""
        index = self._desk.indexes.get(lacking.document)
        if index is None:
            return None
        wanted = stems(passage, [Span(0, len(passage))])
        near = similar(index, wanted, self._desk.weights, apart_from=lacking.content)
        return None if near is None or near.share < self._settings.min_similar else near.span

    def _breaks_off(self, wording: Wording) -> bool:
        """Whether the reading runs into a place where text is lost to us."""
        end = max((span.end for span in wording.content), default=0)
        return any(
            end <= lacuna.span.start <= end + _MAX_TO_LACUNA and not _WORDS.search(wording.text, end, lacuna.span.start)
            for lacuna in self._desk.documents[wording.document].lacunae
        )

    @staticmethod
    def _placed(lineup: Lineup, found: Found) -> Discrepancy:
        place = found.place
        return Discrepancy(
            found.change,
            found.substantive,
            lineup.left.passage(place.left, place.left_end),
            lineup.right.passage(place.right, place.right_end),
            found.because,
            found.score,
        )


def _sides(lineup: Lineup, found: Found) -> tuple[Wording, Wording, tuple[int, int]]:
    """The reading that has the cut passage, the one that lacks it, and the passage's words."""
    place = found.place
    if place.left_end - place.left > place.right_end - place.right:
        return lineup.left, lineup.right, (place.left, place.left_end)
    return lineup.right, lineup.left, (place.right, place.right_end)


def _order(row: Discrepancy) -> tuple[object, ...]:
    return (
        not row.substantive,
        row.left.document,
        row.right.document,
        row.left.span,
        row.right.span,
        row.change.value,
        row.because,
    )
