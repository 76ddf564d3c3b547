from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.records import Act, Kind, Statement
from sayso.report.chain import chain
from sayso.report.lookup import Lookup, anchor, brief, labels, speaker_name, tail, thing_tree
from sayso.spans import Span
from tests.report.builders import TOSK, Desk, document
from tests.report.interview import comparison


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("short", 10, "short"),
        ("cut between words, not in one", 18, "cut between words…"),
        ("cut between words, not in one", 19, "cut between words…"),  # no comma before the ellipsis
        ("Donaudampfschiff", 8, "Donauda…"),  # no space to cut at
    ],
)
def test_brief(text: str, room: int, expected: str) -> None:
    assert brief(text, room) == expected


def test_tail_keeps_whole_words() -> None:
    assert tail("he said that the gates", 12) == "…the gates"


def test_an_id_is_safe_in_a_link_whatever_it_is() -> None:
    assert anchor("st", "3fa9-b_C") == "st-3fa9-b_C"
    assert anchor("st", '"><script>') == anchor("st", '"><script>') != anchor("st", "\ud800")
    assert anchor("st", '"><script>').removeprefix("st-").isalnum()


def test_an_outlet_with_two_articles_is_numbered() -> None:
    articles = comparison().articles
    twice = tuple(replace(one, outlet="Herald") for one in articles.documents[:2])
    assert list(labels(replace(articles, documents=twice)).values()) == ["Herald (1)", "Herald (2)"]


def test_what_is_told_inside_stands_under_its_teller() -> None:
    lookup = Lookup(comparison())
    parent = next(i for i in lookup.tree.roots if lookup.tree.children.get(i))
    told = [lookup.reading_words(lookup.things[i].cluster.readings[0]) for i in lookup.tree.children[parent]]
    assert told == ["Madam, the wall is not safe at this height.", "Then build it lower"]
    assert list(lookup.tree.below(parent)) == [parent, *lookup.tree.children[parent]]


def test_a_ring_of_tellings_loses_nothing() -> None:
    # no text can print one, but a broken run might: every thing said must still be on the page
    article = document("d", "Herald", "abcdef")
    desk = Desk((article,))
    first = desk.say("d", "abcdef")
    second = replace(desk.say("d", "bcd"), within=first.id)
    ringed = replace(first, within=second.id)
    desk.thing(ringed)
    desk.thing(second)
    statements = {one.id: one for one in (ringed, second)}
    tree = thing_tree(desk.things, statements, {ringed.id: [(ringed.content, 0)], second.id: [(second.content, 1)]})
    assert sorted(i for root in tree.roots for i in tree.below(root)) == [0, 1]


def test_who_says_it_as_far_as_the_article_tells() -> None:
    article = document("d", "Herald", "Two officials said so.")
    said = Statement("s", "d", Kind.INDIRECT, (Span(19, 21),), source=Span(0, 13))
    assert speaker_name(replace(said, speaker=TOSK), article) == "Ilmar Tosk"
    assert speaker_name(said, article) == "“Two officials” (not known who)"
    assert speaker_name(replace(said, source=None), article) == "speaker not named"


def test_chain_from_the_speaker_to_the_outlet() -> None:
    lookup = Lookup(comparison())
    wall = next(one for one in lookup.statements.values() if one.document == "harbour" and one.addressee)
    assert chain(wall, lookup.documents["harbour"], lookup.statements) == [
        ("said", "Ilmar Tosk"),
        ("to", "“her”"),
        ("told by", "Ilmar Tosk"),
        ("wire", "VeldPress"),
        ("outlet", "Harbour Post"),
    ]


def test_an_agency_is_not_its_own_wire() -> None:
    lookup = Lookup(comparison())
    said = next(one for one in lookup.statements.values() if one.document == "agency")
    assert [step.role for step in chain(said, lookup.documents["agency"], lookup.statements)] == ["said", "outlet"]


def test_who_tells_it_without_saying_it_has_the_act() -> None:
    article = document("d", "Herald", "Tosk denied that Brenn had said so.")
    teller = Statement("t", "d", Kind.INDIRECT, (Span(17, 34),), speaker=TOSK, act=Act.DENIED)
    told = Statement("u", "d", Kind.INDIRECT, (Span(32, 34),), source=Span(17, 22), within="t")
    steps = chain(told, article, {"t": teller, "u": told})
    assert [(step.role, step.name) for step in steps] == [
        ("said", "“Brenn” (not known who)"),
        ("told by", "Ilmar Tosk (denied or refused)"),
        ("outlet", "Herald"),
    ]


def test_a_ring_ends_the_chain() -> None:
    article = document("d", "Herald", "abcdef")
    first = Statement("a", "d", Kind.DIRECT, (Span(0, 6),), within="b", speaker=TOSK)
    second = Statement("b", "d", Kind.DIRECT, (Span(1, 4),), within="a", speaker=TOSK)
    assert [step.role for step in chain(first, article, {"a": first, "b": second})] == ["said", "told by", "outlet"]
