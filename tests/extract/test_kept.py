"""Which statements stay where a reader keeps to some acts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.extract import of_acts, with_tellers
from sayso.records import Act, Kind, Statement
from sayso.spans import Span


def told(name: str, act: Act = Act.SAID, within: str | None = None) -> Statement:
    return Statement(name, "article", Kind.INDIRECT, (Span(0, 1),), within=within, act=act)


def names(statements: tuple[Statement, ...]) -> list[str]:
    return [statement.id for statement in statements]


WHOLE = (
    told("a"),
    told("b", within="a"),
    told("c", Act.DENIED, within="a"),
    told("d", within="c"),
    told("e", Act.DENIED, within="d"),
    told("f", Act.ASKED),
)


def test_no_acts_keep_all() -> None:
    assert of_acts(WHOLE, ()) == WHOLE


def test_what_is_told_inside_another_act_goes_with_it() -> None:
    assert names(of_acts(WHOLE, ["said"])) == ["a", "b"]
    assert names(of_acts(WHOLE, ["denied"])) == []
    assert names(of_acts(WHOLE, [Act.SAID, Act.DENIED])) == ["a", "b", "c", "d", "e"]


def test_the_order_of_the_statements_decides_nothing() -> None:
    assert names(of_acts(WHOLE[::-1], ["said"])) == ["b", "a"]


def test_a_ring_of_tellings_ends() -> None:
    ring = told("a", within="b"), told("b", within="c"), told("c", Act.ASKED, within="a")
    assert set(names(of_acts(ring, ["said", "asked"]))) == {"a", "b", "c"}
    assert names(of_acts(ring, ["asked"])) == ["c"] or names(of_acts(ring, ["asked"])) == []
    assert names(with_tellers(ring, ["a"])) == ["a", "b", "c"]


def test_tellers_come_with_what_they_tell() -> None:
    assert names(with_tellers(WHOLE, ["e"])) == ["a", "c", "d", "e"]
    assert names(with_tellers(WHOLE, ["f", "unheard of"])) == ["f"]


def test_a_long_chain_is_no_deep_call() -> None:
    chain = tuple(told(str(n), within=str(n + 1)) for n in range(20_000))
    assert of_acts(chain, ["said"]) == chain


@given(st.lists(st.tuples(st.sampled_from(Act), st.one_of(st.none(), st.integers(0, 9))), max_size=10), st.data())
def test_no_teller_is_ever_missing(rows: list[tuple[Act, int | None]], data: st.DataObject) -> None:
    statements = tuple(
        told(str(n), act, str(up) if up is not None and up < n else None) for n, (act, up) in enumerate(rows)
    )
    acts = data.draw(st.sets(st.sampled_from(Act), min_size=1))
    kept = of_acts(statements, acts)
    assert {each.within for each in kept} - {None} <= set(names(kept))
    assert {each.act for each in kept} <= acts
