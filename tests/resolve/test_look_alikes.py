"""Each rule beside the text that looks alike and must not set it off: ``{source}`` said it, so who is meant?

None is an honest answer: the text does not decide.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.resolve import Resolved

Resolve = Callable[..., Resolved]

FOCUS = [
    # the subject of the sentence goes on, not that of the clause within
    ("Oskar Lind feared that Bruno Harrow would win.\n“The road is good,” {he} said.", ["Oskar Lind"]),
    ("{Oskar Lind} does not think that Bruno Harrow will win.\n“The road is good,” {he} said.", ["Oskar Lind"] * 2),
    # ... a clause that comes first is as good as any
    (
        "While Bruno Harrow slept, Ilmar Tosk drove. Then, as Bruno Harrow woke, {he} said it was late.",
        ["Bruno Harrow"],
    ),
    # a paragraph is about whom it names
    (
        (
            "{Bruno Harrow} said the road was bad. {Harrow} later said he was sorry.\n"
            "But the words helped Oskar Lind make his case. {He} said the road was good."
        ),
        ["Bruno Harrow", "Bruno Harrow", "Oskar Lind"],
    ),
    # ... two whom it names are two
    ("The road was closed.\nBruno Harrow and Oskar Lind met. {He} said the road was good.", [None]),
    # what was said in the sentence above goes on below
    (
        "{Bruno Harrow} said that Ilmar Tosk, who built the road, would not come.\n“He is late,” {he} said.",
        ["Bruno Harrow"] * 2,
    ),
]

GENDERED = [
    # within a sentence the clause nearer by is as good as its own
    ("Bruno Harrow held a rally while Ada Quill met farmers, at which {she} said it was late.", ["Ada Quill"]),
]

SAME_SURNAME = [
    # of a couple the one whom the article calls by the bare name
    (
        "Ilmar Tosk came. Tosk ate. Tosk slept. Tosk sang. His wife, Greta Tosk, stood in the road. {Tosk} said so.",
        ["Ilmar Tosk"],
    ),
    # ... but not where she has just spoken
    (
        (
            "Ilmar Tosk came. Tosk ate. Tosk slept. Tosk sang. {Greta Tosk, his wife,} said it was cold. {Tosk} left, "
            "{Tosk} said."
        ),
        ["Greta Tosk", None, None],
    ),
    # the pronoun of the clause tells which
    ("Bruno Tosk met Ada Tosk. Then {Tosk} praised her boat.", ["Ada Tosk"]),
    ("Bruno Tosk met Ada Tosk. Then {Tosk} praised his boat.", ["Bruno Tosk"]),
    # ... whose boat another clause tells is another matter
    ("Bruno Tosk met Ada Tosk. Then {Tosk} said that Ada Quill had sold her boat.", [None]),
]

MISPRINTS = [
    # a letter left out, doubled, swapped, once, of a name that is printed often
    ("Ilmar Tosk came. Tosk ate. Tosk sang. Tosk slept. Tosk woke. {Tsok} said so.", ["Ilmar Tosk"]),
    ("Bruno Harlow came. Harlow ate. Harlow sang. Harlow slept. Harlow woke. {Harow} said so.", ["Bruno Harlow"]),
    # another letter is another name
    ("Ilmar Tosk came. Tosk ate. Tosk sang. Tosk slept. Tosk woke. {Tusk} said so.", ["Tusk"]),
    # one more at its end too
    ("Ilmar Brown came. Brown ate. Brown sang. Brown slept. Brown woke. {Browne} said so.", ["Browne"]),
    # somebody with a first name or a title is somebody
    ("Bruno Harlow came. Harlow ate. Harlow sang. Harlow slept. Harlow woke. {Ada Harow} said so.", ["Ada Harow"]),
    ("Bruno Harlow came. Harlow ate. Harlow sang. Harlow slept. Harlow woke. {Mr. Harow} said so.", ["Harow"]),
    # a name that is printed twice is meant so
    (
        "Bruno Harlow came. Harlow ate. Harlow sang. Harlow slept. Harlow woke. Harow fell. {Harow} said so.",
        ["Harow"],
    ),
    # a name that is seldom printed has no misprints
    ("Bruno Harlow came. {Harow} said so.", ["Harow"]),
]

TOLD_TO_BE = [
    # who was the one who said it
    ("Ilmar Tosk was the first mayor {who} said so.", ["Ilmar Tosk"]),
    ("Ada Quill and Bruno Harrow were the only guests {who} agreed to stay.", ["Ada Quill and Bruno Harrow"]),
    ("Ilmar Tosk was among the many people {who} asked for a bridge.", ["Ilmar Tosk"]),
    ("Ilmar Tosk was one of three councillors {who} spoke against a bridge.", ["Ilmar Tosk"]),
    # who was not
    ("Ilmar Tosk was not among the people {who} asked for a bridge.", ["the people"]),
    # it was not anybody
    ("There were many farmers {who} asked for a bridge.", ["many farmers"]),
    # he only saw them
    ("Ilmar Tosk met the farmers {who} asked for a bridge.", ["the farmers"]),
    ("Ilmar Tosk sat among the farmers {who} asked for a bridge.", ["the farmers"]),
]

DESCRIBED = [
    # whoever is being spoken of, by two callings
    ("{Ilmar Tosk} bought a ship. {The shipping mogul and television star} said it was big.", ["Ilmar Tosk"] * 2),
    # two offices may be two people
    ("Ilmar Tosk came. {The mayor and governor} said it was late.", ["the mayor and governor"]),
    # ... nor is it somebody who was not spoken of for long
    (
        "Candidate Ada Quill ran. It rained. It snowed. It hailed. {The businesswoman and singer} said it was late.",
        ["the businesswoman and singer"],
    ),
    # two articles are two people
    ("Ilmar Tosk came. {The farmer and the singer} said it was late.", ["the farmer and the singer"]),
    # a lawmaker may chair a committee
    ("Rep. Ada Quill came to Fosse. {The committee chairwoman} said it was late.", ["Ada Quill"]),
    # ... of this place or that is another matter
    ("Rep. Ada Quill came to Fosse. {The Minna delegation chairwoman} said so.", ["the Minna delegation chairwoman"]),
    # ... a singer does not
    ("Singer Ada Quill came to Fosse. {The committee chairwoman} said it was late.", ["the committee chairwoman"]),
    # an office does not go with another office: the other one is meant
    ("Justice Ada Quill praised Ilmar Tosk. {The nominee} said it was kind.", ["Ilmar Tosk"]),
    # ... and a calling goes with any
    ("Mayor Ilmar Tosk came. {The shipping mogul} said it was kind.", ["Ilmar Tosk"]),
    # who stands in the story without a name is not whoever has one
    ("Ada Quill sat down with the woman and a dog. {The woman} said it was late.", ["the woman"]),
    # a director is of something
    ("Ada Quill talked about the bridge. {The bridge authority director} said no.", ["the bridge authority director"]),
    # a double title is one person
    (
        "{Fosse Attorney General and Senate candidate Ada Quill} is defending the bridge.",
        ["Ada Quill"],
    ),
]

INTRODUCED = [
    # described first, named a sentence later
    ("{A senator} wants to close the road.\nSen. Ada Quill told reporters that it was unsafe.", ["Ada Quill"]),
    (
        (
            "Sen. Bruno Harrow slept and Sen. Oskar Lind ate.\n{The top lawmaker on the Road Panel} wanted a bridge."
            "\nSen. Ada Quill said on Monday that the road was unsafe."
        ),
        ["Ada Quill"],
    ),
    # named below, as the only one, and a source
    (
        "The road was shut as {a senator} asked for a bridge.\nIt rained.\nIt snowed.\n{Sen. Ada Quill} said so again.",
        ["Ada Quill"] * 2,
    ),
    # two are named below
    (
        (
            "The road was shut as {a senator} asked for a bridge.\nIt rained.\n{Sen. Ada Quill} said so. "
            "{Sen. Bruno Harrow} did too."
        ),
        ["a senator", "Ada Quill", "Bruno Harrow"],
    ),
    # the one below says nothing
    ("The road was shut as {a senator} asked for a bridge.\nIt rained.\nSen. Ada Quill slept.", ["a senator"]),
    # whoever was named before is not "a senator"
    (
        "The road was shut. Sen. Ada Quill slept as {a senator} asked for a bridge.\nIt rained.\n{Quill} said so.",
        ["a senator", "Ada Quill"],
    ),
    # a source that wants no name gets none
    (
        "{An official} said the road was shut.\nRoad official Ada Quill told reporters that it rained.",
        ["an official"],
    ),
    ("{A source} said the road was shut.\nAda Quill told reporters that it rained.", ["a source"]),
    # another office
    ("{A judge} wants to close the road.\nSen. Ada Quill told reporters that it was unsafe.", ["a judge"]),
]

BODIES = [
    # the body that the sentence before is about
    (
        "The Wren Policy Center looked at the plan. The gap was small, {the group} said.",
        ["Wren Policy Center"],
    ),
    # ... rather than one that is only named
    (
        "The Wren Policy Center wrote to the Fosse Bird Union about it. The gap was small, {the group} said.",
        ["Wren Policy Center"],
    ),
    # a group of people is a group
    (
        "The Wren Policy Center asked a group of farmers about it. The gap was small, {the group} said.",
        ["the group"],
    ),
    # where nothing is the subject, only one may be named
    ("Farmers wrote to the Wren Policy Center. It rained in the night. {The group} was glad.", ["Wren Policy Center"]),
    # they: the body that said it, not whom it spoke of
    (
        "{The Safe Road Club} urged farmers to write to Ada Quill and Bruno Harrow. And {they} blasted the press.",
        ["Safe Road Club"] * 2,
    ),
    # where one posts is nobody
    ("Bruno Harrow posted it to Twitter. {He} added that it was late.", ["Bruno Harrow"]),
    # a party and a place are no firm
    (
        "Sen. Bruno Harrow (R-Fosse) wrote to the Veldanian Mail. {The tabloid} claimed that it was late.",
        ["Veldanian Mail"],
    ),
]

WRITTEN = [
    # what is written and has a name
    ("{The Fosse Charter} says that boats are free.", ["Fosse Charter"]),
    ("{The charter} says that boats are free.", ["the charter"]),
    # ... and whose it was just before
    ("Reporters read Ilmar Tosk's plan. {The plan} calls for a bridge.", ["Ilmar Tosk"]),
    ("Reporters read Ilmar Tosk's plan.\n{The plan} calls for a bridge.", ["the plan"]),
    ("{The Wren Institute} issued a study that calls boats free. {The study} found boats.", ["Wren Institute"] * 2),
    ("{The Wren Institute} said so in a new study. {The study} found boats.", ["Wren Institute"] * 2),
    (
        "{Ilmar Tosk} criticised the Boat Union's platform. {The platform} calls boats free.",
        ["Ilmar Tosk", "Boat Union"],
    ),
    ("{Ilmar Tosk} called the platform bad. {The platform} calls boats free.", ["Ilmar Tosk", "the platform"]),
    # they are people, not a study
    (
        "{Farmers} read a study. {The study} found boats. {They} asked for a bridge.",
        ["Farmers", "the study", "Farmers"],
    ),
    # which: all that is written, not where
    ("Tosk read the charter of the harbour, {which} states that boats are free.", ["the charter of the harbour"]),
    # ... a leader is not written
    ("Quill met the leader of the Fosse Boat Union, {which} said that boats are free.", ["Fosse Boat Union"]),
    # one of a party is one
    ("Ilmar Tosk was among the Republicans {who} asked for a bridge.", ["Ilmar Tosk"]),
]

TIMES = [
    # a day tells when, never who
    ("Tosk read Monday's report, {which} said that boats are free.", ["Monday's report"]),
    ("{Yesterday’s statement} said that boats are free.", ["Yesterday’s statement"]),
    ("{Last week’s study} said that boats are free.", ["Last week’s study"]),
    ("{A report from Friday} said that boats are free.", ["a report from Friday"]),
    ("{Tuesday} said that boats are free.", [None]),
    # ... whoever else is told beside it
    ("Tosk read Monday's report by the Wren Institute, {which} said that boats are free.", ["Wren Institute"]),
    ("Tosk read the Courier's Monday report, {which} said that boats are free.", ["Courier"]),
    ("{Sunday's Courier} said that boats are free.", ["Courier"]),
    ("Ada Quill won. {Monday's winner, Bruno Harrow,} said that boats are free.", ["Bruno Harrow"]),
    # names with such words in them, and people who are called so
    ("{The Sunday Courier} said that boats are free.", ["Sunday Courier"]),
    ("{The Day} said that boats are free.", ["Day"]),
    ("Prime Minister Greta May came. {May's report} said that boats are free.", ["Greta May"]),
    ("{Mr. August} said that boats are free.", ["August"]),
]

TITLES_AND_NAMES = [
    # a title is no first name, whoever else is called so
    ("Judge Ada Quill came. {Judge Quill} said that boats are free.", ["Ada Quill"]),
    ("King Quill met Ada Lind. {General Lind} said that boats are free.", ["Ada Lind"]),
    ("{Judge Quill} wept. “Boats are free,” {she} said.", ["Quill"] * 2),
    # ... but some are first names as often
    ("{Hunter Quill} said that boats are free.", ["Hunter Quill"]),
    ("{Don Quill} said that boats are free.", ["Don Quill"]),
    ("{Senator Dean Quill} said that boats are free.", ["Dean Quill"]),
    ("{Dean M. Quill} said that boats are free.", ["Dean M. Quill"]),
    ("{Dean Ada Quill} said that boats are free.", ["Ada Quill"]),
    # ... or surnames
    ("Ada King came. {King} said that boats are free.", ["Ada King"]),
    ("Ada Captain came. {Captain} said that boats are free.", ["Ada Captain"]),
    ("Mr. King came. {King} said that boats are free.", ["King"]),
    ("General Ilmar Tosk came. {The general} said that boats are free.", ["Ilmar Tosk"]),
]

OWNED_NAMES = [
    # what is owned has a name of its own
    ("{The Courier's Wren Desk} said that boats are free.", ["Wren Desk"]),
    ("{The dockers' Courier} said that boats are free.", ["Courier"]),
    ("The Courier slept. {Its Wren Desk} said that boats are free.", ["Wren Desk"]),
    # where it is from is no owner
    ("{The Courier from Velda} said that boats are free.", ["Courier from Velda"]),
    # ... or none
    ("{The dockers' union} said that boats are free.", ["dockers' union"]),
]

PERSONS = [*FOCUS, *GENDERED, *SAME_SURNAME, *MISPRINTS, *TOLD_TO_BE, *DESCRIBED, *INTRODUCED, *TITLES_AND_NAMES]
ALL = [*PERSONS, *BODIES, *WRITTEN, *TIMES, *OWNED_NAMES]


@pytest.mark.parametrize(("marked", "expected"), ALL)
def test_the_speaker_is(resolve: Resolve, marked: str, expected: list[str | None]) -> None:
    found = [statement.speaker.name if statement.speaker else None for statement in resolve(marked).statements]
    assert found == expected
