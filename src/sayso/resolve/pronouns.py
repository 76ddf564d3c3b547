"""Whom a pronoun of the frame means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.parse import Parsed, Token
from sayso.records import EntityKind
from sayso.resolve import lexicon
from sayso.resolve.cast import Person
from sayso.resolve.context import Context, Found, nobody
from sayso.resolve.focus import EMBEDDED, OTHER, OWNER, SUBJECT
from sayso.resolve.phrases import Phrase, Sort, read_phrase
from sayso.resolve.roles import Role, parse_role
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["antecedent", "by_pronoun", "is_embedded", "is_relative", "note_subject"]

_CLEAR = 1.35
"""How much heavier the first person in focus must be than the second for a pronoun to mean the first."""
_MIN_WEIGHT = 0.12
_GOES_ON = 1.6
"""More weight for who spoke last in the paragraph, or in the sentence above it: "he added" goes on."""
_UNKNOWN_GENDER, _SHAKY = 0.6, 0.3
_JUST_BEFORE = 2
_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_THEY = frozenset({"they", "them", "their", "themselves", "these", "those", "both"})
_IT = frozenset({"it", "its", "itself"})
_EMBEDDED_CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "pcomp", "csubj"})
_MAX_CLIMB = 12
_BE = frozenset({"is", "are", "was", "were", "'s", "’s"})
_EXPLETIVE = frozenset({"it", "there", "this", "that", "these", "those", "what", "who"})
_RELATIVE = frozenset({"who", "whom", "which", "that"})


def by_pronoun(context: Context, phrase: Phrase) -> Found:
    """Whom a pronoun means that is no relative one."""
    if phrase.head in _HE | _SHE:
        return _he_or_she(context, phrase)
    if phrase.head in _IT | _THEY:
        return _last_speaker(context, phrase)
    return nobody(f"“{phrase.core}” names nobody here")


def _he_or_she(context: Context, phrase: Phrase) -> Found:
    weights = _carried_on(context, _by_gender(context, phrase.head, phrase.span.start), phrase.span.start)
    if not weights:
        return nobody(f"“{phrase.core}”: nobody whom it can mean is named before")
    best, person = weights[0]
    here = _of_the_paragraph(context, phrase, weights)
    if here is not None and (here is not person or not _is_clear(weights)):
        because = f"“{phrase.core}” is {here.printed}: the only one whom the paragraph mentions before"
        return context.person(here, 0.6, because)
    if not _is_clear(weights):
        return context.undecided(phrase, [pair for pair in weights if _CLEAR * pair[0] > best])
    rest = weights[1][0] / best if len(weights) > 1 else 0.0
    if not person.gender:
        person.genders["m" if phrase.head in _HE else "f"] += 1
    return context.person(person, 0.9 - 0.3 * rest, f"“{phrase.core}” is {person.printed}: the one spoken of before")


def _of_the_paragraph(context: Context, phrase: Phrase, weights: Sequence[tuple[float, Person]]) -> Person | None:
    """The only one whom the paragraph mentions before; as a subject, where those above are clearly about another."""
    min_weight = EMBEDDED if _is_clear(weights) else OTHER
    mentioned = context.focus.in_paragraph(phrase.span.start, min_weight=min_weight)
    here = [person for _, person in weights if person in mentioned and person.solid]
    return here[0] if len(here) == 1 else None


def _by_gender(context: Context, pronoun: str, offset: int) -> list[tuple[float, Person]]:
    wanted = "m" if pronoun in _HE else "f"
    weights = []
    for weight, person in context.focus.weights(offset):
        gender = person.gender
        if gender in ("", wanted):
            factor = (1.0 if gender else _UNKNOWN_GENDER) * (1.0 if person.solid else _SHAKY)
            weights.append((weight * factor, person))
    return _ranked((weight, person) for weight, person in weights if weight >= _MIN_WEIGHT)


def _carried_on(context: Context, weights: list[tuple[float, Person]], offset: int) -> list[tuple[float, Person]]:
    if context.last_source is None:
        return weights
    last, place = context.last_source
    just_before = context.focus.sentence(offset) - context.focus.sentence(place.start) <= 1
    if not just_before and "\n" in context.text[place.end : offset]:
        return weights
    return _ranked((weight * (_GOES_ON if person is last else 1.0), person) for weight, person in weights)


def _ranked(weights: Iterable[tuple[float, Person]]) -> list[tuple[float, Person]]:
    return sorted(weights, key=lambda pair: (-pair[0], pair[1].number))


def _is_clear(weights: Sequence[tuple[float, Person]]) -> bool:
    return bool(weights) and (len(weights) == 1 or weights[0][0] >= _CLEAR * weights[1][0])


def _last_speaker(context: Context, phrase: Phrase) -> Found:
    """*it*, *they*: the body, the group or the several who spoke last, if that was just before."""
    several = phrase.head in _THEY
    for known, _ in context.speakers_before(phrase.span.start, sentences=_JUST_BEFORE):
        written = known.head in lexicon.document_words()
        fits = bool(known.members) or (known.kind is not EntityKind.PERSON and not (written if several else known.head))
        if fits:
            return Found(known, 0.65, f"“{phrase.core}” is {known.printed}: spoke last before")
    return nobody(f"“{phrase.core}”: no body or group spoke just before")


def is_relative(phrase: Phrase) -> bool:
    """Whether the pronoun takes up the word that its clause hangs on."""
    return phrase.head in _RELATIVE


def antecedent(context: Context, phrase: Phrase) -> Phrase | None:
    """The phrase that *who* takes up: what its clause hangs on, None where it hangs on nothing that can speak."""
    parsed = context.index.parsed
    verb = parsed.tokens[phrase.at].head
    while parsed.tokens[verb].dep in ("conj", "aux", "xcomp", "ccomp") and parsed.tokens[verb].head != verb:
        verb = parsed.tokens[verb].head
    head = parsed.tokens[verb].head
    if parsed.tokens[verb].dep != "relcl" or head >= phrase.at:
        return None
    told_to_be = _told_to_be(parsed, head)
    if told_to_be is not None:
        return read_phrase(context.index, told_to_be)
    head = _whole(parsed, head) if phrase.head == "which" and parsed.tokens[phrase.at - 1].text == "," else head
    words = [i for i in parsed.subtree(head) if i < phrase.at and parsed.tokens[i].text != ","]
    inner = read_phrase(context.index, parsed.span(words[0], words[-1])) if words else None
    return None if inner is None or inner.sort is Sort.PRONOUN else inner


def _whole(parsed: Parsed, noun: int) -> int:
    """After a comma *which* takes up all of “the charter of the town, which says”: what is written, not the town."""
    for _ in range(_MAX_CLIMB):
        preposition = parsed.tokens[parsed.tokens[noun].head]
        above = parsed.tokens[preposition.head]
        written = fold(above.text) in lexicon.document_words()
        if parsed.tokens[noun].dep != "pobj" or not written or not above.tag.startswith("NN"):
            break
        noun = above.i
    return noun


def _told_to_be(parsed: Parsed, noun: int) -> Span | None:
    """Who is told to be it: *Tosk* of “Tosk was the only one who said so”, “Tosk was among those who said so”."""
    here = parsed.tokens[noun]
    if here.tag == "NNP":
        return None
    if here.dep == "pobj" and parsed.tokens[here.head].lower in ("among", "of"):
        preposition = parsed.tokens[here.head]
        above = parsed.tokens[preposition.head]
        of_one = preposition.lower == "of" and above.lower == "one"
        here = above if of_one else preposition if preposition.lower == "among" else here
    verb = parsed.tokens[here.head]
    if here.dep not in ("attr", "prep") or verb.lower not in _BE or here.i == noun == verb.i:
        return None
    beside = [parsed.tokens[child] for child in parsed.children[verb.i]]
    subject = next((token for token in beside if token.dep == "nsubj" and token.lower not in _EXPLETIVE), None)
    if subject is None or any(token.dep == "neg" for token in beside):
        return None
    words = parsed.subtree(subject.i)
    return parsed.span(words[0], words[-1])


def note_subject(context: Context, token: Token) -> None:
    """A pronoun, or a role as a subject, that is no source: whom it means stays in focus."""
    if token.lower in _HE | _SHE:
        weights = _by_gender(context, token.lower, token.start)
        if token.tag == "PRP$":
            weights = _in_sentence(context, weights, token.start) or weights
        subject = EMBEDDED if is_embedded(context.index.parsed, token.i) else SUBJECT
        weight = subject if token.dep in ("nsubj", "nsubjpass") else OWNER if token.tag == "PRP$" else OTHER
        if _is_clear(weights):
            context.focus.note(weights[0][1], weight, token.start)
        return
    use = _role_at(context, token)
    holders = context.cast.holders(use) if use is not None else []
    if use is not None and len(holders) == 1:
        context.cast.learn(holders[0][1], use)
        context.focus.note(holders[0][1], SUBJECT, token.start)


def _in_sentence(context: Context, weights: Sequence[tuple[float, Person]], offset: int) -> list[tuple[float, Person]]:
    """*The road helped Tosk make his case*: whose it is stands mostly in the same sentence."""
    here = context.focus.in_sentence(offset)
    return [(weight, person) for weight, person in weights if person in here]


def is_embedded(parsed: Parsed, subject: int) -> bool:
    """Whether the clause of a subject stands within another: what somebody says, when it was, who did it."""
    here = subject
    for _ in range(_MAX_CLIMB):
        head = parsed.tokens[here].head
        if head == here:
            return False
        if parsed.tokens[head].dep in _EMBEDDED_CLAUSES and parsed.tokens[head].head < subject:
            return True  # "While Tosk agreed, he …": what comes first is as good as the sentence's own subject
        here = head
    return False


def _role_at(context: Context, token: Token) -> Role | None:
    parsed = context.index.parsed
    children = [parsed.tokens[child] for child in parsed.children[token.i]]
    if not any(child.lower == "the" for child in children) or fold(token.text) not in lexicon.person_words():
        return None
    first = min(child.i for child in children)
    return parse_role(context.text[parsed.tokens[first].start : token.end]) if first <= token.i else None
