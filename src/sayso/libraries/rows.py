"""What was found in a library, as data: JSON with all of it, rows of cells for spreadsheets and pages."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, is_dataclass
from typing import Any

from sayso.report.markdown import md
from sayso.report.tables import guarded
from sayso.report.visible import one_line, visible

__all__ = ["Rows", "plain", "rendered"]

_MARKS = str.maketrans("", "", "\x02\x03")


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows with one set of names, under a title. ``whole`` is what JSON gives; None: the rows."""

    title: str
    rows: tuple[Mapping[str, Any], ...]
    whole: object = None


def plain(record: Any) -> dict[str, Any]:
    """A record of what was found, without the marks of words that match."""
    return {name: _without_marks(value) for name, value in asdict(record).items()}


def _without_marks(value: Any) -> Any:
    return value.translate(_MARKS) if isinstance(value, str) else value


def rendered(found: Rows, fmt: str) -> str:
    """The rows as ``json``, ``jsonl``, ``csv``, ``md`` or ``html``."""
    return {"json": _json, "jsonl": _jsonl, "csv": _csv, "md": _md, "html": _html}[fmt](found)


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
    writer.writerow(_names(found))
    writer.writerows([guarded(_cell(value)) for value in row.values()] for row in found.rows)
    return out.getvalue()


def _md(found: Rows) -> str:
    lines = [f"# {md(one_line(found.title))}", ""]
    if found.rows:
        lines += [_md_row(_names(found)), _md_row(["---"] * len(_names(found)))]
        lines += [_md_row([md(one_line(str(_cell(value)))) for value in row.values()]) for row in found.rows]
    return "\n".join(lines) + "\n"


def _md_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _html(found: Rows) -> str:
    from sayso.report.page import table_page

    rows = [[visible(str(_cell(value))) for value in row.values()] for row in found.rows]
    return table_page(one_line(found.title), _names(found), rows)


def _names(found: Rows) -> Sequence[str]:
    return list(found.rows[0]) if found.rows else []


def _cell(value: Any) -> Any:
    """A value in one cell: what is nested as JSON, None as nothing."""
    if value is None:
        return ""
    return json.dumps(_data(value), ensure_ascii=False) if isinstance(value, (list, tuple, dict)) else value
