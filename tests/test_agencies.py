"""Agencies by the names and addresses that pages have for them."""

from __future__ import annotations

import pytest

from sayso.agencies import agency_named, agency_names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("AP", "AP"),
        ("AP.", "AP"),
        ("The Associated Press", "AP"),
        ("AP/Reuters", "AP"),
        ("REUTERS", "Reuters"),
        ("BELTA", "BelTA"),
        ("apnews.com", "AP"),
        ("eng.belta.by", "BelTA"),
        ("WWW.Reuters.com", "Reuters"),
        ("notreuters.com", None),
        ("com", None),
        ("mena", None),  # an ending, not the agency
        ("The Arvel Post", None),
        ("", None),
    ],
)
def test_agencies_by_name(name: str, expected: str | None) -> None:
    assert agency_named(name) == expected


def test_each_name_is_one_agency() -> None:
    named = {name: agency_named(name) for name in agency_names()}
    assert None not in named.values()
    assert {agency_named(agency) for agency in named.values() if agency} == set(named.values())
