"""What is said in two stories: proposed by what is rare, kept only where it is sure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest

from sayso.link import elsewhere
from sayso.link.elsewhere import far_candidates
from sayso.link.wording import wordings
from sayso.records import Document, Kind, Link, Statement, Story
from tests.link.said import Said, report

TOSK, D, I = "Ilmar Tosk", Kind.DIRECT, Kind.INDIRECT  # noqa: E741
PLEDGE = "We will rebuild the old bridge over the Lenna before the winter comes"
Report = tuple[Document, list[Statement]]


def between(*stories: Sequence[Report], backwards: bool = False) -> tuple[Link, ...]:
    told = [Story(f"s{n}", tuple(document.id for document, _ in story)) for n, story in enumerate(stories)]
    reports = [one for story in stories for one in story]
    if backwards:
        told, reports = told[::-1], reports[::-1]
    return elsewhere(told, [document for document, _ in reports], [s for _, found in reports for s in found])


FLOOD = report("Flood", Said(TOSK, D, PLEDGE), Said(TOSK, I, "the dykes of Orsk held throughout the night"))
VOTE = report("Vote", Said("Dora Venn", D, "Turnout in Kolb was the lowest on record"), Said(TOSK, D, PLEDGE))


def test_a_pledge_that_another_story_recalls() -> None:
    (link,) = between([FLOOD], [VOTE])
    assert {link.left, link.right} == {FLOOD[1][0].id, VOTE[1][1].id}
    assert link.score > 0.9
    assert "words in a row" in link.because
    assert {link.left_passage.span.of(FLOOD[0].text), link.right_passage.span.of(VOTE[0].text)} == {PLEDGE}


def test_the_order_of_arrival_plays_no_part() -> None:
    assert between([FLOOD], [VOTE]) == between([FLOOD], [VOTE], backwards=True)


def test_one_story_has_no_elsewhere() -> None:
    assert between([FLOOD, VOTE]) == ()
    assert between() == ()


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("We will not rebuild the bridge", D),  # the opposite
        ("the council would rebuild the school over the road before the summer", I),  # a few of its words
        ("Of course", D),  # anybody's words
    ],
)
def test_what_is_only_alike_is_not_linked(words: str, kind: Kind) -> None:
    assert between([FLOOD], [report("Other", Said(TOSK, kind, words))]) == ()


class Unlike:
    """An encoder to which no two texts are alike, so that only words propose."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def encode(self, texts: list[str]) -> npt.NDArray[np.float32]:
        rows = np.zeros((len(texts), 200), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[self.seen.setdefault(text, len(self.seen))] = 1.0
        return rows


@pytest.mark.parametrize(("statements", "proposed"), [(10, True), (60, False)])
def test_what_stands_in_very_many_statements_proposes_nothing(statements: int, proposed: bool) -> None:
    reports = [report(f"M{n}", Said(TOSK, D, f"We will rebuild the old bridge, note {n}")) for n in range(statements)]
    told = [statement for _, found in reports for statement in found]
    found = wordings(told, {document.id: document for document, _ in reports}, Unlike())
    assert bool(far_candidates(found, [str(n % 2) for n in range(statements)])) is proposed
