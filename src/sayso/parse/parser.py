"""Runs the network over the units of each paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from sayso.parse.features import UNKNOWN, WordFeatures
from sayso.parse.labelling import Labelling, Segment
from sayso.parse.network import Network, Question, Reading, network
from sayso.parse.parsed import Parsed, Proposal, Quotation, Token, Unit
from sayso.parse.sequences import sequences, single_sentences
from sayso.parse.tokens import tokenize
from sayso.parse.units import UnitText, units_of
from sayso.records import Document

__all__ = ["parse"]

_SUSPECTED = 0.12  # words above this chance to be a cue are asked what they report
_SPEECH = 1  # class of the reporting words that introduce speech
_MIN_TOLD = 4  # words; in less nothing is told again
_PROBABLE = 0.2  # of a less probable cue nobody asks what is told in its content
_MAX_DEPTH = 3  # X said that Y said that Z said


def parse(documents: Iterable[Document]) -> Iterator[Parsed]:
    """The documents parsed, in the order given. A document's result does not depend on its neighbours."""
    net = network()
    for document in documents:
        quotations, units = units_of(document)
        yield _parsed(document, quotations, units, net)


def _parsed(document: Document, quotations: list[Quotation], texts: Sequence[UnitText], net: Network) -> Parsed:
    places = [tokenize(text.text) for text in texts]
    words = [[text.text[start:end] for start, end in row] for text, row in zip(texts, places, strict=True)]
    cut = [sequences if text.quotation is None else single_sentences for text in texts]
    parts = [(unit, part) for unit, row in enumerate(words) for part in cut[unit](row)]
    readings = net.read([words[unit][part.start : part.stop] for unit, part in parts])
    firsts = _firsts([len(row) for row in words])
    tokens: list[Token] = []
    sentences: list[range] = []
    for (unit, part), reading in zip(parts, readings, strict=True):
        offset = len(tokens)
        spots = places[unit][part.start : part.stop]
        tokens += _tokens(texts[unit], spots, reading, offset, unit, len(sentences), net)
        sentences += [range(offset + each.start, offset + each.stop) for each in reading.sentences]
    units = []
    for number, (text, first, row) in enumerate(zip(texts, firsts, words, strict=True)):
        if text.quotation is not None:
            quotations[text.quotation] = quotations[text.quotation]._replace(unit=number)
        units.append(Unit(range(first, first + len(row)), text.paragraph, text.quotation))
    offsets = [firsts[unit] + part.start for unit, part in parts]
    proposals = tuple(_proposals(net, [token.text for token in tokens], readings, offsets))
    return Parsed(
        document, tuple(quotations), tuple(units), tuple(tokens), _children(tokens), tuple(sentences), proposals
    )


def _firsts(lengths: Sequence[int]) -> list[int]:
    firsts = [0]
    for length in lengths:
        firsts.append(firsts[-1] + length)
    return firsts[:-1]


def _tokens(
    text: UnitText,
    spots: Sequence[tuple[int, int]],
    reading: Reading,
    offset: int,
    unit: int,
    sentence: int,
    net: Network,
) -> Iterator[Token]:
    numbers = chain.from_iterable([sentence + k] * len(each) for k, each in enumerate(reading.sentences))
    for k, ((start, end), number) in enumerate(zip(spots, numbers, strict=True)):
        span, quotation = text.locate(start, end)
        yield Token(
            i=offset + k,
            text=text.text[start:end],
            start=span.start,
            end=span.end,
            tag=reading.tags[k],
            dep=net.deps[reading.deps[k]],
            head=offset + reading.heads[k],
            ent=_name(reading, k, net.vocabulary.features(text.text[start:end])) if text.quotation is None else "",
            sentence=number,
            unit=unit,
            quotation=quotation,
        )


def _name(reading: Reading, k: int, word: WordFeatures) -> str:
    """The type of name that a word is part of: an unknown word in front of a name belongs to it (*Bruno* Harrow)."""
    head = reading.heads[k]
    if not reading.ents[k] and word.word == UNKNOWN and reading.tags[k].startswith("NNP") and head == k + 1:
        return reading.ents[head]
    return reading.ents[k]


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
        if answer.contents
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
    if len(longest) >= _MIN_TOLD and proposal.chance >= _PROBABLE and speaks:
        yield longest
