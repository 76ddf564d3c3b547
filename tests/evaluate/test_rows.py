"""Lines of gold and predictions: what is read, what is refused, and what is said then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.errors import UsageError
from sayso.evaluate import read_gold, read_predictions
from sayso.evaluate.predictions import saved
from sayso.records import Reason
from sayso.spans import Span
from tests.evaluate.marking import TOSK, Row, line, quote, write

GOOD = line("a", quote(TOSK, "that the mayor will resign", source="Tosk", cue="said"), outlet="Gull", split="dev")


def test_a_line_as_documented(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path / "gold.jsonl", [GOOD]))
    (article,) = gold.articles
    (marked,) = article.quotes
    assert (article.id, article.text, article.outlet, article.field("split")) == ("a", TOSK, "Gull", "dev")
    assert [span.of(TOSK) for span in (*marked.content, *marked.cue, *marked.source)] == [
        "that the mayor will resign",
        "said",
        "Tosk",
    ]
    assert gold.refused == ()


LENGTH = len(TOSK)
LATER = [0, LENGTH + 1]

BAD = [
    ("{", "it is not JSON"),
    ("[" * 100_000, "it is"),  # nested too deep, for whichever of the two the parser says
    ("[1]", "it is [1], no JSON object"),
    ('{"text": "Salt."}', "'doc_id' is absent (the line has 'text')"),
    (line("b", text=None), "'text' is absent (the line has 'doc_id', 'quotes')"),
    (line("b", text="  "), "'text' is \"  \": expected a string"),
    ({"doc_id": "b", "text": TOSK}, "'quotes' is absent"),
    (line("b") | {"quotes": {}}, "'quotes' is an object of 0: expected a list"),
    (line("b") | {"quotes": [[0, 4]]}, "quotes[0] is [0, 4]: expected an object"),
    (line("b", {"content": []}), "quotes[0].content is []: expected at least one [start, end]"),
    (line("b", {"cue": [[0, 4]]}), "quotes[0].content is null: expected at least one"),
    (line("b", {"content": [0, 4]}), "quotes[0].content[0] is 0: expected two whole numbers, [start, end]"),
    (line("b", {"content": [[0, 4.0]]}), "quotes[0].content[0] is [0, 4.0]: expected two whole numbers"),
    (line("b", {"content": [[False, True]]}), "quotes[0].content[0] is [false, true]: expected two whole numbers"),
    (line("b", {"content": [[3, 3]]}), "quotes[0].content is a list of 1: expected at least one"),  # holds no word
    (line("b", {"content": [[4, 0]]}), f"quotes[0].content[0] is [4, 0], expected 0 <= start <= end <= {LENGTH}"),
    (line("b", {"content": [[-3, 4]]}), "quotes[0].content[0] is [-3, 4], expected 0 <= start"),
    (line("b", {"content": [LATER]}), f"expected 0 <= start <= end <= {LENGTH}, the text's length: offsets count"),
    (line("b", {"content": [[0, 4]], "source": [LATER]}), "quotes[0].source[0] is"),
    (line("b", {"content": [[0, 4]], "source": "Tosk"}), 'quotes[0].source is "Tosk": expected a list'),
    (line("b", {"content": [[0, 4]], "confidence": 90}), "quotes[0].confidence is 90: expected a number from 0 to 1"),
    (line("b", {"content": [[0, 4]], "within": []}), "'within' is []: expected a string, or nothing"),
    (line("b", outlet=["Gull"]), "'outlet' is [\"Gull\"]: expected a string"),
    (line("a"), "its 'doc_id' 'a' is that of an earlier line"),
    # every attribution holds the whole article: squares of its length
    (line("b", *[{"content": [[0, LENGTH]]}] * 30), "more than 20 times the article's text"),
    (line("b", *[{"content": [[0, 1]]}] * 10_001), "'quotes' has 10,001 entries"),
]


@pytest.mark.parametrize(("bad", "why"), [pytest.param(*row, id=str(i)) for i, row in enumerate(BAD)])
def test_a_bad_line_costs_only_itself(tmp_path: Path, bad: dict[str, object] | str, why: str) -> None:
    path = write(tmp_path / "gold.jsonl", [GOOD, "", bad, line("z")])
    gold = read_gold(path)
    assert [each.id for each in gold.articles] == ["a", "z"]
    (refused,) = gold.refused
    assert (refused.uri, refused.reason) == (f"{path}#3", Reason.BAD_RECORD)  # blank lines count
    assert refused.detail.startswith("line 3: ")
    assert why in refused.detail
    assert len(refused.detail) < 250


def test_a_line_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(json.dumps(GOOD).encode() + b'\n{"doc_id": "\xe9"}\n')
    assert [each.detail for each in read_gold(path).refused] == [
        "line 2: it is not UTF-8 (byte 13): convert the file to UTF-8"
    ]


def test_a_line_without_end_is_not_held_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b"[" * 16_000_000 + b"\n" + json.dumps(GOOD).encode())
    gold = read_gold(path)
    assert [each.id for each in gold.articles] == ["a"]
    assert [each.detail for each in gold.refused] == [
        "line 1: it has more than 15,000,000 bytes: give each article a line of its own"
    ]


def test_offsets_count_code_points(tmp_path: Path) -> None:
    """A letter beyond the first plane is one, as is half a surrogate pair, which some exports cut apart."""
    text = "𝒯osk \ud800 said that salt is dear."
    gold = read_gold(write(tmp_path / "gold.jsonl", [line("a", quote(text, "salt is dear"), text=text)]))
    assert gold.articles[0].quotes[0].content[0].of(gold.articles[0].text) == "salt is dear"


def test_a_raw_tab_in_a_string_is_harmless(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path / "gold.jsonl", ['{"doc_id": "a", "text": "Salt\tis dear.", "quotes": []}']))
    assert gold.articles[0].text == "Salt\tis dear."


def test_no_such_file() -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl: it can't be opened: No such file"):
        read_gold("none.jsonl")


def test_only_one_split(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path / "gold.jsonl", [line("a", split="dev"), line("b", split="test"), line("c")]))
    assert [each.id for each in gold.only("split", "test").articles] == ["b"]
    with pytest.raises(UsageError, match="no article has 'split' 'train'; it has 'dev', 'test'"):
        gold.only("split", "train")
    with pytest.raises(UsageError, match="none says 'year'"):
        gold.only("year", "2020")


# --- predictions ------------------------------------------------------------------------------------------------------


def test_predictions_of_any_program(tmp_path: Path) -> None:
    """Nothing but the documented keys; offsets must lie in the gold's text; other articles are counted, not read."""
    gold = read_gold(write(tmp_path / "gold.jsonl", [line("a"), line("b"), line("c")]))
    path = write(
        tmp_path / "found.jsonl",
        [
            line("a", {"content": [[15, 37]], "cue": None, "source": [[0, 4]]}, text=None),
            line("b", {"content": [LATER]}, text=None),
            line("elsewhere", {"content": [[0, 9_999]]}, text=None),
        ],
    )
    found = read_predictions(path, gold.articles)
    assert {key: [each.content for each in quotes] for key, quotes in found.quotes.items()} == {"a": [(Span(15, 37),)]}
    assert [each.uri for each in found.refused] == [f"{path}#2"]
    assert (found.strangers, found.run, found.tells_nesting) == (1, None, False)


