"""Places that differ, known to the list or read off the preposition and the capital."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Told = tuple[str, bool, str, str]
Compare = Callable[..., list[Told]]

DIFFER: list[tuple[str, str, tuple[bool, str, str]]] = [
    # places that no list knows
    ("They met in Marra last spring.", "They met in Dornholm last spring.", (True, "in Marra", "in Dornholm")),
    ("The ships lie near Cape Osk.", "The ships lie near Port Lune.", (True, "near Cape Osk", "near Port Lune")),
    ("He was seen at Fort Osk.", "He was seen at Lune Castle.", (True, "at Fort Osk", "at Lune Castle")),
    ("We are strong across Veldania.", "We are strong across Torland.", (True, "across Veldania", "across Torland")),
    ("They live in the Osk Valley.", "They live in the Lune Hills.", (True, "in the Osk Valley", "in the Lune Hills")),
    # places of the list, after any preposition
    ("He flew to Paris again.", "He flew to London again.", (True, "to Paris", "to London")),
    ("They came from Poland.", "They came from Norway.", (True, "from Poland", "from Norway")),
    # of several words
    ("They met in New York.", "They met in Los Angeles.", (True, "in New York", "in Los Angeles")),
    # listed against not listed
    ("They met in Vienna again.", "They met in Dornholm again.", (True, "in Vienna", "in Dornholm")),
    # without a preposition
    ("France will pay for it.", "Germany will pay for it.", (True, "France", "Germany")),
    # a city in that country
    ("They met in Paris again.", "They met in France again.", (False, "in Paris", "in France")),
    ("They met in Italy again.", "They met in Rome again.", (False, "in Italy", "in Rome")),
]

SAME = [
    # one place, two names or spellings
    ("They met in Kyiv.", "They met in Kiev."),
    ("They met in the United States.", "They met in the US."),
    ("They met in Britain.", "They met in the UK."),
    ("They met in Dornholm.", "They met in Dornhulm."),
    ("They met in Lune.", "They met in Port Lune."),
    # no places
    ("They met in May.", "They met in June."),
    ("We talked in English.", "We talked in French."),
    ("He believes in God.", "He believes in Parliament."),
    ("They met in Tosk's house.", "They met in Varn's house."),
    ("We spoke to Tosk.", "We spoke to Varn."),
    ("They met in haste.", "They met in peace."),
    ("In 1974 they met.", "In Marra they met."),
    # the other way round
    ("In Marra and in Dornholm they met.", "In Dornholm and in Marra they met."),
]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_difference(left: str, right: str, expected: tuple[bool, str, str], compare: Compare) -> None:
    assert compare(left, right) == [("place", *expected)]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_no_difference(left: str, right: str, compare: Compare) -> None:
    assert [row for row in compare(left, right) if row[0] == "place"] == []
