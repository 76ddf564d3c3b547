"""``sayso build``, ``sayso status`` and ``sayso compare --story`` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import COURIER, HERALD, WEATHER, sayso, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    write(folder / "articles", herald=HERALD, courier=COURIER, weather=WEATHER)
    (folder / "articles" / "bad.jsonl").write_text("no json\n", "utf-8")
    done = sayso("build", "articles", "--out", "tables", cwd=folder)
    assert done.returncode == 3
    assert b"Stories with most outlets" in done.stdout
    assert b"finding statements: 1 of 1 pieces of work" in done.stderr
    assert b"refused articles/bad.jsonl#1: line 1 is not JSON" in done.stderr
    return folder


def test_status_tells_what_is_there(folder: Path) -> None:
    told = sayso("status", "tables", cwd=folder)
    assert told.returncode == 0
    assert b"3  articles  (documents/)" in told.stdout
    assert b"1  refused: bad record" in told.stdout


def test_status_as_json_can_be_read(folder: Path) -> None:
    told = json.loads(sayso("status", "tables", "--json", cwd=folder).stdout)
    assert told["finished"]
    assert told["tables"]["documents"] == 3
    assert told["refused"] == {"bad record": 1}


def test_a_story_is_shown_as_compare_shows_it(folder: Path) -> None:
    told = json.loads(sayso("status", "tables", "--json", cwd=folder).stdout)
    story = told["largest"][0]["id"]
    shown = sayso("compare", "tables", "--story", story[:6], cwd=folder)
    assert shown.returncode == 0
    directly = sayso("compare", "articles/herald.txt", "articles/courier.txt", cwd=folder)
    assert shown.stdout.splitlines()[:-1] == directly.stdout.splitlines()[:-1]  # but for the settings in the last line


def test_a_plan_is_told_and_nothing_done(folder: Path) -> None:
    told = sayso("build", "articles", "--out", "other", "--dry-run", cwd=folder)
    assert told.returncode == 0
    assert b"4 files" in told.stdout
    assert not (folder / "other").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("build", "articles", "--out", "articles"), b"holds something else"),
        (("build", "none", "--out", "new"), b"no article could be read: 1 missing"),
        (("build", "articles", "--out", "new", "--engine", "spark"), b"needs --master"),
        (("build", "articles", "--out", "new", "--master", "local[2]"), b"needs --engine spark"),
        (("build", "articles", "--out", "new", "--engine", "spark", "--master", "local[1]", "--jobs", "2"), b"--jobs"),
        (("build", "-", "--out", "new"), b"write it to a file"),
        (("compare", "tables", "--story", "3f", "--names", "rigour"), b"--story shows what sayso build compared"),
        (("status", "articles"), b"holds no build"),
        (("compare", "articles", "--story", "3f"), b"holds no build"),
        (("compare", "tables", "--story", "zz"), b"no story zz"),
        (("compare", "tables", "tables", "--story", "3f"), b"one folder"),
    ],
)
def test_what_makes_no_sense_is_said(folder: Path, arguments: tuple[str, ...], told: bytes) -> None:
    done = sayso(*arguments, cwd=folder)
    assert done.returncode == 2
    assert told in done.stderr
    assert b"Traceback" not in done.stderr
