from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.report.visible import one_line, visible

CASES = [
    ("plain “text”\n\ttabbed\r\n", "plain “text”\n\ttabbed\r\n"),  # line ends and tabs are layout
    ("a\x00b", "a␀b"),  # HTML may not hold a NUL, not even as a reference
    ("\x1b[31mred", "␛[31mred"),  # a terminal would obey it
    ("a\x7f\x85", "a␡⟨U+0085⟩"),
    ("\u202eabc\u2069", "⟨U+202E⟩abc⟨U+2069⟩"),  # would show the words turned round
    ("\ud800", "⟨U+D800⟩"),  # UTF-8 has no bytes for it
    ("a\u2028b", "a⟨U+2028⟩b"),
    ("אב\u200fג 😀 e\u0301", "אב\u200fג 😀 e\u0301"),  # honest right-to-left text, emoji and accents stay
]


@pytest.mark.parametrize(("text", "shown"), CASES)
def test_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters(), max_size=30))
def test_what_is_shown_can_always_be_written_and_shown_again(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert visible(shown) == shown


def test_one_line_holds_no_line_end() -> None:
    assert one_line("  a\r\n\n b\t\u202ec ") == "a b ⟨U+202E⟩c"
