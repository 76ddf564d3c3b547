"""The bundled story, finding by finding: what ``expected.toml`` plans must come out of ``sayso.compare``."""

from __future__ import annotations

import html
import json
import tomllib
from typing import Any

import pytest

import sayso
from sayso.comparison import Comparison
from sayso.records import Collation, Discrepancy, Document, Passage, Reading, Speaker, Statement
from sayso.spans import Span
from sayso.story import expected, fact_checks, reports

Table = dict[str, Any]
EXPECTED: Table = tomllib.loads(expected().read_text(encoding="utf-8"))
THINGS: list[Table] = EXPECTED["thing_said"]
DIFFERENCES = [(thing, difference) for thing in THINGS for difference in thing.get("differences", ())]


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return sayso.compare(reports())


# --- the plan itself ------------------------------------------------------------------------------------------------


def test_plan_names_only_words_that_are_printed() -> None:
    printed = {outlet: _printed(name) for name, outlet in EXPECTED["outlets"].items()}
    named = [(outlet, words) for thing in THINGS for outlet, words in thing["readings"].items()]
    named += [(side["outlet"], side["words"]) for _, found in DIFFERENCES for side in (found["left"], found["right"])]
    for entry in EXPECTED["statement"]:
        named += [(entry["outlet"], part) for part in entry["words"].split(" … ")]
    assert [(outlet, words) for outlet, words in named if words not in printed[outlet]] == []


def test_every_report_is_in_the_plan() -> None:
    assert sorted(EXPECTED["outlets"]) == [path.name for path in reports()]


# --- the reports ----------------------------------------------------------------------------------------------------


def test_every_report_is_read_under_its_outlet(comparison: Comparison) -> None:
    assert comparison.articles.dropped == ()
    assert {document.outlet for document in comparison.articles.documents} == set(EXPECTED["outlets"].values())


def test_the_reports_are_one_story(comparison: Comparison) -> None:
    (story,) = comparison.stories
    assert len(story.documents) == len(reports())


def test_wire_copy_is_no_second_witness(comparison: Comparison) -> None:
    (story,) = comparison.stories
    assert len(story.origins) == EXPECTED["independent_origins"]
    (origin,) = [origin for origin in story.origins if len(origin) > 1]
    assert {_outlet(comparison, document) for document in origin} == set(EXPECTED["copy"].values())


@pytest.mark.parametrize("entry", EXPECTED["not_read"], ids=lambda entry: entry["why"])
def test_furniture_is_not_read(comparison: Comparison, entry: Table) -> None:
    document = _document(comparison, entry["outlet"])
    read = [_flat(paragraph.span.of(document.text)) for paragraph in document.paragraphs]
    assert [words for words in entry["words"] if any(words in text for text in read)] == []


@pytest.mark.parametrize("entry", EXPECTED["set_aside"], ids=lambda entry: entry["outlet"])
def test_furniture_is_set_aside_with_its_reason(comparison: Comparison, entry: Table) -> None:
    document = _document(comparison, entry["outlet"])
    found: dict[str, list[str]] = {}
    for each in document.set_aside:
        found.setdefault(str(each.reason), []).append(each.span.of(document.text))
    assert {"outlet": document.outlet, **found} == entry


@pytest.mark.parametrize("entry", EXPECTED["repairs"], ids=lambda entry: entry["outlet"])
def test_broken_typography_is_repaired(comparison: Comparison, entry: Table) -> None:
    assert len(_document(comparison, entry["outlet"]).repairs) >= entry["at_least"]


@pytest.mark.parametrize("entry", EXPECTED["lacuna"], ids=lambda entry: entry["outlet"])
def test_lost_text_is_a_lacuna(comparison: Comparison, entry: Table) -> None:
    lacunae = _document(comparison, entry["outlet"]).lacunae
    assert entry["cause"] in [str(lacuna.cause) for lacuna in lacunae]


