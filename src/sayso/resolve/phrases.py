"""What kind of thing a source's noun phrase is, by its syntax and the word lists, before anyone asks who is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from sayso.parse import Parsed, Token
from sayso.resolve import lexicon
from sayso.resolve.index import Index
from sayso.resolve.roles import head_of
from sayso.resolve.spelling import fold
from sayso.spans import Span

__all__ = ["Phrase", "Sort", "read_phrase"]


class Sort(StrEnum):
    """What a phrase is."""

    PRONOUN = "pronoun"
    NAME = "name"  # of a person: ``sighting`` tells which
    JOINT = "joint"  # several, each in ``parts``
    ROLE = "role"  # one person, by a description with "the"
    SOMEONE = "someone"  # one person, by a description without "the"
    GROUP = "group"
    BODY = "body"
    DOCUMENT = "document"
    TIME = "time"
    THING = "thing"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source, read. ``core`` is its text without clauses and appositions, ``head`` its head word, lower case;
    ``definite`` whether it takes up what is known; ``owner`` the span of a possessor, or of who a document is by."""

    span: Span
    core: str
    sort: Sort
    head: str
    at: int
    definite: bool = False
    sighting: int | None = None
    parts: tuple[Span, ...] = ()
    owner: Span | None = None


_BEFORE_A_NOUN = frozenset({"det", "compound", "amod", "nummod", "nmod"})
_NAMED_THINGS = frozenset({"ORG", "GPE", "FAC"})
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "DT", "CD", "JJ", "JJS", "JJR", "FW", "WDT", "VBG", "EX")
_CLAUSE = re.compile(r"\s*(?:,|;|:|—|–|\(|\s-\s|\bwho\b|\bwhich\b|\bwhose\b).*", re.DOTALL)
_ABBREVIATED = re.compile(r"(?:\b\w\.)+$|\b(?:Jr|Sr|Inc|Co|Corp|Ltd)\.$")
_MAX_PHRASE_CHARS = 400


def read_phrase(index: Index, span: Span) -> Phrase | None:
    """The phrase at a span; None where no word stands there."""
    tokens = index.tokens(Span(span.start, min(span.end, span.start + _MAX_PHRASE_CHARS)))
    if not tokens:
        return None
    parsed = index.parsed
    head = _head(parsed, tokens)
    core = _core(parsed.document.text[span.start : span.end], parsed.tokens[head].end - span.start)
    if not core:
        return None
    parts = _list_of_names(index, tokens) or _parts(index, tokens, head)
    sighting = _named(index, tokens, head)
    if len(parts) > 1 and not _is_double_title(index, parts):
        core = " ".join(parsed.document.text[span.start : span.end].split())[:160]
        return Phrase(span, core, Sort.JOINT, parsed.tokens[head].lower, tokens[0], parts=parts)
    if sighting is None and len(parts) > 1:
        sighting = next((n for i in tokens if (n := index.sighting(i)) is not None), None)
    if sighting is not None:
        return Phrase(span, core, Sort.NAME, parsed.tokens[head].lower, tokens[0], sighting=sighting)
    return _described(index, span, tokens, core=core, head=head)


def _is_double_title(index: Index, parts: Sequence[Span]) -> bool:
    """*Attorney General and candidate Ada Quill* is one person: offices without an article, then the name."""
    words = [index.parsed.document.text[part.start : part.end].split() for part in parts]
    if any(index.sighting(token) is not None for part in parts[:-1] for token in index.tokens(part)):
        return False
    offices = all((found := head_of(row)) is not None and found[1] == len(row) for row in words[:-1])
    named = any(index.sighting(token) is not None for token in index.tokens(parts[-1]))
    return offices and named and words[-1][0].lower() not in ("the", "a", "an", "his", "her", "its", "their")


def _head(parsed: Parsed, tokens: Sequence[int]) -> int:
    inside = set(tokens)
    tops = [i for i in tokens if parsed.tokens[i].head not in inside or parsed.tokens[i].head == i]
    nominal = [i for i in tops if parsed.tokens[i].tag in _NOMINAL]
    if nominal:
        beside = all(parsed.tokens[i].dep in _BEFORE_A_NOUN for i in nominal)  # its noun was taken for a verb
        return nominal[-1 if beside else 0]
    verb = next((i for i in tops if parsed.tokens[i].tag.startswith("VB")), None)
    subjects = [
        i for i in tokens if verb is not None and parsed.tokens[i].dep == "nsubj" and parsed.tokens[i].head == verb
    ]
    objects = [i for i in tokens if parsed.tokens[i].dep == "pobj" and parsed.tokens[i].head in tops]
    return next(iter([*subjects, *objects, *tops]), tokens[0])


