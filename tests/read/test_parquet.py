"""Parquet tables in, captures out: columns are the keys of JSONL, and a bad row costs only itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import ReadSettings
from sayso.read import read
from sayso.read.parquet import captures_of_table
from sayso.records import Capture, Dropped, Reason
from tests.command import COURIER, HERALD, sayso

TEXT = "The harbour of Port Arvel stays, President Ilmar Tosk said on Monday."


def table(columns: dict[str, object], **how: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **how)
    return stream.getvalue()


def found_in(
    body: bytes, *, cap: int = 15_000_000, start: int = 1, limit: int | None = None
) -> list[Capture | Dropped]:
    return list(captures_of_table(io.BytesIO(body), "a.parquet", ReadSettings(cap), start=start, limit=limit))


def refusal(body: bytes) -> Dropped:
    (found,) = found_in(body)
    assert isinstance(found, Dropped), found
    return found


def test_a_row() -> None:
    row = {"id": "r1", "text": TEXT, "outlet": "A", "url": "u", "published": "2025-08-08", "title": "T", "more": 1}
    (found,) = found_in(table({name: [value] for name, value in row.items()}))
    assert found == Capture("a.parquet#1", TEXT.encode(), "text/plain", "utf-8", "r1", "A", "u", "2025-08-08", "T")


def test_rows_with_a_page_or_a_number_for_an_id() -> None:
    body = table({"id": [1, None], "html": ["<p>x", "<p>y"], "text": [None, "y"], "more": [[1], [2]]})
    page, text = found_in(body)
    assert isinstance(page, Capture)
    assert isinstance(text, Capture)
    assert (page.media_type, page.body, page.key) == ("text/html", b"<p>x", "1")
    assert (text.media_type, text.body, text.key) == ("text/plain", b"y", None)


@pytest.mark.parametrize(
    "kind",
    [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())],
    ids=str,
)
def test_kinds_of_strings(kind: pa.DataType) -> None:
    texts = pa.array([TEXT, None, TEXT], pa.string()).cast(kind)
    kinds = [type(each) for each in found_in(table({"text": texts}))]
    assert kinds == [Capture, Dropped, Capture]


@pytest.mark.parametrize(
    ("values", "published"),
    [
        (pa.array([datetime(2026, 5, 13, 6)], pa.timestamp("us")), "2026-05-13T06:00:00"),
        (pa.array([datetime(2026, 5, 13, 6, tzinfo=UTC)], pa.timestamp("s", "UTC")), "2026-05-13T06:00:00Z"),
        (pa.array([1_778_652_000_000_000_001], pa.timestamp("ns", "Nowhere/Else")), "2026-05-13T06:00:00Z"),
        (pa.array([1_778_652_000_000], pa.timestamp("ms", "+02:00")), "2026-05-13T06:00:00Z"),
        (pa.array([date(2026, 5, 13)]), "2026-05-13"),
        (pa.array(["2026-05-13"]).dictionary_encode(), "2026-05-13"),
        (pa.array([None], pa.timestamp("us")), None),
        (pa.array([None]), None),
    ],
    ids=str,
)
def test_when_it_was_published(values: pa.Array, published: str | None) -> None:
    (found,) = found_in(table({"text": [TEXT], "published": values}))
    assert isinstance(found, Capture)
    assert found.published == published


@pytest.mark.parametrize(
    ("columns", "reason", "said"),
    [
        (
            {"body": ["x"], "outlet": ["y"]},
            Reason.BAD_RECORD,
            "no column 'text' or 'html' (its columns: 'body', 'outlet')",
        ),
        ({f"c{i}": ["x"] for i in range(50)}, Reason.BAD_RECORD, "'c19', …"),
        ({"text": [1]}, Reason.BAD_RECORD, "the column 'text' holds int64; expected strings"),
        ({"text": [["x"]]}, Reason.BAD_RECORD, "the column 'text' holds list<"),
        ({"text": [b"x"]}, Reason.BAD_RECORD, "the column 'text' holds binary"),
        ({"text": ["x"], "published": [1.5]}, Reason.BAD_RECORD, "expected strings, moments or days"),
        ({"text": ["x"], "id": [1.5]}, Reason.BAD_RECORD, "expected strings or whole numbers"),
        ({"text": pa.array([], pa.string())}, Reason.EMPTY, "no rows"),
        ({"text": pa.nulls(1)}, Reason.BAD_RECORD, "row 1 has no 'text' (it has no keys)"),
        ({"text": pa.nulls(1), "outlet": ["A"]}, Reason.BAD_RECORD, "row 1 has no 'text' (it has 'outlet')"),
    ],
)
def test_refusals(columns: dict[str, object], reason: Reason, said: str) -> None:
    found = refusal(table(columns))
    assert (found.reason, said in found.detail) == (reason, True), found


def test_two_columns_of_one_name() -> None:
    stream = io.BytesIO()
    pq.write_table(pa.table([["x"], ["y"]], names=["text", "text"]), stream)
    assert "two columns 'text'" in refusal(stream.getvalue()).detail


def test_a_bad_row_costs_only_itself() -> None:
    ends, letters = pa.array([0, 1, 3, 4, 40], pa.int32()).buffers()[1], pa.py_buffer(b"a\xff\xfeb" + b"x" * 36)
    texts = pa.Array.from_buffers(pa.string(), 4, [None, ends, letters])
    moments = pa.array([0, 0, 2**60, 0], pa.timestamp("ms"))
    found = found_in(table({"text": texts, "published": moments}), cap=20)
    assert [type(each) for each in found] == [Capture, Dropped, Dropped, Dropped]
    refused = [each for each in found if isinstance(each, Dropped)]
    assert [(each.uri, each.reason) for each in refused] == [
        ("a.parquet#2", Reason.BAD_RECORD),
        ("a.parquet#3", Reason.BAD_RECORD),
        ("a.parquet#4", Reason.TOO_LARGE),
    ]
    assert ["not UTF-8" in refused[0].detail, "no calendar" in refused[1].detail] == [True, True]


def numbers(found: Sequence[Capture | Dropped]) -> list[int]:
    return [int(each.body) for each in found if isinstance(each, Capture)]


@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 30) | st.none())
@settings(deadline=None)
def test_part_of_a_file(group: int, start: int, limit: int | None) -> None:
    body = table({"text": [str(number) for number in range(1, 51)]}, row_group_size=group)
    end = 51 if limit is None else min(51, start + limit)
    found = found_in(body, start=start, limit=limit)
    assert numbers(found) == list(range(start, end))
    assert [each.uri for each in found] == [f"a.parquet#{number}" for number in range(start, end)]


@pytest.mark.parametrize("name", ["a.parquet", "A.PARQUET", "a.dat"])
def test_it_is_known_by_name_and_by_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(table({"text": [TEXT]}))
    (found,) = read([tmp_path])
    assert found.uri == f"{tmp_path / name}#1"


def test_standard_input_is_read_where_it_is_a_file() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    body = table({"text": [TEXT]})
    (found,) = read(["-"], stdin=io.BytesIO(body))
    assert found.uri == "-#1"
    (refused,) = read(["-"], stdin=Pipe(body))
    assert isinstance(refused, Dropped)
    assert "pipe" in refused.detail


@pytest.mark.parametrize("body", [b"PAR1", b"PAR1" * 20, b"nonsense", table({"text": [TEXT]})[:-3]])
def test_files_that_are_no_tables(tmp_path: Path, body: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(body)
    (found,) = read([tmp_path / "a.parquet"])
    assert isinstance(found, Dropped)
    assert found.reason is Reason.DAMAGED


COLUMNS: dict[str, object] = {"id": list(range(40)), "text": [f"{TEXT} {i}" for i in range(40)]}
WHOLE = table(COLUMNS, row_group_size=10, write_page_checksum=True, compression="none", use_dictionary=False)


def test_a_damaged_group_of_rows_costs_only_itself() -> None:
    place = WHOLE.index(f"{TEXT} 15".encode())
    found = found_in(WHOLE[:place] + b"X" + WHOLE[place + 1 :])
    assert [each.key for each in found if isinstance(each, Capture)] == [str(i) for i in (*range(10), *range(20, 40))]
    (lost,) = [each for each in found if isinstance(each, Dropped)]
    assert (lost.uri, lost.reason, lost.count) == ("a.parquet#11", Reason.DAMAGED, 10)
    assert "rows 11 to 20" in lost.detail


@given(st.integers(0, len(WHOLE) - 1), st.binary(min_size=1, max_size=8))
@settings(max_examples=200, deadline=None)
def test_damage_raises_nothing(place: int, put: bytes) -> None:
    found = found_in(WHOLE[:place] + put + WHOLE[place + len(put) :])
    assert len(found) >= 1


def test_through_the_whole_program(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(table({"text": [HERALD, COURIER], "outlet": ["Herald", "Courier"]}))
    run = sayso("compare", "a.parquet", "-f", "json", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert b'"path": "a.parquet#2"' in run.stdout or b'"path":"a.parquet#2"' in run.stdout
