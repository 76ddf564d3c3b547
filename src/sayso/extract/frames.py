"""The words that report a quotation: after it, before it, beside it, above or below it.

In a unit's tokens a quotation that stands as a sentence is one placeholder, so what reports it is near: after it (“_,”
she said), before it (She said: “_.”), or a name without a verb (“_” — Ada Quill).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sayso.extract.labels import named_before_colon, paragraph_before, signature, signed_below
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import EMPTY, source_phrase
from sayso.extract.syntax import child, children, subject
from sayso.parse import Parsed, Token, Unit

__all__ = ["BARE", "CLOSING", "OPENING", "Frame", "after_closing", "frame_of"]

OPENING = frozenset("“‘")
CLOSING = frozenset("”’")
_SKIPPED = frozenset({",", ".", "!", "?", "-", "–", "—", "--", "(", ")", "…", "...", ";"})
_MAX_BEFORE = 30  # words between a cue and the quotation that it introduces
_MAX_AFTER = 9  # words between a quotation and the cue after it, the source's phrase aside
_PERSONAL = ("PRP", "NNP", "NNPS")
_MAX_LIST = 30  # quotations of a list that words before it introduce
_BEING = frozenset({"is", "are", "was", "were", "'s", "’s"})
_GOING_ON = frozenset({"and", "but", "or", "so", "yet", "then", "because", "while", "which", "before", "until"})
_NOMINAL = ("NNP", "NNPS", "PRP", "NN", "NNS")


class Frame(NamedTuple):
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


BARE = Frame("a quotation whose source the article does not name", None, (), 0.5, own=False)


def frame_of(parsed: Parsed, unit: Unit, place: int, low: int, high: int, lexicon: Lexicon) -> Frame:
    """The words that report the quotation at ``place``, between ``low`` and ``high``."""
    ending = parsed.tokens[place + 1].text if place + 1 < unit.tokens.stop else ""
    after = _after(parsed, unit, place, high, lexicon)
    before = _before(parsed, unit, place, low, lexicon)
    if before is not None and (before.colon or (before.cue is not None and _is_apart(parsed, unit, place, high))):
        return before
    if after is not None and (ending in (",", "?", "!", "—", "–", "-") or _has_small_start(parsed, unit, place)):
        return after
    if before is not None:
        return before
    if after is not None:
        return after._replace(own=False)
    return _signed_below(parsed, unit, place) or _introduced(parsed, unit, place, lexicon) or BARE


def _is_apart(parsed: Parsed, unit: Unit, place: int, high: int) -> bool:
    """Whether the words after a quotation are a clause of their own: “_!” *We jumped*; “_” *and we jumped*."""
    start = after_closing(parsed, place, unit)
    if start >= high:
        return False
    return parsed.tokens[start].lower in _GOING_ON or _is_new_sentence(parsed, start)


def _has_small_start(parsed: Parsed, unit: Unit, place: int) -> bool:
    """Whether the words after a quotation go on in the same sentence."""
    start = after_closing(parsed, place, unit)
    return start < unit.tokens.stop and parsed.tokens[start].text[:1].islower()


def after_closing(parsed: Parsed, place: int, unit: Unit) -> int:
    """The token after a quotation's closing mark."""
    i = place + 1
    while i < unit.tokens.stop and parsed.tokens[i].text not in CLOSING:
        i += 1
    return min(i + 1, unit.tokens.stop)


def _after(parsed: Parsed, unit: Unit, place: int, high: int, lexicon: Lexicon) -> Frame | None:
    """“_,” *said Ada Quill*; “_,” *the mayor of the town said*."""
    i = after_closing(parsed, place, unit)
    while i < high and parsed.tokens[i].text in _SKIPPED:
        i += 1
    if i >= high:
        return None
    for cue in _verbs(parsed, range(i, min(high, i + _MAX_AFTER + 25))):
        frame = _frame_after(parsed, cue, i, high, lexicon)
        if frame is not None:
            return frame
        if cue.sentence != parsed.tokens[i].sentence:
            break
    signed = signature(parsed, i, high)
    return Frame("a name after the quotation", None, signed, 0.85) if signed else None


def _frame_after(parsed: Parsed, cue: Token, start: int, high: int, lexicon: Lexicon) -> Frame | None:
    """The verb ``cue`` as what reports the quotation that ends before ``start``, None where it does not fit."""
    head = _speaking(parsed, cue) or _neighbour(parsed, cue, start)
    source = _source(parsed, head, cue, range(start, high)) if head is not None else []
    first = min([cue.i, *source])
    if first - start > 2 and not _only_adverbs(parsed, range(start, first)):
        return None
    if _is_new_sentence(parsed, start) and (first > start or _tells_more(parsed, cue)):
        return None  # a new sentence: “_?” *Then the captain decided to leave.*
    known = lexicon.quotes(cue.lower) or _is_adjectival(parsed, cue, lexicon)
    if known and source and cue.i - max([start, *(k for k in source if k < cue.i)]) <= _MAX_AFTER:
        return Frame("words after the quotation", cue, tuple(source), 0.97)
    if known and cue.i - start <= 2:
        return Frame("words after the quotation", cue, (), 0.8)
    # Any verb may report here (“_,” she *teased*), but then a person must stand beside it.
    named = source and head is not None and head.tag in ("PRP", "NNP")
    if named and cue.i - start <= 6 and parsed.tokens[start - 1].text in CLOSING:
        return Frame("words after the quotation", cue, tuple(source), 0.7)
    return None


