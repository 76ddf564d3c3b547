"""On what occasion something was said: *in an interview with the Courier*, *at a rally in Orsk*, *on Telegram*.

Printed in the sentence that reports it, it is that statement's. A long occasion, as an interview, is told once and not
again: where the article tells of one only for a speaker, all that he says is taken to be said there, and shown as such.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from sayso.parse import Parsed, Token
from sayso.records import Occasion, Statement
from sayso.resolve.resolved import Mention, Resolved
from sayso.spans import Span

__all__ = ["with_occasions"]

_MAX_BEFORE = 6
"""Words between the preposition and its noun: “in a rare and long evening interview”."""
_MAX_WORDS = 14
_ANYBODY = "?"
_FAR = 5_000
"""Characters before a cue within which its sentence begins."""
_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "that", "which", "who", "whom", "where", "when"})
_SUBJECTS = ("nsubj", "nsubjpass")


def with_occasions(parsed: Parsed, resolved: Resolved) -> Resolved:
    """The statements, in their order, with the occasion of each that the article tells."""
    told = list(_told(parsed))
    if not told:
        return resolved
    sentences = _Sentences(parsed)
    near = {s.id: _nearest(s, told, sentences) for s in resolved.statements}
    own = {key: found for key, found in near.items() if found is not None}
    of_speaker = _long_ones(parsed, resolved, told, own)
    statements = (_with_occasion(parsed, statement, own, of_speaker, sentences) for statement in resolved.statements)
    return replace(resolved, statements=tuple(statements))


class _Sentences:
    """The sentence in which something stands."""

    def __init__(self, parsed: Parsed) -> None:
        tokens = parsed.tokens
        found = [(tokens[s.start].start, tokens[s.stop - 1].end, s) for s in parsed.sentences if s]
        self._found = sorted(found, key=lambda each: (each[0], -each[1]))
        self._starts = [start for start, _, _ in self._found]

    def around(self, span: Span) -> range:
        """The innermost sentence that holds the span; none where it runs over several."""
        for start, end, sentence in reversed(self._found[: bisect_right(self._starts, span.start)]):
            if start <= span.start and span.end <= end:
                return sentence
            if span.start - start > _FAR:
                break
        return range(0)


class _Told(NamedTuple):
    """An occasion as printed: the words, the noun's token, and the verb that it belongs to."""

    span: Span
    noun: Token
    verb: Token
    lasts: bool


# --- where the article tells one ------------------------------------------------------------------------------------


def _told(parsed: Parsed) -> Iterator[_Told]:
    """Every occasion that the frame of the article tells, in text order."""
    words = _words()
    for token in parsed.tokens:
        lower = token.lower
        lasts = lower in words.long
        if not (lasts or lower in words.short or lower in words.platforms) or parsed.units[token.unit].quotation:
            continue
        first = _first(parsed, token, words)
        if first is not None:
            last = _last(parsed, token)
            yield _Told(parsed.span(first.i, last), token, _verb_above(parsed, first), lasts)


def _first(parsed: Parsed, noun: Token, words: _Words) -> Token | None:
    """Where the phrase begins: the preposition before it, or its first word after a verb that gives it."""
    above = parsed.tokens[noun.head]
    if noun.dep == "pobj" and above.lower in words.before and 0 < noun.i - above.i <= _MAX_BEFORE:
        return None if noun.lower in words.platforms and above.lower not in ("on", "via") else above
    if noun.dep == "dobj" and above.lower in words.giving and noun.lower not in words.platforms:
        left = [k for k in parsed.children[noun.i] if k < noun.i]
        return parsed.tokens[min([*left, noun.i])]
    return None


def _last(parsed: Parsed, noun: Token) -> int:
    """The last word of what hangs on the noun: up to a comma, a verb or a relative clause."""
    under = set(parsed.subtree(noun.i))
    last = noun.i
    for k in range(noun.i + 1, min(noun.i + _MAX_WORDS, len(parsed.tokens))):
        token = parsed.tokens[k]
        if k not in under or token.lower in _BREAKS or token.tag.startswith(("VB", "W", "MD")) or token.tag == ".":
            break
        if token.quotation is not None:
            break
        last = k
    while last > noun.i and parsed.tokens[last].tag in ("IN", "TO", "DT", "CC"):
        last -= 1
    return last


