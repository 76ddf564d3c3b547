"""XML written piece by piece, with nothing in it that XML 1.0 cannot hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from sayso.report.visible import visible

__all__ = ["DECLARATION", "Attributes", "closed", "element", "escaped", "opened", "replaced_in"]

Attributes = Mapping[str, str | None]
"""None leaves an attribute out."""

DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'

# XML 1.0, production 2: no control characters but tab and line ends, no surrogates, no U+FFFE and U+FFFF.
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# A reader makes a line feed of a return that stands there plainly, and a space of any white space in an attribute.
_IN_TEXT: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_IN_ATTRIBUTE: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def escaped(text: str) -> str:
    """Text as content; what XML cannot hold becomes a visible sign: a NUL ``␀``, a lone surrogate ``⟨U+D800⟩``."""
    return _held(text).translate(_IN_TEXT)


def replaced_in(text: str) -> int:
    """How many characters of a text XML cannot hold."""
    return sum(1 for _ in _NO_XML.finditer(text))


def opened(name: str, attributes: Attributes | None = None) -> str:
    """A start tag."""
    return f"<{name}{_attributes(attributes or {})}>"


def closed(name: str) -> str:
    """An end tag."""
    return f"</{name}>"


def element(name: str, content: str = "", attributes: Attributes | None = None) -> str:
    """An element around ``content``, which is markup already: ``escaped`` text or other elements."""
    given = _attributes(attributes or {})
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def _attributes(attributes: Attributes) -> str:
    return "".join(
        f' {name}="{_held(value).translate(_IN_ATTRIBUTE)}"' for name, value in attributes.items() if value is not None
    )


def _held(text: str) -> str:
    return _NO_XML.sub(lambda found: visible(found.group()), text)
