"""On what occasion something was said: printed beside it, told once for all that somebody says, or not known."""

from __future__ import annotations

import pytest

import sayso

LEAD = "Ilmar Tosk, the mayor of Velda, spoke about the harbour. "
GIVEN = "Tosk gave an interview to the Courier."


def occasions(text: str) -> list[tuple[str, bool] | None]:
    """Of each statement that stands in no other the occasion as printed, and whether it is carried over."""
    return [
        None if one.occasion is None else (one.occasion.span.of(text), one.occasion.carried)
        for one in sayso.statements(text)
        if one.within is None
    ]


@pytest.mark.parametrize(
    ("sentence", "occasion"),
    [
        ("In an interview with the Courier, Tosk said that the pier was safe.", "In an interview with the Courier"),
        ("Tosk said in a speech to dockers on Monday that the pier was safe.", "in a speech to dockers on Monday"),
        ("“The pier is safe,” Tosk told reporters at a press conference in Velda.", "at a press conference in Velda"),
        ("“The pier is safe,” Tosk wrote on Telegram.", "on Telegram"),
        ("In a brief written statement, Tosk denied that the pier was unsafe.", "In a brief written statement"),
        ("Tosk warned during a debate in Orsk that the pier would fall.", "during a debate in Orsk"),
        # the occasion that stands nearest to the reporting words
        ("Asked in an interview about it, Tosk said at a rally that the pier was safe.", "at a rally"),
        # what is said about an occasion is none
        ("Tosk said that he would give an interview to the Courier.", None),
        ("“I said so in a speech in Orsk,” Tosk recalled.", None),
        ("Tosk said the pier was safe.", None),
        # a hearer is whom he told, a document is who tells
        ("A letter from the ministry said the pier was safe.", None),
        ("Tosk said on Monday that the pier was safe.", None),
        ("Tosk said on paper the pier was safe.", None),
        ("Tosk wrote on Truth Social that the pier was safe.", "on Truth Social"),
        ("Tosk told the Courier by phone that the pier was safe.", "by phone"),
        ("Tosk said on a call with dockers that the pier was safe.", "on a call with dockers"),
        # what he was asked about, learned from or is angry over is not where he said it
        ("Pressed on the report, Tosk said that the pier was safe.", None),
        ("Angry over a letter from Orsk, Tosk said that the pier was safe.", None),
        ("Tosk said he had learned from the report that the pier was safe.", None),
        ("Asked about a report on Facebook, Tosk said that the pier was safe.", None),
        # nor what others wrote or did
        ("Tosk, named in the report, said that the pier was safe.", None),
        ("Tosk, banned by Twitter, said that the pier was safe.", None),
        ("Asked in an interview about it, Tosk said that the pier was safe.", "in an interview about it"),
    ],
)
def test_beside_the_statement(sentence: str, occasion: str | None) -> None:
    (found,) = occasions(LEAD + sentence)[-1:]
    assert found == (None if occasion is None else (occasion, False))


@pytest.mark.parametrize(
    ("sentences", "carried"),
    [
        # one long occasion: all that he says
        ("Tosk gave an interview to the Courier. He said that the pier was safe.", "an interview to the Courier"),
        (
            "In an interview with the Courier, Tosk said the cranes were old. Tosk said that the pier was safe.",
            "In an interview with the Courier",
        ),
        # two: it is not known which
        ("Tosk gave an interview to the Courier. He held a press conference. He said that the pier was safe.", None),
        # a message is one statement's
        ("Tosk said in a tweet that the cranes were old. He said that the pier was safe.", None),
        # nor is it one that he did not give, or will
        ("Tosk did not give an interview to the Courier. He said that the pier was safe.", None),
        ("Tosk gave no interview to the Courier. He said that the pier was safe.", None),
        ("Tosk refused to grant an interview to the Courier. He said that the pier was safe.", None),
        ("Tosk will hold a press conference. He said that the pier was safe.", None),
        # only as long as he speaks there: what comes after a letter may be of the letter
        (f"{GIVEN} In a letter, Tosk said the cranes were old. He said that the pier was safe.", None),
        (
            f"{GIVEN} In a letter, Tosk said ropes were old. In the interview, Tosk said it rained. He said it was so.",
            "an interview to the Courier",
        ),
        # nobody's is not that of whoever is not known to speak
        ("Speaking at a rally can be hard. The pier was said to be safe.", None),
        # another day
        ("Tosk gave an interview to the Courier. He said last week that the pier was safe.", None),
        # somebody else's
        ("Ada Quill gave an interview to the Courier. Tosk said that the pier was safe.", None),
    ],
)
def test_told_once_for_all(sentences: str, carried: str | None) -> None:
    (found,) = occasions(LEAD + sentences)[-1:]
    assert found == (None if carried is None else (carried, True))


def test_a_quotation_after_it() -> None:
    text = "In an interview with the Courier, Ilmar Tosk said that the pier was safe. He said: “It is new.”"
    first, second = sayso.statements(text)
    assert [one.occasion and one.occasion.carried for one in (first, second)] == [False, True]
