"""The quality gate: what it lets through, what it stops, and what it says then."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.quality import __main__ as command
from benchmarks.quality import floors, registry
from benchmarks.quality.parts import Example, Measured, Part

GOLD = "salt.jsonl"


def measured(figure: float, *articles: float) -> Measured:
    examples = [Example(f"article {i}", each, [f"missed: salt {i}"]) for i, each in enumerate(articles)]
    return Measured({"exact_f": figure}, "the table", examples)


def part(result: Measured) -> Part:
    return Part("salt", [GOLD], lambda folder: result, margin=0.5, margin_because="one article of two hundred")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / GOLD).write_text('{"text": "Salt is dear."}\n')
    return tmp_path


@pytest.fixture
def run(gold: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the command on a part that measures as given, with floors of its own."""
    path = tmp_path / "floors.toml"
    monkeypatch.setattr(command, "read_floors", lambda: floors.read_floors(path))
    monkeypatch.setattr(command, "write_floors", lambda found: floors.write_floors(found, path))

    def run(result: Measured, *arguments: str) -> int:
        monkeypatch.setattr(command, "PARTS", {"salt": lambda: part(result)})
        return command.main(["--gold", str(gold), *arguments])

    return run


def test_floors_come_back_as_written(gold: Path, tmp_path: Path) -> None:
    result = measured(60.5, 40.0, 81.25)
    floor = floors.pinned(part(result), gold, result)
    floors.write_floors({"salt": floor}, tmp_path / "floors.toml")
    assert floors.read_floors(tmp_path / "floors.toml") == {"salt": floor}


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        (60.0, 0),
        (59.5, 0),  # within the margin
        (59.4, 1),
        (75.0, 0),
    ],
)
def test_the_gate(run: Callable[..., int], figure: float, code: int) -> None:
    assert run(measured(60.0), "--write-floors") == 0
    assert run(measured(figure)) == code


def test_a_fall_is_told_by_example(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    run(measured(60.0, 50.0, 70.0, 60.0), "--write-floors")
    run(measured(50.0, 50.0, 30.0, 55.0))
    said = capsys.readouterr().out.partition("BELOW ITS FLOOR")[2]
    assert "exact_f is 50.0, under its floor of 60.0" in said
    assert said.index("article 1: fell from 70.0 to 30.0") < said.index("article 2: fell from 60.0 to 55.0")
    assert "missed: salt 1" in said
    assert "article 0" not in said


def test_other_gold_has_no_floors(run: Callable[..., int], gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(measured(60.0), "--write-floors")
    (gold / GOLD).write_text('{"text": "Salt is cheap."}\n')
    assert run(measured(60.0)) == 1
    assert "the gold is not that of the floors" in capsys.readouterr().out


def test_a_figure_that_is_gone_fails(run: Callable[..., int]) -> None:
    run(measured(60.0), "--write-floors")
    assert run(Measured({}, "the table")) == 1


def test_absent_gold_is_skipped_with_a_word(
    run: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(measured(60.0), "--gold", str(tmp_path / "none")) == 0
    assert "salt: skipped, there is no salt.jsonl" in capsys.readouterr().out


def test_worst_articles_are_shown_on_demand(run: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    run(measured(60.0, 50.0, 30.0), "--errors", "1")
    said = capsys.readouterr().out
    assert "article 1: 30.0" in said
    assert "article 0" not in said


@pytest.mark.parametrize("name", list(registry.PARTS))
def test_every_part_derives_its_margin(name: str) -> None:
    found = registry.PARTS[name]()
    assert (found.name, found.margin > 0, bool(found.margin_because)) == (name, True, True)
