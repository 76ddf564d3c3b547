"""Lines become paragraphs, however the text was typed."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.clean.paragraphs import paragraph_spans

FIRST = "The harbour of Port Arvel will stay in public hands for good, President Ilmar Tosk said on Monday in Tarn."
SECOND = "He spoke before the guards of the coast, who had waited for him since the early morning in the rain."


def paragraphs(text: str) -> list[str]:
    return [span.of(text) for span in paragraph_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{FIRST}\n{SECOND}", [FIRST, SECOND]),  # one line end parts them
        (f"{FIRST}\n\n{SECOND}", [FIRST, SECOND]),  # or a blank line
        (f"\n {FIRST} \r\n\t\r\n{SECOND}\u00a0\n", [FIRST, SECOND]),  # outer white space is none of it
        (f"{FIRST}\u2029{SECOND}", [FIRST, SECOND]),
        (f"\ufeff{FIRST}\x00\n{SECOND}", [FIRST, SECOND]),  # nor are invisible characters
        ("The gate\nThe sea\nThe guards\nThe king", ["The gate", "The sea", "The guards", "The king"]),  # a list
        # turns and entries of a list are short lines, and no wrapped passage
        (
            "TERN GAZETTE: Will the ferry sail?\nQUILL: It will sail in May.\nTERN GAZETTE: Who pays?\nQUILL: We pay.",
            [
                "TERN GAZETTE: Will the ferry sail?",
                "QUILL: It will sail in May.",
                "TERN GAZETTE: Who pays?",
                "QUILL: We pay.",
            ],
        ),
        ("We sail in the spring, says she.\n• it will rain", ["We sail in the spring, says she.", "• it will rain"]),
        ("", []),
        (" \n\t\x00\u200b", []),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert paragraphs(text) == expected


@pytest.mark.parametrize("width", [50, 70, 90])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_hard_wrapped_text_is_joined(width: int, end: str) -> None:
    wrapped = [textwrap.fill(f"{FIRST} {SECOND} {FIRST}", width) for _ in range(3)]
    text = "\n\n".join(["Harbour stays", *wrapped]).replace("\n", end)
    assert [" ".join(each.split()) for each in paragraphs(text)] == [
        "Harbour stays",
        *[f"{FIRST} {SECOND} {FIRST}"] * 3,
    ]


def test_hard_wrapped_text_without_blank_lines_is_parted_at_short_lines() -> None:
    text = "\n".join(textwrap.fill(f"{SECOND} {FIRST} {FIRST}", 70) for _ in range(3))
    assert len(paragraphs(text)) == 3


def test_one_wrapped_passage_in_a_text_that_is_not() -> None:
    text = f"{FIRST} {SECOND}\n\nHe said that the gate would be shut for a year or\nperhaps for two.\n\n{SECOND}"
    assert len(paragraphs(text)) == 3


def test_a_menu_in_small_letters_is_not_joined() -> None:
    assert paragraphs(f"home\nnews\nsport\n{FIRST}") == ["home", "news", "sport", FIRST]


@given(st.text(alphabet=st.sampled_from("abc .\n\r\t\x00\u2028\u200b“”"), max_size=200))
def test_paragraphs_are_in_order_and_hold_every_visible_character(text: str) -> None:
    spans = paragraph_spans(text)
    assert spans == sorted(spans)
    held = "".join(span.of(text) for span in spans)
    invisible = "\x00\u200b"
    kept = [char for char in held if not char.isspace() and char not in invisible]
    assert kept == [char for char in text if not char.isspace() and char not in invisible]
