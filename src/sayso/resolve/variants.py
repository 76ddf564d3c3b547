"""Names of different stories that are one speaker's: by the names alone, since nothing else is known of both."""

from __future__ import annotations

from sayso.records import EntityKind
from sayso.resolve.bodies import body_key
from sayso.resolve.comparers import Comparer
from sayso.resolve.names import Fit, parse_name
from sayso.resolve.spelling import fold, skeleton

__all__ = ["name_keys", "variant_fit", "variant_keys"]


def variant_keys(name: str, kind: EntityKind, compare: Comparer) -> frozenset[str]:
    """Keys of which two names share one wherever they may be one speaker's; none for who can't be known again."""
    if kind is EntityKind.PERSON and parse_name(name).full:
        return compare.keys(name)
    if kind is EntityKind.BODY:
        return frozenset([f"body {body_key(compare.body(name))}"])
    return frozenset()


def variant_fit(left: str, right: str, kind: EntityKind, compare: Comparer) -> float:
    """How surely (0..1) two names that share a key are one speaker's; 0 where they contradict each other or an initial
    leaves it open."""
    if kind is EntityKind.BODY:
        return 1.0 if body_key(compare.body(left)) == body_key(compare.body(right)) else 0.0
    return _SURE.get(compare.fit(left, right), 0.0)


_SURE = {Fit.SHORT: 0.8, Fit.SPELLING: 0.9, Fit.EQUAL: 1.0}


def name_keys(name: str) -> tuple[str, ...]:
    """A key for each word of a name by which it is looked up, the same for spellings that transliterations exchange:
    ``name_keys("Лукашенко") == name_keys("Lukaschenko")``."""
    return tuple(key for key in map(skeleton, fold(name).split()) if key)
