"""Our own table of attributions: short texts written for it, with what a careful reader would say stands in them.

It tells what no annotated corpus can: statements in statements, whom a speaker told, hedges, formats of attribution,
and marks that quote nobody. ``cases/*.toml`` hold a theme each::

    about = "what the theme is"

    [[case]]
    name = "told the council"                     # unique in its file
    text = "Ada Quill told the council that the wall would not hold."
    why = "what the case is there for"
    said = [                                      # every statement; [] where there is none
      { content = ["the wall would not hold"], source = "Ada Quill", addressee = "the council", kind = "indirect" },
    ]

``content`` lists the parts that are reported, in order; marks and a leading *that* don't matter. ``source``,
``addressee`` and ``hedge`` are what the text prints, left out where it prints none. ``within`` is the number of the
statement that tells this one, counted from 1. ``source_or`` is another source that is as right: annotators are evenly
divided on whether *who is 61* belongs to *Tosk, who is 61*. ``cue`` and ``kind`` are given where they are to be
compared. A hedge is part of the content unless it is itself what reports: in *The bank has reportedly failed* it is no
part.

Each string stands in the text once, as whole words; ``he#2`` means the second *he*. What is expected is what a reader
finds, never what the program gives.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.spans import Span

__all__ = ["FOLDER", "Case", "Said", "read_cases"]

FOLDER = Path(__file__).with_name("cases")
_NUMBERED = re.compile(r"(?P<words>.+)#(?P<number>[1-9])", re.DOTALL)
_KEYS = frozenset({"content", "source", "cue", "addressee", "hedge", "kind", "within", "source_or"})


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a reader finds it. ``within`` is the index of the one that tells it; ``kind`` and ``cue`` are
    None where they are not compared, ``source``, ``addressee`` and ``hedge`` where the text prints none."""

    content: tuple[Span, ...]
    source: Span | None = None
    source_or: Span | None = None
    addressee: Span | None = None
    hedge: Span | None = None
    cue: Span | None = None
    kind: str | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A text and all that is said in it."""

    theme: str
    name: str
    text: str
    said: tuple[Said, ...]
    why: str


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """All cases, by theme. Raises ValueError where a string does not stand in its text as often as it should."""
    found = []
    for path in sorted(folder.glob("*.toml")):
        rows = tomllib.loads(path.read_text("utf-8"))["case"]
        found += [_case(path.stem, row) for row in rows]
    return found


def _case(theme: str, row: Mapping[str, Any]) -> Case:
    try:
        said = tuple(_said(row["text"], each) for each in row["said"])
    except ValueError as error:
        raise ValueError(f"{theme}: {row['name']}: {error}") from error
    return Case(theme, row["name"], row["text"], said, row["why"])


def _said(text: str, row: Mapping[str, Any]) -> Said:
    if not row.keys() <= _KEYS:
        raise ValueError(f"unknown keys {sorted(row.keys() - _KEYS)}; expected some of {sorted(_KEYS)}")
    printed = {
        key: _place(text, row[key]) for key in ("source", "source_or", "addressee", "hedge", "cue") if key in row
    }
    within = row["within"] - 1 if "within" in row else None
    return Said(_places(text, row["content"]), kind=row.get("kind"), within=within, **printed)


def _places(text: str, parts: Sequence[str]) -> tuple[Span, ...]:
    return tuple(_place(text, part) for part in parts)


def _place(text: str, words: str) -> Span:
    """Where ``words`` stand in ``text`` as whole words; ``he#2`` is the second *he*."""
    numbered = _NUMBERED.fullmatch(words)
    wanted = numbered["words"] if numbered else words
    before = r"(?<!\w)" if wanted[0].isalnum() else ""
    after = r"(?!\w)" if wanted[-1].isalnum() else ""
    places = [Span(*match.span()) for match in re.finditer(before + re.escape(wanted) + after, text)]
    if numbered is None and len(places) != 1:
        raise ValueError(f"“{words}” stands {len(places)} times in “{text}”; tell which with “{words}#2”")
    number = int(numbered["number"]) if numbered else 1
    if number > len(places):
        raise ValueError(f"“{wanted}” stands {len(places)} times in “{text}”, so there is no “{words}”")
    return places[number - 1]
