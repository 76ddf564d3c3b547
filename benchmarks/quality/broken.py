"""Texts broken by machine as print and content systems break them, with the way back to the sound text.

A breakage is a set of edits, so ``Broken.origin`` maps every offset of the broken text to the sound one: what is found
in the one can be compared with what is expected in the other, word by word. Letters and digits are never touched.

What a person could not read is not made. These rules are about the breakage alone:

* a mark is dropped only where something still tells its place: the paragraph's edge, another mark, or a stop or comma
  before it. *He called it “a shame and left* might close anywhere;
* nor is the only mark of a paragraph, which would then be as the outlet's own words are;
* the last mark of a paragraph is not dropped where it closes a sentence and the next paragraph opens with a mark: that
  is no fault, but the way in which quotations go on over paragraphs;
* a single mark is not glued to a letter on both sides, where it would be an apostrophe;
* a single mark is not doubled: that makes a double one, which is a breakage of its own (another level).
"""

from __future__ import annotations

import re
import textwrap
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sayso.spans import Edit, OffsetMap, Span, apply

__all__ = ["Breakage", "Broken", "Mark", "broken", "dropped", "marks_of"]


class Breakage(StrEnum):
    """What was done to a text; those that begin with *all* are done to every mark of it."""

    DROPPED = "dropped"
    DOUBLED = "doubled"
    TURNED = "turned round"
    STRAIGHT = "one mark straight"
    DIALECT = "one mark of another style"
    LEVEL = "single for double"
    TWO_SINGLES = "two single marks"
    TYPED = "backticks or apostrophes"
    SPACE_LOST = "space lost beside a mark"
    SPACE_ADDED = "space added inside a mark"
    ALL_STRAIGHT = "all straight"
    ALL_GUILLEMETS = "all guillemets"
    ALL_LOW = "all low and high"
    ALL_TYPED = "all typed with two keys"
    ALL_GLUED = "all spaces lost beside marks"
    MOJIBAKE = "UTF-8 read as Windows-1252"
    WRAPPED = "wrapped at 60 characters"


@dataclass(frozen=True, slots=True)
class Broken:
    """A broken text; ``origin`` leads from it back to the sound one."""

    breakage: Breakage
    text: str
    origin: OffsetMap


class Mark(NamedTuple):
    """A quotation mark of a sound text; ``is_double`` tells its level, ``glyph`` its form."""

    at: int
    glyph: str
    opens: bool
    is_double: bool


Editing = Callable[[str, Mark], Edit | None]
"""The edit that breaks one mark of a text; None where that makes no difference or nothing that can be read."""


def broken(text: str, *, name: str) -> Iterator[Broken]:
    """The variants of a text: each mark dropped, each other breakage of one mark once, each of all marks, wrapped.

    Which mark a breakage is done to is drawn by the breakage and ``name``, the same in every run.
    """
    marks = marks_of(text)
    for mark in marks:
        yield from dropped(text, mark)
    for breakage, edit in _OF_ONE.items():
        yield from _made(text, breakage, _drawn(text, marks, edit, f"{breakage}{name}"))
    for breakage, edit in _OF_ALL.items():
        yield from _made(text, breakage, [made for mark in marks if (made := edit(text, mark))])
    yield from _made(text, Breakage.MOJIBAKE, list(_mojibake(text)))
    yield from _wrapped(text)


def dropped(text: str, mark: Mark) -> Iterator[Broken]:
    """The text without one mark, where something still tells that it is missing."""
    if _leaves_a_trace(text, mark) and not _is_only(text, mark):
        yield from _made(text, Breakage.DROPPED, [Edit(mark.at, mark.at + 1, "", Breakage.DROPPED)])


def _made(text: str, breakage: Breakage, edits: Sequence[Edit]) -> Iterator[Broken]:
    if edits:
        # two marks may have one space between them
        made, origin = apply(text, sorted(set(edits), key=lambda edit: edit.start))
        if made != text:
            yield Broken(breakage, made, origin)


def _drawn(text: str, marks: Sequence[Mark], edit: Editing, seed: str) -> list[Edit]:
    made = [found for mark in marks if (found := edit(text, mark))]
    return [made[zlib.crc32(seed.encode()) % len(made)]] if made else []


# --- the marks of a sound text ----------------------------------------------------------------------------------------

_GLYPH = re.compile("[“”„«»\"‘’‚']")
_DOUBLE = frozenset('“”„«»"')
_PARTNERS = {"“": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "”": "”", "‘": "’", "‚": "‘’", "'": "'"}


