"""Runs that are killed, processes that die, and stages that stumble: nothing is lost but what did it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sayso.build import articles as stage
from sayso.build import compared, comparison_of, measured, telling
from sayso.group.grouping import MEASURES
from sayso.group.subjects import words
from sayso.records import Capture, Story
from sayso.report import render_comparison
from tests.build.test_building import built, digests, rows
from tests.command import environment, write

REPORTS = {
    f"report{number}": f"""Harbour of Orsk stays open, says mayor {name}
The harbour of Orsk will stay open all winter, the mayor, {name}, said on Monday. “We will not close the harbour of Orsk
for a single day, whatever the ice does,” {name} told reporters. “The tug boats are ready,” {name} said.
"""
    for number, name in enumerate(["Oda Brenn", "Ilmar Tosk", "Karel Udo", "Yelena Quist", "Pell Arvid", "Runa Holt"])
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    write(folder, **REPORTS)
    return folder


@pytest.mark.parametrize("stage_name", ["read", "duplicates", "statements", "groups", "compare"])
def test_a_killed_run_goes_on_and_gives_the_same_tables(reports: Path, tmp_path: Path, stage_name: str) -> None:
    clean = tmp_path / "clean"
    built([reports], clean)
    out = tmp_path / "killed"
    command = [sys.executable, "-m", "sayso", "build", str(reports), "--out", str(out), "--jobs", "1"]
    with subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        _wait_for(out / "work" / stage_name, run)
        run.send_signal(signal.SIGKILL)
    built([reports], out)
    assert digests(out) == digests(clean)


def _wait_for(folder: Path, run: subprocess.Popen[bytes]) -> None:
    while not folder.exists() and run.poll() is None:
        os.sched_yield()


@pytest.mark.parametrize(("work", "named"), [("search_chunk", "extract"), ("measure_chunk", "group")])
def test_a_process_that_dies_over_an_article_costs_that_article(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, work: str, named: str
) -> None:
    """And nothing speaks of it any more but its refusal, though the others are copies of it."""
    out = tmp_path / "tables"
    monkeypatch.setattr(f"sayso.build.building.{work}", partial(_deadly, work))
    found, _ = built([reports], out, isolated=True)
    assert found.refused == {"failed": 1}
    (refused,) = rows(out, "dropped")
    assert refused["stage"] == named
    assert refused["uri"].endswith("report2.txt")
    assert "was ended by signal 9" in refused["detail"]
    left = {row["id"] for row in rows(out, "documents")}
    assert len(left) == len(REPORTS) - 1
    (told,) = rows(out, "stories")
    assert {*told["documents"]} == {each for origin in told["origins"] for each in origin} == left
    assert {row[side] for row in rows(out, "copies") for side in ("left", "right")} == left
    assert "5 reports" in render_comparison(comparison_of(out, told["id"]), "html")


def _deadly(work: str, task: stage.SearchTask | measured.MeasureTask) -> stage.Done:
    _die_over(task)
    done: stage.Done = getattr(measured if work == "measure_chunk" else stage, work)(task)
    return done


def _die_over(task: stage.SearchTask | measured.MeasureTask) -> None:
    for document in stage.kept_of(task):
        if "Karel Udo" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)


def test_a_process_that_dies_over_cleaning_costs_one_article_of_its_file(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [json.dumps({"text": text, "outlet": name}) for name, text in REPORTS.items()]
    (tmp_path / "all.jsonl").write_text("\n".join(["no record", *lines]), "utf-8")
    monkeypatch.setattr("sayso.build.building.read_batch", _deadly_reading)
    found, _ = built([tmp_path / "all.jsonl"], tmp_path / "tables", isolated=True)
    assert found.refused == {"bad record": 1, "failed": 1}
    assert len(rows(tmp_path / "tables", "documents")) == len(REPORTS) - 1
    assert [row["uri"].rpartition("#")[2] for row in rows(tmp_path / "tables", "dropped")] == ["1", "4"]


def _deadly_reading(task: stage.ReadTask) -> stage.Done:
    if any(b"Karel Udo" in each.body for each in stage.captures_of(task) if isinstance(each, Capture)):
        os.kill(os.getpid(), signal.SIGKILL)
    return stage.read_batch(task)


@pytest.mark.parametrize("deadly", [True, False])
def test_a_process_that_dies_over_a_story_costs_that_story(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deadly: bool
) -> None:
    """All of its articles are told, and what is said in other stories; where none is to blame, nothing is lost."""
    write(reports, **SNOW)
    built([reports], tmp_path / "clean")
    monkeypatch.setattr("sayso.build.building.compare_part", _deadly_comparing if deadly else _dies_once)
    found, _ = built([reports], tmp_path / "tables", isolated=True)
    whole, left = ({row["id"] for row in rows(tmp_path / name, "documents")} for name in ("clean", "tables"))
    assert whole == left
    if not deadly:
        assert digests(tmp_path / "tables") == digests(tmp_path / "clean")
        return
    assert found.refused == {"failed": 1}
    (refused,) = rows(tmp_path / "tables", "dropped")
    assert "was ended by signal 9" in refused["detail"]
    stories = {row["id"]: len(row["documents"]) for row in rows(tmp_path / "tables", "stories")}
    told = {row["story"] for row in rows(tmp_path / "tables", "things_said")}
    assert told == {story for story, size in stories.items() if size == len(SNOW)}
    assert refused["uri"].removeprefix("story ") in stories.keys() - told


SNOW = {
    "snow": "Snow closes three passes in Orvine\n“Nobody was hurt in the snow of Orvine,” said Pell Arvid on Friday.\n",
    "passes": "Orvine passes closed\nPell Arvid said on Friday that nobody was hurt in the snow of Orvine.\n",
}


def _deadly_comparing(task: compared.CompareTask) -> stage.Done:
    if any(
        "Karel Udo" in text for text in pq.read_table(task.dossiers, filters=_filter(task)).column("text").to_pylist()
    ):
        os.kill(os.getpid(), signal.SIGKILL)
    return compared.compare_part(task)


def _dies_once(task: compared.CompareTask) -> stage.Done:
    if task.only is None:
        os.kill(os.getpid(), signal.SIGKILL)
    return compared.compare_part(task)


def _filter(task: compared.CompareTask) -> list[tuple[str, str, int]] | None:
    return None if task.only is None else [("story", "==", task.only)]


def test_a_story_over_which_a_stage_stumbles_is_told_and_the_others_go_on(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(reports, snow="Snow closes three passes in Orvine\nNobody was hurt, Pell Arvid said on Friday.\n")

    monkeypatch.setattr(telling, "things_said_in", lambda story, _: _stumble(story))
    found, _ = built([reports], tmp_path / "tables")
    assert found.refused == {"failed": 1}
    (refused,) = rows(tmp_path / "tables", "dropped")
    assert refused["stage"] == "compare"
    assert "ZeroDivisionError" in refused["detail"]
    assert len(rows(tmp_path / "tables", "documents")) == len(REPORTS) + 1


def test_an_article_over_which_measuring_stumbles_is_refused_and_the_others_go_on(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MEASURES, "words", MEASURES["words"]._replace(function=_stumbling))
    found, _ = built([reports], tmp_path / "tables")
    assert found.refused == {"failed": 1}
    (refused,) = rows(tmp_path / "tables", "dropped")
    assert refused["uri"].endswith("report2.txt")
    assert "ZeroDivisionError" in refused["detail"]
    assert len(rows(tmp_path / "tables", "documents")) == len(REPORTS) - 1


def _stumbling(batch: pa.RecordBatch) -> pa.RecordBatch:
    if any("Karel Udo" in text for text in batch.column("text").to_pylist()):
        raise ZeroDivisionError("no reason")
    return words(batch)


def _stumble(story: Story) -> Iterator[object]:
    if len(story.documents) > 1:
        raise ZeroDivisionError("no reason")
    return iter(())
