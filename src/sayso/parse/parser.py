"""Runs the network over the units of each paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, pairwise, repeat
from typing import NamedTuple

from sayso.parse.features import UNKNOWN, Vocabulary
from sayso.parse.labelling import Labelling, Segment
from sayso.parse.network import Network, Question, Reading, network
from sayso.parse.parsed import Parsed, Proposal, Quotation, Token, Unit
from sayso.parse.sequences import sequences, single_sentences
from sayso.parse.tokens import tokenize
from sayso.parse.units import UnitText, units_of
from sayso.records import Document

__all__ = ["parse"]

_SUSPECTED = 0.15  # words above this chance to be a cue are asked what they report
_SPEECH = 1  # class of the reporting words that introduce speech
_MIN_TOLD = 4  # words; in less nothing is told again
_IDLE = -4.0  # log odds: of what reports something less probably nothing more is asked
_PROBABLE = 0.2  # of a less probable cue nobody asks what is told in its content
_MAX_DEPTH = 3  # X said that Y said that Z said


def parse(documents: Iterable[Document]) -> Iterator[Parsed]:
    """The documents parsed, in the order given. A document's result does not depend on its neighbours."""
    net = network()
    for document in documents:
        quotations, units = units_of(document)
        yield _parsed(document, quotations, units, net)


class _Part(NamedTuple):
    """Words that the network reads at once, and where they stand: start, end, and the quotation they stand for."""

    unit: int
    in_frame: bool
    words: Sequence[str]
    places: Sequence[tuple[int, int, int | None]]


def _parsed(document: Document, quotations: list[Quotation], texts: Sequence[UnitText], net: Network) -> Parsed:
    parts = [part for number, text in enumerate(texts) for part in _parts(number, text)]
    readings = net.read([part.words for part in parts])
    offsets: list[int] = []
    tokens: list[Token] = []
    sentences: list[range] = []
    for part, reading in zip(parts, readings, strict=True):
        offsets.append(len(tokens))
        tokens += _tokens(part, reading, len(tokens), len(sentences), net)
        sentences += [range(offsets[-1] + each.start, offsets[-1] + each.stop) for each in reading.sentences]
    for number, text in enumerate(texts):
        if text.quotation is not None:
            quotations[text.quotation] = quotations[text.quotation]._replace(unit=number)
    return Parsed(
        document=document,
        quotations=tuple(quotations),
        units=tuple(_units(texts, parts)),
        tokens=tuple(tokens),
        children=_children(tokens),
        sentences=tuple(sentences),
        proposals=tuple(_proposals(net, [token.text for token in tokens], readings, offsets)),
    )


def _parts(number: int, text: UnitText) -> Iterator[_Part]:
    places = tokenize(text.text)
    words = [text.text[start:end] for start, end in places]
    located = list(text.located(places))
    in_frame = text.quotation is None
    for part in sequences(words) if in_frame else single_sentences(words):
        yield _Part(number, in_frame, words[part.start : part.stop], located[part.start : part.stop])


def _units(texts: Sequence[UnitText], parts: Sequence[_Part]) -> Iterator[Unit]:
    sizes = [0] * len(texts)
    for part in parts:
        sizes[part.unit] += len(part.words)
    for text, (first, stop) in zip(texts, pairwise(accumulate(sizes, initial=0)), strict=True):
        yield Unit(range(first, stop), text.paragraph, text.quotation)


def _tokens(part: _Part, reading: Reading, offset: int, sentence: int, net: Network) -> Iterator[Token]:
    numbers = chain.from_iterable([sentence + k] * len(each) for k, each in enumerate(reading.sentences))
    ents = _names(part.words, reading, net.vocabulary) if part.in_frame else repeat("")
    rows = zip(part.words, part.places, reading.tags, reading.deps, reading.heads, ents, numbers, strict=False)
    for i, (word, (start, end, quotation), tag, dep, head, ent, number) in enumerate(rows, offset):
        yield Token(i, word, start, end, tag, net.deps[dep], offset + head, ent, number, part.unit, quotation)


def _names(words: Sequence[str], reading: Reading, vocabulary: Vocabulary) -> Iterator[str]:
    """The types of names that words are part of: an unknown word before a name belongs to it (*Bruno* Harrow)."""
    for k, (word, ent, tag) in enumerate(zip(words, reading.ents, reading.tags, strict=True)):
        before = not ent and tag.startswith("NNP") and reading.heads[k] == k + 1
        yield reading.ents[k + 1] if before and vocabulary.features(word).word == UNKNOWN else ent


def _children(tokens: Sequence[Token]) -> tuple[tuple[int, ...], ...]:
    children: list[list[int]] = [[] for _ in tokens]
    for token in tokens:
        if token.head != token.i:
            children[token.head].append(token.i)
    return tuple(tuple(kept) for kept in children)


# --- what may report, and what -------------------------------------------------------------------------------------


def _proposals(
    net: Network, words: Sequence[str], readings: Sequence[Reading], offsets: Sequence[int], depth: int = 0
) -> Iterator[Proposal]:
    """What the words of the readings report, then what is told again inside of that.

    The annotators marked what is told at the top alone, so the network is blind to what stands inside. Read by
    itself, what is told is at the top.
    """
    asked = [
        (offset, Question(reading, part, cue))
        for reading, offset in zip(readings, offsets, strict=True)
        for part in reading.sentences
        for cue in part
        if reading.cues[cue] > _SUSPECTED
    ]
    answers = net.answers([question for _, question in asked])
    found = [
        _proposal(question, answer, offset, depth)
        for (offset, question), answer in zip(asked, answers, strict=True)
        if answer.over_nothing > _IDLE
    ]
    yield from found
    if depth < _MAX_DEPTH:
        inner = list(dict.fromkeys(part for each in found for part in _told(each, words, net)))
        told = net.read([words[part.start : part.stop] for part in inner])
        yield from _proposals(net, words, told, [part.start for part in inner], depth + 1)


def _proposal(question: Question, answer: Labelling, offset: int, depth: int) -> Proposal:
    def words(runs: Iterable[Segment]) -> tuple[int, ...]:
        first = offset + question.sentence.start
        return tuple(first + k for run in runs for k in range(run.start, run.stop))

    return Proposal(
        cue=offset + question.cue,
        chance=round(float(question.reading.cues[question.cue]), 4),
        over_nothing=round(answer.over_nothing, 3),
        content=words(answer.contents),
        source=words(answer.sources),
        depth=depth,
    )


def _told(proposal: Proposal, words: Sequence[str], net: Network) -> Iterator[range]:
    """The longest run of a content, where somebody speaks in it."""
    runs: list[range] = []
    for k in proposal.content:
        runs[-1:] = [range(runs[-1].start, k + 1)] if runs and runs[-1].stop == k else [*runs[-1:], range(k, k + 1)]
    longest = max(runs, key=len)
    speaks = any(net.vocabulary.features(words[k]).reporting == _SPEECH for k in longest)
    if len(longest) >= _MIN_TOLD and proposal.chance >= _PROBABLE and proposal.over_nothing > 0 and speaks:
        yield longest
