"""Paraphrased and partly quoted statements: which candidates report, and who is their source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sayso.config import ExtractSettings
from sayso.extract.belief import CLAUSES, confidence, features
from sayso.extract.contents import Candidate, candidates
from sayso.extract.drafts import Draft
from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import addressee_of, source_of
from sayso.extract.syntax import child, verb_group
from sayso.parse import Parsed, Token, Unit
from sayso.records import Role

__all__ = ["indirect"]

# Inside a quotation only speech is told again: “I think it rains” is what the speaker says, not a report of it.
_MIN_SPEECH_INSIDE = 0.5
_HEARSAY = 0.6  # “is said to”: hearsay by its form, which the training articles annotate now and then
_MADE_CLEAR = 0.7  # “made it clear that”: an idiom of saying, too rare there to have a rate
_POINTING = ("DT", "PRP", "IN", "TO", "WP", "WDT", "PRP$")


def indirect(parsed: Parsed, unit: Unit, lexicon: Lexicon, settings: ExtractSettings) -> Iterator[Draft]:
    """The best draft for each cue of the unit that probably reports."""
    by_cue: dict[int, list[Candidate]] = {}
    for candidate in candidates(parsed, unit.tokens, lexicon):
        by_cue.setdefault(candidate.cue, []).append(candidate)
    for cue, found in by_cue.items():
        source = source_of(parsed, cue)
        best = _best(found, lexicon)
        draft = _draft(parsed, best, source, lexicon)
        if draft.confidence >= settings.min_confidence and _fits(parsed, unit, best, draft, lexicon):
            yield draft


def _best(found: Sequence[Candidate], lexicon: Lexicon) -> Candidate:
    """The likeliest; of those as likely to a hundredth, the one that reports most words."""
    return max(found, key=lambda c: (round(lexicon.rate(c.lemma, c.structure), 2), len(c.words)))


def _draft(parsed: Parsed, candidate: Candidate, source: list[int] | None, lexicon: Lexicon) -> Draft:
    cue = parsed.tokens[candidate.cue]
    rate = lexicon.rate(candidate.lemma, candidate.structure)
    belief = confidence(features(parsed, candidate, source, rate, lexicon), lexicon.weights)
    if candidate.structure == "said-to" and cue.lower in lexicon.hedging_passives:
        belief = max(belief, _HEARSAY)
    if _is_made_clear(parsed, cue):
        belief = max(belief, _MADE_CLEAR)
    reporting = _cue(parsed, cue)
    wording = " ".join(parsed.tokens[k].text for k in reporting)
    return Draft(
        unit=cue.unit,
        words=tuple(k for k in candidate.words if k not in (source or ())),
        cue=reporting,
        source=tuple(source or ()),
        confidence=round(belief, 3),
        because=f"“{wording}” with {_TOLD.get(candidate.structure, 'what it reports')}",
        addressee=tuple(addressee_of(parsed, cue.i, lexicon) or ()) if candidate.structure in CLAUSES else (),
        speech=lexicon.speaks(cue.lower) or candidate.structure.startswith("noun-") or _is_made_clear(parsed, cue),
    )


def _cue(parsed: Parsed, cue: Token) -> tuple[int, ...]:
    """The reporting words: a verb with its auxiliaries, “made it clear”, or a noun alone."""
    if cue.tag.startswith("VB"):
        return verb_group(parsed, cue.i)
    head = parsed.tokens[cue.head]
    if head.tag.startswith("VB") and 0 < cue.i - head.i <= 3 and not cue.tag.startswith("NN"):
        return tuple(range(head.i, cue.i + 1))
    return (cue.i,)


def _is_made_clear(parsed: Parsed, cue: Token) -> bool:
    return cue.tag.startswith("JJ") and parsed.tokens[cue.head].lower in ("made", "make", "makes", "making")


_TOLD = {
    "that": "a that-clause",
    "bare": "a clause",
    "before": "the clause before it",
    "aside": "the sentence around it",
    "wh": "an indirect question",
    "to": "an infinitive",
    "ing": "an -ing form",
    "said-to": "somebody and an infinitive",
    "one-to": "somebody and an infinitive",
    "object": "its object",
    "named": "what somebody is called",
    "noun-that": "a that-clause",
    "noun-to": "an infinitive",
    "adjective-that": "a that-clause",
}


def _fits(parsed: Parsed, unit: Unit, candidate: Candidate, draft: Draft, lexicon: Lexicon) -> bool:
    if not draft.words or (not draft.source and parsed.tokens[candidate.cue].tag == "VB"):
        return False  # “it is impossible to claim that it rains”: nobody said it
    words = [parsed.tokens[k] for k in draft.words if parsed.tokens[k].tag[:1].isalpha()]
    if all(token.quotation is not None for token in words):
        return False  # a quotation alone is a direct statement, found as such
    if all(token.tag in _POINTING or token.lower in lexicon.pointing for token in words):
        return False  # “spoke about this”, “expressed this view”: what was said stands elsewhere
    if parsed.document.paragraphs[unit.paragraph].role is Role.HEADLINE and candidate.structure not in CLAUSES:
        return False  # In Title Case the Parser Takes Every Word for a Name
    if unit.quotation is None:
        return True
    return draft.confidence >= _MIN_SPEECH_INSIDE and draft.speech and _tells_again(parsed, candidate, draft)


def _tells_again(parsed: Parsed, candidate: Candidate, draft: Draft) -> bool:
    """Inside a quotation: told of another time or by another, not “I say it rains”."""
    if not draft.source or candidate.structure not in CLAUSES:
        return False
    own = {parsed.tokens[k].lower for k in draft.source} <= {"i", "we"}
    cue = parsed.tokens[candidate.cue]
    verb = cue if cue.tag.startswith("VB") else parsed.tokens[cue.head]
    return not own or (verb.tag in ("VBD", "VBN") and child(parsed, verb.i, "mark") is None)
