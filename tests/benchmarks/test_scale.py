"""The benchmark of growth: that its articles are as they should be, that it runs, and that something is found."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from benchmarks.scale import archives
from benchmarks.scale.__main__ import main
from benchmarks.scale.corpus import articles, plan
from benchmarks.scale.quality import bcubed
from tests.command import environment


@pytest.fixture(autouse=True)
def this_source_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])


def test_a_stretch_can_be_made_by_itself() -> None:
    planned = plan(40)
    assert articles(planned.part(10, 20)) == articles(planned).slice(10, 10)
    assert articles(plan(40, seed=2)) != articles(planned)


def test_most_articles_are_alone_or_with_a_few() -> None:
    sizes = np.bincount(plan(5_000).story)
    assert np.median(sizes) == 1
    assert sizes.max() == 50
    assert 1_000 < sizes[sizes == 1].sum() < 2_500


def test_whole_copies_are_one_text() -> None:
    planned = plan(300)
    printed = articles(planned)["text"].to_pylist()
    whole = np.flatnonzero(planned.kind == 1)
    first, second = next((a, b) for a in whole for b in whole if a < b and planned.text[a] == planned.text[b])
    length = planned.words[first]
    assert printed[first].split()[:length] == printed[second].split()[:length]


def test_bcubed_counts_articles() -> None:
    assert bcubed(np.array([1, 1, 2]), np.array([5, 5, 6])) == (1, 1, 1)
    assert bcubed(np.array([1, 1, 2]), np.array([5, 5, 5])) == pytest.approx((5 / 9, 1, 5 / 7))
    assert bcubed(np.array([], dtype=int), np.array([], dtype=int)) == (0, 0, 0)


def test_the_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--documents", "150", "300", "--jobs", "1", "--threads", "1", "--folder", str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    for row in ("300 articles by themselves", "find_copies: proposed", "find_stories: alike", "x before", "in all"):
        assert row in shown
    found = re.findall(r"^(stories|origins), BCubed +([\d.]+) +([\d.]+)", shown, re.MULTILINE)
    assert len(found) == 4
    assert all(min(float(precision), float(recall)) > 70 for _, precision, recall in found)


def test_archives_are_read_by_both(capsys: pytest.CaptureFixture[str]) -> None:
    assert archives.main(["--pages", "15"]) == 0
    assert capsys.readouterr().out.count("sayso, and cleaned") == 2
