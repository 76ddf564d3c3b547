"""An HTML page -> its main text, with the map that leads every character back to the page.

trafilatura says which text of a page is the article, but gives a text of its own making. So each piece of the page's
text goes in with a character of its own before it, one that the page does not use; the characters that come out tell
which pieces were chosen, and the text is put together from the page itself. The map is exact by construction.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sayso.clean.pieces import Outline, Piece, outline
from sayso.config import CleanSettings
from sayso.records import Reason
from sayso.spans import OffsetMap, Run

__all__ = ["MainText", "Refusal", "main_text"]


@dataclass(frozen=True, slots=True)
class MainText:
    """The article of a page. ``origin`` leads from ``text`` to the page; ``left`` is the page's other text, in pieces.

    ``points[i]`` is where the i-th piece in ``left`` would stand in ``text``.
    """

    text: str
    origin: OffsetMap
    left: tuple[str, ...]
    points: tuple[int, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a page gives no article."""

    reason: Reason
    detail: str


_MIN_WORDS = 20
"""The shortest of PolNeAR's 924 news articles has 22 words; less is a teaser, or a form to log in."""
_MAX_LINK_SHARE = 0.5
_CHARREF = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9a-fA-F]{1,8};?|[a-zA-Z][a-zA-Z0-9]{1,31};?)")
# Not in XML, and in no article: NULs and other controls, halves of surrogate pairs, non-characters.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SENTINELS = range(0x20000, 0x2A6D7)  # CJK extension B: letters to any program, and in hardly any page


def main_text(page: str, settings: CleanSettings) -> tuple[MainText, Outline] | Refusal:
    """The article of ``page`` and what the page is made of, or why there is none."""
    shape = outline(page, max_depth=settings.max_depth, max_parts=settings.max_parts)
    refusal = _too_much(shape, settings)
    if refusal is not None:
        return refusal
    texts = [_resolved(page[piece.start : piece.end]) for piece in shape.pieces]
    chosen = _chosen(shape, page)
    if chosen is None:
        return Refusal(Reason.NO_ARTICLE, "its mark-up is too broken to tell the article from the rest; save it anew")
    chosen = _with_heading(_whole_paragraphs(chosen, shape.pieces), shape.pieces)
    refusal = _no_article(chosen, shape.pieces, texts)
    return refusal or (_put_together(chosen, shape, page), shape)


def _too_much(shape: Outline, settings: CleanSettings) -> Refusal | None:
    if shape.depth > settings.max_depth:
        found = f"its tags are nested more than {settings.max_depth:,} deep (setting max_depth)"
        return Refusal(Reason.TOO_DEEP, f"{found}; no article's page is: it is broken, or made to stop programs")
    if shape.parts > settings.max_parts or len(shape.pieces) > len(_SENTINELS) // 2:
        found = f"it has more than {settings.max_parts:,} tags and pieces of text between them (setting max_parts)"
        return Refusal(Reason.TOO_LARGE, f"{found}; expected the page of one article")
    longest = max((piece.end - piece.start for piece in shape.pieces), default=0)
    if longest > settings.max_chars:
        found = f"it has a text of {longest:,} characters without a tag in it"
        return Refusal(Reason.TOO_LARGE, f"{found}; an article may have {settings.max_chars:,} (setting max_chars)")
    return None


