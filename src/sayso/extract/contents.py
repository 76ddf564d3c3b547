"""Candidates: a reporting word, how its complement is built, and the words that it reports.

The structures, in ``she …``:

==============  ==============================================  ==========================================
that            said *that it rains*                            a clause with its mark
bare            said *it rains*                                 a clause without
before          *it rains*, she said                            a clause before the verb
aside           *it*, she said, *rains*                         the verb in the middle of what it reports
wh              asked *whether it rains*, knew *what it was*
to              wants *to leave*                                an infinitive
ing             denied *leaving*
one-to          urged *him to leave*
said-to         *he* is said *to leave*
object          endorsed *the plan*
object-PREP     accused *him of leaving*, described *it as good*
PREP            talked about *the rain*, called for *calm*
named           called *it a failure*
noun-that       the claim *that it rains*
noun-to         a promise *to leave*
noun-PREP       criticism of *the plan*
==============  ==============================================  ==========================================
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.extract.lexicon import Lexicon, Structure
from sayso.extract.syntax import child, children, phrase, without_edges
from sayso.parse import Parsed, Token

__all__ = ["Candidate", "candidates"]

_WH = ("WP", "WRB", "WDT", "WP$")
_PREPOSITIONS = frozenset({"about", "against", "as", "for", "of", "on", "over", "to", "with", "in"})
_OBJECT_PREPOSITIONS = frozenset({"as", "of", "for"})


class Candidate(NamedTuple):
    """``words`` are the token indices of what the cue at ``cue`` may report; ``lemma`` is the cue's."""

    cue: int
    lemma: str
    structure: Structure
    words: tuple[int, ...]


def candidates(parsed: Parsed, tokens: range, lexicon: Lexicon) -> Iterator[Candidate]:
    """All candidates of a unit, in the order of their cues. Whether they report is judged elsewhere."""
    for i in tokens:
        token = parsed.tokens[i]
        if token.tag.startswith("VB"):
            lemma = lexicon.lemmas.get(token.lower)
            if lemma is not None:
                yield from _of_verb(parsed, token, lemma)
        elif token.lower in lexicon.nouns:
            yield from _of_noun(parsed, token, lexicon.nouns[token.lower])
        elif token.lower in lexicon.adjectives:
            yield from _of_adjective(parsed, token)


def _of_verb(parsed: Parsed, verb: Token, lemma: str) -> Iterator[Candidate]:
    for structure, words in _complements(parsed, verb):
        kept = without_edges(parsed, words)
        if kept:
            yield Candidate(verb.i, lemma, structure, tuple(kept))


def _complements(parsed: Parsed, verb: Token) -> Iterator[tuple[Structure, list[int]]]:
    for clause in children(parsed, verb.i, "ccomp"):
        yield from _clause(parsed, verb, clause)
    if verb.dep == "parataxis" or _is_as_clause(parsed, verb):
        yield "aside", _around(parsed, verb)
    for clause in children(parsed, verb.i, "xcomp"):
        yield from _infinitive(parsed, verb, clause)
    yield from _objects(parsed, verb)
    for preposition in children(parsed, verb.i, "prep", "prt", "agent"):
        if preposition.lower in _PREPOSITIONS and preposition.i > verb.i:
            yield preposition.lower, [k for k in phrase(parsed, preposition.i) if k != preposition.i]


def _clause(parsed: Parsed, verb: Token, clause: Token) -> Iterator[tuple[Structure, list[int]]]:
    words = _without_parallel(parsed, verb, clause)
    if clause.i < verb.i:
        yield "before", _clause_before(parsed, verb, words)
        return
    marks = {token.lower for token in children(parsed, clause.i, "mark")}
    first_tags = [parsed.tokens[k].tag for k in without_edges(parsed, words)[:2]]
    if "that" in marks:
        yield "that", words
    elif marks & {"whether", "if"} or any(tag in _WH for tag in first_tags):
        yield "wh", words
    else:
        yield "bare", words


