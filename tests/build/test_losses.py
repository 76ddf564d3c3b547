"""Runs that are killed, processes that die, and stages that stumble: nothing is lost but what did it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.build import articles as stage
from sayso.build import compared
from sayso.build.articles import search_chunk
from sayso.records import Story
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


def test_a_process_that_dies_over_an_article_costs_that_article(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sayso.build.building.search_chunk", _deadly)
    found, _ = built([reports], tmp_path / "tables", isolated=True)
    assert found.refused == {"failed": 1}
    assert len(rows(tmp_path / "tables", "documents")) == len(REPORTS) - 1
    (refused,) = rows(tmp_path / "tables", "dropped")
    assert "was ended by signal 9" in refused["detail"]


def _deadly(task: stage.SearchTask) -> stage.Done:
    for document in stage.kept_of(task):
        if "Karel Udo" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
    return search_chunk(task)


def test_a_story_over_which_a_stage_stumbles_is_told_and_the_others_go_on(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(reports, snow="Snow closes three passes in Orvine\nNobody was hurt, Pell Arvid said on Friday.\n")

    monkeypatch.setattr(compared, "things_said_in", lambda story, _: _stumble(story))
    found, _ = built([reports], tmp_path / "tables")
    assert found.refused == {"failed": 1}
    (refused,) = rows(tmp_path / "tables", "dropped")
    assert refused["stage"] == "compare"
    assert "ZeroDivisionError" in refused["detail"]
    assert len(rows(tmp_path / "tables", "documents")) == len(REPORTS) + 1


def _stumble(story: Story) -> Iterator[object]:
    if len(story.documents) > 1:
        raise ZeroDivisionError("no reason")
    return iter(())
