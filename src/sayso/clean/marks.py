"""Repairs of typography: the edits that turn a text into its reading copy.

In the reading copy double quotation marks are “ ”, single ones ‘ ’, and in every paragraph each one that opens is
closed. An apostrophe that could be taken for a mark is ``'``. Nothing else is touched, and every edit says why.

Marks go wrong in a few ways: lost, turned round, straight, of another dialect, a single one for an apostrophe. So
each paragraph's marks are read by the cheapest path (Viterbi) over what is open at each: every oddity has its price,
and a price buys one paragraph at most, for the next starts afresh.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from enum import Enum
from itertools import islice
from typing import NamedTuple

from sayso.clean.lost_marks import Bounds, closing_place, frame_at_end, opening_place
from sayso.records import Paragraph, Repair
from sayso.spans import Edit, Span

__all__ = ["repair"]

_GLYPHS = re.compile(r"``|''|[“”„‟«»\"‘’‚‛‹›'`]")
_DOUBLE = frozenset({"“", "”", "„", "‟", "«", "»", '"', "``", "''"})
_OPENS = frozenset({"“", "„", "‟", "«", "``", "‘", "‚", "‛", "‹", "`"})
_CLOSES = frozenset({"”", "»", "''", "’", "›"})
_STRAIGHT = frozenset({'"', "'", "``", "''", "`"})
_CURLY = {("D", True): "“", ("D", False): "”", ("S", True): "‘", ("S", False): "’"}

# ``Velda.I know``: two letters before, so that initials and "U.S.A" stay; an address has no capital after its dot.
_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])(?=(?:[A-Z][a-z’']|[AI]\s)(?![\w-]*\.[a-z]))")
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$")
# Words that lose their beginning: ’90s, ’em, ’til.
_ELIDED = re.compile(r"(?:\d0s|\d\d\b|em\b|til\b|tis\b|twas\b|cause\b|bout\b|round\b|n\b)", re.IGNORECASE)

_STATES = ("", "D", "DS", "DSD", "S", "SD", "SDS")
_MAX_MARKS = 2_000  # a paragraph with more is no prose: its marks are left as they are


class _Role(Enum):
    OPEN = "open"
    CLOSE = "close"
    APOSTROPHE = "apostrophe"
    STRAY = "stray"


class _Mark(NamedTuple):
    """A glyph of the text: where it stands, and the characters on both sides ("" at the paragraph's ends)."""

    span: Span
    glyph: str
    left: str
    right: str

    @property
    def level(self) -> str:
        return "D" if self.glyph in _DOUBLE else "S"


class _Step(NamedTuple):
    """What one mark does: its role, the marks lost before it that it makes us assume, and what is open after it."""

    role: _Role
    level: str
    lost_closers: str
    lost_opener: bool
    state: str
    price: float


class _EndPrice(NamedTuple):
    """What it costs to leave quotations open at the end of a paragraph.

    ``goes_on``: the next paragraph opens with a mark; ``reported``: this one ends with ``, she said.``
    """

    last: _Mark
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


def repair(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Edit, ...]:
    """The edits that make the reading copy of ``text``, sorted, none overlapping, none outside a paragraph."""
    edits: list[Edit] = []
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1].span.of(text) if index + 1 < len(paragraphs) else ""
        edits += _repaired(text, paragraph.span, goes_on=_starts_quoted(following))
    return tuple(edits)


def _starts_quoted(paragraph: str) -> bool:
    return paragraph[:1] in _OPENS or paragraph[:1] == '"' or paragraph[:2] == "``"


def _repaired(text: str, where: Span, *, goes_on: bool) -> list[Edit]:
    marks = list(islice(_marks(text, where), _MAX_MARKS + 1))
    spaces = [Edit(at, at, " ", Repair.SPACE) for at in _glued(text, where)]
    if not marks or len(marks) > _MAX_MARKS:
        return spaces
    reported = frame_at_end(text, Bounds(marks[-1].span.end, where.end)) is not None
    steps = _cheapest(text, marks, _EndPrice(marks[-1], goes_on=goes_on and not reported, reported=reported))
    edits = list(_edits(text, where, marks, steps, goes_on=goes_on and not reported)) + spaces
    return _without_clashes(edits)


def _marks(text: str, where: Span) -> Iterator[_Mark]:
    for match in _GLYPHS.finditer(text, *where):
        start, end = match.span()
        left = text[start - 1] if start > where.start else ""
        right = text[end] if end < where.end else ""
        if len(match[0]) == 1 and match[0] in "'’‘`‛" and left.isalnum() and right.isalpha():
            continue  # don’t, O’Neill: inside a word it can only be an apostrophe
        yield _Mark(Span(start, end), match[0], left, right)