def test_a_run_comes_back_as_saved(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path / "gold.jsonl", [line("a"), line("b")]))
    told = {"version": "0", "settings": {"extract.min_confidence": 0.5, "clean.languages": ["en"]}, "gold_sha256": "s"}
    lines: list[Row | str] = [
        {
            "schema": "sayso.predictions/1",
            "run": told,
            "doc_id": "a",
            "quotes": [
                quote(
                    TOSK, "We will not tax salt,", "this year", source="Brenn", id="q1", confidence=0.75, within=None
                ),
                quote(TOSK, "tax", id="q2", confidence=1.0, within="q1"),
            ],
        },
        {"doc_id": "b", "quotes": []},
    ]
    found = read_predictions(write(tmp_path / "run.jsonl", lines), gold.articles)
    assert found.tells_nesting
    assert list(saved(gold.articles, found)) == lines


def test_settings_of_a_run_may_be_anything(tmp_path: Path) -> None:
    """What is no setting of ours is passed over, however deep it is nested."""
    gold = read_gold(write(tmp_path / "gold.jsonl", [line("a")]))
    deep = "[" * 400 + "]" * 400
    row = f'{{"schema": "sayso.predictions/1", "run": {{"version": "0", "settings": {{"x": {deep}, "y": 1}}, '
    found = read_predictions(
        write(tmp_path / "run.jsonl", [row + '"gold_sha256": "s"}, "doc_id": "a", "quotes": []}']), gold.articles
    )
    assert found.run is not None
    assert found.run.settings == {"y": "1"}
