"""Sets of articles for tests of copies and stories: texts of invented words, and what the stage finds in them."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from importlib.resources import files
from typing import Any

from sayso import group as stage
from sayso.config import GroupSettings
from sayso.engine.duckdb import DuckDB
from sayso.group.copies import find_copies, find_origins
from sayso.group.grouping import MEASURES, articles_table
from sayso.records import Copy, Document, Story
from sayso.relations import Mapping, number_of
from tests.articles import article

AS_THEY_COME = GroupSettings(given_together=False)


class Counting(DuckDB):
    """Keeps how many rows each table had when it was made last."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self.rows: dict[str, int] = {}

    def __enter__(self) -> Counting:
        return self

    def make(self, name: str, sql: str, through: Mapping | None = None) -> int:
        self.rows[name] = super().make(name, sql, through)
        return self.rows[name]


def dated(text: str, name: str, day: str | None = None, language: str | None = "en") -> Document:
    """An article of an outlet of that name; ``day`` is an ISO date."""
    return replace(article(text, id=name, outlet=name), published=day, language=language)


def group(articles: Sequence[Document], settings: GroupSettings = AS_THEY_COME) -> tuple[Story, ...]:
    with DuckDB(threads=1) as relations:
        return stage.group(articles, relations, settings=settings)


def members(stories: Sequence[Story]) -> list[tuple[str, ...]]:
    return [story.documents for story in stories]


def copies(relations: DuckDB, texts: dict[str, str], settings: GroupSettings = AS_THEY_COME) -> list[Copy]:
    """The copies among texts by name, in the order of the names."""
    name_of = {number_of(name): name for name in texts}
    relations.put("articles", articles_table([article(text, id=name) for name, text in texts.items()]))
    relations.make("prints", "SELECT doc, text FROM articles", MEASURES["prints"])
    find_copies(relations, settings)
    rows = relations.fetch("SELECT l, r, l_in_r, r_in_l FROM copies").to_pylist()
    return sorted((_copy(name_of, row) for row in rows), key=lambda copy: (copy.left, copy.right))


def origins(relations: DuckDB, texts: dict[str, str]) -> list[list[str]]:
    """The names of those that have one text, after ``copies``."""
    find_origins(relations, AS_THEY_COME)
    origin = {row["doc"]: row["origin"] for row in relations.fetch("SELECT doc, origin FROM origins").to_pylist()}
    together: dict[int, list[str]] = {}
    for name in sorted(texts):
        together.setdefault(origin[number_of(name)], []).append(name)
    return sorted(together.values())


def words(count: int, seed: object) -> list[str]:
    """Invented words, other ones for another seed."""
    chance = random.Random(str(seed))
    return ["".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(3)) for _ in range(count)]


def prose(count: int, seed: object) -> str:
    """A text of invented words."""
    return " ".join(words(count, seed))


SHARES = json.loads((files("sayso.group") / "common_words.json").read_text("utf-8"))
COMMON = sorted(word for word, share in SHARES.items() if share > 0.2)


def made_event(seed: object, count: int, first: date, *, names: int = 12, days: int = 4) -> list[Document]:
    """Reports of one event: ten of its invented names each, among the words that all news have."""
    chance = random.Random(str(seed))
    own = [word.capitalize() for word in words(names, ("own", seed))]
    made = []
    for place in range(count):
        text = [*chance.choices(COMMON, k=80), *2 * chance.sample(own, 10)]
        chance.shuffle(text)
        day = (first + timedelta(days=chance.randrange(days))).isoformat()
        made.append(dated(" ".join(text), f"{seed}-{place}", day))
    return made


def _copy(name_of: dict[int, str], row: dict[str, Any]) -> Copy:
    left, right = name_of[row["l"]], name_of[row["r"]]
    shares = row["l_in_r"] / 1_000, row["r_in_l"] / 1_000
    return Copy(left, right, *shares) if left < right else Copy(right, left, *shares[::-1])
