"""The apparatus: entries as editors print them, what all have, what one alone has."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.collate.align import align_words
from sayso.collate.apparatus import apparatus, sigla
from sayso.collate.wording import Wording, prepared
from sayso.records import Apparatus, Document, Kind
from sayso.spans import Span, identity


def wording(name: str, text: str) -> Wording:
    document = Document(name, name, name, text, (), identity(len(text)))
    return prepared(document, [Span(0, len(text))], Kind.DIRECT)


def printed(*texts: str, reference: str | None = None) -> tuple[Apparatus, list[Wording]]:
    """The apparatus of texts whose articles are a, b, c …"""
    names = "abcdefgh"[: len(texts)]
    found = [wording(name, text) for name, text in zip(names, texts, strict=True)]
    signs = sigla(list(names), sorted(names))
    return apparatus(align_words([one.words for one in found]), found, signs, reference=reference), found


ENTRIES: list[tuple[list[str], list[str]]] = [
    # one word for another
    (["We hold 40 forts", "We hold 60 forts"], ["40 A ] 60 B"]),
    # what most have stands first
    (["We hold 60 forts", "We hold 40 forts", "We hold forty forts"], ["40 B C ] 60 A"]),
    # left out, and put in
    (["We will gladly sign", "We will gladly sign", "We will sign"], ["gladly A B ] om. C"]),
    (["We will sign", "We will sign", "We will gladly sign"], ["gladly add. C"]),
    # three ways
    (["a grave mistake", "a bitter mistake", "a mistake"], ["grave A ] bitter B; om. C"]),
    # at another place: one entry, no omission and no addition
    (
        ["Near the old mill we will build", "We will build near the old mill", "We will build near the old mill"],
        ["We will build B C ] transp. A"],
    ),
    # marks, capitals and spelling make none
    (["We’d “never” pay!", "we would never pay"], []),
    (["The colour is grey.", "The color is gray."], []),
]


@pytest.mark.parametrize(("texts", "lines"), ENTRIES)
def test_entries(texts: list[str], lines: list[str]) -> None:
    assert [entry.line for entry in printed(*texts)[0].entries] == lines


def test_the_reference_is_the_lemma() -> None:
    found, _ = printed("We hold 60 forts", "We hold 40 forts", "We hold 40 forts", reference="a")
    assert [entry.line for entry in found.entries] == ["60 A ] 40 B C"]


def test_common_and_only() -> None:
    found, wordings = printed(
        "Well, the old dam will hold this winter.",
        "I say the old dam will hold.",
        "The old dam will hold, God willing.",
    )
    assert [passage.span.of(one.text) for passage, one in zip(found.common, wordings, strict=True)] == [
        "the old dam will hold",
        "the old dam will hold",
        "The old dam will hold",
    ]
    only = [[p.span.of(one.text) for p in row] for row, one in zip(found.only, wordings, strict=True)]
    assert only == [["this winter"], ["I say"], ["God willing"]]


def test_nothing_in_common() -> None:
    assert printed("the dam holds", "a bridge fell")[0].common == ()
    assert printed("it is so", "it is not")[0].common == ()  # grammar alone


def test_one_reading_has_no_apparatus() -> None:
    assert printed("We will sign")[0] == Apparatus(("A",))


def test_a_quotation_in_two_pieces_is_printed_without_the_reporting_words() -> None:
    text = "“We sign”, she said, “at once.”"
    split = prepared(Document("a", "a", "a", text, (), identity(len(text))), [Span(1, 8), Span(22, 29)], Kind.DIRECT)
    other = wording("b", "We stay")
    found = apparatus(align_words([split.words, other.words]), [split, other], ("A", "B"))
    assert [entry.line for entry in found.entries] == ["sign … at once A ] stay B"]


def test_sigla() -> None:
    assert sigla(["herald", "mail", "herald"], ["herald", "mail"]) == ("A", "B", "A2")
    many = [f"{k:02}" for k in range(28)]
    assert sigla(many, many)[-3:] == ("Z", "AA", "AB")


WORDS = st.lists(
    st.sampled_from(["we", "will", "not", "sign", "the", "old", "treaty", "40", "near", "Marra", ",", "."]), max_size=10
)


@settings(max_examples=80)
@given(st.lists(WORDS.map(" ".join), min_size=2, max_size=4))
def test_every_word_is_common_or_in_an_entry(texts: list[str]) -> None:
    found, wordings = printed(*texts)
    alignment = align_words([one.words for one in wordings])
    for k, one in enumerate(wordings):
        same = {cell.start for c in alignment.columns if c.same and (cell := c.cells[k]) is not None}
        told = {
            word.start
            for entry in found.entries
            for variant in entry.variants
            for reading, passage in zip(variant.readings, variant.passages, strict=True)
            if reading == k
            for word in one.words
            if passage.span.start <= word.start < passage.span.end
        }
        assert {word.start for word in one.words} <= same | told


def test_the_order_of_readings_changes_only_the_sigla() -> None:
    texts = ["We hold 40 forts", "We hold 60 old forts", "We hold forty forts now"]
    lines = set()
    for order in permutations(range(3)):
        found = [wording("abc"[k], texts[k]) for k in order]
        signs = sigla(["abc"[k] for k in order], ["a", "b", "c"])
        made = apparatus(align_words([one.words for one in found]), found, signs)
        lines.add(tuple(entry.line for entry in made.entries))
    assert lines == {("40 A C ] 60 old B", "now add. C")}
