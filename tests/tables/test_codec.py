"""Records as rows: whatever a record holds comes back, and what no table takes is told apart by nothing but that."""

from __future__ import annotations

import dataclasses
import re
from typing import Any, NamedTuple

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import records
from sayso.records import Capture, Dateline, Document, Paragraph
from sayso.spans import Edit, OffsetMap, Run, Span, identity
from sayso.tables import Codec

# Judgements are lines of a file of their own, and no rows.
RECORDS = sorted(
    {
        each
        for each in vars(records).values()
        if isinstance(each, type) and dataclasses.is_dataclass(each) and each.__module__ != "sayso.records.judgements"
    },
    key=lambda each: each.__name__,
)
INTEGERS = st.integers(-(2**63), 2**63 - 1)
TEXTS = st.text(max_size=20)
RUNS = st.builds(Run, *[st.integers(0, 2**40)] * 3)

st.register_type_strategy(int, INTEGERS)
st.register_type_strategy(str, TEXTS)
st.register_type_strategy(bytes, st.binary(max_size=20))
st.register_type_strategy(float, st.floats(allow_nan=False))
st.register_type_strategy(OffsetMap, st.builds(OffsetMap, st.lists(RUNS, max_size=4), INTEGERS, INTEGERS))


def back(record: Any) -> Any:
    """The record after a way through a table."""
    codec: Codec[Any] = Codec(type(record))
    (found,) = codec.records(codec.table([codec.row(record)]))
    return found


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data())
def test_every_record_comes_back(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    found = back(record)
    assert found == record
    assert type(found) is type(record)


@pytest.mark.parametrize("kind", [each for each in RECORDS if each is not Capture], ids=lambda kind: kind.__name__)
@settings(max_examples=15)
@given(data=st.data())
def test_every_record_comes_back_from_json(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(st.from_type(kind))
    assert Codec(kind).unpack(Codec(kind).pack(record)) == record


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_every_field_is_a_column(kind: type[Any]) -> None:
    assert Codec(kind).schema.names == [field.name for field in dataclasses.fields(kind)]


class Line(NamedTuple):
    """What a stage keeps beside records: a named tuple."""

    name: str
    parts: tuple[tuple[int, str], ...]
    both: tuple[Span, float | None]
    tags: frozenset[str]
    sure: bool | None = None


def test_a_named_tuple_is_a_record_too() -> None:
    line = Line("Tosk", ((1, "a"), (2, "b")), (Span(1, 2), None), frozenset({"b", "a"}))
    assert back(line) == line
    assert Codec(Line).schema.field("tags").type == pa.list_(pa.string())


def test_a_set_is_stored_in_one_order() -> None:
    codec = Codec(Line)
    rows = [codec.row(Line("", (), (Span(0, 0), 0.0), frozenset(order))) for order in ("abc", "cab")]
    assert rows[0] == rows[1]


def test_none_is_told_from_what_is_empty() -> None:
    nothing = Capture("a", b"", "text/plain", outlet=None, headline="")
    found = back(nothing)
    assert found.outlet is None
    assert found.headline == ""
    assert back(Dateline(Span(0, 3), None, "", None)) == Dateline(Span(0, 3), None, "", None)


@given(st.text(st.characters(), max_size=20))
def test_lone_surrogates_become_marks_of_one_character(text: str) -> None:
    """``st.characters`` gives them; no table takes one."""
    assert back(Edit(0, 1, text, "")).replacement == re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert len(back(Edit(0, 1, text, "")).replacement) == len(text)


def test_every_lone_surrogate_is_taken() -> None:
    text = "dam \ud800 leaks \udfff"
    assert back(Edit(0, 1, text, "")).replacement == "dam \ufffd leaks \ufffd"


def test_a_map_leads_back_as_before() -> None:
    document = Document("a", "a.txt", "Gong", "said.“There", (Paragraph(Span(0, 11)),), identity(11))
    found: Document = back(document)
    assert found.origin == identity(11)
    assert found.origin.to_original(Span(2, 5)) == Span(2, 5)


def test_columns_beside_those_of_the_record_are_left_out_of_it() -> None:
    codec = Codec(Span, [pa.field("part", pa.int32(), nullable=False)])
    table = codec.table([codec.row(Span(1, 2), part=7), codec.row(Span(3, 4), part=8)])
    assert table.column("part").to_pylist() == [7, 8]
    assert codec.records(table) == [Span(1, 2), Span(3, 4)]


def test_no_rows_are_a_table_with_the_columns() -> None:
    codec = Codec(Document)
    assert codec.table([]).schema == codec.schema
    assert codec.records(codec.table([])) == []
