"""Modals and the verbs that they govern; what they stand against is in the table of the kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.collate.modality import modals
from sayso.collate.tokens import tokenise
from sayso.records import Kind
from sayso.spans import Span

Told = tuple[str, bool, str, str]

DIFFER: list[tuple[str, str, tuple[str, str]]] = [
    ("The council may sell the port.", "The council will sell the port.", ("may sell", "will sell")),
    ("The council might sell the port.", "The council will sell the port.", ("might sell", "will sell")),
    ("The dam could break this winter.", "The dam will break this winter.", ("could break", "will break")),
]


@pytest.mark.parametrize(("left", "right", "expected"), DIFFER)
def test_passages(left: str, right: str, expected: tuple[str, str], compare: Callable[..., list[Told]]) -> None:
    assert compare(left, right) == [("modality", True, *expected)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They may not sell the port.", [("open", "sell", True)]),
        ("They are not allowed to sell.", [("allowed", "sell", True)]),
        ("We really must now act, and they will too.", [("bound", "act", False)]),  # no verb after "will"
        ("The will to act is a must for May.", []),  # nouns and a month
        ("It may, they say, sink.", []),  # the verb stands past a mark
    ],
)
def test_modals(text: str, found: list[tuple[str, str, bool]]) -> None:
    words = tokenise(text, [Span(0, len(text))])
    assert [(modal.force, words[modal.verb].text, modal.negated) for modal in modals(words)] == found


def test_a_retelling_with_the_verb_alone_in_common_is_not_compared(compare: Callable[..., list[Told]]) -> None:
    left, right = "the council may sell the port of Marra to the islands", "farmers will sell bread in the square"
    rows = compare(left, right, left_kind=Kind.INDIRECT, right_kind=Kind.INDIRECT)
    assert [row for row in rows if row[0] == "modality"] == []
