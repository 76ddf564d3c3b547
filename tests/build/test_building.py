"""The tables of a build: what is in them, that they are a function of the set, and what is done again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from sayso import pipeline, story
from sayso.build import Built, StageState, build, comparison_of, held, plan, prepare, status
from sayso.build.inputs import Batch, batches
from sayso.build.rows import CAPTURES
from sayso.build.unpacked import UnpackTask, unpack_batch
from sayso.config import BuildSettings, CleanSettings, CollateSettings, GroupSettings, LinkSettings, Settings
from sayso.engine.duckdb import DuckDB
from sayso.errors import SettingsError, UsageError
from sayso.read import read
from sayso.records import Capture
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

SETTINGS = Settings(clean=CleanSettings(languages=None), group=GroupSettings(given_together=False))
WEATHER = """Record heat empties the reservoirs of Sarnia
The reservoirs in the hills above Sarnia hold less water than in any summer since measurements began, the weather
service said on Monday. “We have never seen anything like it,” the mayor, Oda Brenn, said. Farmers sell their cattle.
"""
HARBOUR = """Harbour of Orsk stays open, says mayor
The harbour of Orsk will stay open all winter, the mayor, Karel Udo, said on Monday. “The tug boats are ready, and the
ice may come,” he told reporters at the pier, where forty freighters wait for a place since the storm of last week.
"""
GERMAN = """Rekordhitze leert die Stauseen von Sarnia
Die Stauseen in den Hügeln über Sarnia enthalten weniger Wasser als in jedem Sommer seit Beginn der Messungen, teilte
der Wetterdienst am Montag mit. „So etwas haben wir noch nie gesehen“, sagte die Bürgermeisterin Oda Brenn.
"""


class Stages:
    """What a build told of its stages: of each the last."""

    def __init__(self) -> None:
        self.last: dict[str, StageState] = {}

    def __call__(self, state: StageState) -> None:
        self.last[state.stage] = state

    def made(self) -> set[str]:
        """The stages in which something was made, not taken from an earlier run."""
        return {name for name, state in self.last.items() if state.fresh}


def built(
    paths: Sequence[Path], out: Path, *, settings: Settings = SETTINGS, jobs: int = 1, isolated: bool = False
) -> tuple[Built, Stages]:
    stages = Stages()
    prepare(out)
    with (
        Workers(jobs, keep_to_one_thread, isolated=isolated) as workers,
        DuckDB(out / "work", threads=1, workers=workers) as engine,
    ):
        return build(paths, out, engine=engine, settings=settings, progress=stages), stages


def rows(out: Path, table: str) -> list[dict[str, Any]]:
    return [row for file in sorted((out / table).glob("*.parquet")) for row in pq.read_table(file).to_pylist()]


def digests(out: Path) -> dict[str, str]:
    told = json.loads((out / "sayso-build.json").read_text("utf-8"))
    return {name: table["sha256"] for name, table in told["tables"].items()}


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for report in story.reports():
        (folder / Path(report).name).write_bytes(Path(report).read_bytes())
    (folder / "sarnia-echo.txt").write_text(WEATHER, "utf-8")
    (folder / "zeitung.txt").write_text(GERMAN, "utf-8")
    return folder


@pytest.fixture(scope="module")
def tables(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("built") / "tables"
    built([articles], out)
    return out


def test_every_article_is_in_one_story(tables: Path) -> None:
    stories = rows(tables, "stories")
    inside = Counter(document for row in stories for document in row["documents"])
    documents = rows(tables, "documents")
    assert set(inside) == {row["id"] for row in documents}
    assert set(inside.values()) == {1}
    assert {row["story"] for row in documents} == {row["id"] for row in stories}


def test_a_story_is_what_compare_gives(articles: Path, tables: Path) -> None:
    (largest, *_) = status(tables).largest
    told = comparison_of(tables, largest.id[:6])
    reports = [file for file in sorted(articles.iterdir()) if file.name not in ("sarnia-echo.txt", "zeitung.txt")]
    compared = pipeline.compare(reports, settings=told.articles.settings)
    assert told.things_said == compared.things_said
    assert told.articles.documents == compared.articles.documents
    assert told.articles.statements == compared.articles.statements
    assert told.articles.entities == compared.articles.entities
    assert told.stories == compared.stories


def test_differences_and_coverage_are_those_of_the_things_said(tables: Path) -> None:
    things = rows(tables, "things_said")
    assert len(rows(tables, "differences")) == sum(len(row["differences"]) for row in things)
    assert len(rows(tables, "coverage")) == sum(len(row["coverage"]) for row in things)


def test_another_language_is_grouped_and_not_searched(tables: Path) -> None:
    (german,) = (row for row in rows(tables, "documents") if row["language"] == "de")
    assert not [row for row in rows(tables, "statements") if row["document"] == german["id"]]
    (together,) = (row for row in rows(tables, "stories") if german["id"] in row["documents"])
    assert len(together["documents"]) == 2


def test_the_order_of_paths_and_the_number_of_processes_change_nothing(
    articles: Path, tables: Path, tmp_path: Path
) -> None:
    files = sorted(articles.iterdir(), reverse=True)
    built([*files, articles], tmp_path / "again", jobs=2)
    assert digests(tmp_path / "again") == digests(tables)


def test_what_is_done_is_not_done_again(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    built([articles], out)
    before = digests(out)
    found, stages = built([articles], out)
    assert not stages.made()
    assert found.done == 0
    assert digests(out) == before


@pytest.mark.parametrize(
    ("changed", "made"),
    [
        (replace(SETTINGS, link=LinkSettings(min_score=0.9)), {"compare"}),
        (replace(SETTINGS, collate=CollateSettings(min_overlap=0.9)), {"compare"}),
        (replace(SETTINGS, extract=replace(SETTINGS.extract, min_confidence=0.8)), {"statements", "compare"}),
    ],
)
def test_a_setting_that_changes_makes_anew_what_depends_on_it(
    articles: Path, tmp_path: Path, changed: Settings, made: set[str]
) -> None:
    out = tmp_path / "tables"
    built([articles], out)
    _, stages = built([articles], out, settings=changed)
    assert stages.made() == made
    fresh = tmp_path / "fresh"
    built([articles], fresh, settings=changed)
    assert digests(out) == digests(fresh)
    assert status(out).pieces == status(fresh).pieces  # nothing is left of the run before


def test_refusals_are_kept_with_their_reasons(articles: Path, tmp_path: Path) -> None:
    lines = [
        '{"text": 3}',
        "no json",
        json.dumps({"id": "w", "text": WEATHER}),
        json.dumps({"id": "w", "text": WEATHER * 2}),
    ]
    (tmp_path / "some.jsonl").write_text("\n".join(lines), "utf-8")
    found, _ = built([tmp_path / "some.jsonl", tmp_path / "missing.txt"], tmp_path / "tables")
    assert found.refused == {"bad record": 2, "duplicate": 1, "missing": 1}
    told = rows(tmp_path / "tables", "dropped")
    assert [row["reason"] for row in told] == ["missing", "bad record", "bad record", "duplicate"]
    assert len(rows(tmp_path / "tables", "documents")) + len(told) == 5
    assert status(tmp_path / "tables").refused == found.refused


def test_of_a_story_of_too_many_articles_some_are_not_compared(articles: Path, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    built([articles], out, settings=replace(SETTINGS, build=BuildSettings(max_compared=2)))
    largest = max(rows(out, "stories"), key=lambda row: len(row["documents"]))
    assert largest["not_compared"] == len(largest["documents"]) - 2
    assert len(rows(out, "documents")) == len(list(articles.iterdir()))
    compared = {row["document"] for row in rows(out, "coverage") if row["story"] == largest["id"]}
    assert len(compared) == 2


def test_a_plan_does_nothing(articles: Path, tmp_path: Path) -> None:
    told = plan([articles, tmp_path / "none"], tmp_path / "tables", settings=SETTINGS)
    assert told.files == len(list(articles.iterdir())) + 1
    assert told.read == 0
    assert not (tmp_path / "tables").exists()


def test_a_plan_knows_what_is_done(articles: Path, tables: Path) -> None:
    told = plan([articles], tables, settings=SETTINGS)
    assert told.read == told.batches > 0


def test_a_new_article_leaves_the_others_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.build.inputs._ENDS", 16)
    for number in range(600):
        (tmp_path / f"{number:04d}.txt").write_text("x", "utf-8")
    before = {batch.key for batch in _batches(tmp_path)}
    (tmp_path / "0000a.txt").write_text("y", "utf-8")
    after = {batch.key for batch in _batches(tmp_path)}
    assert len(before) > 10
    assert len(after - before) <= 2  # its own, and the next where it ends one


def _batches(folder: Path) -> list[Batch]:
    return batches([folder], SETTINGS, "1")


@pytest.mark.parametrize("story_id", ["nothing", ""])
def test_a_story_that_is_not_there_or_not_one(tables: Path, story_id: str) -> None:
    with pytest.raises(UsageError, match="no story nothing" if story_id else "stories begin with"):
        comparison_of(tables, story_id)


def test_a_folder_with_something_else_in_it_is_left_alone(articles: Path) -> None:
    with pytest.raises(UsageError, match="holds something else"):
        prepare(articles)
    with pytest.raises(UsageError, match="holds no build"):
        status(articles)


def test_nothing_to_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", "utf-8")
    with pytest.raises(UsageError, match="no article could be read: 1 empty"):
        built([tmp_path / "empty.txt"], tmp_path / "tables")


def test_one_speaker_in_two_stories_is_known_by_one_name(tmp_path: Path) -> None:
    told = {
        "one": "Harbour of Orsk open\nThe harbour is open, Aleksandr Petrushenko, the mayor of Orsk, said on Monday.\n",
        "two": "Snow in Orvine\nNobody was hurt, said Alexander Petrushenko, who drove through the snow.\n",
        "three": "A new opera in Velda\nThe tenor is hoarse, Ivan Petrushenko, who directs it, said on Friday.\n",
        "four": "Salt tax falls\nThe tax will fall, Petrushenko said in Sarnia on Saturday, and salt will be cheap.\n",
    }
    for name, text in told.items():
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    out = tmp_path / "tables"
    built([tmp_path / f"{name}.txt" for name in told], out)
    known = {row["name"]: row for row in rows(out, "entities")}
    assert known["Aleksandr Petrushenko"]["same_as"] == known["Alexander Petrushenko"]["same_as"]
    assert known["Ivan Petrushenko"]["same_as"] == known["Ivan Petrushenko"]["id"]
    assert known["Petrushenko"]["same_as"] == known["Petrushenko"]["id"]
    assert len(rows(out, "stories")) == 4


def test_stories_that_a_later_report_merges_are_told(tmp_path: Path) -> None:
    folder, out = tmp_path / "articles", tmp_path / "tables"
    folder.mkdir()
    (folder / "weather.txt").write_text(WEATHER, "utf-8")
    (folder / "harbour.txt").write_text(HARBOUR, "utf-8")
    built([folder], out)
    assert len(rows(out, "stories")) == 2
    assert not (out / "story_changes").exists()
    (folder / "digest.txt").write_text(f"The day in brief\n{WEATHER}\n{HARBOUR}", "utf-8")
    built([folder], out)
    (story_now,) = rows(out, "stories")
    changes = rows(out, "story_changes")
    assert [(row["change"], row["after"]) for row in changes] == [("merged", story_now["id"])] * 2
    assert status(out).record["changes"] == {"merged": 2}


def test_a_build_that_was_moved_is_taken_up_where_it_is(articles: Path, tmp_path: Path) -> None:
    built([articles], tmp_path / "here")
    (tmp_path / "here").rename(tmp_path / "there")
    found, stages = built([articles], tmp_path / "there")
    assert not stages.made()
    assert digests(tmp_path / "there") == digests(found.folder)


def test_a_piece_that_is_gone_is_made_again(articles: Path, tmp_path: Path) -> None:
    built([articles], tmp_path / "tables")
    before = digests(tmp_path / "tables")
    for file in (tmp_path / "tables" / "work" / "statements").glob("*.parquet"):
        file.unlink()
    _, stages = built([articles], tmp_path / "tables")
    assert "statements" in stages.made()
    assert digests(tmp_path / "tables") == before


def test_what_a_build_made_is_no_article_of_it(tmp_path: Path) -> None:
    (tmp_path / "weather.txt").write_text(WEATHER, "utf-8")
    for _ in range(2):
        found, _ = built([tmp_path], tmp_path / "tables")
        assert found.rows["documents"] == 1
        assert not found.refused


def test_by_what_names_are_compared_matters_between_articles_alone(articles: Path, tmp_path: Path) -> None:
    """As a name that no comparer has: nothing would come of it where anything were made anew."""
    built([articles], tmp_path / "tables")
    changed = replace(SETTINGS, resolve=replace(SETTINGS.resolve, names="none"))  # type: ignore[arg-type]
    with pytest.raises(SettingsError, match="names can't be compared by 'none'"):
        built([articles], tmp_path / "tables", settings=changed)
    assert status(tmp_path / "tables").pieces["statements"] == len(chunks_of(tmp_path / "tables"))


def test_one_run_at_a_time(tmp_path: Path) -> None:
    with held(tmp_path / "tables"):
        (tmp_path / "tables" / "work" / "duckdb-left").mkdir()
        with pytest.raises(UsageError, match="another sayso build is working"), held(tmp_path / "tables"):
            pass
        assert (tmp_path / "tables" / "work" / "duckdb-left").exists()
    with held(tmp_path / "tables"):
        assert not (tmp_path / "tables" / "work" / "duckdb-left").exists()


def test_standard_input_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="write it to a file"):
        built([Path("-")], tmp_path / "tables")


def chunks_of(out: Path) -> list[Path]:
    """The files of cleaned articles."""
    return sorted((out / "work" / "read").glob("*-[0-9]*.parquet"))


def test_a_file_of_many_is_so_many_pieces_of_work(tmp_path: Path) -> None:
    """So that all processes work on one file; and what is in it is the same, and has the same address."""
    lines = [json.dumps({"text": f"Note {number}\nThe ferry left at {number} on Monday.\n"}) for number in range(450)]
    (tmp_path / "notes.jsonl").write_text("\n".join(["no record", *lines]), "utf-8")
    (batch,) = batches([tmp_path / "notes.jsonl"], SETTINGS, "1")
    assert batch.of_many
    done = unpack_batch(UnpackTask(batch, tmp_path / "work", SETTINGS))
    assert (done.rows, dict(done.refused)) == (450, {"bad record": 1})
    found = [CAPTURES.records(pq.read_table(file)) for file in done.files]
    assert [len(each) for each in found] == [200, 200, 50]
    expected = [each for each in read([tmp_path / "notes.jsonl"]) if isinstance(each, Capture)]
    assert [capture for each in found for capture in each] == expected
