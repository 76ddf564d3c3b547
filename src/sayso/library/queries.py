"""What a person types into a search, as what FTS5 is asked: whatever is typed is data, and none of it an error.

::

    harbour ice            both words
    "tug boats"            these words, one after the other
    harbour OR port        either
    harbour -ice           the first, where the second is not
    harb*                  words that begin so
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sayso.spans import readable

__all__ = ["Query", "query_of"]

_MOST_TERMS = 64
_PART = re.compile(r'(?P<no>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Query:
    """``match`` is for FTS5, None where nothing is asked for; ``note`` tells what of the words was left aside."""

    match: str | None
    note: str | None = None


def query_of(text: str) -> Query:
    """The query that a text is."""
    wanted: list[list[str]] = []
    unwanted: list[str] = []
    either = False
    parts = list(_PART.finditer(readable(text)))
    for part in parts[:_MOST_TERMS]:
        if part["word"] == "OR" and not part["no"]:
            either = bool(wanted)
            continue
        term = _term(part["phrase"] if part["phrase"] is not None else part["word"], is_word=part["word"] is not None)
        if term is None:
            continue
        if part["no"]:
            unwanted.append(term)
        elif either:
            wanted[-1].append(term)
        else:
            wanted.append([term])
        either = False
    if not wanted:
        return Query(None, "nothing is asked for: name a word to look for" if not unwanted else _ONLY_UNWANTED)
    match = " AND ".join(f"({' OR '.join(terms)})" for terms in wanted)
    if unwanted:
        match = f"({match}) NOT ({' OR '.join(unwanted)})"
    too_many = f"only the first {_MOST_TERMS} words were looked for" if len(parts) > _MOST_TERMS else None
    return Query(match, too_many)


_ONLY_UNWANTED = "only what to leave out is named: name a word to look for, too"


def _term(text: str, *, is_word: bool) -> str | None:
    """A string of FTS5, in which nothing has a meaning; None for what holds no word."""
    begins = is_word and text.endswith("*")
    told = "".join(char if char.isprintable() else " " for char in text.rstrip("*" if is_word else ""))
    if not any(char.isalnum() for char in told):
        return None
    quoted = told.replace('"', '""')
    return f'"{quoted}" *' if begins else f'"{quoted}"'