# --- statements -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("entry", EXPECTED["statement"], ids=lambda entry: f"{entry['outlet']}: {entry['words'][:40]}")
def test_statement_is_found_whole(comparison: Comparison, entry: Table) -> None:
    (statement,) = _statements(comparison, entry["outlet"], entry["words"])
    document = _document(comparison, entry["outlet"])
    assert str(statement.kind) == entry["kind"]
    if "speaker" in entry:
        assert _same_name(statement.speaker, entry["speaker"])
    else:
        assert not _same_name(statement.speaker, entry["not_speaker"])
    if "hedge" in entry:
        assert statement.hedge is not None
        assert statement.hedge.of(document.text) == entry["hedge"]
    assert (statement.within is not None) == ("within" in entry)
    if "within" in entry:
        (telling,) = [other for other in comparison.articles.statements if other.id == statement.within]
        assert entry["within"] in _text(document, telling.content)


@pytest.mark.parametrize("entry", EXPECTED["not_statement"], ids=lambda entry: entry["why"])
def test_no_statement_of_its_own(comparison: Comparison, entry: Table) -> None:
    document = _document(comparison, entry["outlet"])
    own = [_text(document, statement.content) for statement in _of(comparison, document)]
    assert [text for text in own if text.strip("“”") == entry["words"]] == []


# --- things said ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing["name"])
def test_one_thing_said(comparison: Comparison, thing: Table) -> None:
    collation = _collation(comparison, thing)
    missing = [
        outlet for outlet, words in thing["readings"].items() if _reading(comparison, collation, outlet, words) is None
    ]
    strangers = {_outlet(comparison, reading.document) for reading in collation.cluster.readings}
    assert (missing, strangers - set(thing["readings"])) == ([], set())


@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing["name"])
def test_speaker_of_thing_said(comparison: Comparison, thing: Table) -> None:
    assert _same_name(_collation(comparison, thing).cluster.speaker, thing["speaker"])


@pytest.mark.parametrize("thing", [thing for thing in THINGS if "coverage" in thing], ids=lambda thing: thing["name"])
def test_coverage(comparison: Comparison, thing: Table) -> None:
    found = {coverage.outlet: str(coverage.status) for coverage in _collation(comparison, thing).coverage}
    assert {outlet: found[outlet] for outlet in thing["coverage"]} == thing["coverage"]


@pytest.mark.parametrize(("thing", "difference"), DIFFERENCES, ids=lambda entry: entry.get("name") or entry["kind"])
def test_difference(comparison: Comparison, thing: Table, difference: Table) -> None:
    of_kind = [found for found in _collation(comparison, thing).differences if str(found.change) == difference["kind"]]
    matching = [found for found in of_kind if _shows(comparison, found, difference)]
    assert matching, [_told(comparison, found) for found in of_kind]
    assert {found.substantive for found in matching} == {difference["substantive"]}


def test_no_other_difference_changes_the_sense(comparison: Comparison) -> None:
    unplanned = [
        (str(found.change), _told(comparison, found))
        for collation in comparison.things_said
        for found in collation.differences
        if found.substantive and not any(_is_like(comparison, found, planned) for _, planned in DIFFERENCES)
    ]
    assert unplanned == []


@pytest.mark.parametrize("entry", EXPECTED["not_linked"], ids=lambda entry: entry["why"])
def test_near_miss_is_not_linked(comparison: Comparison, entry: Table) -> None:
    together = [
        collation.cluster.id
        for collation in comparison.things_said
        if all(
            _reading(comparison, collation, side["outlet"], side["words"]) is not None
            for side in (entry["left"], entry["right"])
        )
    ]
    assert together == []


# --- builders -------------------------------------------------------------------------------------------------------


def _printed(name: str) -> str:
    (path,) = [path for path in reports() if path.name == name]
    text = path.read_text(encoding="utf-8")
    return str(json.loads(text)["text"]) if path.suffix == ".jsonl" else html.unescape(text)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _text(document: Document, content: tuple[Span, ...]) -> str:
    return " … ".join(_flat(span.of(document.text)) for span in content)


def _document(comparison: Comparison, outlet: str) -> Document:
    (document,) = [document for document in comparison.articles.documents if document.outlet == outlet]
    return document


def _outlet(comparison: Comparison, document_id: str) -> str:
    (outlet,) = [document.outlet for document in comparison.articles.documents if document.id == document_id]
    return outlet


def _of(comparison: Comparison, document: Document) -> list[Statement]:
    return [statement for statement in comparison.articles.statements if statement.document == document.id]