def _glued(text: str, where: Span) -> Iterator[int]:
    for match in _GLUED.finditer(text, *where):
        line = text[max(where.start, match.start() - 200) : match.start()]
        if not _ADDRESS.search(line):
            yield match.start()


# --- reading the marks --------------------------------------------------------------------------------------------


def _cheapest(text: str, marks: Sequence[_Mark], end_price: _EndPrice) -> list[_Step]:
    """The cheapest way to read the marks, a step for each."""
    trail: list[dict[str, tuple[float, str, _Step]]] = []
    prices = {"": 0.0}
    for mark in marks:
        reached: dict[str, tuple[float, str, _Step]] = {}
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
    steps: list[_Step] = []
    for reached in reversed(trail):
        _, before, step = reached[end]
        steps.append(step)
        end = before
    return steps[::-1]


def _steps(text: str, mark: _Mark, state: str) -> Iterator[_Step]:
    """All that a mark may do in a state."""
    for level in "DS":
        # A single glyph for a double mark or the other way round is the rarest fault of all.
        swap = 0.0 if level == mark.level else 4.0
        yield from _openings(mark, state, level, swap)
        yield from _closings(mark, state, level, swap)
    if mark.level == "S":
        yield _Step(_Role.APOSTROPHE, "S", "", False, state, _price_as_apostrophe(text, mark))
    yield _Step(_Role.STRAY, mark.level, "", False, state, 1.5 if _is_inches(mark) else 3.8)


def _openings(mark: _Mark, state: str, level: str, swap: float) -> Iterator[_Step]:
    price = swap + _price_to_open(mark)
    if not state.endswith(level) and state + level in _STATES:
        # Single marks outside double ones are a style of their own, but often only an apostrophe gone astray.
        yield _Step(_Role.OPEN, level, "", False, state + level, price + (0.6 if state + level == "S" else 0.0))
    for kept in range(len(state)):
        if state[kept:].startswith(level) and state[:kept] + level in _STATES:
            lost = state[kept:][::-1]
            yield _Step(_Role.OPEN, level, lost, False, state[:kept] + level, price + 3.0 + 2.5 * (len(lost) - 1))


def _closings(mark: _Mark, state: str, level: str, swap: float) -> Iterator[_Step]:
    price = swap + _price_to_close(mark)
    if level in state:
        kept = state.rindex(level)
        lost = state[kept + 1 :][::-1]
        yield _Step(_Role.CLOSE, level, lost, False, state[:kept], price + 3.0 * len(lost))
    if not state.endswith(level) and state + level in _STATES:
        # Inside a quotation a dialogue's turn may have lost its opening mark; outside, the whole quotation has.
        dialogue = level == "S" and state == "D" and mark.left in ".!?…,"
        yield _Step(_Role.CLOSE, level, "", True, state, price + (2.2 if dialogue else 3.2))


def _price_to_open(mark: _Mark) -> float:
    price = 0.0 if mark.glyph in _OPENS else 0.4 if mark.glyph in _STRAIGHT else 3.0
    if mark.left and not mark.left.isspace() and mark.left not in "([{—–-/“‘„«\"'":
        price += 1.5 if mark.left in ".,:;!?…)”’" else 2.5
    if mark.right == "" or mark.right.isspace():
        price += 2.5
    elif mark.right in ".,;:!?)":
        price += 2.0
    return price


def _price_to_close(mark: _Mark) -> float:
    price = 0.0 if mark.glyph in _CLOSES else 0.4 if mark.glyph in _STRAIGHT else 3.0
    if mark.left == "" or mark.left.isspace():
        price += 2.5
    elif mark.left in "([{“‘":
        price += 2.0
    if mark.right.isalnum():
        price += 1.5 if mark.left in ".,!?…" else 2.5
    return price


def _price_as_apostrophe(text: str, mark: _Mark) -> float:
    following = text[mark.span.end : mark.span.end + 8]
    if _ELIDED.match(following) and not mark.left.isalnum():
        return 0.2
    if not mark.left.isalnum() and mark.right.isalpha():
        return 4.5 if mark.glyph in _OPENS else 3.2  # ‘No: what opens a word opens a quotation
    if mark.left in "sSxzXZ" and mark.left and not mark.right.isalnum():
        return 0.6  # the workers’ rights
    if mark.left.isdigit():
        return 0.8  # 6’2
    return 1.2 if mark.left in "ng" and mark.left and mark.right.isspace() else 2.8  # goin’


