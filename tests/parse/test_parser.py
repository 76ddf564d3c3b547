"""Tokens stand where the article has them, whatever the reading copy mended."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.parse import Parsed, Proposal, parse
from sayso.parse.sequences import MAX_WORDS
from sayso.parse.tokens import tokenize
from sayso.parse.units import units_of
from sayso.records import Dateline, Document
from sayso.spans import Span
from tests.articles import article

BROKEN = 'The mayor said.“We sail" today.I know\n“I asked: ‘Why?’ She left,” he said.\n"We sail.\n"We swim," he said.'


# Texts whose marks are lost, straight, turned, of another style or too many, with what stands in the way of offsets.
MARKS = "“ ” \" ‘ ’ ' „ « » — - , . ? … \u00ad \u200b \ud800 👍"
WORDS = "She said|he asked: |We sail|don't|Mr. Tosk|workers’ pay|a 10-year plan|it’s|e\u0301t|U.S."
PIECES = [*MARKS.split(), *WORDS.split("|"), " ", "  ", "\n"]
ODD = st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join)


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


@given(ODD)
def test_every_token_stands_where_the_article_has_it(text: str) -> None:
    document = article(text)
    quotations, units = units_of(document)
    for unit in units:
        behind = False  # a stop that is added after a placeholder stands nowhere
        places = tokenize(unit.text)
        for place, (start, end, quotation) in zip(places, unit.located(places), strict=True):
            word, span = unit.text[slice(*place)], Span(start, end)
            assert document.paragraphs[unit.paragraph].span.contains(span)
            if quotation is not None:
                assert span == quotations[quotation].content
            elif not any(edit.start <= span.end and span.start <= edit.end for edit in document.repairs):
                assert span.of(text) == word or (behind and word in ",.?!")
            behind = quotation is not None


@given(ODD)
def test_every_word_of_the_article_stands_in_one_unit(text: str) -> None:
    document = article(text)
    covered = [0] * len(text)
    for unit in units_of(document)[1]:
        for start, end, quotation in unit.located(tokenize(unit.text)):
            for k in range(start, end):
                covered[k] += quotation is None and text[k].isalnum()
    assert covered == [int(character.isalnum()) for character in text]


def test_a_very_long_paragraph_is_parsed_in_pieces() -> None:
    text = "The mayor said that the boats sail at dawn. " * 300
    found = parsed(article(text))
    assert sum(token.text == "mayor" for token in found.tokens) == 300
    assert max(map(len, found.sentences)) <= MAX_WORDS
    assert all(token.sentence == found.tokens[token.head].sentence for token in found.tokens)


def test_a_sentence_without_end_is_parsed_in_pieces_too() -> None:
    found = parsed(article("and the boats sail " * 2_000))
    assert len(found.tokens) == 8_000
    assert max(map(len, found.sentences)) <= MAX_WORDS


@pytest.mark.parametrize("text", ["", " \n ", "“”", "…", "\ud800", "“‘’”"])
def test_hardly_a_text_is_parsed_too(text: str) -> None:
    found = parsed(article(text))
    assert len(found.children) == len(found.tokens)


def test_tokens_units_and_sentences_agree() -> None:
    found = parsed(article(BROKEN))
    assert [token.i for token in found.tokens] == [k for unit in found.units for k in unit.tokens]
    assert [token.i for token in found.tokens] == [k for sentence in found.sentences for k in sentence]
    for number, unit in enumerate(found.units):
        assert {found.tokens[k].unit for k in unit.tokens} == {number}
    for number, sentence in enumerate(found.sentences):
        assert {found.tokens[k].sentence for k in sentence} == {number}
    for token in found.tokens:
        assert token.i in found.children[token.head] or token.head == token.i


# --- what the words report -------------------------------------------------------------------------------------------

TOLD_AGAIN = (
    "Ada Quill said that Ilmar Tosk had told reporters that the pier would open in May. "
    "The mayor claimed that Veldapress reported that the boats had sunk. "
    "Tosk recalled that the engineer said the dam was leaking.\n"
    "“Quill told me that the pier was safe,” Tosk said."
)


def words(found: Parsed, tokens: tuple[int, ...]) -> str:
    return " ".join(found.tokens[k].text for k in tokens)


def by_cue(found: Parsed, cue: str) -> list[Proposal]:
    return [proposal for proposal in found.proposals if found.tokens[proposal.cue].text == cue]


def test_proposals_are_words_of_one_sentence() -> None:
    found = parsed(article(TOLD_AGAIN))
    assert found.proposals
    for proposal in found.proposals:
        assert proposal.content
        assert 0 <= proposal.chance <= 1
        assert list(proposal.content) == sorted(set(proposal.content))
        assert not set(proposal.content) & set(proposal.source)
        if not proposal.depth:
            sentence = found.sentences[found.tokens[proposal.cue].sentence]
            assert all(k in sentence for k in (*proposal.content, *proposal.source))


def test_what_is_told_again_stands_inside_what_is_told() -> None:
    found = parsed(article(TOLD_AGAIN))
    deeper = [proposal for proposal in found.proposals if proposal.depth]
    assert deeper
    for proposal in deeper:
        around = [set(each.content) for each in found.proposals if each.depth == proposal.depth - 1]
        assert any({proposal.cue, *proposal.content, *proposal.source} <= each for each in around)


def test_who_tells_what_somebody_told() -> None:
    found = parsed(article("Ada Quill said that Ilmar Tosk had told reporters that the pier would open in May."))
    (outer,), (inner,) = by_cue(found, "said"), by_cue(found, "told")
    assert (outer.depth, words(found, outer.source)) == (0, "Ada Quill")
    assert (inner.depth, words(found, inner.source)) == (1, "Ilmar Tosk")
    assert words(found, inner.content) == "that the pier would open in May"


def test_a_placeholder_may_be_reported() -> None:
    found = parsed(article("“We sail at dawn,” said Ada Quill."))
    (said,) = by_cue(found, "said")
    assert [found.tokens[k].quotation for k in said.content] == [0]


def test_proposals_do_not_depend_on_the_neighbours() -> None:
    one, two = article(TOLD_AGAIN, id="one"), article("“We sail,” said Ada Quill.", id="two")
    assert [p.proposals for p in parse([one, two])] == [parsed(one).proposals, parsed(two).proposals]
