"""Who a source is, between commas: told with the source where the text decides, else left where it was.

A row reads: text, source, content; content parts are joined by `` | ``.
"""

from __future__ import annotations

import pytest

from sayso import statements

OF_THE_SOURCE = [
    (
        "According to Ada Quill, the mayor of Velda, the pier is safe.",
        "Ada Quill, the mayor of Velda",
        "the pier is safe",
    ),
    (
        "According to Oda Brenn, the finance minister, the tax would have brought four million crowns a year.",
        "Oda Brenn, the finance minister",
        "the tax would have brought four million crowns a year",
    ),
    # a name after a title
    ("According to the mayor, Ada Quill, the pier is safe.", "the mayor, Ada Quill", "the pier is safe"),
    (
        "According to one of the divers, Jorin Hale, the sea is empty.",
        "one of the divers, Jorin Hale",
        "the sea is empty",
    ),
    # a house, not a man
    (
        "According to the Velda Institute, a research group, prices will rise.",
        "the Velda Institute, a research group",
        "prices will rise",
    ),
    # without an article, two in a row, with a participle, with a relative clause
    (
        "According to Greta Sand, head of research at the Velda Institute, the water is rising.",
        "Greta Sand, head of research at the Velda Institute",
        "the water is rising",
    ),
    (
        "According to Ada Quill, mayor of Velda, a town in the north, the pier is safe.",
        "Ada Quill, mayor of Velda, a town in the north",
        "the pier is safe",
    ),
    (
        "According to Ada Quill, a lawyer representing the crew, the boats were lost.",
        "Ada Quill, a lawyer representing the crew",
        "the boats were lost",
    ),
    (
        "According to Jorin Hale, a fisherman who lost two boats, the sea is empty.",
        "Jorin Hale, a fisherman who lost two boats",
        "the sea is empty",
    ),
    (
        "According to Quill, a diver, who runs the port, the pier will close.",
        "Quill, a diver, who runs the port",
        "the pier will close",
    ),
    (
        "According to Tosk, president of the club since 1999, who could not be reached, the ships never left.",
        "Tosk, president of the club since 1999, who could not be reached",
        "the ships never left",
    ),
    (
        "According to Perrin Vask, 51, a welder from Arvel, strikes will begin on Monday.",
        "Perrin Vask, 51, a welder from Arvel",
        "strikes will begin on Monday",
    ),
    # what follows is short, general, long, conditional, quoted
    ("According to Tosk, the owner, this was a mistake.", "Tosk, the owner", "this was a mistake"),
    ("According to Tosk, the owner, nobody has seen the books.", "Tosk, the owner", "nobody has seen the books"),
    (
        "According to Ada Quill, the mayor, if the pier falls, the town will pay.",
        "Ada Quill, the mayor",
        "if the pier falls, the town will pay",
    ),
    ("According to Brenn, the minister, “the tax is dead”.", "Brenn, the minister", "the tax is dead"),
    # a time between is of the clause
    ("According to Quill, the mayor, in May, the pier closed.", "Quill, the mayor", "in May, the pier closed"),
    # one verb in the singular has no list for its subject
    (
        "According to Bruno Harrow, a spokesman for the port, the ministry of trade and salt was sold.",
        "Bruno Harrow, a spokesman for the port",
        "the ministry of trade and salt was sold",
    ),
    # amid the clause
    ("Brenn, according to Tosk, the minister, will resign.", "Tosk, the minister", "Brenn | will resign"),
    ("In the words of Ada Quill, the mayor, the pier is a shame.", "Ada Quill, the mayor", "the pier is a shame"),
]

TOLD = [
    # the subject stands before the comma
    ("According to Tosk, the minister lied.", "Tosk", "the minister lied"),
    ("According to Tosk, the minister, a former diver, lied.", "Tosk", "the minister, a former diver, lied"),
    ("According to Quill, Brenn, the minister, lied.", "Quill", "Brenn, the minister, lied"),
    ("According to Velda police, Harrow, 32, shot the guard.", "Velda police", "Harrow, 32, shot the guard"),
    (
        "According to Quill, the pier, which was built in 1904, will close.",
        "Quill",
        "the pier, which was built in 1904, will close",
    ),
    (
        "According to Quill, the pier, because it is old, will close.",
        "Quill",
        "the pier, because it is old, will close",
    ),
    ("According to Quill, the pier, it seems, will close.", "Quill", "the pier, it seems, will close"),
    ("According to Tosk, the mayor who lied, Oda Brenn, will go.", "Tosk", "the mayor who lied, Oda Brenn, will go"),
    # lists
    (
        "According to Quill, the boats, the nets and the ropes are cheap.",
        "Quill",
        "the boats, the nets and the ropes are cheap",
    ),
    ("According to Tosk, no boat, no net was lost.", "Tosk", "no boat, no net was lost"),
    # clauses without a finite verb
    ("According to Tosk, the boats being old, the crew left.", "Tosk", "the boats being old, the crew left"),
    ("According to Tosk, the storm over, the crew left.", "Tosk", "the storm over, the crew left"),
    (
        "According to Quill, the bigger the boat, the safer the crew is.",
        "Quill",
        "the bigger the boat, the safer the crew is",
    ),
    # not decided by the text: the ships may be the minister's, and a spokesman one of three things
    ("According to Tosk, himself a sailor, the mayor never left.", "Tosk", "himself a sailor, the mayor never left"),
    (
        "According to Bruno Harrow, a spokesman for the port, the pier and the wood are safe.",
        "Bruno Harrow",
        "a spokesman for the port, the pier and the wood are safe",
    ),
    # a time is nobody
    ("According to Tosk, last year, the boats were lost.", "Tosk", "the boats were lost"),
]


@pytest.mark.parametrize(("text", "source", "content"), OF_THE_SOURCE + TOLD)
def test_who_the_source_is(text: str, source: str, content: str) -> None:
    (statement,) = statements(text)
    assert statement.source is not None
    assert (statement.source.of(text), " | ".join(span.of(text) for span in statement.content)) == (source, content)


def test_a_source_at_the_end_of_a_text_that_breaks_off() -> None:
    """Nothing comes after its comma: found by texts cut at random."""
    text = "“Nobody has asked me, and noboduty said.</p>\n<p>According to the port ll,” he told the Post."
    assert statements(text)
