"""The speed benchmark: that it runs and adds up. What it measures differs from machine to machine."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.speed import startup, tools
from benchmarks.speed.__main__ import main
from benchmarks.speed.meter import run
from benchmarks.speed.stages import stage_costs
from sayso.clean import language
from sayso.evaluate import run as evaluate_run
from sayso.pipeline import statements
from sayso.story import reports
from tests.command import COURIER, HERALD, environment


@pytest.fixture(autouse=True)
def this_source_tree(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", environment()["PYTHONPATH"])


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(f"{json.dumps({'text': text})}\n" for text in (HERALD, COURIER)), "utf-8")
    return path


def test_a_process_is_measured_with_what_it_says() -> None:
    took = run([sys.executable, "-c", "print(sum(range(3_000_000)))"])
    assert took.output == "4499998500000\n"
    assert took.wall_s > 0
    assert took.cpu_s > 0


def test_the_parts_of_parsing_are_parts_of_it() -> None:
    words, costs = stage_costs(list(reports())[:2], 1)
    seconds = {stage: cost.seconds for stage, cost in costs}
    parts = [took for stage, took in seconds.items() if stage.startswith("parse: ")]
    assert words > 100
    assert len(parts) == 3
    assert 0 < sum(parts) < seconds["parse"]


@pytest.mark.parametrize("text", [tools.WARM_UP, evaluate_run._WARM_UP])
def test_all_is_loaded_before_the_clock_starts(text: str) -> None:
    language._identifier.cache_clear()
    assert statements(text)
    assert language._identifier.cache_info().misses == 1


def test_tools_that_are_not_installed_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: name == "sayso" or None)
    assert tools.installed() == ["sayso"]


def test_paces_count_words_by_the_clock(articles: Path) -> None:
    (pace,) = startup.paces(articles, [1])
    assert pace.jobs == 1
    assert pace.words_per_s > 0


def test_the_page(articles: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("benchmarks.speed.__main__.installed", lambda: ["sayso"])
    assert main([*map(str, list(reports())[:2]), "--passes", "1", "--starts", "1", "--articles", str(articles)]) == 0
    shown = capsys.readouterr().out
    for row in ("statements, one line", "parse: the first reading", "words/CPU-s", "x sayso", "--jobs 2"):
        assert row in shown
