"""Quotations that stand as sentences: which words around each report it.

In a unit's tokens every such quotation is one placeholder, so what reports it is near: after it (“_,” she said),
before it (She said: “_.”), or between two (“_,” she said, “_.”). A quotation after a full stop goes on with the one
before it (“_,” she said. “_.”): in 97 of 100 cases of the PolNeAR training articles the annotators made them one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.extract.drafts import Draft
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import EMPTY, addressee_of, source_phrase
from sayso.extract.syntax import subject, verb_group, without_edges
from sayso.parse import Parsed, Token, Unit

__all__ = ["quoted"]


_OPENING = frozenset("“‘")
_CLOSING = frozenset("”’")
_DASHES = frozenset({"-", "–", "—", "--"})
_SKIPPED = frozenset({",", ".", "!", "?", "-", "–", "—", "--", "(", ")", "…", "...", ";"})
_MAX_BEFORE = 30  # words between a cue and the quotation that it introduces
_MAX_AFTER = 9  # words between a quotation and the cue after it, the source's phrase aside
_NOMINAL = ("NNP", "NNPS", "PRP", "NN", "NNS")


class _Frame(NamedTuple):
    """The words that report a quotation: where they stand, the cue's token, the words of the source.

    ``own`` tells whether they are its own beyond doubt: what follows a full stop may be about the next thing.
    ``colon`` tells that they end in one, which nothing after the quotation outweighs.
    """

    where: str
    cue: Token | None
    source: tuple[int, ...]
    confidence: float
    own: bool = True
    colon: bool = False


_BARE = _Frame("a quotation whose source the article does not name", None, (), 0.5, own=False)


def quoted(parsed: Parsed, unit: Unit, lexicon: Lexicon) -> Iterator[Draft]:
    """A draft for each run of quotations in the unit that is one statement."""
    places = [i for i in unit.tokens if parsed.tokens[i].quotation is not None]
    runs: list[tuple[list[int], _Frame]] = []
    for number, place in enumerate(places):
        low = _after_closing(parsed, places[number - 1], unit) if number else unit.tokens.start
        high = places[number + 1] if number + 1 < len(places) else unit.tokens.stop
        frame = _frame(parsed, unit, place, low, high, lexicon)
        before = runs[-1] if runs else None
        if before and _goes_on(parsed, before[1], before[0][-1], place, frame):
            before[0].append(place)
        else:
            runs.append(([place], frame))
    yield from (_draft(parsed, run, frame, lexicon) for run, frame in runs)


def _draft(parsed: Parsed, run: list[int], frame: _Frame, lexicon: Lexicon) -> Draft:
    cue = verb_group(parsed, frame.cue.i) if frame.cue else ()
    told = addressee_of(parsed, frame.cue.i, lexicon) if frame.cue else None
    first = parsed.tokens[run[0]].quotation
    return Draft(
        unit=parsed.tokens[run[0]].unit,
        words=tuple(run),
        cue=cue,
        source=frame.source,
        confidence=frame.confidence,
        because=frame.where,
        bare=frame == _BARE,
        addressee=tuple(told or ()),
        following=parsed.quotations[first].continues if first is not None else None,
    )


# --- which words report it ----------------------------------------------------------------------------------------


def _frame(parsed: Parsed, unit: Unit, place: int, low: int, high: int, lexicon: Lexicon) -> _Frame:
    """The words that report the quotation at ``place``, between ``low`` and ``high``."""
    ending = parsed.tokens[place + 1].text if place + 1 < unit.tokens.stop else ""
    after = _after(parsed, unit, place, high, lexicon)
    before = _before(parsed, place, low, lexicon)
    if before is not None and before.colon:
        return before
    if after is not None and (ending in (",", "?", "!", "—", "–", "-") or _has_small_start(parsed, unit, place)):
        return after
    if before is not None:
        return before
    if after is not None:
        return after._replace(own=False)
    return _BARE


def _has_small_start(parsed: Parsed, unit: Unit, place: int) -> bool:
    """Whether the words after a quotation go on in the same sentence."""
    start = _after_closing(parsed, place, unit)
    return start < unit.tokens.stop and parsed.tokens[start].text[:1].islower()


def _after_closing(parsed: Parsed, place: int, unit: Unit) -> int:
    """The token after a quotation's closing mark."""
    i = place + 1
    while i < unit.tokens.stop and parsed.tokens[i].text not in _CLOSING:
        i += 1
    return min(i + 1, unit.tokens.stop)


