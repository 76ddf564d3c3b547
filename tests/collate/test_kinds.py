"""Each kind of difference on its table: pairs that differ so, and look-alikes in which nothing changes the sense.

A row is two texts. ``“…”`` around the whole text is a quotation, a text without marks a retelling; in a text with tags
``<c>`` holds the words reported, ``<by>`` the source, ``<cue>`` the reporting words, ``<to>`` who is told. A day in
brackets before the text is the article's. In the table of ``not verbatim`` the right text is the reference.

A positive ``changes`` the sense or ``keeps`` it: of its kind there is a difference that is substantive, or there are
only such as are not, and nothing else is substantive. In a look-alike nothing is, but for what the row names last.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from sayso.records import Collation, Discrepancy, Document, Kind, Speaker, Statement
from sayso.spans import Span

TABLES = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in (Path(__file__).parent / "kinds").glob("*.toml")
}
ROWS = [
    pytest.param(table["kind"], row[:2], row[2], {*row[3:]}, id=f"{name}-{number}")
    for name, table in sorted(TABLES.items())
    for number, row in enumerate(table["positives"], 1)
]
LOOKALIKES = [
    pytest.param(table["kind"], row[:2], {*row[2:]}, id=f"{name}-{number}")
    for name, table in sorted(TABLES.items())
    for number, row in enumerate(table["lookalikes"], 1)
]

_DAY = re.compile(r"\[(\d{4}-\d\d-\d\d)\] ")
_TAG = re.compile(r"<(/?)(c|by|cue|to)>")
_PRONOUNS = ("he", "she", "they")


@dataclass(frozen=True)
class Told:
    """A text of a table without its mark-up."""

    text: str
    day: str | None
    tagged: dict[str, list[Span]]

    @property
    def content(self) -> tuple[Span, ...]:
        if self.tagged:
            return tuple(self.tagged["c"])
        quoted = self.text.startswith("“") and self.text.endswith("”")
        return (Span(1, len(self.text) - 1),) if quoted else (Span(0, len(self.text)),)

    @property
    def kind(self) -> Kind:
        if self.text[: self.content[0].start].endswith("“"):
            return Kind.DIRECT
        return Kind.MIXED if any("“" in span.of(self.text) for span in self.content) else Kind.INDIRECT

    def first(self, tag: str) -> Span | None:
        return next(iter(self.tagged.get(tag, ())), None)

    @property
    def speaker(self) -> Speaker | None:
        """Whoever is printed, pronouns apart; where the text has no frame at all, one and the same."""
        source = self.first("by")
        if not self.tagged:
            return Speaker("e1", "Ilmar Tosk", 0.9, "named")
        if source is None or source.of(self.text).casefold() in _PRONOUNS:
            return None
        name = source.of(self.text).removeprefix("the ")
        return Speaker(name.casefold(), name, 0.9, "as printed")


def told(marked: str) -> Told:
    day = _DAY.match(marked)
    marked = marked[day.end() :] if day else marked
    text, opened, tagged = "", 0, dict[str, list[Span]]()
    for piece in re.split(r"(</?(?:c|by|cue|to)>)", marked):
        tag = _TAG.fullmatch(piece)
        if tag is None:
            text += piece
        elif tag[1]:
            tagged.setdefault(tag[2], []).append(Span(opened, len(text)))
        else:
            opened = len(text)
    return Told(text, day[1] if day else None, tagged)


def collation_of(kind: str, left: str, right: str, press: Any, newsroom: Any) -> Collation:
    """The two texts as readings of one thing said, or one of them beside its reference."""
    found = [told(left), told(right)]
    documents = [press(name, one.text, published=one.day) for name, one in zip(("left", "right"), found, strict=True)]
    rows = [_statement(document, one) for document, one in zip(documents, found, strict=True)]
    if kind == "not verbatim":
        found_collation: Collation = newsroom(*documents).collated(rows[0], reference="right")
    else:
        found_collation = newsroom(*documents).collated(*rows)
    return found_collation


def _statement(document: Document, one: Told) -> Statement:
    plain = Statement(f"{document.id}:1", document.id, one.kind, one.content, speaker=one.speaker)
    return replace(plain, cue=one.first("cue"), source=one.first("by"), addressee=one.first("to"))


@pytest.fixture
def rows_of(press: Any, newsroom: Any) -> Callable[..., tuple[Discrepancy, ...]]:
    """The differences of two texts on the table of a kind."""
    return lambda kind, left, right: collation_of(kind, left, right, press, newsroom).differences


@pytest.mark.parametrize(("kind", "texts", "outcome", "others"), ROWS)
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_differs(kind: str, texts: list[str], outcome: str, others: set[str], turned: bool, rows_of: Any) -> None:
    if turned and kind == "not verbatim":
        pytest.skip("the reference stays the reference")
    rows = rows_of(kind, *(reversed(texts) if turned else texts))
    assert {row.change for row in rows if row.substantive} == others | ({kind} if outcome == "changes" else set())
    assert kind in {row.change for row in rows}


@pytest.mark.parametrize(("kind", "texts", "others"), LOOKALIKES)
def test_looks_alike(kind: str, texts: list[str], others: set[str], rows_of: Any) -> None:
    rows = rows_of(kind, *texts)
    assert {row.change for row in rows if row.substantive} == others
    assert kind not in {row.change for row in rows}


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_has_enough_of_both(name: str) -> None:
    assert min(len(TABLES[name]["positives"]), len(TABLES[name]["lookalikes"])) >= 12
