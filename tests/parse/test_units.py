"""A paragraph is read in units: its frame, and the insides of the quotations that stand alone in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from sayso.parse.units import units_of
from sayso.spans import Edit
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


def test_a_unit_has_the_repairs_of_its_paragraph() -> None:
    """Two with repairs at their edges, one without any between them."""
    units = units_of(article("'We sail,' she said.\n\nOne.\n\n'No,' he said.  He said 'why'"))[1]
    frames = [unit.text for unit in units if unit.quotation is None]
    assert frames == ["‘Yes,’ she said.", "One.", "‘Yes,’ he said.  He said ‘why’"]


class NeverGoneThrough(tuple[Edit, ...]):
    def __iter__(self) -> Iterator[Edit]:
        raise AssertionError("thousands of paragraphs with thousands of repairs would take minutes")


def test_all_repairs_are_not_gone_through_for_each_paragraph() -> None:
    given = article("'We sail,' she said.\n\n" * 3)
    units = units_of(replace(given, repairs=NeverGoneThrough(given.repairs)))[1]
    assert [unit.text for unit in units] == ["‘Yes,’ she said.", "We sail,"] * 3


def test_units_know_their_paragraph_and_quotation() -> None:
    quotations, units = units_of(article("One.\n“I said: ‘No.’ He left,” she said."))
    assert [(unit.paragraph, unit.quotation) for unit in units] == [(0, None), (1, None), (1, 0), (1, 1)]
    assert [quotation.parent for quotation in quotations] == [None, 0]
