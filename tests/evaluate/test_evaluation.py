"""The verb: figures, groups, nesting, and sayso itself on a small gold."""

from __future__ import annotations

from pathlib import Path

import pytest

from sayso import evaluate, pipeline
from sayso.config import CleanSettings, Settings
from sayso.errors import UsageError
from sayso.evaluate.evaluation import NO_GROUP
from sayso.records import Reason
from tests.evaluate.marking import TOSK, Row, line, quote, write

EXAMPLE = Path(__file__).parents[2] / "examples" / "gold.jsonl"

MAYOR = quote(TOSK, "that the mayor will resign", source="Tosk")
SALT = quote(TOSK, "We will not tax salt,", "this year", source="Brenn")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    gold = [line("a", MAYOR, outlet="Gull"), line("b", SALT, outlet="Tern"), line("c", MAYOR, SALT)]
    nested = [quote(TOSK, "the mayor", id="q2", within="q1"), MAYOR | {"id": "q1"}]
    found: list[Row | str] = [line("a", *nested, text=None), line("b", SALT, text=None)]
    return {
        "gold": write(tmp_path / "gold.jsonl", [*gold]),
        "found": write(tmp_path / "found.jsonl", found),
        "bad": write(tmp_path / "bad.jsonl", ["{", *found, line("c", {"content": [[0, 999]]}, text=None)]),
        "others": write(tmp_path / "others.jsonl", [line("z", text=None)]),
    }


def test_predictions_are_scored_as_they_stand(files: dict[str, str]) -> None:
    found = evaluate.statements(files["gold"], predictions=files["found"])
    assert (found.scores.gold["all"], found.scores.found["all"]) == (4, 3)
    assert found.scores.exact["all"] == (66.7, 50.0, 57.1)
    assert (found.unpredicted, found.with_error, found.seconds, found.speed) == (1, 0, None, None)
    assert found.words == 3 * len(TOSK.split())


def test_only_what_stands_at_the_top(files: dict[str, str]) -> None:
    found = evaluate.statements(files["gold"], predictions=files["found"], top_level=True)
    assert found.scores.exact["all"] == (100.0, 50.0, 66.7)
    assert len(found.predictions.quotes["a"]) == 2  # all are kept, to be saved


def test_figures_by_a_field(files: dict[str, str]) -> None:
    found = evaluate.statements(files["gold"], predictions=files["found"], by="outlet")
    assert [(each.name, each.articles, each.scores.exact["all"].recall) for each in found.groups] == [
        ("Gull", 1, 100.0),
        ("Tern", 1, 100.0),
        (NO_GROUP, 1, 0.0),
    ]


def test_a_field_that_no_article_has(files: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="no article has the field 'desk'; there are outlet"):
        evaluate.statements(files["gold"], predictions=files["found"], by="desk")


def test_refused_lines_are_counted(files: dict[str, str]) -> None:
    found = evaluate.statements(files["gold"], predictions=files["bad"])
    assert [each.reason for each in found.refused] == [Reason.BAD_RECORD, Reason.BAD_RECORD]
    assert found.with_error == 2
    assert found.scores.exact["all"] == (66.7, 50.0, 57.1)


def test_against_only_what_both_have(files: dict[str, str]) -> None:
    found = evaluate.statements(files["gold"], predictions=files["found"], earlier=files["bad"])
    assert found.against is not None
    assert (found.against.articles, found.against.gains, found.against.losses) == (2, (), ())


def test_a_run_on_other_articles_is_told_before_the_work(files: dict[str, str]) -> None:
    with pytest.raises(UsageError, match="it has none of the gold's articles: is it a file that --save wrote"):
        evaluate.statements(files["gold"], earlier=files["others"], progress=lambda *_: pytest.fail("worked"))


def test_no_article_at_all(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no line of it is an article that can be used; line 1: it is not JSON"):
        evaluate.statements(write(tmp_path / "gold.jsonl", ["{"]))
    with pytest.raises(UsageError, match="only white space"):
        evaluate.statements(write(tmp_path / "gold.jsonl", [""]))


# --- sayso on the example of the docs ---------------------------------------------------------------------------------


def test_the_example_is_sound() -> None:
    gold = evaluate.read_gold(EXAMPLE)
    assert gold.refused == ()
    told = {
        (source.of(each.text), cue.of(each.text))
        for each in gold.articles
        for quote in each.quotes
        for source in quote.source
        for cue in quote.cue
    }
    assert ("Oda Brenn, the finance minister,", "According to") in told
    assert len(told) == 12


def test_sayso_is_run_on_the_text_as_it_stands() -> None:
    """Each article is what ``sayso.statements`` gives for it; the same articles give the same predictions."""
    steps: list[tuple[str, int, int | None]] = []
    found = evaluate.statements(EXAMPLE, progress=lambda *step: steps.append(step))
    for article in found.gold.articles:
        alone = pipeline.statements(article.text, outlet=article.outlet)
        assert [each.content for each in alone] == [each.content for each in found.predictions.quotes[article.id]]
    assert steps == [("statements", done, 3) for done in (1, 2, 3)]
    assert found.speed is not None
    assert found.speed > 0
    assert found.scores.exact["all"].f1 > 50  # it finds something, and where people marked it
    assert found.reliability is not None
    told = [each.confidence for quotes in found.predictions.quotes.values() for each in quotes]
    assert [each for each in told if each is None or round(each, 4) != each] == []


def test_settings_are_those_of_the_run() -> None:
    found = evaluate.statements(EXAMPLE, settings=Settings(clean=CleanSettings(max_chars=300)))
    assert found.predictions.run is not None
    assert found.predictions.run.settings["clean.max_chars"] == "300"
    assert {each.reason for each in found.refused} == {Reason.TOO_LARGE}


def test_what_sayso_refuses_has_no_statements_and_is_counted(tmp_path: Path) -> None:
    """An article in another language: its attributions count as missed."""
    text = (
        "Der Präsident sagte am Dienstag, der Hafen bleibe den ganzen Winter über offen, und das Salz werde nicht "
        "teurer als im letzten Jahr, obwohl die Werke seit langem darum bitten und niemand sonst es bezahlen will."
    )
    gold = write(tmp_path / "gold.jsonl", [line("a", MAYOR), line("b", quote(text, "das Salz"), text=text)])
    found = evaluate.statements(gold)
    assert [each.reason for each in found.refused] == [Reason.UNSUPPORTED_LANGUAGE]
    assert (found.with_error, found.unpredicted, found.scores.gold["all"]) == (1, 0, 2)


def test_two_articles_with_one_text_are_both_run(tmp_path: Path) -> None:
    found = evaluate.statements(write(tmp_path / "gold.jsonl", [line("a", MAYOR), line("b", MAYOR)]))
    assert found.refused == ()
    assert found.predictions.quotes["a"]
    one, other = ([each.content for each in found.predictions.quotes[key]] for key in ("a", "b"))
    assert one == other
