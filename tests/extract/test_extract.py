"""What is found in a text: who, which words report, which words are reported.

A row reads: (text, [(kind, source, cue, content), ...]); content parts are joined by `` | ``.
"""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import sayso
from sayso.extract import extract
from sayso.parse import parse
from sayso.records import Statement
from tests.articles import article

Row = tuple[str, str | None, str | None, str]

DIRECT: list[tuple[str, list[Row]]] = [
    # the cue after, in both orders
    ("“We will sail,” Ada Quill said.", [("direct", "Ada Quill", "said", "We will sail")]),
    ("“We will sail,” said Ada Quill.", [("direct", "Ada Quill", "said", "We will sail")]),
    # before, with a comma and with a colon
    ("Quill said, “We will sail.”", [("direct", "Quill", "said", "We will sail.")]),
    ("Quill said: “We will sail.”", [("direct", "Quill", "said", "We will sail.")]),
    # between: one statement of two parts
    ("“We will sail,” she said, “and win.”", [("direct", "she", "said", "We will sail | and win.")]),
    # after a full stop the same speaker goes on
    ("“We will sail,” she said. “We will win.”", [("direct", "she", "said", "We will sail | We will win.")]),
    # two quotations with a source each
    (
        "“We will sail,” Quill said. “We will not,” Brenn replied.",
        [("direct", "Quill", "said", "We will sail"), ("direct", "Brenn", "replied", "We will not")],
    ),
    # an apposition between the name and the verb
    (
        "“We will sail,” Oda Brenn, the finance minister, said.",
        [("direct", "Oda Brenn, the finance minister", "said", "We will sail")],
    ),
    # a participle that tells what somebody holds
    ("“We will sail,” the mayor is convinced.", [("direct", "the mayor", "is convinced", "We will sail")]),
    # a question
    ("“Will you sail?” the reporter asked.", [("direct", "the reporter", "asked", "Will you sail?")]),
    # a colon after words that name nobody
    ("There was one problem: “We will not sail this year.”", [("direct", None, None, "We will not sail this year.")]),
    # nobody is named
    ("The hall fell silent. “We will not sail this year.”", [("direct", None, None, "We will not sail this year.")]),
    # a name after a dash
    ("“We will sail and we will win.” — Ada Quill", [("direct", "Ada Quill", None, "We will sail and we will win.")]),
    # a paragraph that opens its quotation anew continues the one before
    (
        "“We sail at dawn.\n“We swim at noon,” said Quill.",
        [("direct", "Quill", "said", "We sail at dawn. | We swim at noon")],
    ),
    # a bare paragraph after a quotation has its source
    (
        "“We sail at dawn,” said Quill.\n“We swim at noon.”",
        [("direct", "Quill", "said", "We sail at dawn"), ("direct", "Quill", None, "We swim at noon.")],
    ),
    # straight marks, guillemets, a space lost, a mark lost
    ('"We will sail," Quill said.', [("direct", "Quill", "said", "We will sail")]),
    ("«We will sail», Quill said.", [("direct", "Quill", "said", "We will sail")]),
    (
        "“We sail,” Quill said.“We will win the cup.”",
        [("direct", "Quill", "said", "We sail | We will win the cup.")],
    ),
    ("“We will sail, Quill said.", [("direct", "Quill", "said", "We will sail")]),
]

INDIRECT: list[tuple[str, list[Row]]] = [
    ("Quill said that the boats would sail.", [("indirect", "Quill", "said", "the boats would sail")]),
    ("Quill said the boats would sail.", [("indirect", "Quill", "said", "the boats would sail")]),
    ("The boats would sail, Quill said.", [("indirect", "Quill", "said", "The boats would sail")]),
    ("Quill pointed out that boats sink.", [("indirect", "Quill", "pointed out", "boats sink")]),
    ("According to Quill, the boats sank.", [("indirect", "Quill", "According to", "the boats sank")]),
    ("The boats sank, according to the ministry.", [("indirect", "the ministry", "according to", "The boats sank")]),
    ("In Quill’s words, the boats were lost.", [("indirect", "Quill’s", "words", "the boats were lost")]),
    ("In his view, the port is too small.", [("indirect", "his", "view", "the port is too small")]),
    ("Quill denied that the boats sank.", [("indirect", "Quill", "denied", "the boats sank")]),
    # partly quoted
    (
        "Quill said the boats were “a disgrace to the town”.",
        [("mixed", "Quill", "said", "the boats were “a disgrace to the town”")],
    ),
    # two verbs of one subject, the second with a clause of its own
    (
        "Quill said that the port is small, and noted that boats sink.",
        [("indirect", "Quill", "said", "the port is small"), ("indirect", "Quill", "noted", "boats sink")],
    ),
    # a participle shares the subject of its sentence
    (
        "Quill left early, saying that the port was closed.",
        [("indirect", "Quill", "saying", "the port was closed")],
    ),
    # an act of speech with a thing for its object
    ("Brenn rejected the claim that boats sank.", [("indirect", "Brenn", "rejected", "the claim that boats sank")]),
]

