from __future__ import annotations

import pytest

from sayso.resolve.roles import Role, fits, parse_role, role_gender, scope_key

PHRASES = [
    ("the president", Role("president")),
    ("Veldanian President", Role("president", frozenset({"veldan"}))),
    ("the president of Veldania", Role("president", frozenset({"veldan"}))),
    # whose: the country spoken of, which tells nothing
    ("the country's president", Role("president")),
    ("the former Veldanian leader", Role("leader", frozenset({"veldan"}), past=True)),
    ("ex-president", Role("president", past=True)),
    # the longest name of an office
    ("the foreign minister", Role("foreign minister")),
    ("the deputy transport minister", Role("minister", kind=frozenset({"deputy", "transport"}))),
    # a title cut short
    ("Sen.", Role("senator")),
    # an office with a preposition inside
    ("acting White House chief of staff", Role("chief of staff", frozenset({"white", "house"}))),
    # a party is no place
    ("the Republican senator", Role("senator")),
    # no person
    ("the report", None),
    ("", None),
]


@pytest.mark.parametrize(("phrase", "role"), PHRASES)
def test_the_role_that_a_phrase_names(phrase: str, role: Role | None) -> None:
    assert parse_role(phrase) == role


FITTING = [
    ("the president", "Veldanian President"),
    ("the head of state", "Veldanian President"),
    ("the Veldanian leader", "president of Veldania"),
    ("the minister", "interior minister"),
    ("the lawmaker", "senator"),
    ("the Fosse mayor", "mayor"),
    ("the former president", "ex-president"),
]

NOT_FITTING = [
    ("the Fossian president", "Veldanian President"),
    ("the former president", "president"),
    ("the prime minister", "minister"),
    ("the president", "vice president"),
    ("the transport minister", "deputy finance minister"),
    ("the Minna mayor", "mayor of Fosse"),
    ("the farmer", "president"),
]


@pytest.mark.parametrize(("use", "held"), FITTING)
def test_a_use_fits_what_is_held(use: str, held: str) -> None:
    left, right = parse_role(use), parse_role(held)
    assert left is not None
    assert right is not None
    assert fits(left, right) > 0.5


@pytest.mark.parametrize(("use", "held"), NOT_FITTING)
def test_a_use_contradicts_what_is_held(use: str, held: str) -> None:
    left, right = parse_role(use), parse_role(held)
    assert left is not None
    assert right is not None
    assert fits(left, right) == 0


def test_an_exact_word_fits_better_than_a_loose_one() -> None:
    held = Role("president")
    assert fits(Role("president"), held) > fits(Role("head of state"), held) > fits(Role("leader"), held)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Veldania", "Veldanian"),
        ("Russia", "Russians"),
        ("U.S.", "American"),
        ("Britain", "British"),
        ("Dutch", "Netherlands"),
    ],
)
def test_a_country_and_its_adjective_have_one_key(one: str, other: str) -> None:
    assert scope_key(one) == scope_key(other)


@pytest.mark.parametrize(("head", "gender"), [("spokeswoman", "f"), ("king", "m"), ("president", "")])
def test_gender_that_a_role_tells(head: str, gender: str) -> None:
    assert role_gender(Role(head)) == gender
