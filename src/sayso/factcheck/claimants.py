"""Whether who made a claim is who makes a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sayso.factcheck.lexicon import listed
from sayso.records import Entity, EntityKind
from sayso.resolve.names import Fit, parse_name, same_person

__all__ = ["is_nobody", "name_words", "same_claimant"]

_WORD: Final = re.compile(r"[^\W\d_][\w’'.\-]*")
_PARTS: Final = re.compile(r",|;|\band\b|\(|\)|/|&")


def same_claimant(speaker: Entity | None, claimant: str | None) -> bool | None:
    """True: one and the same. False: two. None: it is not known of one of them who it is.

    ``claimant`` may be several ("Ilmar Tosk, Oda Brenn"), of whom one is enough, and have titles. "Social media posts"
    is nobody.
    """
    if speaker is None or speaker.kind is EntityKind.UNNAMED or claimant is None or is_nobody(claimant):
        return None
    names = [name for part in (claimant, *_PARTS.split(claimant)) if (name := _untitled(part))]
    # "Tosk" alone, another name of Ilmar Tosk in the articles, would fit Oskar Tosk too.
    told = (speaker.name, *(each for each in speaker.aliases if parse_name(_untitled(each)).full))
    mine = [name for each in told if (name := _untitled(each))]
    if any(_one(mine_, name) for mine_ in mine for name in names):
        return True
    # "the Treasury" and "the U.S. Department of the Treasury" may be one: a body has no given name that tells.
    shared = speaker.kind is EntityKind.BODY and _folded(mine) & _folded(names)
    return None if shared else False


def is_nobody(claimant: str) -> bool:
    """Whether this names nobody who could be a speaker: "Viral posts", "Multiple sources"."""
    words = [word.casefold() for word in re.findall(r"[\w/]+", claimant)]
    return not words or any(word in listed("nobody") for word in words)


def name_words(names: Iterable[str | None]) -> frozenset[str]:
    """The words of names and titles, in lower case without a possessive 's: what tells who speaks and not what."""
    found = {word for name in names if name is not None for word in _words(name)}
    return frozenset(found)


def _untitled(name: str) -> str:
    return " ".join(word for word in _WORD.findall(name) if word.casefold().strip(".") not in listed("titles"))


def _one(left: str, right: str) -> bool:
    if left.casefold() == right.casefold():
        return True
    return same_person(parse_name(left), parse_name(right)) is not Fit.NONE


def _folded(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in _words(name) if len(word) > 2}


def _words(name: str) -> list[str]:
    return [word.casefold().replace("’", "'").removesuffix("'s").strip(".") for word in _WORD.findall(name)]
