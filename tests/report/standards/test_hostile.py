"""Whatever an article says, an output is well formed, and its selectors give back the exact characters."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.errors import UsageError
from sayso.report import STANDARDS, render_clean, render_comparison, render_statements
from sayso.report.standards.markup import element, escaped, replaced_in
from sayso.spans import Span
from tests.report.standards.cases import (
    TEI,
    bundled,
    graphml_schema,
    parsed,
    several,
    tei_schema,
    validator,
    written,
)
from tests.report.standards.test_annotations import notes, selected, targets
from tests.report.standards.test_schema_org import graph, wrong

NASTY = [
    "]]>", "<!--", "-->", "<script>alert(1)</script>", "&amp;", "&#0;", "&", '"', "'", "\x00", "\x0b", "\x1b[31m",
    "\r\n", "\r", "\t", "\x85", "\u2028", "\u202e", "\u2066", "\ufeff", "\ufffe", "\uffff", "\ud800", "\udfff", "😀",
    "e\u0301", "https://a.example/\"><b>", "javascript:alert(1)", "<?xml?>", "<![CDATA[", "%", "\U0010ffff", "#",
    "said “No”",
]  # fmt: skip
# As JSON gives it back: it takes two halves of a pair side by side, which no input leads to, for one character.
TEXTS = st.lists(st.one_of(st.sampled_from(NASTY), st.text(max_size=6), st.just("\n")), min_size=1, max_size=12).map(
    lambda pieces: json.loads(json.dumps("".join(pieces)))
)


@st.composite
def told(draw: st.DrawFn) -> tuple[str, list[Span]]:
    """A text with spans of it, which may lie across each other."""
    text = draw(TEXTS.filter(bool))
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text))).filter(lambda pair: pair[0] < pair[1])
    return text, [Span(*pair) for pair in draw(st.lists(ends, max_size=4))]


@given(told())
def test_annotations(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    comparison = written(text, *spans)
    output = render_comparison(comparison, "annotations")
    output.encode("utf-8")
    assert validator("annotations").is_valid(json.loads(output))
    found = [note for note in notes(output) if note["motivation"] == "describing"]
    assert [selected(target, comparison) for note in found for target in targets(note)] == [
        span.of(text) for span in spans
    ]


@given(told())
def test_ninjs(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    output = render_comparison(written(text, *spans), "ninjs")
    output.encode("utf-8")
    found = [json.loads(line) for line in output.split("\n")[:-1]]
    assert all(validator("ninjs-3.1").is_valid(item) for item in found)
    assert found[0]["bodies"][0]["value"] == text


@given(told())
def test_schema_org(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    output = render_comparison(written(text, *spans), "schema-org")
    output.encode("utf-8")
    found = graph(output)
    types = {node["@id"]: node["@type"] for node in found}
    assert [fault for node in found for fault in wrong(node, types)] == []


@given(told())
def test_graphml(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    output = render_comparison(written(text, *spans), "graphml")
    output.encode("utf-8")
    assert graphml_schema().validate(parsed(output)), graphml_schema().error_log


@given(told())
def test_tei(case: tuple[str, list[Span]]) -> None:
    text, spans = case
    comparison = written(text, *spans)
    output = render_comparison(comparison, "tei")
    output.encode("utf-8")
    root = parsed(output)
    assert tei_schema().validate(root), tei_schema().error_log
    printed = re.sub(r"\s", "", "".join("".join(body.itertext()) for body in root.iter(f"{TEI}body")))
    (document,) = comparison.articles.documents
    paragraphs = "".join(paragraph.span.of(text) for paragraph in document.paragraphs)
    held = re.sub(r"\s", "", "".join(parsed(element("x", escaped(paragraphs))).itertext()))
    assert printed == held


@given(TEXTS)
def test_xml_gives_back_what_it_can_hold(text: str) -> None:
    """In content and in an attribute; what it can't hold is a sign, and counted."""
    root = parsed(element("x", escaped(text), {"a": text}))
    assert root.get("a") == (root.text or "")
    if not replaced_in(text):
        assert (root.text or "") == text
    else:
        assert (root.text or "") != text


def test_replaced_characters_are_counted() -> None:
    root = parsed(render_comparison(written("a\x00b\ud800c\x85"), "tei"))
    (note,) = root.iter(f"{TEI}note")
    assert note.get("n") == "2"
    assert "a␀b⟨U+D800⟩c\x85" in "".join(root.itertext())
    assert not list(parsed(render_comparison(written("plain"), "tei")).iter(f"{TEI}note"))


@pytest.mark.parametrize("fmt", STANDARDS)
def test_no_address_but_the_web_s_is_an_id(fmt: str) -> None:
    text = render_comparison(written("javascript:alert(1)", Span(0, 4)), fmt)
    assert not re.search(r'"?(?:@id|id|uri|url|href|target|source|ref)"?\s*[=:]\s*"javascript:', text)


@pytest.mark.parametrize("fmt", STANDARDS)
def test_the_same_result_gives_the_same_text_in_any_order_of_sets(fmt: str) -> None:
    assert render_comparison(several(), fmt) == render_comparison(several(), fmt)
    assert render_comparison(bundled(), fmt).endswith("\n")


@pytest.mark.parametrize("fmt", STANDARDS)
def test_there_is_none_of_cleaned_articles(fmt: str) -> None:
    with pytest.raises(UsageError, match=r"expected one of json, jsonl, csv, md, html$"):
        render_clean(several().articles, fmt)
    assert render_statements(several().articles, fmt)
