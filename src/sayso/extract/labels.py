"""Names that stand beside a quotation without a verb: before its colon, after its dash, in brackets, below it."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import without_edges
from sayso.parse import Parsed, Token, Unit
from sayso.records import Role

__all__ = ["Labels", "labels", "named_before_colon", "paragraph_after", "paragraph_before", "signature", "signed_below"]

DASHES = frozenset({"-", "–", "—", "―", "--"})
_BULLETS = frozenset("•·▪◦‣●*-–—")
_ABOUT = frozenset({"on", "about", "to", "after", "when", "in", "asked"})
_SMALL = frozenset({"of", "the", "de", "van", "von", "bin", "al", "and", "for", "la", "del", "di", "der", "in", "at"})
_MAX_LABEL = 10  # words of "Perrin Vask, head of the harbour office in Arvel"
_MAX_SIGNATURE = 14
_FINITE = ("VBZ", "VBD", "VBP", "MD")


@dataclass(frozen=True, slots=True)
class Labels:
    """Words in a name's place: see ``labels.toml``."""

    turns: frozenset[str]
    things: frozenset[str]
    headline_sources: frozenset[str]


@cache
def labels() -> Labels:
    """The bundled lists, read once."""
    lists = tomllib.loads((files("sayso.extract") / "labels.toml").read_text("utf-8"))
    return Labels(**{name: frozenset(words.split()) for name, words in lists.items()})


# --- before a colon ---------------------------------------------------------------------------------------------------


def named_before_colon(parsed: Parsed, where: range, lexicon: Lexicon, *, opens: bool) -> tuple[int, ...]:
    """Who is named by words without a verb that end in a colon: *Quill:*, *From the ministry:*, *Her exact words:*.

    Empty where they name nobody: *One more thing:*. ``opens`` tells that nothing stands before them in the paragraph.
    """
    words = _without_bullet(parsed, where)
    if not words or len(words) > _MAX_LABEL:
        return ()
    giver = next((k for k in reversed(words[:-1]) if parsed.tokens[k].lower == "from"), None)
    if giver is not None and giver - words[0] <= 5:
        return _owner(parsed, words[words.index(giver) + 1 :]) or tuple(words[words.index(giver) + 1 :])
    return _owner(parsed, words) or _label(parsed, words, lexicon, opens=opens)


def _without_bullet(parsed: Parsed, where: range) -> list[int]:
    words = list(where)
    while words and (parsed.tokens[words[0]].text in _BULLETS or parsed.tokens[words[0]].tag == "LS"):
        words.pop(0)
    return without_edges(parsed, words)


def _owner(parsed: Parsed, words: Sequence[int]) -> tuple[int, ...]:
    """*the ministry’s* statement, *her* words."""
    for place, k in enumerate(words):
        if parsed.tokens[k].tag == "PRP$":
            return (k,)
        if parsed.tokens[k].tag == "POS" and place:
            return tuple(words[: place + 1])
    return ()


def _label(parsed: Parsed, words: list[int], lexicon: Lexicon, *, opens: bool) -> tuple[int, ...]:
    tokens = [parsed.tokens[k] for k in words]
    if not (opens or tokens[-1].tag.startswith("NNP")) or any(token.tag in _FINITE for token in tokens):
        return ()
    head = _name_length(tokens)
    if not head or (head == 1 and _is_thing(tokens[0], lexicon)):
        return ()
    if head < len(tokens) and tokens[head].lower in _ABOUT:
        return tuple(words[:head])  # “Quill on the bridge: “_””
    described = head == len(tokens) or tokens[head].text in (",", "(")
    return tuple(words) if described or _is_role(parsed, tokens, lexicon) else ()


def _is_role(parsed: Parsed, tokens: Sequence[Token], lexicon: Lexicon) -> bool:
    """*Union boss:* in a headline, which leaves articles out."""
    role = parsed.document.paragraphs[parsed.units[tokens[0].unit].paragraph].role
    nouns = all(token.tag.startswith(("NN", "JJ")) for token in tokens)
    return role is Role.HEADLINE and nouns and not _is_thing(tokens[-1], lexicon)


def _name_length(tokens: Sequence[Token]) -> int:
    """How many words at the start are a name: capitals, and small words between them."""
    last = 0
    for place, token in enumerate(tokens, 1):
        if token.text[:1].isupper() or token.text[:1] == "@":
            last = place
        elif token.lower not in _SMALL:
            break
    return last


def _is_thing(token: Token, lexicon: Lexicon) -> bool:
    word = token.lower
    return word not in labels().turns and (word in labels().things or word in lexicon.nouns)


# --- after a dash, in brackets ----------------------------------------------------------------------------------------


def signature(parsed: Parsed, start: int, high: int) -> tuple[int, ...]:
    """The name that signs the words before token ``start``: “_” — *Ada Quill, mayor*; “_” (*Ada Quill*)."""
    if start >= high or start == 0:
        return ()
    marked = parsed.tokens[start - 1].text
    if marked == "(":
        stop = next((k for k in range(start, high) if parsed.tokens[k].text == ")"), None)
        return _name(parsed, range(start, stop)) if stop is not None else ()
    return _name(parsed, range(start, _end_of_signature(parsed, start, high))) if marked in DASHES else ()


def signed_below(parsed: Parsed, unit: Unit) -> tuple[int, ...]:
    """The name on a line of its own below a paragraph: *— Ada Quill, mayor of Velda*."""
    below = paragraph_after(parsed, unit)
    if below is None or len(below.tokens) < 2 or parsed.tokens[below.tokens.start].text not in DASHES:
        return ()
    start = below.tokens.start + 1
    words = signature(parsed, start, below.tokens.stop)
    rest = range(words[-1] + 1, below.tokens.stop) if words else range(0)
    return words if all(not parsed.tokens[k].tag[:1].isalnum() for k in rest) else ()


def _end_of_signature(parsed: Parsed, start: int, high: int) -> int:
    """Up to the next quotation or the full stop; “J. R. Tarn” has stops of its own."""
    for k in range(start, high):
        token = parsed.tokens[k]
        if token.quotation is not None or (token.text in (".", ";", "•") and k > start):
            return k
    return high


def _name(parsed: Parsed, where: range) -> tuple[int, ...]:
    words = without_edges(parsed, where)
    tokens = [parsed.tokens[k] for k in words]
    if not words or len(words) > _MAX_SIGNATURE or any(token.tag in _FINITE for token in tokens):
        return ()
    unnamed = tokens[0].lower in ("a", "an", "the", "one") and len(words) > 1
    return tuple(words) if tokens[0].text[:1].isupper() or tokens[0].text[0] == "@" or unnamed else ()


# --- the paragraphs around --------------------------------------------------------------------------------------------


def paragraph_after(parsed: Parsed, unit: Unit) -> Unit | None:
    """The frame of the next paragraph, None at the end."""
    index = parsed.tokens[unit.tokens.start].unit
    for k in range(index + 1, len(parsed.units)):
        other = parsed.units[k]
        if other.paragraph != unit.paragraph:
            return other if other.quotation is None else None
    return None


def paragraph_before(parsed: Parsed, unit: Unit) -> Unit | None:
    """The frame of the paragraph before, None at the start."""
    index = parsed.tokens[unit.tokens.start].unit
    for k in range(index - 1, -1, -1):
        other = parsed.units[k]
        if other.paragraph != unit.paragraph and other.quotation is None:
            return other
    return None