def _verb_above(parsed: Parsed, token: Token) -> Token:
    for _ in range(_MAX_WORDS):
        if token.tag.startswith("VB") or token.head == token.i:
            return token
        token = parsed.tokens[token.head]
    return token


# --- whose it is ----------------------------------------------------------------------------------------------------


def _nearest(statement: Statement, told: Sequence[_Told], sentences: _Sentences) -> _Told | None:
    """The occasion in the sentence that reports the statement, nearest to its cue and outside the words reported."""
    cue = statement.cue or statement.source
    if cue is None:
        return None
    sentence = sentences.around(cue)
    taken = (*statement.content, *_printed(statement))
    near = [each for each in told if each.noun.i in sentence and not any(map(each.span.overlaps, taken))]
    return min(near, key=lambda each: (abs(each.span.start - cue.start), each.span), default=None)


def _printed(statement: Statement) -> Iterator[Span]:
    """Source and addressee: “told the briefing” names whom, and not where."""
    yield from (span for span in (statement.source, statement.addressee) if span is not None)


def _long_ones(parsed: Parsed, resolved: Resolved, told: Sequence[_Told], own: Mapping[str, _Told]) -> dict[str, _Told]:
    """For a speaker the long occasion, where the article tells of one for him, under whatever name, and no other."""
    found: dict[str, list[_Told]] = defaultdict(list)
    for statement in resolved.statements:
        if statement.speaker is not None and statement.within is None and statement.id in own:
            found[statement.speaker.id].append(own[statement.id])
    for each in told:
        found[_subject(parsed, each.verb, resolved.mentions)].append(each)
    anybody = {each.noun.lower for each in found.pop(_ANYBODY, ()) if each.lasts}
    return {
        entity: _fullest(each for each in places if each.lasts)
        for entity, places in found.items()
        if len(anybody | {each.noun.lower for each in places if each.lasts}) == 1 and any(e.lasts for e in places)
    }


def _subject(parsed: Parsed, verb: Token, mentions: Iterable[Mention]) -> str:
    """The entity that does what the verb says; ``_ANYBODY`` where it is not known who “he” is, else ``""``."""
    subject = next((k for k in parsed.children[verb.i] if parsed.tokens[k].dep in _SUBJECTS), None)
    if subject is None:
        return ""
    head = parsed.tokens[subject]
    known = (one.entity for one in mentions if one.entity is not None and one.span.contains(head.span))
    return next(known, _ANYBODY if head.tag == "PRP" else "")


def _fullest(told: Iterable[_Told]) -> _Told:
    """The one that tells most, the first of several: “in an interview with the Courier”, not “in the interview”."""
    return max(told, key=lambda each: (each.span.end - each.span.start, -each.span.start))


def _with_occasion(
    parsed: Parsed,
    statement: Statement,
    own: Mapping[str, _Told],
    of_speaker: Mapping[str, _Told],
    sentences: _Sentences,
) -> Statement:
    if statement.id in own:
        return replace(statement, occasion=Occasion(own[statement.id].span))
    speaker = statement.speaker
    if speaker is None or speaker.id not in of_speaker or statement.within is not None:
        return statement
    if _elsewhere(parsed, statement, sentences):
        return statement
    return replace(statement, occasion=Occasion(of_speaker[speaker.id].span, carried=True))


def _elsewhere(parsed: Parsed, statement: Statement, sentences: _Sentences) -> bool:
    """Whether the sentence tells another day or hearer, so that it may well be another occasion: “said last week”."""
    cue = statement.cue or statement.source
    if cue is None or statement.addressee is not None:
        return cue is not None
    sentence = sentences.around(cue)
    tokens = parsed.tokens[sentence.start : sentence.stop]
    outside = (t for t in tokens if not any(span.contains(t.span) for span in statement.content))
    return any(token.ent == "DATE" for token in outside)


class _Words(NamedTuple):
    before: frozenset[str]
    long: frozenset[str]
    short: frozenset[str]
    giving: frozenset[str]
    platforms: frozenset[str]


@cache
def _words() -> _Words:
    table = tomllib.loads((files("sayso.resolve") / "data" / "occasions.toml").read_text("utf-8"))
    return _Words(
        frozenset(table["prepositions"]["before"].split()),
        frozenset(table["long"]["nouns"].split()),
        frozenset(table["short"]["nouns"].split()),
        frozenset(table["giving"]["verbs"].split()),
        frozenset(table["platforms"]["names"].split()),
    )
