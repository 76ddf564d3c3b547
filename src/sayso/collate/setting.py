"""The words around a reading: what they tell of when, where and on whose word.

Two places are looked at. The *frame* is the reading's own sentence outside the words reported: “reportedly”, “said on
Monday”. The *lead-in* is up to two sentences before it in the same paragraph, where outlets put what the words are an
answer to; two lead-ins are compared only where they are about the same, by a name and a further rare word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.collate.desk import Desk
from sayso.collate.hedges import hedges
from sayso.collate.index import Index
from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Lineup, in_marks, quoted
from sayso.collate.relation import Relation
from sayso.collate.speakers import same_speaker
from sayso.collate.times import compare
from sayso.collate.tokens import Word
from sayso.collate.typed import told
from sayso.collate.wording import Timed, Wording, prepared
from sayso.records import Change, Discrepancy, Document, Kind, Passage, Reading, Speaker, Statement
from sayso.spans import Span

__all__ = ["frame_hedge", "setting_changes"]

_FRAME_SCORE = 0.6
_LEAD_IN_SCORE = 0.5
_MAX_LEAD_IN = 2
"""Sentences before a reading that are taken as its lead-in."""
_MAX_SHOWN = 60
"""Characters of a lead-in that are shown in the sentence about it."""
_MIN_RARE = 0.35
"""Weight (0..1) from which a stem tells what a sentence is about, rather than what the whole story is about."""


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence of the lead-in, and on whose word it stands: None is the outlet's own."""

    wording: Wording
    teller: Speaker | None
    attributed: bool


@dataclass(frozen=True, slots=True)
class _LeadIn:
    """The sentences before a statement of a ``kind``, the nearest first, and the one that it ``opens`` in."""

    before: tuple[_Telling, ...]
    opens: Span
    opening: _Telling
    kind: Kind


def setting_changes(desk: Desk, left: Reading, right: Reading, lineup: Lineup) -> list[Discrepancy]:
    """What the frames and the lead-ins of two readings tell differently."""
    one, other = desk.statements.get(left.statement), desk.statements.get(right.statement)
    if one is None or other is None:
        return []
    found = _frame_hedges(desk, one, other, lineup)
    found += _frame_times(desk, one, other)
    if one.within is None or other.within is None:
        found += _lead_ins(desk, one, other, lineup)  # of two told inside others, those others have the lead-ins
    return found


# --- the frame ------------------------------------------------------------------------------------------------------


def frame_hedge(desk: Desk, statement: Statement) -> Span | None:
    """The hedge in the reading's sentence outside the words reported, None where there is none."""
    inside = statement.hedge is not None and any(span.contains(statement.hedge) for span in statement.content)
    if statement.hedge is not None and not inside:
        return statement.hedge
    document = desk.documents.get(statement.document)
    near = _cue_words(statement)
    if document is None or not near:
        return None
    words = prepared(document, near).words
    found = hedges(words)
    return Span(words[found[0].first].start, words[found[0].last - 1].end) if found else None


def _cue_words(statement: Statement) -> list[Span]:
    """From the source to the cue, both included, outside the words reported: “the minister reportedly said”."""
    parts = [span for span in (statement.source, statement.cue) if span is not None]
    if statement.cue is None or not parts:
        return []
    whole = Span(min(span.start for span in parts), max(span.end for span in parts))
    return _outside(whole, statement.content) if whole.end - whole.start <= 200 else [statement.cue]


def _outside(span: Span, content: Sequence[Span]) -> list[Span]:
    """The parts of the span that are not reported words."""
    found = []
    start = span.start
    for piece in sorted(content):
        if piece.end <= start or piece.start >= span.end:
            continue
        found.append(Span(start, max(start, piece.start)))
        start = max(start, piece.end)
    found.append(Span(start, max(start, span.end)))
    return [part for part in found if part]


def _frame_hedges(desk: Desk, one: Statement, other: Statement, lineup: Lineup) -> list[Discrepancy]:
    left, right = desk.once(frame_hedge, one), desk.once(frame_hedge, other)
    if (left is None) == (right is None) or hedges(lineup.right.words if left is not None else lineup.left.words):
        return []
    hedged, plain, span = (one, other, left) if left is not None else (other, one, right)
    assert span is not None
    here = Passage(hedged.document, span)
    there = Passage(plain.document, _at_cue(plain))
    word = span.of(desk.documents[hedged.document].text)
    because = f"“{word}” stands only in the {'first' if left is not None else 'second'}: on hearsay there"
    pair = (here, there) if left is not None else (there, here)
    return [Discrepancy(Change.HEDGE, True, *pair, because, _FRAME_SCORE)]


