"""Who is meant inside a quotation: there "I" is whoever says it, and "he" is somebody of whom he speaks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from sayso.parse import Parsed
from sayso.records import EntityKind, Statement
from sayso.resolve import lexicon
from sayso.resolve.cast import Person
from sayso.resolve.context import Context, Found
from sayso.resolve.decide import decide
from sayso.resolve.phrases import Phrase, Sort, read_phrase
from sayso.spans import Span

__all__ = ["Telling", "inside_quotation"]

_FIRST = frozenset({"i", "me", "my", "myself"})
_FIRST_PLURAL = frozenset({"we", "us", "our"})
_SECOND = frozenset({"you", "your"})
_THIRD = frozenset({"he", "him", "his", "she", "her"})
_MAX_DEPTH = 12
_MAX_BACK_CHARS = 2000
_NEAR_CHARS = 120
_MIN_OFFICE = 0.75
"""Score of an office: "the president" of a quotation is hardly a former one."""


class Telling:
    """Which statement tells which: by ``within``, else by whose content the source stands in."""

    def __init__(self, parsed: Parsed, statements: Sequence[Statement]) -> None:
        self._by_id = {statement.id: statement for statement in statements}
        self._contents = sorted((span, statement.id) for statement in statements for span in statement.content)
        self._longest = max((span.end - span.start for span, _ in self._contents), default=0)
        self.parsed = parsed
        self._paragraphs = [paragraph.span.start for paragraph in parsed.document.paragraphs]

    def paragraph_start(self, offset: int) -> int:
        """Where the paragraph of a place begins, or as far back as anyone remembers."""
        index = bisect_right(self._paragraphs, offset) - 1
        return max(offset - _MAX_BACK_CHARS, self._paragraphs[index] if index >= 0 else 0)

    def parent(self, statement: Statement) -> Statement | None:
        """The statement that tells this one."""
        if statement.within is not None:
            return self._by_id.get(statement.within)
        return self._around(statement) if statement.source is not None else None

    def _around(self, statement: Statement) -> Statement | None:
        assert statement.source is not None
        place = statement.source
        low = bisect_left(self._contents, (Span(place.start - self._longest, 0), ""))
        high = bisect_left(self._contents, (Span(place.start + 1, 0), ""))
        around = [
            (s, i) for s, i in self._contents[max(low, high - 64) : high] if s.contains(place) and i != statement.id
        ]
        return self._by_id[min(around, key=lambda pair: pair[0].end - pair[0].start)[1]] if around else None

    def depth(self, statement: Statement) -> int:
        """How many statements tell this one; a circle counts as the deepest."""
        depth, here = 0, self.parent(statement)
        while here is not None and depth <= _MAX_DEPTH:
            depth, here = depth + 1, self.parent(here)
        return depth


def inside_quotation(
    context: Context, telling: Telling, statement: Statement, phrase: Phrase, *, found: Mapping[str, Found]
) -> Found | None:
    """Whom a source inside a quotation means; None where nothing tells who speaks the quotation."""
    parent = telling.parent(statement)
    teller = found.get(parent.id) if parent is not None else None
    if phrase.sort is not Sort.PRONOUN:
        return _owned(context, phrase, parent, teller) or decide(context, phrase)
    if phrase.head in _FIRST | _FIRST_PLURAL:
        return _first_person(phrase, teller)
    if phrase.head in _SECOND:
        return _second_person(context, phrase, parent)
    if phrase.head in _THIRD:
        return _third_person(context, telling, phrase, teller)
    return _several(context, telling, phrase) if phrase.head in ("they", "them") else None


def _owned(context: Context, phrase: Phrase, parent: Statement | None, teller: Found | None) -> Found | None:
    """*my wife* by whose she is: ``"Ilmar Tosk’s wife"``; *your wife* by whom she is spoken of to."""
    pronoun, _, rest = phrase.core.partition(" ")
    owner = teller if pronoun.lower() in _FIRST | _FIRST_PLURAL else None
    if pronoun.lower() in _SECOND:
        owner = _spoken_to(context, parent)
    if owner is None or owner.known is None or not rest:
        return None
    return context.by_phrase(phrase, place=None, name=f"{owner.known.printed}’s {rest}")


def _first_person(phrase: Phrase, teller: Found | None) -> Found | None:
    if teller is None or teller.known is None:
        return None
    plural = phrase.head in _FIRST_PLURAL
    score = teller.score * (0.75 if plural else 0.95)
    return Found(teller.known, score, f"“{phrase.core}” in a quotation of {teller.known.printed}")


def _second_person(context: Context, phrase: Phrase, parent: Statement | None) -> Found | None:
    found = _spoken_to(context, parent)
    if found is None:
        return None
    return Found(found.known, found.score * 0.8, f"“{phrase.core}” is who is spoken to: {found.because}")


def _spoken_to(context: Context, parent: Statement | None) -> Found | None:
    if parent is None or parent.addressee is None:
        return None
    told = read_phrase(context.index, parent.addressee)
    if told is None or told.sort is Sort.PRONOUN:
        return None
    return replace(decide(context, told), because=told.core)


def _third_person(context: Context, telling: Telling, phrase: Phrase, teller: Found | None) -> Found | None:
    """The one person whom the quotation, else its paragraph before it, names; two are too many."""
    wanted = "f" if phrase.head in ("she", "her") else "m"
    speaker = teller.known.person if teller is not None and teller.known is not None else None
    quoted, framed = _named_before(context, telling.paragraph_start(phrase.span.start), phrase.span.start)
    fitting = [[p for p in persons if p is not speaker and _can_be(p, wanted)] for persons in (quoted, framed)]
    found = _only_named(context, phrase, fitting[0], 0.75, where="in the quotation")
    found = found or _described(context, telling, phrase, wanted)
    found = found or _only_named(context, phrase, fitting[1], 0.6, where="in the paragraph")
    return found or _only_one(context, telling, phrase, wanted=wanted, speaker=speaker)


def _can_be(person: Person, wanted: str) -> bool:
    return person.gender in ("", wanted) and bool(person.solid or person.spoken)


def _only_named(
    context: Context, phrase: Phrase, persons: Sequence[Person], score: float, *, where: str
) -> Found | None:
    """The one of them, or the only one named in the last words; two are shown, None where there is nobody."""
    if len(persons) == 1 or (persons and _is_called(context, persons, phrase.span.start)):
        because = f"“{phrase.core}” is {persons[0].printed}: the one named before it {where}"
        return context.person(persons[0], score, because)
    return context.undecided(phrase, [(1.0, person) for person in persons]) if persons else None


def _only_one(
    context: Context, telling: Telling, phrase: Phrase, *, wanted: str, speaker: Person | None
) -> Found | None:
    """The only man or woman whom the article names, where the quotation speaks of nobody else before."""
    start, end = telling.paragraph_start(phrase.span.start), phrase.span.start
    others = [person for person in context.cast.persons if person is not speaker and person.solid]
    fitting = [person for person in others if person.gender in ("", wanted)]
    if len(fitting) != 1 or not fitting[0].gender or context.index.callings_between(start, end):
        return None
    because = f"“{phrase.core}” is {fitting[0].printed}: the only one whom the article names and it can mean"
    return Found(context.registry.person(fitting[0]), 0.55, because)


def _described(context: Context, telling: Telling, phrase: Phrase, wanted: str) -> Found | None:
    """*I called the harbour master. He told me …*: the only one of whom the quotation speaks before, without a name."""
    start, end = telling.paragraph_start(phrase.span.start), phrase.span.start
    quoted = (number for number in context.index.names_between(start, end) if _is_quoted(context, number))
    if any(context.cast.meant.get(number) for number in quoted):
        return None
    callings = context.index.callings_between(start, end)
    read = [inner for span in callings if (inner := read_phrase(context.index, span)) is not None]
    fitting = [inner for inner in read if lexicon.word_gender().get(inner.head, wanted) == wanted]
    if len({inner.head for inner in fitting}) != 1 or not fitting[0].definite:
        return None
    if fitting[0].head not in lexicon.person_words():  # a letter is nobody
        return None
    found = decide(context, fitting[0])
    person = found.known.person if found.known is not None else None
    unfit = person is not None and (person.gender not in ("", wanted) or found.score < _MIN_OFFICE)
    if found.known is None or unfit:
        return None
    because = f"“{phrase.core}” is “{fitting[0].core}”: the only one of whom the quotation speaks before"
    return Found(found.known, min(found.score, 0.6), because)


def _is_quoted(context: Context, number: int) -> bool:
    return context.index.sightings[number].quotation is not None


def _is_called(context: Context, persons: Sequence[Person], offset: int) -> bool:
    """Whether only the nearest is named within the last words: "I call Ilmar. He tells me: …"."""
    text = context.index.parsed.document.text
    near = text[max(0, offset - _NEAR_CHARS) : offset]
    return [any(form in near for form in person.forms) for person in persons] == [True] + [False] * (len(persons) - 1)


def _named_before(context: Context, start: int, offset: int) -> tuple[list[Person], list[Person]]:
    """Persons named before a place in its paragraph, nearest first: in quotations, and in the frame."""
    quoted: dict[int, Person] = {}
    framed: dict[int, Person] = {}
    for number in context.index.names_between(start, offset):
        persons = context.cast.meant.get(number, ())
        if len(persons) == 1:
            into = quoted if _is_quoted(context, number) else framed
            into.setdefault(id(persons[0]), persons[0])
    return list(quoted.values()), list(framed.values())


def _several(context: Context, telling: Telling, phrase: Phrase) -> Found | None:
    """*They tell me*: the one group that the paragraph names before, if there is just one."""
    groups = context.index.groups_between(telling.paragraph_start(phrase.span.start), phrase.span.start)
    names = {group.of(telling.parsed.document.text) for group in groups}
    if len(names) != 1:
        return None
    inner = read_phrase(context.index, groups[0])
    if inner is None:
        return None
    found = decide(context, inner)
    if found.known is None or found.known.kind is EntityKind.PERSON:
        return None
    return Found(found.known, 0.6, f"“{phrase.core}” is “{inner.core}”: the only group named before in the paragraph")
