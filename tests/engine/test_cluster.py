"""A build by DuckDB in this process, and by Spark on a standalone master with two workers: the same bytes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pyarrow as pa
import pytest

from sayso import story
from sayso.build import build
from sayso.config import CleanSettings, GroupSettings, Settings
from sayso.engine.base import Engine
from sayso.engine.duckdb import DuckDB
from sayso.relations import Mapping
from tests.engine import work
from tests.engine.conftest import SMALL

pytestmark = pytest.mark.spark


@pytest.fixture(scope="module")
def spark(master: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    from sayso.engine.spark import Spark

    # What plans anew after each stage has been tried in test_contract, and takes longest where stages are short.
    settings = {**SMALL, "spark.sql.adaptive.enabled": "false"}
    with Spark(master, tmp_path_factory.mktemp("shared"), settings=settings) as engine:
        yield engine


def articles(file: Path) -> Path:
    """Twelve events: a report, a copy that cuts it, a copy that adds to it, another report, and one in Cyrillic.

    And one of many reports, which is found in pieces first.
    """
    chance = random.Random(7)
    rows = [row for event in range(12) for row in _reports(event, chance)]
    rows += _many_reports([_name(chance) for _ in range(24)], chance)
    chance.shuffle(rows)
    told = [
        {"text": text, "outlet": f"Outlet {number % 9}", **({"published": day.isoformat()} if day else {})}
        for number, (text, day) in enumerate(rows)
    ]
    file.write_text("\n".join(map(json.dumps, told)), "utf-8")
    return file


def _reports(event: int, chance: random.Random) -> Iterator[tuple[str, date | None]]:
    names = [_name(chance) for _ in range(12)]
    first = [_sentence(names, chance) for _ in range(12)]
    other = [_sentence(names, chance) for _ in range(9)]
    day = date(2031, 3, 1) + timedelta(days=event // 2)
    yield "\n".join(first), day
    yield "\n".join(first[:-2]), day + timedelta(days=1)
    yield "\n".join([*first, *other[:2]]), None
    yield "\n".join(other[2:]), day
    yield "Сегодня в городе сказали, что " + " и ".join(name.translate(_CYRILLIC) for name in names) + " пришли.", day


def _many_reports(names: list[str], chance: random.Random) -> Iterator[tuple[str, date | None]]:
    for _ in range(_MANY):
        some = chance.sample(names, 10)
        yield "\n".join(_sentence(some, chance) for _ in range(6)), date(2031, 3, 20)


_MANY = 70
_CYRILLIC = str.maketrans("abdegiklmnoprstuvzABDEGIKLMNOPRSTUVZ", "абдегиклмнопрстувзАБДЕГИКЛМНОПРСТУВЗ")
_COMMON = [
    "the",
    "of",
    "and",
    "in",
    "to",
    "for",
    "with",
    "said",
    "from",
    "was",
    "that",
    "after",
    "by",
    "on",
    "new",
    "who",
]
_SYLLABLES = [
    "bra",
    "len",
    "tos",
    "mir",
    "vel",
    "kud",
    "dan",
    "gor",
    "zel",
    "pim",
    "sar",
    "ot",
    "ru",
    "ab",
    "vin",
    "mol",
]


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=3)).title()


def _sentence(names: list[str], chance: random.Random) -> str:
    words = [chance.choice(chance.choice([names, _COMMON])) for _ in range(14)]
    said = f"“{' '.join(words[4:9])},” " if chance.random() < 0.2 else ""
    return f"The {said}{' '.join(words)}."


def test_both_engines_make_the_same_tables(spark: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.build.sets._ARTICLES_A_PART", 20)
    settings = Settings(clean=CleanSettings(languages=None), group=GroupSettings(given_together=False))
    paths = [articles(tmp_path / "articles.jsonl"), *map(Path, story.reports())]
    with DuckDB() as duck:
        build(paths, tmp_path / "duckdb", engine=duck, settings=settings)
    found = build(paths, tmp_path / "spark", engine=spark, settings=settings)
    for name in found.rows:
        expected, got = (sorted((tmp_path / engine / name).iterdir()) for engine in ("duckdb", "spark"))
        assert [file.name for file in got] == [file.name for file in expected]
        assert [file.read_bytes() for file in got] == [file.read_bytes() for file in expected], name
    assert len(list((tmp_path / "spark" / "documents").iterdir())) == 8
    assert found.rows["documents"] > 60 + _MANY
    assert 5 < found.rows["stories"] < 30
    assert all(count for name, count in found.rows.items() if name != "dropped")


def test_a_task_that_dies_is_done_again(spark: Engine, tmp_path: Path) -> None:
    numbers = pa.table({"number": pa.array(range(10), pa.int64())})
    spark.put("numbers", numbers)
    through = Mapping(partial(work.once_broken, mark=tmp_path / "mark"), numbers.schema, rows=3)
    assert spark.make("again", "SELECT number FROM numbers", through) == 10
    assert (tmp_path / "mark").exists()
    assert sorted(spark.fetch("SELECT number FROM again").column("number").to_pylist()) == list(range(10))


def test_who_dies_over_an_item_takes_no_other_along(spark: Engine) -> None:
    results = spark.each(work.deadly, range(4), lost=lambda item, how: f"{item} {how}")
    assert list(results) == ["did 0", "1 was ended by signal 9", "did 2", "did 3"]


def test_both_workers_work(spark: Engine) -> None:
    assert len(set(spark.each(work.folder, range(6), lost=lambda _, how: how))) == 2
