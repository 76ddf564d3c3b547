"""What ``import sayso`` offers."""

from __future__ import annotations

import subprocess
import sys

import pytest

import sayso
from sayso.records import Statement
from tests.command import environment

HEAVY = ("spacy", "numpy", "trafilatura", "rich", "typer", "jinja2")


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


def test_import_is_light() -> None:
    code = f"import sys, sayso; print([name for name in {HEAVY} if name in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment())
    assert found.stdout.strip() == "[]"


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
