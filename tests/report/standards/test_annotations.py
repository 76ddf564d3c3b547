from __future__ import annotations

import json
from itertools import chain
from typing import Any

from sayso.comparison import Comparison
from sayso.report import render_comparison, render_statements
from sayso.report.standards import annotations_of, people_of, told_in
from sayso.report.standards.addresses import article_address, urn
from tests.report import interview
from tests.report.standards.cases import Json, all_results, bundled, outputs, several, texts_of, validator


def notes(text: str) -> list[Json]:
    whole: Json = json.loads(text)
    found: list[Json] = whole.get("first", {}).get("items", [])
    assert whole["total"] == len(found)
    return found


def targets(note: Json) -> list[Any]:
    target = note["target"]
    return target if isinstance(target, list) else [target]


def selected(target: Json, comparison: Comparison) -> str:
    """What the position selects in the text that the source names, which must be what is quoted, in its place."""
    (text,) = [
        texts_of(comparison)[one.id]
        for one in comparison.articles.documents
        if article_address(one) == target["source"]["id"]
    ]
    quote, position = target["selector"]
    start, end = position["start"], position["end"]
    assert text[start:end] == quote["exact"]
    assert text[:start].endswith(quote["prefix"])
    assert text[end:].startswith(quote["suffix"])
    assert min(start, 32) == len(quote["prefix"])
    assert min(len(text) - end, 32) == len(quote["suffix"])
    return text[start:end]


def test_they_are_as_the_model_demands() -> None:
    check = validator("annotations")
    for name, _, text in outputs("annotations"):
        assert [error.message for error in check.iter_errors(json.loads(text))] == [], name


def test_an_empty_page_or_another_selector_is_found_wrong() -> None:
    """The schema itself: what the model forbids does not pass."""
    check = validator("annotations")
    whole = json.loads(render_comparison(several(), "annotations"))
    whole["first"]["items"] = []
    assert not check.is_valid(whole)
    whole = json.loads(render_comparison(several(), "annotations"))
    del whole["first"]["items"][0]["target"]["selector"][0]["exact"]
    assert not check.is_valid(whole)


def test_ids_are_given_once_and_targets_exist() -> None:
    for name, _, text in outputs("annotations"):
        found = notes(text)
        ids = [note["id"] for note in found]
        assert len(set(ids)) == len(ids), name
        named = [target for note in found for target in targets(note) if isinstance(target, str)]
        assert set(named) <= set(ids), name


def test_selectors_give_back_the_words() -> None:
    for name, comparison in all_results().items():
        found = {note["id"]: note for note in notes(render_statements(comparison.articles, "annotations"))}
        assert len(found) == len(comparison.articles.statements), name
        for one in comparison.articles.statements:
            words = [span.of(texts_of(comparison)[one.document]) for span in one.content]
            note = found[urn("annotation", one.document, one.id)]
            assert [selected(target, comparison) for target in targets(note)] == words, name


def test_differences_have_both_passages() -> None:
    comparison = bundled()
    found = notes(render_comparison(comparison, "annotations"))
    linking = [note for note in found if note["motivation"] == "linking" and isinstance(targets(note)[0], dict)]
    differences = list(chain.from_iterable(thing.differences for thing in comparison.things_said))
    assert len(linking) == len(differences) > 0
    for note, one in zip(linking, differences, strict=True):
        texts = texts_of(comparison)
        sides = [passage.span.of(texts[passage.document]) for passage in (one.left, one.right)]
        assert [selected(target, comparison) for target in targets(note)] == sides
        assert note["body"][0]["value"] == one.change.value


def test_a_statement_tells_who_how_and_why() -> None:
    comparison = several()
    (first, inner, crossing, over, *_) = [
        note
        for one in comparison.articles.statements
        for note in notes(render_statements(comparison.articles, "annotations"))
        if note["id"] == urn("annotation", one.document, one.id)
    ]
    described, kind, act, speaker, row = first["body"]
    assert described["value"] == "Ilmar Tosk (quoted): cue and direct words; confidence 0.92"
    assert (kind["value"], act["value"]) == ("direct", "said")
    assert speaker["source"] == {"id": urn("speaker", "e-tosk"), "type": "Person", "name": "Ilmar Tosk"}
    told = json.loads(row["value"])
    assert (told["cue"]["text"], told["source"]["text"], told["confidence"]) == ("said", "she", 0.92)
    assert inner["body"][3]["source"]["type"] == "Organization"
    assert json.loads(inner["body"][4]["value"])["within"] == told["id"]
    assert len(crossing["body"]) == 4  # nobody is identified
    assert over["target"]["source"]["id"] == "https://herald.example/a?b=1&c=%C3%A9#x"


def test_a_capture_of_known_time_is_a_state_of_its_page() -> None:
    """In UTC alone: the model takes no other."""
    found = {
        target["source"]["label"]: target.get("state")
        for note in notes(render_statements(several().articles, "annotations"))
        for target in targets(note)
    }
    assert found["Herald"] == {"type": "TimeState", "sourceDate": "2026-05-20T10:00:00Z"}
    assert found["Courier: A headline"] is None


def test_links_across_stories_are_told() -> None:
    comparison = several()
    (note,) = [
        one
        for one in notes(render_comparison(comparison, "annotations"))
        if one["body"][0]["value"] == "one thing said, in another story"
    ]
    (link,) = comparison.elsewhere
    assert note["target"] == [urn("annotation", "one", link.left), urn("annotation", "three", link.right)]


def test_the_pieces_are_the_whole() -> None:
    articles = interview.comparison().articles
    pieces = list(annotations_of(told_in(articles), people_of(articles), name="x", version="1"))
    assert len(pieces) > len(articles.statements)
    assert len(notes("".join(pieces))) == len(articles.statements)
