"""A row of named values, of JSONL or of a table -> a capture."""

from __future__ import annotations

from sayso.read.files import drop
from sayso.read.moments import moment
from sayso.records import Capture, Dropped, Reason

__all__ = ["NAMES", "bad_row", "capture_of_values", "kind_of", "too_long_row"]

NAMES = ("id", "text", "html", "outlet", "url", "published", "title", "captured_at")
_SHOWN = 40


def capture_of_values(
    values: dict[str, object], uri: str, number: int, *, where: str, expected: str
) -> Capture | Dropped:
    """The article of a row, the ``number``-th of its file. ``where`` and ``expected`` are for the sentence of a
    refusal: which row it is, and what one should be."""
    given: dict[str, str | None] = {}
    for name in NAMES:
        value = values.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            return bad_row(uri, number, f"{where} has {kind_of(value)} as {name!r}; expected a string")
        given[name] = value
    body = given["text"] if given["text"] is not None else given["html"]
    if body is None:
        keys = ", ".join(repr(key[:_SHOWN]) for key in list(values)[:6]) or "no keys"
        return bad_row(uri, number, f"{where} has no 'text' (it has {keys}); {expected}")
    return Capture(
        uri=f"{uri}#{number}",
        # surrogatepass: a lone surrogate in the row must come out again as it went in.
        body=body.encode("utf-8", "surrogatepass"),
        media_type="text/plain" if given["text"] is not None else "text/html",
        charset="utf-8",
        key=given["id"] or None,
        outlet=given["outlet"] or None,
        url=given["url"] or None,
        published=given["published"] or None,
        headline=given["title"] or None,
        captured_at=moment(given["captured_at"]),
    )


def kind_of(value: object) -> str:
    """What a value is, for a person."""
    names = {
        bool: "true or false",
        int: "a number",
        float: "a number",
        str: "a string",
        list: "a list",
        dict: "an object",
    }
    return names.get(type(value), "null")


def bad_row(uri: str, number: int, detail: str) -> Dropped:
    """A row that is no article."""
    return drop(f"{uri}#{number}", Reason.BAD_RECORD, detail)


def too_long_row(uri: str, number: int, *, where: str, max_bytes: int) -> Dropped:
    """A row that is longer than an article may be."""
    detail = f"{where} has more than {max_bytes:,} bytes (setting max_bytes): split it or raise the cap"
    return drop(f"{uri}#{number}", Reason.TOO_LARGE, detail)
