"""Where names of persons stand in a document, with the titles, roles and evidence around them.

The parser's label alone is not enough: it takes an unusual name for a place or a firm every tenth time. So each
sighting gathers evidence, and the cast (``cast.py``) adds it up over the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sayso.parse import Parsed, Token
from sayso.records import Role as Part
from sayso.resolve import lexicon
from sayso.resolve.names import is_patronymic
from sayso.resolve.role_places import role_around, role_before, roles_after
from sayso.resolve.roles import Role, head_of, role_gender
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["Sighting", "find_names"]

# Evidence that a run of capitalised words is a person's name; the sum over a document decides.
_COURTESY, _TITLE, _LABEL, _GIVEN, _APPOSITION, _RELATIVE = 4, 2, 2, 2, 3, 1
_OTHER_LABEL, _LABEL_AFTER_TITLE, _BODY_WORD, _AFTER_THE = -3, -1, -4, -3
_MAX_NAME_TOKENS = 12
_NOT_PERSON = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "LAW", "PRODUCT", "WORK_OF_ART", "LANGUAGE"})
_DATES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "ORDINAL", "QUANTITY"})


class Sighting(NamedTuple):
    """One place that prints a name. ``phrase`` is the name with what belongs to it before (titles, a role);
    ``roles`` are those that the words around give to its bearer; ``person`` is the evidence, above 0 for a person."""

    span: Span
    phrase: Span
    name: str
    first: int
    last: int
    roles: tuple[Role, ...]
    gender: str
    person: int
    quotation: int | None
    sentence: int
    subject: bool
    headline: bool = False


def find_names(parsed: Parsed) -> list[Sighting]:
    """All sightings of what may be a person's name, in the order of the tokens."""
    chunks = list(_chunks(parsed))
    surnames = _surnames(parsed.tokens, chunks)
    found = (_sighting(parsed, chunk, surnames) for chunk in chunks)
    return [sighting for sighting in found if sighting is not None]


def _chunks(parsed: Parsed) -> Iterator[list[int]]:
    """What may be a name with its titles, anywhere but in a byline."""
    for sentence in parsed.sentences:
        part = _part(parsed, sentence.start) if sentence else Part.BYLINE
        if part is not Part.BYLINE:
            yield from _runs(parsed.tokens, sentence, labelled_only=part is Part.HEADLINE)


def _part(parsed: Parsed, token: int) -> Part:
    return parsed.document.paragraphs[parsed.units[parsed.tokens[token].unit].paragraph].role


def _surnames(tokens: Sequence[Token], chunks: Iterable[list[int]]) -> frozenset[str]:
    """What is somebody's surname here, whatever else it means: *King*, where *Ada King* or *Mr. King* is printed."""
    known = lexicon.given_names()
    named = ((fold(tokens[chunk[0]].text), fold(tokens[chunk[-1]].text)) for chunk in chunks if len(chunk) > 1)
    return frozenset(last for first, last in named if first in known or _is_courtesy(first))


def _runs(tokens: Sequence[Token], sentence: range, *, labelled_only: bool) -> Iterator[list[int]]:
    """Runs of capitalised name words. In a headline every word has a capital, so there the label decides."""
    run: list[int] = []
    for i in sentence:
        token = tokens[i]
        fits = token.ent == "PERSON" if labelled_only else token.text[:1].isupper() and _is_name_word(token)
        if (fits and len(run) < _MAX_NAME_TOKENS) or (run and _joins(tokens, i, sentence.stop)):
            run.append(i)
            continue
        if run:
            yield run
        run = [i] if fits else []
    if run:
        yield run


def _is_name_word(token: Token) -> bool:
    if not token.text[:1].isupper() or token.quotation is not None or token.ent in _DATES:
        return False
    return token.tag in ("NNP", "NNPS") or (token.ent in ("PERSON", "ORG") and token.tag[:2] in ("NN", "JJ", "FW"))


def _joins(tokens: Sequence[Token], i: int, stop: int) -> bool:
    """Whether token ``i`` stands inside a name: the hyphen of *Jean-Luc*, the *von der* of a surname."""
    if i + 1 >= stop:
        return False
    token, after = tokens[i], tokens[i + 1]
    if token.text.isspace():  # a no-break space is a token of its own
        return _is_name_word(after)
    if token.text in ("-", "‑") and tokens[i - 1].end == token.start and token.end == after.start:
        return _is_name_word(after)
    joining = lexicon.small_words("particles", "joining")
    if token.text not in joining:
        return False
    return _is_name_word(after) or (after.text in joining and i + 2 < stop and _is_name_word(tokens[i + 2]))


