"""Reading copies: what typography was meant to be."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import example, given
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
    ("‘‘We will sail,’’ she said.", "“We will sail,” she said."),  # two single curly ones
    ("““We will sail,” she said.", "“We will sail,” she said."),  # printed twice
    ('""We will sail,"" she said.', "“We will sail,” she said."),  # doubled as spreadsheets do
    ("“We will sail,” she said.” He left.", "“We will sail,” she said. He left."),  # one too many
    ("«I said: “No.” He left», she said.", "“I said: ‘No.’ He left”, she said."),  # two styles nested
    ("“He said “No,”” she said.", "“He said ‘No,’” she said."),  # the same marks inside each other
    ("»We will sail,« she said.", "“We will sail,” she said."),  # guillemets that point inwards
    ("»We sail, she said. »We win.«", "“We sail,” she said. “We win.”"),  # and one of them lost
    ("”We sail,” she said. We win.”", "“We sail,” she said. “We win.”"),  # the Swedish way, and one of them lost
    ("â€œWe sail,â€\x9d she said â€“ donâ€™t.", "“We sail,” she said – don’t."),  # UTF-8 read as Windows-1252
    ("â€œâ€˜No,â€™ he said,â€ she told us.", "“‘No,’ he said,” she told us."),  # the byte without a character lost
    # the outer closing mark lost: what reports an inner quotation does not end the outer one
    (
        "“I asked: ‘So?’ She said: ‘Gone?!’ He said they hid. So: ‘Stay in.’ Then the crew left. “No,” Tosk said.",
        "“I asked: ‘So?’ She said: ‘Gone?!’ He said they hid. So: ‘Stay in.’” Then the crew left. “No,” Tosk said.",
    ),
    # and at the end of a paragraph, with an inner quotation: both end there
    ("“I say: ‘You lie.’ – ‘Why lie?’ Then warn the crew.’", "“I say: ‘You lie.’ – ‘Why lie?’ ‘Then warn the crew.’”"),
    ("“We sail, Tosk, the mayor of Velda, said.", "“We sail,” Tosk, the mayor of Velda, said."),  # an apposition
    ("“He said: ‘No,’ she told us.", "“He said: ‘No,’” she told us."),  # the outer one lost behind the inner
    ("He said: ‘No,’” she told us.", "“He said: ‘No,’” she told us."),  # the outer one lost before the inner
    ("“I say: ‘Go. He says: ‘No,’” she said.", "“I say: ‘Go.’ He says: ‘No,’” she said."),  # before the next turn
    ("“The boat,” said Quill, will sail.”", "“The boat,” said Quill, “will sail.”"),  # lost after the cue
    ("“We sail,” said Quill, mayor of Velda. We win.”", "“We sail,” said Quill, mayor of Velda. “We win.”"),
    ("“The boat, said Quill, “will sail.”", "“The boat,” said Quill, “will sail.”"),  # lost before the cue
    ("She said, We will sail.”", "She said, “We will sail.”"),  # lost after a comma
    ("We sail,’ she said. ‘We win.’", "‘We sail,’ she said. ‘We win.’"),  # single, lost at the start
    ("“We will sail. — Ada Quill, mayor", "“We will sail.” — Ada Quill, mayor"),  # lost before a signature
    ("2. We will sail.” — Ada Quill", "2. “We will sail.” — Ada Quill"),  # lost after a list's number
    ("“We will sail.”-Ada Quill", "“We will sail.” - Ada Quill"),  # spaces lost around a dash
    ("“We will sail.”(Ada Quill)", "“We will sail.” (Ada Quill)"),  # and before a bracket
    ("•“We will sail.”", "• “We will sail.”"),  # and after a bullet
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


@given(st.text(alphabet="aâ€œ™\x9d“” \n", max_size=60))
@example("â€â€a")  # two that touch
def test_edits_of_misread_text_do_not_overlap(text: str) -> None:
    edits = repair(text, paragraphs_of(text))
    assert all(before.end <= after.start for before, after in pairwise(edits))


@pytest.mark.parametrize("part", ["a, ", "“a, b c ", "“‘a said, ", "- A ", "a: ‘b. c "])
def test_long_paragraphs_take_no_quadratic_time(part: str) -> None:
    text = part * (60_000 // len(part))
    started = time.process_time()
    repair(text, paragraphs_of(text))
    assert time.process_time() - started < 5


def test_a_paragraph_full_of_marks_is_left_alone() -> None:
    text = '"' * 50_000
    assert repair(text, paragraphs_of(text)) == ()
