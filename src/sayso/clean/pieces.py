"""A page as pieces of text, each with its place, its block, and what it stands in; and the page made safe to parse.

lxml silently drops what is nested over 256 levels, and takes quadratic time long before 100,000. So the page is built
anew for it: balanced, with few attributes, and no deeper than it can hold. The text stays whole.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.clean.markup import Markup, MarkupKind, attributes, markup

__all__ = ["Outline", "Piece", "outline"]

_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
_INLINE = frozenset(
    [
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "img", "ins", "kbd", "label", "mark", "meter", "nobr", "path", "picture", "q"),
        *("rb", "rp", "rt", "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup"),
        *("svg", "time", "tt", "u", "var", "wbr"),
    ]
)
# An element that another one closes without saying so: the end tag may be left out.
_CLOSED_BY: dict[str, frozenset[str]] = {
    "li": frozenset(["li"]),
    "dt": frozenset(["dt", "dd"]),
    "dd": frozenset(["dt", "dd"]),
    "td": frozenset(["td", "th", "tr"]),
    "th": frozenset(["td", "th", "tr"]),
    "tr": frozenset(["tr"]),
    "option": frozenset(["option"]),
    "a": frozenset(["a"]),
}
_NEVER_ARTICLE = frozenset(["button", "select", "option", "template", "head", "svg"])
_IN_HEAD = frozenset(["base", "link", "meta", "noscript", "script", "style", "template", "title"])
_FOREIGN = ("svg", "math")  # here, as in XML, <path/> is closed at once
_DEEPEST_FOR_LXML = 200
# What ends a search for a quotation inside of a <figure>.
_QUOTATION = re.compile(r"<(?P<found>blockquote)\b|</figure\b", re.IGNORECASE)
_MAX_BEFORE_QUOTATION = 4_000  # characters of tags between the two


class Piece(NamedTuple):
    """A run of text without a tag in it: ``page[start:end]``, entities and all.

    Pieces with one ``block`` are one paragraph; ``breaks`` counts the ``<br>`` since the piece before, ``spaced`` tells
    that white space stands between. ``is_control``: text of a button, a list of choices and the like.
    """

    start: int
    end: int
    block: int
    breaks: int
    spaced: bool
    in_link: bool
    in_heading: bool
    is_control: bool


@dataclass(slots=True)
class Outline:
    """What a page is made of. ``is_cut``: it ends inside of a tag, comment or script. ``depth``: deepest nesting.

    ``rebuilt`` are the parts of the page made safe; None stands for the next piece.
    """

    pieces: list[Piece] = field(default_factory=list)
    rebuilt: list[str | None] = field(default_factory=list)
    metas: list[dict[str, str]] = field(default_factory=list)
    times: list[dict[str, str]] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str | None = None
    depth: int = 0
    tokens: int = 0
    is_cut: bool = False

    @property
    def parts(self) -> int:
        """How many tags and pieces of text there are: of end tags of nothing, nothing is rebuilt; of those left out,
        something is."""
        return max(self.tokens, len(self.rebuilt))


def outline(page: str, *, max_depth: int, max_parts: int) -> Outline:
    """The pieces of ``page``. Stops early, ``depth`` or ``parts`` over its cap, where there is more."""
    builder = _Builder(page)
    for token in markup(page):
        builder.take(token)
        if builder.outline.depth > max_depth or builder.outline.parts > max_parts:
            break
    builder.close(0)
    return builder.outline


class _Builder:
    """Walks the tokens with the stack of open elements."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.outline = Outline()
        self.stack: list[str] = []
        self.rebuilt_stack: list[str] = []  # the open element's name in the rebuilt page, "" where it is not in it
        self.rebuilt_depth = 0
        self.open: dict[str, int] = {}
        self.block = 0
        self.breaks = 0
        self.spaced = False
        self.script_type = ""

    def take(self, token: Markup) -> None:
        self.outline.tokens += 1
        match token.kind:
            case MarkupKind.TEXT:
                self.text(token)
            case MarkupKind.OPEN:
                self.opening(token)
            case MarkupKind.CLOSE:
                self.closing(token.name)
            case MarkupKind.RAW:
                self.raw(token)
            case MarkupKind.UNCLOSED:
                self.outline.is_cut = True

    def text(self, token: Markup) -> None:
        if self.page[token.start : token.end].isspace():
            self.outline.rebuilt.append(" ")
            self.spaced = True
            return
        self.outline.pieces.append(
            Piece(
                token.start,
                token.end,
                self.block,
                self.breaks,
                self.spaced,
                in_link=bool(self.open.get("a")),
                in_heading=bool(self.open.get("h1")),
                is_control=any(self.open.get(name) for name in _NEVER_ARTICLE),
            )
        )
        self.breaks = 0
        self.spaced = False
        self.outline.rebuilt.append(None)

    def opening(self, token: Markup) -> None:
        name = token.name
        given = attributes(self.page, token)
        self.note(name, given)
        self.close_implied(name)
        if name == "br":
            self.breaks += 1
        elif name not in _INLINE:
            self.block += 1
        rebuilt = self.meant(name, token) if self.is_room_for(name) else ""
        if rebuilt:
            self.outline.rebuilt.append(f"<{rebuilt}{_written(given)}>")
        if name not in _VOID:
            self.push(name, rebuilt)
        if self.page.endswith("/>", 0, token.end) and any(self.open.get(foreign) for foreign in _FOREIGN):
            self.close(len(self.stack) - 1)

    def is_room_for(self, name: str) -> bool:
        """Paragraphs have room even where the rest is left out: by them the article is told."""
        return name.isalnum() and self.rebuilt_depth < _DEEPEST_FOR_LXML + 20 * (name == "p")

    def meant(self, name: str, token: Markup) -> str:
        """The name as which an element is rebuilt. Who is quoted stands in the <footer> of a <blockquote>, or both in
        a <figure>, which would be left out as no article's: they are paragraphs here."""
        if name == "footer" and self.open.get("blockquote"):
            return "p"
        if name == "figure":
            inside = _QUOTATION.search(self.page, token.end, token.end + _MAX_BEFORE_QUOTATION)
            return "div" if inside is not None and inside["found"] else name
        if name == "figcaption" and self.open.get("figure"):
            figure = len(self.stack) - 1 - self.stack[::-1].index("figure")
            return "p" if self.rebuilt_stack[figure] == "div" else name
        return name

    def push(self, name: str, rebuilt: str) -> None:
        self.stack.append(name)
        self.rebuilt_stack.append(rebuilt)
        self.rebuilt_depth += bool(rebuilt)
        self.open[name] = self.open.get(name, 0) + 1
        self.outline.depth = max(self.outline.depth, len(self.stack))

    def note(self, name: str, given: dict[str, str]) -> None:
        if name == "meta":
            self.outline.metas.append(given)
        elif name == "time":
            self.outline.times.append(given)
        elif name == "script":
            self.script_type = given.get("type", "").strip().lower()

    def close_implied(self, name: str) -> None:
        while self.stack:
            if not _ends(self.stack[-1], name):
                return
            self.close(len(self.stack) - 1)

    def closing(self, name: str) -> None:
        """An end tag without its opening one does nothing; one that leaves others open closes them too."""
        if not self.open.get(name):
            return
        while self.stack[-1] != name:
            self.close(len(self.stack) - 1)
        self.close(len(self.stack) - 1)

    def close(self, depth: int) -> None:
        """Ends elements until ``depth`` are open."""
        while len(self.stack) > depth:
            name = self.stack.pop()
            if rebuilt := self.rebuilt_stack.pop():
                self.rebuilt_depth -= 1
                self.outline.rebuilt.append(f"</{rebuilt}>")
            self.open[name] -= 1
            if name not in _INLINE:
                self.block += 1

    def raw(self, token: Markup) -> None:
        inside = self.page[token.start : token.end]
        if token.name == "title" and self.outline.title is None:
            self.outline.title = " ".join(html.unescape(inside).split())
        elif token.name == "script" and self.script_type == "application/ld+json":
            self.outline.scripts.append(inside)


def _ends(open_one: str, name: str) -> bool:
    """Whether the element that is open ends where ``name`` opens."""
    if open_one == "p":
        return name not in _INLINE and name not in _VOID
    if open_one == "head":
        return name not in _IN_HEAD
    return name in _CLOSED_BY.get(open_one, ())


def _written(given: dict[str, str]) -> str:
    return "".join(f' {name}="{html.escape(value)}"' for name, value in given.items() if _is_plain(name))


def _is_plain(name: str) -> bool:
    return name.isascii() and name.replace("-", "").replace("_", "").replace(":", "").isalnum()
