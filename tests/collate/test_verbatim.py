"""Quotations held against a reference: which passages, and which words differ."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.records import Change, Discrepancy, Document, Kind

Press = Callable[..., Document]
SPOKEN = "Good evening. We will not sell the old port to the islands. It was a gift of our fathers. Thank you."


def found(press: Press, said: Any, newsroom: Any, quotation: str, **more: Any) -> list[Discrepancy]:
    herald, speech = press("herald", f"“{quotation},” Tosk said."), press("speech", SPOKEN)
    rows = newsroom(herald, speech).collated(said(herald, quotation, **more), reference="speech").differences
    return [row for row in rows if row.change is Change.NOT_VERBATIM]


@pytest.mark.parametrize(
    ("quotation", "there", "because"),
    [
        (
            "We will sell the old port to the islands",
            "We will not sell the old port to the islands",
            "“not” left out",
        ),
        (
            "We will not sell the ruined old port to the islands",
            "We will not sell the old port to the islands",
            "“ruined” put in",
        ),
        (
            "We will not sell an old harbour to the islands",
            "We will not sell the old port to the islands",
            "“an” for “the”; “harbour” for “port”",
        ),
    ],
)
def test_passages(quotation: str, there: str, because: str, press: Press, said: Any, newsroom: Any) -> None:
    (row,) = found(press, said, newsroom, quotation)
    assert row.substantive
    assert row.right.span.of(SPOKEN) == there
    assert row.because.endswith(because)


def test_the_reference_itself_is_not_looked_up(press: Press, said: Any, newsroom: Any) -> None:
    speech = press("speech", SPOKEN)
    row = said(speech, "We will not sell the old port")
    assert newsroom(speech).collated(row, reference="speech").differences == ()


def test_without_a_reference_nothing_is_told(press: Press, said: Any, newsroom: Any) -> None:
    documents = press("herald", "“We will sell the old port,” Tosk said."), press("speech", SPOKEN)
    rows = newsroom(*documents).collated(said(documents[0], "We will sell the old port")).differences
    assert rows == ()


def test_only_what_stands_in_marks_counts_of_a_mixed_statement(press: Press, said: Any, newsroom: Any) -> None:
    text = "Tosk said he would keep the harbour, “a gift of our fathers and kings”."
    herald, speech = press("herald", text), press("speech", SPOKEN)
    content = "he would keep the harbour, “a gift of our fathers and kings"
    statement = said(herald, content, kind=Kind.MIXED)
    (row,) = newsroom(herald, speech).collated(statement, reference="speech").differences
    assert row.left.span.of(text) == "a gift of our fathers and kings"


@pytest.mark.parametrize("unit", ["[", "…", "… [a] ", "“a ", "we . . . sell ", "sell [the] "])
def test_hostile_quotations(unit: str, press: Press, said: Any, newsroom: Any) -> None:
    found(press, said, newsroom, unit * (20_000 // len(unit)))
