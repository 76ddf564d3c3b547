from __future__ import annotations

from sayso.resolve.cast import gather
from sayso.resolve.sightings import Sighting
from sayso.spans import Span


def _sighting(name: str, at: int, *, person: int, gender: str = "", headline: bool = False) -> Sighting:
    span = Span(at, at + len(name))
    return Sighting(span, span, name, at, at, (), gender, person, None, 0, subject=True, headline=headline)


def test_one_clear_place_outweighs_a_parsers_doubts() -> None:
    # "President Tosk" once, and four times a bare "Tosk" that the parser takes for a firm.
    doubts = [_sighting("Tosk", at, person=-3) for at in (20, 40, 60, 80)]
    cast = gather([_sighting("Tosk", 0, person=5), *doubts])
    assert [person.printed for person in cast.persons] == ["Tosk"]
    assert cast.persons[0].count == 5


def test_what_nothing_speaks_for_is_nobody() -> None:
    assert gather([_sighting("Fosse", 0, person=2), _sighting("Fosse", 20, person=-3)]).persons == []


def test_the_title_keeps_a_couple_apart() -> None:
    sightings = [_sighting("Bruno Tosk", 0, person=4), _sighting("Tosk", 20, person=6, gender="f")]
    assert [person.printed for person in gather(sightings).persons] == ["Bruno Tosk", "Tosk"]


def test_a_headline_brings_nobody_in_but_where_it_is_all_there_is() -> None:
    headline, body = _sighting("Tosk Road", 0, person=4, headline=True), _sighting("Ilmar Tosk", 20, person=4)
    assert [person.printed for person in gather([headline, body]).persons] == ["Ilmar Tosk"]
    assert [person.printed for person in gather([headline]).persons] == ["Tosk Road"]


def test_the_name_shown_is_the_most_complete() -> None:
    names = ["Tosk", "Vadim Tosk", "Vadim Petrovich", "Vadim J. Tosk", "Tosk"]
    cast = gather([_sighting(name, 20 * i, person=4) for i, name in enumerate(names)])
    assert [(person.printed, person.count) for person in cast.persons] == [("Vadim J. Tosk", 5)]
