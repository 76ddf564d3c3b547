"""What every engine must do, so that nobody needs to know which one it is."""

from __future__ import annotations

import hashlib
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.engine.base import Engine
from sayso.engine.duckdb import DuckDB
from sayso.engine.parts import write_parts
from sayso.errors import UsageError
from sayso.workers import Workers
from tests.command import environment
from tests.engine import work
from tests.engine.conftest import SMALL

ODD = pa.table(
    {
        "id": pa.array([3, -1, 2, -(2**63), 2**63 - 1], pa.int64()),
        "text": ['it\'s "so"', None, "Ülo — „Жук“ 🐦", "", "a\\b\n%"],
        "seal": pa.array([b"\x00\xff", b"", None, b"a", b"\\"], pa.binary()),
        "is_kept": [True, None, False, True, False],
        "small": pa.array([-7, 7, None, 0, 32767], pa.int16()),
        "numbers": pa.array([[1, -2], [], None, [2**62], [None, 4]], pa.list_(pa.int64())),
    }
)


@pytest.fixture(scope="module", params=["memory", "file", pytest.param("spark", marks=pytest.mark.spark)])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    folder = tmp_path_factory.mktemp("engine")
    if request.param == "spark":
        request.getfixturevalue("spark_home")
        from sayso.engine.spark import Spark

        with Spark("local[2]", folder, settings=SMALL) as spark:
            yield spark
        assert not list(folder.iterdir())
        return
    with (
        Workers(2, work.ready) as workers,
        DuckDB(folder if request.param == "file" else None, workers=workers) as duck,
    ):
        yield duck


def rows(engine: Engine, sql: str) -> list[Any]:
    return [tuple(row.values()) for row in engine.fetch(sql).to_pylist()]


def bytes_of(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def numbers(*values: int | None) -> pa.Table:
    return pa.table({"number": pa.array(values, pa.int64())})


def test_no_bar_is_printed_among_results() -> None:
    """As would be in what Python is given at a prompt, or with -c, wherever a query takes its time."""
    code = (
        "from sayso.engine.duckdb import DuckDB\n"
        "with DuckDB() as engine: print(engine.fetch(\"SELECT current_setting('enable_progress_bar') AS bar\"))"
    )
    ended = subprocess.run([sys.executable, "-c", code], env=environment(), check=True, capture_output=True, text=True)
    assert "false" in ended.stdout


# --- tables -----------------------------------------------------------------------------------------------------------


def test_what_is_put_comes_back(engine: Engine) -> None:
    engine.put("odd", ODD)
    assert engine.fetch("SELECT * FROM odd ORDER BY id").to_pylist() == ODD.sort_by([("id", "ascending")]).to_pylist()


def test_an_empty_table_has_columns(engine: Engine) -> None:
    engine.put("none", ODD.slice(0, 0))
    assert engine.fetch("SELECT * FROM none").column_names == ODD.column_names
    assert engine.make("still_none", "SELECT id, text FROM none") == 0
    assert engine.fetch("SELECT * FROM still_none").column_names == ["id", "text"]


def test_a_table_is_made_of_itself(engine: Engine) -> None:
    engine.put("grown", numbers(1))
    for size in (2, 4, 8):
        assert engine.make("grown", "SELECT number FROM grown UNION ALL SELECT number + 1 FROM grown") == size
    assert sorted(rows(engine, "SELECT * FROM grown")) == [(1,), (2,), (2,), (2,), (3,), (3,), (3,), (4,)]


def test_a_table_is_mapped_from_itself(engine: Engine) -> None:
    engine.put("mapped", numbers(1, 2))
    assert engine.make("mapped", "SELECT number FROM mapped", work.AS_MANY) == 3


def test_a_name_put_again_stands_for_the_new_table(engine: Engine) -> None:
    engine.put("anew", numbers(1))
    engine.put("anew", pa.table({"text": ["other"]}))
    assert rows(engine, "SELECT * FROM anew") == [("other",)]


def test_what_is_dropped_is_gone(engine: Engine) -> None:
    engine.put("gone", numbers(1))
    engine.put("gone_too", numbers(1))
    engine.drop("gone", "gone_too")
    with pytest.raises(Exception, match="gone"):
        engine.fetch("SELECT * FROM gone")


# --- the common part of SQL -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (
            "SELECT id, UNNEST(numbers) AS each FROM odd WHERE id < 100 ORDER BY id, each",
            [(-(2**63), 2**62), (3, -2), (3, 1)],
        ),
        (
            "SELECT LEAST(small, NULL) AS a, GREATEST(small, 1) AS b FROM odd WHERE id IN (2, 3) ORDER BY id",
            [(None, 1), (-7, 1)],
        ),
        ("SELECT 7 / 2 AS a, -7 / 2 AS b, CAST(FLOOR(-7 / 2) AS BIGINT) AS c", [(3.5, -3.5, -4)]),
        ("SELECT id FROM odd ORDER BY small, id", [(3,), (-(2**63),), (-1,), (2**63 - 1,), (2,)]),
        ("SELECT small FROM odd ORDER BY small DESC, id", [(32767,), (7,), (0,), (-7,), (None,)]),
        ("SELECT COALESCE(text = 'x', TRUE) AS a FROM odd WHERE id = -1", [(True,)]),
        ("SELECT text FROM odd WHERE text = 'it''s \"so\"'", [("it's \"so\"",)]),
        ("SELECT COUNT(*) AS a, COUNT(small) AS b, SUM(small) AS c, MIN(id) AS d FROM odd", [(5, 4, 32767, -(2**63))]),
        ("SELECT SUM(small) AS a, COUNT(*) AS b FROM odd WHERE id = 5", [(None, 0)]),
        (
            "SELECT id, ROW_NUMBER() OVER (ORDER BY small DESC, id) - 1 AS nth FROM odd WHERE id < 100 ORDER BY nth",
            [(-1, 0), (-(2**63), 1), (3, 2), (2, 3)],
        ),
        ("SELECT a.id FROM odd AS a LEFT JOIN odd AS b ON b.small = a.small WHERE b.id IS NULL", [(2,)]),
        ("SELECT is_kept, COUNT(*) AS a FROM odd GROUP BY 1 ORDER BY 1", [(False, 2), (True, 2), (None, 1)]),
        ("SELECT text FROM odd WHERE text > 'a' ORDER BY text", [("a\\b\n%",), ("it's \"so\"",), ("Ülo — „Жук“ 🐦",)]),
    ],
)  # fmt: skip
def test_a_query_means_one_thing(engine: Engine, sql: str, expected: list[Any]) -> None:
    engine.put("odd", ODD)
    assert rows(engine, sql) == expected


