"""Text is cut into words and marks, and every character that is no white space stands in exactly one of them."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sayso.parse.tokens import tokenize

# (text, its words and marks parted by "|")
CASES = [
    # contracted words are words of their own, whichever the apostrophe
    ("I don't sail", "I|do|n't|sail"),
    ("I don’t sail", "I|do|n’t|sail"),
    ("They’re here, we'll see, I'd go", "They|’re|here|,|we|'ll|see|,|I|'d|go"),
    ("Quill’s boat", "Quill|’s|boat"),
    ("CAN'T", "CA|N'T"),  # headlines
    ("the sailors' pay", "the|sailors|'|pay"),
    ("O’Hara’s", "O’Hara|’s"),  # only what stands last is contracted
    ("rock'n'roll", "rock'n'roll"),
    # abbreviations keep their point, sentences don't
    ("Mr. Tosk sailed.", "Mr.|Tosk|sailed|."),
    ("Capt. Ada J. Quill", "Capt.|Ada|J.|Quill"),
    ("at 5 p.m. in the U.S. port", "at|5|p.m.|in|the|U.S.|port"),
    ("ships, boats, etc.", "ships|,|boats|,|etc."),
    ("a J.K. Rill book", "a|J.K.|Rill|book"),
    ("the U.S.’s ships, U.S.-led", "the|U.S.|’s|ships|,|U.S.-led"),
    (
        "“I say no.” He was ill. They miss. Mass. Quill left",
        "“|I|say|no|.|”|He|was|ill|.|They|miss|.|Mass|.|Quill|left",
    ),
    ("pier No. 5 in Salem, Ill., and Lynn, Mass. where", "pier|No.|5|in|Salem|,|Ill.|,|and|Lynn|,|Mass.|where"),
    ("vitamin A.", "vitamin|A|."),  # the end of a text is no initial
    # numbers
    ("5,000 crowns", "5,000|crowns"),
    ("$4.5 million", "$|4.5|million"),
    ("12%", "12|%"),
    ("at 5:30, the 2nd of the 1990s", "at|5:30|,|the|2nd|of|the|1990s"),
    ("a 10-year-old", "a|10-year-old"),
    ("the 1990’s", "the|1990|’s"),
    ("24/7", "24|/|7"),
    ("1,2,3_4", "1,2|,|3|_|4"),
    # addresses, without the mark that ends their sentence
    ("See https://tern.example/a?b=c#d.", "See|https://tern.example/a?b=c#d|."),
    ("(www.tern.example/x)", "(|www.tern.example/x|)"),
    ("write to ada.quill@tern.example, please", "write|to|ada.quill@tern.example|,|please"),
    ("@ada_quill on #SaveThePier", "@ada_quill|on|#SaveThePier"),
    # joined words
    ("a well-known AT&T man", "a|well-known|AT&T|man"),
    ("and/or", "and|/|or"),
    ("left- and right-handed", "left|-|and|right-handed"),
    ("a snake_case word", "a|snake|_|case|word"),
    # dashes and points
    ("We sail—now–or--never", "We|sail|—|now|–|or|--|never"),
    ("“Well… so... Go.”", "“|Well|…|so|...|Go|.|”"),
    ("etc... and so on", "etc|...|and|so|on"),  # three points are no full stop
    ("Really?!", "Really|?|!"),
    # marks
    ("“‘No,’ she said,” he said.", "“|‘|No|,|’|she|said|,|”|he|said|."),
    # other scripts, emoji, and what is no letter at all
    ("Тоск сказал", "Тоск|сказал"),
    ("Ale\u0301s Nai\u0308ve-Tosk’s", "Ale\u0301s|Nai\u0308ve-Tosk|’s"),  # accents as characters of their own
    ("東京で", "東京で"),
    ("👍🏽 ok", "👍|🏽|ok"),
    ("a\ud800b", "a|\ud800|b"),  # half of a character, from a broken file
    ("a\u200bb", "a|\u200b|b"),  # no white space to Python
    ("a\u00a0b\u2028c\x1cd", "a|b|c|d"),  # and these are
    ("", ""),
    (" \n\t", ""),
]

# What the patterns look for, glued together at random: letters alone would hardly ever make an address.
JOINED = (
    "http:// www. Mr. etc U.S. J. n't ’s don’t 1,000 2nd - -- — / @ # . .. … _ “ ” ' ’ é e\u0301 Тоск 👍🏽 \ud800 \0"
)
PIECES = st.sampled_from([*JOINED.split(), " ", "\n", "\u2028", "\x1f"])
TEXTS = st.one_of(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join), st.text(max_size=60))


@pytest.mark.parametrize(("text", "tokens"), CASES)
def test_tokens(text: str, tokens: str) -> None:
    assert [text[start:end] for start, end in tokenize(text)] == (tokens.split("|") if tokens else [])


@given(TEXTS)
@example("Mr...")  # the point that an abbreviation takes is one of several
def test_every_character_but_white_space_stands_in_one_token(text: str) -> None:
    covered = [0] * len(text)
    for start, end in tokenize(text):
        for k in range(start, end):
            covered[k] += 1
    assert covered == [0 if character.isspace() else 1 for character in text]


@given(TEXTS)
def test_tokens_are_in_order_and_not_empty(text: str) -> None:
    bounds = [bound for token in tokenize(text) for bound in token]
    assert bounds == sorted(bounds)
    assert all(start < end for start, end in tokenize(text))


@pytest.mark.parametrize(
    "text", ["1-" * 20_000 + "_", "a@" * 20_000, "www." * 20_000, "a'" * 20_000, "." * 40_000, "a/b.c" * 9_000]
)
def test_long_runs_take_no_time(text: str) -> None:
    assert sum(end - start for start, end in tokenize(text)) == len(text)
