"""Names beside a quotation without a verb: before a colon, after a dash, below it, in a list, in a headline."""

from __future__ import annotations

import pytest

from sayso import statements

Row = tuple[str, str | None, str]  # kind, source, content

LEAD = "The council of the town met on Monday evening, and the vote was over by midnight in front of a full hall."

BESIDE: list[tuple[str, list[Row]]] = [
    # before a colon
    ("Quill: “We sail in May.”", [("direct", "Quill", "We sail in May.")]),
    ("Perrin Vask, Arvel: “We sail in May.”", [("direct", "Perrin Vask, Arvel", "We sail in May.")]),
    ("Quill on the ferry: “We sail in May.”", [("direct", "Quill", "We sail in May.")]),
    ("From the ministry: “We sail in May.”", [("direct", "the ministry", "We sail in May.")]),
    ("A statement from the ministry: “We sail.”", [("direct", "the ministry", "We sail.")]),
    ("The minister’s answer: “We sail.”", [("direct", "The minister’s", "We sail.")]),
    ("Her exact words: “We sail.”", [("direct", "Her", "We sail.")]),
    ("Note: “We sail in May.”", [("direct", None, "We sail in May.")]),  # a note is nobody
    ("The answer was short: “Never.”", [("direct", None, "Never.")]),  # nor does an answer speak
    ("@adaquill: “We sail in May.”", [("direct", "@adaquill", "We sail in May.")]),
    # after a dash, in brackets
    ("“We sail in May.” – Ada Quill, mayor of Velda", [("direct", "Ada Quill, mayor of Velda", "We sail in May.")]),
    ("“We sail in May.” — a crew member", [("direct", "a crew member", "We sail in May.")]),
    ("“We sail in May.” (Ada Quill)", [("direct", "Ada Quill", "We sail in May.")]),
    ("“We sail in May” — that was the slogan.", [("direct", None, "We sail in May")]),  # a sentence signs nothing
    # below
    (f"{LEAD}\n“We sail in May.”\n— Ada Quill", [("direct", "Ada Quill", "We sail in May.")]),
    (
        f"{LEAD}\nWe sail in May.\n— Ada Quill, mayor of Velda\n{LEAD}",
        [("direct", "Ada Quill, mayor of Velda", "We sail in May.")],
    ),
    (f"{LEAD}\n— Ada Quill", []),  # a name alone may be the author's
    # lists
    (
        f"{LEAD}\n• “We sail.” — Ada Quill\n• “We stay.” — Perrin Vask",
        [("direct", "Ada Quill", "We sail."), ("direct", "Perrin Vask", "We stay.")],
    ),
    (
        f"{LEAD}\n- Ada Quill: “We sail.”\n- Perrin Vask: “We stay.”",
        [("direct", "Ada Quill", "We sail."), ("direct", "Perrin Vask", "We stay.")],
    ),
    (
        "Visitors wrote in the guest book:\n• “Too dark.”\n• “Too cold.”",
        [("direct", "Visitors", "Too dark."), ("direct", "Visitors", "Too cold.")],
    ),
    # posts
    (
        f"{LEAD}\nWe sail. #velda pic.tern.example/x1\n— Ada Quill (@adaquill) June 3, 2031\n{LEAD}",
        [("direct", "Ada Quill (@adaquill)", "We sail. #velda pic.tern.example/x1")],
    ),
    ("We sail in May. — Ada Quill (@adaquill) June 3, 2031", [("direct", "Ada Quill (@adaquill)", "We sail in May.")]),
    # headlines
    (f"Mayor: ‘We will not pay’\n{LEAD}", [("direct", "Mayor", "We will not pay")]),
    (f"‘We will not pay’, says mayor\n{LEAD}", [("direct", "mayor", "We will not pay")]),
    (f"Quill: We will not pay\n{LEAD}", [("direct", "Quill", "We will not pay")]),
    (f"Town will not pay – Quill\n{LEAD}", [("indirect", "Quill", "Town will not pay")]),
    (f"Bridge unsafe since winter: report\n{LEAD}", [("indirect", "report", "Bridge unsafe since winter")]),
    (f"Mayor ‘will not pay’ for bridge\n{LEAD}", [("mixed", None, "Mayor ‘will not pay’ for bridge")]),
    (f"‘Salt Road’ tops the charts\n{LEAD}", []),  # a song
    (f"Velda: Ferry sinks in the bay\n{LEAD}", []),  # a place
    # the cue belongs to what is said inside, not to what follows
    (
        "“The captain shouted, ‘Leave!’ and we jumped,” Quill said.",
        [("direct", "Quill", "The captain shouted, ‘Leave!’ and we jumped"), ("direct", "The captain", "Leave!")],
    ),
    # two verbs of one subject, which stands before both quotations
    (
        "Quill said, “We sail in May,” and predicted, “We win.”",
        [("direct", "Quill", "We sail in May"), ("direct", "Quill", "We win.")],
    ),
    # the passive's subject speaks
    ("Vask was quoted as saying: “We sail.”", [("direct", "Vask", "We sail.")]),
    # a dialogue over paragraphs: whose turn the third is, nobody says
    (
        "“Who sails?” Hale asked.\n“We do,” Brenn said.\n“You do not.”",
        [("direct", "Hale", "Who sails?"), ("direct", "Brenn", "We do"), ("direct", None, "You do not.")],
    ),
]

