"""Paraphrased and partly quoted statements: which of the network's proposals report, and who is their source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.config import ExtractSettings
from sayso.extract.belief import belief
from sayso.extract.drafts import Draft
from sayso.extract.hedges import hedge_over
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import addressee_of, source_of, told_passively
from sayso.extract.syntax import child, is_passive, quoted_as, verb_group, with_adjective
from sayso.parse import Parsed, Proposal, Token, Unit
from sayso.records import Role

__all__ = ["indirect", "is_told_again", "source_words"]

_HEARSAY = 0.6  # “is said to”: hearsay by its form, which the training articles annotate now and then
_MIXED = 2  # words beside a quotation, with which it is told in part
_POINTING = ("DT", "PRP", "IN", "TO", "WP", "WDT", "PRP$", "RB")


def indirect(
    parsed: Parsed, unit: Unit, proposals: Sequence[Proposal], lexicon: Lexicon, settings: ExtractSettings
) -> Iterator[Draft]:
    """A draft for each proposal of the unit that probably reports."""
    reporting: set[int] = set()
    for proposal in proposals:  # what is told again comes last
        if proposal.cue in reporting:
            continue
        draft = _draft(parsed, proposal, lexicon)
        if draft.confidence >= settings.min_confidence and _fits(parsed, unit, proposal, draft, lexicon):
            reporting.add(proposal.cue)
            yield draft


def _draft(parsed: Parsed, proposal: Proposal, lexicon: Lexicon) -> Draft:
    cue = parsed.tokens[proposal.cue]
    source = source_words(parsed, proposal, lexicon)
    confidence = belief(parsed, proposal, source, lexicon)
    hedge = hedge_over(parsed, cue.i, lexicon)
    if cue.lower in lexicon.hedging_passives and hedge:
        confidence = max(confidence, _HEARSAY)
    reporting = _cue(parsed, cue, lexicon)
    words = _content(parsed, proposal, lexicon)
    return Draft(
        unit=cue.unit,
        words=tuple(k for k in words if k not in source and k not in reporting),
        cue=reporting,
        source=tuple(source),
        confidence=round(confidence, 3),
        because=f"“{' '.join(parsed.tokens[k].text for k in reporting)}” with {_told(parsed, cue, words)}",
        addressee=() if cue.lower == "according" else tuple(addressee_of(parsed, cue.i, lexicon) or ()),
        hedge=hedge,
        speech=_is_speech(parsed, cue, reporting, lexicon),
    )


def _is_speech(parsed: Parsed, cue: Token, reporting: Sequence[int], lexicon: Lexicon) -> bool:
    made_clear = cue.tag.startswith("VB") and reporting[-1] > cue.i and parsed.tokens[cue.i + 1].lower == "it"
    return lexicon.speaks(cue.lower) or cue.tag.startswith("NN") or cue.lower == "according" or made_clear


def _content(parsed: Parsed, proposal: Proposal, lexicon: Lexicon) -> tuple[int, ...]:
    """The words that a proposal reports, without those that syntax knows to be none of them."""
    cue, words = proposal.cue, proposal.content
    quoted = quoted_as(parsed, cue)
    if quoted is not None:
        return tuple(k for k in words if k > quoted.saying.i) or words
    if words[0] < cue < words[-1] and (_takes_clause(parsed, cue) or _tells_passively(parsed, cue, lexicon)):
        # “*It* was announced that it rains”, “*they* were told it rains”: a clause needs no subject from outside.
        words = tuple(k for k in words if k > cue)
    return words


def _takes_clause(parsed: Parsed, cue: int) -> bool:
    told = child(parsed, cue, "ccomp")
    return told is not None and told.i > cue and child(parsed, told.i, "mark") is not None


def _tells_passively(parsed: Parsed, cue: int, lexicon: Lexicon) -> bool:
    # Of “*they* were asked to leave” the corpus has the first word in the content.
    return told_passively(parsed, cue, lexicon) is not None and child(parsed, cue, "xcomp") is None


def source_words(parsed: Parsed, proposal: Proposal, lexicon: Lexicon) -> tuple[int, ...]:
    """Token indices of who is named as the source: by the network, else by syntax; empty where nobody is."""
    told = told_passively(parsed, proposal.cue, lexicon)
    named = proposal.source if told is None or told.i not in proposal.source else ()
    if named and quoted_as(parsed, proposal.cue) is None and not _is_impersonal(parsed, proposal):
        return named
    found = source_of(parsed, proposal.cue) or ()
    return () if set(proposal.content) & set(found) and quoted_as(parsed, proposal.cue) is None else tuple(found)


def _is_impersonal(parsed: Parsed, proposal: Proposal) -> bool:
    """“*It* was announced that …”, “*it* is impossible to say”; in “it said” the ministry may be meant."""
    words = [parsed.tokens[k].lower for k in proposal.source]
    return words == ["it"] and (parsed.tokens[proposal.cue].tag == "VB" or is_passive(parsed, proposal.cue))


def _cue(parsed: Parsed, cue: Token, lexicon: Lexicon) -> tuple[int, ...]:
    """The reporting words: a verb with its auxiliaries, “made it clear”, “according to”, or a noun alone."""
    if cue.tag.startswith("VB") and cue.lower != "according":
        return with_adjective(parsed, verb_group(parsed, cue.i), lexicon.adjectives)
    for wording in lexicon.according:
        if cue.lower == wording[0] and _stands(parsed, cue.i, wording):
            return tuple(range(cue.i, cue.i + len(wording)))
    head = parsed.tokens[cue.head]
    if head.tag.startswith("VB") and 0 < cue.i - head.i <= 3 and not cue.tag.startswith("NN"):
        return tuple(range(head.i, cue.i + 1))
    return (cue.i,)


def _stands(parsed: Parsed, i: int, wording: Sequence[str]) -> bool:
    return [token.lower for token in parsed.tokens[i : i + len(wording)]] == list(wording)


def _told(parsed: Parsed, cue: Token, words: Sequence[int]) -> str:
    """What kind of thing the cue reports, for readers."""
    if not words or words[-1] < cue.i:
        return "what stands before it"
    if words[0] < cue.i:
        return "the sentence around it"
    first = parsed.tokens[words[0]]
    if first.lower == "that" or (words[0] > 0 and parsed.tokens[words[0] - 1].lower == "that"):
        return "a that-clause"
    if first.lower in ("whether", "if", "why", "how", "what", "who", "where", "when"):
        return "an indirect question"
    return "an infinitive" if first.tag == "TO" else "what follows it"


def _fits(parsed: Parsed, unit: Unit, proposal: Proposal, draft: Draft, lexicon: Lexicon) -> bool:
    cue = parsed.tokens[proposal.cue]
    if not draft.words or (not draft.source and cue.tag == "VB"):
        return False  # “it is impossible to say that it rains”: nobody said it
    words = [parsed.tokens[k] for k in draft.words if parsed.tokens[k].tag[:1].isalpha()]
    if any(token.quotation is not None for token in words) and sum(token.quotation is None for token in words) < _MIXED:
        return False  # a quotation alone is a direct statement, found as such
    if draft.hedge and not any(token.tag.startswith(("VB", "MD")) for token in words):
        return False  # “allegedly declined the offer”: hearsay of what he did, not what he said
    if (
        cue.lower in lexicon.hedging_passives
        and is_passive(parsed, cue.i)
        and any(t.quotation is not None for t in words)
    ):
        return False  # “is said to have told them: “_””: the quotation carries the hedge
    if all(token.ent == "WORK_OF_ART" for token in words):
        return False  # “wrote “The Long Tide””
    if all(token.tag in _POINTING or token.lower in lexicon.pointing for token in words):
        return False  # “spoke about this”, “expressed this view”: what was said stands elsewhere
    if parsed.document.paragraphs[unit.paragraph].role is Role.HEADLINE and not draft.source:
        return False  # In Title Case Every Word Looks Like a Name
    if proposal.depth or unit.quotation is not None:
        return draft.speech and is_told_again(parsed, cue, draft.source)
    return True


def is_told_again(parsed: Parsed, cue: Token, source: Sequence[int]) -> bool:
    """Inside what is told only what was told before is told again: “I say it rains” is what its speaker says."""
    if not source:
        return False
    own = {parsed.tokens[k].lower for k in source} <= {"i", "we"}
    verb = cue if cue.tag.startswith("VB") else parsed.tokens[cue.head]
    return not own or (verb.tag in ("VBD", "VBN") and child(parsed, verb.i, "mark") is None)
