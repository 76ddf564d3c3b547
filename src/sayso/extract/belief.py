"""How sure a candidate is: a logistic model of a few readable features, estimated with rates.json.

Of candidates at 0.8, eight in ten report in the training articles (see rates.json's card for the fit).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from sayso.extract.contents import Candidate
from sayso.extract.lexicon import Lexicon
from sayso.parse import Parsed

__all__ = ["CLAUSES", "FEATURES", "confidence", "features"]

# The structures whose content is a clause: something that may be true or come true.
CLAUSES = frozenset(
    {"that", "bare", "before", "aside", "wh", "to", "ing", "one-to", "said-to", "noun-that", "noun-to"}
    | {"adjective-that"}
)
FEATURES = (
    "constant",
    "rate",  # log odds of the lemma with the structure
    "words",  # logarithm of the number of words reported: “criticised it” tells less than a clause
    "no source",
    "past",  # “said”: told of a moment
    "infinitive",  # “to say that”: often nobody said it
    "participle",
    "noun",
    "clause",
    "object of a verb of saying",  # “voiced the opinion that”
    "person",  # the source is a pronoun or a name
)
_MAX_WORDS = 30


def confidence(values: Sequence[float], weights: Sequence[float]) -> float:
    """Probability (0..1) that a candidate with these feature values reports."""
    return 1.0 / (1.0 + math.exp(-sum(value * weight for value, weight in zip(values, weights, strict=True))))


def features(
    parsed: Parsed, candidate: Candidate, source: Sequence[int] | None, rate: float, lexicon: Lexicon
) -> tuple[float, ...]:
    """The values of ``FEATURES`` for a candidate."""
    cue = parsed.tokens[candidate.cue]
    words = sum(parsed.tokens[k].tag[:1].isalnum() for k in candidate.words)
    return (
        1.0,
        math.log((rate + 0.005) / (1.005 - rate)),
        math.log(min(max(words, 1), _MAX_WORDS)),
        float(not source),
        float(cue.tag in ("VBD", "VBZ", "VBP")),
        float(cue.tag == "VB"),
        float(cue.tag in ("VBG", "VBN")),
        float(cue.tag.startswith("NN")),
        float(candidate.structure in CLAUSES),
        float(_is_said_noun(parsed, candidate, lexicon)),
        float(any(parsed.tokens[k].tag in ("PRP", "NNP") for k in source or ())),
    )


def _is_said_noun(parsed: Parsed, candidate: Candidate, lexicon: Lexicon) -> bool:
    cue = parsed.tokens[candidate.cue]
    return cue.tag.startswith("NN") and cue.dep == "dobj" and lexicon.speaks(parsed.tokens[cue.head].lower)