def _at_cue(statement: Statement) -> Span:
    start = statement.cue.start if statement.cue is not None else min(span.start for span in statement.content)
    return Span(start, start)


def _frame_times(desk: Desk, one: Statement, other: Statement) -> list[Discrepancy]:
    """Times and places of saying: “said on Monday in Marra”; only where each frame has one."""
    left, right = desk.once(_frame, one), desk.once(_frame, other)
    if left is None or right is None:
        return []
    found = []
    if len(left.times) == 1 and len(right.times) == 1:
        found += _times(left, right, left.times[0], right.times[0], _FRAME_SCORE)
    return found


def _frame(desk: Desk, statement: Statement) -> Wording | None:
    """The sentences of source and cue, outside everything that anyone says."""
    document, index = desk.documents.get(statement.document), desk.indexes.get(statement.document)
    if document is None or index is None or statement.cue is None:
        return None
    reported = [span for other in desk.by_document.get(document.id, ()) for span in other.content]
    spans = [
        part
        for sentence in index.sentences
        if sentence.overlaps(statement.cue)
        for part in _outside(sentence, reported)
    ]
    return prepared(document, spans) if spans else None


def _times(left: Wording, right: Wording, one: Timed, other: Timed, score: float) -> list[Discrepancy]:
    relation = compare(one.when, other.when)
    if relation in (Relation.SAME, Relation.INCOMPARABLE):
        return []
    because = told(relation, Change.TIME, quoted(left, one.first, one.last), quoted(right, other.first, other.last))
    return [
        Discrepancy(
            Change.TIME,
            relation.conflicting,
            left.passage(one.first, one.last),
            right.passage(other.first, other.last),
            because,
            score,
        )
    ]


# --- the lead-in ----------------------------------------------------------------------------------------------------


def _lead_ins(desk: Desk, one: Statement, other: Statement, lineup: Lineup) -> list[Discrepancy]:
    """What the sentences before the readings tell differently, for the pair of them that shares most."""
    best: tuple[float, int, _Telling, _Telling] | None = None
    mine, theirs = _tellings(desk, one, lineup), _tellings(desk, other, lineup.mirrored)
    for i, left in enumerate(mine):
        for j, right in enumerate(theirs):
            weight = _shared(desk, left.wording, right.wording, one.speaker or other.speaker)
            if weight and (best is None or (weight, -i - j) > best[:2]):
                best = (weight, -i - j, left, right)
    return [] if best is None else _lead_in_changes(best[2], best[3])


def _lead_in_changes(left: _Telling, right: _Telling) -> list[Discrepancy]:
    found = []
    times = left.wording.times, right.wording.times
    if len(times[0]) == 1 and len(times[1]) == 1:
        found += _times(left.wording, right.wording, times[0][0], times[1][0], _LEAD_IN_SCORE)
    because = _voices(left, right)
    if because is not None:
        whole = [telling.wording.passage(0, len(telling.wording.words)) for telling in (left, right)]
        found.append(Discrepancy(Change.SPEAKER, True, whole[0], whole[1], because, _LEAD_IN_SCORE))
    return found


def _tellings(desk: Desk, statement: Statement, lineup: Lineup) -> list[_Telling]:
    """The lead-in of the reading on the left, with its own first sentence where the other reading has nothing of that.

    Only of a paraphrase: an extractor may take “He recalled that …” and the quotation after it as one statement; then
    the lead-in is inside.
    """
    lead_in = desk.once(_lead_in, statement)
    if lead_in is None:
        return []
    paraphrased = lead_in.kind is not Kind.DIRECT and bool(lineup.left.words)
    alone = paraphrased and all(j is None for j in _inside(lineup, lead_in.opens))
    return [*lead_in.before, *([lead_in.opening] if alone else [])]


