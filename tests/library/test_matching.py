"""What is found follows from what is there and what is asked, not from how many match or in which order they came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from random import Random

import apsw
import pytest

from benchmarks.reliability.big_library import MadeUp, keep, made_up, outlet, person, tell_all
from sayso.library import Filters, matching
from sayso.library.connection import create, rows, writing
from sayso.library.searching import search_articles, search_statements

ARTICLES = 80
QUERIES = ("", "ban", "ban bar", "ban OR bar", "bar -ban", '"ban bar"', "tin*", "zzzz")
FILTERS = {
    "all": Filters(),
    "an outlet": Filters(outlet=outlet(0)),
    "an outlet from a day on": Filters(outlet=outlet(0), since="2029-01-01"),
    "a year": Filters(since="2029-01-01", until="2029-12"),
    "a language": Filters(language="de"),
    "who speaks most": Filters(speaker=person(0).name),
    "who speaks most, in a year": Filters(speaker=person(0).name, since="2029"),
    "a kind": Filters(kind="indirect"),
    "nobody": Filters(speaker="Nobody Nowhere"),
}
WAYS = {
    "as it is": {},
    "all ranked": {"_MOST_RANKED": 10**9},
    "sorted by date": {"_MOST_RANKED": 0},
    "gone through by date": {"_MOST_RANKED": 0, "_MOST_SORTED": 0},
    "asked one by one, then gone through": {"_MOST_RANKED": 0, "_MOST_SORTED": 0, "_DENSE": 0, "_PROBED": 5},
    "by conditions that leave much": {"_MOST_RANKED": 0, "_FEW_ARTICLES": 0, "_FEW_STATEMENTS": 0},
    "by conditions that leave much, gone through": {
        "_MOST_RANKED": 0,
        "_MOST_SORTED": 0,
        "_DENSE": 0,
        "_PROBED": 5,
        "_FEW_ARTICLES": 0,
        "_FEW_STATEMENTS": 0,
    },
}


@pytest.fixture(scope="module")
def articles() -> list[MadeUp]:
    return list(made_up(0, ARTICLES, 1))


def library(path: Path, articles: Sequence[MadeUp]) -> apsw.Connection:
    db = create(path)
    with writing(db):
        for each in articles:
            keep(db, each)
        tell_all(db)
    return db


@pytest.fixture(scope="module")
def one(articles: list[MadeUp], tmp_path_factory: pytest.TempPathFactory) -> Iterator[apsw.Connection]:
    db = library(tmp_path_factory.mktemp("one") / "news.db", articles)
    yield db
    db.close()


@pytest.fixture(scope="module")
def other(articles: list[MadeUp], tmp_path_factory: pytest.TempPathFactory) -> Iterator[apsw.Connection]:
    db = library(tmp_path_factory.mktemp("other") / "news.db", Random(1).sample(articles, len(articles)))
    yield db
    db.close()


def asked(db: apsw.Connection, query: str, filters: Filters) -> tuple[list[str], list[str]]:
    """The ids of the articles and of the statements, all of them."""
    return (
        [hit.id for hit in search_articles(db, query, filters, limit=10_000).hits],
        [hit.id for hit in search_statements(db, query, filters, limit=100_000).hits],
    )


def looked_through(db: apsw.Connection, query: str, filters: Filters) -> tuple[list[str], list[str]]:
    """The same, by reading every row; by date."""
    of_article = "(?1 IS NULL OR a.outlet = ?1) AND (?2 IS NULL OR published >= ?2)"
    of_article += " AND (?3 IS NULL OR published <= ?3 || 'x') AND (?4 IS NULL OR language = ?4)"
    bound = (filters.outlet, filters.since, filters.until, filters.language)
    by_date = "ORDER BY published DESC, a.id"
    articles = f"SELECT a.id, text FROM article AS a JOIN content USING (capture) WHERE {of_article} {by_date}"
    statements = f"""
    SELECT s.id, words FROM statement AS s JOIN article AS a USING (capture) WHERE {of_article}
      AND (?5 IS NULL OR s.speaker = ?5) AND (?6 IS NULL OR s.kind = ?6) {by_date}, s.number
    """
    return (
        [key for key, text in rows(db, articles, bound) if has(text, query)],
        [key for key, text in rows(db, statements, (*bound, filters.speaker, filters.kind)) if has(text, query)],
    )


def has(text: str, query: str) -> bool:
    words = "".join(char if char.isalnum() else " " for char in text.lower()).split()
    known = set(words)
    return {
        "": True,
        "ban": "ban" in known,
        "ban bar": {"ban", "bar"} <= known,
        "ban OR bar": bool({"ban", "bar"} & known),
        "bar -ban": "bar" in known and "ban" not in known,
        '"ban bar"': ("ban", "bar") in pairwise(words),
        "tin*": any(word.startswith("tin") for word in words),
        "zzzz": False,
    }[query]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("query", QUERIES)
def test_whatever_way_rows_are_found_they_are_those_that_match(
    one: apsw.Connection, other: apsw.Connection, monkeypatch: pytest.MonkeyPatch, way: str, query: str
) -> None:
    for name, most in WAYS[way].items():
        monkeypatch.setattr(matching, name, most)
    for narrowed, filters in FILTERS.items():
        found, expected = asked(one, query, filters), looked_through(one, query, filters)
        if way in ("as it is", "all ranked") and query:
            assert tuple(map(sorted, found)) == tuple(map(sorted, expected)), narrowed
        else:
            assert found == expected, narrowed
        assert asked(other, query, filters) == found, narrowed


@pytest.mark.parametrize("way", WAYS)
def test_pages_of_what_is_found_follow_one_another(
    one: apsw.Connection, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    for name, most in WAYS[way].items():
        monkeypatch.setattr(matching, name, most)
    whole = search_statements(one, "ban", limit=1_000).hits
    pages = [search_statements(one, "ban", limit=7, offset=start) for start in range(0, len(whole), 7)]
    assert tuple(hit for page in pages for hit in page.hits) == whole
    assert [page.more for page in pages] == [True] * (len(pages) - 1) + [False]