def marks_of(text: str) -> list[Mark]:
    """The quotation marks, without apostrophes, inches and the like; each paragraph by itself."""
    found: list[Mark] = []
    for line in re.finditer(r"[^\n]+", text):
        found += _marks_in(text, Span(*line.span()))
    return found


def _marks_in(text: str, where: Span) -> Iterator[Mark]:
    open_: list[str] = []
    for match in _GLYPH.finditer(text, *where):
        at, glyph = match.start(), match[0]
        left = text[at - 1] if at > where.start else ""
        right = text[at + 1] if at + 1 < where.end else ""
        if glyph not in _DOUBLE and left.isalnum() and right.isalnum():
            continue  # don’t
        if glyph in "\"'" and left.isdigit():
            continue  # 6'2"
        if open_ and glyph in _PARTNERS[open_[-1]] and not _is_plural(text, at):
            open_.pop()
            yield Mark(at, glyph, False, glyph in _DOUBLE)
        elif glyph in _DOUBLE or (glyph in "‘‚'" and not left.isalnum() and right.isalpha()):
            opens = glyph in "“„«»" or not left or left.isspace() or left in "“‘(-"
            if opens:
                open_.append(glyph)
            yield Mark(at, glyph, opens, glyph in _DOUBLE)


def _is_plural(text: str, at: int) -> bool:
    """*the workers’ pay*: an apostrophe, and not the end of what a single mark opened."""
    return text[at] in "’'" and text[at - 1] == "s" and re.match(r" [a-z]", text[at + 1 : at + 3]) is not None


# --- breaking one mark ------------------------------------------------------------------------------------------------

_GLYPHS = "“”„«»\"‘’‚'"
_TURNED = str.maketrans("“”‘’«»", "”“’‘»«")
_STRAIGHT = {True: '"', False: "'"}


def _leaves_a_trace(text: str, mark: Mark) -> bool:
    before, after = text[: mark.at], text[mark.at + 1 :]
    left, right = before[-1:], after[:1]
    if not mark.opens and left in tuple(".!?…") and _next_opens(text, mark):
        return False
    at_edge = left in ("", "\n") if mark.opens else right in ("", "\n")
    beside = left in tuple(_GLYPHS) or right in tuple(_GLYPHS)
    stopped = before.rstrip(" ")[-1:] in tuple(".,:!?…—–")
    return at_edge or beside or stopped


def _is_only(text: str, mark: Mark) -> bool:
    start, end = text.rfind("\n", 0, mark.at) + 1, text.find("\n", mark.at)
    return sum(start <= other.at and (end < 0 or other.at < end) for other in marks_of(text)) == 1


def _next_opens(text: str, mark: Mark) -> bool:
    """Whether no mark follows in the paragraph, and the next one opens with one."""
    rest, _, following = text[mark.at + 1 :].partition("\n")
    return following.lstrip()[:1] in tuple("“„«»\"‘'”") and not marks_of(rest)


def _doubled(_: str, mark: Mark) -> Edit | None:
    return Edit(mark.at, mark.at, mark.glyph, Breakage.DOUBLED) if mark.is_double else None


def _turned(_: str, mark: Mark) -> Edit | None:
    turned = mark.glyph.translate(_TURNED)
    return Edit(mark.at, mark.at + 1, turned, Breakage.TURNED) if turned != mark.glyph else None


def _straight(_: str, mark: Mark) -> Edit | None:
    return Edit(mark.at, mark.at + 1, _STRAIGHT[mark.is_double], Breakage.STRAIGHT)


def _of_another_dialect(_: str, mark: Mark) -> Edit | None:
    other = ("“" if mark.opens else "”") if mark.glyph in "«»„" else ("«" if mark.opens else "»")
    return Edit(mark.at, mark.at + 1, other, Breakage.DIALECT) if mark.is_double else None


def _of_another_level(text: str, mark: Mark) -> Edit | None:
    if mark.is_double and _is_between_letters(text, mark):
        return None
    single, double = ("‘", "“") if mark.opens else ("’", "”")
    if mark.glyph in "\"'":
        single, double = "'", '"'
    return Edit(mark.at, mark.at + 1, single if mark.is_double else double, Breakage.LEVEL)


def _two_singles(_: str, mark: Mark) -> Edit | None:
    return Edit(mark.at, mark.at + 1, "‘‘" if mark.opens else "’’", Breakage.TWO_SINGLES) if mark.is_double else None