# --- functions on batches ---------------------------------------------------------------------------------------------


def test_rows_go_through_a_function(engine: Engine) -> None:
    engine.put("few", numbers(3, 0, 1, 2, 1))
    assert engine.make("many", "SELECT number FROM few", work.AS_MANY) == 7
    assert sorted(rows(engine, "SELECT number FROM many")) == [(1,), (1,), (2,), (2,), (3,), (3,), (3,)]
    assert rows(engine, "SELECT MAX(batch) <= 2 AS fits FROM many") == [(True,)]


def test_no_rows_are_no_work(engine: Engine) -> None:
    engine.put("few", numbers())
    assert engine.make("many", "SELECT number FROM few", work.AS_MANY) == 0
    assert engine.fetch("SELECT * FROM many").column_names == ["number", "batch"]


def test_bytes_of_fixed_size_are_bytes(engine: Engine) -> None:
    engine.put("few", numbers(258))
    engine.make("many", "SELECT number FROM few", work.SEALED)
    assert rows(engine, "SELECT seal FROM many") == [(b"\0\0\1\2",)]


# --- files ------------------------------------------------------------------------------------------------------------

COUNTED = pa.schema([("small", pa.int32()), ("place", pa.int32()), ("total", pa.int64())])


def test_rows_are_saved_to_their_parts_in_order(engine: Engine, tmp_path: Path) -> None:
    engine.put("odd", ODD)
    query = "SELECT CASE WHEN is_kept THEN 3 ELSE 1 END AS part, small, id, text, seal, numbers FROM odd"
    assert engine.save(query, tmp_path / "out", order=("small", "id"), parts=5) == 5
    files = sorted((tmp_path / "out").iterdir())
    assert [file.name for file in files] == [f"part-{part:05d}.parquet" for part in range(5)]
    assert [pq.read_table(file).column("small").to_pylist() for file in files] == [
        [],
        [7, 32767, None],
        [],
        [-7, 0],
        [],
    ]
    assert len({pq.read_schema(file).to_string() for file in files}) == 1
    with DuckDB() as plain:
        plain.put("odd", ODD)
        plain.save(query, tmp_path / "same", order=("small", "id"), parts=5)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "same")


def test_the_schema_tells_how_wide_numbers_are(engine: Engine, tmp_path: Path) -> None:
    engine.put("odd", ODD)
    query = """
    SELECT 0 AS part, SUM(small) AS total, ROW_NUMBER() OVER (ORDER BY small) AS place, small FROM odd GROUP BY small
    """
    engine.save(query, tmp_path / "out", order=("small",), schema=COUNTED)
    assert pq.read_schema(tmp_path / "out" / "part-00000.parquet").equals(COUNTED)
    with DuckDB() as plain:
        plain.put("odd", ODD)
        plain.save(query, tmp_path / "same", order=("small",), schema=COUNTED)
    assert bytes_of(tmp_path / "out") == bytes_of(tmp_path / "same")


def test_nothing_is_saved_as_empty_parts(engine: Engine, tmp_path: Path) -> None:
    engine.put("none", ODD.slice(0, 0))
    assert engine.save("SELECT 0 AS part, * FROM none", tmp_path / "out", order=("id",), parts=2) == 0
    assert [pq.read_table(file).num_rows for file in sorted((tmp_path / "out").iterdir())] == [0, 0]


