"""Which quotations stand as sentences of their own, and how they nest."""

from __future__ import annotations

import pytest

from sayso.parse.quotations import quotations

# (reading copy, the quotations that stand alone)
CASES = [
    ("“We will sail,” she said.", ["We will sail,"]),
    ("She said: “We will sail.”", ["We will sail."]),
    ("She called it “a disgrace” and left.", []),  # a fragment in the sentence
    ("She called it “a disgrace,” and left.", []),  # the comma inside is only American style
    ("He wrote “The Long Tide” in Velda.", []),  # a title
    ("The so-called “free port” closed.", []),  # a scare quote
    ("“We sail,” she said, “and we swim well.”", ["We sail,", "and we swim well."]),  # the second part goes on
    ("“We sail,” she said. “We swim.”", ["We sail,", "We swim."]),
    ("“We sail”, she said.", ["We sail"]),  # British: the comma outside
    ("He replied: ‘That is not so’ (he smiled).", ["That is not so"]),  # no stop, but after a colon
    ("“I said: ‘No.’ He left,” she said.", ["I said: ‘No.’ He left,", "No."]),  # inner as well as outer
    ("“10 boats sank,” she said.", ["10 boats sank,"]),  # begins with a number
    ("Workers' pay isn’t “good”.", []),  # apostrophes are no marks
    ("“We sail” - Quill said - “and we win.”", ["We sail", "and we win."]),  # hyphens for commas
    ("“We sail”, said Quill. “We will win”. He left.", ["We sail", "We will win"]),  # the stop outside
    ("• “We sail.” — Quill", ["We sail."]),  # an entry of a list
    ("She wrote “Ice,” “The Salt Road” and “Nine Men.”", []),  # titles, though she *wrote*
    ("“Nine Men,” a song from Velda, was played.", []),  # a title and what it is the title of
    ("“Nine Men,” a song critic said.", ["Nine Men,"]),  # here somebody says it
]


@pytest.mark.parametrize(("copy", "alone"), CASES)
def test_quotations_that_stand_alone(copy: str, alone: list[str]) -> None:
    assert [q.content.of(copy) for q in quotations(copy) if q.alone] == alone


def test_a_quotation_knows_the_one_around_it() -> None:
    copy = "“I said: ‘He wrote “No” twice.’ So,” she said."
    assert [quotation.parent for quotation in quotations(copy)] == [None, 0, 1]


def test_marks_that_never_close_are_passed_over() -> None:
    assert [q.content.of("“a ‘b” c") for q in quotations("“a ‘b” c")] == []