def _core(text: str, head: int) -> str:
    """The phrase without what is told after its head: ``"Mayor Ada Quill, who chairs …"`` -> ``"Mayor Ada Quill"``."""
    cut = " ".join((text[:head] + _CLAUSE.sub("", text[head:], count=1)).split())
    core = (cut or " ".join(text.split()))[:160].strip(" ,;:\"“”‘’'")
    # The point of an abbreviation belongs to it: the U.S.
    return core if _ABBREVIATED.search(core) else core.rstrip(". ")


def _list_of_names(index: Index, tokens: Sequence[int]) -> tuple[Span, ...]:
    """The names of "A, B and C" and nothing else: parsers take long lists for appositions."""
    tokens_of = index.parsed.tokens
    names = list(dict.fromkeys(n for i in tokens if (n := index.sighting(i)) is not None))
    if len(names) < 2 or not any(tokens_of[i].lower in ("and", "&") for i in tokens):
        return ()
    spans = [index.sightings[name].phrase for name in names]
    inside = all(any(s.contains(tokens_of[i].span) for s in spans) or tokens_of[i].text in _LIST for i in tokens)
    return tuple(spans) if inside else ()


_LIST = frozenset({",", "and", "&", "the", "The"})


def _parts(index: Index, tokens: Sequence[int], head: int) -> tuple[Span, ...]:
    """The spans of "A and B" where the syntax joins two, and no name holds the "and" inside it."""
    parsed = index.parsed
    inside = set(tokens)
    heads = [head]
    for i in heads:
        heads += [c for c in parsed.children[i] if parsed.tokens[c].dep == "conj" and c in inside and c > i]
        if len(heads) > len(tokens):
            break
    heads = sorted(set(heads))
    joints = [i for i in tokens if parsed.tokens[i].lower in ("and", "&") and parsed.tokens[i].ent]
    if len(heads) < 2 or joints or not all(_can_be_part(index, i) for i in heads):
        return ()
    starts = [tokens[0], *(_start_of(parsed, i, inside) for i in heads[1:])]
    stops = [*starts[1:], tokens[-1] + 1]
    spans = []
    for start, stop in zip(starts, stops, strict=True):
        last = stop - 1
        while last > start and (parsed.tokens[last].lower in ("and", "&", "or", ",") or last not in inside):
            last -= 1
        spans.append(parsed.span(start, last))
    return tuple(spans)


def _can_be_part(index: Index, token: int) -> bool:
    return index.sighting(token) is not None or index.parsed.tokens[token].tag in ("NNP", "NNPS", "NN", "NNS", "PRP")


def _start_of(parsed: Parsed, token: int, inside: set[int]) -> int:
    return min(i for i in parsed.subtree(token) if i in inside)


def _named(index: Index, tokens: Sequence[int], head: int) -> int | None:
    """The sighting of the person whom the phrase names: its head, its apposition, or what its role leads to."""
    parsed = index.parsed
    direct = index.sighting(head)
    if direct is not None and not _is_owner(parsed, index.sightings[direct].last, tokens):
        return direct
    for child in parsed.children[head]:
        sighting = index.sighting(child)
        if parsed.tokens[child].dep == "appos" and sighting is not None and child in tokens:
            return sighting
    last = _closing_name(index, tokens)
    if last is not None and head < index.sightings[last].first:
        return last
    for token in tokens:
        sighting = index.sighting(token)
        if sighting is not None:
            found = index.sightings[sighting]
            covers = found.phrase.start <= parsed.tokens[head].start < found.span.end
            return sighting if covers and not _is_owner(parsed, found.last, tokens) else None
    return None


def _closing_name(index: Index, tokens: Sequence[int]) -> int | None:
    """The name that closes "the secretary of the treasury, Ada Quill,", whichever word the parser hangs it on."""
    parsed = index.parsed
    rest = list(tokens)
    while rest and parsed.tokens[rest[-1]].text in (",", "—", "–"):
        rest.pop()
    sighting = index.sighting(rest[-1]) if rest else None
    if sighting is None:
        return None
    before = [parsed.tokens[i] for i in rest if parsed.tokens[i].start < index.sightings[sighting].phrase.start]
    commas = [i for i in rest if parsed.tokens[i].text == ","]
    titles = before and not commas and all(token.tag.startswith(("NN", "CC", "JJ")) for token in before)
    if titles and head_of([token.text for token in before]) is not None:
        return sighting  # “Interior Minister and candidate Ada Quill”
    return sighting if before and len(commas) == 1 and before[-1].text == "," else None


