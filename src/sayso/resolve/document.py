"""Who is meant by the source of each statement of one document.

The document is walked once in text order. Names, subjects that are pronouns or roles, and sources are met where they
stand, so that each is decided by what a reader knows at that place, plus the cast of the whole document. Sources inside
quotations come after, parents first: "I" in a quotation is whoever says it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from sayso.config import ResolveSettings
from sayso.parse import Parsed, Token
from sayso.records import Act, Speaker, Statement
from sayso.resolve.cast import gather
from sayso.resolve.context import Context, Found
from sayso.resolve.decide import decide
from sayso.resolve.focus import EMBEDDED, HOLDER, IN_QUOTATION, OTHER, OWNER, SPEAKER, SUBJECT, Focus
from sayso.resolve.genders import learn_genders
from sayso.resolve.index import Index
from sayso.resolve.inside import Telling, inside_quotation
from sayso.resolve.misprints import without_misprints
from sayso.resolve.phrases import Phrase, Sort, read_phrase
from sayso.resolve.pronouns import is_embedded, note_subject
from sayso.resolve.registry import Known, Registry, entity_of, profile_of
from sayso.resolve.resolved import How, Mention, Resolved
from sayso.resolve.sightings import Sighting, find_names
from sayso.spans import Span

__all__ = ["in_document"]

_DEFAULTS = ResolveSettings()
_MAX_DEPTH = 12
"""Statements told within statements: deeper ones are not followed."""
_TAKES_UP = frozenset({"he", "she", "his", "her", "him"})
# Whoever thinks or plans has not spoken, so that nobody comes after him as the one who spoke before.
_SILENT = frozenset({Act.BELIEVES, Act.EXPECTS, Act.WANTS, Act.PLANS, Act.SHOWS})
_PARTY = re.compile(r"[A-Z]{1,3}-[A-Z]")
"""*Tosk (R-Fosse)*: a party and a place, which parsers take for a firm."""
_LONGEST = 3  # letters of these: every word of the article is asked
_HOW = {Sort.PRONOUN: How.PRONOUN, Sort.NAME: How.NAME, Sort.ROLE: How.ROLE, Sort.BODY: How.NAME, Sort.JOINT: How.NAME}


def in_document(parsed: Parsed, statements: Sequence[Statement], *, settings: ResolveSettings = _DEFAULTS) -> Resolved:
    """The statements in the same order with ``speaker`` filled in, or None where the text does not decide."""
    sightings = find_names(parsed)
    cast = without_misprints(gather(sightings))
    index = Index(parsed, sightings, [number for number, persons in cast.meant.items() if persons])
    learn_genders(parsed, cast, sightings)
    focus = Focus(_frame_sentences(parsed), [paragraph.span.start for paragraph in parsed.document.paragraphs])
    context = Context(index, cast, focus, Registry(parsed.document.id), bodies=_bodies(parsed))
    walk = _Walk(parsed, context, statements, settings)
    walk.count_sources()
    walk.frame()
    walk.quotations()
    return walk.result()


def _frame_sentences(parsed: Parsed) -> list[int]:
    """Where the sentences of the frame begin; quoted ones count with the sentence that reports them."""
    starts = []
    for sentence in parsed.sentences:
        first = parsed.tokens[sentence.start] if sentence else None
        if first is not None and parsed.units[first.unit].quotation is None:
            starts.append(min(token.start for token in parsed.tokens[sentence.start : sentence.stop]))
    return sorted(starts)


def _bodies(parsed: Parsed) -> list[Span]:
    """Where organisations are named, by the parser's label, in text order."""
    found: list[Span] = []
    run: list[int] = []
    for token in parsed.tokens:
        if token.ent == "ORG" and (not run or run[-1] == token.i - 1):
            run.append(token.i)
            continue
        if run:
            found.append(parsed.span(run[0], run[-1]))
        run = [token.i] if token.ent == "ORG" else []
    found += [parsed.span(run[0], run[-1])] if run else []
    return sorted(span for span in found if not _PARTY.match(span.of(parsed.document.text)))


class _Event(NamedTuple):
    """Something met on the way through the text."""

    start: int
    rank: int  # at one place: sources before the names in them
    sighting: Sighting | None = None
    number: int = -1
    token: int = -1
    statement: Statement | None = None


