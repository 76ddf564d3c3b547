"""Our own table of attributions: what stands in it, how it is broken, how it is judged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.quality import cases
from benchmarks.quality.broken import Breakage, Broken, broken, dropped, marks_of
from benchmarks.quality.case_table import Case, Said, read_cases
from benchmarks.quality.neighbours import articles_of, statements_elsewhere, unchanged
from benchmarks.quality.told import Told, expected, found, printed, statements_of_texts
from sayso.records import Kind, Statement
from sayso.spans import Span, identity

TABLE = read_cases()

# --- the table --------------------------------------------------------------------------------------------------------


def test_the_table_is_large_and_tells_why() -> None:
    assert len(TABLE) >= 220
    assert all(case.why.endswith(".") for case in TABLE)


def test_names_are_unique_in_their_theme() -> None:
    names = [(case.theme, case.name) for case in TABLE]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("case", TABLE, ids=lambda case: f"{case.theme}: {case.name}")
def test_a_case_is_sound(case: Case) -> None:
    for number, said in enumerate(case.said):
        assert said.content
        assert list(said.content) == sorted(said.content)
        assert said.within is None or said.within < number, "the telling statement comes first"
        assert said.kind in (None, *Kind)
        assert all(span.of(case.text).strip() for span in said.content)


def written(folder: Path, row: str) -> Path:
    (folder / "theme.toml").write_text(f'about = "a"\n[[case]]\nname = "n"\nwhy = "w."\n{row}\n', "utf-8")
    return folder


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ('[{ content = ["rains"] }]', "stands 0 times"),  # not in the text
        ('[{ content = ["rain"], source = "he" }]', "stands 2 times"),  # which of the two?
        ('[{ content = ["rain#2"] }]', "stands 1 times"),  # there is no second one
        ('[{ content = ["rain"], sauce = "he#1" }]', "unknown keys"),
    ],
)
def test_a_row_that_does_not_fit_its_text_is_refused(tmp_path: Path, said: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=wrong):
        read_cases(written(tmp_path, f'text = "he said he saw rain, then left"\nsaid = {said}'))


def test_a_string_is_found_as_whole_words_and_by_its_number(tmp_path: Path) -> None:
    row = 'text = "then he said he saw rain"\nsaid = [{ content = ["he saw rain"], source = "he#1" }]'
    (case,) = read_cases(written(tmp_path, row))
    assert case.said == (Said((Span(13, 24),), source=Span(5, 7)),)


# --- breaking it ------------------------------------------------------------------------------------------------------

TEXTS = st.text(alphabet="ab. ,\n’s“”‘«»\"'", max_size=60)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def leads_back(text: str, variant: Broken) -> bool:
    """Whether every letter of the sound text stands in the broken one where the map says, and only these do."""
    places = [Span(at, at + 1) for at, char in enumerate(text) if char.isalnum()]
    there = [variant.origin.to_derived(place) for place in places]
    same = all(now.of(variant.text) == place.of(text) for place, now in zip(places, there, strict=True))
    return same and all(variant.origin.to_original(now) == place for place, now in zip(places, there, strict=True))


@given(TEXTS)
def test_a_broken_text_leads_back_to_the_sound_one(text: str) -> None:
    for variant in broken(text, name="any"):
        assert leads_back(text, variant), variant
        if variant.breakage not in (Breakage.MOJIBAKE, Breakage.WRAPPED):
            assert letters(variant.text) == letters(text)


@pytest.mark.parametrize("case", TABLE[::7], ids=lambda case: f"{case.theme}: {case.name}")
def test_the_tables_texts_lead_back_too(case: Case) -> None:
    variants = list(broken(case.text, name=case.name))
    assert all(leads_back(case.text, variant) for variant in variants)
    assert variants == list(broken(case.text, name=case.name)), "the same in every run"


def test_every_breakage_is_made_somewhere() -> None:
    made = {variant.breakage for case in TABLE for variant in broken(case.text, name=case.name)}
    assert made == set(Breakage)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("“Don’t,” she said.", "“”"),  # an apostrophe is no mark
        ("‘The workers’ pay,’ she said.", "‘’"),  # nor is that of a plural
        ("He is 6'2\" tall.", ""),  # nor feet and inches
        ("„Nie“, sagte ‚er‘.", "„“‚‘"),
        ("“She said: ‘Go.’”", "“‘’”"),
    ],
)
def test_what_is_a_mark(text: str, marks: str) -> None:
    assert "".join(mark.glyph for mark in marks_of(text)) == marks


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("“We go,” she said.", ["We go,” she said.", "“We go, she said."]),
        ("Call it “a shame” and go.", []),  # nothing would tell where it stood
        # that the first is not closed means that it goes on, which is no fault
        (
            "“We go.”\n“We stay,” she said.",
            ["We go.”\n“We stay,” she said.", "“We go.”\nWe stay,” she said.", "“We go.”\n“We stay, she said."],
        ),
        ("“We go.\n“We stay.”", ["“We go.\nWe stay.”", "“We go.\n“We stay."]),  # not the only one of a paragraph
    ],
)
def test_a_mark_is_dropped_where_its_place_can_be_told(text: str, made: list[str]) -> None:
    assert [variant.text for mark in marks_of(text) for variant in dropped(text, mark)] == made


def variant_of(text: str, breakage: Breakage) -> str:
    return next(variant.text for variant in broken(text, name="") if variant.breakage is breakage)


@pytest.mark.parametrize(
    ("breakage", "made"),
    [
        (Breakage.ALL_STRAIGHT, '"We go," she said. "Now."'),
        (Breakage.ALL_GUILLEMETS, "«We go,» she said. «Now.»"),
        (Breakage.ALL_LOW, "„We go,“ she said. „Now.“"),
        (Breakage.ALL_TYPED, "``We go,'' she said. ``Now.''"),
        (Breakage.ALL_GLUED, "“We go,”she said.“Now.”"),
        (Breakage.MOJIBAKE, "â€œWe go,â€ she said. â€œNow.â€"),
    ],
)
def test_how_all_marks_are_broken(breakage: Breakage, made: str) -> None:
    assert variant_of("“We go,” she said. “Now.”", breakage) == made


def test_a_wrapped_text_has_short_lines() -> None:
    wrapped = variant_of("word " * 30 + "end.\n“We go,” she said.", Breakage.WRAPPED)
    assert max(map(len, wrapped.split("\n"))) <= 61
    assert "\n\n“We go,” she said.\n\n" in wrapped


# --- judging it -------------------------------------------------------------------------------------------------------


def said(text: str, content: str, source: str | None = None, **others: object) -> Statement:
    at = text.index(content)
    place = None if source is None else Span(text.index(source), text.index(source) + len(source))
    return Statement(
        id=content,
        document="d",
        kind=Kind.DIRECT,
        content=(Span(at, at + len(content)),),
        source=place,
        **others,  # type: ignore[arg-type]
    )


CASE = Case("theme", "name", "“We go,” said Quill.", (Said((Span(1, 6),), source=Span(14, 19), kind="direct"),), "why.")


def test_marks_and_a_leading_that_do_not_count() -> None:
    case = Case("t", "n", "Quill said that we go.", (Said((Span(16, 21),)),), "w.")
    (told,) = found(case.text, identity(len(case.text)), [said(case.text, "that we go.")])
    assert told.content == expected(case)[0].content
    assert printed(case.text, told.content) == "we go"


def test_a_statement_found_with_the_wrong_source_is_found_but_not_right() -> None:
    judged = cases.judged(CASE, None, identity(len(CASE.text)), [said(CASE.text, "We go,", "said")])
    ((want, have),) = judged.pairs
    assert have is not None
    assert not cases.is_right(want, have, "source")
    assert cases.is_right(want, have, "teller")
    assert judged.surplus == []


def test_another_source_that_is_as_right_is_right() -> None:
    one = frozenset({1})
    want = Told(one, one, one, one, one, one, None, source_or=frozenset({9}))
    assert cases.is_right(want, want._replace(source=frozenset({9})), "source")
    assert not cases.is_right(want, want._replace(source=frozenset({8})), "source")


def test_what_no_reader_finds_is_surplus() -> None:
    judged = cases.judged(CASE, None, identity(len(CASE.text)), [said(CASE.text, "said Quill")])
    assert [have for _, have in judged.pairs] == [None]
    assert [printed(CASE.text, told.content) for told in judged.surplus] == ["said Quill"]


def test_a_broken_text_is_judged_by_the_words_of_the_sound_one() -> None:
    variant = next(each for each in broken(CASE.text, name="") if each.breakage is Breakage.MOJIBAKE)
    judged = cases.judged(CASE, variant.breakage, variant.origin, [said(variant.text, "We go", "Quill")])
    assert all(have is not None and cases.is_right(want, have, "source") for want, have in judged.pairs)


# --- one broken mark costs its own paragraph at most ------------------------------------------------------------------


def test_articles_hold_cases_of_one_paragraph() -> None:
    for article in articles_of(TABLE):
        assert 6 <= article.count("\n\n") + 1 <= 12


def test_a_statement_of_another_paragraph_that_changes_is_seen() -> None:
    text = "“We go,” said Quill.\n“We stay,” said Brenn."
    own, whole = Span(0, 20), identity(len(text))
    sound = statements_elsewhere(text, own, whole, [said(text, "We go,", "Quill"), said(text, "We stay,", "Brenn")])
    assert sound == statements_elsewhere(text, own, whole, [said(text, "We stay,", "Brenn")])
    assert sound != statements_elsewhere(text, own, whole, [said(text, "We stay,")])


def test_one_broken_mark_leaves_the_other_paragraphs_alone() -> None:
    chosen = [case for case in TABLE if case.theme in ("order", "paragraphs", "none")][::4]
    apart = unchanged(chosen)
    assert apart.examples == []
    assert apart.share == 100.0


def test_statements_are_those_of_each_text_by_itself() -> None:
    texts = ["“We go,” said Quill.", "“We stay,” said Brenn."]
    both = statements_of_texts([*texts, texts[0]])
    assert list(both) == texts
    assert [each.content for each in both[texts[1]]] == [(Span(1, 8),)]
