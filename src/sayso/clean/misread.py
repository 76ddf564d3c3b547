"""Marks of UTF-8 that were read as Windows-1252 and stored so: ``donâ€™t``, ``â€œNo.â€``.

The bytes of such a file are sound UTF-8, so decoding can't tell; but no language writes ``â€``. The closing mark's last
byte, 0x9D, has no character in Windows-1252: it is lost, or stands as the control character U+009D.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from sayso.records import Repair
from sayso.spans import Edit, Span

__all__ = ["misread", "through"]

_MEANT = {"œ": "“", "\x9d": "”", "": "”", "˜": "‘", "™": "’", "“": "–", "”": "—", "¦": "…", "ž": "„", "š": "‚"}
_MISREAD = re.compile("â€([œ\x9d˜™“”¦žš]?)")


def misread(text: str, inside: Sequence[Span]) -> list[Edit]:
    """The edits that put the marks meant for those misread, in the passages ``inside`` of ``text``."""
    if "â€" not in text:
        return []
    found = (match for where in inside for match in _MISREAD.finditer(text, *where))
    return [Edit(*match.span(), _MEANT[match[1]], Repair.MISREAD) for match in found]


def through(first: Sequence[Edit], second: Sequence[Edit]) -> tuple[Edit, ...]:
    """The edits that do to the original text what ``first`` and then ``second`` do; each of the first puts one mark.

    A character that both replace is replaced by what the second puts for it.
    """
    # Counted out here, because a map of offsets does not tell two marks apart that touch: ``â€œâ€˜No``.
    lost = list(accumulate((edit.end - edit.start - 1 for edit in first), initial=0))
    marks = [edit.start - before for edit, before in zip(first, lost, strict=False)]

    def original(offset: int) -> int:
        return offset + lost[bisect_left(marks, offset)]

    edits = [Edit(original(edit.start), original(edit.end), edit.replacement, edit.reason) for edit in second]
    replaced = [edit.span for edit in edits if edit.span]
    edits += (edit for edit in first if not any(_nearby(replaced, edit.span)))
    return tuple(sorted(edits, key=lambda edit: (edit.start, edit.end)))


def _nearby(spans: Sequence[Span], span: Span) -> Iterator[bool]:
    at = bisect_left(spans, span)
    yield from (other.overlaps(span) for other in spans[max(0, at - 1) : at + 2])
