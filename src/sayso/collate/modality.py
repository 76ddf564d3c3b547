"""How binding and how sure a verb is told: *may*, *should*, *must*, *will*, *wants to*, *is considering*.

A modal is set against what stands before the same verb in the other reading, so the verb must match. *May* and *might*
are one force, and so are *will* and the *would* of a retelling; *may* against *will* changes the sense.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from sayso.collate.lexicons import table
from sayso.collate.lexicons import words as listed
from sayso.collate.lineup import Found, Lineup, Segment, quoted
from sayso.collate.phrases import Phrase, Phrases, found_in, read_phrases
from sayso.collate.tokens import Word, clause, opens_clause, remembered
from sayso.records import Change

__all__ = ["Modal", "modal_changes", "modals"]

_REACH = 4
"""Words between a modal and the verb that it governs, at most."""
_MIN_MATCHED = 2
"""Content words that the two clauses share, the verb among them, where one of the readings retells."""
_MIN_OVERLAP = 0.9
"""Share of content words from which two retellings are one sentence, however short."""


class Modal(NamedTuple):
    """Words ``first`` up to ``last`` are a modal of ``force``; it governs word ``verb``."""

    first: int
    last: int
    verb: int
    force: str
    negated: bool


def modal_changes(lineup: Lineup) -> list[Found]:
    """The verbs that the two readings tell with another force."""
    left = {modal.verb: modal for modal in modals(lineup.left.words)}
    right = {modal.verb: modal for modal in modals(lineup.right.words)}
    found = []
    for i, j in enumerate(lineup.to_right):
        if j is None or not (i in left or j in right) or not _sure(lineup, i, j):
            continue
        one, other = left.get(i), right.get(j)
        row = _compared(lineup, one, other) if one and other else _against_plain(lineup, one, other, (i, j))
        if row is not None:
            found.append(row)
    return found


@remembered
def modals(words: tuple[Word, ...]) -> tuple[Modal, ...]:
    """The modals among the words with the verbs that they govern, one a verb: the nearest before it."""
    found = {}
    for phrase in found_in(words, _phrases()):
        verb = _verb(words, phrase) if _is_modal(words, phrase) else None
        if verb is not None:
            between = {word.norm for word in words[max(0, phrase.first - 1) : verb]}
            norms = tuple(word.norm for word in words[phrase.first : phrase.last])
            found[verb] = Modal(*phrase, verb, _forces()[norms], bool(between & {"not", "never"}))
    return tuple(found[verb] for verb in sorted(found))


@cache
def _phrases() -> Phrases:
    return read_phrases(row for rows in table("modality")["force"].values() for row in rows)


@cache
def _forces() -> dict[tuple[str, ...], str]:
    return {
        norms: force
        for force, rows in table("modality")["force"].items()
        for group in read_phrases(rows).values()
        for norms in group
    }


def _is_modal(words: Sequence[Word], phrase: Phrase) -> bool:
    """Whether it is no noun ("the will", "military might", "the plan to") and no month."""
    word = words[phrase.first]
    before = words[phrase.first - 1] if phrase.first > 0 else None
    if before is not None and word.capital and not opens_clause(word):
        return False
    return before is None or before.norm not in listed(table("modality")["noun_after"])


def _verb(words: Sequence[Word], phrase: Phrase) -> int | None:
    """The next word that carries sense, in the same clause."""
    for i in range(phrase.last, min(len(words), phrase.last + _REACH)):
        if opens_clause(words[i]) or "," in words[i].before:
            return None
        if not words[i].function and words[i].norm not in listed(table("polarity")["adverbs"]):
            return i
    return None


def _sure(lineup: Lineup, i: int, j: int) -> bool:
    """Whether both tell of the same deed: a paraphrase may have the verb alone in common."""
    if lineup.quoted_both or lineup.overlap >= _MIN_OVERLAP:
        return True
    return min(lineup.matched(i), lineup.mirrored.matched(j)) >= _MIN_MATCHED


def _compared(lineup: Lineup, one: Modal, other: Modal) -> Found | None:
    if one.force == other.force or _listed("same", one, other):
        return None
    if one.negated and other.negated and _listed("same_negated", one, other):
        return None
    place = Segment(one.first, one.verb + 1, other.first, other.verb + 1)
    substantive = not _listed("near", one, other)
    told = "another degree of duty or sureness" if substantive else "much the same"
    left, right = quoted(lineup.left, one.first, one.verb + 1), quoted(lineup.right, other.first, other.verb + 1)
    return Found(Change.MODALITY, substantive, place, f"{left} against {right}: {told}", 0.8)


def _against_plain(lineup: Lineup, one: Modal | None, other: Modal | None, verb: tuple[int, int]) -> Found | None:
    """A modal of doubt against the verb alone: “might sell”, “is selling”."""
    modal = one or other
    if modal is None or modal.negated or modal.force not in listed(table("modality")["against_plain"]):
        return None
    left = (one.first if one else verb[0], verb[0] + 1)
    right = (other.first if other else verb[1], verb[1] + 1)
    if _is_turned(lineup, verb, first=one is None):
        return None
    said = f"{quoted(lineup.left, *left)} against {quoted(lineup.right, *right)}"
    return Found(Change.MODALITY, True, Segment(*left, *right), f"{said}: only one leaves it open", 0.7)


def _is_turned(lineup: Lineup, verb: tuple[int, int], *, first: bool) -> bool:
    """Whether the plain verb is a noun or an infinitive, or hedged in its clause: "the sale", "threatens to sell"."""
    words, i = (lineup.left.words, verb[0]) if first else (lineup.right.words, verb[1])
    before = words[i - 1].norm if i > 0 else ""
    if any(word.norm in listed(table("modality")["leaves_open"]) for word in words[clause(words, i)[0] : i]):
        return True  # "the possibility that they broke the law", "whether they broke it"
    if words[i].norm.endswith("ing") and words[i - 1].stem != "be":
        return True  # "joked about moving"
    return before in listed(table("modality")["no_plain_after"])


def _listed(name: str, one: Modal, other: Modal) -> bool:
    return sorted((one.force, other.force)) in [sorted(pair) for pair in table("modality")["pairs"][name]]
