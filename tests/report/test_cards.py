from __future__ import annotations

from dataclasses import replace

from sayso.comparison import Articles, Comparison
from sayso.config import Settings
from sayso.records import Cause, Change, Collation, Lacuna
from sayso.report.articles import outlet_views, text_views
from sayso.report.cards import CardMaker
from sayso.report.compose import page_view
from sayso.report.lined import lined_up
from sayso.report.lookup import Lookup
from sayso.report.marked import Bit
from sayso.report.views import Card
from sayso.spans import Edit, Span
from tests.report.builders import Desk, differ, document, find
from tests.report.interview import ARDEN, comparison
from tests.report.long_story import long_story


def compared(desk: Desk) -> Comparison:
    run = Articles(tuple(desk.articles.values()), tuple(desk.statements), (), (), Settings(), "0")
    return Comparison(run, (), tuple(desk.things))


def card_of(whole: Comparison, thing: int = 0) -> Card:
    return CardMaker(Lookup(whole), 0.7).card(thing, "1")


def test_many_articles_without_it_are_all_others() -> None:
    whole = long_story(articles=7, statements=2)
    alone = card_of(whole, 1)
    assert [(one.word, one.outlets) for one in alone.fates] == [
        ("kept", ("Outlet 00",)),
        ("left out", ("all 6 others",)),
    ]


def test_few_articles_without_it_are_named() -> None:
    fates = {one.word: one.outlets for one in card_of(comparison(), 1).fates}
    assert fates == {
        "changed": ("The Daily Flare", "Harbour Post", "VeldPress"),
        "left out": ("Northgate Portal",),
        "could not see": ("Lantern Review",),
    }


def test_a_passage_is_shown_without_white_space_at_its_ends() -> None:
    left, right = document("a", "Herald", "It is reportedly so."), document("b", "Courier", "It is so.")
    desk = Desk((left, right))
    hedge = differ(Change.HEDGE, ("a", find(left.text, "reportedly ")), ("b", Span(6, 6)), "the hedge is dropped")
    desk.thing(desk.say("a", "It is reportedly so"), desk.say("b", "It is so"), differences=(hedge,))
    (view,) = card_of(compared(desk)).sense
    ((_, *first, _),), ((_, *second, _),) = view.left, view.right
    assert first == ["It is ", "reportedly", " so."]
    assert second == ["It is ", "", "so."]


def test_two_gaps_at_one_place_are_one_sign_with_both_numbers() -> None:
    left, right = document("a", "Herald", "Ten came and ate."), document("b", "Courier", "Ten came.")
    third = document("c", "Mail", "Ten came and drank.")
    desk = Desk((left, right, third))
    cuts = tuple(
        differ(Change.CUT, (one.id, find(one.text, words)), ("b", Span(8, 8)), "only in one")
        for one, words in ((left, " and ate"), (third, " and drank"))
    )
    said = (desk.say("a", "Ten came and ate"), desk.say("b", "Ten came"), desk.say("c", "Ten came and drank"))
    desk.thing(*said, differences=cuts)
    reading = card_of(compared(desk)).readings[1]
    assert reading.parts == ((Bit("Ten came"), Bit("", "gap", (1, 2))),)


def test_where_articles_disagree_on_the_speaker_all_are_named() -> None:
    whole = comparison()
    lookup = Lookup(whole)
    wall = next(i for i, one in enumerate(lookup.things) if any(d.change is Change.SPEAKER for d in one.differences))
    assert card_of(whole, wall).speaker == "Ilmar Tosk / Jonna Arden"
    assert card_of(whole, 0).speaker == "Ilmar Tosk"
    assert ARDEN.name in page_view(whole).speakers


def test_the_head_of_the_page_counts_a_difference_once() -> None:
    whole = comparison()
    lookup = Lookup(whole)
    parent = next(i for i in lookup.tree.roots if lookup.tree.children.get(i))
    child = lookup.tree.children[parent][0]
    things: list[Collation] = list(whole.things_said)
    things[parent] = replace(things[parent], differences=things[child].differences)
    twice = replace(whole, things_said=tuple(things))
    assert len((*page_view(twice).top, *page_view(twice).more)) == len((*page_view(whole).top, *page_view(whole).more))


def test_a_long_run_of_the_same_words_is_broken_to_fit() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    left, right = document("a", "Herald", f"{words} here."), document("b", "Courier", f"{words} there.")
    desk = Desk((left, right))
    whole = desk.thing(desk.say("a", f"{words} here"), desk.say("b", f"{words} there"))
    lines = lined_up(whole, Lookup(compared(desk)), room=100)
    assert all(sum(max(len(cell.words) for cell in block.cells) for block in line.blocks) <= 100 for line in lines)
    assert " ".join(block.cells[0].words for line in lines for block in line.blocks) == f"{words} here"


def test_the_head_tells_what_limits_each_article() -> None:
    lost = (Lacuna(Span(0, 0), Cause.PAYWALL), Lacuna(Span(2, 2), Cause.CUT), Lacuna(Span(3, 3), Cause.PAYWALL))
    one = document(
        "a", "Herald", "Ten came.", published="2031-05-03T06:04:09+02:00", lacunae=lost, outlet_from="credit"
    )
    (view,) = outlet_views(Articles((one,), (), (), (), Settings(), "0"))
    assert view.published == "2031-05-03 06:04"
    assert view.notes == ("could not see all of it: paywall; the text breaks off", "outlet taken from the credit line")


def test_a_repair_is_shown_where_it_stands() -> None:
    text = "He said.“Ten came,” and left."
    repairs = (Edit(8, 8, " ", "space missing"), Edit(17, 18, "’", "mark of another style"))
    one = document("a", "Herald", text, repairs=repairs)
    (view,) = text_views(Articles((one,), (), (), (), Settings(), "0"), [])
    assert view.repairs == (
        ("He said.“Ten came,” and left.", "nothing", "a space", "space missing"),
        ("He said.“Ten came,” and left.", ",", "’", "mark of another style"),
    )
