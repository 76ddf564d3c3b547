"""Who a statement is attributed to, as printed: the phrase that names the source of a cue."""

from __future__ import annotations

from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import child, children, phrase, subject, without_edges
from sayso.parse import Parsed, Token

__all__ = ["EMPTY", "addressee_of", "source_of", "source_phrase", "told_passively"]

_BY = ("by", "from")
# Subjects that name nobody.
EMPTY = frozenset({"it", "there", "that", "which", "this", "what", "whatever"})
_MAX_WORDS = 40  # a longer "phrase" is a parse gone wrong: only its head is kept


def source_of(parsed: Parsed, cue: int) -> list[int] | None:
    """Token indices of the source of the cue at ``cue``; None where the sentence names nobody."""
    token = parsed.tokens[cue]
    if _is_verb_after_all(parsed, token):
        return without_edges(parsed, (k for k in phrase(parsed, cue) if k < cue))
    if token.tag.startswith("NN"):
        head = _of_noun(parsed, token)
    else:
        head = subject(parsed, token.i if token.tag.startswith("VB") else _verb_of_adjective(parsed, token))
    if head is None or head.lower in EMPTY or head.quotation is not None:
        return None
    return source_phrase(parsed, head, cue=cue)


def source_phrase(parsed: Parsed, head: Token, *, cue: int | None = None) -> list[int]:
    """The whole phrase of a source: titles and appositions, but no relative clause and never the cue itself."""
    words = phrase(parsed, head.i, without=("relcl",))
    if cue is not None and cue in words:
        # “the minister, who said”: the phrase of the minister holds the cue and all that it reports.
        inner = set(phrase(parsed, _branch(parsed, head.i, cue)))
        words = [k for k in words if k not in inner]
    words = _unbroken(without_edges(parsed, words), head.i)
    return words if len(words) <= _MAX_WORDS else [head.i]


def addressee_of(parsed: Parsed, cue: int, lexicon: Lexicon) -> list[int] | None:
    """Whom the speaker told: “told *the council*”, “said *to reporters*”, “*they* were told”; None where nobody is."""
    token = parsed.tokens[cue]
    told = told_passively(parsed, cue, lexicon) or child(parsed, cue, "dative")
    if told is not None and told.tag in ("IN", "TO"):
        told = child(parsed, told.i, "pobj")
    if told is None and lexicon.lemmas.get(token.lower) in lexicon.addressing:
        told = child(parsed, cue, "dobj")
    if told is None:
        to = next((word for word in children(parsed, cue, "prep") if word.lower == "to"), None)
        told = child(parsed, to.i, "pobj") if to is not None else None
    if told is None or told.quotation is not None:
        return None
    return without_edges(parsed, phrase(parsed, told.i, without=("relcl", "acl", "ccomp", "advcl"))) or None


def told_passively(parsed: Parsed, cue: int, lexicon: Lexicon) -> Token | None:
    """Who is told, asked or warned: “*residents* were told that it rains”, “asked about it, *Tosk* smiled”.

    None where the cue is no such verb, or nobody stands there.
    """
    token = parsed.tokens[cue]
    if lexicon.lemmas.get(token.lower) not in lexicon.addressing:
        return None
    if child(parsed, cue, "auxpass") is not None:
        return child(parsed, cue, "nsubjpass")
    beside = token.tag == "VBN" and token.dep == "advcl" and child(parsed, cue, "nsubj", "aux", "mark") is None
    return child(parsed, token.head, "nsubj") if beside else None


def _is_verb_after_all(parsed: Parsed, noun: Token) -> bool:
    """“The Fosse charter *states* that boats are free”: a noun's *that* would be a pronoun, and lead back to it."""
    if noun.tag != "NNS" or noun.dep not in ("nsubj", "ROOT") or noun.i + 1 >= len(parsed.tokens):
        return False
    that, before = parsed.tokens[noun.i + 1], parsed.tokens[noun.i - 1]
    follows = that.lower == "that" and that.dep == "mark" and that.head > that.i
    return follows and before.i in parsed.children[noun.i] and before.tag.startswith("NN")


def _verb_of_adjective(parsed: Parsed, adjective: Token) -> int:
    """“*is* certain”, “*made* it clear”; of a parallel verb, the one whose subject it shares."""
    verb = parsed.tokens[adjective.head]
    if verb.dep == "conj" and child(parsed, verb.i, "nsubj") is None and parsed.tokens[verb.head].tag == verb.tag:
        return verb.head
    return verb.i


def _of_noun(parsed: Parsed, noun: Token) -> Token | None:
    """“*Quill’s* claim”, “a claim *by the ministry*”, “*she* made the claim”."""
    owner = child(parsed, noun.i, "poss")
    if owner is not None:
        return owner
    for preposition in children(parsed, noun.i, "prep"):
        giver = child(parsed, preposition.i, "pobj")
        if preposition.lower in _BY and giver is not None:
            return giver
    head = parsed.tokens[noun.head]
    if noun.dep in ("dobj", "attr") and head.tag.startswith("VB"):
        return subject(parsed, head.i)
    if noun.dep == "pobj":
        verb = parsed.tokens[head.head]
        return subject(parsed, verb.i) if verb.tag.startswith("VB") else None
    return None


def _branch(parsed: Parsed, top: int, below: int) -> int:
    """The dependent of ``top`` on the way down to ``below``."""
    while parsed.tokens[below].head != top and parsed.tokens[below].head != below:
        below = parsed.tokens[below].head
    return below


def _unbroken(words: list[int], head: int) -> list[int]:
    """The part of a phrase around its head that no other word interrupts by more than a mark or two."""
    if head not in words:
        return [head]
    at = words.index(head)
    first = last = at
    while first > 0 and words[first] - words[first - 1] <= 2:
        first -= 1
    while last + 1 < len(words) and words[last + 1] - words[last] <= 2:
        last += 1
    return words[first : last + 1]
