"""cues.toml for telling acts: every form of its words, with its act and what it does to those beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.extract.lexicon import cues, forms_of, plural
from sayso.records import Act

__all__ = ["ActWords", "act_words"]


@dataclass(frozen=True, slots=True)
class ActWords:
    """``acts`` tells the act of a form; ``phrases`` what may follow the form of a phrase's first word, with its act.

    The rest are the lists of cues.toml of these names; what ends in a verb's forms there has all of them here.
    """

    acts: Mapping[str, Act]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], Act]]]
    infinitive: Mapping[str, Act]
    telling: frozenset[str]
    things: frozenset[str]
    before: tuple[tuple[frozenset[str], ...], ...]
    purpose: tuple[tuple[frozenset[str], ...], ...]
    negators: frozenset[str]
    modals: frozenset[str]
    perceived: frozenset[str]
    between: frozenset[str]
    bases: frozenset[str]
    clauses: frozenset[str]
    determiners: frozenset[str]
    finite: frozenset[str]
    prepositions: frozenset[str]


@cache
def act_words() -> ActWords:
    """The bundled words, read once."""
    table = cues()
    unsaid, grammar = table["unsaid"], table["grammar"]
    irregular = {form for forms in table["irregular"].values() for form in forms.split() if not form.endswith("ing")}
    return ActWords(
        acts=_acts(table),
        phrases=_phrases(table),
        infinitive={form: Act(act) for verb, act in table["infinitive"].items() for form in _forms(verb)},
        telling=frozenset(form for verb in table["shows"]["telling"].split() for form in forms_of(verb)),
        things=_set(table["shows"]["things"]),
        before=tuple(_pattern(phrase) for phrase in unsaid["before"]),
        purpose=tuple(_pattern(phrase) for phrase in grammar["purpose"]),
        negators=_set(unsaid["negators"]),
        modals=_set(unsaid["modals"]),
        perceived=_set(table["perceived"]["passives"]),
        between=_set(unsaid["between"]),
        bases=frozenset(verb for act in Act for verb in _verbs(table.get(act, {}))),
        clauses=_set(grammar["clauses"]),
        determiners=_set(grammar["determiners"]),
        finite=_set(grammar["finite"]) | irregular,
        prepositions=_set(grammar["prepositions"]),
    )


def _acts(table: dict[str, Any]) -> dict[str, Act]:
    """Every form of every word with an act; where two words share a form, the verb's."""
    acts: dict[str, Act] = {}
    for forms in (_verb_forms, _noun_forms, _other_forms):
        for act in Act:
            for form in forms(table.get(act, {})):
                acts.setdefault(form, act)
    return acts


def _verb_forms(rows: dict[str, Any]) -> Iterator[str]:
    return (form for verb in _verbs(rows) for form in forms_of(verb))


def _noun_forms(rows: dict[str, Any]) -> Iterator[str]:
    return (form for noun in _listed(rows, "nouns") for form in (noun, plural(noun)))


def _other_forms(rows: dict[str, Any]) -> Iterator[str]:
    yield from (*_listed(rows, "adjectives"), *_listed(rows, "adverbs"), *rows.get("possessed", ()))


def _verbs(rows: dict[str, Any]) -> list[str]:
    return _listed(rows, "speech", "quoting", "verbs")


def _listed(rows: dict[str, Any], *keys: str) -> list[str]:
    more = rows.get("more", {})
    return [word for key in keys for listed in (rows, more) for word in listed.get(key, "").split()]


def _phrases(table: dict[str, Any]) -> dict[str, list[tuple[tuple[str, ...], Act]]]:
    found: dict[str, list[tuple[tuple[str, ...], Act]]] = {}
    for act in Act:
        rows = table.get(act, {})
        for phrase in (*rows.get("phrases", ()), *rows.get("according", ())):
            first, *rest = phrase.split()
            for form in _forms(first):
                found.setdefault(form, []).append((tuple(rest), act))
    return found


def _pattern(phrase: str) -> tuple[frozenset[str], ...]:
    first, *rest = phrase.split()
    return (frozenset(_forms(first)), *(frozenset({word}) for word in rest))


def _forms(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word, *forms_of(word))))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())
