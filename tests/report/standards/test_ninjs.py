from __future__ import annotations

import json

from sayso.report import render_comparison, render_statements
from sayso.report.standards.addresses import article_address, urn
from tests.report import interview
from tests.report.standards.cases import Json, outputs, several, validator


def items(text: str) -> list[Json]:
    return [json.loads(line) for line in text.splitlines()]


def test_every_item_is_one_of_ninjs() -> None:
    check = validator("ninjs-3.1")
    for name, _, text in outputs("ninjs"):
        for item in items(text):
            assert [error.message for error in check.iter_errors(item)] == [], name


def test_what_ninjs_does_not_know_is_found_wrong() -> None:
    """The schema itself, at the top and in an association."""
    check = validator("ninjs-3.1")
    item = items(render_statements(several().articles, "ninjs"))[0]
    assert not check.is_valid({**item, "speaker": "Tosk"})
    assert not check.is_valid({**item, "uri": "a b"})
    assert not check.is_valid({**item, "contentCreated": "2026-05-12"})
    assert not check.is_valid({**item, "associations": [{"uri": "urn:x:y"}]})
    assert not check.is_valid({**item, "associations": [{"uri": "urn:x:y", "name": "n", "speaker": "Tosk"}]})


def test_an_article_has_its_text_and_its_statements() -> None:
    comparison = several()
    found = {item["uri"]: item for item in items(render_statements(comparison.articles, "ninjs"))}
    assert len(found) == len(comparison.articles.documents)
    for document in comparison.articles.documents:
        item = found[article_address(document)]
        (body,) = item["bodies"]
        assert (body["value"], body["charCount"]) == (document.text, len(document.text))
        said = [one for one in comparison.articles.statements if one.document == document.id]
        assert [each["uri"] for each in item["associations"]] == [
            urn("statement", one.document, one.id) for one in said
        ]
        for one, each in zip(said, item["associations"], strict=True):
            places = [row["value"] for row in each["descriptions"] if row["role"] == "position"]
            assert places == [f"{span.start}-{span.end}" for span in one.content]


def test_speakers_are_people_or_organisations_and_the_unnamed_neither() -> None:
    comparison = several()
    (item,) = [one for one in items(render_statements(comparison.articles, "ninjs")) if one["uri"].startswith("https")]
    assert [one["name"] for one in item["people"]] == ["Ilmar Tosk"]
    assert [one["name"] for one in item["organisations"]] == ["Bargemen’s Union"]
    told, inner, crossing, over = item["associations"]
    assert "people" in told
    assert "organisations" in inner
    assert not {"people", "organisations"} & {*crossing, *over}


def test_a_date_is_no_moment() -> None:
    """ninjs takes moments with a zone only: a bare day is left out, not made up."""
    found = items(render_statements(several().articles, "ninjs"))
    assert [item.get("contentCreated") for item in found] == ["2026-05-13T08:00:00Z", None, None]


def test_stories_and_things_said_name_items_that_are_there() -> None:
    comparison = interview.comparison()
    found = items(render_comparison(comparison, "ninjs"))
    known = {item["uri"] for item in found}
    known |= {each["uri"] for item in found for each in item.get("associations", ()) if each["rel"] == "statement"}
    stories = [item for item in found if item["type"] == "composite"]
    things = [item for item in found if item["type"] == "component"]
    assert (len(stories), len(things)) == (len(comparison.stories), len(comparison.things_said))
    assert {each["uri"] for item in (*stories, *things) for each in item["associations"]} <= known