def _typed(_: str, mark: Mark) -> Edit | None:
    pair = "``" if mark.opens else "''"
    return Edit(mark.at, mark.at + 1, pair if mark.is_double else pair[0], Breakage.TYPED)


def _space_lost(text: str, mark: Mark) -> Edit | None:
    """*said.“There*, *“No,”she*: the space outside of a mark."""
    if mark.opens:
        at, letters = mark.at - 1, text[max(0, mark.at - 2) : mark.at - 1]
    else:
        at, letters = mark.at + 1, text[mark.at - 1 : mark.at]
    if text[at : at + 1] != " " or at < 0 or (not mark.is_double and letters.isalnum()):
        return None
    return Edit(at, at + 1, "", Breakage.SPACE_LOST)


def _space_added(_: str, mark: Mark) -> Edit | None:
    """*“ No,* or *she said. ”*: a space inside of a mark."""
    at = mark.at + 1 if mark.opens else mark.at
    return Edit(at, at, " ", Breakage.SPACE_ADDED)


def _guillemet(_: str, mark: Mark) -> Edit | None:
    return Edit(mark.at, mark.at + 1, "«" if mark.opens else "»", Breakage.ALL_GUILLEMETS) if mark.is_double else None


def _low(_: str, mark: Mark) -> Edit | None:
    glyph = ("„" if mark.opens else "“") if mark.is_double else ("‚" if mark.opens else "‘")
    return Edit(mark.at, mark.at + 1, glyph, Breakage.ALL_LOW)


def _is_between_letters(text: str, mark: Mark) -> bool:
    return text[max(0, mark.at - 1) : mark.at].isalnum() and text[mark.at + 1 : mark.at + 2].isalnum()


_OF_ONE: dict[Breakage, Editing] = {
    Breakage.DOUBLED: _doubled,
    Breakage.TURNED: _turned,
    Breakage.STRAIGHT: _straight,
    Breakage.DIALECT: _of_another_dialect,
    Breakage.LEVEL: _of_another_level,
    Breakage.TWO_SINGLES: _two_singles,
    Breakage.TYPED: _typed,
    Breakage.SPACE_LOST: _space_lost,
    Breakage.SPACE_ADDED: _space_added,
}
_OF_ALL: dict[Breakage, Editing] = {
    Breakage.ALL_STRAIGHT: _straight,
    Breakage.ALL_GUILLEMETS: _guillemet,
    Breakage.ALL_LOW: _low,
    Breakage.ALL_TYPED: _typed,
    Breakage.ALL_GLUED: _space_lost,
}


# --- breaking the whole text ------------------------------------------------------------------------------------------

_NOT_ASCII_MARK = re.compile("[“”„‘’–—…]")
_WIDTH = 60
# What a wrapped text needs to be known as one: a passage of several lines, in which nobody says anything.
_PASSAGE = (
    "The ferry left the harbour at noon and came back at four. Nine people were on board, and two of them had a dog. "
    "The sea was calm, the sky was grey, and the engine ran without a sound. In the evening the crew cleaned the deck "
    "and went home on foot through the rain."
)


def _mojibake(text: str) -> Iterator[Edit]:
    """Bytes of UTF-8 read as Windows-1252; a byte that has no character there (0x9D, of ”) is lost."""
    for match in _NOT_ASCII_MARK.finditer(text):
        misread = match[0].encode("utf-8").decode("cp1252", "ignore")
        yield Edit(*match.span(), misread, Breakage.MOJIBAKE)


def _wrapped(text: str) -> Iterator[Broken]:
    """The text and a passage after it, hard-wrapped, an empty line between paragraphs."""
    edits = [Edit(match.start(), match.start(), "\n", Breakage.WRAPPED) for match in re.finditer("\n", text)]
    for line in re.finditer(r"[^\n]+", text):
        edits += [Edit(at, at + 1, "\n", Breakage.WRAPPED) for at in _line_ends(text, Span(*line.span()))]
    passage = f"\n\n{textwrap.fill(_PASSAGE, _WIDTH)}"
    edits.append(Edit(len(text), len(text), passage, Breakage.WRAPPED))
    yield from _made(text, Breakage.WRAPPED, edits)


def _line_ends(text: str, line: Span) -> Iterator[int]:
    """The spaces at which a line is broken: each time the last one that still fits."""
    start, last = line.start, -1
    for match in re.finditer(" |$", line.of(text)):
        at = line.start + match.start()
        if at - start > _WIDTH and last > start:
            yield last
            start = last + 1
        last = at
