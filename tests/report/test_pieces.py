"""A quotation that others print in two is shown in two, each told to be a part of it."""

from __future__ import annotations

from pathlib import Path

import sayso
from sayso.report import render_comparison
from sayso.report.compose import page_view

FIRST, SECOND = "The port of Orsk has stood empty for a year", "Forty cranes are idle and rust in the rain"


def test_parts_of_a_longer_statement(tmp_path: Path) -> None:
    (tmp_path / "whole.txt").write_text(f"Orsk is poor. “{FIRST}. {SECOND},” Ilmar Tosk said on Friday.", "utf-8")
    (tmp_path / "parted.txt").write_text(
        f"Orsk is poor. “{FIRST},” Ilmar Tosk said on Friday. It was his third visit to the town and its harbour.\n\n"
        f"A crowd of dockers booed the mayor of the city. “{SECOND},” Tosk said to them from the back of a lorry.",
        "utf-8",
    )
    found = sayso.compare([tmp_path])
    shared = [each.cluster for each in found.things_said if len(each.cluster.readings) == 2]
    assert len(shared) == 2
    page = render_comparison(found, "html")
    assert page.count("part of a longer statement") == 2
    # In the article's text each part leads to its own card.
    assert all(page.count(f'href="#said-{cluster.id}"') >= 2 for cluster in shared)


def test_the_apparatus_is_on_the_page(tmp_path: Path) -> None:
    for name, words in (("gong", "forty cranes"), ("herald", "sixty cranes")):
        text = f"Orsk is poor. “The port of Orsk has sold {words} to a rich man,” Ilmar Tosk said on Friday."
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    found = sayso.compare([tmp_path])
    assert "forty A ] sixty B" in render_comparison(found, "html")
    assert "forty A \\] sixty B" in render_comparison(found, "md").replace("\\\\", "\\")
    assert "Longest wording in common" in render_comparison(found, "html")


def test_a_sentence_that_one_leaves_out_is_listed_and_keeps_the_sense(tmp_path: Path) -> None:
    more = "And since that winter nobody has asked me for it again"
    reports = {
        "gong": f"Ilmar Tosk spoke in the market hall. “{FIRST}. {more},” the mayor said. Many had come to hear him.",
        "herald": f"A crowd of dockers booed the mayor, Ilmar Tosk, on Friday. “{FIRST},” Tosk told the crowd.",
    }
    for name, text in reports.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    found = render_comparison(sayso.compare([tmp_path]), "md")
    (line,) = (each for each in found.splitlines() if each[:1].isdigit() and more in each)
    assert "passage in one only (keeps the sense)" in line


def test_the_numbers_of_the_head_come_to_all_things_said(tmp_path: Path) -> None:
    told = "“I asked the harbour master: ‘Is anybody left in the water?’ Then I went home,” Oda Brenn said on Friday."
    (tmp_path / "gong.txt").write_text(f"Orsk is poor. “{FIRST},” Ilmar Tosk said. {told}", "utf-8")
    (tmp_path / "herald.txt").write_text(f"A crowd booed on Friday. “{FIRST},” Ilmar Tosk told the crowd.", "utf-8")
    found = sayso.compare([tmp_path])
    assert len(found.things_said) == 3
    summary = page_view(found).summary
    assert "1 thing said in more than one report · 1 in one only · 1 told inside these" in summary
