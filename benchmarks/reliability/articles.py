"""Made-up short articles, studied once: so that what a benchmark spends its time with is the keeping of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from random import Random
from typing import Any
from unittest.mock import patch

import apsw

from sayso.library import LIBRARY_SETTINGS, Added, adding
from sayso.library.captures import digest_of
from sayso.library.studying import Studied, study
from sayso.records import Capture
from sayso.threads import keep_to_one_thread
from sayso.workers import Workers

__all__ = ["KnownStudies", "add", "captures", "studies"]

_PLACES = ("Orsk", "Sarnia", "Velda", "Tarn", "Quell", "Brack", "Lomme", "Ister")
_FIRST, _LAST = ("Karel", "Oda", "Bruno", "Ada", "Tove", "Emil"), ("Udo", "Brenn", "Harrow", "Quill", "Lind", "Marsh")
_OFFICES = ("mayor", "governor", "harbour master", "minister of transport")
_SUBJECTS = ("harbour", "bridge", "reservoir", "railway", "theatre", "hospital")
_SAID = (
    "The {subject} of {place} will stay open all winter",
    "Nobody here has seen anything like it in {years} years",
    "We will spend {sum} million crowns on the {subject} before the year is over",
    "The {subject} is ready, and the ice may come",
    "There were {sum} people inside when the storm began",
)
_FILLER = (
    "Work on the {subject} began {years} years ago.",
    "Farmers in the hills above {place} wait for rain.",
    "The council of {place} meets again next week.",
    "About {sum} households have no water since the storm.",
)
_OUTLETS = ("Gull Post", "Pier Times", "Heat Herald", "Hill Courier", "Tide Gazette")
_A_STORY, _VERSION_EACH, _COPY_EACH = 4, 7, 9
"""Articles of an event; how often one is a later text of the one before, and how often a page of the same text."""


def captures(count: int, seed: int) -> list[Capture]:
    """Pages of plain text: some events, each in several outlets, now and then a later version or a copy."""
    made: list[Capture] = []
    for number in range(count):
        chance = Random(f"{seed} {number // _A_STORY}")  # the event's own, so that its reports have facts in common
        facts: dict[str, Any] = {
            "place": chance.choice(_PLACES),
            "person": f"{chance.choice(_FIRST)} {chance.choice(_LAST)}",
            "office": chance.choice(_OFFICES),
            "subject": chance.choice(_SUBJECTS),
            "sum": chance.randint(3, 900),
            "years": chance.randint(3, 60),
            "day": chance.randint(1, 28),
            "month": chance.randint(1, 12),
        }
        outlet, page, text = _OUTLETS[number % len(_OUTLETS)], number, _text(facts, Random(f"{seed} {number} own"))
        if number and number % _VERSION_EACH == 0:
            outlet, page = made[-1].outlet or outlet, number - 1
            text = made[-1].body.decode().replace("said on Monday", "said on Monday evening")
        elif number and number % _COPY_EACH == 0:
            outlet, text = made[-1].outlet or outlet, made[-1].body.decode()
        made.append(_capture(number, page, outlet, text, facts))
    return made


def _text(facts: Mapping[str, Any], own: Random) -> str:
    said = [each.format(**facts) for each in own.sample(_SAID, 2)]
    filler = [each.format(**facts) for each in own.sample(_FILLER, 3)]
    return (
        f"{facts['subject'].title()} of {facts['place']}: what {facts['person']} promises\n"
        f"“{said[0]},” {facts['person']}, the {facts['office']} of {facts['place']}, said on Monday. {filler[0]}\n\n"
        f"{filler[1]} {said[1]}, {facts['person']} told reporters. {filler[2]}\n"
    )


def _capture(number: int, page: int, outlet: str, text: str, facts: Mapping[str, Any]) -> Capture:
    day = f"2031-{facts['month']:02}-{facts['day']:02}"
    return Capture(
        f"made-up.jsonl#{number + 1}",
        text.encode(),
        "text/plain",
        outlet=outlet,
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{page}",
        published=day,
        captured_at=f"{day}T{number % 24:02}:00:00Z",
    )


def studies(made: Iterable[Capture]) -> dict[str, Studied]:
    """What each of the pages gives, by the digest of its capture."""
    found = {}
    for capture in made:
        studied = study(capture, settings=LIBRARY_SETTINGS)
        if not isinstance(studied, Studied):
            raise TypeError(f"{capture.uri} was refused: {studied}")
        found[digest_of(capture)] = studied
    return found


class KnownStudies(Workers):
    """In the place of processes that study articles: it has been done."""

    def __init__(self, known: Mapping[str, Studied]) -> None:
        super().__init__(1, keep_to_one_thread)
        self._known = known

    def each(self, work: Any, items: Iterable[Any], *, lost: Any, worth: Any) -> Iterator[Any]:
        """What is known of each."""
        del work, lost, worth
        return (self._known[digest_of(each)] for each in items)


def add(
    db: apsw.Connection,
    made: Sequence[Capture],
    known: Mapping[str, Studied],
    tell: Callable[[int], None] = lambda _: None,
    *,
    at_once: int = 5,
) -> None:
    """Takes the pages in, so many in a transaction; ``tell`` is called with how many of them are on the disk."""
    added = Added()
    with patch.object(adding, "_KEPT_AT_ONCE", at_once):
        adding.take_in(db, made, added, LIBRARY_SETTINGS, KnownStudies(known), lambda told: tell(told.outcomes.total()))