def _chosen(shape: Outline, page: str) -> set[int] | None:
    """Numbers of the pieces that trafilatura takes for the article; None where the parser lost text on the way."""
    # Imported here because it takes half a second, and plain text does without.
    from lxml.html import HTMLParser, document_fromstring
    from trafilatura import bare_extraction

    if not shape.pieces:
        return set()
    used = set(page)
    marks = list(islice((chr(code) for code in _SENTINELS if chr(code) not in used), len(shape.pieces)))
    number_of = {mark: number for number, mark in enumerate(marks)}
    rebuilt = _rebuilt(shape, page, marks)
    tree = document_fromstring(rebuilt.encode(), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    if len(number_of.keys() & set("".join(tree.itertext()))) < len(marks):
        return None
    article = bare_extraction(tree, fast=True, include_comments=False, include_tables=True, with_metadata=False)
    if article is None or isinstance(article, dict):
        return set()
    found = "".join(article.body.itertext())
    return {number_of[char] for char in found if char in number_of}


def _rebuilt(shape: Outline, page: str, marks: Sequence[str]) -> str:
    """The page for the parser: balanced, no deeper than it holds, each piece of text behind its mark."""
    pieces = zip(shape.pieces, marks, strict=False)
    parts = []
    for part in shape.rebuilt:
        if part is not None:
            parts.append(part)
            continue
        piece, mark = next(pieces)
        text = _NOT_IN_XML.sub("", _resolved(page[piece.start : piece.end]))
        parts += (mark, html.escape(text, quote=False))
    return "".join(parts)


def _resolved(source: str) -> str:
    return html.unescape(source) if "&" in source else source


def _whole_paragraphs(chosen: set[int], pieces: Sequence[Piece]) -> set[int]:
    """With the words of a paragraph that was mostly chosen: a link or a mark left out of it would be text lost."""
    whole = set(chosen)
    members: dict[int, list[int]] = {}
    for number, piece in enumerate(pieces):
        if not piece.is_control:
            members.setdefault(piece.block, []).append(number)
    for numbers in members.values():
        taken = sum(pieces[i].end - pieces[i].start for i in numbers if i in chosen)
        if 2 * taken > sum(pieces[i].end - pieces[i].start for i in numbers):
            whole.update(numbers)
    return whole


def _with_heading(chosen: set[int], pieces: Sequence[Piece]) -> set[int]:
    """With the page's main heading, where there is one only: often it stands above what is chosen."""
    heading = [number for number, piece in enumerate(pieces) if piece.in_heading]
    if not heading or len({pieces[i].block for i in heading}) > 1 or heading[-1] > min(chosen, default=0):
        return chosen
    return chosen | set(heading)


def _no_article(chosen: set[int], pieces: Sequence[Piece], texts: Sequence[str]) -> Refusal | None:
    words = sum(len(texts[i].split()) for i in chosen)
    if words < _MIN_WORDS:
        found = f"the page has no article: its main text has {words} word{'s' if words != 1 else ''}"
        return Refusal(Reason.NO_ARTICLE, f"{found}, expected at least {_MIN_WORDS}; is it a login page or an index?")
    linked = sum(len(texts[i].split()) for i in chosen if pieces[i].in_link)
    if linked > _MAX_LINK_SHARE * words:
        found = f"the page has no article: {linked} of its {words} words are links"
        return Refusal(Reason.NO_ARTICLE, f"{found}; it looks like an index, expected an article's own page")
    return None


def _put_together(chosen: set[int], shape: Outline, page: str) -> MainText:
    writer = _Writer(page)
    left, points = [], []
    for number, piece in enumerate(shape.pieces):
        if number in chosen:
            writer.write(number, piece)
        else:
            left.append(" ".join(_resolved(page[piece.start : piece.end]).split()))
            points.append(writer.length)
    text = "".join(writer.parts)
    origin = OffsetMap(_joined(writer.runs), len(text), len(page))
    return MainText(text, origin, tuple(left), tuple(points), shape.is_cut)


class _Writer:
    """Writes pieces one after the other, white space collapsed, paragraphs apart, and notes what came from where."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.parts: list[str] = []
        self.runs: list[Run] = []
        self.length = 0
        self.last: tuple[int, Piece] | None = None
        self.space: int | None = None  # where the white space that is not yet written stands in the page

    def write(self, number: int, piece: Piece) -> None:
        if self.last is not None:
            self.part(number, piece, *self.last)
        for text, start in _words(self.page, piece):
            if text == " ":
                self.space = None if self.at_line_start() else start
                continue
            if self.space is not None:
                self.put(" ", self.space if self.page[self.space : self.space + 1] == " " else None)
                self.space = None
            self.put(text, start)
        self.last = number, piece

    def at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def part(self, number: int, piece: Piece, last_number: int, last: Piece) -> None:
        """What stands between two pieces: a paragraph's end, a line's, a space, or nothing."""
        if piece.block != last.block or piece.breaks:
            self.put("\n\n" if piece.block != last.block or piece.breaks > 1 else "\n", None)
            self.space = None
        elif piece.spaced or number != last_number + 1:
            self.space = last.end

    def put(self, text: str, start: int | None) -> None:
        """``start`` is where the characters stand in the page; None: they stand for mark-up, an entity, white space."""
        if start is not None:
            self.runs.append(Run(self.length, start, len(text)))
        self.parts.append(text)
        self.length += len(text)


_WORD = re.compile(rf"(?P<space>[ \t\n\r\f]+)|(?P<entity>{_CHARREF.pattern})|[^ \t\n\r\f&]+|&")


def _words(page: str, piece: Piece) -> Iterator[tuple[str, int | None]]:
    """The characters of a piece and where they stand; None for what an entity stands for. White space is one space."""
    for match in _WORD.finditer(page, piece.start, piece.end):
        text = html.unescape(match[0]) if match["entity"] else match[0]
        if match["space"] or (text.isspace() and text.isascii()):
            yield " ", match.start()
        else:
            yield text, match.start() if text == match[0] else None


def _joined(runs: Sequence[Run]) -> Iterator[Run]:
    """Runs that follow each other in both texts made one."""
    waiting: Run | None = None
    for run in runs:
        if waiting is None:
            waiting = run
        elif run.derived - waiting.derived == run.original - waiting.original == waiting.length:
            waiting = Run(waiting.derived, waiting.original, waiting.length + run.length)
        else:
            yield waiting
            waiting = run
    if waiting is not None:
        yield waiting
