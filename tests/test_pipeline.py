"""The way of the data as a whole: what comes out, in which order, and what becomes of an article that fails."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import sayso
from sayso import pipeline, steps
from sayso.comparison import Comparison
from sayso.config import ExtractSettings
from sayso.errors import SettingsError, UsageError
from sayso.extract import extract
from sayso.parse import Parsed
from sayso.records import Act, Capture, Change, Document, Dropped, Reason, Stage, Statement, Status
from tests.command import COURIER, HERALD, WEATHER, write


def capture(name: str, text: str, **told: str) -> Capture:
    return Capture(f"{name}.txt", text.encode(), "text/plain", outlet=told.pop("outlet", name), **told)


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return pipeline.compare_captures([capture("herald", HERALD), capture("courier", COURIER)])


def test_documents_are_sorted_by_outlet(comparison: Comparison) -> None:
    assert [document.outlet for document in comparison.articles.documents] == ["courier", "herald"]


def test_statements_are_in_reading_order(comparison: Comparison) -> None:
    rank = {document.id: i for i, document in enumerate(comparison.articles.documents)}
    told = [statement for statement in comparison.articles.statements if statement.within is None]
    places = [(rank[statement.document], statement.content[0].start) for statement in told]
    assert places == sorted(places)
    assert len({rank_ for rank_, _ in places}) == 2


def test_what_tells_most_comes_first(comparison: Comparison) -> None:
    kinds = [
        len({difference.change for difference in collation.differences if difference.substantive})
        for collation in comparison.things_said
    ]
    assert kinds == sorted(kinds, reverse=True)


def test_the_job_is_done(comparison: Comparison) -> None:
    """Salt tax: the Courier cuts the second half; jobs lost: 320 against 230."""
    shared = [collation for collation in comparison.things_said if len(collation.cluster.readings) == 2]
    changes = {difference.change for collation in shared for difference in collation.differences}
    assert len(shared) == 2
    assert Change.NUMBER in changes
    assert {Change.CUT, Change.QUALIFIER_CUT} & changes


def test_order_of_arrival_changes_nothing() -> None:
    captures = [
        capture("herald", HERALD),
        capture("courier", COURIER),
        capture("weather", WEATHER),
        capture("empty", ""),
        capture("courier", COURIER),
    ]
    first = pipeline.compare_captures(captures)
    for seed in range(3):
        random.Random(seed).shuffle(captures)
        assert pipeline.compare_captures(captures) == first


# --- acts -----------------------------------------------------------------------------------------------------------

POST = """\
Salt tax: what the cabinet says

“We will not tax salt this year,” President Ilmar Tosk promised reporters in Velda on Tuesday.

