from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.records import Act, Cause, Change, Furniture, Kind, Reason, Standing, Status, Verdict
from sayso.report.tables import HEADERS
from sayso.report.words import ACT_WORDS

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "formats.md").read_text(encoding="utf-8")


def keys(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for value in schema.values():
            yield from keys(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from keys(value)


@pytest.mark.parametrize("path", sorted((DOCS / "schema").glob("*.json")), ids=lambda path: path.name)
def test_every_key_is_explained_and_every_schema_named(path: Path) -> None:
    assert f"schema/{path.name}" in TEXT
    missing = {key for key in keys(json.loads(path.read_text(encoding="utf-8"))) if not explained(key)}
    assert not missing


def explained(word: str) -> bool:
    return f"`{word}`" in TEXT or f'"{word}"' in TEXT


def test_every_value_of_a_closed_set_is_explained() -> None:
    for members in (Act, Cause, Change, Furniture, Kind, Reason, Standing, Status, Verdict):
        assert not [member.value for member in members if not explained(member.value)]


def test_every_act_is_in_the_glossary_with_its_words_on_the_page() -> None:
    glossary = (DOCS / "glossary.md").read_text(encoding="utf-8")
    for act in Act:
        shown = ACT_WORDS[act] if act is not Act.SAID else "(no label)"
        assert f"| `{act}` | {shown} |" in glossary


def test_every_schema_knows_every_act() -> None:
    for name in ("statement", "statements", "comparison", "thing-said"):
        text = (DOCS / "schema" / f"{name}.schema.json").read_text(encoding="utf-8")
        assert list(acts(json.loads(text)))
        assert all(found == [act.value for act in Act] for found in acts(json.loads(text)))


def acts(schema: object) -> Iterator[list[str]]:
    if isinstance(schema, dict):
        if "act" in schema.get("properties", {}):
            yield schema["properties"]["act"]["enum"]
        for value in schema.values():
            yield from acts(value)


def test_every_column_is_explained() -> None:
    assert not [column for header in HEADERS.values() for column in header if not explained(column)]
