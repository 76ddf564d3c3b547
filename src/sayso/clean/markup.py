"""A page's mark-up as a flat list of tokens with their offsets: tolerant, and linear in the page's length.

Browsers' rules where they matter: quotation marks hold a ``>`` only in attribute values, scripts and comments that are
never closed go on to the end of the page. A tree is left to others; here every character keeps its place.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

__all__ = ["Markup", "MarkupKind", "attributes", "markup"]


class MarkupKind(Enum):
    """What a token of a page is."""

    TEXT = auto()
    OPEN = auto()
    CLOSE = auto()
    RAW = auto()  # inside of a script, a title, ...: text, but no mark-up
    UNCLOSED = auto()  # from here on the page is a tag, a comment or a script that never ends


class Markup(NamedTuple):
    """``page[start:end]``. ``name`` is that of the tag, or of the element around raw text, in lower case."""

    kind: MarkupKind
    name: str
    start: int
    end: int


_BEGIN = re.compile(r"<(?=/?[a-zA-Z]|[!?])")  # but not "a < b"
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,60})")
# Possessive, so that no quotation mark can make it try again. A mark that is no value's is a character like others.
_TAG_REST = re.compile(r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+>""")
_ATTRIBUTE = re.compile(
    r"""([^\s"'<>/=]{1,60}+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?+""",
)
_RAW_END = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "title", "textarea", "iframe", "noembed", "noframes", "xmp")
}
_MAX_ATTRIBUTES = 40
_MAX_VALUE = 2_000


def markup(page: str) -> Iterator[Markup]:
    """The tokens of ``page`` in order. Comments, doctypes and processing instructions give none."""
    here = text_from = 0
    while (begin := _BEGIN.search(page, here)) is not None:
        here = begin.start()
        token, after = _at(page, here)
        if text_from < here:
            yield Markup(MarkupKind.TEXT, "", text_from, here)
        if token is not None:
            yield token
        if token is not None and token.kind is MarkupKind.OPEN and token.name in _RAW_END:
            raw = _raw(page, token)
            yield raw
            after = raw.end
        here = text_from = after
    if text_from < len(page):
        yield Markup(MarkupKind.TEXT, "", text_from, len(page))


def attributes(page: str, tag: Markup) -> dict[str, str]:
    """The attributes of an opening tag, names in lower case, entities resolved; of two alike the first, as browsers do.

    At most 40, and no value longer than 2,000 characters: no page needs more, and the parser takes quadratic time.
    """
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(page, tag.start + 1 + len(tag.name), tag.end):
        value = next((group for group in match.groups()[1:] if group is not None), "")
        found.setdefault(match[1].lower(), html.unescape(value[:_MAX_VALUE]))
        if len(found) >= _MAX_ATTRIBUTES:
            break
    return found


def _at(page: str, here: int) -> tuple[Markup | None, int]:
    """The token that begins with the ``<`` at ``here``, and where the next may begin."""
    if page.startswith("<!--", here):
        return _until(page, here, "-->")
    if page.startswith("<![CDATA[", here):
        return _until(page, here, "]]>")
    if page.startswith(("<!", "<?"), here):
        return _until(page, here, ">")
    name = _NAME.match(page, here)
    rest = _TAG_REST.match(page, name.end()) if name else None
    if name is None or rest is None:
        return Markup(MarkupKind.UNCLOSED, "", here, len(page)), len(page)
    kind = MarkupKind.CLOSE if page.startswith("</", here) else MarkupKind.OPEN
    return Markup(kind, name[1].lower(), here, rest.end()), rest.end()


def _until(page: str, here: int, end: str) -> tuple[Markup | None, int]:
    found = page.find(end, here + 2)
    if found < 0:
        return Markup(MarkupKind.UNCLOSED, "", here, len(page)), len(page)
    return None, found + len(end)


def _raw(page: str, tag: Markup) -> Markup:
    end = _RAW_END[tag.name].search(page, tag.end)
    if end is None:
        return Markup(MarkupKind.UNCLOSED, tag.name, tag.end, len(page))
    return Markup(MarkupKind.RAW, tag.name, tag.end, end.start())