def _statements(comparison: Comparison, outlet: str, words: str) -> list[Statement]:
    """Those whose whole content, or whose first part, is ``words``, but for marks and the last comma."""
    document = _document(comparison, outlet)
    return [
        statement
        for statement in _of(comparison, document)
        if _bare(words) in {_bare(_text(document, statement.content)), _bare(_text(document, statement.content[:1]))}
    ]


def _bare(text: str) -> str:
    """Without the marks and commas at the ends of the parts, which belong to the sentence around them."""
    return " … ".join(part.strip(" ,.“”\"'«»") for part in text.split(" … "))


def _collation(comparison: Comparison, thing: Table) -> Collation:
    """The thing said that holds the first of the planned readings."""
    outlet, words = next(iter(thing["readings"].items()))
    # A telling statement holds the words of what is told in it, so the shortest reading with the words is meant.
    found = [
        (len(_text(_document(comparison, outlet), reading.content)), collation)
        for collation in comparison.things_said
        if (reading := _reading(comparison, collation, outlet, words)) is not None
    ]
    assert found, f"no thing said has the words {words!r} of {outlet}"
    return min(found, key=lambda pair: pair[0])[1]


def _reading(comparison: Comparison, collation: Collation, outlet: str, words: str) -> Reading | None:
    document = _document(comparison, outlet)
    found = [
        reading
        for reading in collation.cluster.readings
        if reading.document == document.id and words in _text(document, reading.content)
    ]
    return found[0] if found else None


def _shows(comparison: Comparison, found: Discrepancy, planned: Table) -> bool:
    """Whether the passages are the planned ones; which of two is left has no meaning."""
    sides = (planned["left"], planned["right"])
    return any(
        all(_is_at(comparison, passage, side) for passage, side in zip((found.left, found.right), order, strict=True))
        for order in (sides, sides[::-1])
    )


def _is_at(comparison: Comparison, passage: Passage, side: Table) -> bool:
    document = _document(comparison, side["outlet"])
    if passage.document != document.id:
        return False
    return side["words"] in _flat(passage.span.of(document.text)) if side["words"] else not passage.span


def _is_like(comparison: Comparison, found: Discrepancy, planned: Table) -> bool:
    """Whether it is the planned difference, in whichever outlets: five of them have ten pairs that may differ alike."""
    left, right = (words for _, words in _told(comparison, found))
    sides = (planned["left"]["words"], planned["right"]["words"])
    return str(found.change) == planned["kind"] and any(
        all(words in text if words else not text for words, text in zip(order, (left, right), strict=True))
        for order in (sides, sides[::-1])
    )


def _told(comparison: Comparison, found: Discrepancy) -> list[tuple[str, str]]:
    return [
        (
            _outlet(comparison, side.document),
            side.span.of(_document(comparison, _outlet(comparison, side.document)).text),
        )
        for side in (found.left, found.right)
    ]


def _same_name(speaker: Speaker | None, planned: str) -> bool:
    """First names vary between the reports, so the last names decide."""
    return (speaker.name if speaker else "").split()[-1:] == planned.split()[-1:]


# --- published fact-checks ------------------------------------------------------------------------------------------


def test_fact_checks_are_linked_to_the_wordings_that_make_the_claim() -> None:
    articles = sayso.compare(reports(), fact_checks=fact_checks()).articles
    found = articles.fact_checks
    assert found is not None
    assert (found.read, [flawed.count for flawed in found.flawed]) == (6, [1])
    outlets = {document.id: document.outlet for document in articles.documents}
    linked: dict[str, set[str]] = {}
    for link in found.links:
        claim = next(check.claim for check in found.linked if check.id == link.fact_check)
        linked.setdefault(claim, set()).add(outlets[link.passage.document])
    agency = {"Veskapress", "The Mirren Courier"}
    assert linked == {
        # The Gong prints 84 million.
        "Veskara has spent 48 million crowns on the East Pier in ten years.": {
            *agency,
            "quayside-weekly",
            "Sorrel Today",
        },
        # The weekly gives it to Marrick.
        "“Not one bolt was checked between January and April”": {*agency, "Daily Gong", "Sorrel Today"},
        # Only the Gong dropped the "reportedly".
        "Blue Gull Ferries was warned about loose bolts three times last winter": {"Daily Gong"},
        "340 dock workers have been sent home unpaid since the collision": {"Sorrel Today"},
    }
