"""Where a lost quotation mark stood.

A quotation that is opened and not closed ends at one of a few places: before the words that report it (“We will go,
he said.), after a quotation inside it that closes there (’ printed for ’”), or at the end of what it could hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Bounds", "closing_place", "frame_at_end", "opening_place"]


class Bounds(NamedTuple):
    """The lost mark stands between these offsets."""

    start: int
    end: int


_SAID = (
    r"(?:said|says|added|adds|told|noted|notes|stressed|stated|states|remarked|replied|explained|insisted|warned|"
    r"continued|concluded|declared|recalled|answered|asked|responded|argued|claimed|wrote|announced|admitted)"
)
_WHO = r"(?:(?:the|a|an|one|his|her|mr|ms|mrs|dr)\.?\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){0,3}?"
# ", he said" and ", said Ada Quill": a comma, then who and a verb of saying, in either order.
_FRAME = re.compile(rf"[,!?…]\s+(?={_WHO}\s+{_SAID}\b|{_SAID}\s+(?:{_WHO})\b)", re.IGNORECASE)
_MAX_FRAME = 90  # characters of ", the deputy head of the harbour office told reporters on Monday."
_SENTENCE_END = re.compile(r"[.!?…][)’'\"”]*(?=\s+\S)")
_SPEAKS = re.compile(
    r"\b(?:I|we|you|me|us|my|our|your|I[’']\w+|[Ww]e[’']\w+|[Yy]ou[’']\w+|[Ww]e|[Oo]ur|[Mm]y|[Yy]ou)\b"
)
_REPORTS = re.compile(rf"\b{_SAID}\b", re.IGNORECASE)


def closing_place(text: str, bounds: Bounds, inner: Sequence[int]) -> int:
    """Offset at which the closing mark of a quotation opened at ``bounds.start`` is to be put.

    ``inner`` are the ends of the quotations inside. In ``“We will go, he said.`` it is the offset after the comma.
    """
    frame = _FRAME.search(text, *bounds)
    if frame:
        return frame.start() + 1
    end = _trimmed(text, bounds)
    for place in reversed(inner):
        # ``…’ Then the minister left. “No,``: what follows speaks of the speaker from outside.
        rest = text[place:end]
        if place < end and text[place - 2] in ".!?…" and not _SPEAKS.search(rest) and len(rest) > 1:
            return place
    return end


def frame_at_end(text: str, bounds: Bounds) -> int | None:
    """Offset before the words that report a quotation at the very end: ``, she said.``; None where there are none."""
    frame = next(iter(_FRAME.finditer(text, max(bounds.start, bounds.end - _MAX_FRAME), bounds.end)), None)
    if frame is None or _SENTENCE_END.search(text, frame.end(), bounds.end):
        return None
    return frame.start() + 1


def opening_place(text: str, bounds: Bounds) -> int:
    """Offset at which the opening mark of a quotation closed at ``bounds.end`` is to be put.

    It stands after a colon where there is one, else at the start of the first sentence after the last one that
    reports: in ``He left. We will go,” he said.`` before ``He``, for nothing tells that sentence from the next.
    """
    colon = text.rfind(": ", *bounds)
    if colon >= 0:
        return _at_word(text, colon + 1, bounds.end)
    starts = [bounds.start, *(match.end() for match in _SENTENCE_END.finditer(text, *bounds))]
    place = starts[-1]
    for start in reversed(starts):
        if _REPORTS.search(text[start:place]):
            break
        place = start
    return _at_word(text, place, bounds.end)


def _at_word(text: str, start: int, end: int) -> int:
    while start < end and (text[start].isspace() or text[start] in "–—-,"):
        start += 1
    return start


def _trimmed(text: str, bounds: Bounds) -> int:
    end = bounds.end
    while end > bounds.start and text[end - 1].isspace():
        end -= 1
    return end
