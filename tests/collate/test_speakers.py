"""Who is given as the speaker of the same words, and who tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.records import Change, Document, EntityKind, Kind, Speaker
from sayso.spans import Span

Press = Callable[..., Document]
Room = Any


def speaker_changes(room: Room, *rows: Any) -> list[tuple[bool, str, str]]:
    return [room.told(row)[1:] for row in room.collated(*rows).differences if row.change is Change.SPEAKER]


@pytest.fixture
def pair(press: Press) -> tuple[Document, Document]:
    return (
        press("herald", "“The mine stays open,” Ilmar Tosk said."),
        press("tribune", "“The mine stays open,” said Oda Varn."),
    )


def test_another_speaker(
    pair: tuple[Document, Document], said: Any, newsroom: Room, speakers: tuple[Speaker, Speaker]
) -> None:
    one = said(pair[0], "The mine stays open", source="Ilmar Tosk", cue="said")
    other = said(pair[1], "The mine stays open", source="Oda Varn", cue="said", speaker=speakers[1])
    assert speaker_changes(newsroom(*pair), one, other) == [(True, "Ilmar Tosk", "Oda Varn")]


@pytest.mark.parametrize(
    "name",
    [
        "Ilmar Tosk",  # the same
        "I. Tosk",  # initials
        "Ilmar Toszk",  # another spelling
        "President Ilmar Tosk",  # with a title
        "Ilmar Tosk and Oda Varn",  # one of two who say it together
    ],
)
def test_same_speaker(pair: tuple[Document, Document], said: Any, newsroom: Room, name: str) -> None:
    one = said(pair[0], "The mine stays open", source="Ilmar Tosk", cue="said")
    other = said(pair[1], "The mine stays open", source="Oda Varn", cue="said", speaker=Speaker("e9", name, 0.8, ""))
    assert speaker_changes(newsroom(*pair), one, other) == []


def test_the_same_source_in_print_is_no_difference(press: Press, said: Any, newsroom: Room) -> None:
    # in one article the source was followed to somebody, in the other not: both print the same
    one, other = (press(n, "“The mine stays open,” Tosk’s office said.") for n in ("herald", "tribune"))
    rows = [
        said(one, "The mine stays open", source="Tosk’s office", cue="said"),
        said(
            other, "The mine stays open", source="Tosk’s office", cue="said", speaker=Speaker("e8", "Oda Varn", 0.8, "")
        ),
    ]
    assert speaker_changes(newsroom(one, other), *rows) == []


def test_speaker_not_resolved_is_no_change_of_sense(pair: tuple[Document, Document], said: Any, newsroom: Room) -> None:
    one = said(pair[0], "The mine stays open", source="Ilmar Tosk", cue="said")
    other = said(pair[1], "The mine stays open", source="Oda Varn", cue="said", speaker=None)
    assert speaker_changes(newsroom(*pair), one, other) == [(False, "Ilmar Tosk", "Oda Varn")]


@pytest.mark.parametrize(
    ("name", "kind", "substantive"),
    [
        ("the minister of mines", EntityKind.PERSON, False),
        ("Mines Ministry officials", EntityKind.UNNAMED, False),  # he may be one of them
        ("Ministry of Mines", EntityKind.BODY, False),  # he may speak for it
        ("Oda Varn", EntityKind.PERSON, True),
    ],
)
def test_who_may_be_the_same(
    name: str, kind: EntityKind, substantive: bool, pair: tuple[Document, Document], said: Any, newsroom: Room
) -> None:
    tosk = Speaker("e1", "Ilmar Tosk", 0.9, "named", EntityKind.PERSON)
    one = said(pair[0], "The mine stays open", source="Ilmar Tosk", cue="said", speaker=tosk)
    role = Speaker("e7", name, 0.8, "", kind)
    other = said(pair[1], "The mine stays open", source="Oda Varn", cue="said", speaker=role)
    assert speaker_changes(newsroom(*pair), one, other) == [(substantive, "Ilmar Tosk", "Oda Varn")]


def test_pronoun_that_was_not_resolved_tells_nothing(press: Press, said: Any, newsroom: Room) -> None:
    one, other = (
        press("herald", "“The mine stays open,” Tosk said."),
        press("tribune", "“The mine stays open,” he said."),
    )
    rows = (
        said(one, "The mine stays open", source="Tosk", cue="said"),
        said(other, "The mine stays open", source="he", cue="said", speaker=None),
    )
    assert speaker_changes(newsroom(one, other), *rows) == []


def test_no_speaker_named(press: Press, said: Any, newsroom: Room) -> None:
    one, other = press("herald", "“The mine stays open,” Tosk said."), press("tribune", "“The mine stays open.”")
    rows = said(one, "The mine stays open", source="Tosk", cue="said"), said(other, "The mine stays open", speaker=None)
    assert speaker_changes(newsroom(one, other), *rows) == [(False, "Tosk", "")]


def test_told_as_fact(press: Press, said: Any, newsroom: Room) -> None:
    one, other = press("herald", "Tosk said the mine stays open."), press("tribune", "Rain fell; the mine stays open.")
    rows = (
        said(one, "the mine stays open", source="Tosk", cue="said", kind=Kind.INDIRECT),
        said(other, "the mine stays open", speaker=None, kind=Kind.INDIRECT),
    )
    assert speaker_changes(newsroom(one, other), *rows) == [(True, "Tosk", "")]


def test_neither_names_anyone(press: Press, said: Any, newsroom: Room) -> None:
    one, other = press("herald", "“The mine stays open.”"), press("tribune", "“The mine stays open.”")
    rows = [said(document, "The mine stays open", speaker=None) for document in (one, other)]
    assert speaker_changes(newsroom(one, other), *rows) == []


def test_told_by_another(press: Press, said: Any, newsroom: Room, speakers: tuple[Speaker, Speaker]) -> None:
    herald = press("herald", "“The mine stays open,” Tosk said.")
    tribune = press("tribune", "Varn said that Tosk had told her the mine stays open.")
    outer = said(tribune, "Tosk had told her the mine stays open", source="Varn", cue="said", speaker=speakers[1])
    inner = said(tribune, "the mine stays open", source="Tosk", cue="told", within=outer.id)
    room = newsroom(herald, tribune)
    room.add(outer)
    found = speaker_changes(room, said(herald, "The mine stays open", source="Tosk", cue="said"), inner)
    assert found == [(True, "Tosk", "Varn")]


def test_told_by_himself_is_no_other_voice(press: Press, said: Any, newsroom: Room) -> None:
    # one article keeps "I told them" around the words, the other does not
    herald = press("herald", "“The mine stays open,” Tosk said.")
    tribune = press("tribune", "“I told them: ‘The mine stays open’,” Tosk said.")
    outer = said(tribune, "I told them: ‘The mine stays open’", source="Tosk", cue="said")
    inner = said(tribune, "The mine stays open", cue="told", within=outer.id)
    room = newsroom(herald, tribune)
    room.add(outer)
    assert speaker_changes(room, said(herald, "The mine stays open", source="Tosk", cue="said"), inner) == []


def test_a_ring_of_statements_ends(press: Press, said: Any, newsroom: Room) -> None:
    # within points at itself: a broken input must not hang
    one, other = press("herald", "The mine stays open."), press("tribune", "The mine stays open.")
    ring = said(one, "The mine stays open")
    ring = said(one, "The mine stays open", within=ring.id)
    assert newsroom(one, other).collated(ring, said(other, "The mine stays open")).differences == ()
    assert ring.content == (Span(0, 19),)
