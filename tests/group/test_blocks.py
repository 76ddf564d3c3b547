"""Blocks: who meets whom over a key, and how many pairs that may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engine.duckdb import DuckDB
from sayso.group.blocks import met, placed

FEW, NEXT = 20, 10
Pairs = dict[tuple[int, int], int]


@pytest.fixture(scope="module")
def relations() -> Iterator[DuckDB]:
    with DuckDB(threads=1) as made:
        yield made


def pairs(relations: DuckDB, keys: Sequence[tuple[int, int]], days: Sequence[int] | None = None) -> Pairs:
    """(key, doc) -> the pairs, and in how many keys they met; ``days`` has one for each doc."""
    columns = {name: pa.array([row[i] for row in keys], pa.int64()) for i, name in enumerate(("key", "doc"))}
    if days is not None:
        columns["day"] = pa.array([days[doc] for _, doc in keys], pa.int32())
    relations.put("keys", pa.table(columns))
    relations.make("placed", placed("keys", "doc" if days is None else "day, doc"))
    return {(row["l"], row["r"]): row["shared"] for row in relations.fetch(met("placed")).to_pylist()}


@pytest.mark.parametrize("holders", [2, 3, FEW - 1, FEW])
def test_of_few_holders_each_meets_each(relations: DuckDB, holders: int) -> None:
    found = pairs(relations, [(7, doc) for doc in range(holders)])
    assert sorted(found) == list(combinations(range(holders), 2))
    assert set(found.values()) == {1}


@pytest.mark.parametrize("holders", [FEW + 1, 99, 100, 101, 1_000])
def test_of_many_each_meets_those_that_follow_next(relations: DuckDB, holders: int) -> None:
    found = pairs(relations, [(7, doc) for doc in range(holders)])
    expected = [(l, r) for l in range(holders) for r in range(l + 1, min(holders, l + NEXT + 1))]  # noqa: E741 - left
    assert sorted(found) == expected
    assert set(found.values()) == {1}
    assert len(found) <= NEXT * holders


def test_who_follows_next_is_told_by_the_order(relations: DuckDB) -> None:
    days = [place % 2 for place in range(200)]
    found = pairs(relations, [(7, doc) for doc in range(200)], days)
    assert (0, 2) in found
    assert (0, 1) not in found
    assert (1, 198) in found  # the last of the first day, and the first of the next


def test_a_key_of_one_gives_no_pair(relations: DuckDB) -> None:
    assert pairs(relations, [(key, key) for key in range(20)]) == {}
    assert pairs(relations, []) == {}


@settings(max_examples=25)
@given(st.sets(st.tuples(st.integers(-3, 3), st.integers(-9, 9)), max_size=60))
def test_a_pair_is_told_in_how_many_keys_it_met(relations: DuckDB, keys: set[tuple[int, int]]) -> None:
    holders = {key: sorted(doc for k, doc in keys if k == key) for key, _ in keys}
    expected = Counter(pair for docs in holders.values() for pair in combinations(docs, 2))
    assert pairs(relations, sorted(keys)) == expected
    assert pairs(relations, sorted(keys, reverse=True)) == expected


def test_the_bound_holds_for_each_key(relations: DuckDB) -> None:
    """Of three keys that all have, two order the same way: what meets in both is one pair."""
    found = pairs(relations, [(key, doc) for key in (1, 2, 3) for doc in range(2_000)])
    assert len(found) <= NEXT * 2_000
    assert set(found.values()) == {3}
