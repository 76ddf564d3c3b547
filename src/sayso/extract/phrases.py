"""Whole sentences given to a source by a phrase: “According to the ministry, _”, “in Quill’s words, _”."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.extract.drafts import Draft
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import source_phrase
from sayso.extract.syntax import child, phrase, without_edges
from sayso.parse import Parsed, Token, Unit

__all__ = ["according"]

_CONFIDENCE = 0.85  # of "according to" in the PolNeAR training articles, 87 in 100 are attributions
_LAWS = frozenset({"plan", "law", "rules", "schedule", "tradition", "custom", "type", "size", "age"})


class _Giving(NamedTuple):
    """A phrase that gives a sentence to a source: its cue, the source's head, and all its tokens but the source's."""

    cue: tuple[int, ...]
    giver: Token
    words: tuple[int, ...]


def according(parsed: Parsed, unit: Unit, lexicon: Lexicon) -> Iterator[Draft]:
    """A draft for each sentence or clause that such a phrase gives to somebody."""
    for i in unit.tokens:
        giving = _after_phrase(parsed, i, lexicon) or _possessed(parsed, i, lexicon)
        if giving is None or giving.giver.lower in _LAWS:
            continue
        source = source_phrase(parsed, giving.giver)
        words = _clause(parsed, giving.words[0], {*giving.words, *source})
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


def _after_phrase(parsed: Parsed, i: int, lexicon: Lexicon) -> _Giving | None:
    """“*According to* Quill”."""
    cue = _cue(parsed, i, lexicon)
    giver = _giver(parsed, cue[-1]) if cue else None
    return _Giving(cue, giver, cue) if giver is not None else None


def _possessed(parsed: Parsed, i: int, lexicon: Lexicon) -> _Giving | None:
    """“*In* Quill’s *words*”."""
    noun = parsed.tokens[i]
    owner = child(parsed, i, "poss")
    preposition = parsed.tokens[noun.head]
    if noun.lower not in lexicon.possessed or owner is None or preposition.lower != "in":
        return None
    return _Giving((i,), owner, (preposition.i, i))


def _cue(parsed: Parsed, i: int, lexicon: Lexicon) -> tuple[int, ...]:
    for phrase_words in lexicon.according:
        stop = i + len(phrase_words)
        inside = stop < len(parsed.tokens) and parsed.tokens[stop].unit == parsed.tokens[i].unit
        if inside and tuple(token.lower for token in parsed.tokens[i:stop]) == phrase_words:
            return tuple(range(i, stop))
    return ()


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
