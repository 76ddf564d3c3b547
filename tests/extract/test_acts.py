"""The act that reporting words tell of.

In a row's text the cue stands in [brackets], the words reported in {braces}, the source in <angles>.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.extract import extract
from sayso.extract.act_words import act_words
from sayso.extract.acts import act_of
from sayso.extract.lexicon import cues, forms_of, lexicon, plural
from sayso.parse import parse
from sayso.records import Act, Kind, Statement
from sayso.spans import Span
from tests.articles import article

SAID = [
    "{“We will sail,”} [said] <Ada Quill>.",
    "<Quill> [said] {the boats would sail}.",
    "<Quill> [has repeatedly said] {the boats would sail}.",
    "{The boats sank}, [according to] <the ministry>.",
    "[According to] <Quill>, {the boats sank}.",
    "In <Quill>’s [words], {the boats were lost}.",
    "In <his> [telling], {the boats were lost}.",
    "<Quill> [pointed out] that {boats sink}.",
    "<Quill> [made it clear] that {boats sink}.",
    "<Quill> [made] it abundantly clear that {boats sink}.",
    "<Quill> [took to] Twitter: {“Boats sink.”}",
    "<Quill> [went on to say] that {boats sink}.",
    "<Quill> [was quoted as saying] that {boats sink}.",
    "{The harbour} [is said] {to have been sold}.",
    "<The minister> [was adamant] that {boats sink}.",
    "<Quill> [was heard shouting] that {boats sink}.",
    "<Quill> [was heard] shouting that {boats sink}.",
    "<Quill> was heard [to say] that {boats sink}.",
    "<Quill> [can be seen] on a tape telling the crew that {boats sink}.",
    "<Quill> [shot back] at Brenn that {boats sink}.",
    "<Quill> [called] {the port a disgrace}.",
    "<Quill> [described] {the port as a disgrace}.",
    "<Quill> [admitted] {taking the boat}.",
    "<Quill> [spelled out] {her reasons}.",
    "<The ministry> issued a [statement] that {boats sink}.",
    "<The ministry> [made] the claim that {boats sink}.",  # the noun that the cue leaves out
    "<Quill> [said in response to a question] that {boats sink}.",  # hers is the answer
    "<Quill> [offered] that {boats sink}.",
    "<Quill> [agreed] that {boats sink}.",
    "<Quill> [told] the council {the boats went down to the sea}.",  # no infinitive
    "<Quill> [told] reporters {he’ll go to sea}.",
    "<Quill> [told] the crew to the last man {the boats had sunk}.",
    "<Quill> [not only said] that {boats sink}, she wrote it.",
    "{“Who would do that?”} <she> [said].",  # the words that report decide
    "{“I did not say it,”} <she> [hummed].",  # a quotation, and a word on no list
    "<Quill> would [say] only that {boats sink}.",
    "<Quill>, who had not sailed, [said] {boats sink}.",
    "The man who did not vote [said] {boats sink}.",
    "<I> will [say] this: {boats sink}.",  # said by that very act
    "<Tosk’s spokesman> [pleaded guilty] {to smuggling salt}.",
    "<Quill> [–] {boats sink}",
    "<Quill>[:] {boats sink}",
]
ASKED = [
    "{“Will you sail?”} <the reporter> [asked].",
    "<Quill> [asked] whether {boats sink}.",
    "<Quill> [was asked] about {the boats}.",
    "<Quill> [wondered] {why boats sink}.",
    "<Quill> [was overheard asking] whether {boats sink}.",
    "<The council> [wants to know] {who sank the boats}.",
    "<The council> wants [to know] {who sank the boats}.",
    "<Brenn> [raised the question] of {who would pay}.",
    "<Brenn> [pressed] him on {the salt}.",
    "<Brenn> [questioned] whether {boats sink}.",
    "<Reporter>[:] {Do boats sink?}",
]
URGED = [
    "<Quill> [urged] {the council to act}.",
    "<Quill> [called for] {a ban on salt}.",
    "<Quill> [called] for {a ban on salt}.",  # the particle outside the cue
    "<Quill> [called loudly] for {a ban on salt}.",
    "<Quill> [called on] {the council to act}.",
    "<Quill> [asked] {him to leave}.",
    "<Quill> [asked] the members of the council {to leave}.",
    "<Quill> [asked] for {more boats}.",
    "<Quill> [told] {the crew to leave}.",
    "<Quill> [was heard] telling {the crew to leave}.",
    "{The crew} [was told] {to leave}.",
    "<Quill> [demanded] {an answer}.",
    "<The ministry> [proposed] {a tax on salt}.",
    "<the union>’s [demand] that {the port close}",
    "<Quill> [insisted on] {a vote}.",
    "<Quill> [reminded] {them to pay}.",
    "<Quill> [recommended] that {the port close}.",
]
PROMISED = [
    "<Quill> [promised] {to sail}.",
    "<Quill> [has vowed] that {the boats will sail}.",
    "<Quill> [agreed] {to pay}.",
    "<Quill> [offered] {to pay}.",
    "<the ministry>’s [offer] {to pay}",
    "<Quill> [swore] {to pay}.",
    "<Quill> [undertook] {to pay}.",
    "<Quill> [gave her word] that {the boats would sail}.",
    "<Quill> [made a solemn pledge] {to pay}.",
    "<Quill> [is committed] to {the plan}.",
]
WARNED = [
    "<Quill> [warned] that {boats sink}.",
    "<Quill> [cautioned] against {a tax}.",
    "<Quill> [threatened] {to resign}.",
    "<Quill> [was heard] {threatening to resign}.",
    "<Quill> [sounded the alarm] about {the dam}.",
    "<Quill> [issued a stark warning] that {boats sink}.",
]
DENIED = [
    "<Quill> [denied] that {boats sink}.",
    "<Quill> [ruled out] {a tax on salt}.",
    "<Quill> [ruled] {a tax on salt} out.",
    "<Quill> [rejected] {the claim that boats sink}.",
    "<Quill> [refused] {to resign}.",
    "<Quill> [disputed] {the count}.",
    "<Quill> [shrugged off] {the loss}.",
    "<the ministry>’s [denial] that {boats sink}",
    "<Quill> [distanced herself from] {the plan}.",
    "<Quill> [pleaded not guilty] {to smuggling salt}.",
    "<Quill> [was reluctant] {to leave}.",
]
PRAISED = [
    "<Quill> [praised] {the crew}.",
    "<Quill> [came out in favour of] {the tax}.",
    "<Quill> [came out] in favor of {the tax}.",
    "<Quill> [thanked] {the crew}.",
    "<Quill> [stuck by] {the crew}.",
    "<Quill> [threw her weight behind] {the plan}.",
    "<Quill> [was delighted] that {the boats sailed}.",
    "<Brenn>, a [supporter] of {the plan}",
]
CRITICISED = [
    "<Quill> [criticised] {the plan}.",
    "<Quill> [accused] {Brenn of lying}.",
    "{Brenn} [was accused] of {lying}.",
    "<Quill> [spoke out against] {the tax}.",
    "<Quill> [spoke] out against {the tax}.",
    "<Quill> [took] the council to task over {the dam}.",
    "<Quill> [alleged] that {Brenn lied}.",
    "<Quill> [lashed out] at {the council}.",
    "<Quill> [tore into] {the council}.",
    "<Quill> [was furious] that {the boats left}.",
    "<Quill> [voted against] {the tax}.",
]
BELIEVES = [
    "<Quill> [believes] {the boats sank}.",
    "{“The boats sank,”} <the mayor> [is convinced].",
    "<Quill> [does not believe] that {the boats sank}.",  # a state of mind stays one
    "<Quill> [knew] that {the boats sank}.",
    "<Quill> [did not know] whether {the boats sank}.",
    "<Quill> [was unaware] that {the boats sank}.",
    "<Quill> [expressed confidence] that {the boats would sail}.",
    "In <his> [view], {the port is too small}.",
    "[In the opinion of] <Quill>, {the port is too small}.",
    "{He} [is believed] {to have fled}.",
    "<Quill> [suspects] that {the boats sank}.",
    "<Quill> [heard] that {the boats sank}.",  # heard himself
    "<Quill> [had heard] Brenn say that {the boats sank}.",
]
EXPECTS = [
    "{The boats} [are expected] {to sail}.",
    "<Quill> [expects] {the boats to sail}.",
    "<Quill> [predicted] that {the boats would sink}.",
    "<Quill> [fears] {the dam will break}.",
    "<Quill> [is worried] that {the dam will break}.",
    "<Quill> [expressed grave concern] about {the dam}.",
    "<Quill> [is not expected] {to resign}.",
    "<Quill> is expected [to say] {the dam is safe}.",  # not said yet
    "<Quill> [is expected to announce] {a tax}.",
]
WANTS = [
    "<Quill> [wants] {to sail}.",
    "<Quill> [does not want] {to sail}.",
    "<Quill> [hopes] {the boats will sail}.",
    "<Quill> [would like] {to sail}.",
    "<Quill> [expressed the hope] that {the boats would sail}.",
    "<Quill> [tried to explain] {the loss}.",
    "<Quill> [is eager] {to sail}.",
    "<Quill> wants the council [to say] {what it knew}.",
]
PLANS = [
    "<Quill> [plans] {to sail}.",
    "<Quill> [has no plans] {to resign}.",
    "<Quill> [decided] {to sail}.",
    "<Quill> [is determined] {to sail}.",
    "<Quill> [is set to] {sail}.",
    "<Quill> plans [to announce] {a tax}.",
    "<the ministry>’s [plan] {to close the port}",
]
SHOWS = [
    "<The count> [shows] that {boats sink}.",
    "<The study> [found] that {boats sink}.",
    "<The ministry’s figures> [suggest] that {boats sink}.",
    "<A survey of sailors> [revealed] that {boats sink}.",
    "<Quill> [appeared] {to waver}.",
    "<Quill> [seemed to suggest] {boats sink}.",
    "<The figures> [do not show] that {boats sink}.",
    "in a [sign] that {boats sink}",
]
UNSAID = [
    "<Quill> [did not say] that {boats sink}.",
    "<Quill> [didn’t say] when {the boats would sail}.",
    "<Quill> did not immediately [say] when {the boats would sail}.",
    "<Quill> [never promised] {to sail}.",
    "<Quill> was never heard [saying] that {boats sink}.",
    "<Quill> [was not heard to say] that {boats sink}.",
    "<Quill> [has not denied] {the report}.",
    "<Quill> [refused to say] whether {boats sink}.",
    "<Quill> [refused] {to say whether boats sink}.",
    "<Quill> refused repeatedly [to say] whether {boats sink}.",
    "<Quill> [declined to comment] on {the boats}.",
    "<Quill> [would not say] whether {boats sink}.",
    "<Quill> stopped short of [calling] {the dam unsafe}.",
    "<Quill> has yet [to say] whether {boats sink}.",
    "<Quill> failed [to mention] {the boats}.",
    "<Nobody> [said] {boats sink}.",
    "<No official> [confirmed] {the loss}.",
    "Nor did <Quill> [say] that {boats sink}.",
    "<Quill> [made no mention] of {the boats}.",
    "<Quill> made no [promise] that {the boats would sail}.",
    "<Quill> left without [saying] whether {boats sink}.",
    "<Quill> [will announce] {a tax}.",
    "<Critics> [may say] {the tax is high}.",
    "<Quill> was unable [to say] whether {boats sink}.",
    "<Quill> [made no promise] that {boats would sail}.",
]
UNKNOWN = [
    "<Quill> [zigzagged] on whether {boats sink}.",
    "<Quill>’s [jaw] that {boats sink}",
]
OTHERS = [
    ("<Quill> asked the finance minister [to explain] {the loss}.", Act.URGED),  # he has not explained it
    ("<Quill> wrote a letter in order [to say] that {boats sink}.", Act.SAID),  # an order of nobody's
    ("<Quill> [told] the council {boats went to sea}.", Act.SAID),  # a clause with a verb of its own
    ("<Quill> [promised to say] who {sank the boats}.", Act.PROMISED),
    ("<Quill> [threatened to ask] {the court}.", Act.WARNED),
    ("<Data scientist Ada Quill> [suggested] that {boats sink}.", Act.SAID),  # she is no data
    ("<No Borders> [said] {the port is open}.", Act.SAID),  # a name
    ("{Boats} [reportedly] {sink}.", Act.SAID),
    ("<Brenn> [allegedly] {sank the boats}.", Act.CRITICISED),
]
ROWS = [
    *((text, act) for act in Act for text in globals()[act.name]),
    *OTHERS,
]


def read(row: str) -> tuple[str, dict[str, list[Span]]]:
    """The text without its brackets, and where each kind of them stood."""
    text = ""
    spans: dict[str, list[Span]] = {"[": [], "{": [], "<": []}
    opened: dict[str, int] = {}
    partner = {"]": "[", "}": "{", ">": "<"}
    for char in row:
        if char in spans:
            opened[char] = len(text)
        elif char in partner:
            spans[partner[char]].append(Span(opened[partner[char]], len(text)))
        else:
            text += char
    return text, spans


def acted(row: str) -> Act:
    text, spans = read(row)
    marked = all("“" in span.of(text) for span in spans["{"])
    return act_of(
        text,
        cue=spans["["][0],
        content=spans["{"],
        kind=Kind.DIRECT if marked else Kind.INDIRECT,
        source=spans["<"][0] if spans["<"] else None,
    )


@pytest.mark.parametrize(("row", "expected"), ROWS)
def test_act(row: str, expected: Act) -> None:
    assert acted(row) is expected


def test_the_table_is_large_and_has_every_act() -> None:
    assert len(ROWS) >= 120
    assert {act for _, act in ROWS} == set(Act)


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("Boats sink.", Kind.DIRECT, Act.SAID),  # a quotation alone
        ("Do boats sink?", Kind.DIRECT, Act.ASKED),
        ("Do boats sink?”)", Kind.DIRECT, Act.ASKED),  # what closes may stand within
        ("Do boats sink? Then swim.", Kind.DIRECT, Act.SAID),
        ("boats “sink”", Kind.MIXED, Act.SAID),
        ("boats sink", Kind.INDIRECT, Act.UNKNOWN),
    ],
)
def test_without_a_cue(words: str, kind: Kind, expected: Act) -> None:
    assert act_of(words, cue=None, content=[Span(0, len(words))], kind=kind) is expected


@cache
def found(text: str) -> tuple[Statement, ...]:
    return extract(next(parse([article(text)])))


IN_ARTICLES = [
    ("“We will sail,” Quill said.", [Act.SAID]),
    ("The hall fell silent. “Will we sail this year?”", [Act.ASKED]),
    ("Q: Do boats sink?\nA: They do.\nQ: Why do they?\nA: Nobody knows.", [Act.ASKED, Act.SAID] * 2),
    ("Quill denied that the boats had sunk.", [Act.DENIED]),
    ("Quill called for a ban on salt in the port of Velda.", [Act.URGED]),
    ("Quill ruled out a tax, and Brenn said that it had never been planned.", [Act.DENIED, Act.SAID]),
    ("According to Quill, the boats sank.", [Act.SAID]),
    ("In his view, the port is too small.", [Act.BELIEVES]),
    ("“We will sail,” Quill said. “Why wait?”", [Act.SAID]),  # one statement, of one act
    ("Quill believes that the boats sank.", [Act.BELIEVES]),
    ("Quill refused to say whether the boats sank.", [Act.UNSAID]),
]


@pytest.mark.parametrize(("text", "expected"), IN_ARTICLES)
def test_in_articles(text: str, expected: list[Act]) -> None:
    assert [statement.act for statement in found(text)] == expected


@given(st.text(alphabet="said not to’- .,“”?\n", max_size=60), st.data())
def test_any_spans_have_an_act(text: str, data: st.DataObject) -> None:
    def span() -> Span:
        start = data.draw(st.integers(0, len(text)))
        return Span(start, data.draw(st.integers(start, len(text))))

    source = data.draw(st.one_of(st.none(), st.builds(span)))
    kind = data.draw(st.sampled_from(Kind))
    assert act_of(text, cue=span(), content=(span(), span()), kind=kind, source=source) in Act


# --- the lexicon ------------------------------------------------------------------------------------------------------


def listed(act: Act, *keys: str, more: bool) -> list[str]:
    rows = cues().get(act, {})
    rows = rows.get("more", {}) if more else rows
    return [word for key in keys for word in rows.get(key, "").split()]


def test_no_form_has_two_acts() -> None:
    acts: dict[str, set[Act]] = {}
    for act in Act:
        for more in (False, True):
            forms = [form for verb in listed(act, "speech", "quoting", "verbs", more=more) for form in forms_of(verb)]
            forms += [form for noun in listed(act, "nouns", more=more) for form in (noun, plural(noun))]
            for form in (*forms, *listed(act, "adjectives", "adverbs", more=more)):
                acts.setdefault(form, set()).add(act)
    assert not {form: found for form, found in acts.items() if len(found) > 1}


def test_no_word_is_listed_twice() -> None:
    for keys in (("speech", "quoting", "verbs"), ("nouns",), ("adjectives",)):
        words = [word for act in Act for more in (False, True) for word in listed(act, *keys, more=more)]
        assert not {word for word in words if words.count(word) > 1}


def test_words_that_only_tell_the_act_find_nothing() -> None:
    known = lexicon()
    for key, used in (("verbs", known.acts), ("nouns", set(known.nouns.values())), ("adjectives", known.adjectives)):
        assert not [word for act in Act for word in listed(act, key, more=True) if word in used]


def test_phrases_have_one_act() -> None:
    phrases = [phrase for act in Act for phrase in cues().get(act, {}).get("phrases", ())]
    assert not {phrase for phrase in phrases if phrases.count(phrase) > 1}
    assert all(re.fullmatch(r"[\w…'-]+( [\w…'-]+)+", phrase) for phrase in phrases)


def test_every_table_is_known() -> None:
    tables = {
        "infinitive",
        "grammar",
        "addressing",
        "perceived",
        "pointing",
        "occasions",
        "naming",
        "hedges",
        "irregular",
    }
    assert set(cues()) == {*Act, *tables} - {Act.UNKNOWN}
    assert set(act_words().infinitive.values()) <= set(Act)