def _sighting(parsed: Parsed, chunk: list[int], surnames: frozenset[str]) -> Sighting | None:
    tokens = parsed.tokens
    cut, titles = _after_titles(tokens, chunk)
    name = _labelled_tail(tokens, chunk[cut:])
    prefix = chunk[: len(chunk) - len(name)]
    if not name or (len(name) == 1 and _is_no_name(tokens[name[0]].text, titles, surnames)):
        return None
    first, last = name[0], name[-1]
    text = parsed.document.text[tokens[first].start : tokens[last].end]
    start, before = role_before(parsed, prefix[0] if prefix else first, first)
    roles = [role for role in (before, *roles_after(parsed, first, last), *role_around(parsed, first, last)) if role]
    courtesy = _courtesy(titles)
    return Sighting(
        span=parsed.span(first, last),
        phrase=Span(tokens[start].start, tokens[last].end),
        name=" ".join(text.split()),
        first=first,
        last=last,
        roles=tuple(dict.fromkeys(roles)),
        gender=courtesy or next((g for g in map(role_gender, roles) if g), ""),
        person=_evidence(parsed, name, titled=bool(titles), role=bool(roles), courtesy=any(map(_is_courtesy, titles))),
        quotation=parsed.units[tokens[first].unit].quotation,
        sentence=tokens[last].sentence,
        subject=_is_subject(tokens, last),
        headline=_part(parsed, first) is Part.HEADLINE,
    )


def _is_subject(tokens: Sequence[Token], last: int) -> bool:
    """Of "Ada Quill and Bruno Harrow arrived" both are."""
    here = last
    while tokens[here].dep == "conj" and tokens[here].head < here:
        here = tokens[here].head
    return tokens[here].dep in ("nsubj", "nsubjpass")


def _after_titles(tokens: Sequence[Token], chunk: list[int]) -> tuple[int, list[str]]:
    """Where in the chunk the name begins, and the last title before it: ``Human Rights Front President|Ada Quill``."""
    for k in range(len(chunk) - 2, -1, -1):
        token = tokens[chunk[k]]
        word = fold(token.text)
        given = word in lexicon.given_names() and (k + 2 == len(chunk) or len(fold(tokens[chunk[k + 1]].text)) == 1)
        # In "General Dynamics" the title is inside the label: no title.
        inside = token.ent in _NOT_PERSON and tokens[chunk[k + 1]].ent == token.ent
        if not given and not inside and (_is_courtesy(word) or head_of([token.text]) is not None):
            return k + 1, [word]
    return 0, []


def _is_no_name(text: str, titles: Sequence[str], surnames: frozenset[str]) -> bool:
    """A letter, or a title that stands alone: *Attorney General and candidate Ada Quill*. Mr. King has a name."""
    word = fold(text)
    if any(map(_is_courtesy, titles)):
        return False
    if titles and head_of([*titles, text]) == (0, len(titles) + 1):
        return True
    return len(text) == 1 or _is_courtesy(word) or (head_of([text]) is not None and word not in surnames)


def _is_courtesy(word: str) -> bool:
    return word in lexicon.courtesy()


def _courtesy(titles: Sequence[str]) -> str:
    return next((mark for title in titles if (mark := lexicon.courtesy().get(title, ""))), "")


def _labelled_tail(tokens: Sequence[Token], name: list[int]) -> list[int]:
    """*Interior Ryan Zink*, labelled from *Ryan* on: the label tells where the name begins, at a given name at last."""
    tail = name
    while tail and tokens[tail[-1]].ent == "PERSON" and not _may_begin(tokens[tail[0]]):
        tail = tail[1:]
    if tail == name and len(name) > 2 and name[0] > 1 and tokens[name[0] - 2].lower == "of":
        given = next((k for k in range(1, len(name) - 1) if fold(tokens[name[k]].text) in lexicon.given_names()), 0)
        tail = name[given:]
    return tail or name


def _may_begin(token: Token) -> bool:
    return token.ent == "PERSON" or fold(token.text) in lexicon.given_names()


def _evidence(parsed: Parsed, name: list[int], *, titled: bool, role: bool, courtesy: bool) -> int:
    tokens = parsed.tokens
    labels = [tokens[i].ent for i in name]
    words = fold(parsed.document.text[tokens[name[0]].start : tokens[name[-1]].end]).split()
    total = (_COURTESY if courtesy else _TITLE if titled else 0) + (_APPOSITION if role else 0)
    if labels.count("PERSON") * 2 >= len(labels):
        total += _LABEL
    elif any(label in _NOT_PERSON for label in labels):
        total += _LABEL_AFTER_TITLE if titled else _OTHER_LABEL
    if len(words) > 1 and words[0] in lexicon.given_names() and "ORG" not in labels:
        total += _GIVEN
    if len(words) > 1 and is_patronymic(words[1]):
        total += _COURTESY
    if words and (_names_thing(words[-1]) or " ".join(words) in lexicon.platforms()):
        total += _BODY_WORD
    if not titled and name[0] > 0 and tokens[name[0] - 1].lower == "the" and not role:
        total += _AFTER_THE
    return total + (_RELATIVE if _followed_by_who(tokens, name[-1]) else 0)


def _names_thing(word: str) -> bool:
    return word in lexicon.body_words() or word in lexicon.document_words() or word in lexicon.title_words()


def _followed_by_who(tokens: Sequence[Token], last: int) -> bool:
    after = tokens[last + 1 : last + 3]
    return any(token.lower == "who" for token in after)
