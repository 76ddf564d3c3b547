"""Which pairs a review asks about, and how it tells of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sayso import pipeline
from sayso.judgements import Review
from tests.command import write

PORT, CRANES = "The port of Orsk has been empty for a year", "Forty cranes stand idle and rust in the rain there"
WHOLE = f"“{PORT}. {CRANES},” the harbour master, Oda Brenn, said on Monday.\n"
PARTED = f"""\
“{PORT},” the harbour master, Oda Brenn, said on Monday.

Nobody came to the meeting but reporters.

“{CRANES},” Brenn told them.
"""


def test_each_piece_of_a_quotation_is_linked(tmp_path: Path) -> None:
    write(tmp_path, whole=WHOLE, parted=PARTED)
    comparison = pipeline.compare([tmp_path])
    linked = [link for thing in comparison.things_said for link in thing.cluster.links]
    assert len(linked) == 2
    # as if no score were sure
    unsure = [replace(link, score=0.6) for link in linked]
    assert [question.linked for question in Review(comparison, unsure)] == [True, True]
