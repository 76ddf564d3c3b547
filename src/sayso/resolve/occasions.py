"""On what occasion something was said: *in an interview with the Courier*, *at a rally in Orsk*, *on Telegram*.

Printed in the sentence that reports it, it is that statement's. A long occasion, as an interview, is told once and not
again: where the article tells of one only for a speaker, all that he says is taken to be said there, and shown as such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.parse import Parsed, Token
from sayso.records import Occasion, Statement
from sayso.resolve import lexicon
from sayso.resolve.lexicon import Genre
from sayso.resolve.resolved import Mention, Resolved
from sayso.spans import Span

__all__ = ["with_occasions"]

_MAX_BEFORE = 6
"""Words between the preposition and its noun: “in a rare and long evening interview”."""
_MAX_WORDS = 14
_ANYBODY, _NOBODY = "?", ""
_BREAKS = frozenset({",", ";", ":", "(", ")", "–", "—", "that", "which", "who", "whom", "where", "when"})
_OF_A_TOPIC = frozenset({"about", "from", "on", "over"})
_SUBJECTS = ("nsubj", "nsubjpass")


def with_occasions(parsed: Parsed, resolved: Resolved) -> Resolved:
    """The statements, in their order, with the occasion of each that the article tells."""
    told = list(_told(parsed))
    if not told:
        return resolved
    sentences = _Sentences(parsed, told)
    near = {s.id: _nearest(s, sentences.told(s)) for s in resolved.statements}
    own = {key: found for key, found in near.items() if found is not None}
    of_speaker = _long_ones(parsed, resolved, told, own)
    return replace(resolved, statements=tuple(_carried(resolved.statements, sentences, own, of_speaker)))


class _Told(NamedTuple):
    """An occasion as printed: the words, the noun's token, and the verb that it belongs to."""

    span: Span
    noun: Token
    verb: Token
    lasts: bool

    def is_speakers(self, cue: Span) -> bool:
        """Whether it may be the speaker's own: of “Tosk, *named* in the report, said” the report is another's."""
        return self.lasts or self.verb.tag != "VBN" or cue.contains(self.verb.span)


class _Sentences:
    """The sentences that report statements, with the occasions that each tells."""

    def __init__(self, parsed: Parsed, told: Iterable[_Told]) -> None:
        self._parsed = parsed
        self._at = {token.start: token.sentence for token in parsed.tokens if token.quotation is None and token.text}
        self._told: dict[int, list[_Told]] = defaultdict(list)
        for each in told:
            self._told[each.noun.sentence].append(each)

    def told(self, statement: Statement) -> Sequence[_Told]:
        """The occasions in the sentence that reports the statement."""
        return self._told.get(self._number(statement), ())

    def tells_another_day(self, statement: Statement) -> bool:
        """Whether that sentence tells a day outside the words reported: “said last week”."""
        number = self._number(statement)
        tokens = self._parsed.sentences[number] if number >= 0 else range(0)
        days = (self._parsed.tokens[i] for i in tokens if self._parsed.tokens[i].ent == "DATE")
        return any(not any(span.contains(day.span) for span in statement.content) for day in days)

    def _number(self, statement: Statement) -> int:
        cue = statement.cue or statement.source
        return self._at.get(cue.start, -1) if cue is not None else -1


# --- where the article tells one ------------------------------------------------------------------------------------


def _told(parsed: Parsed) -> Iterator[_Told]:
    """Every occasion that the frame of the article tells, in text order."""
    for token in parsed.tokens:
        genre = _genre(parsed, token)
        if genre is None or parsed.units[token.unit].quotation is not None:
            continue
        first = _first(parsed, token, genre)
        if first is not None:
            span = parsed.span(first.i, _last(parsed, token))
            yield _Told(span, token, _verb_above(parsed, first), genre.lasts)


def _genre(parsed: Parsed, noun: Token) -> Genre | None:
    """What kind of occasion a noun names; *Truth Social* is two words."""
    genres = lexicon.occasions()
    before = parsed.tokens[noun.i - 1].lower if noun.i else ""
    return genres.get(noun.lower) or genres.get(f"{before} {noun.lower}")