class _Walk:
    """One way through a document; holds what has been decided so far."""

    def __init__(
        self, parsed: Parsed, context: Context, statements: Sequence[Statement], settings: ResolveSettings
    ) -> None:
        self._parsed = parsed
        self._statements = statements
        self._by_id = {statement.id: statement for statement in statements}
        self._context = context
        self._settings = settings
        self._found: dict[str, Found] = {}
        self._undecided: dict[str, Found] = {}
        self._mentions: dict[Span, Mention] = {}
        self._phrases: dict[Span, Phrase | None] = {}

    def count_sources(self) -> None:
        """How often each person is named as a source: whom the article is about, before any role is looked up."""
        for statement in self._statements:
            phrase = self._phrase(statement.source) if statement.source is not None else None
            if phrase is not None and phrase.sighting is not None:
                persons = self._context.cast.meant.get(phrase.sighting, ())
                for person in persons if len(persons) == 1 else ():
                    person.spoken += 1

    def _phrase(self, source: Span) -> Phrase | None:
        """The phrase at a span; a source is asked for when it is counted and when it is met."""
        if source not in self._phrases:
            self._phrases[source] = read_phrase(self._context.index, source)
        return self._phrases[source]

    def frame(self) -> None:
        """Names everywhere, and sources and subjects of the frame, in text order."""
        for event in self._events():
            if event.statement is not None:
                self._source(event.statement)
            elif event.sighting is not None:
                self._name(event.sighting, event.number)
            else:
                note_subject(self._context, self._parsed.tokens[event.token])

    def _events(self) -> list[_Event]:
        events = [_Event(s.span.start, 1, sighting=s, number=n) for n, s in enumerate(self._context.index.sightings)]
        sources: set[int] = set()
        for statement in self._statements:
            if statement.source is not None and not self._is_quoted(statement.source):
                events.append(_Event(statement.source.start, 0, statement=statement))
                sources.add(statement.source.start)
        subjects = (token for token in self._frame_tokens() if _takes_up(token) and token.start not in sources)
        events += (_Event(token.start, 2, token=token.i) for token in subjects)
        return sorted(events, key=lambda e: (e.start, e.rank))

    def _frame_tokens(self) -> Iterator[Token]:
        for unit in self._parsed.units:
            if unit.quotation is None:
                yield from self._parsed.tokens[unit.tokens.start : unit.tokens.stop]

    def _is_quoted(self, source: Span) -> bool:
        tokens = self._context.index.tokens(source)
        return bool(tokens) and self._parsed.units[self._parsed.tokens[tokens[0]].unit].quotation is not None

    def _name(self, sighting: Sighting, number: int) -> None:
        persons = self._context.cast.meant.get(number, ())
        person = persons[0] if len(persons) == 1 else self._context.bearer(number)
        if person is None:
            return
        if len(persons) > 1:
            person.bare += 1
        tokens = self._parsed.tokens
        owner = sighting.last + 1 < len(tokens) and tokens[sighting.last + 1].tag == "POS"
        subject = EMBEDDED if is_embedded(self._parsed, sighting.last) else SUBJECT
        weight = subject if sighting.subject else OWNER if owner else OTHER
        self._context.focus.note(
            person, IN_QUOTATION if sighting.quotation is not None else weight, sighting.span.start
        )
        known = self._context.registry.person(person)
        how = How.NAME if sighting.name == person.printed else How.PART
        self._mentions.setdefault(sighting.span, Mention(sighting.span, known.id, how))

    def _source(self, statement: Statement) -> None:
        assert statement.source is not None
        phrase = self._phrase(statement.source)
        found = decide(self._context, phrase) if phrase is not None else None
        self._keep(statement, phrase, found)

    def _keep(self, statement: Statement, phrase: Phrase | None, found: Found | None) -> None:
        known = found.known if found is not None else None
        if found is not None and known is not None and found.score >= self._settings.min_score:
            self._found[statement.id] = found
            spoke = statement.act not in _SILENT
            told = self._is_told(statement)
            if spoke and not told:
                self._context.note_speaker(known, statement)
            if known.person is not None and statement.source is not None:
                goes_on = not told and (spoke or self._context.has_spoken(known))
                weight = EMBEDDED if told else SPEAKER if spoke else HOLDER if goes_on else 0.0
                self._context.note_source(known.person, weight, statement.source, goes_on=goes_on)
        if phrase is not None:
            entity = known.id if known is not None and statement.id in self._found else None
            if found is not None and entity is None:
                self._undecided[statement.id] = found
            self._mentions[phrase.span] = Mention(phrase.span, entity, _HOW.get(phrase.sort, How.PHRASE))

    def _is_told(self, statement: Statement) -> bool:
        """Whether somebody else tells it who was named before: then it is he who goes on."""
        teller = self._by_id.get(statement.within or "")
        if teller is None or teller.source is None or statement.source is None:
            return False
        return teller.source < statement.source

    def quotations(self) -> None:
        """Sources inside quotations, those nearer to the frame first."""
        quoted = [s for s in self._statements if s.source is not None and self._is_quoted(s.source)]
        telling = Telling(self._parsed, self._statements)
        for statement in sorted(quoted, key=lambda s: (telling.depth(s), s.source or s.content[0])):
            assert statement.source is not None
            phrase = self._phrase(statement.source)
            if phrase is not None and telling.depth(statement) <= _MAX_DEPTH:
                found = inside_quotation(self._context, telling, statement, phrase, found=self._found)
                self._keep(statement, phrase, found)

    def result(self) -> Resolved:
        """The statements with their speakers, and every entity that was met."""
        used = {known.id: known for known in self._context.met()}
        for found in self._found.values():
            if found.known is not None:
                used.update({member.id: member for member in found.known.members})
                used[found.known.id] = found.known
        ordered = [used[key] for key in sorted(used)]
        return Resolved(
            document=self._parsed.document.id,
            statements=tuple(map(self._with_speaker, self._statements)),
            entities=tuple(map(entity_of, ordered)),
            mentions=tuple(self._mentions[span] for span in sorted(self._mentions)),
            profiles=tuple(map(profile_of, ordered)),
        )

    def _with_speaker(self, statement: Statement) -> Statement:
        found, undecided = self._found.get(statement.id), self._undecided.get(statement.id)
        if found is not None and found.known is not None:
            return replace(statement, speaker=_speaker(found.known, found.score, found.because), candidates=())
        candidates = undecided.candidates if undecided is not None else ()
        because = undecided.because if undecided is not None else ""
        said_by = tuple(_speaker(known, share, because) for known, share in candidates)
        return replace(statement, speaker=None, candidates=said_by)


def _speaker(known: Known, score: float, because: str) -> Speaker:
    return Speaker(known.id, known.printed, round(score, 3), because, known.kind)


def _takes_up(token: Token) -> bool:
    """Pronouns for one person, and nouns that may be roles, as subjects."""
    if token.quotation is not None:
        return False
    if token.tag == "NN" and token.dep in ("nsubj", "nsubjpass"):
        return True
    return len(token.text) <= _LONGEST and token.text.lower() in _TAKES_UP
