"""Sentences that lost their verb of saying: “The pier is safe, Mayor Ada Quill in an interview with the Courier.”"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.extract.drafts import Draft
from sayso.extract.lexicon import Lexicon
from sayso.extract.syntax import without_edges
from sayso.parse import Parsed, Unit

__all__ = ["lost_verbs"]

_CONFIDENCE = 0.8
_MAX_BETWEEN = 3  # words between “in” and “interview”
_MAX_NAME = 8  # words: titles and name
_MIN_TOLD = 3
_AT = frozenset({"in", "at", "during"})
_FINITE = ("VBZ", "VBD", "VBP", "MD")
_NAMING = ("NN", "JJ")


def lost_verbs(parsed: Parsed, unit: Unit, lexicon: Lexicon) -> Iterator[Draft]:
    """A draft for each sentence of a frame that ends in who spoke and where, and has no verb for it."""
    if unit.quotation is not None:
        return
    for i in unit.tokens:
        stop = _occasion(parsed, i, unit, lexicon) if parsed.tokens[i].text in _AT else None
        if stop is None:
            continue
        sentence = parsed.sentences[parsed.tokens[i].sentence]
        comma = next((k for k in range(i - 1, sentence.start, -1) if parsed.tokens[k].text == ","), None)
        if comma is None or not _names(parsed, range(comma + 1, i)):
            continue
        words = without_edges(parsed, range(sentence.start, comma))
        told = len(words) >= _MIN_TOLD and any(parsed.tokens[k].tag in _FINITE for k in words)
        if told and not _has_verb(parsed, stop, sentence):
            cue = range(i, stop)
            yield Draft(
                unit=parsed.tokens[i].unit,
                words=tuple(words),
                cue=tuple(cue),
                source=tuple(range(comma + 1, i)),
                confidence=_CONFIDENCE,
                because=f"“{' '.join(parsed.tokens[k].text for k in cue)}” after a name, and no verb",
            )


def _occasion(parsed: Parsed, i: int, unit: Unit, lexicon: Lexicon) -> int | None:
    """Where “*in an interview*” ends that begins at ``i``; None where nothing of the kind does."""
    last = range(i + 1, min(i + 2 + _MAX_BETWEEN, unit.tokens.stop))
    return next((k + 1 for k in last if parsed.tokens[k].lower in lexicon.occasions), None)


def _names(parsed: Parsed, words: range) -> bool:
    """Whether these are a person's titles and name, and nothing else."""
    tokens = [parsed.tokens[k] for k in words]
    return (
        0 < len(tokens) <= _MAX_NAME
        and tokens[-1].ent == "PERSON"
        and all(token.tag.startswith(_NAMING) for token in tokens)
    )


def _has_verb(parsed: Parsed, start: int, sentence: range) -> bool:
    """Whether a verb follows before the next comma: “Quill in an interview *declined* to say”."""
    rest = range(start, sentence.stop)
    until = next((k for k in rest if parsed.tokens[k].text in (",", ".", ";")), sentence.stop)
    return any(parsed.tokens[k].tag.startswith(("VB", "MD")) for k in range(start, until))