def _without_parallel(parsed: Parsed, verb: Token, clause: Token) -> list[int]:
    """The clause without a second reporting verb that the parser took for part of it.

    “pointed out that it *rains*, and *noted* that it snows”: *noted* agrees with *pointed*, not with *rains*.
    """
    cut: set[int] = set()
    for other in children(parsed, clause.i, "conj"):
        parallel = other.tag == verb.tag != clause.tag and child(parsed, other.i, "nsubj", "nsubjpass") is None
        if parallel and any(child(parsed, c.i, "mark") is not None for c in children(parsed, other.i, "ccomp")):
            cut.update(range(_start_of_conjunct(parsed, clause, other), max(phrase(parsed, other.i)) + 1))
    return [k for k in phrase(parsed, clause.i) if k not in cut]


def _start_of_conjunct(parsed: Parsed, clause: Token, other: Token) -> int:
    joining = [k for k in parsed.children[clause.i] if k < other.i and parsed.tokens[k].dep in ("cc", "punct")]
    return joining[-1] if joining else min(phrase(parsed, other.i))


def _clause_before(parsed: Parsed, verb: Token, words: list[int]) -> list[int]:
    """The clause before its verb, with what the parser hung on the verb: “*On Monday* it rains, he said.”"""
    start = parsed.sentences[verb.sentence].start
    leading = [
        k
        for top in parsed.children[verb.i]
        if top < words[0] and parsed.tokens[top].dep in ("advmod", "prep", "npadvmod", "advcl", "cc", "punct", "mark")
        for k in phrase(parsed, top)
    ]
    return sorted({*words, *(k for k in leading if k >= start)})


def _is_as_clause(parsed: Parsed, verb: Token) -> bool:
    mark = child(parsed, verb.i, "mark")
    return verb.dep == "advcl" and mark is not None and mark.lower == "as"


def _around(parsed: Parsed, verb: Token) -> list[int]:
    """The sentence without the words that report it."""
    aside = set(phrase(parsed, verb.i))
    return [k for k in parsed.sentences[verb.sentence] if k not in aside]


def _infinitive(parsed: Parsed, verb: Token, clause: Token) -> Iterator[tuple[Structure, list[int]]]:
    words = phrase(parsed, clause.i)
    if clause.tag == "VBG":
        yield "ing", words
    elif clause.tag == "VB" and (told := child(parsed, verb.i, "nsubjpass")) is not None:
        yield "said-to", phrase(parsed, told.i) + words
    elif clause.tag == "VB":
        person = child(parsed, verb.i, "dobj")
        if person is not None and verb.i < person.i < clause.i:
            yield "one-to", phrase(parsed, person.i) + words
        else:
            yield "to", words
    elif child(parsed, clause.i, "nsubj") is not None:
        yield "named", words


def _objects(parsed: Parsed, verb: Token) -> Iterator[tuple[Structure, list[int]]]:
    for thing in children(parsed, verb.i, "dobj"):
        words = phrase(parsed, thing.i)
        added = [
            preposition
            for preposition in children(parsed, verb.i, "prep")
            if preposition.i > thing.i and preposition.lower in _OBJECT_PREPOSITIONS
        ]
        for preposition in added:
            yield f"object-{preposition.lower}", words + phrase(parsed, preposition.i)
        yield "object", words
        for name in children(parsed, verb.i, "oprd"):
            yield "named", words + phrase(parsed, name.i)


def _of_noun(parsed: Parsed, noun: Token, lemma: str) -> Iterator[Candidate]:
    for clause in children(parsed, noun.i, "acl", "ccomp", "relcl"):
        mark = child(parsed, clause.i, "mark", "aux")
        word = mark.lower if mark is not None else ""
        if word in ("that", "to"):
            words = without_edges(parsed, phrase(parsed, clause.i))
            yield Candidate(noun.i, lemma, f"noun-{word}", tuple(words))
    for preposition in children(parsed, noun.i, "prep"):
        words = without_edges(parsed, [k for k in phrase(parsed, preposition.i) if k != preposition.i])
        if preposition.lower in _PREPOSITIONS and words:
            yield Candidate(noun.i, lemma, f"noun-{preposition.lower}", tuple(words))


def _of_adjective(parsed: Parsed, adjective: Token) -> Iterator[Candidate]:
    """“is certain *that it rains*”, “made it clear *that it rains*”."""
    for clause in children(parsed, adjective.i, "ccomp", "advcl"):
        mark = child(parsed, clause.i, "mark")
        if clause.i > adjective.i and mark is not None and mark.lower == "that":
            words = without_edges(parsed, phrase(parsed, clause.i))
            yield Candidate(adjective.i, adjective.lower, "adjective-that", tuple(words))
