from __future__ import annotations

from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.records import Change, Speaker
from sayso.report.differences import differences_of, most_important, once_each
from sayso.report.lookup import Lookup
from sayso.report.sides import side_views
from sayso.spans import Span
from tests.report.builders import Desk, differ, document, find
from tests.report.interview import comparison


def test_pairs_with_the_same_two_wordings_are_one_difference() -> None:
    lookup = Lookup(comparison())
    found = differences_of(0, lookup)
    cut = next(one for one in found if one.change is Change.QUALIFIER_CUT)
    # three pairs: agency, copy and paywalled page each against the tabloid
    assert [passage.document for passage in cut.left] == ["harbour", "lantern", "agency"]
    assert [passage.document for passage in cut.right] == ["flare"]


def test_the_left_of_the_first_pair_stays_left() -> None:
    # its reason may say “stands only in the second”
    whole = comparison()
    lookup = Lookup(whole)
    for thing, collation in enumerate(whole.things_said):
        lefts = {pair.left for pair in collation.differences}
        for one in differences_of(thing, lookup):
            assert lefts & set(one.left)


def test_the_sense_turned_round_comes_first_and_each_thing_said_has_its_turn() -> None:
    lookup = Lookup(comparison())
    ordered = most_important(one for thing in range(len(lookup.things)) for one in differences_of(thing, lookup))
    assert all(one.substantive for one in ordered)
    assert [one.change for one in ordered][:3] == [Change.POLARITY, Change.SPEAKER, Change.QUALIFIER_CUT]
    assert len({one.thing for one in ordered[:5]}) == 5


def test_permalinks_differ_and_stay() -> None:
    lookup = Lookup(comparison())
    ids = [one.id for thing in range(len(lookup.things)) for one in differences_of(thing, lookup)]
    assert len(set(ids)) == len(ids)
    again = Lookup(comparison())
    assert ids == [one.id for thing in range(len(again.things)) for one in differences_of(thing, again)]


def test_a_difference_inside_a_telling_is_shown_once_where_its_words_stand() -> None:
    # told inside one another, both things said hold the passage: it belongs to the inner one
    left, right = document("a", "Herald", "He said: ‘Ten came.’"), document("b", "Courier", "He said: ‘Two came.’")
    desk = Desk((left, right))
    passages = ("a", find(left.text, "Ten")), ("b", find(right.text, "Two"))
    number = differ(Change.NUMBER, *passages, "10 and 2")
    speaker = differ(Change.SPEAKER, ("a", Span(0, 2)), ("b", Span(0, 2)), "another speaker")
    outer = [desk.say("a", "said: ‘Ten came.’"), desk.say("b", "said: ‘Two came.’")]
    inner = [desk.say("a", "Ten came", within=outer[0].id), desk.say("b", "Two came", within=outer[1].id)]
    desk.thing(*outer, differences=(number, speaker))
    desk.thing(*inner, differences=(number, speaker))
    run = Articles((left, right), tuple(desk.statements), (), (), Settings(), "0")
    lookup = Lookup(Comparison(run, (), tuple(desk.things)))
    found = once_each((one for thing in (0, 1) for one in differences_of(thing, lookup)), lookup)
    assert [(one.change, one.thing) for one in found] == [(Change.NUMBER, 1), (Change.SPEAKER, 0)]


def test_one_speaker_named_in_two_ways_is_one_side() -> None:
    texts = {"a": "“Ten came,” Pell said.", "b": "“Ten came,” Minister Pell said.", "c": "“Ten came,” Varn said."}
    desk = Desk(tuple(document(name, name.upper(), text) for name, text in texts.items()))
    pell, varn = Speaker("e1", "Oda Pell", 0.9, "named"), Speaker("e2", "Jon Varn", 0.9, "named")
    named = {"a": ("Pell", pell), "b": ("Minister Pell", pell), "c": ("Varn", varn)}
    rows = [desk.say(key, "Ten came,", source=source, speaker=speaker) for key, (source, speaker) in named.items()]
    place = {key: (key, find(texts[key], source)) for key, (source, _) in named.items()}
    pairs = [
        differ(Change.SPEAKER, place[key], place["c"], "Oda Pell against Jon Varn: another speaker") for key in "ab"
    ]
    desk.thing(*rows, differences=tuple(pairs))
    run = Articles(tuple(desk.articles.values()), tuple(desk.statements), (), (), Settings(), "0")
    lookup = Lookup(Comparison(run, (), tuple(desk.things)))
    (one,) = differences_of(0, lookup)
    assert [passage.document for passage in one.left] == ["a", "b"]
    assert [passage.document for passage in one.right] == ["c"]
    assert [(side.outlets, side.words) for side in side_views(one, one.left, lookup)] == [
        (("A",), "Pell"),
        (("B",), "Minister Pell"),
    ]