NOTHING = [
    "She called it “good” and left.",  # a fragment may be a name: nothing that was said as such
    "He wrote “The Long Tide” in Velda.",  # a title of a work
    "The so-called “free port” closed in May.",  # a scare quote
    "The boats sank in the storm.",  # the outlet's own words
    "Tickets cost 4 marks per person.",  # no "according to"
    "In other words, the boats sank.",  # nobody's words
]


@cache
def found(text: str) -> tuple[Statement, ...]:
    return extract(next(parse([article(text)])))


def rows(text: str) -> list[Row]:
    return [
        (
            str(statement.kind),
            statement.source.of(text) if statement.source is not None else None,
            statement.cue.of(text) if statement.cue is not None else None,
            " | ".join(span.of(text) for span in statement.content),
        )
        for statement in found(text)
    ]


@pytest.mark.parametrize(("text", "expected"), DIRECT)
def test_direct(text: str, expected: list[Row]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(("text", "expected"), INDIRECT)
def test_indirect(text: str, expected: list[Row]) -> None:
    got = rows(text)
    assert [row for row in got if row in expected] == expected, got


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_statement(text: str) -> None:
    assert [row for row in rows(text) if row[0] == "direct" or row[1] is None] == []


def told(text: str) -> list[tuple[str, str | None]]:
    """(words, words of the telling statement), for each statement."""
    words = {statement.id: statement.content[0].of(text)[:20] for statement in found(text)}
    return [(words[s.id], words[s.within] if s.within is not None else None) for s in found(text)]


def test_a_statement_inside_another_is_within_it() -> None:
    text = "“I said: ‘Tosk, I am sorry.’ I made it clear that we would not sail,” Quill recalled."
    assert told(text) == [
        ("I said: ‘Tosk, I am ", None),
        ("Tosk, I am sorry.", "I said: ‘Tosk, I am "),
        ("we would not sail", "I said: ‘Tosk, I am "),
    ]


def test_nesting_goes_to_any_depth() -> None:
    text = "“He told me: ‘She said: “Stay here.” So I stayed,’” Quill recalled."
    assert [parent for _, parent in told(text)] == [None, "He told me: ‘She sai", "She said: “Stay here"]


def test_whom_the_speaker_told_is_kept() -> None:
    text = "“I told the harbour master: ‘We leave,’” Quill said."
    inner = found(text)[1]
    assert inner.addressee is not None
    assert inner.addressee.of(text) == "the harbour master"


# (text, content, addressee): where what is told begins, after whom, where and when
BESIDE_THE_VERB = [
    ("Tosk pitched to the voters that the boats would bring jobs.", "the boats would bring jobs", "the voters"),
    ("Tosk groused to the men that the pay was low.", "the pay was low", "the men"),
    ("Tosk fumed to aides that the vote was lost.", "the vote was lost", "aides"),
    ("Tosk yelled to the officers that the boats were lost.", "the boats were lost", "the officers"),
    ("Brenn complained after the meeting that the boats were late.", "the boats were late", None),
    ("Velda stipulated in all its treaties that the port stays open.", "the port stays open", None),
    # a clause that the noun has, not the verb
    ("Quill pointed to reports that the pier was rotten.", "reports that the pier was rotten", "reports"),
    ("Brenn reacted to claims that the tax was dead.", "claims that the tax was dead", "claims"),
    ("Tosk warned of a storm that could sink the boats.", "a storm that could sink the boats", None),
    ("Brenn objected to the plan that the council had made.", "the plan that the council had made", "the plan"),
]


@pytest.mark.parametrize(("text", "content", "addressee"), BESIDE_THE_VERB)
def test_where_what_is_told_begins(text: str, content: str, addressee: str | None) -> None:
    (statement,) = found(text)
    printed = statement.addressee.of(text).removeprefix("to ") if statement.addressee is not None else None
    assert ([span.of(text) for span in statement.content], printed) == ([content], addressee)


# (what a quotation says, what is told in it): a topic is none
TOLD_AGAIN = [
    ("We told him openly about his policies", None),
    ("I spoke with Tosk and he told him openly about his policies", None),
    ("Tosk asked me about the boats", None),
    ("He told me the truth", None),
    ("Tosk told me about the scheduled boats", None),  # no verb, though it looks like one
    ("Tosk offered such perks as free ferries", None),
    ("Tosk told me no boat would sail", "no boat would sail"),
    ("Tosk told us to leave", "to leave"),
    ("Tosk told us why the boats sank", "why the boats sank"),
    ("She said yes", "yes"),
    ("He said: Nobody", "Nobody"),
    ("Tosk told me about ‘the boats’", "the boats"),
    ("Tosk called Brenn a liar", "Brenn a liar"),
    ("Tosk called the plan stupid", "the plan stupid"),
]


@pytest.mark.parametrize(("said", "again"), TOLD_AGAIN)
def test_no_topic_is_told_again(said: str, again: str | None) -> None:
    text = f"“{said},” Quill said."
    assert [row[3] for row in rows(text)] == [said, *([again] if again is not None else [])]


def test_a_day_says_nothing() -> None:
    text = (
        "In a statement, Quill said because of today’s ruling, “calm and patient skippers will now be treated equally "
        "under our harbour laws, whatever pier they call home.” She smiled."
    )
    (said,) = sayso.statements(text)
    assert said.source is not None
    assert said.source.of(text) == "Quill"


def test_no_topic_is_told_again_in_a_paraphrase() -> None:
    assert [row[3] for row in rows("Quill said that Tosk had told him openly about his policies.")] == [
        "Tosk had told him openly about his policies"
    ]
    assert [row[3] for row in rows("Tosk told the council about his policies.")] == ["his policies"]


# (text, content, source, addressee): the subject of a passive is who is quoted, or who is told
PASSIVE = [
    ("Ilmar Tosk was quoted as saying that the boats were lost.", "the boats were lost", "Ilmar Tosk", None),
    ("Tosk was quoted by the Courier as saying the boats were lost.", "the boats were lost", "Tosk", None),
    ("The Courier quoted Tosk as saying the boats were lost.", "the boats were lost", "Tosk", None),
    ("“We sail,” Tosk was quoted by the Courier as saying.", "We sail", "Tosk", None),
    ("The Courier quoted an official as saying: “We sail.”", "We sail.", "an official", None),
    ("Residents were told that the water was safe.", "the water was safe", None, "Residents"),
    ("Residents were told: “Stay inside.”", "Stay inside.", None, "Residents"),
    ("“Stay inside,” residents were told by the mayor.", "Stay inside", "the mayor", "residents"),
    ("Tosk was asked by reporters whether he would resign.", "whether he would resign", "reporters", "Tosk"),
    ("Residents were warned that the water was unsafe.", "the water was unsafe", None, "Residents"),
    ("Asked by reporters whether he would resign, Tosk smiled.", "whether he would resign", "reporters", "Tosk"),
]


# (text, source): what the words before a quotation hang on
BEFORE = [
    ("Ada Quill met the mayor, who said, “We sail.”", "who"),
    ("Tosk would have to find a way around the charter of the harbour, which states, “All boats are free.”", "which"),
    # a clause that ends elsewhere reports nothing
    ("Ada Quill, who came in May, asked: “Where are the boats?”", "Ada Quill"),
    # a verb that parsers take for a noun
    ("The old harbour charter states that “all boats are free and shall remain so.”", "The old harbour charter"),
]


@pytest.mark.parametrize(("text", "source"), BEFORE)
def test_the_words_before_a_quotation_name_its_source(text: str, source: str) -> None:
    (statement,) = found(text)
    assert statement.source is not None
    assert statement.source.of(text) == source


@pytest.mark.parametrize(("text", "content", "source", "addressee"), PASSIVE)
def test_who_is_quoted_and_who_is_told(text: str, content: str, source: str | None, addressee: str | None) -> None:
    (statement,) = found(text)
    printed = [span.of(text) if span is not None else None for span in (statement.source, statement.addressee)]
    assert [span.of(text) for span in statement.content] == [content]
    assert printed == [source, addressee]


# (text, source, cue, content): hearing tells how it reached others
HEARD = [
    ("Tosk was heard shouting that the boats were lost.", "Tosk", "shouting", "the boats were lost"),
    ("Tosk was heard to say that the boats were lost.", "Tosk", "to say", "the boats were lost"),
    ("Tosk was seen yelling at the crew that the boats were lost.", "Tosk", "yelling", "the boats were lost"),
    ("Tosk was caught on tape saying that the boats were lost.", "Tosk", "saying", "the boats were lost"),
    ("Tosk was overheard by a reporter saying that the boats were lost.", "Tosk", "saying", "the boats were lost"),
    ("Tosk stood up and was heard shouting that the boats were lost.", "Tosk", "shouting", "the boats were lost"),
    ("Tosk was heard threatening to resign.", "Tosk", "threatening", "to resign"),
    ("“The boats are lost!” Tosk was heard shouting.", "Tosk", "shouting", "The boats are lost!"),
    # who hears it himself
    ("Quill heard that the boats were lost.", "Quill", "heard", "the boats were lost"),
    # what was seen or heard is no speech
    ("Shots were heard near the pier, said Quill.", "Quill", "said", "Shots were heard near the pier"),
    ("The boats were seen burning, Quill said.", "Quill", "said", "The boats were seen burning"),
]


@pytest.mark.parametrize(("text", "source", "cue", "content"), HEARD)
def test_what_was_heard(text: str, source: str, cue: str, content: str) -> None:
    assert [row[1:] for row in rows(text)] == [(source, cue, content)]


@pytest.mark.parametrize(
    ("text", "content", "source"),
    [
        (
            "The pier is safe, Mayor Ada Quill in an interview with the Courier, the Flare learned.",
            ["The pier is safe"],
            "Mayor Ada Quill",
        ),
        ("No boat will sail in May, Ilmar Tosk at a press conference.", ["No boat will sail in May"], "Ilmar Tosk"),
        ("The boats sailed at dawn, Ilmar Tosk on board.", [], None),
        ("The pier was old, the harbour in a bad state.", [], None),
    ],
)
def test_a_verb_that_was_lost(text: str, content: list[str], source: str | None) -> None:
    statements = found(text)
    assert [span.of(text) for statement in statements for span in statement.content] == content
    assert [s.source.of(text) for s in statements if s.source is not None] == ([] if source is None else [source])


def test_turns_of_a_dialogue_without_names_have_no_source() -> None:
    text = "“I ask: ‘Do you sail?’ – ‘Why do you ask?’” Quill said."
    assert [row[1] for row in rows(text)] == ["Quill", "I", None]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("The boats are rumoured to have sailed at dawn.", "are rumoured"),
        ("The boats are believed to have sailed at dawn.", "are believed"),
        ("According to officials, the boats reportedly sank.", "reportedly"),
        ("Quill allegedly said that the boats sank.", "allegedly"),
        ("Quill is said to believe that the boats sank.", "is said"),
        ("According to officials, the boats sank.", None),
    ],
)
def test_hedges_are_kept(text: str, hedge: str | None) -> None:
    first = found(text)[0]
    assert (first.hedge.of(text) if first.hedge is not None else None) == hedge


