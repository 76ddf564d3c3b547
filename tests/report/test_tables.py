from __future__ import annotations

import csv
import io

import pytest

from sayso.report import render_clean, render_comparison, render_statements
from sayso.report.tables import guarded
from tests.report.interview import comparison

CASES = [
    ("plain, with “marks”", "plain, with “marks”"),
    ("=1+1", "'=1+1"),
    ("+49 30", "'+49 30"),
    ("-1", "'-1"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("\t=1", "'=1"),  # a tab before it helps no one
    ("\r=1", "'=1"),
    (" =1", "'=1"),  # white space at the ends falls away, so what is left counts
    ("＝1", "'＝1"),  # some spreadsheets take the full-width sign for the same
    ("two\nlines", "two lines"),
    ("a\x00\ud800", "a␀⟨U+D800⟩"),
    (None, ""),
    (0.5, "0.5"),
    (3, "3"),
]


@pytest.mark.parametrize(("cell", "expected"), CASES)
def test_guarded(cell: object, expected: str) -> None:
    assert guarded(cell) == expected


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_comparison_is_a_row_for_each_thing_said_and_article() -> None:
    whole = comparison()
    rows = read(render_comparison(whole, "csv"))
    assert len(rows) == len(whole.things_said) * len(whole.articles.documents)
    assert {row["status"] for row in rows} == {"kept", "changed", "left out", "unknown"}
    flare = next(row for row in rows if row["document"] == "flare" and row["words"].startswith("We do sell"))
    assert flare["speaker"] == "Ilmar Tosk"
    assert flare["substantive"] == "2"
    assert "polarity: “do sell” here, “do not sell” in VeldPress" in flare["differences"]
    absent = next(row for row in rows if row["status"] == "unknown")
    assert absent["words"] == absent["statement"] == absent["substantive"] == ""
    assert absent["status_because"] == "the text ends at a paywall"
    assert absent["act"] == ""
    assert next(row["act"] for row in rows if row["words"] == "Veldania sells water to nobody") == "believes"


def test_statements_are_a_row_each() -> None:
    articles = comparison().articles
    rows = read(render_statements(articles, "csv"))
    assert [row["statement"] for row in rows] == [one.id for one in articles.statements]
    inner = next(row for row in rows if row["words"] == "Then build it lower")
    assert inner["speaker"] == "Jonna Arden"
    assert inner["within"]
    assert [row["act"] for row in rows] == [one.act.value for one in articles.statements]


def test_clean_rows_are_the_parts_of_each_text_in_order() -> None:
    rows = [row for row in read(render_clean(comparison().articles, "csv")) if row["document"] == "lantern"]
    assert [row["part"] for row in rows] == ["headline", "body", "lost", "set aside"]
    assert [row["why"] for row in rows] == ["", "", "paywall", "subscription notice"]