def test_files_are_opened_by_their_very_names(engine: Engine, tmp_path: Path) -> None:
    engine.put("odd", ODD)
    folders = [tmp_path / name for name in ("plain", "day=3", "Öl [a]{1,2}*?%20")]
    for folder in folders:
        engine.save("SELECT 0 AS part, * FROM odd", folder, order=("id",))
    engine.open("opened", [folder / "part-00000.parquet" for folder in folders])
    assert engine.fetch("SELECT * FROM opened").column_names == ODD.column_names
    assert rows(engine, "SELECT COUNT(*) AS a, COUNT(DISTINCT id) AS b FROM opened") == [(15, 5)]


def test_a_name_stands_for_files_and_tables_in_turn(engine: Engine, tmp_path: Path) -> None:
    engine.put("turned", numbers(1, 2))
    engine.save("SELECT 0 AS part, number FROM turned", tmp_path, order=("number",))
    engine.open("turned", [tmp_path / "part-00000.parquet"])
    assert engine.make("turned", "SELECT number FROM turned WHERE number > 1") == 1
    engine.open("turned", [tmp_path / "part-00000.parquet"])
    assert rows(engine, "SELECT SUM(number) AS total FROM turned") == [(3,)]
    engine.drop("turned")


def test_what_is_saved_again_takes_the_place_of_the_old(engine: Engine, tmp_path: Path) -> None:
    for number in (1, 2):
        engine.put("few", numbers(number))
        engine.save("SELECT 0 AS part, number FROM few", tmp_path, order=("number",))
    assert pq.read_table(tmp_path / "part-00000.parquet").to_pylist() == [{"number": 2}]


LINES = st.tuples(st.none() | st.integers(-(2**31), 2**31 - 1), st.none() | st.text(max_size=5))
DRAWN = st.lists(LINES, unique=True, max_size=40)


def table(lines: list[tuple[int | None, str | None]]) -> pa.Table:
    numbers, texts = [line[0] for line in lines], [line[1] for line in lines]
    lists = [None if text is None else list(text) for text in texts]
    columns = {"number": pa.array(numbers, pa.int64()), "text": pa.array(texts, pa.string())}
    return pa.table({**columns, "letters": pa.array(lists, pa.list_(pa.string()))})


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=DRAWN, chance=st.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_no_byte(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory, lines: list[Any], chance: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("drawn")
    query = "SELECT CASE WHEN number > 0 THEN 1 ELSE 0 END AS part, number, text, letters FROM drawn"
    with DuckDB() as plain:
        plain.put("drawn", table(lines))
        plain.save(query, folder / "plain", order=("number", "text"), parts=2)
    chance.shuffle(lines)
    engine.put("drawn", table(lines))
    engine.save(query, folder / "shuffled", order=("number", "text"), parts=2)
    assert bytes_of(folder / "shuffled") == bytes_of(folder / "plain")


@given(lines=DRAWN, sizes=st.lists(st.integers(1, 7), min_size=1))
def test_the_bounds_of_batches_change_no_byte(
    tmp_path_factory: pytest.TempPathFactory, lines: list[Any], sizes: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("batched")
    whole = table(lines)
    parts = pa.array([place // 9 for place in range(len(lines))], pa.int32())
    (batch,) = whole.append_column("part", parts).combine_chunks().to_batches() or [None]
    cut: list[pa.RecordBatch] = []
    while batch is not None and batch.num_rows:
        size = sizes[len(cut) % len(sizes)]
        cut.append(batch.slice(0, size))
        batch = batch.slice(size)
    for name, batches in (("whole", whole.append_column("part", parts).to_batches()), ("cut", cut)):
        assert write_parts(batches, whole.schema, folder / name, parts=5) == len(lines)
    assert bytes_of(folder / "whole") == bytes_of(folder / "cut")


def test_who_fails_leaves_no_half_of_a_file(tmp_path: Path) -> None:
    def failing() -> Iterator[pa.RecordBatch]:
        yield from pa.table({"part": [0, 1], "number": [1, 2]}).to_batches()
        raise UsageError("no more")

    with pytest.raises(UsageError):
        write_parts(failing(), numbers().schema, tmp_path, parts=3)
    assert [file.name for file in tmp_path.iterdir()] == ["part-00000.parquet"]


# --- work on items ----------------------------------------------------------------------------------------------------


def lost(item: int, how: str) -> str:
    return f"lost {item}: {how}"


def test_results_are_in_the_order_of_items(engine: Engine) -> None:
    assert list(engine.each(work.doubled, range(5), lost=lambda item, _: item)) == [0, 2, 4, 6, 8]
    assert list(engine.each(work.doubled, (), lost=lambda item, _: item)) == []


def test_who_dies_over_an_item_takes_no_other_along(engine: Engine) -> None:
    dead = "was ended by signal 9"
    expected = ["did 0", f"lost 1: {dead}", "did 2", "did 3", f"lost 4: {dead}"]
    assert list(engine.each(work.deadly, range(5), lost=lost)) == expected


def test_a_mistake_of_the_caller_is_the_callers(engine: Engine) -> None:
    with pytest.raises(UsageError, match="two is no number"):
        list(engine.each(work.mistaken, range(4), lost=lambda item, _: item))
