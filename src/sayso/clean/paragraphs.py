"""Lines -> paragraphs: blank lines or single line ends part them alike, hard-wrapped lines are joined again.

A line end is soft, made by a program that wraps at some width, where the next line's first word would not have fitted::

    The president said that the harbour
    would stay what it is.

Here the longest line has 35 characters, and ``would`` did not fit in the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from sayso.spans import Span

__all__ = ["IGNORED", "paragraph_spans"]

IGNORED = (
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f"
    r"\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0001-\U000e007f"
)
"""Controls and invisible characters, for a character class: no line begins or ends with them."""

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_OUTER = re.compile(rf"[\s{IGNORED}]")
_FIRST_WORD = re.compile(r"\S+")
_LINE_ENDS = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")

_WIDEST_WRAP = 110
"""Programs wrap at 60 to 100 characters; longer lines are paragraphs."""
_NARROWEST_WRAP = 30
_MIN_SOFT_ENDS = 3
_MIN_SOFT_SHARE = 0.6
# A turn, an entry of a list: “QUILL: _”, “• _”, “Q. _”. After the end of a sentence no such line goes on with it.
_BEGINS = re.compile(r"[A-Z][\w.’' -]{0,40}(?:\([^)\n]{1,40}\))?:\s|\*\*[A-Z]|[•▪◦●*–—-]\s|[QA]\.\s|â€")
_SENTENCE_END = re.compile(r"[.!?:;…](?:[\"'”’»)\]]*|â€\x9d?)$")


class _Line(NamedTuple):
    span: Span
    after_blank: bool


def paragraph_spans(text: str) -> list[Span]:
    """The paragraphs of ``text`` in order, each without outer white space."""
    lines = _lines(text)
    width = _wrap_width(text, lines)
    joined: list[Span] = []
    previous: Span | None = None
    for line in lines:
        if previous is not None and not line.after_blank and _is_soft(text, previous, line.span, width):
            joined[-1] = Span(joined[-1].start, line.span.end)
        else:
            joined.append(line.span)
        previous = line.span
    return joined


def _lines(text: str) -> list[_Line]:
    found = []
    end = 0
    for match in _LINE.finditer(text):
        span = _stripped(text, match.start(), match.end())
        if span:
            ends = len(_LINE_ENDS.findall(text, end, span.start))
            found.append(_Line(span, after_blank=ends > 1))
            end = span.end
    return found


def _stripped(text: str, start: int, end: int) -> Span:
    while start < end and _is_outer(text[start]):
        start += 1
    while start < end and _is_outer(text[end - 1]):
        end -= 1
    return Span(start, end)


def _is_outer(char: str) -> bool:
    return _OUTER.match(char) is not None


def _wrap_width(text: str, lines: Sequence[_Line]) -> int | None:
    """The width at which the text was wrapped; None where it was not, as its line ends show."""
    ends = [(left.span, right.span) for left, right in pairwise(lines) if not right.after_blank]
    if len(ends) < _MIN_SOFT_ENDS:
        return None
    lengths = sorted(line.span.end - line.span.start for line in lines)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return None
    soft = sum(_would_not_fit(text, left, right, width) and not _begins_anew(text, left, right) for left, right in ends)
    return width if soft >= max(_MIN_SOFT_ENDS, _MIN_SOFT_SHARE * len(ends)) else None


def _is_soft(text: str, left: Span, right: Span, width: int | None) -> bool:
    if _begins_anew(text, left, right):
        return False
    if width is not None:
        return _would_not_fit(text, left, right, width)
    # One wrapped passage in a text that is not: a sentence stops in the middle, and goes on in lower case.
    length = left.end - left.start
    in_middle = _SENTENCE_END.search(text, max(left.start, left.end - 4), left.end) is None
    return in_middle and _NARROWEST_WRAP <= length <= _WIDEST_WRAP and text[right.start].islower()


def _begins_anew(text: str, left: Span, right: Span) -> bool:
    stopped = _SENTENCE_END.search(text, max(left.start, left.end - 4), left.end) is not None
    return stopped and _BEGINS.match(text, right.start, right.end) is not None


def _would_not_fit(text: str, left: Span, right: Span, width: int) -> bool:
    word = _FIRST_WORD.match(text, right.start, right.end)
    first = word.end() - word.start() if word else 0
    return left.end - left.start + 1 + first > width
