"""Paraphrased and partly quoted statements: which of the network's proposals report, and who is their source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.config import ExtractSettings
from sayso.extract.act_words import act_words
from sayso.extract.acts import DEEDS
from sayso.extract.appositions import apposition
from sayso.extract.belief import belief
from sayso.extract.drafts import Draft
from sayso.extract.heard import as_heard
from sayso.extract.hedges import hedge_over
from sayso.extract.lexicon import Lexicon
from sayso.extract.ruled_out import ruled_out
from sayso.extract.sources import addressee_of, source_of, told_passively
from sayso.extract.syntax import (
    child,
    children,
    is_passive,
    phrase,
    quoted_as,
    verb_group,
    with_adjective,
    without_edges,
)
from sayso.parse import Parsed, Proposal, Token

__all__ = ["indirect", "source_words"]

_HEARSAY = 0.6  # “is said to”: hearsay by its form, which the training articles annotate now and then


def indirect(
    parsed: Parsed, proposals: Sequence[Proposal], lexicon: Lexicon, settings: ExtractSettings
) -> Iterator[Draft]:
    """A draft for each proposal that probably reports."""
    reporting: set[int] = set()
    for proposed in proposals:  # what is told again comes last
        proposal = as_heard(parsed, proposed, lexicon)
        if proposal is None or proposal.cue in reporting:
            continue
        source = source_words(parsed, proposal, lexicon)
        confidence = _confidence(parsed, proposal, source, lexicon)
        if confidence < settings.min_confidence:
            continue
        draft = _draft(parsed, proposal, source, confidence, lexicon)
        if not ruled_out(parsed, proposal, draft, lexicon):
            reporting.add(proposal.cue)
            yield draft


def _confidence(parsed: Parsed, proposal: Proposal, source: Sequence[int], lexicon: Lexicon) -> float:
    believed = belief(parsed, proposal, source, lexicon)
    rumoured = parsed.tokens[proposal.cue].lower in lexicon.hedging_passives
    least = _HEARSAY if rumoured and hedge_over(parsed, proposal.cue, lexicon) else 0.0
    return round(max(believed, least), 3)  # as it is shown, so that what is shown at a threshold stands there too


def _draft(parsed: Parsed, proposal: Proposal, source: Sequence[int], confidence: float, lexicon: Lexicon) -> Draft:
    cue = parsed.tokens[proposal.cue]
    reporting = _cue(parsed, cue, lexicon)
    words = tuple(k for k in _content(parsed, proposal, lexicon) if k not in source and k not in reporting)
    if source and source[0] == reporting[-1] + 1:
        role = apposition(parsed, source, words)
        source, words = (*source, *role), tuple(k for k in words if k not in role)
    return Draft(
        unit=cue.unit,
        words=words,
        cue=reporting,
        source=tuple(source),
        confidence=confidence,
        because=f"“{' '.join(parsed.tokens[k].text for k in reporting)}” with {_told(parsed, cue, words)}",
        addressee=() if cue.lower == "according" else tuple(addressee_of(parsed, cue.i, lexicon) or ()),
        hedge=hedge_over(parsed, cue.i, lexicon),
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
    told = child(parsed, cue, "ccomp")
    if told is not None and told.i < cue < words[0] and _is_circumstance(parsed, cue, words):
        return tuple(without_edges(parsed, phrase(parsed, told.i)))
    if words[0] < cue < words[-1] and (_takes_clause(parsed, cue) or _tells_passively(parsed, cue, lexicon)):
        # “*It* was announced that it rains”, “*they* were told it rains”: a clause needs no subject from outside.
        words = tuple(k for k in words if k > cue)
    return words[_told_after(parsed, cue, words, lexicon) :]


def _told_after(parsed: Parsed, cue: int, words: Sequence[int], lexicon: Lexicon) -> int:
    """How many words stand before what is told: “yelled to *the officers* that it rains”, 0 where all are told.

    Not “pointed to *reports* that it rains”: a noun that reports has a clause of its own.
    """
    that = next((at for at, k in enumerate(words) if parsed.tokens[k].lower == "that"), 0)
    mark, verb = parsed.tokens[words[that]], parsed.tokens[cue]
    speaks = verb.tag.startswith("VB") and act_words().acts.get(verb.lower) in DEEDS
    if that == 0 or mark.dep != "mark" or not speaks:
        return 0
    place = next(
        (each for each in children(parsed, cue, "prep") if each.lower in lexicon.beside and each.i < words[0]), None
    )
    noun = child(parsed, place.i, "pobj") if place is not None else None
    if place is None or noun is None or not set(words[:that]) <= set(phrase(parsed, place.i)):
        return 0
    nouns = {noun.lower, parsed.tokens[words[that - 1]].lower}
    return that if nouns.isdisjoint(lexicon.nouns) else 0


def _is_circumstance(parsed: Parsed, cue: int, words: Sequence[int]) -> bool:
    """“It rains, she said *when she was asked*”."""
    hung = [parsed.tokens[k].dep for k in words if parsed.tokens[k].head == cue]
    return hung == ["advcl"]


def _takes_clause(parsed: Parsed, cue: int) -> bool:
    told = child(parsed, cue, "ccomp")
    return told is not None and told.i > cue and child(parsed, told.i, "mark") is not None


def _tells_passively(parsed: Parsed, cue: int, lexicon: Lexicon) -> bool:
    # Of “*they* were asked to leave” the corpus has the first word in the content.
    return told_passively(parsed, cue, lexicon) is not None and child(parsed, cue, "xcomp") is None


def source_words(parsed: Parsed, proposal: Proposal, lexicon: Lexicon) -> tuple[int, ...]:
    """Token indices of who is named as the source: by the network, else by syntax; empty where nobody is."""
    told, quoted = told_passively(parsed, proposal.cue, lexicon), quoted_as(parsed, proposal.cue)
    named = proposal.source if told is None or told.i not in proposal.source else ()
    if named and quoted is None and not _is_impersonal(parsed, proposal):
        return named
    found = source_of(parsed, proposal.cue) or ()
    return () if quoted is None and not set(proposal.content).isdisjoint(found) else tuple(found)


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
