"""Groups as a whole: large stories are found in one piece, and averages are those of all pairs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import group as stage
from sayso.group import stories
from sayso.group.likeness import averages, likenesses, ties
from sayso.group.weights import UNIT, WEIGHT_BITS
from sayso.records import Document
from tests.group.sets import AS_THEY_COME, Counting, group, made_event, members

MARCH = date(2031, 3, 4)


def names(found: Sequence[Document]) -> tuple[str, ...]:
    return tuple(sorted(document.id for document in found))


def test_a_story_of_many_reports_is_one() -> None:
    """Each is compared with some only: of half of the names, and no two reports with the same ones."""
    many = made_event("flood", 160, MARCH, names=20)
    with Counting() as relations:
        found = stage.group(many, relations, settings=AS_THEY_COME)
        assert relations.rows["alike"] < 160 * 159 / 2 / 2
    assert [len(story.documents) for story in found] == [160]


def test_it_would_be_found_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "merge_wholes", lambda *_, **__: None)
    assert len(group(made_event("flood", 160, MARCH, names=20))) > 3


def test_two_large_stories_stay_two() -> None:
    flood, strike = made_event("flood", 80, MARCH, names=20), made_event("strike", 80, MARCH, names=20)
    assert sorted(members(group([*flood, *strike]))) == [names(flood), names(strike)]


def test_the_order_of_many_changes_nothing() -> None:
    many = [*made_event("flood", 90, MARCH, names=20), *made_event("strike", 40, MARCH, names=20)]
    shuffled = random.Random(7).sample(many, len(many))
    assert group(shuffled) == group(many)


def test_what_lies_far_apart_counts_nothing() -> None:
    """The same words for three months, with pauses longer than two reports of one event may be apart."""
    talks = made_event("talks", 90, MARCH, names=20)
    months = [replace(each, published=f"2031-0{3 + place % 3}-01") for place, each in enumerate(talks)]
    assert [len(story.documents) for story in group(months)] == [30, 30, 30]


Article = tuple[dict[int, int], int]
"""Words with their weights, and a number that its beginning is made of."""
ARTICLES = st.lists(
    st.tuples(st.dictionaries(st.integers(0, 30), st.integers(1, 1_500), max_size=12), st.integers(0, 99)),
    min_size=1,
    max_size=5,
)


def packed(words: dict[int, int]) -> list[int]:
    return [word << WEIGHT_BITS | weight for word, weight in sorted(words.items())]


def lead(number: int) -> bytes:
    """A vector of length 127, like others to about three quarters: likeness is above nothing, and below all."""
    vector = np.random.default_rng(number).random(512)
    return bytes(np.rint(vector / np.linalg.norm(vector) * 127).astype(np.int8))


def pairs(rows: Sequence[tuple[list[int], bytes, list[int], bytes]], counts: Sequence[int]) -> pa.RecordBatch:
    l_words, l_lead, r_words, r_lead = zip(*rows, strict=True)
    return pa.RecordBatch.from_pydict(
        {
            "l": pa.array([0] * len(rows), pa.int64()),
            "r": pa.array([1] * len(rows), pa.int64()),
            "pairs": pa.array(counts, pa.int64()),
            "l_words": pa.array(l_words, pa.list_(pa.int64())),
            "r_words": pa.array(r_words, pa.list_(pa.int64())),
            "l_lead": pa.array(l_lead, pa.binary(512)),
            "r_lead": pa.array(r_lead, pa.binary(512)),
        }
    )


def whole(groups: Sequence[Sequence[Article]]) -> list[tuple[list[int], bytes]]:
    """The average of each group."""
    batch = pa.RecordBatch.from_pydict(
        {
            "name": pa.array(range(len(groups)), pa.int64()),
            "language": pa.array([""] * len(groups)),
            "words": pa.array([[packed(words) for words, _ in one] for one in groups], pa.list_(pa.list_(pa.int64()))),
            "leads": pa.array([[lead(number) for _, number in one] for one in groups], pa.list_(pa.binary(512))),
        }
    )
    found = averages(batch)
    assert found.column("name").to_pylist() == list(range(len(groups)))
    return list(zip(found.column("words").to_pylist(), found.column("lead").to_pylist(), strict=True))


@settings(max_examples=40)
@given(ARTICLES, ARTICLES)
def test_the_product_of_averages_is_the_average_of_products(left: list[Article], right: list[Article]) -> None:
    each = [(packed(a), lead(x), packed(b), lead(y)) for (a, x), (b, y) in product(left, right)]
    apart = np.array(likenesses(pairs(each, [1] * len(each))).column("likeness").to_pylist())
    (l_words, l_lead), (r_words, r_lead) = whole([left, right])
    (together,) = ties(pairs([(l_words, l_lead, r_words, r_lead)], [len(each)])).column("total").to_pylist()
    assert apart.min() > 0
    assert together / len(each) == pytest.approx(apart.mean(), abs=UNIT / 50)


@given(ARTICLES)
def test_the_average_of_one_article_is_that_article(articles: list[Article]) -> None:
    expected = [(packed(words), lead(number)) for words, number in articles]
    assert whole([[each] for each in articles]) == expected


def test_groups_in_a_batch_are_averaged_apart() -> None:
    one, two = ({1: 100, 2: 300}, 1), ({2: 100, 3: 50}, 2)
    (both, both_lead), (first, _), (nothing, _) = whole([[one, two], [one], [({}, 3)]])
    assert both == packed({1: 50, 2: 200, 3: 25})
    leads = [np.frombuffer(lead(number), np.int8).astype(int) for number in (1, 2)]
    assert np.frombuffer(both_lead, np.int8).tolist() == np.rint(sum(leads) / 2).tolist()
    assert first == packed(one[0])
    assert nothing == []
