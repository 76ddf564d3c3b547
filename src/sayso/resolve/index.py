"""Finds the words, names and groups of people that stand in a run of the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence

from sayso.parse import Parsed
from sayso.resolve import lexicon
from sayso.resolve.sightings import Sighting
from sayso.spans import Span

__all__ = ["Index"]

_BEFORE_HEAD = frozenset({"det", "amod", "compound", "nummod", "poss"})


class Index:
    """Finds tokens and sightings by place. Built once a document; every look-up is logarithmic.

    ``meant`` are the sightings that name a person, as the cast knows.
    """

    def __init__(self, parsed: Parsed, sightings: Sequence[Sighting], meant: Collection[int]) -> None:
        self.parsed = parsed
        self.sightings = sightings
        words = sorted((t.start, t.i) for t in parsed.tokens if t.quotation is None and t.end > t.start)
        self._starts = [start for start, _ in words]
        self._tokens = [i for _, i in words]
        self._of_token = {i: n for n in meant for i in range(sightings[n].first, sightings[n].last + 1)}
        self._by_place = sorted((s.span.start, n) for n, s in enumerate(sightings))
        self._groups = sorted(_groups(parsed))
        self._callings = sorted(_callings(parsed))

    def tokens(self, span: Span) -> list[int]:
        """The tokens in a span, those of the unit that its first word is in."""
        low, high = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        inside = self._tokens[low:high]
        if not inside:
            return []
        unit = self.parsed.tokens[inside[0]].unit
        return sorted(i for i in inside if self.parsed.tokens[i].unit == unit)

    def sighting(self, token: int) -> int | None:
        """The sighting that a token is part of."""
        return self._of_token.get(token)

    def names_between(self, start: int, end: int) -> list[int]:
        """The sightings in a run of the text, last first."""
        low, high = bisect_left(self._by_place, (start, -1)), bisect_left(self._by_place, (end, -1))
        return [number for _, number in reversed(self._by_place[low:high])]

    def groups_between(self, start: int, end: int) -> list[Span]:
        """Groups of people that the frame names in a run of the text, last first."""
        low, high = bisect_left(self._groups, (start, -1)), bisect_left(self._groups, (end, -1))
        return self._groups[low:high][::-1]

    def callings_between(self, start: int, end: int) -> list[Span]:
        """Single people without a name of whom quotations speak in a run of the text, last first: *the mayor*."""
        low, high = bisect_left(self._callings, (start, -1)), bisect_left(self._callings, (end, -1))
        return self._callings[low:high][::-1]


def _groups(parsed: Parsed) -> Iterator[Span]:
    """Noun phrases for several people: *the Fossians*, *Western officials*."""
    words = lexicon.group_words()
    for token in parsed.tokens:
        if token.tag not in ("NNS", "NNPS") or token.quotation is not None:
            continue
        people = token.ent == "NORP" or token.lower in words
        if people and parsed.units[token.unit].quotation is None:
            before = [c for c in parsed.children[token.i] if c < token.i and parsed.tokens[c].dep in _BEFORE_HEAD]
            yield parsed.span(min([token.i, *before]), token.i)


def _callings(parsed: Parsed) -> Iterator[Span]:
    """Noun phrases for one person in quotations: *the harbour master*, *my brother*; no titles before names."""
    words = lexicon.person_words()
    for token in parsed.tokens:
        if token.tag != "NN" or token.quotation is not None or token.dep == "compound":
            continue
        if token.lower not in words and not token.lower.endswith(lexicon.calling_endings()):
            continue
        before = [c for c in parsed.children[token.i] if c < token.i and parsed.tokens[c].dep in _BEFORE_HEAD]
        determined = any(parsed.tokens[c].dep in ("det", "poss") for c in before)
        if determined and parsed.units[token.unit].quotation is not None:
            yield parsed.span(min(before), token.i)
