"""``sayso init``, ``add``, ``search``, ``who``, ``trace``, ``stories`` and ``show`` as a user runs them."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from tests.command import COURIER, HERALD, WEATHER, environment, sayso, write

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


HEARS_CTRL_C = """
import signal
from sayso.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job is started deaf to it
main()
"""


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="needs process groups")
def test_who_interrupts_is_told_what_is_kept(tmp_path: Path) -> None:
    sayso("init", cwd=tmp_path)
    lines = (json.dumps({"text": f"{HERALD}{number} tugs."}) for number in range(500))
    (tmp_path / "many.jsonl").write_text("\n".join(lines))
    command = [sys.executable, "-c", HEARS_CTRL_C, "add", "many.jsonl", "--jobs", "1", "--verbose", "--no-stories"]
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, start_new_session=True
    ) as run:
        assert run.stderr is not None
        assert any(b" new; " in line for line in run.stderr)
        os.killpg(run.pid, signal.SIGINT)
        said = run.stderr.read()
    assert run.returncode == 130
    told = re.search(rb"interrupted after (\d+) new, which is safe; the same command goes on from there", said)
    assert told is not None
    assert len(data(tmp_path, "search", "--articles", "-n", "1000")) == int(told[1])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names of files are text")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    """Of folders from an older system."""
    (tmp_path / "old").mkdir()
    for name in (b"caf\xe9.txt", b"caf\xe8.txt"):
        (tmp_path / "old" / os.fsdecode(name)).write_text(HERALD.replace("harbour", f"harbour of {name[-5]}"), "utf-8")
    sayso("init", cwd=tmp_path)
    assert b"2 new" in sayso("add", "old", cwd=tmp_path).stderr
    assert b"2 files as before" in sayso("add", "old", cwd=tmp_path).stderr
    assert {hit["uri"] for hit in data(tmp_path, "search", "--articles")} == {r"old/caf\xe8.txt", r"old/caf\xe9.txt"}
    place = os.fsdecode(b"caf\xe9.db")
    for command in (("init", place), ("add", "old", "-l", place), ("export", place)):
        done = sayso(*command, cwd=tmp_path)
        assert done.returncode == 2
        assert rb"caf\xe9.db: a name in it is no UTF-8; name another file or folder" in done.stderr


def test_a_changed_file_is_a_new_version_with_what_changed(tmp_path: Path) -> None:
    (herald,) = write(tmp_path, herald=HERALD)
    sayso("init", "news.db", cwd=tmp_path)
    sayso("add", herald, "-l", "news.db", cwd=tmp_path)
    write(tmp_path, herald=HERALD.replace("320 jobs", "230 jobs"))
    os.utime(herald, (2_000_000_000, 2_000_000_000))
    done = sayso("add", herald, "-l", "news.db", cwd=tmp_path)
    assert b"1 in a new version" in done.stderr
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


def test_a_page_of_what_is_found_shows_it_where_it_stands(desk: Path) -> None:
    page = sayso("search", "salt", "--speaker", "tosk", "-f", "html", cwd=desk).stdout
    assert b"The full texts" in page
    assert b"Nothing was found" in sayso("search", "unheard", "-f", "html", cwd=desk).stdout


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


@pytest.mark.parametrize(
    "command",
    [("search", "salt"), ("search", "salt", "--articles"), ("who", "tosk"), ("trace", "tax salt"), ("stories",)],
)
def test_rows_are_packed_for_programs(desk: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    as_csv = sayso(*command, "-f", "csv", cwd=desk).stdout.decode()
    names, *rows = csv.reader(io.StringIO(as_csv))
    assert sayso(*command, "-o", tmp_path / "hits.parquet", cwd=desk).returncode == 0
    table = pq.read_table(tmp_path / "hits.parquet")
    assert (table.column_names, table.num_rows) == (names, len(rows))
    piped = sayso(*command, "-f", "sqlite", cwd=desk).stdout
    (tmp_path / "hits.db").write_bytes(piped)
    with closing(sqlite3.connect(tmp_path / "hits.db")) as db:
        found = db.execute("SELECT * FROM found")
        assert [column[0] for column in found.description] == names
        assert [list(row.values()) for row in table.to_pylist()] == [list(row) for row in found]


def test_rows_that_are_none_have_their_names(desk: Path, tmp_path: Path) -> None:
    assert sayso("search", "zebra", "-o", tmp_path / "none.parquet", cwd=desk).returncode == 1
    assert "words" in pq.read_table(tmp_path / "none.parquet").column_names
    assert sayso("search", "zebra", "-f", "csv", cwd=desk).stdout.startswith(b"id,article,outlet,")


def test_tables_for_programs_come_out_of_a_library_alone(desk: Path) -> None:
    done = sayso("statements", "articles", "-f", "parquet", cwd=desk)
    assert done.returncode == 2
    assert b"-f parquet: these tables come out of a library" in done.stderr


@pytest.mark.parametrize("form", ["annotations", "tei", "schema-org", "ninjs", "graphml"])
def test_statements_found_are_given_in_the_standards(desk: Path, form: str) -> None:
    for command in (("search", "salt"), ("who", "tosk"), ("trace", "tax salt this year")):
        done = sayso(*command, "-f", form, cwd=desk)
        assert done.returncode == 0, done.stderr
        assert b"Ilmar Tosk" in done.stdout


def test_what_tells_no_statements_has_no_standard(desk: Path) -> None:
    for command in (("stories",), ("search", "salt", "--articles")):
        done = sayso(*command, "-f", "tei", cwd=desk)
        assert done.returncode == 2
        assert b"it tells who said what, which these results do not" in done.stderr


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


# --- given away -------------------------------------------------------------------------------------------------------


def test_tables_are_those_of_a_build(desk: Path) -> None:
    assert sayso("export", "tables", cwd=desk).returncode == 0
    story = data(desk, "stories", "--min-outlets", "2")[0]["id"]
    shown = sayso("show", story, cwd=desk).stdout
    assert sayso("compare", "tables", "--story", story[:6], cwd=desk).stdout == shown


@pytest.mark.parametrize(
    ("name", "form", "beginning"),
    [
        ("s.jsonl", None, b'{"document"'),
        ("s.csv", None, b"document,path"),
        ("s.tei", None, b"<?xml"),
        ("s.graphml", None, b"<?xml"),
        ("a.jsonld", "annotations", b"{"),
        ("c.jsonld", "schema-org", b"{"),
        ("n.jsonl", "ninjs", b"{"),
    ],
)
def test_all_statements_in_one_file(desk: Path, name: str, form: str | None, beginning: bytes) -> None:
    done = sayso("export", name, *(["-f", form] if form else []), cwd=desk)
    assert done.returncode == 0, done.stderr
    body = (desk / name).read_bytes()
    assert body.startswith(beginning)
    assert all(speaker in body for speaker in (b"Ilmar Tosk", b"Oda Brenn", b"Pell Arvid"))
    assert body.count(b"document,path") <= 1


@pytest.mark.parametrize("form", ["json", "md", "html", "tei"])
def test_a_file_for_each_story(desk: Path, form: str) -> None:
    assert sayso("export", f"stories-{form}", "-f", form, cwd=desk).returncode == 0
    stories = {story["id"] for story in data(desk, "stories")}
    assert {path.name for path in (desk / f"stories-{form}").iterdir()} == {f"{story}.{form}" for story in stories}


def test_a_copy_is_a_library_that_other_programs_open(desk: Path) -> None:
    """With the SQLite that Python has, as datasette does: every view can be asked."""
    assert sayso("export", "copy.db", cwd=desk).returncode == 0
    assert data(desk, "search", "salt", "-l", "copy.db") == data(desk, "search", "salt")
    with closing(sqlite3.connect(f"{(desk / 'copy.db').as_uri()}?mode=ro", uri=True)) as db:
        views = {name for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'view'")}
        counts = {name: len(db.execute(f"SELECT * FROM {name}").fetchall()) for name in views}
        assert {name for name, count in counts.items() if not count} == set()
        assert counts["articles"] == 3
        tosk = db.execute("SELECT outlet FROM statements WHERE speaker = 'Ilmar Tosk' GROUP BY outlet").fetchall()
        assert [outlet for (outlet,) in tosk] == ["Veldapress", "courier"]
        passages = db.execute("SELECT left_words, right_words FROM differences WHERE change = 'number'").fetchall()
        assert [sorted(each) for each in passages] == [["230", "320"]]


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
        (("export", "x.odt"), b"its suffix tells no format"),
        (("export", "x", "-f", "terminal"), b"that is to be looked at, not to be given away; add -f json|"),
        (("export", "x.html", "-f", "html"), b"gives a file for each story: name a folder"),
        (("export", "sayso.db"), b"sayso.db is there already"),
        (("export", "tables", "--since", "2031-03-04"), b"leave out --since"),
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
