from __future__ import annotations

import pytest

from sayso.report.standards.addresses import date_of, moment_of, urn, web_address


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/b?c=1&d=2#e", "https://a.example/b?c=1&d=2#e"),
        ("HTTP://a.example:8080", "HTTP://a.example:8080"),
        ("https://a.example/é", "https://a.example/%C3%A9"),
        ("https://a.example/%C3%A9 ", None),  # white space ends an address
        ("https://a.example/100%", "https://a.example/100%25"),  # no escape
        ('https://a.example/"><script>', "https://a.example/%22%3E%3Cscript%3E"),
        ("https://a.example/#a#b", "https://a.example/#a%23b"),
        ("https://user:word@a.example/", None),  # credentials are not for passing on
        ("javascript:alert(1)", None),
        ("ftp://a.example/", None),
        ("file:///etc/passwd", None),
        ("reports/herald.txt", None),
        ("https://", None),
        ("https://a.example/\ud800", None),
        ("https://a.example/\u202e", "https://a.example/%E2%80%AE"),
        ("https://a.example/" + "x" * 2000, None),
    ],
)
def test_web_address(text: str, expected: str | None) -> None:
    assert web_address(text) == expected


def test_a_name_is_the_same_for_the_same_and_stays() -> None:
    assert urn("statement", "d", "s") == "urn:uuid:1adcc259-5570-5289-8722-9b8692a2a207"
    assert len({urn("a", "b", "c"), urn("a", "bc"), urn("ab", "c"), urn("a", "\ud800"), urn("a", "\ud801")}) == 5


@pytest.mark.parametrize(
    ("published", "day", "moment"),
    [
        ("2026-05-12", "2026-05-12", None),
        ("2026-05-12T10:00:00Z", "2026-05-12", "2026-05-12T10:00:00Z"),
        ("2026-05-12T10:00:00.5+02:00", "2026-05-12", "2026-05-12T10:00:00.5+02:00"),
        ("2026-05-12T10:00", "2026-05-12", None),  # no seconds, no zone
        ("2026-05", None, None),
        ("2026-13-01", None, None),
        ("yesterday", None, None),
        (None, None, None),
    ],
)
def test_dates(published: str | None, day: str | None, moment: str | None) -> None:
    assert (date_of(published), moment_of(published)) == (day, moment)
