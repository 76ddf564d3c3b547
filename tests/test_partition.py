from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from sayso.partition import Partition

ITEMS = "abcdef"
STEPS = st.lists(st.tuples(st.booleans(), st.sampled_from(ITEMS), st.sampled_from(ITEMS)), max_size=20)


def test_what_is_apart_stays_apart_by_any_way() -> None:
    partition: Partition[str] = Partition()
    assert partition.join("a", "b")
    assert partition.part("b", "c", "why")
    assert not partition.join("a", "c")
    assert partition.why_apart("c", "a") == "why"
    assert partition.join("c", "d")
    assert not partition.join("d", "b")
    assert not partition.part("c", "d")
    assert sorted(partition.members("d")) == ["c", "d"]
    assert partition.first("c") == partition.first("d")


@given(STEPS)
def test_as_one_would_do_it_with_tables(steps: list[tuple[bool, str, str]]) -> None:
    partition: Partition[str] = Partition()
    groups = {item: frozenset(item) for item in ITEMS}
    apart: set[tuple[str, str]] = set()
    for joins, left, right in steps:
        one, other = groups[left], groups[right]
        foes = any(pair in apart for pair in product(one, other))
        if joins:
            assert partition.join(left, right) is not foes
            if not foes:
                groups.update(dict.fromkeys(one | other, one | other))
        else:
            assert partition.part(left, right) is (one != other)
            apart |= {*product(one, other), *product(other, one)} if one != other else set()
    for left, right in product(ITEMS, ITEMS):
        assert partition.together(left, right) is (groups[left] == groups[right])
        kept_apart = any(pair in apart for pair in product(groups[left], groups[right]))
        assert (partition.why_apart(left, right) is not None) is kept_apart
    assert all(set(partition.members(item)) == groups[item] for item in ITEMS)