def _first(parsed: Parsed, noun: Token, genre: Genre) -> Token | None:
    """Where the phrase begins: the preposition before it, or its first word after a verb that gives it."""
    above = parsed.tokens[noun.head]
    left = [k for k in parsed.children[noun.i] if k < noun.i]
    if noun.dep == "pobj" and above.lower in genre.before and 0 < noun.i - above.i <= _MAX_BEFORE:
        return None if _tells_the_topic(parsed, above) else above
    if noun.dep == "dobj" and genre.lasts and above.lower in lexicon.giving_words() and _takes_place(parsed, noun):
        return parsed.tokens[min([*left, noun.i])]
    return None


def _tells_the_topic(parsed: Parsed, preposition: Token) -> bool:
    """Whether it hangs on what was spoken of: “asked about a report *on* Facebook”."""
    noun = parsed.tokens[preposition.head]
    return noun.dep == "pobj" and noun.ent != "DATE" and parsed.tokens[noun.head].lower in _OF_A_TOPIC


def _takes_place(parsed: Parsed, given: Token) -> bool:
    """Not where it is denied, or to come: “gave no interview”, “will hold”, “refused to grant an interview”."""
    beside = [parsed.tokens[k] for k in (*parsed.children[given.head], *parsed.children[given.i])]
    return not any(token.dep == "neg" or token.tag in ("MD", "TO") or token.lower == "no" for token in beside)


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


def _nearest(statement: Statement, told: Sequence[_Told]) -> _Told | None:
    """The occasion nearest to the cue and outside the words reported."""
    cue = statement.cue or statement.source
    if cue is None:
        return None
    taken = (*statement.content, *_printed(statement))
    near = [each for each in told if each.is_speakers(cue) and not any(map(each.span.overlaps, taken))]
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
    entities = _entities(resolved.mentions)
    for each in told:
        found[_subject(parsed, each.verb, entities)].append(each)
    anybody = _kinds(found.pop(_ANYBODY, ()))
    return {
        entity: _fullest(each for each in places if each.lasts)
        for entity, places in found.items()
        if entity != _NOBODY and _kinds(places) and len(anybody | _kinds(places)) == 1
    }


def _kinds(told: Iterable[_Told]) -> set[str]:
    """The long occasions among them, by their nouns: “the interview” is the one told before."""
    return {each.noun.lower for each in told if each.lasts}


def _entities(mentions: Iterable[Mention]) -> dict[int, str]:
    """Whom the word means that stands at a place."""
    known = (mention for mention in mentions if mention.entity is not None)
    return {place: mention.entity or "" for mention in known for place in range(mention.span.start, mention.span.end)}


def _subject(parsed: Parsed, verb: Token, entities: Mapping[int, str]) -> str:
    """The entity that does what the verb says; ``_ANYBODY`` where it is not known who “he” is, else ``_NOBODY``."""
    subject = next((k for k in parsed.children[verb.i] if parsed.tokens[k].dep in _SUBJECTS), None)
    if subject is None:
        return _NOBODY
    head = parsed.tokens[subject]
    return entities.get(head.start, _ANYBODY if head.tag == "PRP" else _NOBODY)


def _fullest(told: Iterable[_Told]) -> _Told:
    """The one that tells most, the first of several: “in an interview with the Courier”, not “in the interview”."""
    return max(told, key=lambda each: (each.span.end - each.span.start, -each.span.start))


def _carried(
    statements: Sequence[Statement],
    sentences: _Sentences,
    own: Mapping[str, _Told],
    of_speaker: Mapping[str, _Told],
) -> Iterator[Statement]:
    """The statements with their own occasion, else with the long one of their speaker, carried over."""
    last: dict[str, _Told] = {}
    for statement in statements:
        speaker = statement.speaker.id if statement.speaker is not None and statement.within is None else _NOBODY
        if statement.id in own:
            last[speaker] = own[statement.id]
            yield replace(statement, occasion=Occasion(own[statement.id].span))
        elif _goes_on(speaker, of_speaker, last) and _may_be_there(statement, sentences):
            yield replace(statement, occasion=Occasion(of_speaker[speaker].span, carried=True))
        else:
            yield statement


def _goes_on(speaker: str, of_speaker: Mapping[str, _Told], last: Mapping[str, _Told]) -> bool:
    """Not after something else that he wrote: what comes next may well be of the same letter."""
    return speaker in of_speaker and (speaker not in last or last[speaker].lasts)


def _may_be_there(statement: Statement, sentences: _Sentences) -> bool:
    """Not where the sentence tells another day or hearer, which may well be another occasion."""
    return statement.addressee is None and not sentences.tells_another_day(statement)