Oda Brenn, the finance minister, denied that 320 jobs had been lost at the salt works since 2019.
"""


def kept_to(*acts: str) -> Comparison:
    settings = sayso.Settings(extract=ExtractSettings(acts=acts))
    captures = [capture("herald", HERALD), capture("courier", COURIER), capture("post", POST)]
    return pipeline.compare_captures(captures, settings=settings)


def test_a_comparison_kept_to_acts_is_part_of_the_whole() -> None:
    whole, promised = kept_to(), kept_to("promised")
    acts = {statement.id: statement.act for statement in whole.articles.statements}
    assert promised.things_said == tuple(
        each
        for each in whole.things_said
        if any(acts[reading.statement] is Act.PROMISED for reading in each.cluster.readings)
    )
    (tax,) = promised.things_said  # said in two articles and promised in the third, and left out in none
    assert len(tax.cluster.readings) == 3
    assert {each.status for each in tax.coverage} <= {Status.KEPT, Status.CHANGED}
    assert {reading.statement for reading in tax.cluster.readings} <= {each.id for each in promised.articles.statements}
    assert len(promised.articles.statements) < len(whole.articles.statements)


def test_every_teller_is_among_the_statements_kept() -> None:
    text = "Quill denied that Oda Brenn had said that the boats of Velda were sold.\n“Boats sink,” said Quill."
    settings = sayso.Settings(extract=ExtractSettings(acts=("said",)))
    found = sayso.statements(text)
    assert any(each.within is not None and each.act is Act.SAID for each in found)
    kept = sayso.statements(text, settings=settings)
    assert [" ".join(span.of(text) for span in each.content) for each in kept] == ["Boats sink"]


def test_an_unknown_act_is_a_wrong_setting() -> None:
    settings = sayso.Settings(extract=ExtractSettings(acts=("said", "sung")))
    with pytest.raises(SettingsError, match="no such act: 'sung'; expected some of said, asked, "):
        sayso.statements("“Boats sink,” said Quill.", settings=settings)
    with pytest.raises(SettingsError, match="no such act"):
        pipeline.statements_of([], settings=settings)


# --- duplicates -----------------------------------------------------------------------------------------------------


def test_the_same_id_twice_is_a_duplicate() -> None:
    found = pipeline.clean_captures(
        [capture("b", HERALD, key="1", outlet="Herald"), capture("a", HERALD, key="1", outlet="Herald")],
        settings=sayso.Settings(),
    )
    assert [document.uri for document in found.documents] == ["a.txt"]
    (refusal,) = found.dropped
    assert (refusal.uri, refusal.reason) == ("b.txt", Reason.DUPLICATE)
    assert "the same article as a.txt" in refusal.detail


def test_one_id_for_two_articles_is_told_as_such() -> None:
    captures = [capture("a", HERALD, key="1"), capture("b", COURIER, key="1")]
    (refusal,) = pipeline.clean_captures(captures, settings=sayso.Settings()).dropped
    assert "give each an id of its own" in refusal.detail


def test_a_wire_copy_in_another_outlet_is_no_duplicate() -> None:
    captures = [capture("a", HERALD, outlet="Herald"), capture("b", HERALD, outlet="Courier")]
    assert len(pipeline.clean_captures(captures, settings=sayso.Settings()).documents) == 2


# --- what fails -----------------------------------------------------------------------------------------------------


def test_an_article_that_breaks_a_stage_is_counted_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(parsed: Parsed, *, settings: ExtractSettings) -> tuple[Statement, ...]:
        if parsed.document.uri == "herald.txt":
            raise RecursionError("too\nmany")
        return extract(parsed, settings=settings)

    monkeypatch.setattr(steps, "extract", broken)
    found = pipeline.compare_captures([capture("herald", HERALD), capture("courier", COURIER)]).articles
    assert [document.uri for document in found.documents] == ["courier.txt"]
    assert {statement.document for statement in found.statements} == {found.documents[0].id}
    (refusal,) = found.dropped
    assert (refusal.uri, refusal.stage, refusal.reason) == ("herald.txt", Stage.EXTRACT, Reason.FAILED)
    assert "RecursionError: too" in refusal.detail
    assert "\n" not in refusal.detail


def test_an_article_that_breaks_cleaning_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(capture: Capture, **settings: object) -> Document | Dropped:
        raise ValueError

    monkeypatch.setattr(steps, "clean", clean)
    (refusal,) = pipeline.clean_captures([capture("herald", HERALD)], settings=sayso.Settings()).dropped
    assert (refusal.stage, refusal.reason) == (Stage.CLEAN, Reason.FAILED)


def test_an_article_without_memory_for_it_is_counted_as_that(monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(capture: Capture, **settings: object) -> Document | Dropped:
        raise MemoryError

    monkeypatch.setattr(steps, "clean", clean)
    (refusal,) = pipeline.clean_captures([capture("herald", HERALD)], settings=sayso.Settings()).dropped
    assert (refusal.stage, refusal.reason) == (Stage.CLEAN, Reason.MEMORY)


def test_the_callers_mistakes_are_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    def clean(capture: Capture, **settings: object) -> Document | Dropped:
        raise UsageError("no such setting")

    monkeypatch.setattr(steps, "clean", clean)
    with pytest.raises(UsageError, match="no such setting"):
        pipeline.clean_captures([capture("herald", HERALD)], settings=sayso.Settings())


def test_nothing_readable_is_an_empty_comparison() -> None:
    found = pipeline.compare_captures([capture("empty", "")])
    assert (found.articles.documents, found.stories, found.things_said) == ((), (), ())
    assert len(found.articles.dropped) == 1


# --- the reference --------------------------------------------------------------------------------------------------


def test_a_reference_among_the_paths_is_read_once(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD, courier=COURIER)
    found = sayso.compare(paths, reference=paths[0]).articles
    assert found.dropped == ()
    assert found.settings.collate.reference == _id_of(found.documents, paths[0])


def test_a_reference_beside_the_paths_is_read_too(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD, courier=COURIER, transcript=HERALD + "\n“Good night,” Tosk said.\n")
    found = sayso.compare(paths[:2], reference=Path(paths[2])).articles
    assert len(found.documents) == 3
    assert found.settings.collate.reference == _id_of(found.documents, paths[2])


def test_a_reference_in_a_folder_among_the_paths_is_read_once(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD, courier=COURIER)
    found = sayso.compare([tmp_path], reference=paths[1]).articles
    assert (len(found.documents), found.dropped) == (2, ())


def test_a_reference_that_can_not_be_read_is_the_callers_mistake(tmp_path: Path) -> None:
    paths = write(tmp_path, herald=HERALD, courier=COURIER, empty="")
    with pytest.raises(UsageError, match=r"the reference .*empty\.txt can't be used"):
        sayso.compare(paths[:2], reference=paths[2])


def _id_of(documents: Sequence[Document], path: str) -> str:
    (found,) = [document.id for document in documents if document.uri == path]
    return found


# --- progress -------------------------------------------------------------------------------------------------------


def test_progress_counts_every_step_to_its_end(tmp_path: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    paths = write(tmp_path, herald=HERALD, courier=COURIER)
    sayso.compare(paths, progress=lambda *step: told.append(step))
    assert told[:4] == [("read", 1, None), ("read", 2, None), ("statements", 1, 2), ("statements", 2, 2)]
    assert told[-1][0] == "compare"
    assert told[-1][1] == told[-1][2]


def test_who_only_believes_has_not_spoken() -> None:
    text = (
        "Ilmar Tosk said that the boats left at dawn. “Bruno Harrow wants to close the harbour,” he said. "
        "Harrow believes that the pier is lost.\nAccording to him, the boats were lost."
    )
    last = sayso.statements(text)[-1]
    assert last.speaker is not None
    assert last.speaker.name == "Ilmar Tosk"


def test_a_bracket_that_opens_in_a_statement_closes_in_it() -> None:
    text = "Ilmar Tosk said that the boats would sail [as the harbour office had asked]."
    assert [span.of(text) for span in sayso.statements(text)[0].content] == [
        "the boats would sail [as the harbour office had asked]"
    ]