def _is_inches(mark: _Mark) -> bool:
    return mark.level == "D" and mark.left.isdigit() and mark.glyph in ('"', "”", "''")


# --- writing the edits --------------------------------------------------------------------------------------------


def _edits(text: str, where: Span, marks: Sequence[_Mark], steps: Sequence[_Step], *, goes_on: bool) -> Iterator[Edit]:
    """The edits of one paragraph, not yet sorted."""
    open_at: list[int] = []  # inside bounds of what is open: offsets just after the opening marks
    closed_at = where.start  # end of the last mark that closed, below which no lost opener can stand
    state = ""
    for mark, step in zip(marks, steps, strict=True):
        for level in step.lost_closers:
            inner = _inner_closings(marks, steps, Span(open_at[-1], mark.span.start))
            place = closing_place(text, Bounds(open_at.pop(), mark.span.start), inner)
            yield Edit(place, place, _CURLY[level, False], Repair.CLOSING_LOST)
            closed_at = place
        if step.lost_opener:
            floor = max([closed_at, *open_at[-1:]])
            place = opening_place(text, Bounds(floor, mark.span.start))
            yield Edit(place, place, _CURLY[step.level, True], Repair.OPENING_LOST)
        yield from _edits_of_mark(mark, step)
        if step.role is _Role.OPEN:
            open_at.append(mark.span.end)
        elif step.role is _Role.CLOSE:
            if not step.lost_opener:
                open_at.pop()
            closed_at = mark.span.end
        state = step.state
    for depth, level in enumerate(reversed(state)):
        yield _edit_at_end(text, where, open_at.pop(), level, goes_on=goes_on and depth == len(state) - 1)


def _edit_at_end(text: str, where: Span, opened: int, level: str, *, goes_on: bool) -> Edit:
    if goes_on:
        return Edit(where.end, where.end, _CURLY[level, False], Repair.CONTINUES)
    place = closing_place(text, Bounds(opened, where.end), ())
    return Edit(place, place, _CURLY[level, False], Repair.CLOSING_LOST)


def _inner_closings(marks: Sequence[_Mark], steps: Sequence[_Step], inside: Span) -> tuple[int, ...]:
    """Where quotations inside the one that lost its mark are closed."""
    return tuple(
        mark.span.end
        for mark, step in zip(marks, steps, strict=True)
        if step.role is _Role.CLOSE and inside.contains(mark.span)
    )


def _edits_of_mark(mark: _Mark, step: _Step) -> Iterator[Edit]:
    if step.role is _Role.STRAY:
        if not _is_inches(mark):
            yield Edit(*mark.span, "", Repair.STRAY)
        return
    if step.role is _Role.APOSTROPHE:
        if mark.glyph != "'":
            yield Edit(*mark.span, "'", Repair.APOSTROPHE)
        return
    opens = step.role is _Role.OPEN
    curly = _CURLY[step.level, opens]
    before = " " if opens and mark.left and (mark.left.isalnum() or mark.left in ".,:;!?…)”’") else ""
    after = " " if not opens and mark.right.isalnum() else ""
    if mark.glyph != curly:
        yield Edit(*mark.span, before + curly + after, _reason(mark, opens))
    elif before:
        yield Edit(mark.span.start, mark.span.start, before, Repair.SPACE)
    elif after:
        yield Edit(mark.span.end, mark.span.end, after, Repair.SPACE)


def _reason(mark: _Mark, opens: bool) -> Repair:
    if mark.glyph in _STRAIGHT:
        return Repair.STRAIGHT
    return Repair.TURNED if mark.glyph in ("“", "”", "‘", "’") and (mark.glyph in _OPENS) != opens else Repair.DIALECT


def _without_clashes(edits: list[Edit]) -> list[Edit]:
    """Sorted edits, those at one point joined: a lost closer comes before the space and the opener that follow it."""
    joined: list[Edit] = []
    order: dict[str, int] = {Repair.CLOSING_LOST: 0, Repair.CONTINUES: 0, Repair.SPACE: 1}
    for edit in sorted(edits, key=lambda e: (e.start, e.end, order.get(e.reason, 2))):
        last = joined[-1] if joined else None
        if last and last.start == last.end == edit.start == edit.end:
            space = "" if edit.replacement == " " and last.replacement.endswith(" ") else edit.replacement
            joined[-1] = replace(last, replacement=last.replacement + space)
        elif not (last and edit.start < last.end):
            joined.append(edit)
    return joined
