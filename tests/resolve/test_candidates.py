"""Where two may be meant nobody is taken to be, and both are shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from sayso.resolve import Resolved, across

Resolve = Callable[..., Resolved]

# (marked text, which statements tell which, who may be meant by the first source)
UNDECIDED = [
    # a pronoun after two of its gender
    ("Bruno Harrow and Oskar Lind arrived. {He} said the road would open.", {}, ["Bruno Harrow", "Oskar Lind"]),
    # a surname that two bear
    ("Ilmar Tosk met Bruno Tosk in Fosse. {Tosk} said the road would open.", {}, ["Bruno Tosk", "Ilmar Tosk"]),
    # an office that two hold
    (
        "Veldanian President Ilmar Tosk and Fossian President Bruno Harrow met in Minna. {The president} said so.",
        {},
        ["Bruno Harrow", "Ilmar Tosk"],
    ),
    # somebody of whom a quotation speaks
    (
        "Bruno Harrow came with Oskar Lind. “{He} told me that the road would open,” {Ilmar Tosk} recalled.",
        {0: 1},
        ["Bruno Harrow", "Oskar Lind"],
    ),
    # nobody is no candidate, and one alone would be the speaker
    ("{He} said the road would open.", {}, []),
    ("Ada Quill arrived. {He} said the road would open.", {}, []),
    ("Bruno Harrow arrived. {He} said the road would open.", {}, []),
]


@pytest.mark.parametrize(("marked", "within", "expected"), UNDECIDED)
def test_who_may_be_meant(resolve: Resolve, marked: str, within: Mapping[int, int], expected: list[str]) -> None:
    statement = resolve(marked, within=within).statements[0]
    assert sorted(candidate.name for candidate in statement.candidates) == expected
    if expected:
        assert statement.speaker is None
        assert all(name in statement.candidates[0].because for name in expected)
        assert sum(candidate.score for candidate in statement.candidates) == pytest.approx(1, abs=0.01)
        assert [c.score for c in statement.candidates] == sorted((c.score for c in statement.candidates), reverse=True)


def test_three_are_shown_at_most(resolve: Resolve) -> None:
    (statement,) = resolve("Bruno Harrow, Oskar Lind, Peter Quill and James Varn came. {He} said so.").statements
    assert len(statement.candidates) == 3


def test_candidates_are_entities_and_have_their_common_names(resolve: Resolve) -> None:
    short = resolve("Mr. Harrow and Oskar Lind met. {He} said so.", key="d1")
    long = resolve("{Bruno Harrow} said the road would open.", key="d2")
    statements, entities = across([short, long])
    (undecided,) = (statement for statement in statements if statement.document == "d1")
    known = {entity.id: entity.name for entity in entities}
    assert sorted(known[candidate.id] for candidate in undecided.candidates) == ["Bruno Harrow", "Oskar Lind"]
    assert sorted(candidate.name for candidate in undecided.candidates) == ["Bruno Harrow", "Oskar Lind"]
