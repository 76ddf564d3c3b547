"""Whether two speakers are one, are two, or can't be told."""

from __future__ import annotations

import pytest

from sayso.link.speakers import same_speaker
from sayso.records import Speaker


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("Ilmar Tosk", "Ilmar Tosk", True),
        ("Ilmar Tosk", "Dora Venn", False),
        ("Ilmar Tosk", None, None),
        (None, None, None),
        # one of the officials may be he
        ("Ilmar Tosk", "two officials", None),
        ("Ilmar Tosk", "Ministry officials", None),
        # a body by two forms of its name
        ("Ministry of Ports", "Veldanian Ports Ministry", None),
        ("Ministry of Ports", "Senate", False),
    ],
)
def test_same_speaker(left: str | None, right: str | None, expected: bool | None) -> None:
    one, other = (None if name is None else Speaker(name, name, 1.0, "printed") for name in (left, right))
    assert same_speaker(one, other) is expected
    assert same_speaker(other, one) is expected
