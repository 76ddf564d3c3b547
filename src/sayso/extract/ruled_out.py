"""Proposals that are no statements, however sure the network is: names in marks, *this*, what nobody said."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.extract.drafts import Draft
from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import child, is_passive
from sayso.parse import Parsed, Proposal, Token
from sayso.records import Role

__all__ = ["ruled_out"]

_MIXED = 2  # words beside a quotation, with which it is told in part
_OPENING = frozenset("“‘")
_MARKS = _OPENING | frozenset("”’")  # the reading copy has no others
_QUOTING = _MARKS | {":"}
_POINTING = ("DT", "PRP", "IN", "TO", "WP", "WDT", "PRP$", "RB")
_ANSWERS = frozenset({"yes", "no", "sorry", "thanks", "goodbye"})
_FINITE = ("VB", "VBD", "VBP", "VBZ", "MD")


def ruled_out(parsed: Parsed, proposal: Proposal, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether the proposal, drafted so, is no statement or is found as another one."""
    cue = parsed.tokens[proposal.cue]
    unit = parsed.units[cue.unit]
    words = [parsed.tokens[k] for k in draft.words if parsed.tokens[k].tag[:1].isalpha()]
    if not words or _nobody_says(parsed, cue, draft) or _only_points(words, lexicon):
        return True
    if _is_quoted_elsewhere(parsed, cue, words, lexicon):
        return True
    if _is_work(words) or _is_name(parsed, cue, draft.words, lexicon) or _is_scare(parsed, cue, draft.words, lexicon):
        return True
    if _is_time(parsed, draft.source):
        return True
    if parsed.document.paragraphs[unit.paragraph].role is Role.HEADLINE and not draft.source:
        return True  # In Title Case Every Word Looks Like a Name
    if proposal.depth == 0 and unit.quotation is None:
        return False
    told_again = draft.speech and _is_told_again(parsed, cue, draft.source)
    return not (told_again and _is_told_whole(parsed, cue, draft.words))


def _is_time(parsed: Parsed, source: Sequence[int]) -> bool:
    """“Because of *today’s* ruling”: a day says nothing."""
    words = [parsed.tokens[k] for k in source if parsed.tokens[k].tag != "POS"]
    return bool(words) and all(word.ent in ("DATE", "TIME") for word in words)


def _nobody_says(parsed: Parsed, cue: Token, draft: Draft) -> bool:
    """“It is impossible *to say* that it rains”; of “allegedly declined the offer” what he did, not what he said."""
    if not draft.source and cue.tag == "VB":
        return True
    told = any(parsed.tokens[k].tag.startswith(("VB", "MD")) for k in draft.words)
    return bool(draft.hedge) and not told and child(parsed, cue.i, "ccomp") is None


def _only_points(words: Sequence[Token], lexicon: Lexicon) -> bool:
    """“Spoke about *this*”, “expressed *this view* in May”: what was said stands elsewhere."""
    if all(token.tag in _POINTING or token.lower in lexicon.pointing for token in words):
        return True
    inside = {token.i for token in words}
    return words[0].lower in ("this", "that") and words[0].tag == "DT" and words[0].head not in inside


def _is_quoted_elsewhere(parsed: Parsed, cue: Token, words: Sequence[Token], lexicon: Lexicon) -> bool:
    """A quotation alone is a direct statement, found as such; “is said to have told them: “_”” is one with a hedge."""
    quoted = sum(token.quotation is not None for token in words)
    hedged = cue.lower in lexicon.hedging_passives and is_passive(parsed, cue.i)
    return quoted > 0 and (len(words) - quoted < _MIXED or hedged)


def _is_work(words: Sequence[Token]) -> bool:
    """“Wrote *The Long Tide*”."""
    return all(token.ent == "WORK_OF_ART" for token in words)


def _is_name(parsed: Parsed, cue: Token, words: Sequence[int], lexicon: Lexicon) -> bool:
    """“Wrote *“Ice” and “The Salt Road”*”, “called *the raid “Operation Gull”*”, “known as “the old man””."""
    if cue.lower not in lexicon.naming:
        return False
    if parsed.tokens[min(cue.i + 1, len(parsed.tokens) - 1)].lower == "as" and is_passive(parsed, cue.i):
        return True
    inside = False
    marked: list[Token] = []
    for token in parsed.tokens[max(0, words[0] - 1) : words[-1] + 1]:
        if token.text in _MARKS:
            inside = token.text in _OPENING
        elif inside and token.tag.startswith(("NN", "JJ", "VB", "PRP")):
            marked.append(token)
    return bool(marked) and all(token.text[0].isupper() for token in marked)


def _is_scare(parsed: Parsed, cue: Token, words: Sequence[int], lexicon: Lexicon) -> bool:
    """“Advertises them as *“floating palaces”*”: words in marks, no verb, and a cue that is not known to report."""
    around = max(0, words[0] - 1), min(words[-1] + 1, len(parsed.tokens) - 1)
    known = cue.lower in lexicon.lemmas or cue.lower in lexicon.nouns
    told = any(parsed.tokens[k].tag in _FINITE for k in words)
    return not known and not told and all(parsed.tokens[k].text in _MARKS for k in around)


def _is_told_again(parsed: Parsed, cue: Token, source: Sequence[int]) -> bool:
    """Inside what is told only what was told before is told again: “I say it rains” is what its speaker says."""
    if not source:
        return False
    own = {parsed.tokens[k].lower for k in source} <= {"i", "we"}
    verb = cue if cue.tag.startswith("VB") else parsed.tokens[cue.head]
    return not own or (verb.tag in ("VBD", "VBN") and child(parsed, verb.i, "mark") is None)


def _is_told_whole(parsed: Parsed, cue: Token, words: Sequence[int]) -> bool:
    """Words with a verb, in marks or after a colon, “yes” or a judgement: not “he told me about *his plans*”."""
    around = range(max(0, words[0] - 1), min(words[-1] + 2, len(parsed.tokens)))
    marked = any(parsed.tokens[k].text in _QUOTING for k in around if parsed.tokens[k].unit == cue.unit)
    tokens = [parsed.tokens[k] for k in words]
    return marked or _is_judgement(cue, tokens) or any(_tells_by_itself(token) for token in tokens)


def _tells_by_itself(token: Token) -> bool:
    """A quotation, a verb, “yes” or “no”; of “the *scheduled* boats” no word does."""
    is_verb = token.tag.startswith(("VB", "MD")) and token.dep not in ("amod", "compound")
    return is_verb or token.quotation is not None or token.lower in _ANSWERS


def _is_judgement(cue: Token, words: Sequence[Token]) -> bool:
    """“Called *Brenn a liar*”, “called *the plan stupid*”, “described *the plan as a disgrace*”."""
    objects = [token.dep for token in words if token.head == cue.i and token.dep in ("dobj", "oprd")]
    as_what = any(token.lower == "as" and token.tag == "IN" for token in words[1:])
    as_what = as_what and all(token.lower != "such" for token in words)
    return cue.tag.startswith("VB") and (as_what or len(objects) > 1 or "oprd" in objects)
