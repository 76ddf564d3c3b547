"""``sayso init``, ``add``, ``search``, ``who``, ``trace``, ``stories`` and ``show`` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.command import COURIER, HERALD, WEATHER, sayso, write

BAD = b"no json\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "articles").mkdir()
    write(folder / "articles", herald=HERALD, courier=COURIER, weather=WEATHER)
    (folder / "articles" / "bad.jsonl").write_bytes(BAD)
    made = sayso("init", cwd=folder)
    assert made.returncode == 0
    assert b"made sayso.db; add articles with: sayso add PATH" in made.stderr
    done = sayso("add", "articles", cwd=folder)
    assert done.returncode == 3
    assert b"3 new, 1 refused" in done.stderr
    assert b"refused articles/bad.jsonl#1: line 1 is not JSON" in done.stderr
    assert b"2 stories, 2 compared now" in done.stderr
    return folder


def data(folder: Path, *arguments: str) -> Any:
    return json.loads(sayso(*arguments, "-f", "json", cwd=folder).stdout)


def test_adding_again_adds_nothing(desk: Path) -> None:
    done = sayso("add", "articles", cwd=desk)
    assert done.returncode == 0
    assert b"4 files as before, not read again" in done.stderr


def test_a_changed_file_is_a_new_version_with_what_changed(tmp_path: Path) -> None:
    (herald,) = write(tmp_path, herald=HERALD)
    sayso("init", "news.db", cwd=tmp_path)
    sayso("add", herald, "-l", "news.db", cwd=tmp_path)
    write(tmp_path, herald=HERALD.replace("320 jobs", "230 jobs"))
    os.utime(herald, (2_000_000_000, 2_000_000_000))
    done = sayso("add", herald, "-l", "news.db", cwd=tmp_path)
    assert b"1 new versions of articles" in done.stderr
    (hit,) = data(tmp_path, "search", "salt works", "-l", "news.db", "--articles")
    shown = sayso("show", hit["id"][:8], "-l", "news.db", cwd=tmp_path).stdout.decode()
    assert "2 versions" in shown
    assert "[-320-] {+230+}" in shown
    assert (
        "320 jobs had been lost at the salt works since 2019" in shown.partition("Said in an earlier version only")[2]
    )


def test_words_are_found_in_statements(desk: Path) -> None:
    shown = sayso("search", "salt", "spring", cwd=desk)
    assert shown.returncode == 0
    assert b"Ilmar Tosk" in shown.stdout
    assert "“We will not tax salt this year, but we will look at it again in the spring”".encode() in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "outlets"),
    [
        (("tax",), {"Veldapress", "courier"}),
        (("tax", "--outlet", "courier"), {"courier"}),
        (("--speaker", "tosk"), {"Veldapress", "courier"}),
        (("--speaker", "Тоск", "--kind", "direct"), {"Veldapress", "courier"}),
        (("--speaker", "tosk", "--kind", "indirect"), {"Veldapress"}),
        (("jobs", "OR", "chains"), {"Veldapress", "courier", "weather"}),
        (("jobs -2019",), {"courier"}),
        (('"tax salt this year"', "spri*"), {"Veldapress"}),
        (("chain*", "--articles"), {"weather"}),
        (("--language", "de"), set()),
        (("--since", "2031-01-01"), set()),
    ],
)
def test_results_are_narrowed(desk: Path, arguments: tuple[str, ...], outlets: set[str]) -> None:
    assert {hit["outlet"] for hit in data(desk, "search", *arguments)} == outlets


def test_nothing_found_is_said_and_told_to_programs(desk: Path) -> None:
    done = sayso("search", "unheard", cwd=desk)
    assert done.returncode == 1
    assert b"nothing has all these words" in done.stderr
    assert data(desk, "search", "unheard") == []


@pytest.mark.parametrize(
    "query", ['"', "*", "NEAR(", "a AND", "words:x", "^a", "-x", "\u202e", "OR OR", "{a b}:c", "'--"]
)
def test_no_query_is_an_error(desk: Path, query: str) -> None:
    done = sayso("search", "--", query, cwd=desk)
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


def test_csv_has_a_row_a_hit(desk: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(sayso("search", "salt", "-f", "csv", cwd=desk).stdout.decode())))
    assert {row["speaker"] for row in rows} >= {"Ilmar Tosk"}
    assert all("salt" in row["words"] for row in rows)


@pytest.mark.parametrize("form", ["jsonl", "md", "html"])
@pytest.mark.parametrize(
    "command", [("search", "salt"), ("who", "tosk"), ("stories",), ("trace", "tax salt this year")]
)
def test_every_result_has_every_format(desk: Path, command: tuple[str, ...], form: str) -> None:
    done = sayso(*command, "-f", form, cwd=desk)
    assert done.returncode == 0
    assert b"salt" in done.stdout


def test_who_tells_where_and_when(desk: Path) -> None:
    told = data(desk, "who", "Tosk")
    (person,) = told["persons"]
    assert person["person"]["name"] == "Ilmar Tosk"
    assert {each["outlet"] for each in person["outlets"]} == {"Veldapress", "courier"}
    assert [month["month"] for month in person["months"]] == [None]
    assert "tax salt" in person["things"][0]["words"] or "harbour" in person["things"][0]["words"]
    shown = sayso("who", "tosk", cwd=desk).stdout.decode()
    assert "Ilmar Tosk" in shown
    assert "2 outlets" in shown


def test_nobody_of_a_name(desk: Path) -> None:
    done = sayso("who", "Nobody Here", cwd=desk)
    assert done.returncode == 1
    assert b"nobody of the name Nobody Here says anything here" in done.stderr


def test_a_thing_said_is_traced(desk: Path) -> None:
    told = data(desk, "trace", "we will not tax salt this year")
    readings = told["things_said"][0]["readings"]
    assert {reading["outlet"] for reading in readings} == {"Veldapress", "courier"}
    assert {change["change"] for reading in readings for change in reading["changes"]} == {"qualifier cut"}
    page = sayso("trace", "we will not tax salt this year", "-f", "html", cwd=desk).stdout
    assert b"<!doctype html>" in page.lower()


def test_stories_and_one_of_them(desk: Path) -> None:
    stories = data(desk, "stories", "--min-outlets", "2")
    (story,) = stories
    assert (story["articles"], story["outlets"]) == (2, 2)
    shown = sayso("show", story["id"][:6], cwd=desk)
    directly = sayso("compare", "articles/herald.txt", "articles/courier.txt", cwd=desk)
    assert shown.stdout.splitlines()[:-1] == directly.stdout.splitlines()[:-1]  # but for the settings in the last line


def test_a_statement_leads_to_its_article(desk: Path) -> None:
    hit = data(desk, "search", "chains")[0]
    assert b"Nobody should drive without chains" in sayso("show", hit["id"], cwd=desk).stdout


def test_status_of_a_library(desk: Path) -> None:
    assert b"3  articles of 3 outlets" in sayso("status", "sayso.db", cwd=desk).stdout
    told = json.loads(sayso("status", "sayso.db", "--json", cwd=desk).stdout)
    assert told["refused"] == {"bad record": 1}
    assert told["refusals"][0]["uri"] == "articles/bad.jsonl#1"


def test_the_library_may_be_named_in_the_environment(desk: Path, tmp_path: Path) -> None:
    assert sayso("search", "salt", cwd=tmp_path, SAYSO_LIBRARY=str(desk / "sayso.db")).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("search", "x", "-l", "none.db"), b"there is no library none.db: make one with `sayso init none.db`"),
        (("init",), b"sayso.db is there already"),
        (("search", "x", "-l", "articles/herald.txt"), b"is no library of sayso"),
        (("search", "--articles", "--speaker", "x"), b"leave out --articles"),
        (("search", "x", "--since", "yesterday"), b"--since yesterday: this is no day; expected one as 2031-03-04"),
        (("show", "ffffffff"), b"nothing here has an id that begins with ffffffff"),
        (("show", "a"), b"too short for an id"),
        (("add", "a.txt", "--outlet", "A", "--outlet", "B"), b"2 outlets were named for 1 paths"),
    ],
)
def test_a_mistake_is_told(desk: Path, arguments: tuple[str, ...], told: bytes) -> None:
    done = sayso(*arguments, cwd=desk)
    assert done.returncode == 2
    assert told in done.stderr


def test_what_is_not_there_is_refused(desk: Path) -> None:
    done = sayso("add", "none.txt", cwd=desk)
    assert done.returncode == 1
    assert b"refused none.txt: there is no such file or folder" in done.stderr
