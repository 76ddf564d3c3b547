from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sayso.judgements.lines import MAX_LINE_BYTES, BadLine, Undo, entry_of, identified, line_of
from sayso.records import ArticleKey, Judgement, Name, Verdict, Words
from sayso.spans import Span
from tests.articles import article
from tests.judgements.builders import AT, judged, named, words

ROOT = Path(__file__).parents[2]
HERALD = article("“We will not tax salt,” said Tosk. “Not this year.”", id="h", outlet="Herald")
SAME = judged(Verdict.SAME, words(HERALD, "We will not tax salt", "Not this year"), words(HERALD, "Not this year"))
MERGE = judged(Verdict.MERGE, named("Tosk", HERALD), named("the president", HERALD))
UNDO = Undo("u1", SAME.id, "Bo", AT, "a slip")

texts = st.text(max_size=20)
filled = texts.filter(lambda text: bool(text.strip()))
keys = st.builds(ArticleKey, filled, texts, texts, texts)
spans = st.tuples(st.integers(0, 900), st.integers(0, 900)).map(lambda ends: Span(min(ends), max(ends)))


@st.composite
def some_words(draw: st.DrawFn) -> Words:
    pieces = draw(st.lists(st.tuples(spans, texts.filter(str.strip)), min_size=1, max_size=3))
    content, said = zip(*pieces, strict=True)
    return Words(draw(keys), draw(texts), content, said, draw(texts), draw(texts))


names = st.builds(Name, filled, st.lists(keys, min_size=1, max_size=3).map(tuple))
pairs = st.tuples(st.sampled_from([Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE]), some_words(), some_words())
speakers = st.tuples(st.sampled_from([Verdict.MERGE, Verdict.SPLIT]), st.one_of(some_words(), names), names)


@given(st.one_of(pairs, speakers), filled, texts)
def test_a_line_is_read_as_it_was_written(said: tuple[Verdict, Words | Name, Words | Name], by: str, note: str) -> None:
    judgement = Judgement("", *said, by, AT, note)
    judgement = replace(judgement, id=identified(judgement))
    line = line_of(judgement)
    assert line.count(b"\n") == 1
    assert len(line.decode().splitlines()) == 1
    assert entry_of(line, 7) == replace(judgement, line=7)


@pytest.mark.parametrize("entry", [SAME, MERGE, UNDO])
def test_lines_fit_their_schema(entry: Judgement | Undo) -> None:
    schema = json.loads((ROOT / "docs" / "schema" / "judgement.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(line_of(entry)))


def test_an_id_is_of_all_that_the_line_says() -> None:
    others = [replace(SAME, by="Bo"), replace(SAME, note="why"), replace(SAME, verdict=Verdict.UNSURE)]
    assert len({identified(each) for each in [SAME, *others]}) == 4


def with_(path: str, value: object, entry: Judgement | Undo = SAME) -> bytes:
    """A good line with another value at a path such as ``left.content.0.start``; ``...`` takes the key out."""
    row = json.loads(line_of(entry))
    *folders, last = (int(part) if part.isdigit() else part for part in path.split("."))
    here = row
    for folder in folders:
        here = here[folder]
    if value is ...:
        del here[last]
    else:
        here[last] = value
    return json.dumps(row).encode()


BAD = [
    (b"\xff{}", "it is not UTF-8 (byte 1)"),
    (b"{", "it is not JSON"),
    (b"[" * 200_000, "nested too deep"),
    (b"[]", "it is a list, not an object"),
    (b"{}", "its 'schema' is missing"),
    (with_("schema", "sayso.judgement/9"), "its 'schema' is 'sayso.judgement/9'; expected"),
    (with_("verdict", "likely"), "its 'verdict' is 'likely'; expected one of same, different"),
    (with_("verdict", "merge"), "'merge' is about a speaker"),
    (with_("verdict", "same", MERGE), "'same' is about two statements"),
    (with_("by", ...), "its 'by' is missing"),
    (with_("by", "  "), "its 'by' is '  '"),
    (with_("by", "x" * 500), "its 'by' has 500 characters"),
    (with_("note", 7), "its 'note' is 7"),
    (with_("note", "x" * 5_000), "its 'note' has 5,000 characters"),
    (with_("at", "yesterday"), "its 'at' is 'yesterday'; expected a time in UTC"),
    (with_("left", "Tosk"), "its 'left' is 'Tosk'; expected an object"),
    (with_("left.content", []), "its 'content' is a list; expected a list of objects"),
    (with_("left.content", [{"start": 0, "end": 1, "text": "x"}] * 2_000), "its 'content' has 2,000 entries"),
    (with_("left.content.0.start", -1), "stands from -1 to"),
    (with_("left.content.0.start", True), "stands from True to"),
    (with_("left.content.0.end", 10**50), "to a number"),
    (with_("left.content.0.text", None), "its 'text' is missing"),
    (with_("left.article", {}), "tells nothing by which to know it"),
    (with_("left.article.path", []), "its 'path' is a list"),
    (with_("left.articles", [], MERGE), "its 'articles' is a list; expected a list of objects"),
    (with_("left.articles", [{"id": "x"}] * 300, MERGE), "its 'articles' has 300 entries"),
    (with_("of", ..., UNDO), "its 'of' is missing"),
    (b'{"x":"' + b"y" * MAX_LINE_BYTES + b'"}', "it has more than 1,000,000 bytes"),
]


@pytest.mark.parametrize(("line", "why"), BAD, ids=[why for _, why in BAD])
def test_a_bad_line_is_told_in_a_sentence(line: bytes, why: str) -> None:
    with pytest.raises(BadLine) as caught:
        entry_of(line, 1)
    assert why in str(caught.value)
    assert len(str(caught.value)) < 200
