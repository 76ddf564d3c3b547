"""A paragraph is read in units: its frame, and the insides of the quotations that stand alone in it."""

from __future__ import annotations

import pytest

from sayso.parse.units import units_of
from tests.articles import article

# (text, the texts of its units: the frame first, with “Yes” for what has a unit of its own)
CASES = [
    ("The boats sail.", ["The boats sail."]),
    ("“We sail,” she said.", ["“Yes,” she said.", "We sail,"]),
    ("“We sail”, she said.", ["“Yes”, she said.", "We sail"]),  # British: nothing is added inside
    ("She asked: “Why?” He left.", ["She asked: “Yes?” He left.", "Why?"]),
    ("“I said: ‘No.’ He left,” she said.", ["“Yes,” she said.", "I said: ‘Yes.’ He left,", "No."]),
    ("She called it “a disgrace” and left.", ["She called it “a disgrace” and left."]),  # part of the sentence
    ("He said.“We sail.”", ["He said. “Yes.”", "We sail."]),  # the reading copy is read
    ("One.\n\n“We sail,” she said.", ["One.", "“Yes,” she said.", "We sail,"]),  # paragraph by paragraph
    ("", []),
]


@pytest.mark.parametrize(("text", "units"), CASES)
def test_units(text: str, units: list[str]) -> None:
    assert [unit.text for unit in units_of(article(text))[1]] == units


def test_units_know_their_paragraph_and_quotation() -> None:
    quotations, units = units_of(article("One.\n“I said: ‘No.’ He left,” she said."))
    assert [(unit.paragraph, unit.quotation) for unit in units] == [(0, None), (1, None), (1, 0), (1, 1)]
    assert [quotation.parent for quotation in quotations] == [None, 0]
