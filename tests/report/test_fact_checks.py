"""Fact-checks in every output: the publisher's words, no rating of our own, and no way to smuggle anything in."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import pytest

from sayso.comparison import Comparison
from sayso.records import FactCheck, FactCheckLink, FactChecks, Flaw, Flawed, Passage, Statement
from sayso.report import FORMATS, render_comparison, render_statements
from tests.report.interview import comparison
from tests.report.test_data import validator
from tests.report.test_terminal import printed

ATTACK = "\"'><img src=x onerror=alert(1)></script><script>alert(2)</script>](https://evil.example)\u202e\x00=1+1"
CHECK = FactCheck(
    "f1", "The gates open in October", "Tide Check", "Nearly so", "https://tidecheck.example/gates?a=1&b=(2)",
    "Ilmar Tosk", "2031-03-10", "2031-03-14", "en",
)  # fmt: skip


def checked(*checks: FactCheck, links: int = 2, score: float = 0.97) -> Comparison:
    """The interview with its first thing said linked to the fact-checks, in ``links`` of its wordings."""
    whole = comparison()
    said = {statement.id: statement for statement in whole.articles.statements}
    first = whole.things_said[0].cluster.readings[:links]
    linked = tuple(_link(said[reading.statement], check, score) for reading in first for check in checks)
    flawed = (Flawed(Flaw.NO_RATING, 3, "fact-check 9 (https://x.example)"),)
    found = FactChecks("checks.json", "ab" * 32, 120, 20, flawed, checks, linked)
    return replace(whole, articles=replace(whole.articles, fact_checks=found))


def _link(statement: Statement, check: FactCheck, score: float) -> FactCheckLink:
    passage = Passage(statement.document, statement.content[0])
    return FactCheckLink(statement.id, check.id, score, "4 of 4 content words of the claim are said", passage)


def test_json_rows_have_the_whole_fact_check_and_fit_their_schemas() -> None:
    whole = checked(CHECK)
    for name, text in (
        ("comparison", render_comparison(whole, "json")),
        ("statements", render_statements(whole.articles, "json")),
    ):
        validator(name).validate(json.loads(text))
    for name, text in (
        ("thing-said", render_comparison(whole, "jsonl")),
        ("statement", render_statements(whole.articles, "jsonl")),
    ):
        for line in text.splitlines():
            validator(name).validate(json.loads(line))
    row = json.loads(render_comparison(whole, "jsonl").splitlines()[0])["fact_checks"][0]
    assert list(row) == [
        "id", "claim", "claimant", "claimed", "publisher", "rating", "url", "published", "language", "statement",
        "passage", "score", "because",
    ]  # fmt: skip
    assert (row["publisher"], row["rating"], row["url"]) == ("Tide Check", "Nearly so", CHECK.url)
    run = json.loads(render_comparison(whole, "json"))["run"]["fact_checks"]
    assert run == {
        "path": "checks.json", "sha256": "ab" * 32, "read": 120, "other_languages": 20, "linked": 1,
        "flawed": [{"reason": "no rating", "count": 3, "first": "fact-check 9 (https://x.example)"}],
    }  # fmt: skip


def test_the_page_shows_it_once_with_the_outlets_that_say_so() -> None:
    html = render_comparison(checked(CHECK), "html")
    section = html.split('<section id="fact-checks"')[1].split("</section>")[0]
    assert section.count("rating in the publisher’s words") == 1
    assert "sayso compared the wordings; it rates nothing" in section
    assert "1 of 120 published fact-checks in checks.json checks something said here" in section
    assert "20 in other languages; 3 more could not be used (3 no rating)" in section
    assert (
        '<a class="out" href="https://tidecheck.example/gates?a=1&amp;b=(2)" rel="noopener noreferrer external">'
        in section
    )
    assert '<li><a href="#fact-checks">Fact-checks</a></li>' in html
    # And on its card.
    assert '<p class="checked">Fact-check of the words in ' in html


def test_a_link_that_is_not_sure_says_so() -> None:
    whole = checked(CHECK, score=0.7)
    assert "possibly the same claim" in render_comparison(whole, "html")
    assert ", possibly of the same claim: <a href=" in render_comparison(whole, "html")


def test_the_terminal_and_markdown_show_publisher_rating_claim_and_link() -> None:
    for text in (
        printed(100, whole=checked(CHECK)),
        printed(100, what="statements", whole=checked(CHECK)),
        render_comparison(checked(CHECK), "md"),
        render_statements(checked(CHECK).articles, "md"),
    ):
        assert "Published fact-checks" in text
        for words in ("Tide Check", "Nearly so", "The gates open in October", CHECK.url, "it rates nothing"):
            assert words in text


def test_csv_has_it_in_a_cell_of_the_wording() -> None:
    for text, links in (
        (render_comparison(checked(CHECK), "csv"), 2),
        (render_statements(checked(CHECK, links=1).articles, "csv"), 1),
    ):
        cells = [row["fact_checks"] for row in csv.DictReader(io.StringIO(text))]
        assert cells.count(f"Tide Check: “Nearly so” ({CHECK.url})") == links
        assert set(cells) == {"", f"Tide Check: “Nearly so” ({CHECK.url})"}


def test_csv_tells_what_is_not_sure() -> None:
    assert f"({CHECK.url}), possibly the same claim" in render_comparison(checked(CHECK, score=0.7), "csv")


@pytest.mark.parametrize("fmt", FORMATS)
def test_without_the_option_nothing_is_shown(fmt: str) -> None:
    for text in (render_comparison(comparison(), fmt), render_statements(comparison().articles, fmt)):
        assert "Published fact-checks" not in text
        assert "#fact-checks" not in text


def test_none_found_is_said() -> None:
    assert "0 of 120 published fact-checks in checks.json check something" in render_comparison(checked(), "html")


def test_nothing_in_a_fact_check_gets_out_of_its_place() -> None:
    bad = FactCheck("f2", ATTACK, ATTACK, ATTACK, "https://x.example/'();&<", ATTACK, None, None, None)
    whole = checked(bad)
    html = render_comparison(whole, "html") + render_statements(whole.articles, "html")
    assert "<img" not in html
    assert "<script>alert" not in html
    outside = set(re.findall(r'href="([^#"][^"]*)"', html)) - {"data:,"}
    assert outside == {"https://x.example/&#39;();&amp;&lt;"}
    markdown = render_comparison(whole, "md")
    assert "](https://evil.example)" not in markdown
    assert "\u202e" not in html + markdown + render_comparison(whole, "csv")


def test_no_colour_or_sign_of_ours_depends_on_the_rating() -> None:
    """Two ratings, and nothing but the words differs."""
    pages = [render_comparison(checked(replace(CHECK, rating=rating)), "html") for rating in ("True", "False")]
    assert pages[0].replace("True", "False") == pages[1].replace("True", "False")
