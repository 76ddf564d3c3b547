"""Where text of an article is lost to us: behind a paywall, cut off, or not to be decoded."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.records import Cause, Lacuna
from sayso.spans import Span

__all__ = ["cut_at_end", "undecodable"]

_GOES_ON = re.compile(
    r"(?:(?:\.\.\.|…)\s*)?[\[(]?"
    r"(?:continue reading|keep reading|full story|more"
    r"|read (?:more|on|the (?:full|whole) (?:story|article)|full (?:story|article)))"
    r"(?: (?:here|at .{1,60}|on .{1,60}|below|»|›|→|>+))*(?:\s*(?:\.\.\.|…|»|›|→|>+|\.|:))*[\])]?",
    re.IGNORECASE,
)
_TRAILS_OFF = re.compile(
    r"(?:\.\.\.|…)[\])]?\s*$|\[\+?\d+ chars\]$|(?:\.\.\.|…)\s*\[?(?:continue reading|read more|more)\W*$",
    re.IGNORECASE,
)
_ENDED = re.compile(r"[.!?…:;][\s\"'”’»)\]*†]*$|[\"”’»)\]]$|''$")
_MIN_WORDS = 8
"""Shorter last lines are signatures, places, dates: they end without a stop."""


def cut_at_end(body: Sequence[str], after: Sequence[str]) -> bool:
    """Whether the text stops before the article does. ``body`` are its last paragraphs, ``after`` the furniture below.

    It does where the last sentence has no end (``The minister then told the``), trails off, or is followed by nothing
    but a "Read more".
    """
    if any(_GOES_ON.fullmatch(notice) for notice in after):
        return True
    if not body:
        return False
    last, tail = body[-1], body[-1][-80:]
    if _TRAILS_OFF.search(tail) or _GOES_ON.fullmatch(last):
        return True
    # One line by itself without a stop may be a headline, and whole.
    is_sentence = len(last.split(maxsplit=_MIN_WORDS)) >= _MIN_WORDS and len(body) > 1
    return is_sentence and _ENDED.search(tail) is None


def undecodable(text: str) -> list[Lacuna]:
    """The runs of replacement characters."""
    return [Lacuna(Span(*match.span()), Cause.UNDECODABLE) for match in re.finditer("\ufffd+", text)]
