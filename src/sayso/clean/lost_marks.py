"""Where a lost quotation mark stood.

A quotation that is opened and not closed ends at one of a few places: before the words that report it (“We will go,
he said.), after a quotation inside it that closes there (’ printed for ’”), or at the end of what it could hold.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

__all__ = ["Bounds", "closing_place", "ends_in_aside", "frame_at_end", "is_frame", "opening_place"]


class Bounds(NamedTuple):
    """The lost mark stands between these offsets."""

    start: int
    end: int


_SAID = (
    r"(?:said|says|added|adds|told|tells|noted|notes|stressed|stated|states|remarked|replied|explained|insisted|warned|"
    r"continued|concluded|declared|recalled|answered|asked|asks|responded|argued|claimed|wrote|writes|announced|"
    r"admitted|reminded|began|shouted|cried|urged|vowed|joked|tweeted|posted|commented|observed|testified|complained|"
    r"read|reads|"
    r"is convinced|was quoted as saying|were quoted as saying)"
)
_WORD = r"(?:(?:[A-Z]|Mr|Ms|Mrs|Dr|St|Gen|Sen|Gov|Rep|Lt|Col|Prof)\.|[\w’'-]+)"
# Not "I": who speaks inside of a quotation does not report it.
_WHO = rf"(?!(?:I|we|you)\b)(?:(?:the|a|an|one|his|her)\s+)?{_WORD}(?:\s+{_WORD}){{0,3}}?"
# “Ilmar Tosk, the mayor of Velda, said”
_APPOSITION = r"(?:,\s(?!(?:and|but|or|so)\b)[^,.!?:“”\"]{1,60}){0,2},?"
_NAMED = r"(?-i:(?=[A-Z]|(?:the|an?|one|his|her)\b))"
_CUE = rf"(?:{_WHO}\s+{_SAID}|{_NAMED}{_WHO}{_APPOSITION}\s+{_SAID}|{_SAID}\s+{_WHO})\b"
# ", he said" and ", said Ada Quill": a comma, then who and a verb of saying, in either order.
_FRAME = re.compile(rf"(?:[,!?…]|(?<=\w)[—–])[’'”]?\s+(?={_CUE})", re.IGNORECASE)
_WHOLE_FRAME = re.compile(rf"\s*(?:{_WHO}\s+{_SAID}|{_SAID}\s+{_WHO})\b[^.!?:,]{{0,60}}[.!?,]?\s*", re.IGNORECASE)
# “The ferry,” *said Tosk,* will stay.” “Who pays?” *asked Tosk, the mayor.* Nobody knows.”
_FRAME_BETWEEN = re.compile(
    rf"\s*{_CUE}(?:[^.!?:“”]{{0,90}}?\.\s+(?-i:(?=[A-Z]))|[^.!?:“”]{{0,40}}?,\s+(?-i:(?=[a-z])))", re.IGNORECASE
)
# “We sail. *He says:* ‘Never.’”: the cue of the turn that follows.
_NEXT_CUE = re.compile(
    rf"(?<=[.!?…])\s+(?=(?:{_WORD}\s+){{1,3}}(?:{_SAID}|say|tell|ask|reply|respond|answer)\b[^.!?]{{0,40}}[:,]\s*\Z)"
)
# “It must stay. *— Ada Quill, mayor*
_SIGNED = re.compile(
    r"(?<=[.!?…])\s+(?:(?:[—–―]|--?)\s*(?=(?:[A-Z@]|an?\s|the\s)[^.!?]{1,80}\.?\Z)|\((?=[A-Z][^()]{2,80}\)\Z))"
)
_LISTED = re.compile(r"(?:\d{1,2}[.)]|[•▪◦●*])\s+")
# She said, We will sail.”
_FRAME_BEFORE = re.compile(rf"\b(?:{_SAID}|like),\s+(?=[A-Z])")
# “The ferry*, said Tosk,* “will stay.”: a cue between commas, and the mark before it lost.
_ASIDE = re.compile(rf"[,!?…]\s+{_CUE}[^.!?:,]{{0,40}},\s*\Z", re.IGNORECASE)
_MAX_TAIL = 120
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
    # Inside a quotation others are quoted, so that the last words that report are those of the outer one.
    framed = frame_at_end(text, bounds) if inner else None
    if framed is None:
        # ``‘What?!’ He said so.``: words right after an inner quotation report that one.
        frames = map(_before_space, _FRAME.finditer(text, *bounds))
        framed = next((place for place in frames if place not in inner), None)
    if framed is not None:
        return framed
    end = _trimmed(text, bounds)
    if end in inner:
        return end  # ``… ‘Leave.’``: both end there
    tail = text[max(bounds.start, end - _MAX_TAIL) : end]
    parted = _SIGNED.search(tail) or _NEXT_CUE.search(tail)
    if parted:
        return end - len(tail) + parted.start()
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
    return _before_space(frame)


def _before_space(frame: re.Match[str]) -> int:
    """After the comma, and after the mark of an inner quotation that ends there."""
    return frame.start() + len(frame[0].rstrip())


def ends_in_aside(text: str, bounds: Bounds) -> bool:
    """Whether what stands there ends with the words that report it, between commas: ``The ferry, said Tosk, ``."""
    return _ASIDE.search(text[max(bounds.start, bounds.end - _MAX_FRAME) : bounds.end]) is not None


def is_frame(text: str, bounds: Bounds) -> bool:
    """Whether nothing stands there but the words that report a quotation: `` she said.``"""
    if not 5 < bounds.end - bounds.start <= _MAX_FRAME:
        return False
    return _WHOLE_FRAME.fullmatch(text, *bounds) is not None


def opening_place(text: str, bounds: Bounds, inner: int | None = None) -> int:
    """Offset at which the opening mark of a quotation closed at ``bounds.end`` is to be put.

    It stands after a colon where there is one, else at the start of the first sentence after the last one that
    reports: in ``He left. We will go,” he said.`` before ``He``, for nothing tells that sentence from the next.
    ``inner`` is where the first quotation inside opens, None for none: its sentence belongs to the outer one.
    """
    if inner is not None:
        starts = [match.end() for match in _SENTENCE_END.finditer(text, bounds.start, inner)]
        return _at_word(text, starts[-1] if starts else bounds.start, bounds.end)
    introduced = [bounds.start - 1, text.rfind(": ", *bounds)]
    introduced += (match.end() - 1 for match in _FRAME_BEFORE.finditer(text, *bounds))
    if max(introduced) >= bounds.start:
        return _at_word(text, max(introduced) + 1, bounds.end)
    between = _FRAME_BETWEEN.match(text, *bounds) if text[bounds.start - 1 : bounds.start] in tuple("”’»\"'“") else None
    if between:
        return _at_word(text, between.end(), bounds.end)
    starts = [bounds.start, *(match.end() for match in _SENTENCE_END.finditer(text, *bounds))]
    place = starts[-1]
    for start in reversed(starts):
        if _REPORTS.search(text[start:place]):
            break
        place = start
    return _at_word(text, place, bounds.end)


def _at_word(text: str, start: int, end: int) -> int:
    listed = _LISTED.match(text, start, end)
    start = listed.end() if listed else start
    while start < end and (text[start].isspace() or text[start] in "–—-,"):
        start += 1
    return start


def _trimmed(text: str, bounds: Bounds) -> int:
    end = bounds.end
    while end > bounds.start and text[end - 1].isspace():
        end -= 1
    return end
