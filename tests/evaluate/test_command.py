"""``sayso eval statements``: what it prints, what it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from sayso.cli import DONE, DONE_IN_PART, MISUSED, NOTHING_DONE, app
from tests.command import sayso
from tests.evaluate.marking import TOSK, Row, line, quote, write

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "gold.jsonl"

MAYOR = quote(TOSK, "that the mayor will resign", source="Tosk")
SALT = quote(TOSK, "We will not tax salt,", "this year", source="Brenn")


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def gold(tmp_path: Path) -> str:
    return write(tmp_path / "gold.jsonl", [line("a", MAYOR, SALT, outlet="Gull"), line("b", SALT, outlet="Tern")])


@pytest.fixture
def found(tmp_path: Path) -> str:
    rows: list[Row | str] = [
        line("a", MAYOR | {"confidence": 0.9, "source": None}, text=None),
        line("b", SALT | {"confidence": 0.8}, quote(TOSK, "The crews"), text=None),
    ]
    return write(tmp_path / "found.jsonl", rows)


def run(*arguments: str | Path) -> str:
    """Standard output of a run that ends well."""
    shown = CliRunner().invoke(app, ["eval", "statements", *map(str, arguments)], catch_exceptions=False)
    assert (shown.exit_code, shown.stderr) == (DONE, "")
    return shown.stdout


def as_json(*arguments: str | Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(run(*arguments, "-f", "json"))
    validator("evaluation").validate(told)
    return told


def test_the_page(gold: str, found: str) -> None:
    shown = run("--gold", gold, "--predictions", found, "--by", "outlet", "--errors", "2")
    rows = [line.split() for line in shown.splitlines()]
    assert ["all", "3", "3", "66.7/66.7/66.7", "66.7/66.7/66.7", "66.7/66.7/66.7"] in rows
    assert ["all", "2", "50.0", "50.0", "50.0"] in rows
    assert ["Gull", "1", "2", "1", "100.0/50.0/66.7", "100.0/50.0/66.7", "0.0/0.0"] in rows
    assert ["0.9-1.0", "1", "0.90", "1.00", "1.00"] in rows
    assert ["wrong", "source", "1", "1.0"] in rows
    assert "The worst 2 of 3 statements with a mistake" in shown
    assert "1. missed · a · direct · costs 1.50" in shown
    assert "“[We will not tax salt,]” Brenn said, “[this year].”" in " ".join(shown.split())
    assert "2. invented · b · indirect · costs 1.50" in shown
    assert "3. wrong source" not in shown


def test_one_sort_of_mistake(gold: str, found: str) -> None:
    shown = run("--gold", gold, "--predictions", found, "--errors", "5", "--mistake", "wrong-source")
    assert "The worst 1 of 1 statement with a mistake" in shown
    assert "1. wrong source · a" in shown


def test_numbers_for_programs(gold: str, found: str) -> None:
    told = as_json("--gold", gold, "--predictions", found, "--by", "outlet", "--errors", "1")
    assert told["figures"]["all"]["exact"] == {"precision": 66.7, "recall": 66.7, "f1": 66.7}
    assert told["figures"]["all"]["source"] == {"pairs": 2, "exact": 50.0, "overlap": 50.0, "none": 50.0}
    assert [each["name"] for each in told["groups"]] == ["Gull", "Tern"]
    assert len(told["errors"]) == 1
    assert told["errors"][0]["marked"]["content"][0]["text"] == "We will not tax salt,"
    assert told["reliability"]["bins"][9]["statements"] == 1
    assert told["words_per_cpu_second"] is None


def test_gains_and_losses(gold: str, found: str, tmp_path: Path) -> None:
    before = write(tmp_path / "before.jsonl", [line("a", text=None), line("b", SALT, text=None)])
    arguments = ("--gold", gold, "--predictions", found, "--against", before)
    shown = run(*arguments)
    assert ["all", "66.7", "(+16.7)"] in [line.split()[:3] for line in shown.splitlines()]
    assert "1. missed → wrong source · a · +0.50" in shown
    assert "1. not shown → invented · b · -1.50" in shown
    told = as_json(*arguments)["against"]
    assert (told["gained"], told["lost"], told["gains"][0]["gain"]) == (1, 1, 0.5)
    assert as_json(*arguments, "--errors", "0")["against"]["gains"] == []


def test_a_saved_run_gives_the_same_table(tmp_path: Path) -> None:
    kept, again = tmp_path / "run.jsonl", tmp_path / "again.jsonl"
    first = as_json("--gold", EXAMPLE, "--save", kept)
    run("--gold", EXAMPLE, "--save", again)
    assert kept.read_bytes() == again.read_bytes()
    for row in kept.read_text("utf-8").splitlines():
        validator("predictions").validate(json.loads(row))
    second = as_json("--gold", EXAMPLE, "--predictions", kept, "--against", again)
    assert (second["against"]["gained"], second["against"]["lost"], second["against"]["settings"]) == (0, 0, {})
    changing = {"words_per_cpu_second", "against"}
    assert {k: v for k, v in first.items() if k not in changing} == {
        k: v for k, v in second.items() if k not in changing
    }


def test_the_example_fits_its_schema() -> None:
    for row in EXAMPLE.read_text("utf-8").splitlines():
        validator("gold").validate(json.loads(row))


def test_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path, found: str) -> None:
    gold = write(tmp_path / "gold.jsonl", [line("a", MAYOR), line("c", {"content": [[0, 999]]}), line("b", SALT)])
    ended = sayso("eval", "statements", "--gold", gold, "--predictions", found)
    assert ended.returncode == DONE_IN_PART
    (said,) = ended.stderr.decode().splitlines()
    assert said.startswith(f"sayso: refused {gold}#2: line 2: quotes[0].content[0] is [0, 999], expected 0 <= start")
    assert "Statements in 2 articles" in ended.stdout.decode()


def test_nothing_to_score(tmp_path: Path) -> None:
    ended = sayso("eval", "statements", "--gold", write(tmp_path / "gold.jsonl", ["{"]))
    assert (ended.returncode, ended.stdout) == (NOTHING_DONE, b"")
    assert b"no line of it is an article that can be scored" in ended.stderr


def test_gold_from_standard_input(gold: str, found: str) -> None:
    ended = sayso("eval", "statements", "--gold", "-", "--predictions", found, stdin=Path(gold).read_bytes())
    assert ended.returncode == DONE
    assert b"Statements in 2 articles of -" in ended.stdout


MISUSES = [
    ((), "Missing option '--gold'"),
    (("--gold", "none.jsonl"), "none.jsonl: it can't be opened"),
    (("--gold", "{gold}", "-f", "html"), "given as terminal or json"),
    (("--gold", "{gold}", "--predictions", "{gold}"), "--gold is a file of its own"),
    (("--gold", "{gold}", "--predictions", "{found}", "--save", "{new}"), "leave out --predictions"),
    (("--gold", "{gold}", "--save", "-"), "name a file for it"),
    (("--gold", "{gold}", "--save", "{gold}"), "one of the inputs"),
    (("--gold", "{gold}", "--save", "{new}", "-o", "{new}", "-f", "json"), "must be files of their own"),
    (("--gold", "{gold}", "--mistake", "late"), "no such mistake: 'late'"),
    (("--gold", "{gold}", "--split", "dev"), "no article has 'split' 'dev'"),
    (("--gold", "{gold}", "--errors", "-1"), "Invalid value for '--errors'"),
]


@pytest.mark.parametrize(("arguments", "why"), MISUSES)
def test_misuse_is_told_before_the_work(
    gold: str, found: str, tmp_path: Path, arguments: tuple[str, ...], why: str
) -> None:
    names = {"gold": gold, "found": found, "new": str(tmp_path / "new.jsonl")}
    ended = sayso("eval", "statements", *(each.format(**names) for each in arguments), COLUMNS="200")
    assert (ended.returncode, ended.stdout) == (MISUSED, b"")
    assert why in ended.stderr.decode()
    assert not (tmp_path / "new.jsonl").exists()


def test_what_others_wrote_does_not_drive_the_terminal(tmp_path: Path) -> None:
    text = "Tosk\x1b[31m said that \u202esalt\x07 is dear."
    key = "a\x1b[2J"
    gold = write(tmp_path / "gold.jsonl", [line(key, quote(text, "salt\x07 is dear"), text=text, outlet="\x1b[5mGull")])
    none = write(tmp_path / "none.jsonl", [line(key, text=None)])
    shown = run("--gold", gold, "--predictions", none, "--errors", "1", "--by", "outlet", "--against", none)
    assert not {"\x1b", "\x07", "\u202e"} & {*shown}
    assert "salt␇ is dear" in shown


# --- help and docs ----------------------------------------------------------------------------------------------------


def test_help_has_examples_and_exit_codes() -> None:
    shown = CliRunner().invoke(app, ["eval", "statements", "--help"])
    assert "sayso eval statements --gold" in shown.output.partition("Examples:")[2]
    assert "3    done in part" in shown.output
    assert "sayso eval statements" in CliRunner().invoke(app, ["eval", "--help"]).output


OPTIONS = ["gold", "predictions", "against", "save", "errors", "mistake", "by", "split", "top-level"]


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_explained(option: str) -> None:
    assert f"`--{option}" in (ROOT / "docs" / "evaluate.md").read_text("utf-8")
    assert f"--{option}" in CliRunner().invoke(app, ["eval", "statements", "--help"], env={"COLUMNS": "120"}).output
