"""Whether two statements have one speaker."""

from __future__ import annotations

import re

from sayso.records import Speaker

__all__ = ["same_speaker"]

_WORD = re.compile(r"[^\W\d_]{2,}")


def same_speaker(left: Speaker | None, right: Speaker | None) -> bool | None:
    """Whether two speakers are one; None where the articles do not tell.

    Unlike ids tell nothing where one side names nobody: "Ministry officials" may be the very man whom another article
    names. Nor where the names share a word: "the Treasury Department" and "the U.S. Department of the Treasury".
    """
    if left is None or right is None:
        return None
    if left.id == right.id:
        return True
    if left.kind is not right.kind:
        return None
    if not (_names(left.name) and _names(right.name)) or _words(left.name) & _words(right.name):
        return None
    return False


def _names(name: str) -> bool:
    """Whether this is somebody's name: "Ilmar Tosk", "Treasury", but not "two officials", "Ministry officials"."""
    words = _WORD.findall(name)
    return bool(words) and not words[-1][0].islower()


def _words(name: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(name) if word[0].isupper()}
