from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from sayso.report import render_clean, render_comparison, render_statements
from sayso.report.markdown import md
from tests.report.interview import comparison
from tests.report.test_data import hostile, hostile_comparison

CASES = [
    ("plain: text, with “marks” & dashes – so.", "plain: text, with “marks” & dashes – so."),
    ("a *b* _c_ `d` [e](f) <g> |h|", r"a \*b\* \_c\_ \`d\` \[e\](f) \<g\> \|h\|"),
    ("# not a heading", r"\# not a heading"),
    ("1. not a list", r"1\. not a list"),
    ("- not a list", r"\- not a list"),
    ("&lt;b&gt; R&D", r"\&lt;b\&gt; R\&D"),
    ("https://example.org www.example.org", r"https\://example.org www\.example.org"),
    ("two\nlines\x00", "two lines␀"),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_nothing_is_taken_for_mark_up(text: str, expected: str) -> None:
    assert md(text) == expected


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_a_reader_of_markdown_gets_the_words_back(text: str, expected: str) -> None:
    tokens = MarkdownIt("commonmark").parse(md(text))
    inline = next(token for token in tokens if token.type == "inline")
    shown = "".join(child.content for child in inline.children or [])
    assert shown == text.replace("\n", " ").replace("\x00", "␀")


def test_a_comparison_is_told_in_the_order_of_the_page() -> None:
    text = render_comparison(comparison(), "md")
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings == [
        "## Differences that change the sense",
        "## What each outlet kept",
        "## Things said",
        "## What only one outlet has",
        "## Set aside and repaired",
    ]
    assert "reports/gates.png: not text" in text
    assert "“We will open the gates in October, **but only if the river towns agree**,”" in text
    assert "| ? could not see |" in text


def test_what_is_not_plainly_said_has_its_act() -> None:
    whole = comparison()
    text = render_statements(whole.articles, "md")
    assert "- **Ilmar Tosk** (paraphrased, believes or knows): Veldania sells water to nobody" in text
    assert "(quoted): “We do sell water" in text
    text = render_comparison(whole, "md")
    assert "- **Northgate Portal** (paraphrased, believes or knows): Veldania sells water to nobody" in text
    assert "(paraphrased, praised or backed): the singing" in text


def test_emphasis_reaches_the_reader() -> None:
    # emphasis next to a comma is none to Markdown: a star must never be left standing
    html = MarkdownIt("commonmark").enable("table").render(render_comparison(comparison(), "md"))
    assert "*" not in html


def test_hostile_text_makes_no_html() -> None:
    whole = hostile_comparison()
    for text in (
        render_comparison(whole, "md"),
        render_statements(whole.articles, "md"),
        render_clean(whole.articles, "md"),
        render_clean(hostile(), "md"),
    ):
        html = MarkdownIt("commonmark").render(text)
        assert "<script" not in html
        assert "<img" not in html
        assert "<b>" not in html
