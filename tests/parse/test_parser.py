"""Tokens stand where the article has them, whatever the reading copy mended."""

from __future__ import annotations

from dataclasses import replace

from sayso.parse import Parsed, parse
from sayso.records import Dateline, Document
from sayso.spans import Span
from tests.articles import article

BROKEN = 'The mayor said.“We sail" today.I know\n“I asked: ‘Why?’ She left,” he said.\n"We sail.\n"We swim," he said.'


def parsed(document: Document) -> Parsed:
    return next(parse([document]))


def test_every_word_maps_to_its_own_characters() -> None:
    found = parsed(article(BROKEN))
    words = [token for token in found.tokens if token.quotation is None and token.text[:1].isalnum()]
    assert words
    assert all(token.span.of(BROKEN) == token.text for token in words)


def test_units_cover_every_word_once() -> None:
    found = parsed(article(BROKEN))
    starts = [token.start for token in found.tokens if token.quotation is None and token.text[:1].isalnum()]
    assert len(starts) == len(set(starts))
    assert {"mayor", "We", "sail", "Why", "She", "swim"} <= {token.text for token in found.tokens}


def test_a_placeholder_spans_its_quotation() -> None:
    found = parsed(article(BROKEN))
    for token in found.tokens:
        if token.quotation is not None:
            assert token.span == found.quotations[token.quotation].content


def test_a_quotation_in_a_quotation_is_parsed_inside_it() -> None:
    found = parsed(article("“I asked: ‘Why now?’ She left,” he said."))
    assert [unit.quotation for unit in found.units] == [None, 0, 1]
    assert found.quotations[1].parent == 0


def test_a_quotation_may_continue_the_one_of_the_paragraph_before() -> None:
    found = parsed(article("“We sail at dawn.\n“We swim at noon,” he said."))
    assert [quotation.continues for quotation in found.quotations] == [None, 0]


def test_the_dateline_is_no_part_of_the_first_sentence() -> None:
    text = "VELDA, 4 May (Veldapress) - The mayor resigned."
    document = replace(article(text), dateline=Dateline(Span(0, 27), "VELDA", "4 May", "Veldapress"))
    assert parsed(document).tokens[0].text == "The"


def test_a_document_does_not_depend_on_its_neighbours() -> None:
    one, two = article(BROKEN, id="one"), article("“We sail,” said Ada Quill.", id="two")
    together = list(parse([one, two]))
    assert [p.tokens for p in together] == [parsed(one).tokens, parsed(two).tokens]


def test_a_very_long_paragraph_is_parsed_in_pieces() -> None:
    text = "The mayor said that the boats sail at dawn. " * 1_000
    found = parsed(article(text))
    assert len(found.units) > 1
    assert sum(token.text == "mayor" for token in found.tokens) == 1_000
