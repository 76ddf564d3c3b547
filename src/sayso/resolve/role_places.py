"""The roles that an article gives to whoever it names: before the name, after it, and around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.parse import Parsed, Token
from sayso.resolve.roles import Role, head_of, parse_role

__all__ = ["role_around", "role_before", "roles_after"]

_MAX_ROLE_TOKENS = 14
_ENDS_ROLE = frozenset({",", ".", ";", ":", "—", "–", "--", "(", ")", "“", "”", '"'})
_BE = frozenset({"is", "was", "becomes", "became", "remains", "remained", "'s", "’s"})


def role_before(parsed: Parsed, start: int, first: int) -> tuple[int, Role | None]:
    """The role that stands before a name, and where it begins: ``the former House speaker Ada Quill``."""
    tokens, sentence = parsed.tokens, parsed.tokens[first].sentence
    begin = start
    while begin > 0 and start - begin < _MAX_ROLE_TOKENS and _belongs(tokens[begin - 1], sentence):
        begin -= 1
    words = [tokens[i].text for i in range(begin, first)]
    if not words or (begin == start == first):
        return _of_office(parsed, start, first)
    # The head must stand right before the name: "report on Ada Quill" gives no role.
    head = head_of(words)
    if head is None or head[1] != len(words):
        return _of_office(parsed, start, first)
    return begin, parse_role(_text(parsed, begin, first - 1))


def _belongs(token: Token, sentence: int) -> bool:
    if token.sentence != sentence or token.quotation is not None:
        return False
    nominal = token.tag in ("NN", "NNP", "NNPS", "JJ", "VBN", "POS", "HYPH") or token.lower in ("acting", "outgoing")
    return nominal or token.text == "-" or token.lower in ("of", "former", "ex", "then")


def _of_office(parsed: Parsed, start: int, first: int) -> tuple[int, Role | None]:
    """*Secretary of the Interior Ada Quill*: the office has "of the" inside."""
    tokens = parsed.tokens
    begin = start
    while begin > 0 and tokens[begin - 1].lower in ("of", "the", "for", "and") and start - begin < _MAX_ROLE_TOKENS:
        begin -= 1
        while begin > 0 and tokens[begin - 1].tag in ("NNP", "NNPS") and tokens[begin - 1].ent != "PERSON":
            begin -= 1
    if begin == start or tokens[begin].sentence != tokens[first].sentence or head_of([tokens[begin].text]) is None:
        return start, None
    return begin, parse_role(_text(parsed, begin, first - 1))


def roles_after(parsed: Parsed, first: int, last: int) -> Iterator[Role | None]:
    """Roles told after the name: ``Tosk, 52, the country's president, …``, ``Tosk, who is mayor of Fosse``."""
    tokens = parsed.tokens
    stop = min(len(tokens), last + _MAX_ROLE_TOKENS)
    i = last + 1
    if i >= stop or tokens[i].text != ",":
        yield from _copula(parsed, last)
        return
    i += 1
    if i + 1 < stop and tokens[i].tag == "CD" and tokens[i + 1].text == ",":
        i += 2
    if i < stop and tokens[i].lower == "who":
        i += 1
        if i < stop and tokens[i].lower in _BE:
            yield _noun_phrase(parsed, i + 1, stop, literal=None)
        elif i + 1 < stop and tokens[i].lower in ("serves", "served") and tokens[i + 1].lower == "as":
            yield _noun_phrase(parsed, i + 2, stop, literal=None)
        return
    heads = [tokens[c] for k in range(first, last + 1) for c in parsed.children[k] if tokens[c].dep == "appos"]
    literal = next((head.text for head in heads if head.tag == "NN" and head.i >= i), None)
    yield _noun_phrase(parsed, i, stop, literal=literal)


def _noun_phrase(parsed: Parsed, start: int, stop: int, *, literal: str | None) -> Role | None:
    """The role that the noun phrase from ``start`` on names; a clause or another name there is none."""
    tokens = parsed.tokens
    end = start
    while end < stop and tokens[end].sentence == tokens[start].sentence and tokens[end].text not in _ENDS_ROLE:
        if tokens[end].tag in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "PRP"):
            break
        end += 1
    if end == start or tokens[start].quotation is not None:
        return None
    if tokens[start].tag in ("NNP", "IN", "VBG", "CC", "TO", "RB") and head_of([tokens[start].text]) is None:
        return None
    if any(tokens[i].tag == "NNS" and tokens[i].dep in ("appos", "conj") for i in range(start, end)):
        return None
    return parse_role(_text(parsed, start, end - 1), literal=literal)


def _copula(parsed: Parsed, last: int) -> Iterator[Role | None]:
    """*Tosk is the mayor of Fosse*, *Tosk became president*."""
    tokens = parsed.tokens
    verb = tokens[last].head
    if tokens[last].dep == "nsubj" and tokens[verb].lower in _BE and tokens[verb].sentence == tokens[last].sentence:
        for child in parsed.children[verb]:
            if tokens[child].dep == "attr" and tokens[child].tag in ("NN", "NNP"):
                inside = parsed.subtree(child)
                yield _noun_phrase(parsed, inside[0], inside[-1] + 1, literal=None)


def role_around(parsed: Parsed, first: int, last: int) -> Iterator[Role | None]:
    """*The country's president, Ilmar Tosk, said*: the name is the apposition."""
    tokens = parsed.tokens
    if tokens[last].dep != "appos" or tokens[last].head >= first:
        return
    head: Token | None = tokens[tokens[last].head]
    while head is not None and head.tag in ("NN", "NNP") and head.ent != "PERSON" and head.quotation is None:
        begin = min(parsed.subtree(head.i))
        yield parse_role(
            _text(parsed, begin, _before_comma(tokens, begin, first)), literal=head.text if head.tag == "NN" else None
        )
        head = _around(tokens, head)


def _around(tokens: Sequence[Token], noun: Token) -> Token | None:
    """“the *head* of government, Ilmar Tosk”: a parse may hang the name on the nearer noun."""
    preposition = tokens[noun.head]
    return tokens[preposition.head] if noun.dep == "pobj" and preposition.lower == "of" else None


def _before_comma(tokens: Sequence[Token], begin: int, first: int) -> int:
    end = first - 1
    while end > begin and tokens[end].text in (",", ":", "—", "–"):
        end -= 1
    return end


def _text(parsed: Parsed, first: int, last: int) -> str:
    """The words as printed; tokens of one unit stand together in the text."""
    return parsed.document.text[parsed.tokens[first].start : parsed.tokens[last].end]
