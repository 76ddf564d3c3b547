"""What somebody is told to have been heard saying: “*Tosk* was heard *shouting* that the boats were lost”.

The network wavers there between two cues. The verb of speech is the one: hearing tells how it reached others.
"""

from __future__ import annotations

from itertools import takewhile

from sayso.extract.lexicon import Lexicon
from sayso.extract.sources import source_phrase
from sayso.extract.syntax import child, subject
from sayso.parse import Parsed, Proposal, Token

__all__ = ["as_heard"]

_MAX_BETWEEN = 6  # words: “was caught *on a hidden tape* saying”


def as_heard(parsed: Parsed, proposal: Proposal, lexicon: Lexicon) -> Proposal | None:
    """The proposal with the verb of speech for its cue, and who was heard for its source; others as they are.

    None where nothing follows that verb in the content.
    """
    verb = _hearing(parsed, proposal.cue, lexicon)
    saying = _saying(parsed, verb, lexicon) if verb is not None else None
    who = _who(parsed, verb) if verb is not None else None
    if verb is None or saying is None or who is None or proposal.cue not in (verb.i, saying.i):
        return proposal
    content = tuple(k for k in proposal.content if k > saying.i)
    source = tuple(source_phrase(parsed, who, cue=verb.i))
    return proposal._replace(cue=saying.i, content=content, source=source) if content else None


def _hearing(parsed: Parsed, cue: int, lexicon: Lexicon) -> Token | None:
    """The nearest passive of hearing or seeing, the cue itself or before it; None where there is none."""
    first = max(parsed.sentences[parsed.tokens[cue].sentence].start, cue - _MAX_BETWEEN)
    near = (parsed.tokens[k] for k in range(cue, first - 1, -1))
    return next((t for t in near if t.lower in lexicon.perceived and _being(parsed, t) is not None), None)


def _being(parsed: Parsed, verb: Token) -> Token | None:
    """“*was* heard”, where the parser may have taken *heard* for an adjective; None where it is no passive."""
    above = parsed.tokens[verb.head]
    return child(parsed, verb.i, "auxpass") or (above if verb.dep == "acomp" and above.i == verb.i - 1 else None)


def _saying(parsed: Parsed, verb: Token, lexicon: Lexicon) -> Token | None:
    """The next verb, where it is of speech and has a form that goes with the passive: “heard *saying*”, “to *say*”."""
    stop = min(parsed.sentences[verb.sentence].stop, verb.i + 1 + _MAX_BETWEEN)
    between = list(takewhile(lambda token: not token.tag.startswith("VB"), parsed.tokens[verb.i + 1 : stop]))
    saying = parsed.tokens[verb.i + 1 + len(between)] if verb.i + 1 + len(between) < stop else None
    if saying is None or not lexicon.speaks(saying.lower):
        return None
    infinitive = saying.tag == "VB" and bool(between) and between[-1].tag == "TO"
    unbroken = all(token.tag[:1].isalpha() and token.quotation is None for token in between)
    return saying if unbroken and (saying.tag == "VBG" or infinitive) else None


def _who(parsed: Parsed, verb: Token) -> Token | None:
    """Who was heard; of “Tosk, *who* was heard saying” and “Tosk rose and was heard saying” it is Tosk."""
    being = _being(parsed, verb)
    who = child(parsed, verb.i, "nsubjpass") or (child(parsed, being.i, "nsubjpass", "nsubj") if being else None)
    if who is None:
        return subject(parsed, verb.head) if verb.dep == "conj" else None
    return parsed.tokens[verb.head] if who.tag == "WP" and verb.dep == "relcl" else who
