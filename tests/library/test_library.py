"""A library is a function of its articles: however they came, it has the tables that a build of them has."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.build import build, comparison_of, prepare
from sayso.build.rows import TABLES
from sayso.engine.duckdb import DuckDB
from sayso.library import Library, Outcome
from sayso.library.library import LIBRARY_SETTINGS
from sayso.library.told import told_story

SAME = (*TABLES, "entities")
"""The tables that must be those of a build; what was refused is told in other words where an article came twice."""
ARTICLES = {
    "gull-post.txt": """Harbour of Orsk stays open, says mayor
The harbour of Orsk will stay open all winter, the mayor, Karel Udo, said on Monday. “The tug boats are ready, and the
ice may come,” he told reporters at the pier, where forty freighters wait for a place since the storm of last week.
""",
    "pier-times.txt": """Orsk keeps its harbour open through the winter
Karel Udo, mayor of Orsk, promised on Monday that the harbour would not close this winter. “The tug boats are ready,”
he said at the pier, where thirty freighters wait for a place after the storm.
""",
    "copy.txt": """Harbour of Orsk stays open, says mayor
The harbour of Orsk will stay open all winter, the mayor, Karel Udo, said on Monday. “The tug boats are ready, and the
ice may come,” he told reporters at the pier, where forty freighters wait for a place since the storm of last week.
""",
    "weather.txt": """Record heat empties the reservoirs of Sarnia
The reservoirs in the hills above Sarnia hold less water than in any summer since measurements began, the weather
service said on Monday. “We have never seen anything like it,” the mayor, Oda Brenn, said. Farmers sell their cattle.
""",
    "wetter.txt": """Rekordhitze leert die Stauseen von Sarnia
Die Stauseen in den Hügeln über Sarnia enthalten weniger Wasser als in jedem Sommer seit Beginn der Messungen, teilte
der Wetterdienst am Montag mit. „So etwas haben wir noch nie gesehen“, sagte die Bürgermeisterin Oda Brenn.
""",
    "heat-herald.txt": """Farmers near Sarnia sell cattle as reservoirs run dry
Farmers around Sarnia began to sell their cattle on Tuesday. The reservoirs in the hills hold less water than in any
summer since measurements began. “Nobody here has seen anything like it,” said Oda Brenn, the mayor of Sarnia.
""",
    "empty.txt": "   \n",
}


def rows(folder: Path, table: str) -> Counter[str]:
    found = [row for file in sorted((folder / table).glob("*.parquet")) for row in pq.read_table(file).to_pylist()]
    return Counter(json.dumps(row, sort_keys=True, default=str) for row in found)


def built(files: Sequence[Path], out: Path) -> dict[str, Counter[str]]:
    prepare(out)
    with DuckDB(out / "work", threads=1) as engine:
        build(files, out, engine=engine, settings=LIBRARY_SETTINGS)
    return {name: rows(out, name) for name in SAME}


def exported(library: Library, out: Path) -> dict[str, Counter[str]]:
    library.export_tables(out)
    return {name: rows(out, name) for name in SAME}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in ARTICLES]


@pytest.fixture(scope="module")
def whole(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Counter[str]]:
    return built(files, tmp_path_factory.mktemp("build") / "tables")


@settings(
    max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(order=st.permutations(range(len(ARTICLES))), cuts=st.sets(st.integers(1, len(ARTICLES) - 1)), data=st.data())
def test_however_articles_come_the_library_is_that_of_a_build(
    files: list[Path], whole: dict[str, Counter[str]], order: Sequence[int], cuts: set[int], data: st.DataObject
) -> None:
    """In any order, in so many runs, with the stories brought up to date after any of them."""
    ends = [*sorted(cuts), len(order)]
    with TemporaryDirectory() as folder, Library.create(Path(folder, "news.db")) as library:
        for start, end in zip([0, *ends], ends, strict=False):
            library.add([files[place] for place in order[start:end]], isolated=False)
            if data.draw(st.booleans(), label="update"):
                library.update()
        library.update()
        assert library.is_up_to_date
        assert exported(library, Path(folder, "tables")) == whole


def test_a_story_of_the_library_is_that_of_the_build(files: list[Path], tmp_path: Path) -> None:
    built(files, tmp_path / "built")
    with Library.create(tmp_path / "news.db") as library:
        library.add(files, isolated=False)
        library.update()
        for file in (tmp_path / "built" / "stories").glob("*.parquet"):
            for row in pq.read_table(file).to_pylist():
                assert library.story(row["id"]) == comparison_of(tmp_path / "built", row["id"])


def test_what_is_there_already_is_not_taken_in_again(files: list[Path], tmp_path: Path) -> None:
    with Library.create(tmp_path / "news.db") as library:
        first = library.add(files, isolated=False)
        assert first.outcomes == {Outcome.NEW: 6}
        assert [each.uri for each in first.refusals] == [str(files[-1])]
        unchanged = library.add(files, isolated=False)
        assert (unchanged.outcomes, unchanged.unchanged) == ({}, len(files))
        again = library.add(files, again=True, isolated=False)
        assert again.outcomes == {Outcome.KNOWN: 6}
        assert again.refused == 1


def test_an_export_is_of_one_moment_whatever_others_write(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "news.db"
    with Library.create(path) as library:
        library.add(files[:2], isolated=False)
        library.update()
        library.export_tables(tmp_path / "before")

        def told_while_others_write(*asked: Any) -> Any:
            monkeypatch.setattr("sayso.library.tables.told_story", told_story)
            with Library.open(path) as other:
                other.add(files[2:], isolated=False)
                other.update()
            return told_story(*asked)

        monkeypatch.setattr("sayso.library.tables.told_story", told_while_others_write)
        library.export_tables(tmp_path / "during")
        assert [rows(tmp_path / "during", name) for name in SAME] == [rows(tmp_path / "before", name) for name in SAME]
        library.export_tables(tmp_path / "after")
        assert rows(tmp_path / "after", "documents") > rows(tmp_path / "before", "documents")


def test_what_is_asked_of_a_snapshot_is_told_as_it_was(files: list[Path], tmp_path: Path) -> None:
    with Library.create(tmp_path / "news.db") as library, Library.open(tmp_path / "news.db") as other:
        library.add(files[:2], isolated=False)
        library.update()
        with library.snapshot():
            (before,) = library.stories()
            other.add(files[2:], isolated=False)
            other.update()
            assert library.stories() == [before]
            assert library.story(before.id).stories[0].id == before.id
        assert len(library.stories()) > 1
