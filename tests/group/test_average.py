"""Average links: no chains, no order, missing pairs count nothing; as merging the nearest two at a time would give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.engine.duckdb import DuckDB
from sayso.group.average import average_link

Pairs = Mapping[tuple[int, int], int]
CHAIN = {(0, 1): 60, (1, 2): 59, (2, 3): 60}


@pytest.fixture(scope="module")
def relations() -> Iterator[DuckDB]:
    with DuckDB(threads=1) as made:
        yield made


def linked(relations: DuckDB, items: Sequence[int], pairs: Pairs, least: int) -> dict[int, int]:
    """The name of each item's group."""
    relations.put("items", pa.table({"item": pa.array(items, pa.int64())}))
    columns = [pa.array([pair[side] for pair in pairs], pa.int64()) for side in (0, 1)]
    relations.put("pairs", pa.table([*columns, pa.array(pairs.values(), pa.int32())], names=["l", "r", "likeness"]))
    average_link(relations, "items", "pairs", least=least)
    return {row["item"]: row["name"] for row in relations.fetch("SELECT item, name FROM members").to_pylist()}


def groups(names: Mapping[int, int]) -> list[tuple[int, ...]]:
    return sorted(tuple(sorted(item for item in names if names[item] == name)) for name in set(names.values()))


def one_at_a_time(items: Sequence[int], pairs: Pairs, least: int) -> dict[int, int]:
    """What the definition says: the two groups whose pairs are most alike on average merge, until none are enough."""
    members = {item: [item] for item in items}

    def average(left: int, right: int) -> Fraction:
        total = sum(pairs.get((min(a, b), max(a, b)), 0) for a in members[left] for b in members[right])
        return Fraction(total, len(members[left]) * len(members[right]))

    while len(members) > 1:
        nearest, left, right = min((-average(*both), *both) for both in combinations(sorted(members), 2))
        if -nearest < least or not nearest:
            break
        members[left] += members.pop(right)
    return {item: name for name, held in members.items() for item in held}


def test_a_chain_is_cut(relations: DuckDB) -> None:
    assert groups(linked(relations, range(4), CHAIN, 40)) == [(0, 1), (2, 3)]


def test_what_is_like_nothing_is_alone(relations: DuckDB) -> None:
    assert groups(linked(relations, range(5), CHAIN, 40))[-1] == (4,)


def test_without_pairs_each_is_alone(relations: DuckDB) -> None:
    assert groups(linked(relations, range(3), {}, 1)) == [(0,), (1,), (2,)]
    assert linked(relations, [], {}, 1) == {}


def test_groups_merge_on_the_average_of_all_pairs(relations: DuckDB) -> None:
    pairs = {(0, 1): 90, (2, 3): 90, (0, 2): 50, (0, 3): 50, (1, 2): 50, (1, 3): 30}
    assert groups(linked(relations, range(4), pairs, 45)) == [(0, 1, 2, 3)]
    assert groups(linked(relations, range(4), pairs, 46)) == [(0, 1), (2, 3)]


def test_a_pair_just_enough_alike_merges(relations: DuckDB) -> None:
    assert groups(linked(relations, range(2), {(0, 1): 40}, 40)) == [(0, 1)]
    assert groups(linked(relations, range(2), {(0, 1): 39}, 40)) == [(0,), (1,)]


def test_a_group_is_named_after_its_smallest(relations: DuckDB) -> None:
    assert linked(relations, [-7, 3, 9], {(3, 9): 90, (-7, 9): 80, (-7, 3): 80}, 40) == {-7: -7, 3: -7, 9: -7}


def test_ties_go_by_name(relations: DuckDB) -> None:
    """The middle one is as like the left as the right, and both would be too many."""
    assert groups(linked(relations, range(3), {(0, 1): 60, (1, 2): 60}, 40)) == [(0, 1), (2,)]


def test_a_long_chain_falls_into_neighbours(relations: DuckDB) -> None:
    chain = {(n, n + 1): 60 for n in range(59)}
    assert max(map(len, groups(linked(relations, range(60), chain, 40)))) == 2


def test_many_that_are_all_alike_are_one(relations: DuckDB) -> None:
    alike = dict.fromkeys(combinations(range(40), 2), 60)
    assert groups(linked(relations, range(40), alike, 40)) == [tuple(range(40))]


# Few values, so that ties are common; more, so that averages of different groups come near each other.
LIKENESSES = st.sampled_from([10, 20, 30, 40, 60, 80]) | st.integers(1, 10_000)
SETS = st.dictionaries(
    st.tuples(st.integers(-4, 5), st.integers(-4, 5)).map(sorted).map(tuple).filter(lambda pair: pair[0] < pair[1]),
    LIKENESSES,
    max_size=30,
)


@settings(max_examples=25)
@given(SETS, st.sampled_from([1, 20, 40, 2_650]))
def test_rounds_give_what_one_merge_at_a_time_gives(relations: DuckDB, pairs: Pairs, least: int) -> None:
    assert linked(relations, range(-4, 6), pairs, least) == one_at_a_time(range(-4, 6), pairs, least)


@settings(max_examples=8)
@given(SETS.flatmap(lambda pairs: st.permutations(sorted(pairs.items()))))
def test_order_changes_nothing(relations: DuckDB, shuffled: list[tuple[tuple[int, int], int]]) -> None:
    ordered = linked(relations, range(-4, 6), dict(sorted(shuffled)), 30)
    assert linked(relations, range(5, -5, -1), dict(shuffled), 30) == ordered