def test_a_transcript_is_a_statement_a_turn() -> None:
    text = "Q: Will the boats sail?\nA: They will sail in May.\nThe weather decides.\nQ: And then?\nA: Then we rest."
    assert rows(text) == [
        ("direct", "Q", ":", "Will the boats sail?"),
        ("direct", "A", ":", "They will sail in May. | The weather decides."),
        ("direct", "Q", ":", "And then?"),
        ("direct", "A", ":", "Then we rest."),
    ]


def test_what_a_turn_tells_is_within_it() -> None:
    text = "Q: What did the minister say?\nA: She told us that the boats would sail.\nQ: And you?\nA: I agreed."
    assert ("the boats would sail", "She told us that the") in told(text)


def test_a_turn_that_is_found_twice_still_tells() -> None:
    text = "Hacker Tosk: Quill’s Gate Unguarded, ‘Like an Open Door.’\nMayor Quill: No.\nHacker Tosk: Yes.\nQuill: So."
    assert ("Like an Open Door.", "Quill’s Gate Unguard") in told(text)


LINES = st.lists(
    st.sampled_from(
        [
            "Hacker Tosk: Quill’s Gate Unguarded, ‘Like an Open Door.’",
            "Mayor Quill: “I said: ‘No boat sails.’ He told me that Tosk said so.”",
            "“We sail,” he said. “She told me: ‘Stay",
            "The mayor said that Tosk was told: “We sail.”",
            "Q: Why?",
            "A: According to Tosk, they were rumoured to have sailed.",
            "– Ada Quill",
        ]
    ),
    max_size=6,
)


@given(LINES)
@settings(max_examples=60)
def test_whoever_tells_is_there(lines: list[str]) -> None:
    statements = found("\n".join(lines))
    ids = [statement.id for statement in statements]
    assert len(set(ids)) == len(ids)
    assert all(statement.within in ids for statement in statements if statement.within is not None)


def test_a_list_with_colons_is_no_transcript() -> None:
    assert rows("Winners: 12 boats.\nLosers: 3 boats.\nTime: noon.") == []


def test_ids_are_of_content_and_do_not_change() -> None:
    text = "“We will sail,” Ada Quill said."
    assert found(text)[0].id == extract(next(parse([article(text)])))[0].id
    assert found(text)[0].id != extract(next(parse([article(text, id="other")])))[0].id


def test_every_span_lies_in_the_text_and_in_order() -> None:
    text = "\n".join(text for text, _ in DIRECT + INDIRECT)
    for statement in found(text):
        spans = statement.content
        assert spans
        assert all(0 <= span.start < span.end <= len(text) for span in spans)
        assert list(spans) == sorted(spans)