def _is_new_sentence(parsed: Parsed, start: int) -> bool:
    """Whether the words after a quotation begin with a capital and it does not end in a comma."""
    before = start - 1
    while before > 0 and parsed.tokens[before].text in CLOSING:
        before -= 1
    return parsed.tokens[start].text[:1].isupper() and parsed.tokens[before].text not in (",", "—", "–", "-")


def _tells_more(parsed: Parsed, cue: Token) -> bool:
    """Whether the verb has a clause of its own to report: “_?” *Quill said that it rains.*"""
    return any(k > cue.i and parsed.tokens[k].dep in ("ccomp", "xcomp") for k in parsed.children[cue.i])


def _verbs(parsed: Parsed, where: range) -> Iterator[Token]:
    for i in where:
        token = parsed.tokens[i]
        # “_,” *insisted engineer Tarrant*: first after a quotation it is no adjective, whatever the parser says.
        reports = token.dep not in ("aux", "auxpass", "amod", "acl", "relcl") or i == where.start
        reports = reports or _handle_before(parsed, i) is not None or _leads_over(token, where)
        if token.tag.startswith("VB") and reports:
            yield token


def _leads_over(token: Token, where: range) -> bool:
    """Whether a relative clause ends in the mark: “the charter, which *states*, “_””."""
    return token.dep == "relcl" and token.i == where.stop - 2


def _handle_before(parsed: Parsed, i: int) -> Token | None:
    """*@adaquill* posted: the parser knows no handles."""
    return parsed.tokens[i - 1] if i > 0 and parsed.tokens[i - 1].text.startswith("@") else None


def _speaking(parsed: Parsed, cue: Token) -> Token | None:
    """The head of who says it. Of a passive that is the agent; “*he* was quoted as saying” and “*he* is said to have
    told” have the passive's subject; in “*he* said it rains, adding” it is the subject of the verb that tells."""
    handle = _handle_before(parsed, cue.i)
    if handle is not None:
        return handle
    above = parsed.tokens[cue.head]
    if cue.dep == "pcomp":
        above = parsed.tokens[above.head]
    told = child(parsed, above.i, "nsubjpass")
    if told is not None and cue.dep in ("pcomp", "xcomp") and above.i != cue.i:
        return told
    if cue.tag == "VBG" and cue.dep == "advcl" and above.dep == "ccomp":
        return subject(parsed, above.head)
    head = subject(parsed, cue.i)
    if head is not None and head.quotation is not None:  # ‘_’, says *mayor*: the quotation was taken for the subject
        return next((other for other in children(parsed, cue.i, "nsubj") if other.quotation is None), None)
    return head


def _is_like(parsed: Parsed, cue: Token) -> bool:
    """“She *was* like, ‘_’”."""
    return cue.lower in _BEING and cue.i + 1 < len(parsed.tokens) and parsed.tokens[cue.i + 1].lower == "like"


def _says_what_it_is(cue: Token, head: Token | None, lexicon: Lexicon) -> bool:
    """“*The answer was* short: “_””: the subject is what is said, and not who says it."""
    return head is not None and cue.lower in _BEING and (head.dep == "csubj" or head.lower in lexicon.nouns)


def _owner_of(parsed: Parsed, head: Token | None) -> Sequence[int]:
    owner = child(parsed, head.i, "poss") if head is not None else None
    return source_phrase(parsed, owner) if owner is not None else ()


def _source(parsed: Parsed, head: Token, cue: Token, inside: range) -> list[int]:
    if head.text.startswith("@"):
        return [head.i] if head.i in inside else []
    words = [k for k in source_phrase(parsed, head, cue=cue.i) if k in inside]
    names_nobody = head.lower in EMPTY and not (cue.dep == "relcl" and head.tag == "WDT")
    return words if parsed.tokens[head.i].quotation is None and not names_nobody else []


def _neighbour(parsed: Parsed, cue: Token, low: int) -> Token | None:
    """The noun beside a verb that the parser gave no subject: “_,” *said Quill*."""
    before: tuple[int, ...] = (cue.i - 1, cue.i - 2) if parsed.tokens[cue.i - 1].lower in _BEING else (cue.i - 1,)
    for i in (cue.i + 1, cue.i + 2, cue.i + 3, *before):
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


