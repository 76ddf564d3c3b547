"""Dates -> ISO 8601, as far as they are known and clear."""

from __future__ import annotations

import pytest

from sayso.clean.dates import full_date, iso


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2025-08-08", "2025-08-08"),
        ("2025/08/08", "2025-08-08"),
        ("20250808", "2025-08-08"),
        ("2025-08", "2025-08"),  # a month is what is known
        ("2025-08-08T09:30Z", "2025-08-08T09:30:00+00:00"),
        ("2025-08-08 10:11:12+03:00", "2025-08-08T10:11:12+03:00"),
        ("Fri, 08 Aug 2025 10:00:00 GMT", "2025-08-08T10:00:00+00:00"),
        ("8 August 2025", "2025-08-08"),
        ("Aug. 8, 2025 3:40 PM EDT", "2025-08-08"),
        ("2025-13-01", None),  # no such month
        ("August 32, 2025", None),
        ("03/04/2025", None),  # two days
        ("August 8", None),  # no year
        ("May 5", None),
        ("last week", None),
        ("", None),
        ("9" * 5_000, None),
    ],
)
def test_iso(given: str, expected: str | None) -> None:
    assert iso(given) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published: 8th of August 2025, 10:15", "2025-08-08"),
        ("Posted on Sept 1, 2024 by Jane Roe", "2024-09-01"),
        ("Published August 8", None),
    ],
)
def test_full_date(text: str, expected: str | None) -> None:
    assert full_date(text) == expected