def _is_owner(parsed: Parsed, last: int, tokens: Sequence[int]) -> bool:
    """Whether 's and more follows: in "Tosk's lawyer" the lawyer speaks."""
    return last + 2 in tokens and parsed.tokens[last + 1].tag == "POS"


def _described(index: Index, span: Span, tokens: Sequence[int], *, core: str, head: int) -> Phrase:
    parsed = index.parsed
    token = parsed.tokens[head]
    first = parsed.tokens[tokens[0]]
    owner = _owner(index, tokens, head)
    definite = first.lower in ("the", "this", "that", "these", "those") or owner is not None or first.tag == "PRP$"
    if (
        token.lower in lexicon.small_words("pronouns")
        and first.i == token.i
        and (len(tokens) == 1 or _is_clause(parsed, tokens, head))
    ):
        return Phrase(span, core, Sort.PRONOUN, token.lower, tokens[0], definite=True)
    sort = _sort(core, token, first)
    return Phrase(span, core, sort, token.lower, tokens[0], definite=definite, owner=owner)


def _is_clause(parsed: Parsed, tokens: Sequence[int], head: int) -> bool:
    """*she wrote* for a source: the verb came along."""
    token = parsed.tokens[head]
    return token.tag == "PRP" and token.head in tokens and parsed.tokens[token.head].tag.startswith("VB")


def _owner(index: Index, tokens: Sequence[int], head: int) -> Span | None:
    """The possessor, or who a document is by: ``a study by the Wren Institute`` -> ``the Wren Institute``."""
    parsed = index.parsed
    inside = set(tokens)
    for child in parsed.children[head]:
        if child in inside and parsed.tokens[child].dep == "poss":
            subtree = [i for i in parsed.subtree(child) if i in inside and parsed.tokens[i].tag != "POS"]
            return parsed.span(subtree[0], subtree[-1])
    for i in tokens:
        # "an analysis of forum data by the Wren Institute": whichever word the parser hangs it on.
        if i > head and parsed.tokens[i].lower in ("by", "from") and parsed.tokens[i].dep in ("prep", "agent"):
            subtree = [k for k in parsed.subtree(i) if k in inside and k > i]
            if subtree:
                return parsed.span(subtree[0], subtree[-1])
    return None


def _sort(core: str, token: Token, first: Token) -> Sort:
    word = fold(token.text)
    words = core.split()
    capital = token.tag in ("NNP", "NNPS") or token.ent in _NAMED_THINGS
    if _tells_when(token.text, words):
        return Sort.TIME
    if word in lexicon.place_words() or " ".join(map(fold, words[-2:])) in lexicon.place_words():
        return Sort.BODY
    if word in lexicon.document_words() and not (capital and word in lexicon.body_words() | lexicon.title_words()):
        return Sort.DOCUMENT
    if _are_several(core, word, token):
        return Sort.GROUP
    is_role = head_of(words) is not None and not (capital and word in lexicon.body_words())
    if is_role and (word in lexicon.person_words() or _ends_in_role(words)):
        return Sort.SOMEONE if first.lower in lexicon.small_words("indefinite") else Sort.ROLE
    return Sort.BODY if capital or word in lexicon.body_words() else Sort.THING


def _are_several(core: str, word: str, token: Token) -> bool:
    """*Farmers*, *a dozen of them*, *the Fossians*, *police*; but one *United Nations*."""
    if token.tag in ("NNS", "CD", "JJ", "DT") or word in lexicon.small_words("many"):
        return True
    a_people = token.tag == "NNPS" and (token.ent not in _NAMED_THINGS or word in lexicon.countries())
    return a_people or (word in lexicon.group_words() and " of " in core)


def _tells_when(word: str, words: Sequence[str]) -> bool:
    """*Monday*, *last week*, *Yesterday*; *The Day* is a newspaper."""
    common = word.islower() or len(words) == 1
    return fold(word) in lexicon.small_words("times", "names") or (
        common and fold(word) in lexicon.small_words("times")
    )


def _ends_in_role(words: Sequence[str]) -> bool:
    head = head_of(words)
    return head is not None and (
        head[1] == len(words) or words[head[1]].lower() in ("of", "for", "in", "on", "at", "to", "with", "from")
    )