def _signed_below(parsed: Parsed, unit: Unit, place: int) -> Frame | None:
    """A name on the next line, where the quotation ends its paragraph."""
    rest = range(after_closing(parsed, place, unit), unit.tokens.stop)
    if unit.quotation is not None or any(parsed.tokens[k].tag[:1].isalnum() for k in rest):
        return None
    source = signed_below(parsed, unit)
    return Frame("a name below the quotation", None, source, 0.85) if source else None


def _introduced(parsed: Parsed, unit: Unit, place: int, lexicon: Lexicon) -> Frame | None:
    """Words of a paragraph before that end in a colon, where this paragraph is a quotation or a list has several."""
    if unit.quotation is not None or not _is_alone(parsed, unit, place):
        return None
    above = paragraph_before(parsed, unit)
    for _ in range(_MAX_LIST):
        if above is None or not _is_quotation(parsed, above):
            break
        above = paragraph_before(parsed, above)
    if above is None or parsed.tokens[above.tokens.stop - 1].text != ":":
        return None
    last = parsed.tokens[above.tokens.stop - 1]
    start = max(parsed.sentences[last.sentence].start, last.i - _MAX_BEFORE)
    cue, source = _cue_before(parsed, range(start, last.i), lexicon, any_verb=True)
    # “Partial transcript follows:” introduces, but says nothing.
    if (
        cue is None
        or not source
        or not (lexicon.quotes(cue.lower) or any(parsed.tokens[k].tag in _PERSONAL for k in source))
    ):
        return None
    return Frame("after a colon, in the paragraph before", cue, tuple(source), 0.7)


def _is_alone(parsed: Parsed, unit: Unit, place: int) -> bool:
    return _words_of(parsed, unit) == [place]


def _is_quotation(parsed: Parsed, unit: Unit) -> bool:
    """Whether a paragraph is a quotation and nothing else."""
    words = _words_of(parsed, unit)
    return len(words) == 1 and parsed.tokens[words[0]].quotation is not None


def _words_of(parsed: Parsed, unit: Unit) -> list[int]:
    """The words of a unit, without a list's bullet or number."""
    words = [k for k in unit.tokens if parsed.tokens[k].text[:1].isalnum() and parsed.tokens[k].tag != "LS"]
    return words[1:] if words and len(words) > 1 and parsed.tokens[words[0]].text.isdigit() else words


def _before(parsed: Parsed, unit: Unit, place: int, low: int, lexicon: Lexicon) -> Frame | None:
    """*She said:* “_.”; *Asked about it, he replied,* “_.”; *Her words:* “_.”"""
    opening = place - 1
    if opening < low or parsed.tokens[opening].text not in OPENING or opening - 1 < low:
        return None
    last = parsed.tokens[opening - 1]
    colon = last.text == ":"
    start = max(low, parsed.sentences[last.sentence].start, opening - _MAX_BEFORE)
    if not colon and last.text not in (",", "-", "–", "—", "that") and not lexicon.quotes(last.lower):
        return None
    cue, source = _cue_before(parsed, range(start, opening), lexicon, any_verb=colon)
    if cue is None and not source:
        if not colon:
            return None
        named = named_before_colon(parsed, range(start, opening - 1), lexicon, opens=start == unit.tokens.start)
        return Frame(
            "after a name and a colon" if named else "after a colon", None, named, 0.85 if named else 0.5, colon=True
        )
    where = "after a colon" if colon else "words before the quotation"
    return Frame(where, cue, tuple(source), 0.95 if source else 0.7, colon=colon)


def _cue_before(
    parsed: Parsed, where: range, lexicon: Lexicon, *, any_verb: bool
) -> tuple[Token | None, Sequence[int]]:
    verbs = list(_verbs(parsed, where))[::-1]
    unsourced: Token | None = None
    for cue in verbs:
        if lexicon.quotes(cue.lower) or _is_adjectival(parsed, cue, lexicon) or _is_like(parsed, cue):
            source = _source_before(parsed, cue, where)
            if source:
                return cue, source
            unsourced = unsourced or cue
    for cue in verbs if any_verb else ():
        if unsourced is not None and cue.i < unsourced.i:
            break
        head = _speaking(parsed, cue)
        if _says_what_it_is(cue, head, lexicon):
            return None, _owner_of(parsed, head)
        source = _source_before(parsed, cue, where)
        if source:
            return cue, source
    return unsourced, ()


def _source_before(parsed: Parsed, cue: Token, where: range) -> Sequence[int]:
    """The source of a cue before a quotation; a second verb's stands before the first one: “_,” and *added*, “_”."""
    head = _speaking(parsed, cue)
    first = parsed.units[cue.unit].tokens.start if cue.dep == "conj" else where.start
    return _source(parsed, head, cue, range(first, where.stop)) if head is not None else ()
