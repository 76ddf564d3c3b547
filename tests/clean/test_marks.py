"""Reading copies: what typography was meant to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.clean.marks import repair
from sayso.spans import apply
from tests.articles import paragraphs_of

# (as printed, reading copy); a comment says what real-world dirt the row stands for
CASES = [
    ("“We will sail,” she said.", "“We will sail,” she said."),  # nothing to mend
    ('"We will sail," she said.', "“We will sail,” she said."),  # straight marks
    ("''We will sail,'' she said.", "“We will sail,” she said."),  # two single ones
    ("``We will sail,'' she said.", "“We will sail,” she said."),  # typewriter style
    ("«We will sail», she said.", "“We will sail”, she said."),  # guillemets
    ("„We will sail,“ she said.", "“We will sail,” she said."),  # low and high, the German way
    ("”We will sail,” she said.", "“We will sail,” she said."),  # both the same, the Swedish way
    ("“We will sail,“ she said.", "“We will sail,” she said."),  # closing mark turned round
    ("“We will sail, she said.", "“We will sail,” she said."),  # closing mark lost before who said it
    ("in May.“We will sail, she said.", "in May. “We will sail,” she said."),  # and the space before the opening one
    ("We will sail,” she said.", "“We will sail,” she said."),  # opening mark lost at the start
    ("She said: We will sail.”", "She said: “We will sail.”"),  # opening mark lost after a colon
    ("She said: “We will sail.", "She said: “We will sail.”"),  # closing mark lost at the end
    ("“We sail. “We swim,” she said.", "“We sail.” “We swim,” she said."),  # closing mark lost before the next
    ("she said.“There is wind.”", "she said. “There is wind.”"),  # space lost before a mark
    ("“There is wind.”She left.", "“There is wind.” She left."),  # and after one
    ("near the Moorhaven pier.I know it", "near the Moorhaven pier. I know it"),  # space lost between sentences
    ("“I said: ‘No.’ He left,” she said.", "“I said: ‘No.’ He left,” she said."),  # quotation in a quotation
    ("“I said: 'No.' He left,” she said.", "“I said: ‘No.’ He left,” she said."),  # its marks straight
    ("\"I said: 'No.' He left,\" she said.", "“I said: ‘No.’ He left,” she said."),  # all marks straight
    ("“I said: ‘No. He left,” she said.", "“I said: ‘No. He left,’” she said."),  # inner closing mark lost
    ("the workers’ rights and the ’90s", "the workers' rights and the '90s"),  # apostrophes that look like marks
    ("“The workers’ rights,” he said.", "“The workers' rights,” he said."),  # and inside a quotation
    ("“She read ‘the workers’ plea’ aloud.”", "“She read ‘the workers' plea’ aloud.”"),  # and inside single ones
    ("don’t, won't, O’Tarn’s", "don’t, won't, O’Tarn’s"),  # inside words they stay
    ("‘We will sail,’ she said.", "‘We will sail,’ she said."),  # single marks outside, the British way
    ("a 12” plate and a 6'2 man", "a 12” plate and a 6'2 man"),  # inches and feet
    ("see http://tern.example/a.Html today", "see http://tern.example/a.Html today"),  # an address is not mended
    ("Mr. U.S.A. of J.R.Tarn", "Mr. U.S.A. of J.R.Tarn"),  # initials are not glued sentences
    ("“A is ready,” she said, “and B is not.”", "“A is ready,” she said, “and B is not.”"),  # split
    ('It was "fine", he said, "and dry".', "It was “fine”, he said, “and dry”."),  # straight fragments
]


def reading_copy(text: str) -> str:
    return apply(text, repair(text, paragraphs_of(text)))[0]


@pytest.mark.parametrize(("printed", "meant"), CASES)
def test_reading_copy(printed: str, meant: str) -> None:
    assert reading_copy(printed) == meant


def test_a_closing_pair_printed_as_one_mark_is_closed_there() -> None:
    copy = reading_copy("“He asks: ‘Sail or swim?’ Then the crew left. “So it was,” she said.")
    assert copy == "“He asks: ‘Sail or swim?’” Then the crew left. “So it was,” she said."


def test_a_quotation_may_go_on_in_the_next_paragraph() -> None:
    text = "“We sail.\n“We swim,” she said."
    edits = repair(text, paragraphs_of(text))
    assert [edit.reason for edit in edits] == ["quotation goes on in the next paragraph"]
    assert apply(text, edits)[0] == "“We sail.”\n“We swim,” she said."


def test_a_quotation_reported_at_the_end_does_not_go_on() -> None:
    text = "“We sail at dawn, she said.\n“We swim,” he said."
    assert reading_copy(text) == "“We sail at dawn,” she said.\n“We swim,” he said."


def test_one_broken_mark_costs_no_more_than_its_paragraph() -> None:
    broken = "“We sail, he told the harbour and left.\n"
    sound = "“We swim,” she said. “It is warm.”"
    assert reading_copy(broken + sound).endswith(sound)


def test_every_repair_says_what_was_wrong() -> None:
    text = '"We sail, she said.'
    assert {edit.reason for edit in repair(text, paragraphs_of(text))} == {"straight mark", "closing mark missing"}


@given(st.text(alphabet="ab. ,:?“”‘’\"'«»\nI", max_size=80))
def test_every_paragraph_of_a_reading_copy_is_balanced(text: str) -> None:
    paragraphs = paragraphs_of(text)
    edits = repair(text, paragraphs)
    for paragraph in paragraphs:
        own = [edit for edit in edits if paragraph.span.contains(edit.span)]
        copy, _ = apply(text[: paragraph.span.end], own)
        mended = copy[paragraph.span.start :]
        assert mended.count("“") == mended.count("”"), mended


def test_a_paragraph_full_of_marks_is_left_alone() -> None:
    text = '"' * 50_000
    assert repair(text, paragraphs_of(text)) == ()
