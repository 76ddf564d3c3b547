"""Quotations held against the text compared with: words in marks that do not stand there so.

An ellipsis, a bracket and a capital made small are conventions, and so are the spelling of a number and a contraction.
What is told is another word, one more, or one less without a mark. A quotation of which nothing like it stands in the
reference was said on another day, for all we know: nothing is told of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sayso.collate.cells import Level
from sayso.collate.index import Index, stems
from sayso.collate.lineup import Lineup, Segment, in_marks, lined_up, quoted
from sayso.collate.numerals import merged
from sayso.collate.polarity import negators
from sayso.collate.tokens import Word, content, sentences, tokenise
from sayso.collate.wording import Wording, prepared
from sayso.records import Change, Discrepancy, Document, Kind, Passage
from sayso.spans import Span

__all__ = ["Reference", "not_verbatim"]

_MIN_WORDS = (3, 2)
"""Words, and content words among them, of the shortest quotation that is looked up: a word in marks is none."""
_MAX_WORDS = 400
"""Words of the longest sentence that is set against the reference."""
_MIN_SHARED = (0.5, 2)
"""Share (0..1) of the content stems, and how many, that the nearest passage must hold."""
_LONGER_WINDOW = 0.05
"""What a window of two sentences must hold more than one of one."""
_MAX_NAMED = 3
_BREAK = re.compile(r"\s*(?:…|\.\s?\.\s?\.(?:\s?\.)?|\[[^\]\n]{0,80}\]|\([^)\n]{0,80}\))\s*")
_SEPARATOR = "\x1f"


@dataclass(frozen=True)
class Reference:
    """The text compared with, ready to be searched. Not slotted: its words are found once and kept."""

    document: Document
    index: Index

    @cached_property
    def norms(self) -> str:
        """All its words, normalised, each between separators."""
        spans = [paragraph.span for paragraph in self.document.paragraphs]
        return _joined(merged(tokenise(self.document.text, spans), self.document.text))

    def has(self, words: Sequence[Word]) -> bool:
        """Whether the words stand there one after another."""
        return _joined(words) in self.norms


def not_verbatim(wording: Wording, reference: Reference) -> Iterator[Discrepancy]:
    """The quoted sentences of a reading that stand in the reference in other words."""
    for piece in wording.quoted():
        for fragment in _fragments(wording.text, piece):
            words = _words(wording.text, fragment)
            if not _is_quotation(words) or reference.has(words):
                continue
            yield from _of_fragment(wording, fragment, reference)


def _of_fragment(wording: Wording, fragment: Span, reference: Reference) -> Iterator[Discrepancy]:
    parts = sentences(wording.text, fragment)
    altered = [part for part in parts if not reference.has(_words(wording.text, part))]
    if not altered and len(parts) > 1:
        yield from _with_a_gap(wording, fragment, reference)
    for part in altered:
        if _is_quotation(_words(wording.text, part)):
            yield from _altered(wording, part, reference)


def _joined(words: Sequence[Word]) -> str:
    return _SEPARATOR + "".join(word.norm + _SEPARATOR for word in words)


def _words(text: str, span: Span) -> tuple[Word, ...]:
    return merged(tokenise(text, [span]), text)


def _is_quotation(words: Sequence[Word]) -> bool:
    return _MIN_WORDS[0] <= len(words) <= _MAX_WORDS and content(words, 0, len(words)) >= _MIN_WORDS[1]


# --- what is in marks -----------------------------------------------------------------------------------------------


def _fragments(text: str, piece: Span) -> list[Span]:
    """The runs of words between ellipses and brackets; of “[W]e” the whole word is left out."""
    found = []
    start = piece.start
    for match in _BREAK.finditer(text, piece.start, piece.end):
        found.append(_shrunk(text, start, match.start(), glued_end=text[match.start()] == "["))
        start = match.end()
        if text[match.end() - 1] == "]":
            while start < piece.end and text[start].isalpha():
                start += 1
    found.append(Span(start, piece.end))
    return [span for span in found if span.start < span.end]


def _shrunk(text: str, start: int, end: int, *, glued_end: bool) -> Span:
    """Without the letters that a bracket completes: “sell[s]”."""
    while glued_end and end > start and text[end - 1].isalpha():
        end -= 1
    return Span(start, end)


# --- what stands there instead --------------------------------------------------------------------------------------


def _with_a_gap(wording: Wording, fragment: Span, reference: Reference) -> Iterator[Discrepancy]:
    """Sentences that all stand there, with others between them that are left out without a mark."""
    parts = sentences(wording.text, fragment)
    places = [_nearest(wording.text, part, reference) for part in parts]
    held = [place for place in places if place is not None]
    if len(held) == len(parts):
        span = Span(min(place.start for place in held), max(place.end for place in held))
        because = (
            "each sentence stands in the text compared with, but not one after the other: no mark tells of the gap"
        )
        yield _discrepancy(wording, fragment, Passage(reference.document.id, span), because, substantive=True)


def _altered(wording: Wording, part: Span, reference: Reference) -> Iterator[Discrepancy]:
    near = _nearest(wording.text, part, reference)
    if near is None:
        return
    document = reference.document
    mine = _on_its_own(wording, part)
    lineup = lined_up(mine, prepared(document, [near], Kind.DIRECT))
    matched = [j for j in lineup.to_right if j is not None]
    matched += [j for run in lineup.moved for j in range(run.right, run.right + run.length)]
    if not matched:
        return
    first, last = min(matched), max(matched) + 1
    found = [segment for segment in lineup.segments if _inside(segment, first, last)]
    passage = lineup.right.passage(first, last)
    because = (
        f"in marks, but the text compared with has {in_marks(passage.span.of(document.text))}{_named(lineup, found)}"
    )
    yield _discrepancy(wording, part, passage, because, substantive=_changes(lineup, found))


def _on_its_own(wording: Wording, part: Span) -> Wording:
    """One sentence of the reading as a reading of its own."""
    words = _words(wording.text, part)
    return Wording(wording.document, wording.text, None, (part,), Kind.DIRECT, words, verbatim=True)


def _nearest(text: str, part: Span, reference: Reference) -> Span | None:
    """The one or two sentences of the reference that hold most of the words; None where too few are there."""
    wanted = stems(text, [part])
    best: tuple[float, Span] | None = None
    index = reference.index
    for number in sorted({number for stem in wanted for number in index.postings.get(stem, ())}):
        for last in (number, min(number + 1, len(index.sentences) - 1)):
            both = frozenset.union(*index.stems[number : last + 1]) & wanted
            share = len(both) / len(wanted) - _LONGER_WINDOW * (last - number)
            if len(both) >= _MIN_SHARED[1] and share >= _MIN_SHARED[0] and (best is None or share > best[0]):
                best = share, Span(index.sentences[number].start, index.sentences[last].end)
    return None if best is None else best[1]


def _inside(segment: Segment, first: int, last: int) -> bool:
    """Whether the difference lies within the passage: what the reference has before and after is not left out."""
    return segment.left < segment.left_end or (first <= segment.right and segment.right_end <= last)


def _changes(lineup: Lineup, found: Sequence[Segment]) -> bool:
    """Whether a word that carries sense, or a *not*, is another one, one more or one less."""
    left, right = set(negators(lineup.left.words)), set(negators(lineup.right.words))
    for segment in found:
        mine, theirs = range(segment.left, segment.left_end), range(segment.right, segment.right_end)
        if content(lineup.left.words, segment.left, segment.left_end) or left & set(mine) or right & set(theirs):
            return True
        if content(lineup.right.words, segment.right, segment.right_end):
            return True
    return any(
        cell.level == Level.NEAR and cell.left is not None and not lineup.left.words[cell.left].function
        for cell in lineup.cells
    )


def _named(lineup: Lineup, found: Sequence[Segment]) -> str:
    rows = []
    for segment in found[:_MAX_NAMED]:
        mine = quoted(lineup.left, segment.left, segment.left_end)
        theirs = quoted(lineup.right, segment.right, segment.right_end)
        if segment.left == segment.left_end:
            rows.append(f"{theirs} left out")
        elif segment.right == segment.right_end:
            rows.append(f"{mine} put in")
        else:
            rows.append(f"{mine} for {theirs}")
    return f": {'; '.join(rows)}" if rows else ""


def _discrepancy(wording: Wording, part: Span, there: Passage, because: str, *, substantive: bool) -> Discrepancy:
    """With the article whose id comes first on the left, as in every pair."""
    here = Passage(wording.document, part)
    left, right = sorted((here, there), key=lambda side: side.document)
    return Discrepancy(Change.NOT_VERBATIM, substantive, left, right, because, 0.9 if substantive else 0.8)
