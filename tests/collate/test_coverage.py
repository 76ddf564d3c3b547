"""What became of one thing said in every article: a table of cases, and their grounds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from sayso.records import Cause, Document, Kind, Lacuna, Status
from sayso.spans import Span

Press = Callable[..., Document]
WORDS = "The mine stays open until the snow melts"
OTHER = "\nThe harvest was poor. Rain fell for weeks on the wheat of the northern hills."


def statuses(collation: Any) -> dict[str, tuple[Status, str]]:
    return {row.outlet: (row.status, row.because) for row in collation.coverage}


def quoting(press: Press, name: str, words: str = WORDS, **more: Any) -> Document:
    return press(name, f"“{words},” Tosk said.{OTHER}", **more)


def test_kept_by_both(press: Press, said: Any, newsroom: Any) -> None:
    documents = quoting(press, "herald"), quoting(press, "tribune")
    found = statuses(newsroom(*documents).collated(*(said(d, WORDS) for d in documents)))
    assert [status for status, _ in found.values()] == [Status.KEPT, Status.KEPT]


def test_only_here_and_left_out(press: Press, said: Any, newsroom: Any) -> None:
    herald, tribune = quoting(press, "herald"), press("tribune", "The council met." + OTHER)
    found = statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))
    assert found == {
        "Herald": (Status.KEPT, "only here"),
        "Tribune": (
            Status.LEFT_OUT,
            "not in the text we have; no date tells whether it is later than what was said",
        ),
    }


@pytest.mark.parametrize(
    ("cause", "because"),
    [
        (Cause.PAYWALL, "the page is cut by a paywall: could not see"),
        (Cause.CUT, "the text breaks off: could not see"),
        (Cause.UNDECODABLE, "part of the text cannot be decoded: could not see"),
    ],
)
def test_a_lacuna_is_no_omission(cause: Cause, because: str, press: Press, said: Any, newsroom: Any) -> None:
    herald, tribune = quoting(press, "herald"), press("tribune", "The council met.", cause=cause)
    found = statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))
    assert found["Tribune"] == (Status.UNKNOWN, because)


def test_a_paywall_is_told_before_the_cut_that_it_makes(press: Press, said: Any, newsroom: Any) -> None:
    herald, tribune = quoting(press, "herald"), press("tribune", "The council met.", cause=Cause.CUT)
    tribune = replace(tribune, lacunae=(*tribune.lacunae, Lacuna(Span(16, 16), Cause.PAYWALL)))
    found = statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))
    assert found["Tribune"][1] == "the page is cut by a paywall: could not see"


def test_a_reading_that_runs_into_the_lacuna_is_not_cut_by_the_outlet(press: Press, said: Any, newsroom: Any) -> None:
    whole, short = f"{WORDS}, but the guards want silver", WORDS
    herald, tribune = quoting(press, "herald", whole), press("tribune", f"“{short}", cause=Cause.PAYWALL)
    collation = newsroom(herald, tribune).collated(said(herald, whole), said(tribune, short))
    (row,) = collation.differences
    assert not row.substantive
    assert row.because.endswith("the text of the other breaks off there: could not see")
    assert statuses(collation)["Tribune"][0] is Status.KEPT


def test_a_reading_before_the_lacuna_is_kept(press: Press, said: Any, newsroom: Any) -> None:
    documents = quoting(press, "herald"), quoting(press, "tribune", cause=Cause.PAYWALL)
    found = statuses(newsroom(*documents).collated(*(said(d, WORDS) for d in documents)))
    assert found["Tribune"][0] is Status.KEPT


def test_published_before_it_was_said(press: Press, said: Any, newsroom: Any) -> None:
    herald = quoting(press, "herald", published="2024-05-07")
    tribune = press("tribune", "The council met.", published="2024-05-06T22:00:00Z")
    found = statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))
    assert found["Tribune"] == (Status.UNKNOWN, "published before the first report of it")


@pytest.mark.parametrize("published", ["2024-05-07", "2024-05-09", None, "soon"])
def test_published_after_or_undated(published: str | None, press: Press, said: Any, newsroom: Any) -> None:
    herald = quoting(press, "herald", published="2024-05-07")
    tribune = press("tribune", "The council met.", published=published)
    assert statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))["Tribune"][0] is Status.LEFT_OUT


@pytest.mark.parametrize(
    ("first", "published", "status"),
    [
        ("2024-05-07T12:00:00+02:00", "2024-05-07T09:30:00+02:00", Status.UNKNOWN),  # earlier the same day
        ("2024-05-07T12:00:00+02:00", "2024-05-07T11:00:00Z", Status.LEFT_OUT),  # later, by its own zone
        ("2024-05-07T12:00:00+02:00", "2024-05-07T09:30:00", Status.LEFT_OUT),  # of the same day, in no zone
        ("2024-05-07T12:00:00+02:00", "2024-05-06", Status.UNKNOWN),
    ],
)
def test_published_earlier_by_the_clock(
    first: str, published: str, status: Status, press: Press, said: Any, newsroom: Any
) -> None:
    herald = quoting(press, "herald", published=first)
    tribune = press("tribune", "The council met.", published=published)
    assert statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))["Tribune"][0] is status


def test_left_out_tells_whether_the_dates_are_known(press: Press, said: Any, newsroom: Any) -> None:
    herald = quoting(press, "herald", published="2024-05-07")
    tribune = press("tribune", "The council met.", published="2024-05-08")
    found = statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))
    assert found["Tribune"][1].startswith("not in the text we have, which is later")


def test_similar_passage_that_nobody_is_said_to_have_said(press: Press, said: Any, newsroom: Any) -> None:
    passage = "The mine will stay open till the snow has melted."
    herald, tribune = quoting(press, "herald"), press("tribune", f"The council met. {passage}{OTHER}")
    status, because = statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))["Tribune"]
    assert status is Status.UNKNOWN
    assert because == f"a similar passage stands there without being attributed: “{passage}”"


def test_similar_passage_in_another_statement(press: Press, said: Any, newsroom: Any) -> None:
    passage = "The mine will stay open till the snow has melted"
    herald, tribune = quoting(press, "herald"), press("tribune", f"{passage}, Varn said.{OTHER}")
    room = newsroom(herald, tribune)
    room.add(said(tribune, passage, kind=Kind.INDIRECT))
    status, because = statuses(room.collated(said(herald, WORDS)))["Tribune"]
    assert status is Status.UNKNOWN
    assert because.startswith("a similar passage stands there in another statement: ")


@pytest.mark.parametrize(
    ("words", "text", "status"),
    [
        ("ready to resign", "He seemed ready to resign, the crowd heard.", Status.UNKNOWN),  # letter for letter
        ("ready to resign", "He was READY to  resign.", Status.UNKNOWN),  # in other letters and spaces
        ("ready to resign", "He was already to resign.", Status.LEFT_OUT),  # inside another word
        ("ready to resign", "To resign he was not ready.", Status.LEFT_OUT),  # in another order
        ("no", "There is no hope.", Status.LEFT_OUT),  # one word stands anywhere
    ],
)
def test_a_fragment_that_stands_there(
    words: str, text: str, status: Status, press: Press, said: Any, newsroom: Any
) -> None:
    herald, tribune = press("herald", f"The baron is “{words}”, he said.{OTHER}"), press("tribune", text + OTHER)
    assert statuses(newsroom(herald, tribune).collated(said(herald, words)))["Tribune"][0] is status


@pytest.mark.parametrize(
    "text",
    [
        "The mine is old. It was dug by monks.",  # one word of it
        "The snow in the hills stays long.",  # two
        "The open mine stays empty.",  # three of five
        "An open mine yawns beside the road to the coast, and the farmers fear for their cattle.",
    ],
)
def test_chance_likeness(text: str, press: Press, said: Any, newsroom: Any) -> None:
    herald, tribune = quoting(press, "herald"), press("tribune", text + OTHER)
    assert statuses(newsroom(herald, tribune).collated(said(herald, WORDS)))["Tribune"][0] is Status.LEFT_OUT


def test_number_changed(press: Press, said: Any, newsroom: Any) -> None:
    words = "We hold 40 men", "We hold 60 men"
    documents = quoting(press, "herald", words[0]), quoting(press, "tribune", words[1])
    rows = [said(d, w) for d, w in zip(documents, words, strict=True)]
    assert statuses(newsroom(*documents).collated(*rows)) == {
        "Herald": (Status.CHANGED, "number: “40” here, “60” elsewhere"),
        "Tribune": (Status.CHANGED, "number: “60” here, “40” elsewhere"),
    }


def test_a_cut_changes_only_the_one_that_cut(press: Press, said: Any, newsroom: Any) -> None:
    words = "We will sign, but only if the islands pay", "We will sign"
    documents = quoting(press, "herald", words[0]), quoting(press, "tribune", words[1])
    rows = [said(d, w) for d, w in zip(documents, words, strict=True)]
    found = statuses(newsroom(*documents).collated(*rows))
    assert found["Herald"][0] is Status.KEPT
    assert found["Tribune"] == (Status.CHANGED, "qualifier cut: without “but only if the islands pay”")


def test_one_of_four_tells_another_number(press: Press, said: Any, newsroom: Any) -> None:
    words = {
        "herald": "We hold 40 men",
        "tribune": "We hold 60 men",
        "mail": "We hold 40 men",
        "post": "We hold 40 men",
    }
    documents = {name: quoting(press, name, text) for name, text in words.items()}
    rows = [said(documents[name], text) for name, text in words.items()]
    found = statuses(newsroom(*documents.values()).collated(*rows))
    assert {outlet: status for outlet, (status, _) in found.items()} == {
        "Herald": Status.KEPT,
        "Mail": Status.KEPT,
        "Post": Status.KEPT,
        "Tribune": Status.CHANGED,
    }
    assert found["Herald"][1] == "as in most of the others; told differently by 1 of 3"


def test_copies_are_one_witness(press: Press, said: Any, newsroom: Any) -> None:
    # three copies of one text are no majority
    words = {
        "herald": "We hold 40 men",
        "tribune": "We hold 60 men",
        "mail": "We hold 40 men",
        "post": "We hold 40 men",
    }
    documents = {name: quoting(press, name, text) for name, text in words.items()}
    room = newsroom(*documents.values())
    room.origins = (("herald", "mail", "post"), ("tribune",))
    found = statuses(room.collated(*(said(documents[name], text) for name, text in words.items())))
    assert {status for status, _ in found.values()} == {Status.CHANGED}


def test_the_best_of_several_readings_counts(press: Press, said: Any, newsroom: Any) -> None:
    herald = quoting(press, "herald", "We hold 40 men")
    tribune = press("tribune", "“We hold 60 men,” Tosk said.\nLater he said: “We hold 40 men.”")
    rows = said(herald, "We hold 40 men"), said(tribune, "We hold 60 men"), said(tribune, "We hold 40 men")
    assert statuses(newsroom(herald, tribune).collated(*rows))["Tribune"][0] is Status.KEPT


def test_reference(press: Press, said: Any, newsroom: Any) -> None:
    words = {"transcript": "We hold 40 men", "tribune": "We hold 60 men", "mail": "We hold 60 men"}
    documents = {name: quoting(press, name, text) for name, text in words.items()}
    room = newsroom(*documents.values())
    collation = room.collated(*(said(documents[n], text) for n, text in words.items()), reference="transcript")
    found = statuses(collation)
    assert found["Transcript"] == (Status.KEPT, "this is the text compared with")
    assert found["Mail"][0] is found["Tribune"][0] is Status.CHANGED
    assert all("transcript" in (row.left.document, row.right.document) for row in collation.differences)


def test_reference_without_a_reading(press: Press, said: Any, newsroom: Any) -> None:
    documents = quoting(press, "herald"), quoting(press, "tribune"), press("transcript", "The council met.")
    collation = newsroom(*documents).collated(*(said(d, WORDS) for d in documents[:2]), reference="transcript")
    assert statuses(collation)["Transcript"][0] is Status.LEFT_OUT


def test_what_is_told_elsewhere_is_not_lost(press: Press, said: Any, newsroom: Any) -> None:
    whole = "The mine stays open, and the guards of the northern tower will be paid in silver"
    short = "The mine stays open"
    herald = quoting(press, "herald", whole)
    tribune = press("tribune", f"“{short},” Tosk said.\nGuards of the northern tower, he said, will be paid in silver.")
    found = newsroom(herald, tribune).collated(said(herald, whole), said(tribune, short))
    (row,) = [row for row in found.differences if row.change == "cut"]
    assert not row.substantive
    assert "similar words stand elsewhere in the other article" in row.because


def test_what_another_reading_of_the_article_has_is_in_no_one_alone(press: Press, said: Any, newsroom: Any) -> None:
    first, second = "The mine stays open.", "The guards of the tower will be paid in silver."
    herald = quoting(press, "herald", f"{first} {second}")
    rows = {
        "tribune": press("tribune", f"“{first}” Tosk said.\nRain fell.\n“{second}”"),
        "mail": quoting(press, "mail", first),
    }
    found = newsroom(herald, *rows.values()).collated(
        said(herald, f"{first} {second}"),
        said(rows["tribune"], first),
        said(rows["tribune"], second),
        said(rows["mail"], first),
    )
    cut = {row.right.document for row in found.differences if row.change == "cut"}
    assert cut == {"mail"}
