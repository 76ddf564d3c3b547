"""What was found in a library, as data: JSON with all of it, rows of cells for spreadsheets and pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any

from sayso.report.markdown import md
from sayso.report.tables import guarded
from sayso.report.visible import one_line, visible
from sayso.spans import readable

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

__all__ = ["TABLES", "Rows", "names_of", "plain", "rendered"]

_MARKS = str.maketrans("", "", "\x02\x03")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of values by their names, under a title. ``whole`` is what JSON gives; None: the rows."""

    title: str
    names: Sequence[str]
    rows: tuple[Mapping[str, Any], ...]
    whole: object = None


def names_of(kind: type[DataclassInstance]) -> tuple[str, ...]:
    """The names of what is told of each that is found."""
    return tuple(field.name for field in fields(kind))


def plain(record: Any) -> dict[str, Any]:
    """A record of what was found, without the marks of words that match."""
    return {name: _without_marks(value) for name, value in asdict(record).items()}


def _without_marks(value: Any) -> Any:
    return value.translate(_MARKS) if isinstance(value, str) else value


def rendered(found: Rows, fmt: str) -> str | bytes:
    """The rows as one of ``TABLES``."""
    return _RENDERERS[fmt](found)


def _json(found: Rows) -> str:
    whole = found.rows if found.whole is None else found.whole
    return f"{json.dumps(_data(whole), ensure_ascii=False, indent=2)}\n"


def _jsonl(found: Rows) -> str:
    return "".join(f"{json.dumps(_data(row), ensure_ascii=False)}\n" for row in found.rows)


def _data(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return plain(value)
    if isinstance(value, Mapping):
        return {str(key): _data(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_data(each) for each in value]
    return value


def _csv(found: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(found.names)
    writer.writerows([guarded(_cell(value)) for value in row.values()] for row in found.rows)
    return out.getvalue()


def _md(found: Rows) -> str:
    lines = [f"# {md(one_line(found.title))}", ""]
    if found.rows:
        lines += [_md_row(found.names), _md_row(["---"] * len(found.names))]
        lines += [_md_row([md(one_line(str(_cell(value)))) for value in row.values()]) for row in found.rows]
    return "\n".join(lines) + "\n"


def _md_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _html(found: Rows) -> str:
    from sayso.report.page import table_page

    rows = [[visible(str(_cell(value))) for value in row.values()] for row in found.rows]
    return table_page(one_line(found.title), found.names, rows)


def _cell(value: Any) -> Any:
    """A value in one cell: what is nested as JSON, None as nothing."""
    if value is None:
        return ""
    return json.dumps(_data(value), ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value


def _parquet(found: Rows) -> bytes:
    """One table, what is nested in it as JSON."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: pa.array([_packed(row[name]) for row in found.rows]) for name in found.names}
    # Of a column without a value nobody knows what it would hold: a text, as most do.
    told = {name: each.cast(pa.string()) if pa.types.is_null(each.type) else each for name, each in columns.items()}
    out = io.BytesIO()
    pq.write_table(pa.table(told), out)
    return out.getvalue()


def _sqlite(found: Rows) -> bytes:
    """A file with one table, ``found``, what is nested in it as JSON."""
    import apsw

    with closing(apsw.Connection(":memory:")) as db:
        columns = ", ".join(f'"{name}"' for name in found.names)  # "end" is a word of SQL's own
        db.execute(f"CREATE TABLE found ({columns})")
        row_of = f"INSERT INTO found VALUES ({', '.join('?' * len(found.names))})"  # noqa: S608 - question marks
        db.executemany(row_of, ([_packed(row[name]) for name in found.names] for row in found.rows))
        return db.serialize("main")


def _packed(value: Any) -> Any:
    """A value as a table for programs takes it: what is nowhere stays None."""
    if value is None:
        return None
    cell = _cell(value)
    return readable(cell) if isinstance(cell, str) else cell


_RENDERERS: Mapping[str, Callable[[Rows], str | bytes]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "md": _md,
    "html": _html,
    "parquet": _parquet,
    "sqlite": _sqlite,
}
TABLES = tuple(_RENDERERS)
"""The formats that rows have."""
