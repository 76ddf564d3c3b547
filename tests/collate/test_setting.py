"""The words around a reading: its frame and its lead-in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sayso.records import Change, Document, Kind, Speaker

Press = Callable[..., Document]
Row = tuple[str, bool, str, str]
WORDS = "The mine stays open"


def told(room: Any, *rows: Any) -> list[Row]:
    return [room.told(row) for row in room.collated(*rows).differences]


# --- the frame ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        # hearsay told as fact
        ("Tosk reportedly said", "Tosk said", [("hedge", True, "reportedly", "")]),
        ("Tosk said", "Tosk allegedly said", [("hedge", True, "", "allegedly")]),
        # hedged in both
        ("Tosk reportedly said", "Tosk allegedly said", []),
        # another day of saying
        ("Tosk said on Monday", "Tosk said on Friday", [("time", True, "on Monday", "on Friday")]),
        ("Tosk said on Monday", "Tosk said on 6 May 2024", [("time", False, "on Monday", "on 6 May 2024")]),
        # only one gives it: no difference of what is said
        ("Tosk said on Monday", "Tosk said", []),
        ("Tosk said in May", "Tosk said in May", []),
        ("Tosk said", "Tosk said", []),
        ("Tosk told a room full of farmers", "Tosk told the farmers", []),
    ],
)
def test_frame(left: str, right: str, expected: list[Row], press: Press, said: Any, newsroom: Any) -> None:
    one, other = press("herald", f"“{WORDS},” {left}."), press("tribune", f"“{WORDS},” {right}.")
    cues = ["said" if "said" in frame else "told" for frame in (left, right)]
    rows = [said(d, WORDS, source="Tosk", cue=cue) for d, cue in zip((one, other), cues, strict=True)]
    assert told(newsroom(one, other), *rows) == expected


def test_hedge_of_the_statement_itself(press: Press, said: Any, newsroom: Any) -> None:
    one, other = press("herald", f"Rumour has it: {WORDS}."), press("tribune", f"{WORDS}, Tosk said.")
    rows = said(one, WORDS, hedge="Rumour has it"), said(other, WORDS, cue="said", source="Tosk")
    assert ("hedge", True, "Rumour has it", "") in told(newsroom(one, other), *rows)


def test_hedge_inside_here_and_outside_there_is_none(press: Press, said: Any, newsroom: Any) -> None:
    one = press("herald", "Tosk said the mine reportedly stays open.")
    other = press("tribune", "Tosk reportedly said the mine stays open.")
    rows = (
        said(one, "the mine reportedly stays open", kind=Kind.INDIRECT, cue="said", source="Tosk"),
        said(other, "the mine stays open", kind=Kind.INDIRECT, cue="said", source="Tosk"),
    )
    assert told(newsroom(one, other), *rows) == []


# --- the lead-in ----------------------------------------------------------------------------------------------------

FILLER = "\nThe harvest was poor again. Rain fell on the fields for weeks. Nobody in the hills remembers worse."


def lead_in(press: Press, said: Any, newsroom: Any, left: str, right: str, **cues: str | None) -> list[Row]:
    """Two articles that put a sentence before the same quotation."""
    documents = [
        press(name, f"{text} “{WORDS},” Tosk said.{FILLER}") for name, text in (("herald", left), ("tribune", right))
    ]
    room = newsroom(*documents)
    for document, cue in zip(documents, (cues.get("left_cue"), cues.get("right_cue")), strict=True):
        if cue is not None:
            words = document.text[document.text.index(cue) + len(cue) + 1 : document.text.index(". “")]
            room.add(said(document, words, kind=Kind.INDIRECT, cue=cue))
    return told(room, *(said(document, WORDS, cue="said", source="Tosk") for document in documents))


def test_time_in_the_lead_in(press: Press, said: Any, newsroom: Any) -> None:
    found = lead_in(
        press,
        said,
        newsroom,
        "Baron Lemm asked for this back in the 1970s, when he visited the valley.",
        "Since the visit of Baron Lemm in 1974 or 1975 the council has been asked for it.",
    )
    assert found == [("time", False, "back in the 1970s", "in 1974 or 1975")]


def test_time_in_the_lead_in_that_does_not_agree(press: Press, said: Any, newsroom: Any) -> None:
    found = lead_in(
        press,
        said,
        newsroom,
        "Baron Lemm asked for this in the 1970s, when he visited the valley.",
        "Since the visit of Baron Lemm in 1984 the council has been asked for it.",
    )
    assert found == [("time", True, "in the 1970s", "in 1984")]


def test_told_in_its_own_words_here_and_as_the_speakers_there(press: Press, said: Any, newsroom: Any) -> None:
    left = "Baron Lemm even spoke about this when he visited the valley."
    right = "He recalled that Baron Lemm on his visit had asked him for it."
    found = lead_in(press, said, newsroom, left, right, right_cue="recalled")
    assert found == [("speaker", True, left[:-1], right[:-1])]


LOOK_ALIKES = [
    # about something else
    (
        "Baron Lemm asked for this in the 1970s, when he visited the valley.",
        "The dam was built in 1984 by prisoners.",
    ),
    # only a name is shared
    ("Baron Lemm was born in 1931 in the hills.", "In 1984 came Lemm, then a young officer."),
    # the same time
    ("Baron Lemm asked for it on his visit in 1974.", "On his visit in 1974 Baron Lemm asked for it."),
    # one tells no time
    ("Baron Lemm asked for it on his visit in 1974.", "On his visit Baron Lemm asked for it."),
    # several times: which belongs to which is not told
    (
        "Baron Lemm asked for it on his visit in 1974 and again in 1980.",
        "Baron Lemm asked for it on his visit in 1990.",
    ),
    # no lead-in
    ("", "Baron Lemm asked for it on his visit in 1990."),
]


@pytest.mark.parametrize(("left", "right"), LOOK_ALIKES)
def test_lead_in_look_alike(left: str, right: str, press: Press, said: Any, newsroom: Any) -> None:
    assert lead_in(press, said, newsroom, left, right) == []


def test_lead_in_of_another_paragraph_does_not_count(press: Press, said: Any, newsroom: Any) -> None:
    left = "Baron Lemm asked for this in the 1970s, when he visited the valley.\n"
    right = "Since the visit of Baron Lemm in 1984 the council has been asked for it.\n"
    assert lead_in(press, said, newsroom, left, right) == []


def test_both_put_it_to_the_speaker(press: Press, said: Any, newsroom: Any) -> None:
    found = lead_in(
        press,
        said,
        newsroom,
        "He recalled that Baron Lemm had asked for it on his visit.",
        "He said that Baron Lemm on his visit had asked for it.",
        left_cue="recalled",
        right_cue="said",
    )
    assert found == []


def test_lead_in_put_to_two_speakers(press: Press, said: Any, newsroom: Any, speakers: tuple[Speaker, Speaker]) -> None:
    left = f"Tosk recalled that Baron Lemm had asked for it on his visit. “{WORDS},” Tosk said.{FILLER}"
    right = f"Varn recalled that Baron Lemm had asked for it on his visit. “{WORDS},” Tosk said.{FILLER}"
    one, other = press("herald", left), press("tribune", right)
    room = newsroom(one, other)
    words = "Baron Lemm had asked for it on his visit"
    room.add(said(one, words, kind=Kind.INDIRECT, cue="recalled"))
    room.add(said(other, words, kind=Kind.INDIRECT, cue="recalled", speaker=speakers[1]))
    found = room.collated(*(said(d, WORDS, cue="said", source="Tosk") for d in (one, other))).differences
    assert [row.change for row in found] == [Change.SPEAKER]
    assert "Ilmar Tosk" in found[0].because
    assert "Oda Varn" in found[0].because


def test_far_inside_a_speech_there_is_no_lead_in(press: Press, said: Any, newsroom: Any) -> None:
    speech = f"I am old. I am tired. The war was long. I told him: ‘{WORDS}’"
    text = "Baron Lemm asked for it on a visit in {}. “{}”, Tosk said.{}"
    one, other = (press(n, text.format(year, speech, FILLER)) for n, year in (("herald", "1974"), ("tribune", "1984")))
    room = newsroom(one, other)
    inner = []
    for document in (one, other):
        outer = said(document, speech, cue="said")
        room.add(outer)
        inner.append(said(document, WORDS, within=outer.id))
    assert told(room, *inner) == []


def test_the_lead_in_of_a_told_statement_is_its_tellers(press: Press, said: Any, newsroom: Any) -> None:
    # both are told inside others, whose comparison has what the lead-ins differ in: told once, not twice
    text = "Baron Lemm asked for this in {}, when he visited the valley. “I told him at once: ‘{}’,” Tosk said.{}"
    one, other = (press(n, text.format(year, WORDS, FILLER)) for n, year in (("herald", "1974"), ("tribune", "1984")))
    room = newsroom(one, other)
    outer, inner = [], []
    for document in (one, other):
        outer.append(said(document, f"I told him at once: ‘{WORDS}’", cue="said"))
        room.add(outer[-1])
        inner.append(said(document, WORDS, within=outer[-1].id))
    assert told(room, *outer) == [("time", True, "in 1974", "in 1984")]
    assert told(room, *inner) == []


def test_a_told_statement_against_one_that_stands_alone(press: Press, said: Any, newsroom: Any) -> None:
    # one outlet quotes the telling, the other only what was told: the lead-in stands before the outermost
    told_text = "Baron Lemm asked for this in 1974, when he visited the valley. “I told him: ‘{}’,” Tosk said.{}"
    alone_text = "Baron Lemm asked for this in 1984, when he visited the valley. “{}”, Tosk said.{}"
    one, other = press("herald", told_text.format(WORDS, FILLER)), press("tribune", alone_text.format(WORDS, FILLER))
    room = newsroom(one, other)
    outer = said(one, f"I told him: ‘{WORDS}’", cue="said")
    room.add(outer)
    pair = said(one, WORDS, within=outer.id), said(other, WORDS, cue="said")
    assert ("time", True, "in 1974", "in 1984") in told(room, *pair)
