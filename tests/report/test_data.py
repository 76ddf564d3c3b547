from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.errors import UsageError
from sayso.records import Change, Dropped, Entity, EntityKind, Kind, Reason, Speaker, Stage, Statement, Story
from sayso.report import CLEAN_FORMATS, FORMATS, render_clean, render_comparison, render_statements
from sayso.spans import Span
from tests.report.builders import Desk, differ, document
from tests.report.interview import comparison

DOCS = Path(__file__).parents[2] / "docs"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((DOCS / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def hostile() -> Articles:
    """One article with what JSON, pages and tables must all survive."""
    text = "=cmd|' /C calc'!A0 \ud800 \x00 \u202e \u2028 </script><script>alert(1)</script> “No\udfff,” said @Tosk."
    at = text.index("No")
    one = document("d", "<b>=Herald</b>", text, published="x\ud800", credit="\x1b[31m")
    said = Statement("s", "d", Kind.DIRECT, (Span(at, at + 3),), source=Span(0, 4), because="-1+1")
    return Articles((one,), (said,), (Entity("e", "\u202eTosk", EntityKind.PERSON),), (), Settings(), "0")


def hostile_comparison() -> Comparison:
    """Two articles with one thing said, and an attack in every place that a page prints."""
    attack = (
        "\"'><img src=x onerror=alert(1)></style></script><script>alert(2)</script>javascript:alert(3)\u202e\ud800\x00"
    )
    one = document("d'\"<", f"Herald {attack}", f"{attack} said so.", attack, published=attack, credit=attack)
    two = document("e", attack, f"{attack} denied it.", attack)
    desk = Desk((one, two))
    speaker = Speaker(attack, attack, 0.9, attack)
    said = [desk.say(article.id, attack, speaker=speaker, because=attack) for article in (one, two)]
    passages = (one.id, said[0].content[0]), ("e", Span(3, 3))
    differences = (
        differ(Change.HEDGE, *passages, attack),
        differ(Change.WORDING, *passages, attack, substantive=False),
    )
    desk.thing(*said, differences=differences, because=attack)
    refused = Dropped(attack, Stage.READ, Reason.EMPTY, attack)
    run = Articles((one, two), tuple(desk.statements), (), (refused,), Settings(), "0")
    story = Story("s", (one.id, "e"), origins=((one.id,), ("e",)))
    return Comparison(run, (story,), tuple(desk.things))


def test_comparison_fits_its_schema() -> None:
    validator("comparison").validate(json.loads(render_comparison(comparison(), "json")))


def test_lines_fit_their_schemas() -> None:
    for name, text in (
        ("thing-said", render_comparison(comparison(), "jsonl")),
        ("statement", render_statements(comparison().articles, "jsonl")),
        ("article", render_clean(comparison().articles, "jsonl")),
    ):
        lines = text.splitlines()
        assert lines
        for line in lines:
            validator(name).validate(json.loads(line))


def test_articles_fit_their_schemas() -> None:
    validator("statements").validate(json.loads(render_statements(comparison().articles, "json")))
    validator("articles").validate(json.loads(render_clean(comparison().articles, "json")))


def test_schemas_say_the_same_of_the_same() -> None:
    whole = json.loads((DOCS / "schema" / "comparison.schema.json").read_text(encoding="utf-8"))["$defs"]
    for name, key in (("statement", "statement"), ("thing-said", "thing_said")):
        line = json.loads((DOCS / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))
        assert {k: v for k, v in line.items() if k not in ("$schema", "title", "$defs")} == whole[key]
        assert all(whole[k] == v for k, v in line["$defs"].items())


def test_a_statement_row_has_the_keys_that_others_build_on() -> None:
    row = json.loads(render_statements(comparison().articles, "jsonl").splitlines()[0])
    assert list(row) == [
        "document", "path", "id", "kind", "act", "content", "cue", "source", "speaker", "candidates", "within", "hedge",
        "addressee", "occasion", "confidence", "because",
        "fact_checks",
    ]  # fmt: skip
    assert row["content"] == [{"start": 42, "end": 75, "text": "We will open the gates in October"}]
    because = "the only president the article names"
    assert row["speaker"] == {"id": "e-tosk", "name": "Ilmar Tosk", "score": 0.94, "because": because}
    assert row["candidates"] == []
    assert row["hedge"] is None


def test_who_may_be_meant_is_shown_where_the_article_does_not_decide() -> None:
    text = "Bruno Harrow and Oskar Lind met. He said the road was good."
    at = text.index("He")
    either = tuple(Speaker(name, name, 0.5, "“He” may be either") for name in ("Bruno Harrow", "Oskar Lind"))
    said = Statement(
        "s", "d", Kind.INDIRECT, (Span(at + 8, len(text) - 1),), source=Span(at, at + 2), candidates=either
    )
    known = tuple(Entity(one.id, one.name, EntityKind.PERSON) for one in either)
    articles = Articles((document("d", "Herald", text),), (said,), known, (), Settings(), "0")
    validator("statements").validate(json.loads(render_statements(articles, "json")))
    (row,) = (json.loads(line) for line in render_statements(articles, "jsonl").splitlines())
    assert row["speaker"] is None
    assert [(one["name"], one["score"]) for one in row["candidates"]] == [("Bruno Harrow", 0.5), ("Oskar Lind", 0.5)]
    for form in ("html", "md"):
        assert "unknown: Bruno Harrow or Oskar Lind" in render_statements(articles, form)


def test_a_comparison_has_the_keys_that_others_build_on() -> None:
    whole = json.loads(render_comparison(comparison(), "json"))
    assert list(whole) == ["schema", "run", "documents", "statements", "things_said", "elsewhere"]
    assert list(whole["run"]) == [
        "version", "settings", "fingerprint", "dropped", "entities", "fact_checks", "judgements", "stories",
    ]  # fmt: skip
    assert list(whole["documents"][0]) == [
        "id", "path", "outlet", "headline", "published", "language", "words", "set_aside", "repairs", "lacunae",
    ]  # fmt: skip
    thing = whole["things_said"][0]
    assert list(thing) == [
        "id", "speaker", "readings", "links", "differences", "coverage", "score", "because", "apparatus", "fact_checks",
    ]  # fmt: skip
    assert list(thing["readings"][0]) == ["document", "statement", "content", "kind", "act"]
    assert list(thing["differences"][0]) == ["kind", "substantive", "left", "right", "score", "because"]
    assert list(thing["coverage"][0]) == ["document", "outlet", "status", "because"]


def test_acts_are_told_with_statements_and_readings() -> None:
    whole = json.loads(render_comparison(comparison(), "json"))
    acts = {row["id"]: row["act"] for row in whole["statements"]}
    assert {"said", "believes"} <= set(acts.values())
    readings = [reading for thing in whole["things_said"] for reading in thing["readings"]]
    assert all(reading["act"] == acts[reading["statement"]] for reading in readings)


def test_offsets_lead_to_the_words() -> None:
    texts = {one.id: one.text for one in comparison().articles.documents}
    for thing in json.loads(render_comparison(comparison(), "json"))["things_said"]:
        for difference in thing["differences"]:
            for side in (difference["left"], difference["right"]):
                assert texts[side["document"]][side["start"] : side["end"]] == side["text"]


def test_troublesome_characters_are_escaped_and_come_back() -> None:
    articles = hostile()
    text = render_clean(articles, "jsonl")
    text.encode()
    assert len(text.splitlines()) == 1  # the line separator U+2028 splits no line
    assert json.loads(text)["text"] == articles.documents[0].text


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_is_utf_8_ends_with_a_line_end_and_is_the_same_twice(fmt: str) -> None:
    for articles in (hostile(), comparison().articles):
        for render in (render_statements, render_clean) if fmt in CLEAN_FORMATS else (render_statements,):
            text = render(articles, fmt)
            text.encode()
            assert text.endswith("\n")
            assert text == render(articles, fmt)
    for build in (comparison, hostile_comparison):
        text = render_comparison(build(), fmt)
        text.encode()
        assert text.endswith("\n")
        assert text == render_comparison(build(), fmt)


@pytest.mark.parametrize("fmt", FORMATS)
def test_every_format_says_something_of_nothing(fmt: str) -> None:
    nothing = Articles((), (), (), (), Settings(), "0")
    texts = [render_statements(nothing, fmt), render_comparison(Comparison(nothing, (), ()), fmt)]
    texts += [render_clean(nothing, fmt)] if fmt in CLEAN_FORMATS else []
    assert all(text.endswith("\n") or fmt in ("jsonl", "ninjs") for text in texts)


def test_one_article_alone_is_no_error() -> None:
    whole = comparison()
    one = replace(whole.articles, documents=whole.articles.documents[:1], statements=())
    for fmt in FORMATS:
        assert render_comparison(Comparison(one, (), ()), fmt) or fmt == "jsonl"


def test_an_unknown_format_is_the_callers_mistake() -> None:
    with pytest.raises(UsageError, match=r"'xml'; expected one of json, jsonl, csv, md, html"):
        render_comparison(comparison(), "xml")