TRANSCRIPTS: list[tuple[str, list[tuple[str, str]]]] = [
    ("Q. Will it sail?\nA. In May.", [("Q", "Will it sail?"), ("A", "In May.")]),
    ("Question: Will it sail?\nAnswer: In May.", [("Question", "Will it sail?"), ("Answer", "In May.")]),
    (
        "**Tern Gazette:** Will it sail?\n**Ada Quill:** In May.\n**Tern Gazette:** And then?",
        [("Tern Gazette", "Will it sail?"), ("Ada Quill", "In May."), ("Tern Gazette", "And then?")],
    ),
    (
        "Ada Quill (mayor): It sails.\nPerrin Vask: It stays.\nAda Quill (mayor): It sails.",
        [("Ada Quill (mayor)", "It sails."), ("Perrin Vask", "It stays."), ("Ada Quill (mayor)", "It sails.")],
    ),
    ("Serves: four people.\nTime: one hour.\nServes: two if hungry.", []),  # a recipe
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_names_without_a_verb(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("text", "expected"), TRANSCRIPTS)
def test_transcripts(text: str, expected: list[tuple[str, str]]) -> None:
    assert rows(text) == [("direct", source, content) for source, content in expected]


@pytest.mark.parametrize(
    ("text", "hedge", "source", "content"),
    [
        ("The bank has reportedly lost money.", "reportedly", None, "The bank has | lost money"),  # nobody is named
        ("The minister allegedly declined the offer.", "allegedly", None, "The minister | declined the offer"),
        ("Vask is said to have told the crew: “We sail.”", "is said", "Vask", "We sail."),
        ("“He allegedly paid,” Oda Brenn said.", "allegedly", "Oda Brenn", "He allegedly paid"),
        ("“He paid,” Vask reportedly said.", "reportedly", "Vask", "He paid"),
        (
            "“He allegedly paid. He left,” Oda Brenn said.",
            None,
            "Oda Brenn",
            "He allegedly paid. He left",
        ),  # of one part
    ],
)
def test_hearsay(text: str, hedge: str | None, source: str | None, content: str) -> None:
    (first, *_) = statements(text)
    assert first.hedge is None if hedge is None else first.hedge is not None and first.hedge.of(text) == hedge
    assert (first.source.of(text) if first.source else None) == source
    assert " | ".join(span.of(text) for span in first.content) == content


def rows(text: str) -> list[Row]:
    return [
        (str(each.kind), each.source.of(text) if each.source else None, " | ".join(s.of(text) for s in each.content))
        for each in statements(text)
    ]
