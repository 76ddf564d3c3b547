"""Parsed -> statements, unit by unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.config import ExtractSettings
from sayso.extract.drafts import Draft
from sayso.extract.indirect import indirect
from sayso.extract.kept import sure
from sayso.extract.lexicon import Lexicon, lexicon
from sayso.extract.lost_verbs import lost_verbs
from sayso.extract.phrases import according
from sayso.extract.quoted import quoted
from sayso.extract.statements import assembled, of_turn
from sayso.extract.turns import turns
from sayso.parse import Parsed, Proposal
from sayso.records import Statement

__all__ = ["extract"]


def extract(parsed: Parsed, *, settings: ExtractSettings | None = None) -> tuple[Statement, ...]:
    """The statements of an article in text order, the telling before the told; speakers are not yet filled in.

    ``within`` makes them a tree: a statement told inside another has that one's id.
    """
    settings = settings or ExtractSettings()
    words = lexicon()
    transcript = [of_turn(parsed, turn) for turn in turns(parsed.document)]
    found = assembled(parsed, _drafts(parsed, words, settings), words)
    turned = {turn.cue: turn.id for turn in transcript}
    again = {each.id: turned[each.cue] for each in found if each.cue in turned}  # the same words, found as a turn
    told = (replace(each, within=again.get(each.within or "", each.within)) for each in found if each.id not in again)
    statements = [*transcript, *(_in_turn(statement, transcript) for statement in told)]
    in_order = sorted(statements, key=lambda s: (s.content[0].start, -s.content[-1].end, s.id))
    return sure(in_order, settings.min_confidence)


def _in_turn(statement: Statement, transcript: Sequence[Statement]) -> Statement:
    """The statement, told by the transcript's turn that it stands in."""
    if statement.within is not None:
        return statement
    first = statement.content[0]
    teller = next((turn for turn in transcript if any(span.contains(first) for span in turn.content)), None)
    return replace(statement, within=teller.id) if teller is not None else statement


def _drafts(parsed: Parsed, words: Lexicon, settings: ExtractSettings) -> Iterator[Draft]:
    proposals: dict[int, list[Proposal]] = {}
    for proposal in parsed.proposals:
        proposals.setdefault(parsed.tokens[proposal.cue].unit, []).append(proposal)
    for number, unit in enumerate(parsed.units):
        proposed = proposals.get(number, [])
        verbless = list(lost_verbs(parsed, unit, words))
        named = {k for draft in verbless for k in draft.source}  # whoever speaks is no part of what another tells
        found = [each for each in indirect(parsed, proposed, words, settings) if named.isdisjoint(each.words)]
        cues = {k for draft in found for k in draft.cue}
        yield from quoted(parsed, unit, proposed, words)
        yield from (draft for draft in according(parsed, unit, words) if cues.isdisjoint(draft.cue))
        yield from verbless
        yield from found
