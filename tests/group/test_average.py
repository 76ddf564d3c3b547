"""Average links: no chains, no order, missing pairs count nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.group.average import average_link

CHAIN = {("a", "b"): 0.6, ("b", "c"): 0.59, ("c", "d"): 0.6}


def test_a_chain_is_cut() -> None:
    assert average_link("abcd", CHAIN, 0.4) == [("a", "b"), ("c", "d")]


def test_what_is_like_nothing_is_alone() -> None:
    assert average_link("abcde", CHAIN, 0.4)[-1] == ("e",)


def test_groups_merge_on_the_average_of_all_pairs() -> None:
    pairs = {("a", "b"): 0.9, ("c", "d"): 0.9, ("a", "c"): 0.5, ("a", "d"): 0.5, ("b", "c"): 0.5, ("b", "d"): 0.3}
    assert average_link("abcd", pairs, 0.45) == [("a", "b", "c", "d")]
    assert average_link("abcd", pairs, 0.46) == [("a", "b"), ("c", "d")]


@given(st.dictionaries(st.tuples(*[st.sampled_from("abcdef")] * 2), st.floats(0, 1), max_size=15), st.floats(0, 1))
def test_every_item_is_in_exactly_one_group(drawn: dict[tuple[str, str], float], least: float) -> None:
    pairs = {(a, b): value for (a, b), value in drawn.items() if a < b}
    groups = average_link("abcdef", pairs, least)
    assert sorted(item for found in groups for item in found) == list("abcdef")
    assert groups == average_link("fedcba", dict(reversed(pairs.items())), least)
