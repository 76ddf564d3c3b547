"""Repairs of typography: the edits that turn a text into its reading copy.

In the reading copy double quotation marks are “ ”, single ones ‘ ’, and in every paragraph each one that opens is
closed. An apostrophe that could be taken for a mark is ``'``. Nothing else is touched, and every edit says why.

What each mark does is read in ``mark_roles``; here the edits are written that follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from sayso.clean.lost_marks import Bounds, closing_place, frame_at_end, opening_place
from sayso.clean.mark_roles import (
    BULLETS,
    OPENS,
    STRAIGHT,
    EndPrice,
    Mark,
    MarkRole,
    Step,
    cheapest,
    habit_of,
    is_inches,
    marks_in,
)
from sayso.clean.misread import misread, through
from sayso.records import Paragraph, Repair
from sayso.spans import Edit, Span, apply

__all__ = ["repair"]

_CURLY = {("D", True): "“", ("D", False): "”", ("S", True): "‘", ("S", False): "’", ("E", True): "‘", ("E", False): "’"}

# ``Velda.I know``: two letters before, so that initials and "U.S.A" stay; an address has no capital after its dot.
_GLUED = re.compile(r"(?<=[a-z]{2}[.!?])(?=(?:[A-Z][a-z’']|[AI]\s)(?![\w-]*\.[a-z]))")
# ``“No.” -Ada Quill``: without a space the parser takes the hyphen for a part of the name.
_SIGNED = re.compile(r"(?<=[”“»’\"'])\s*(?:--?|[–—―])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"\(|(?:--?|[–—―])\s?[A-Z]|--\s|[–—]\s|-\s")  # ``“No.”(Ada Quill)``, ``“No.”- Ada Quill``
_ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$")
_MAX_MARKS = 2_000  # a paragraph with more is no prose: its marks are left as they are


def repair(text: str, paragraphs: Sequence[Paragraph]) -> tuple[Edit, ...]:
    """The edits that make the reading copy of ``text``, sorted, none overlapping, none outside a paragraph."""
    spans = [paragraph.span for paragraph in paragraphs]
    meant = misread(text, spans)
    if not meant:
        return tuple(_mended(text, spans))
    legible, origin = apply(text, meant)
    return through(meant, list(_mended(legible, [origin.to_derived(span) for span in spans])))


def _mended(text: str, paragraphs: Sequence[Span]) -> Iterator[Edit]:
    habit = habit_of(text)
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1].of(text) if index + 1 < len(paragraphs) else ""
        yield from _repaired(text, paragraph, habit, goes_on=_starts_quoted(following))


def _starts_quoted(paragraph: str) -> bool:
    return paragraph[:1] in OPENS or paragraph[:1] == '"' or paragraph[:2] == "``"


def _repaired(text: str, where: Span, habit: Mapping[str, str], *, goes_on: bool) -> list[Edit]:
    marks = list(islice(marks_in(text, where, habit), _MAX_MARKS + 1))
    spaces = [Edit(at, at, " ", Repair.SPACE) for at in _glued(text, where)]
    if not marks or len(marks) > _MAX_MARKS:
        return spaces
    reported = frame_at_end(text, Bounds(marks[-1].span.end, where.end)) is not None
    steps = cheapest(text, marks, EndPrice(marks[-1], goes_on=goes_on and not reported, reported=reported))
    edits = list(_edits(text, where, marks, steps, goes_on=goes_on and not reported)) + spaces
    return _without_clashes(edits)


def _glued(text: str, where: Span) -> Iterator[int]:
    for match in _GLUED.finditer(text, *where):
        line = text[max(where.start, match.start() - 200) : match.start()]
        if not _ADDRESS.search(line):
            yield match.start()
    yield from (match.end() for match in _SIGNED.finditer(text, *where))


# --- writing the edits --------------------------------------------------------------------------------------------


def _edits(text: str, where: Span, marks: Sequence[Mark], steps: Sequence[Step], *, goes_on: bool) -> Iterator[Edit]:
    """The edits of one paragraph, not yet sorted."""
    open_at: list[int] = []  # inside bounds of what is open: offsets just after the opening marks
    ends: list[int] = []  # of the double marks that closed
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
            first = _inner_opening(marks, steps, mark) if step.level == "D" else None
            if first is not None:
                floor = max([where.start, *(end for end in ends if end <= first)])
            place = opening_place(text, Bounds(floor, mark.span.start), first)
            yield Edit(place, place, _CURLY[step.level, True], Repair.OPENING_LOST)
        yield from _edits_of_mark(text, mark, step)
        if step.role is MarkRole.OPEN:
            open_at.append(mark.span.end)
        elif step.role is MarkRole.CLOSE:
            if not step.lost_opener:
                open_at.pop()
            closed_at = mark.span.end
            ends += [closed_at] if step.level == "D" else []
        state = step.state
    for depth, level in enumerate(reversed(state)):
        inner = _inner_closings(marks, steps, Span(open_at[-1], where.end))
        yield _edit_at_end(
            text, Span(open_at.pop(), where.end), level, inner, goes_on=goes_on and depth == len(state) - 1
        )


def _edit_at_end(text: str, inside: Span, level: str, inner: Sequence[int], *, goes_on: bool) -> Edit:
    if goes_on:
        return Edit(inside.end, inside.end, _CURLY[level, False], Repair.CONTINUES)
    place = closing_place(text, Bounds(*inside), inner)
    return Edit(place, place, _CURLY[level, False], Repair.CLOSING_LOST)


def _inner_opening(marks: Sequence[Mark], steps: Sequence[Step], closing: Mark) -> int | None:
    """Where the first of the single quotations right before a lost double one opens: they are inside of it."""
    first: int | None = None
    for mark, step in zip(marks, steps, strict=True):
        if mark is closing:
            break
        if step.level == "D" and step.role in (MarkRole.OPEN, MarkRole.CLOSE):
            first = None
        elif step.role is MarkRole.OPEN and step.state == "S" and first is None:
            first = mark.span.start
    return first


def _inner_closings(marks: Sequence[Mark], steps: Sequence[Step], inside: Span) -> tuple[int, ...]:
    """Where quotations inside the one that lost its mark are closed."""
    return tuple(
        mark.span.end
        for mark, step in zip(marks, steps, strict=True)
        if step.role is MarkRole.CLOSE and inside.contains(mark.span)
    )


def _edits_of_mark(text: str, mark: Mark, step: Step) -> Iterator[Edit]:
    if step.role is MarkRole.STRAY:
        if not is_inches(mark):
            yield Edit(*mark.span, "", Repair.STRAY)
        return
    if step.role is MarkRole.APOSTROPHE:
        if mark.glyph != "'":
            yield Edit(*mark.span, "'", Repair.APOSTROPHE)
        return
    opens = step.role is MarkRole.OPEN
    curly = _CURLY[step.level, opens]
    glued_left = mark.left.isalnum() or mark.left in tuple(".,:;!?…)”’" + BULLETS)
    before = " " if opens and glued_left else ""
    glued_right = mark.right.isalnum() or _ASIDE.match(text, mark.span.end) is not None
    after = " " if not opens and glued_right else ""
    if mark.glyph != curly:
        yield Edit(*mark.span, before + curly + after, _reason(mark, opens))
    elif before:
        yield Edit(mark.span.start, mark.span.start, before, Repair.SPACE)
    elif after:
        yield Edit(mark.span.end, mark.span.end, after, Repair.SPACE)


def _reason(mark: Mark, opens: bool) -> Repair:
    if mark.glyph in STRAIGHT:
        return Repair.STRAIGHT
    return Repair.TURNED if mark.glyph in ("“", "”", "‘", "’") and (mark.glyph in OPENS) != opens else Repair.DIALECT


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
