"""Furniture is set aside for what it says, and the article's own short lines stay."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from sayso.clean.furniture import Found, furniture, is_paywall, is_prose
from sayso.records import Furniture
from sayso.spans import Span

PROSE = "The harbour of Port Arvel will stay in public hands for good, President Ilmar Tosk said on Monday."
RULES = tomllib.loads(files("sayso.clean").joinpath("furniture.toml").read_text("utf-8"))["rule"]


def why(*lines: str) -> list[Furniture | None]:
    """The reason for each line of a text that is made of them."""
    return [found.reason if found else None for found in _found(lines)]


def _found(lines: tuple[str, ...]) -> list[Found | None]:
    text = "\n".join(lines)
    spans, start = [], 0
    for line in lines:
        spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return furniture(text, spans)


@pytest.mark.parametrize(
    ("line", "reason", "where"),
    [(line, rule["reason"], rule["where"]) for rule in RULES for line in rule["goes"]],
)
def test_every_rule_sets_its_examples_aside(line: str, reason: str, where: str) -> None:
    found = why(line, PROSE, PROSE) if where == "edge" else why(PROSE, line, PROSE)
    assert Furniture(reason) in found


@pytest.mark.parametrize("line", [line for rule in RULES for line in rule["stays"]])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_every_look_alike_stays(line: str, at: int) -> None:
    lines = [PROSE, PROSE]
    lines.insert(at, line)
    assert why(*lines) == [None, None, None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("3.71 BYN", Furniture.RATES),  # a number and its currency
        ("USD 1.07", Furniture.RATES),  # the other way round
        ("EUR/USD 1.07", Furniture.RATES),
        ("1 USD = 3.71 PLN", Furniture.RATES),
        ("€ 92.10", Furniture.RATES),
        ("$1.07 (+0.2%)", Furniture.RATES),  # with its change
        ("Brent 71.20 -0.4%", Furniture.RATES),
        ("Port Arvel +7 °C", Furniture.RATES),  # weather
        ("−12°", Furniture.RATES),
        ("Home | World | Politics | Sport", Furniture.MENU),  # a menu in one line
        ("News · Culture · Weather", Furniture.MENU),
        ("Home > World > Veldania", Furniture.MENU),  # where one is
        ("12 MPH", None),  # a number and capitals that are no currency
        ("5 NGO", None),
        ("1995", None),  # a year
        ("3.71", None),  # a number of what?
        ("Pledged: 781.", None),  # a list in an article
        ("€1 million", None),
        ("8 August", None),
        ("Tosk | Renn | Marr", None),  # three names are no menu
        ("He said: yes / no / perhaps", None),
        ("The gate", None),  # a crosshead
        ("“We will stay.”", None),  # a quotation by itself
        ("Q: Will you sell?", None),
    ],
)
def test_shapes_above_the_article(line: str, reason: Furniture | None) -> None:
    assert why(line, PROSE, PROSE) == [reason, None, None]


def test_rates_and_menus_count_only_at_the_edges() -> None:
    assert why(PROSE, "100 EUR", "World", PROSE) == [None, None, None, None]
    assert why(PROSE, PROSE, "100 EUR", "World") == [None, None, Furniture.RATES, Furniture.MENU]


def test_titles_under_related_articles_go_with_it_and_prose_ends_them() -> None:
    lines = ("Related articles", "Harbour unions call a strike", "Renn leaves the coast guard", PROSE, "The gate")
    assert why(PROSE, *lines) == [None, Furniture.READ_ALSO, Furniture.READ_ALSO, Furniture.READ_ALSO, None, None]


def test_words_in_quotation_marks_are_no_notice() -> None:
    assert why(PROSE, "“Subscribe to continue reading,” the page said.", PROSE) == [None, None, None]


def test_a_long_paragraph_is_never_furniture() -> None:
    assert why(PROSE, "Photo: " + "guards at the gate " * 60, PROSE) == [None, None, None]


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("Subscribe to continue reading", True),
        ("This article is for subscribers only.", True),
        ("Subscribe to our newsletter", False),  # stands on free pages too
        ("Subscribe", False),
    ],
)
def test_only_some_notices_mean_a_paywall(notice: str, expected: bool) -> None:
    assert is_paywall(notice) is expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (PROSE, True),
        ("“" + PROSE[:-1] + ".”", True),
        ("Harbour stays in public hands for good, says president of Veldania", False),  # no stop: a headline
        ("He left.", False),  # too short to tell
    ],
)
def test_prose_is_a_sentence_of_some_length(paragraph: str, expected: bool) -> None:
    assert is_prose(paragraph) is expected
