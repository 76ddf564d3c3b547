"""Whole sentences given to a source by a phrase: “According to the ministry, _”, “in Quill’s words, _”."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from sayso.extract.appositions import apposition
from sayso.extract.drafts import Draft
from sayso.extract.headlines import of_headline
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import source_phrase
from sayso.extract.syntax import agent, child, phrase, verb_group, without_edges
from sayso.parse import Parsed, Token, Unit

__all__ = ["according"]

_CONFIDENCE = 0.85  # of "according to" in the PolNeAR training articles, 87 in 100 are attributions
_RUMOUR = 0.5  # of “is believed to” and its kin there, 5 in 10 are attributions
_HEARSAY = 0.65  # of "reportedly" there, 18 in 27 are attributions to nobody named
# Hearsay by an adverb alone; "apparently" and "supposedly" are as often the writer's own guess.
_HEARSAY_ADVERBS = frozenset({"reportedly", "allegedly", "purportedly"})
_LAWS = frozenset({"plan", "law", "rules", "schedule", "tradition", "custom", "type", "size", "age"})


class _Giving(NamedTuple):
    """A phrase that gives a sentence to a source: its cue, the source's head, and all its tokens but the source's."""

    cue: tuple[int, ...]
    giver: Token
    words: tuple[int, ...]


def according(parsed: Parsed, unit: Unit, lexicon: Lexicon) -> Iterator[Draft]:
    """A draft for each sentence or clause that such a phrase, an adverb or a headline's layout gives to somebody."""
    yield from of_headline(parsed, unit, lexicon)
    phrases = _by_first_word(lexicon.according)
    for i in unit.tokens:
        word = parsed.tokens[i].text.lower()  # at every word of the article, so without the property
        if word in _HEARSAY_ADVERBS and unit.quotation is None:
            yield from _hearsay(parsed, i, lexicon)
        if word in lexicon.hedging_passives and unit.quotation is None:
            yield from _rumoured(parsed, i)
        giving = _after_phrase(parsed, i, lexicon) if word in phrases else None
        if giving is None and word in lexicon.possessed:
            giving = _possessed(parsed, i)
        if giving is None or giving.giver.lower in _LAWS:
            continue
        source = source_phrase(parsed, giving.giver)
        words = _clause(parsed, giving.words[0], {*giving.words, *source})
        role = apposition(parsed, source, words)
        source, words = [*source, *role], [k for k in words if k not in role]
        printed = " ".join(token.text for token in parsed.tokens[giving.words[0] : giving.words[-1] + 1])
        if len(words) > 1:
            yield Draft(
                unit=parsed.tokens[i].unit,
                words=tuple(words),
                cue=giving.cue,
                source=tuple(source),
                confidence=_CONFIDENCE,
                because=f"“{printed}” gives the sentence to its source",
            )


def _hearsay(parsed: Parsed, adverb: int, lexicon: Lexicon) -> Iterator[Draft]:
    """“The bank has *reportedly* failed”, where no other words of the sentence report it."""
    sentence = parsed.sentences[parsed.tokens[adverb].sentence]
    reported = any(_reports(parsed, k, lexicon) or _cue(parsed, k, lexicon) for k in sentence)
    verb = parsed.tokens[parsed.tokens[adverb].head]
    # “the suspect, reportedly a guard”: only a clause is told
    words = [] if reported or not verb.tag.startswith("VB") else _clause(parsed, adverb, {adverb})
    if len(words) > 1:
        yield Draft(
            unit=parsed.tokens[adverb].unit,
            words=tuple(words),
            cue=(adverb,),
            source=(),
            confidence=_HEARSAY,
            because=f"“{parsed.tokens[adverb].text}”: hearsay of nobody named",
            hedge=(adverb,),
        )


