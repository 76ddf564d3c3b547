"""What the fields of a head tell."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from sayso.fetch.fields import Fields, charset_in, max_age_s, media_type_in, retry_after_s, validator

NOW = datetime(2026, 5, 13, 6, tzinfo=UTC)


def fields(*lines: str) -> Fields:
    return Fields(
        [(name.encode(), value.encode("latin-1")) for name, _, value in (line.partition(":") for line in lines)]
    )


@pytest.mark.parametrize(
    ("value", "media_type", "charset"),
    [
        ("Text/HTML; Charset=UTF-8", "text/html", "utf-8"),
        ('text/html;charset="windows-1252"; x=y', "text/html", "windows-1252"),
        ("text/html; xcharset=utf-8", "text/html", None),
        ("; charset=utf-8", None, "utf-8"),
        ("", None, None),
        ("x" * 9_999, "x" * 100, None),
    ],
)
def test_content_types(value: str, media_type: str | None, charset: str | None) -> None:
    told = fields(f"Content-Type: {value}")
    assert (media_type_in(told), charset_in(told)) == (media_type, charset)
    assert media_type_in(fields()) is None


@pytest.mark.parametrize(
    ("lines", "seconds"),
    [
        (["cache-control: max-age=60"], 60),
        (["Cache-Control: public", "Cache-Control: Max-Age=60"], 60),
        (["Cache-Control: s-maxage=60"], None),
        (["Cache-Control: no-cache, max-age=60"], None),
        (["Cache-Control: max-age=60, no-store"], None),
        (["Cache-Control: max-age=-1"], None),
        (["Cache-Control: max-age=99999999999"], None),
        (["Cache-Control: x=max-age=60"], None),
        ([], None),
    ],
)
def test_for_how_long_nothing_changes(lines: list[str], seconds: float | None) -> None:
    assert max_age_s(fields(*lines)) == seconds


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        ("Wed, 13 May 2026 06:02:00 GMT", 120),
        ("Wed, 13 May 2026 05:00:00 GMT", 0),
        ("Wed, 13 May 2026 06:02:00", 120),
        ("-5", None),
        ("1e9", None),
        ("9" * 5_000, None),
        ("soon", None),
        ("Wed, 99 May 99999 06:02:00 GMT", None),
        ("", None),
    ],
)
def test_for_how_long_we_are_asked_to_wait(value: str, seconds: float | None) -> None:
    assert retry_after_s(fields(f"Retry-After: {value}"), NOW) == seconds


@pytest.mark.parametrize("value", ['"a"', 'W/"ä"', "Wed, 13 May 2026 06:02:00 GMT"])
def test_what_can_be_sent_back(value: str) -> None:
    assert validator(value) == value


@pytest.mark.parametrize("value", [None, "", " ", '"a"\r\nX: y', "a\x00", "a ", "\u2014", "a" * 1_001])
def test_what_can_not(value: str | None) -> None:
    assert validator(value) is None
