"""A table's columns follow the record that its rows hold: what is added to a record is a column, without more code.

``Span`` is a struct of its bounds, a tuple a list, an enumeration its text, what is None is null. An
``OffsetMap`` is its runs and both lengths. Lone surrogates, which are no characters and which no table takes, are
stored as U+FFFD, of the same length.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Generic, TypeVar, get_args, get_origin, get_type_hints

import pyarrow as pa

from sayso.spans import OffsetMap, Run, readable

__all__ = ["Codec"]

_Record = TypeVar("_Record")
_PLAIN = {int: pa.int64(), float: pa.float64(), bool: pa.bool_(), bytes: pa.binary()}


class Codec(Generic[_Record]):
    """Rows of one kind of record (a dataclass or named tuple). ``extra`` are columns beside those of the record."""

    def __init__(self, record: type[_Record], extra: Iterable[pa.Field] = ()) -> None:
        self._form = _form(typing.cast("typing.Hashable", record))
        self._own = [field.name for field in self._form.type]
        self.schema = pa.schema([*self._form.type, *extra])

    def row(self, record: _Record, **extra: object) -> dict[str, object]:
        """The record as plain data, as ``table`` takes it."""
        return {**self._form.encode(record), **extra}

    def pack(self, record: _Record) -> str:
        """The record as JSON. Not for one that holds bytes."""
        return json.dumps(self._form.encode(record), ensure_ascii=False, separators=(",", ":"))

    def unpack(self, packed: str) -> _Record:
        """The record that ``pack`` was given."""
        return typing.cast("_Record", self._form.decode(json.loads(packed)))

    def table(self, rows: Iterable[dict[str, object]]) -> pa.Table:
        """Rows as a table."""
        return pa.Table.from_pylist(list(rows), schema=self.schema)

    def records(self, rows: pa.Table | pa.RecordBatch) -> list[_Record]:
        """The records of the rows, in their order."""
        return [self._form.decode(row) for row in rows.select(self._own).to_pylist()]


@dataclass(frozen=True, slots=True)
class _Form:
    """How values of one type are stored."""

    type: pa.DataType
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]


@cache
def _form(kind: Any) -> _Form:
    if kind is str:
        return _Form(pa.string(), readable, _same)
    if kind in _PLAIN:
        return _Form(_PLAIN[kind], _same, _same)
    if kind is OffsetMap:
        return _offset_map()
    if get_origin(kind) in (UnionType, typing.Union):
        return _optional(*(part for part in get_args(kind) if part is not NoneType))
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) is frozenset:
        return _frozenset(*get_args(kind))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _Form(pa.string(), lambda value: value.value, kind)
    return _struct(kind)


def _same(value: Any) -> Any:
    return value


def _optional(kind: Any) -> _Form:
    form = _form(kind)
    return _Form(form.type, _unless_none(form.encode), _unless_none(form.decode))


def _unless_none(function: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else function(value)


def _tuple(parts: tuple[Any, ...]) -> _Form:
    """``tuple[X, ...]`` is a list; one of different parts a struct of them."""
    if parts[-1] is Ellipsis:
        form = _form(parts[0])
        item = pa.field("item", form.type)
        return _Form(
            pa.list_(item),
            lambda values: [form.encode(value) for value in values],
            lambda values: tuple(form.decode(value) for value in values),
        )
    forms = [_form(part) for part in parts]
    names = [f"f{number}" for number in range(len(forms))]
    return _Form(
        pa.struct([pa.field(name, form.type) for name, form in zip(names, forms, strict=True)]),
        lambda values: {n: f.encode(v) for n, f, v in zip(names, forms, values, strict=True)},
        lambda values: tuple(f.decode(values[n]) for n, f in zip(names, forms, strict=True)),
    )


def _frozenset(part: Any) -> _Form:
    listed = _tuple((part, ...))
    return _Form(listed.type, lambda values: listed.encode(sorted(values)), frozenset)


def _struct(kind: Any) -> _Form:
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    forms = {name: _form(hints[name]) for name in names}
    return _Form(
        pa.struct([pa.field(name, form.type) for name, form in forms.items()]),
        lambda record: {name: form.encode(getattr(record, name)) for name, form in forms.items()},
        lambda row: kind(**{name: form.decode(row[name]) for name, form in forms.items()}),
    )


def _offset_map() -> _Form:
    runs = _form(tuple[Run, ...])
    kind = pa.struct([pa.field("runs", runs.type), pa.field("derived", pa.int64()), pa.field("original", pa.int64())])
    return _Form(
        kind,
        lambda origin: {
            "runs": runs.encode(origin.runs),
            "derived": origin.derived_length,
            "original": origin.original_length,
        },
        lambda row: OffsetMap(runs.decode(row["runs"]), row["derived"], row["original"]),
    )
