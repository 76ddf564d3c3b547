"""Who a source is, told between commas before what it says: “According to Quill, *the mayor*, the pier is safe”.

Parsers waver there between an apposition and the subject of what follows, for “According to Quill, *the pier*, a ruin,
will close” begins alike. What comes after decides: only where a clause with a subject of its own follows is there
nothing left that the words could be but the source's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from sayso.parse import Parsed, Token

__all__ = ["apposition"]

_FINITE = ("VBD", "VBP", "VBZ", "MD")
_NOMINAL = ("NN", "CD", "PRP", "EX")
_OPENING = ("NN", "JJ", "CD", "PRP$")  # tags that begin a noun phrase, beside an article's
_ARTICLES = frozenset({"the", "a", "an"})  # “no boat, no net was lost” is a list
_RELATIVE = ("WP", "WDT", "WP$")
_WHO = frozenset({"who", "whose", "whom", "which"})
_COMPARING = ("JJR", "RBR")
_JOINING = ("IN", "TO", "CC", "WRB", *_RELATIVE)  # “the pier, because it is old, will close”
_ABSOLUTE = frozenset({"being", "having"})  # “the boats being old, the crew left”
_TIMES = ("DATE", "TIME")
_MAX_PARTS = 8
_MAX_WORDS = 60


def apposition(parsed: Parsed, source: Sequence[int], words: Sequence[int]) -> tuple[int, ...]:
    """The tokens after ``source`` that tell who it is, its comma first; the content ``words`` may hold some of them.

    Empty where there are none, and where they may be part of what is told.
    """
    comma = source[-1] + 1 if source else len(parsed.tokens)
    if not words or comma + 1 >= len(parsed.tokens) or parsed.tokens[comma].text != ",":
        return ()
    parts = list(_parts(parsed, comma + 1))
    told = _before_clause(parts) if words[0] == comma + 1 else _amid(parts) if words[0] < source[0] else []
    return tuple(range(comma, told[-1][-1].i + 1)) if told else ()


def _before_clause(parts: Sequence[Sequence[Token]]) -> list[Sequence[Token]]:
    """The parts that tell of the source, before a clause with a subject of its own: “*the mayor*, the pier is safe”."""
    clause = next((place for place, part in enumerate(parts) if _is_clause(part)), 0)
    if clause == 0 or _is_compared(parts[clause]) or _is_inserted(parts, clause):
        return []
    return list(takewhile(_tells_who, parts[:clause]))


def _amid(parts: Sequence[Sequence[Token]]) -> Sequence[Sequence[Token]]:
    """What stands between a source and the verb of a clause that it interrupts: “Brenn, _, *the mayor*, will go”."""
    return parts[:1] if len(parts) > 1 and _is_role(parts[0]) and _is_finite(parts[1][0]) else ()


def _parts(parsed: Parsed, first: int) -> Iterator[list[Token]]:
    """The rest of a sentence from ``first`` on, part by part between its commas; none is empty."""
    stop = min(parsed.sentences[parsed.tokens[first].sentence].stop, first + _MAX_WORDS)
    for _ in range(_MAX_PARTS):
        part = list(takewhile(lambda token: token.text != ",", parsed.tokens[first:stop]))
        if not part:
            return
        yield part
        first += len(part) + 1


def _tells_who(part: Sequence[Token]) -> bool:
    """“*the mayor*, *who runs the port*, *51*”; “*what he saw*” may be told."""
    return _is_role(part) or part[0].lower in _WHO or [token.tag for token in part] == ["CD"]


def _is_role(part: Sequence[Token]) -> bool:
    """Whether it may tell who somebody is: a noun phrase, no time, with no finite verb but in “*who lost a boat*”."""
    phrase = list(takewhile(lambda token: token.tag not in _RELATIVE, part))
    if not any(token.tag.startswith("NN") for token in phrase):
        return False
    first, last = phrase[0], phrase[-1]
    opens = first.lower in _ARTICLES or first.tag.startswith(_OPENING)
    closes = last.tag.startswith(("NN", "CD")) or last.dep == "pobj"  # “a town in the north”; not “the storm over”
    timed = first.ent in _TIMES or "npadvmod" in (first.dep, last.dep)
    broken = any(_is_finite(token) or token.lower in _ABSOLUTE for token in phrase)
    return opens and closes and not timed and not broken and all(token.quotation is None for token in part)


def _is_clause(part: Sequence[Token]) -> bool:
    """Whether a subject of its own begins it, with its verb after it: not “*will close*”, “*a ruin*”.

    “*The nets and the ropes* are cheap” may end a list that the words before it begin.
    """
    if part[0].tag in _JOINING:
        return False
    subject = list(takewhile(lambda token: not _is_finite(token), part))
    verb = part[len(subject)] if len(subject) < len(part) else None
    if verb is None or not any(token.tag.startswith(_NOMINAL) or token.tag == "DT" for token in subject):
        return False
    if any(token.tag in _RELATIVE for token in subject) and sum(map(_is_finite, part)) < 2:
        return False  # “a fisherman *who lost* two boats” is no clause yet
    listed = any(token.tag == "CC" for token in subject)
    return not listed or verb.tag == "VBZ" or verb.lower == "was"


def _is_compared(part: Sequence[Token]) -> bool:
    """“The bigger the boat, *the better* it sails”."""
    return len(part) > 1 and part[0].lower == "the" and part[1].tag in _COMPARING


def _is_inserted(parts: Sequence[Sequence[Token]], clause: int) -> bool:
    """Whether the clause interrupts another: “the pier, *it seems*, will close”, “the boat, *she said*, sank”."""
    after = parts[clause + 1] if clause + 1 < len(parts) else ()
    return any(_is_finite(token) for token in takewhile(lambda t: t.tag == "RB" or _is_finite(t), after))


def _is_finite(token: Token) -> bool:
    return token.tag in _FINITE
