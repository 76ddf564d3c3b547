"""How sure a proposal is: a logistic model over what the network says and a few readable facts.

Weights are in belief.json; ``make train`` estimates them on articles that the network did not learn from, for on its
own lessons it is surer than it has a right to be. Of statements at 0.9 nine in ten are right: people marked that
passage as told by somebody, give or take a few words at its ends.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sayso.extract.lexicon import Lexicon
from sayso.parse import Parsed, Proposal

__all__ = ["FEATURES", "belief", "features"]

FEATURES = (
    "constant",
    "cue",  # log odds of the network that the word is a cue
    "over nothing",  # and that it reports something
    "words",  # logarithm of their number
    "no source",
    "known",  # the cue is in the lexicon
    "speech",
    "noun",
    "neither verb nor noun",
    "infinitive",  # “to say that”: often nobody said it
    "headline",
)
_LIMIT = 12.0  # of log odds: beyond, sure is sure


def belief(parsed: Parsed, proposal: Proposal, source: Sequence[int], lexicon: Lexicon) -> float:
    """How probable it is (0..1) that somebody is reported here: that people would mark at least half of the content."""
    values = features(parsed, proposal, source, lexicon)
    return 1.0 / (1.0 + math.exp(-sum(weight * value for weight, value in zip(_weights(), values, strict=True))))


def features(parsed: Parsed, proposal: Proposal, source: Sequence[int], lexicon: Lexicon) -> tuple[float, ...]:
    """The values of ``FEATURES``."""
    cue = parsed.tokens[proposal.cue]
    role = parsed.document.paragraphs[parsed.units[cue.unit].paragraph].role
    return (
        1.0,
        math.log((proposal.chance + 1e-4) / (1.0001 - proposal.chance)),
        max(-_LIMIT, min(_LIMIT, proposal.over_nothing)),
        math.log(len(proposal.content)),
        float(not source),
        float(cue.lower in lexicon.lemmas or cue.lower in lexicon.nouns),
        float(lexicon.speaks(cue.lower)),
        float(cue.tag.startswith("NN")),
        float(not cue.tag.startswith(("NN", "VB"))),
        float(cue.tag == "VB"),
        float(role.value == "headline"),
    )


@cache
def _weights() -> tuple[float, ...]:
    stored = json.loads((files("sayso.extract") / "belief.json").read_text("utf-8"))["weights"]
    return tuple(float(stored[name]) for name in FEATURES)
