"""What is said in two stories, from the files to every report."""

from __future__ import annotations

import json
from pathlib import Path

import sayso
from sayso.comparison import Comparison
from sayso.config import ExtractSettings, GroupSettings, Settings
from sayso.report import render_comparison

PLEDGE = "We will rebuild the old bridge over the Lenna before the winter comes"
FLOOD = f"Ilmar Tosk opened the flood wall of Velda on Sunday. “{PLEDGE},” Tosk said. Residents cheered the engineers."
VOTE = (
    f"Turnout in Orsk was 41 per cent on Friday, Dora Venn said. “{PLEDGE},” Ilmar Tosk had said. Nobody voted for him."
)


def compared(folder: Path, *, alike: float) -> Comparison:
    for name, text in (("flood", FLOOD), ("vote", VOTE)):
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return sayso.compare(
        [folder], settings=Settings(group=GroupSettings(min_story_similarity=alike, given_together=False))
    )


def test_it_is_told_in_every_report(tmp_path: Path) -> None:
    found = compared(tmp_path, alike=0.99)
    assert len(found.stories) == 2
    (link,) = json.loads(render_comparison(found, "json"))["elsewhere"]
    statements = {statement.id: statement.document for statement in found.articles.statements}
    assert statements[link["left"]] != statements[link["right"]]
    assert link["score"] > 0.9
    for fmt in ("html", "md"):
        text = render_comparison(found, fmt)
        assert text.count("In another story:") == 2, fmt
        assert "words in a row" in text


def test_within_one_story_it_is_one_thing_said(tmp_path: Path) -> None:
    found = compared(tmp_path, alike=0.01)
    assert len(found.stories) == 1
    assert found.elsewhere == ()


def test_it_goes_with_its_act(tmp_path: Path) -> None:
    compared(tmp_path, alike=0.99)
    asked = Settings(
        group=GroupSettings(min_story_similarity=0.99, given_together=False), extract=ExtractSettings(acts=("asked",))
    )
    assert sayso.compare([tmp_path], settings=asked).elsewhere == ()
