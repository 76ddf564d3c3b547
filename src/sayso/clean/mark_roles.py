"""What each quotation mark of a paragraph does: it opens, closes, is an apostrophe, or stands there by mistake.

Marks go wrong in a few ways: lost, turned round, straight, of another dialect, a single one for an apostrophe. So
a paragraph's marks are read by the cheapest path (Viterbi) over what is open at each: every oddity has its price, and
a price buys one paragraph at most, for the next starts afresh.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from sayso.clean.lost_marks import Bounds, ends_in_aside, is_frame
from sayso.spans import Span

__all__ = [
    "BULLETS",
    "OPENS",
    "STRAIGHT",
    "EndPrice",
    "Mark",
    "MarkRole",
    "Step",
    "cheapest",
    "habit_of",
    "is_inches",
    "marks_in",
]

_GLYPHS = re.compile(r"``|''|‘‘|’’|‚‚|[“”„‟«»\"‘’‚‛‹›'`]")
_DOUBLE = frozenset({"“", "”", "„", "‟", "«", "»", '"', "``", "''", "‘‘", "’’", "‚‚"})
OPENS = frozenset({"“", "„", "‟", "«", "``", "‘‘", "‚‚", "‘", "‚", "‛", "‹", "`"})
_CLOSES = frozenset({"”", "»", "''", "’’", "’", "›"})
_GUILLEMETS = frozenset("«»")
_OPENING_PLACE = re.compile(r"(?:^|[\s(\[])(?P<glyph>[“”«»])(?=\w)", re.MULTILINE)
STRAIGHT = frozenset({'"', "'", "``", "''", "`"})
BULLETS = "•▪◦●*"
# Words that lose their beginning: ’90s, ’em, ’til.
_ELIDED = re.compile(r"(?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n\b)", re.IGNORECASE)

# What is open, outermost first: D a double mark, S a single one, E a double one inside a double one, “He said “No.””
_STATES = ("", "D", "DS", "DSD", "S", "SD", "SDS", "DE")
_PRICE_OF_SAME_INSIDE = 1.6


class MarkRole(Enum):
    """What a mark does."""

    OPEN = "open"
    CLOSE = "close"
    APOSTROPHE = "apostrophe"
    STRAY = "stray"


class Mark(NamedTuple):
    """A glyph of the text: where it stands, and the characters on both sides ("" at the paragraph's ends).

    ``may_be_inner``: a double mark of another style than the paragraph's first, which is the inner one in «… “…” …».
    ``framed``: all between the mark before, which seems to close, and this one is who said it, or it ends so.
    """

    span: Span
    glyph: str
    left: str
    right: str
    may_be_inner: bool = False
    framed: bool = False

    @property
    def level(self) -> str:
        """``D`` for a double mark, ``S`` for a single one."""
        return "D" if self.glyph in _DOUBLE else "S"


class Step(NamedTuple):
    """What one mark does: its role, the marks lost before it that it makes us assume, and what is open after it."""

    role: MarkRole
    level: str
    lost_closers: str
    lost_opener: bool
    state: str
    price: float


class EndPrice(NamedTuple):
    """What it costs to leave quotations open at the end of a paragraph.

    ``goes_on``: the next paragraph opens with a mark; ``reported``: this one ends with ``, she said.``
    """

    last: Mark
    goes_on: bool
    reported: bool

    def of(self, state: str) -> float:
        """The price of ending in ``state``."""
        if not state:
            return 0.0
        price = 2.6
        if self.reported:
            price = 1.4
        elif self.last.glyph in ("’", "'") and not self.last.right:
            price = 1.5  # the closing pair ’” is often printed as ’ alone
        if state == "D" and self.goes_on:
            price = 0.3
        return price + 2.5 * (len(state) - 1)


def habit_of(text: str) -> dict[str, str]:
    """What marks stand for in this text where a style turns them: »No«, as in Danish, ”No”, as in Swedish."""
    opening = Counter(match["glyph"] for match in _OPENING_PLACE.finditer(text))
    if opening["»"] > opening["«"]:
        return {"»": "«", "«": "»"}
    return {"”": '"'} if opening["”"] and not opening["“"] and "„" not in text else {}


def marks_in(text: str, where: Span, habit: Mapping[str, str]) -> Iterator[Mark]:
    """The marks of a paragraph in order; an apostrophe between two letters is none."""
    first = ""
    before = where.start
    for match in _GLYPHS.finditer(text, *where):
        start, end = match.span()
        left = text[start - 1] if start > where.start else ""
        right = text[end] if end < where.end else ""
        if len(match[0]) == 1 and match[0] in "'’‘`‛" and left.isalnum() and right.isalpha():
            continue  # don’t, O’Neill: inside a word it can only be an apostrophe
        first = first or (match[0] if match[0] in _DOUBLE else "")
        other = match[0] in _DOUBLE and (match[0] in _GUILLEMETS) != (first in _GUILLEMETS)
        closed = before > where.start and text[before].isspace()
        between = Bounds(before, start)
        framed = (closed and is_frame(text, between)) or ends_in_aside(text, between)
        yield Mark(Span(start, end), habit.get(match[0], match[0]), left, right, other, framed)
        before = end


def cheapest(text: str, marks: Sequence[Mark], end_price: EndPrice) -> list[Step]:
    """The cheapest way to read the marks, a step for each."""
    trail: list[dict[str, tuple[float, str, Step]]] = []
    prices = {"": 0.0}
    for mark in marks:
        reached: dict[str, tuple[float, str, Step]] = {}
        for state in _STATES:
            if state not in prices:
                continue
            for step in _steps(text, mark, state):
                price = prices[state] + step.price
                if step.state not in reached or price < reached[step.state][0] - 1e-9:
                    reached[step.state] = (price, state, step)
        trail.append(reached)
        prices = {state: found[0] for state, found in reached.items()}
    end = min(prices, key=lambda state: (prices[state] + end_price.of(state), _STATES.index(state)))
    steps: list[Step] = []
    for reached in reversed(trail):
        _, before, step = reached[end]
        steps.append(step)
        end = before
    return steps[::-1]


def _steps(text: str, mark: Mark, state: str) -> Iterator[Step]:
    """All that a mark may do in a state."""
    own, to_open, to_close = mark.level, _price_to_open(mark), _price_to_close(mark)
    for level in "DS":
        # A single glyph for a double mark or the other way round is the rarest fault of all.
        swap = 0.0 if level == own else 0.2 if mark.may_be_inner else 4.0
        yield from _openings(state, level, swap + to_open)
        yield from _closings(mark, state, level, swap + to_close)
    yield from _same_inside(text, mark, state)
    if own == "S":
        yield Step(MarkRole.APOSTROPHE, "S", "", False, state, _price_as_apostrophe(text, mark))
    yield Step(MarkRole.STRAY, own, "", False, state, _price_as_stray(mark))


def _openings(state: str, level: str, price: float) -> Iterator[Step]:
    if not state.endswith(level) and state + level in _STATES:
        # Single marks outside double ones are a style of their own, but often only an apostrophe gone astray.
        yield Step(MarkRole.OPEN, level, "", False, state + level, price + (0.6 if state + level == "S" else 0.0))
    for kept in range(len(state)):
        if state[kept] == level and state[:kept] + level in _STATES:
            lost = state[kept:][::-1]
            yield Step(MarkRole.OPEN, level, lost, False, state[:kept] + level, price + 3.0 + 2.5 * (len(lost) - 1))


def _closings(mark: Mark, state: str, level: str, price: float) -> Iterator[Step]:
    if level in state:
        kept = state.rindex(level)
        lost = state[kept + 1 :][::-1]
        yield Step(MarkRole.CLOSE, level, lost, False, state[:kept], price + 3.0 * len(lost))
    if not state.endswith(level) and state + level in _STATES:
        # Inside a quotation a dialogue's turn may have lost its opening mark; outside, the whole quotation has.
        dialogue = level == "S" and state == "D" and mark.left in ".!?…,"
        missing = 2.2 if dialogue else 5.0 if mark.framed else 3.2
        yield Step(MarkRole.CLOSE, level, "", True, state, price + missing)


def _same_inside(text: str, mark: Mark, state: str) -> Iterator[Step]:
    """Double marks inside double ones. One opens in the middle of a sentence, for after a sentence it is likelier that
    the outer quotation ended and its closing mark is lost."""
    if mark.level != "D":
        return
    before = text[max(0, mark.span.start - 2) : mark.span.start].rstrip()[-1:]
    if state == "D" and not mark.framed and (before.isalnum() or before in (",", ":", "“")):
        yield Step(MarkRole.OPEN, "E", "", False, "DE", _price_to_open(mark) + _PRICE_OF_SAME_INSIDE)
    if state == "DE":
        yield Step(MarkRole.CLOSE, "E", "", False, "D", _price_to_close(mark))


def _price_to_open(mark: Mark) -> float:
    price = 0.0 if mark.glyph in OPENS else 0.4 if mark.glyph in STRAIGHT else 3.0
    if mark.left and not mark.left.isspace() and mark.left not in "([{—–-/“‘„«\"'" + BULLETS:
        price += 1.5 if mark.left in ".,:;!?…)”’" else 2.5
    if mark.right == "" or mark.right.isspace():
        price += 2.5
    elif mark.right in ".,;:!?)":
        price += 2.0
    return price


def _price_to_close(mark: Mark) -> float:
    price = 0.0 if mark.glyph in _CLOSES else 0.4 if mark.glyph in STRAIGHT else 3.0
    if mark.left == "" or mark.left.isspace():
        price += 2.5
    elif mark.left in "([{“‘":
        price += 2.0
    if mark.right.isalnum():
        price += 1.5 if mark.left in ".,!?…" else 2.5
    return price


def _price_as_apostrophe(text: str, mark: Mark) -> float:
    following = text[mark.span.end : mark.span.end + 8]
    if _ELIDED.match(following) and not mark.left.isalnum():
        return 0.2
    if not mark.left.isalnum() and mark.right.isalpha():
        return 4.5 if mark.glyph in OPENS else 3.2  # ‘No: what opens a word opens a quotation
    if mark.left in tuple(".,!?…") and (not mark.right or mark.right.isspace()):
        return 4.2  # The ferry stays,’ he said: an apostrophe follows a letter
    if mark.left in "sSxzXZ" and mark.left and not mark.right.isalnum():
        return 0.6  # the workers’ rights
    if mark.left.isdigit():
        return 0.8  # 6’2
    return 1.2 if mark.left in "ng" and mark.left and mark.right.isspace() else 2.8  # goin’


def _price_as_stray(mark: Mark) -> float:
    if is_inches(mark):
        return 1.5
    return 1.2 if mark.level == "D" and mark.left == mark.glyph else 3.8  # ““No: printed twice


def is_inches(mark: Mark) -> bool:
    """Whether it may stand for inches or seconds: a double mark after a digit."""
    return mark.level == "D" and mark.left.isdigit() and mark.glyph in ('"', "”", "''")