def _after(parsed: Parsed, unit: Unit, place: int, high: int, lexicon: Lexicon) -> _Frame | None:
    """“_,” *said Ada Quill*; “_,” *the mayor of the town said*."""
    i = _after_closing(parsed, place, unit)
    while i < high and parsed.tokens[i].text in _SKIPPED:
        i += 1
    if i >= high:
        return None
    for cue in _verbs(parsed, range(i, min(high, i + _MAX_AFTER + 25))):
        frame = _frame_of(parsed, cue, i, high, lexicon)
        if frame is not None:
            return frame
        if cue.sentence != parsed.tokens[i].sentence:
            break
    return _name_after_dash(parsed, i, high)


def _frame_of(parsed: Parsed, cue: Token, start: int, high: int, lexicon: Lexicon) -> _Frame | None:
    """The verb ``cue`` as what reports the quotation that ends before ``start``, None where it does not fit."""
    head = subject(parsed, cue.i) or _neighbour(parsed, cue, start)
    source = _source(parsed, head, cue, range(start, high)) if head is not None else []
    first = min([cue.i, *source])
    if first - start > 2 and not _only_adverbs(parsed, range(start, first)):
        return None
    if _is_new_sentence(parsed, start) and (first > start or _tells_more(parsed, cue)):
        return None  # a new sentence: “_?” *Then the captain decided to leave.*
    known = lexicon.quotes(cue.lower) or _is_adjectival(parsed, cue, lexicon)
    if known and source and cue.i - max([start, *(k for k in source if k < cue.i)]) <= _MAX_AFTER:
        return _Frame("words after the quotation", cue, tuple(source), 0.97)
    if known and cue.i - start <= 2:
        return _Frame("words after the quotation", cue, (), 0.8)
    # Any verb may report here (“_,” she *teased*), but then a person must stand beside it.
    named = source and head is not None and head.tag in ("PRP", "NNP")
    if named and cue.i - start <= 6 and parsed.tokens[start - 1].text in _CLOSING:
        return _Frame("words after the quotation", cue, tuple(source), 0.7)
    return None


def _is_new_sentence(parsed: Parsed, start: int) -> bool:
    """Whether the words after a quotation begin with a capital and it does not end in a comma."""
    before = start - 1
    while before > 0 and parsed.tokens[before].text in _CLOSING:
        before -= 1
    return parsed.tokens[start].text[:1].isupper() and parsed.tokens[before].text not in (",", "—", "–", "-")


def _tells_more(parsed: Parsed, cue: Token) -> bool:
    """Whether the verb has a clause of its own to report: “_?” *Quill said that it rains.*"""
    return any(k > cue.i and parsed.tokens[k].dep in ("ccomp", "xcomp") for k in parsed.children[cue.i])


def _verbs(parsed: Parsed, where: range) -> Iterator[Token]:
    for i in where:
        token = parsed.tokens[i]
        if token.tag.startswith("VB") and token.dep not in ("aux", "auxpass", "amod", "acl", "relcl"):
            yield token


def _source(parsed: Parsed, head: Token, cue: Token, inside: range) -> list[int]:
    words = [k for k in source_phrase(parsed, head, cue=cue.i) if k in inside]
    return words if parsed.tokens[head.i].quotation is None and head.lower not in EMPTY else []


def _neighbour(parsed: Parsed, cue: Token, low: int) -> Token | None:
    """The noun beside a verb that the parser gave no subject: “_,” *said Quill*."""
    for i in (cue.i + 1, cue.i + 2, cue.i + 3, cue.i - 1):
        if low <= i < len(parsed.tokens) and parsed.tokens[i].unit == cue.unit and parsed.tokens[i].tag in _NOMINAL:
            token = parsed.tokens[i]
            while token.dep in ("compound", "poss", "nmod", "amod") and parsed.tokens[token.head].unit == cue.unit:
                token = parsed.tokens[token.head]
            return token
    return None


