"""The lexicon of reporting words: forms to lemmas, and how often a lemma with a structure reports."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["Lexicon", "Structure", "lexicon"]

# A lemma seen in few sentences is judged by its class: this many imagined ones are added to those seen.
_PRIOR_WEIGHT = 4.0
# Verbs on no list report less often than those on one, in whatever structure.
_UNLISTED = 0.45
_QUOTING = ("say", "ask", "promise", "judge", "think")
_SPEECH = ("say", "ask", "promise")

_VOWELS = frozenset("aeiou")

Structure = str  # "that", "bare", "before", ...: the keys of rates.json, told in contents.py


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``lemmas`` maps every form of a verb to its lemma; ``acts`` a lemma to its class in cues.toml.

    ``rates`` maps a lemma and a structure to (seen, reporting) in the training articles; the lemma ``*`` sums all.
    ``weights`` are those of ``belief.FEATURES``, in that order.
    """

    lemmas: dict[str, str]
    acts: dict[str, str]
    adjectives: frozenset[str]
    nouns: dict[str, str]
    according: tuple[tuple[str, ...], ...]
    possessed: frozenset[str]
    addressing: frozenset[str]
    pointing: frozenset[str]
    hedges: frozenset[str]
    hedging_passives: frozenset[str]
    rates: dict[str, dict[str, tuple[int, int]]]
    weights: tuple[float, ...]

    def quotes(self, form: str) -> bool:
        """Whether a verb form may introduce a quotation."""
        return self.acts.get(self.lemmas.get(form, ""), "") in _QUOTING

    def speaks(self, form: str) -> bool:
        """Whether a verb form tells that somebody spoke, rather than thought or wished."""
        return self.acts.get(self.lemmas.get(form, ""), "") in _SPEECH

    def rate(self, lemma: str, structure: Structure) -> float:
        """How probable it is (0..1) that ``lemma`` with ``structure`` reports what somebody says, thinks or wants."""
        seen, reporting = self.rates.get(lemma, {}).get(structure, (0, 0))
        return self.smoothed(lemma, structure, seen, reporting)

    def smoothed(self, lemma: str, structure: Structure, seen: int, reporting: int) -> float:
        """The share of ``reporting`` in ``seen``, drawn towards that of all lemmas where few were seen."""
        all_seen, all_reporting = self.rates.get("*", {}).get(structure, (1, 0))
        prior = all_reporting / max(1, all_seen)
        if not (lemma in self.acts or lemma in self.adjectives or structure.startswith("noun-")):
            prior *= _UNLISTED
        return (reporting + _PRIOR_WEIGHT * prior) / (seen + _PRIOR_WEIGHT)


@cache
def lexicon() -> Lexicon:
    """The bundled lexicon, read once."""
    folder = files("sayso.extract")
    cues = tomllib.loads((folder / "cues.toml").read_text("utf-8"))
    estimated = json.loads((folder / "rates.json").read_text("utf-8"))
    found = estimated["rates"]
    rates = {lemma: {key: (n, hits) for key, (n, hits) in row.items()} for lemma, row in found.items()}
    # A verb in two classes is of the later one here: *wish* may be uttered, but it is first of all a wish.
    order = ("discuss", "show", "want", "think", "judge", "promise", "ask", "say")
    acts = {verb: act for act in order for verb in cues[act]["verbs"].split()}
    irregular = {lemma: forms.split() for lemma, forms in cues["irregular"].items()}
    nouns = {form: noun for noun in cues["nouns"]["words"].split() for form in (noun, _plural(noun))}
    return Lexicon(
        lemmas=_forms({*acts, *_verbs_of(rates)}, irregular),
        acts=acts,
        adjectives=frozenset(cues["adjectives"]["words"].split()),
        nouns=nouns,
        according=tuple(tuple(phrase.split()) for phrase in cues["phrases"]["according"]),
        possessed=frozenset(cues["phrases"]["possessed"]),
        addressing=frozenset(cues["addressing"]["verbs"].split()),
        pointing=frozenset(cues["pointing"]["words"].split()),
        hedges=frozenset(cues["hedges"]["words"]),
        hedging_passives=frozenset(cues["hedges"]["passives"]),
        rates=rates,
        weights=tuple(estimated["weights"].values()),
    )


def _verbs_of(rates: dict[str, dict[str, tuple[int, int]]]) -> set[str]:
    """The lemmas seen as verbs: *claim* is a noun too, *attitude* is nothing else."""
    return {lemma for lemma, row in rates.items() if lemma != "*" and any(not key.startswith("noun-") for key in row)}


def _forms(verbs: set[str], irregular: dict[str, list[str]]) -> dict[str, str]:
    """Every form of the verbs; where two verbs share one, the regular reading of the first in order stays."""
    forms: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in (verb, *irregular.get(verb, _regular(verb))):
            forms.setdefault(form, verb)
    return forms


def _regular(verb: str) -> list[str]:
    """The regular forms of a verb: third person, past, participle."""
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    doubled = verb + verb[-1]  # admit, admitted; the undoubled form does no harm
    return [third, verb + "ed", verb + "ing", doubled + "ed", doubled + "ing"]


def _plural(noun: str) -> str:
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in _VOWELS else noun + "s"
