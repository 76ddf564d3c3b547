"""The lexicon of reporting words: forms to lemmas, and what each tells."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.records import Act

__all__ = ["Lexicon", "cues", "forms_of", "lexicon", "plural"]

_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``lemmas`` maps every form of a verb to its lemma; ``acts`` a verb's lemma to its act.

    ``speech`` are the lemmas that tell of speech, ``quoting`` those and the others that may introduce a quotation.
    ``naming`` are the forms of verbs that give a name.
    """

    lemmas: dict[str, str]
    acts: dict[str, Act]
    speech: frozenset[str]
    quoting: frozenset[str]
    adjectives: frozenset[str]
    nouns: dict[str, str]
    according: tuple[tuple[str, ...], ...]
    possessed: frozenset[str]
    addressing: frozenset[str]
    pointing: frozenset[str]
    naming: frozenset[str]
    occasions: frozenset[str]
    beside: frozenset[str]
    perceived: frozenset[str]
    hedges: frozenset[str]
    hedging_passives: frozenset[str]

    def quotes(self, form: str) -> bool:
        """Whether a verb form may introduce a quotation."""
        return self.lemmas.get(form) in self.quoting

    def speaks(self, form: str) -> bool:
        """Whether a verb form tells that somebody spoke, rather than thought or wished."""
        return self.lemmas.get(form) in self.speech


@cache
def lexicon() -> Lexicon:
    """The bundled lexicon, read once."""
    table = cues()
    speech = frozenset(verb for verb, _ in _listed(table, "speech"))
    acts = {verb: act for key in ("speech", "quoting", "verbs") for verb, act in _listed(table, key)}
    return Lexicon(
        lemmas=_forms(set(acts)),
        acts=acts,
        speech=speech,
        quoting=speech | {verb for verb, _ in _listed(table, "quoting")},
        adjectives=frozenset(word for word, _ in _listed(table, "adjectives")),
        nouns={form: noun for noun, _ in _listed(table, "nouns") for form in (noun, plural(noun))},
        according=tuple(tuple(phrase.split()) for act in Act for phrase in table.get(act, {}).get("according", ())),
        possessed=frozenset(word for act in Act for word in table.get(act, {}).get("possessed", ())),
        addressing=frozenset(table["addressing"]["verbs"].split()),
        pointing=frozenset(table["pointing"]["words"].split()),
        naming=frozenset(_forms(set(table["naming"]["verbs"].split()))),
        occasions=frozenset(table["occasions"]["nouns"].split()),
        beside=frozenset(table["grammar"]["beside"].split()),
        perceived=frozenset(table["perceived"]["passives"].split()),
        hedges=frozenset(table["hedges"]["words"]),
        hedging_passives=frozenset(table["hedges"]["passives"]),
    )


@cache
def cues() -> dict[str, Any]:
    """The tables of cues.toml, read once."""
    return tomllib.loads((files("sayso.extract") / "cues.toml").read_text("utf-8"))


def _listed(table: dict[str, Any], key: str) -> Iterator[tuple[str, Act]]:
    """Every word that the acts list under ``key``, with its act."""
    for act in Act:
        for word in table.get(act, {}).get(key, "").split():
            yield word, act


def _forms(verbs: set[str]) -> dict[str, str]:
    """Every form of the verbs; where two verbs share one, the regular reading of the first in order stays."""
    forms: dict[str, str] = {}
    for verb in sorted(verbs):
        for form in forms_of(verb):
            forms.setdefault(form, verb)
    return forms


def forms_of(verb: str) -> tuple[str, ...]:
    """The verb itself and its other forms, as cues.toml or the rules of spelling have them."""
    irregular = cues()["irregular"].get(verb)
    return (verb, *(_regular(verb) if irregular is None else irregular.split()))


def _regular(verb: str) -> list[str]:
    """The regular forms of a verb: third person, past, participle."""
    if verb.endswith("e"):
        return [verb + "s", verb + "d", verb[:-1] + "ing"]
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return [verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
    doubled = verb + verb[-1]  # admit, admitted; the undoubled form does no harm
    return [third, verb + "ed", verb + "ing", doubled + "ed", doubled + "ing"]


def plural(noun: str) -> str:
    """The regular plural of a noun."""
    return noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in _VOWELS else noun + "s"
