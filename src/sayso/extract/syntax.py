"""Questions that extraction asks of a parse: who is the subject, what is under a word, where a phrase ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from sayso.parse import Parsed, Token

__all__ = [
    "agent",
    "child",
    "children",
    "is_passive",
    "is_verb",
    "phrase",
    "quoted_as",
    "subject",
    "verb_group",
    "with_adjective",
    "without_edges",
]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
# Participles that describe who feels, not what is done to him: “the president is convinced”.
_STATES_OF_MIND = frozenset({"convinced", "concerned", "worried", "pleased", "determined", "adamant"})
_QUOTING = frozenset({"quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"})
_MARKS = frozenset(",;:.!?-–—…“”‘’\"'()[]")
_MAX_CLIMB = 6  # verbs that share a subject are seldom chained deeper; a bound keeps hostile parses cheap


def is_verb(token: Token) -> bool:
    """Whether the token is a full verb or auxiliary."""
    return token.tag.startswith("VB")


def children(parsed: Parsed, i: int, *deps: str) -> list[Token]:
    """The dependents of token ``i`` with one of these labels, in order."""
    return [parsed.tokens[k] for k in parsed.children[i] if parsed.tokens[k].dep in deps]


def child(parsed: Parsed, i: int, *deps: str) -> Token | None:
    """The first dependent with one of these labels, None where there is none."""
    return next(iter(children(parsed, i, *deps)), None)


def is_passive(parsed: Parsed, i: int) -> bool:
    """Whether the verb is passive: “is said”, “asked about it”."""
    token = parsed.tokens[i]
    if token.lower in _STATES_OF_MIND:
        return False
    if child(parsed, i, "auxpass", "nsubjpass") is not None:
        return True
    return token.tag == "VBN" and child(parsed, i, "aux", "nsubj") is None and token.dep in ("acl", "advcl", "ROOT")


def agent(parsed: Parsed, i: int) -> Token | None:
    """Who does what a passive verb says: “said *by the ministry*”."""
    by = child(parsed, i, "agent")
    return child(parsed, by.i, "pobj") if by is not None else None


def subject(parsed: Parsed, i: int) -> Token | None:
    """The head of who does what verb ``i`` says; a shared subject is found through the verbs that share it.

    None where the sentence names nobody: “Asked about it, …”, “It is said that …” has ``It``.
    """
    for _ in range(_MAX_CLIMB):
        quoted = quoted_as(parsed, i)
        if quoted is not None:
            return quoted.who
        if is_passive(parsed, i):
            return agent(parsed, i)
        own = child(parsed, i, *_SUBJECTS)
        token = parsed.tokens[i]
        if own is not None:
            return own
        if token.dep == "acl":
            return parsed.tokens[token.head]
        if token.dep not in ("conj", "xcomp", "advcl", "pcomp", "ccomp", "prep") or token.head == token.i:
            return None
        if token.dep == "xcomp" and child(parsed, token.head, "dobj") is not None and token.tag == "VB":
            return child(parsed, token.head, "dobj")  # “asked *him* to say”
        i = _shared_with(parsed, token)
        if token.dep == "pcomp":
            i = parsed.tokens[i].head
        if not is_verb(parsed.tokens[i]):
            return parsed.tokens[i] if parsed.tokens[i].tag.startswith("NN") else None
    return None


class Quoted(NamedTuple):
    """“*Quill* was quoted as *saying*”, “the Courier quoted *Quill* as *saying*”."""

    who: Token
    saying: Token


def quoted_as(parsed: Parsed, i: int) -> Quoted | None:
    """Who is quoted, where verb ``i`` is the quoting verb or the *saying* of such words; None where it is neither."""
    token = parsed.tokens[i]
    above = parsed.tokens[token.head]
    verb = token if token.lower in _QUOTING else parsed.tokens[above.head]
    preposition = next((each for each in children(parsed, verb.i, "prep") if each.lower == "as"), None)
    saying = child(parsed, preposition.i, "pcomp") if preposition is not None else None
    who = child(parsed, verb.i, "nsubjpass", "dobj")
    if verb.lower not in _QUOTING or saying is None or who is None or i not in (verb.i, saying.i):
        return None
    return Quoted(who, saying)


def _shared_with(parsed: Parsed, token: Token) -> int:
    """The verb whose subject ``token`` shares.

    In “pointed out that it rains, and *noted* that it snows” the parser joins *noted* to *rains*; its form tells that
    it goes with *pointed*.
    """
    head = parsed.tokens[token.head]
    above = parsed.tokens[head.head]
    if token.dep == "conj" and head.dep == "ccomp" and token.tag == above.tag != head.tag:
        return above.i
    return head.i


def verb_group(parsed: Parsed, i: int) -> tuple[int, ...]:
    """A verb with the auxiliaries, negations and particle that touch it."""
    first = last = i
    for k in reversed(parsed.children[i]):
        if k == first - 1 and parsed.tokens[k].dep in ("aux", "auxpass", "neg", "advmod"):
            first = k
    particle = child(parsed, i, "prt")
    if particle is not None and particle.i == last + 1:
        last = particle.i
    return tuple(range(first, last + 1))


def with_adjective(parsed: Parsed, group: Sequence[int], adjectives: Collection[str]) -> tuple[int, ...]:
    """The words of a verb, and the adjective that reports with it: “is convinced”, “made it clear”."""
    last = group[-1]
    stop = min(last + 3, parsed.units[parsed.tokens[last].unit].tokens.stop)
    told = next((k for k in range(last + 1, stop) if parsed.tokens[k].lower in adjectives), last)
    return tuple(range(group[0], told + 1))


def phrase(parsed: Parsed, i: int, *, without: Sequence[str] = ()) -> list[int]:
    """Token indices of the phrase headed by ``i``, leaving out what hangs on it by one of the labels ``without``."""
    found = [i]
    todo = [k for k in parsed.children[i] if parsed.tokens[k].dep not in without]
    while todo:
        k = todo.pop()
        found.append(k)
        todo += parsed.children[k]
    return sorted(found)


def without_edges(parsed: Parsed, found: Iterable[int]) -> list[int]:
    """Sorted token indices without marks at either end; a placeholder of a quotation is a word."""
    kept = sorted(found)
    while kept and parsed.tokens[kept[0]].text in _MARKS:
        kept.pop(0)
    while kept and parsed.tokens[kept[-1]].text in _MARKS:
        kept.pop()
    return kept