def _rumoured(parsed: Parsed, i: int) -> Iterator[Draft]:
    """“The boats *are rumoured* to have sailed”."""
    be, who, deed = (child(parsed, i, dep) for dep in ("auxpass", "nsubjpass", "xcomp"))
    if parsed.tokens[i].tag != "VBN" or be is None or who is None or deed is None or agent(parsed, i) is not None:
        return
    to = child(parsed, deed.i, "aux")
    words = [k for part in (who, deed) for k in without_edges(parsed, phrase(parsed, part.i))]
    quotes = any(parsed.tokens[k].quotation is not None for k in words)  # then the quotation carries the hedge
    if to is not None and to.tag == "TO" and who.i < i < deed.i and not quotes:
        group = verb_group(parsed, i)
        yield Draft(
            unit=parsed.tokens[i].unit,
            words=tuple(words),
            cue=group,
            source=(),
            confidence=_RUMOUR,
            because=f"“{' '.join(parsed.tokens[k].text for k in group)}”: hearsay of nobody named",
            hedge=group,
            speech=False,
        )


def _reports(parsed: Parsed, k: int, lexicon: Lexicon) -> bool:
    """Whether a verb of saying has a clause or a quotation to report: not “declined the offer”."""
    told = child(parsed, k, "ccomp", "intj", "parataxis") or any(
        parsed.tokens[i].quotation is not None for i in parsed.children[k]
    )
    return lexicon.quotes(parsed.tokens[k].lower) and bool(told)


def _after_phrase(parsed: Parsed, i: int, lexicon: Lexicon) -> _Giving | None:
    """“*According to* Quill”."""
    cue = _cue(parsed, i, lexicon)
    giver = _giver(parsed, cue[-1]) if cue else None
    return _Giving(cue, giver, cue) if giver is not None else None


def _possessed(parsed: Parsed, i: int) -> _Giving | None:
    """“*In* Quill’s *words*”."""
    owner = child(parsed, i, "poss")
    preposition = parsed.tokens[parsed.tokens[i].head]
    return _Giving((i,), owner, (preposition.i, i)) if owner is not None and preposition.lower == "in" else None


def _cue(parsed: Parsed, i: int, lexicon: Lexicon) -> tuple[int, ...]:
    for phrase_words in _by_first_word(lexicon.according).get(parsed.tokens[i].lower, ()):
        stop = i + len(phrase_words)
        inside = stop < len(parsed.tokens) and parsed.tokens[stop].unit == parsed.tokens[i].unit
        if inside and tuple(token.lower for token in parsed.tokens[i:stop]) == phrase_words:
            return tuple(range(i, stop))
    return ()


@cache
def _by_first_word(phrases: tuple[tuple[str, ...], ...]) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases that begin with a word, in their order: hardly any word begins one."""
    return {first: tuple(each for each in phrases if each[0] == first) for first, *_ in phrases}


def _giver(parsed: Parsed, last: int) -> Token | None:
    """The head of what follows the phrase's last word."""
    if parsed.tokens[last].lower == "per" and parsed.tokens[last + 1].tag in ("NN", "CD", "NNS", "DT", "JJ"):
        return None  # ten per week, per cent
    return child(parsed, last, "pobj")


def _clause(parsed: Parsed, start: int, taken: set[int]) -> list[int]:
    """The clause that the phrase stands in, without the phrase."""
    sentence = parsed.sentences[parsed.tokens[start].sentence]
    verb = parsed.tokens[start]
    while not verb.tag.startswith("VB") or verb.i == start:
        if verb.head == verb.i:
            return without_edges(parsed, [k for k in sentence if k not in taken])
        verb = parsed.tokens[verb.head]
    words = sentence if verb.dep == "ROOT" or start == sentence.start else phrase(parsed, verb.i)
    return without_edges(parsed, [k for k in words if k not in taken and _is_free(parsed, k, taken)])


def _is_free(parsed: Parsed, k: int, taken: set[int]) -> bool:
    """Not a mark beside the phrase, nor a word that hangs on it."""
    token = parsed.tokens[k]
    return not (token.text in (",", "–", "—") and (k - 1 in taken or k + 1 in taken))
