from __future__ import annotations

import io
import re
from dataclasses import replace
from itertools import product

import pytest
from rich.cells import cell_len
from rich.console import Console

from sayso.comparison import Articles, Comparison
from sayso.config import ExtractSettings, Settings
from sayso.report import print_clean, print_comparison, print_statements
from tests.report.interview import comparison
from tests.report.test_data import hostile, hostile_comparison

WHAT = ("comparison", "statements", "clean")


def printed(width: int, *, terminal: bool = False, what: str = "comparison", whole: Comparison | None = None) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, force_terminal=terminal, color_system="truecolor" if terminal else None)
    whole = whole or comparison()
    if what == "comparison":
        print_comparison(whole, console)
    elif what == "statements":
        print_statements(whole.articles, console)
    else:
        print_clean(whole.articles, console)
    return out.getvalue()


@pytest.mark.parametrize("what", WHAT)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_lines_fit_the_width_and_carry_no_codes(width: int, what: str) -> None:
    for line in printed(width, what=what).splitlines():
        assert cell_len(line) <= width
        assert line == line.rstrip()
        assert not re.search(r"[\x00-\x1f\x7f]", line)


def test_the_most_important_difference_comes_first() -> None:
    text = printed(80)
    assert text.index("1. Affirmed or denied · Ilmar Tosk") < text.index("What each outlet kept")
    assert "“We *do not sell* water to anyone,” Tosk added." in text


def test_plain_text_marks_with_signs_what_a_terminal_marks_with_colour() -> None:
    assert "*Ten* villages" in printed(80)
    coloured = printed(80, terminal=True)
    assert "*Ten*" not in coloured
    assert "\x1b[" in coloured


def test_what_could_not_be_read_and_what_was_set_aside_is_said() -> None:
    text = printed(80)
    assert "Could not be read: reports/gates.png (not text)" in text
    assert "2 set aside (menu, share buttons)" in text
    assert "could not see all of it: paywall" in text


def test_coverage_has_a_sign_for_each_article_and_a_key() -> None:
    text = printed(80)
    row = next(line for line in text.splitlines() if line.startswith("2  Ilmar Tosk: “Twelve"))
    assert row.split()[-5:] == ["◐", "◐", "?", "○", "◐"]
    assert "● kept  ◐ changed  ○ left out  ? could not see" in text


def test_too_many_outlets_for_columns_are_named_in_lines() -> None:
    text = printed(44)
    assert "○ left out: Northgate Portal" in text
    assert all(cell_len(line) <= 44 for line in text.splitlines())


def test_nested_statements_are_indented_under_their_teller() -> None:
    lines = printed(100, what="statements").splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("Ilmar Tosk  “I told her"))
    assert lines[at + 1].startswith(("   Ilmar Tosk  “Madam", "   "))
    assert any(line.startswith("   Jonna Arden  “Then build it lower”") for line in lines)


def test_what_is_not_plainly_said_has_its_act() -> None:
    text = printed(120, what="statements")
    assert "Veldania sells water to nobody  paraphrased, believes or knows" in text
    assert "the singing of the Orrin school choir  paraphrased, praised or backed" in text
    assert "quoted, said" not in text
    text = printed(120)
    assert "(paraphrased, believes or knows)" in text
    assert "the singing of the Orrin school choir (paraphrased, praised or backed)" in text


def test_what_a_run_kept_to_is_said() -> None:
    whole = comparison()
    extract = ExtractSettings(acts=("denied", "unsaid"))
    empty = replace(whole.articles, statements=(), settings=Settings(extract=extract))
    kept = "kept to: denied or refused; not said, or not yet"
    text = printed(120, what="statements", whole=Comparison(empty, (), ()))
    assert f"0 statements, {kept}" in text
    assert f"No statement was found, {kept}." in text
    assert f"! Not all that was said is here, {kept}." in printed(120, whole=Comparison(empty, whole.stories, ()))


def test_how_sure_a_run_had_to_be_is_said() -> None:
    whole = comparison()
    settings = Settings(extract=ExtractSettings(min_confidence=0.85, acts=("denied",)))
    empty = replace(whole.articles, statements=(), settings=settings)
    surer = "with a confidence of 0.85 or more"
    shown = printed(120, what="statements", whole=Comparison(empty, (), ()))
    assert f"No statement was found, {surer}, kept to: denied or refused." in shown
    assert f"! Only statements {surer} are here and compared." in printed(
        120, whole=Comparison(empty, whole.stories, ())
    )
    assert "confidence of" not in printed(120, what="statements")


def test_clean_shows_the_text_then_what_was_set_aside() -> None:
    text = printed(80, what="clean")
    assert "He praised the singing of the Orrin school choir." in text
    assert "- share buttons: Share this story" in text
    assert text.index("Orrin school choir") < text.index("Set aside and repaired")


def test_hostile_text_can_neither_steer_the_terminal_nor_be_read_as_mark_up() -> None:
    for whole, what in product((Comparison(hostile(), (), ()), hostile_comparison()), WHAT):
        text = printed(80, what=what, whole=whole)
        text.encode()
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u202e\ud800-\udfff]", text)


def test_nothing_is_no_error() -> None:
    nothing = Comparison(Articles((), (), (), (), Settings(), "0"), (), ())
    for what in WHAT:
        assert "sayso 0" in printed(80, what=what, whole=nothing)