def _lead_in(desk: Desk, statement: Statement) -> _LeadIn | None:
    """That of the outermost statement around this one; None where this one is told far inside it."""
    outermost = desk.chain(statement.id)[-1]
    document, index = desk.documents.get(outermost.document), desk.indexes.get(outermost.document)
    if document is None or index is None or not outermost.content or not statement.content:
        return None
    start = outermost.content[0].start
    if _sentences_between(index, start, statement.content[0].start) > _MAX_LEAD_IN:
        return None
    at = next((k for k, span in enumerate(index.sentences) if span.start <= start < span.end), None)
    if at is None:
        return None
    before = tuple(
        _telling(desk, document, index.sentences[k])
        for k in range(at - 1, max(-1, at - 1 - _MAX_LEAD_IN), -1)
        if index.paragraphs[k] == index.paragraphs[at]
    )
    opens = index.sentences[at]
    opening = replace(_telling(desk, document, opens), teller=outermost.speaker, attributed=True)
    return _LeadIn(before, opens, opening, outermost.kind)


def _sentences_between(index: Index, start: int, end: int) -> int:
    """Sentences that end from one offset to another: what is told far inside a speech has no lead-in before it."""
    return sum(start < span.end <= end for span in index.sentences)


def _inside(lineup: Lineup, sentence: Span) -> list[int | None]:
    """What the words of the sentence match, the grammar words left out."""
    return [
        j
        for word, j in zip(lineup.left.words, lineup.to_right, strict=True)
        if sentence.start <= word.start < sentence.end and not word.function
    ]


def _telling(desk: Desk, document: Document, sentence: Span) -> _Telling:
    """The sentence, and the outermost statement that it belongs to."""
    for statement in desk.by_document.get(document.id, ()):
        if statement.within is None and _belongs(statement, sentence):
            return _Telling(prepared(document, [sentence]), statement.speaker, attributed=True)
    return _Telling(prepared(document, [sentence]), None, attributed=False)


def _belongs(statement: Statement, sentence: Span) -> bool:
    """Whether half the sentence or more is what the statement reports."""
    covered = sum(max(0, min(span.end, sentence.end) - max(span.start, sentence.start)) for span in statement.content)
    return covered * 2 >= sentence.end - sentence.start


def _shared(desk: Desk, left: Wording, right: Wording, speaker: Speaker | None) -> float:
    """Weight of what two sentences share; 0 for less than a name and one more word that is rare in the story."""
    own = frozenset(speaker.name.casefold().split()) if speaker is not None else frozenset()
    names = {word.stem for word in left.words if _is_name(word)} & {word.stem for word in right.words if _is_name(word)}
    stems = {word.stem for word in left.words if not word.function} & {
        word.stem for word in right.words if not word.function
    }
    rare = {stem for stem in stems - own if desk.weights.of(stem) >= _MIN_RARE}
    if not (names & rare) or len(rare) < 2:
        return 0.0
    return sum(desk.weights.of(stem) for stem in sorted(rare))


def _is_name(word: Word) -> bool:
    return word.capital and not word.function and word.value is None


def _voices(left: _Telling, right: _Telling) -> str | None:
    """How the two differ in whose word they stand on; None where they don't, or where the texts do not tell."""
    if left.attributed and right.attributed:
        if left.teller is None or right.teller is None or same_speaker(left.teller, right.teller):
            return None
    elif left.attributed == right.attributed:
        return None
    return f"{_voice(left)}; {_voice(right)}"


def _voice(telling: _Telling) -> str:
    words = telling.wording.words
    said = in_marks(telling.wording.said(0, len(words)), _MAX_SHOWN)
    if not telling.attributed:
        spoke = _who_spoke(words)
        return f"{said} is told in the article's own words" + (f", with {spoke} as the one who spoke" if spoke else "")
    return f"{said} is told as the words of {'a speaker not named' if telling.teller is None else telling.teller.name}"


def _who_spoke(words: Sequence[Word]) -> str:
    """The name that the narrator gives as the one who spoke: the run of capitals before a verb of saying."""
    verbs = listed(table("setting")["spoke"])
    for i, word in enumerate(words):
        if word.norm not in verbs or word.capital:
            continue
        last = i
        while last > 0 and not words[last - 1].capital and i - last < 3:
            last -= 1
        first = last
        while first > 0 and words[first - 1].capital and words[first - 1].value is None:
            first -= 1
        if first < last and not words[first].function:
            return " ".join(name.text for name in words[first:last])
    return ""