def _only_adverbs(parsed: Parsed, where: range) -> bool:
    return (
        all(parsed.tokens[i].tag in ("RB", "CC", ",", "IN", "DT", "NN", "NNP", "CD") for i in where) and len(where) <= 6
    )


def _is_adjectival(parsed: Parsed, cue: Token, lexicon: Lexicon) -> bool:
    """“is convinced”, “was adamant”."""
    if cue.lower in lexicon.adjectives:
        return True
    return any(parsed.tokens[k].lower in lexicon.adjectives for k in parsed.children[cue.i] if k - cue.i in (1, 2))


def _name_after_dash(parsed: Parsed, start: int, high: int) -> _Frame | None:
    """“_” — *Ada Quill, mayor*."""
    if start == 0 or parsed.tokens[start - 1].text not in _DASHES or not parsed.tokens[start].tag.startswith("NNP"):
        return None
    words = without_edges(parsed, range(start, min(high, start + 12)))
    return _Frame("a name after a dash", None, tuple(words), 0.85)


def _before(parsed: Parsed, place: int, low: int, lexicon: Lexicon) -> _Frame | None:
    """*She said:* “_.”; *Asked about it, he replied,* “_.”; *Her words:* “_.”"""
    opening = place - 1
    if opening < low or parsed.tokens[opening].text not in _OPENING or opening - 1 < low:
        return None
    last = parsed.tokens[opening - 1]
    colon = last.text == ":"
    start = max(low, parsed.sentences[last.sentence].start, opening - _MAX_BEFORE)
    if not colon and last.text not in (",", "-", "–", "—", "that") and not lexicon.quotes(last.lower):
        return None
    cue, source = _cue_before(parsed, range(start, opening), lexicon, any_verb=colon)
    if cue is None:
        return _title_of_turn(parsed, range(start, opening - 1)) if colon else None
    where = "after a colon" if colon else "words before the quotation"
    return _Frame(where, cue, tuple(source), 0.95 if source else 0.7, colon=colon)


def _cue_before(
    parsed: Parsed, where: range, lexicon: Lexicon, *, any_verb: bool
) -> tuple[Token | None, Sequence[int]]:
    verbs = list(_verbs(parsed, where))[::-1]
    for known in (True, False):
        for cue in verbs:
            if known and not (lexicon.quotes(cue.lower) or _is_adjectival(parsed, cue, lexicon)):
                continue
            head = subject(parsed, cue.i)
            source = _source(parsed, head, cue, where) if head is not None else []
            if known or source:
                return cue, source
        if not any_verb:
            return None, ()
    return None, ()


def _title_of_turn(parsed: Parsed, where: range) -> _Frame | None:
    """*Quill:* “_”; *His exact words:* “_”."""
    words = without_edges(parsed, where)
    if not words or len(words) > 8:
        return None
    owner = next((k for k in words if parsed.tokens[k].tag in ("PRP$", "POS")), None)
    if owner is not None:
        source = [k for k in words if k <= owner and parsed.tokens[k].tag != "POS"]
        return _Frame("after a colon", None, tuple(source), 0.85, colon=True)
    if parsed.tokens[words[-1]].tag.startswith("NNP"):
        return _Frame("after a colon: a turn", None, tuple(words), 0.85, colon=True)
    return _Frame("after a colon", None, (), 0.5, colon=True)


# --- which quotations are one statement ---------------------------------------------------------------------------


def _goes_on(parsed: Parsed, before: _Frame, last: int, place: int, frame: _Frame) -> bool:
    """Whether the quotation at ``place`` goes on with the one before it at ``last``."""
    between = [parsed.tokens[k] for k in range(last + 1, place)]
    words = [token for token in between if token.tag[:1].isalpha() and token.text not in _OPENING | _CLOSING]
    if not words or before.cue is None or before.cue.i < last or (frame.own and frame.cue != before.cue):
        return False
    # All that stands between belongs to the words that report the first.
    reporting = {before.cue.sentence, *(parsed.tokens[k].sentence for k in before.source)}
    return all(token.sentence in reporting for token in words)
