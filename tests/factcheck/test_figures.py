from __future__ import annotations

import pytest

from sayso.factcheck.claims import Claim
from sayso.factcheck.figures import numbers_in_one
from sayso.factcheck.pair import Pair
from sayso.factcheck.said import units
from tests.factcheck import pairs


@pytest.mark.parametrize(
    ("said", "claim", "in_one"),
    [
        # How large the figure of the claim is: no figure of its own.
        ("The tram cost 600 million crowns, twice what was promised.", "The tram cost 600 million crowns", []),
        ("The tram cost 600 million, three times as much as the pier.", "The tram cost 600 million", []),
        ("The harbour lost 40 ships, half of the fleet.", "The harbour lost 40 ships", []),
        ("The repairs took 40 percent, twice the share of last year.", "The repairs took 40 percent", []),
        # Another figure.
        ("The tram cost 600 million, 700 million with the bridge.", "The tram cost 600 million", ["700 million"]),
        ("The tram cost twice as much as the pier.", "The tram cost as much as the pier", ["twice"]),
        ("The harbour lost 40 ships in 3 storms.", "The harbour lost 40 ships", ["3"]),
        # What it is said of, or not.
        ("All schools in Tarn are closed, two excepted.", "All schools in Tarn are closed", ["two"]),
        ("All 40 schools in Tarn are closed, two excepted.", "All 40 schools in Tarn are closed", ["two"]),
        ("Crime fell by a third, in two thirds of the towns.", "Crime fell by a third", ["two thirds"]),
        ("In half of the towns, 40 ships were lost.", "40 ships were lost", ["half"]),
        ("The tram cost 600 million crowns.", "The tram cost 600 million crowns, twice what was promised", ["twice"]),
        (
            "The tram cost 500 million, twice what was promised.",
            "The tram cost 600 million",
            ["500 million", "twice", "600 million"],
        ),
    ],
)
def test_a_number_in_one_only(said: str, claim: str, in_one: list[str]) -> None:
    row = pairs.Pair("", True, said, claim)
    article, statement = pairs.article_of(row)
    (unit,) = units([statement], [article], [])
    assert numbers_in_one(Pair(unit, Claim.of(pairs.check_of(row)))) == in_one
