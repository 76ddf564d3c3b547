"""Which statements are one thing said: tables of pairs, each in a story with other statements around it."""

from __future__ import annotations

import pytest

from sayso.records import Kind
from tests.link.said import Said, linked, report, together

D, I, M = Kind.DIRECT, Kind.INDIRECT, Kind.MIXED  # noqa: E741

HERALD = (
    Said("Minister Dora Venn", I, "the ferry to Orsk Island will sail twice a day from next spring"),
    Said("Ilmar Tosk", D, "Our farmers have waited long enough for fair prices at the border"),
    Said("Police chief Ana Brel", I, "four people were questioned after the fire in the granary"),
)
MORNING = (
    Said("Police chief Ana Brel", D, "We have questioned four people about the granary fire"),
    Said("Ilmar Tosk", I, "teachers deserved more respect than they had been given by earlier governments"),
    Said("Union leader Karel Udo", D, "Nobody at the shipyard believes these promises any more"),
)


def in_one_story(left: Said, right: Said) -> bool:
    """Whether the two are linked, each among what else its outlet printed."""
    herald = report("Herald", HERALD[0], left, *HERALD[1:])
    morning = report("Morning", *MORNING[:2], right, MORNING[2])
    return together(linked(herald, morning), herald[1][1], morning[1][2])


TOSK, VENN = "Ilmar Tosk", "Minister Dora Venn"
SAME = [
    # word for word
    (
        Said(TOSK, D, "We will rebuild the bridge over the Lenna before winter comes"),
        Said(TOSK, D, "We will rebuild the bridge over the Lenna before winter comes"),
    ),
    # typography: hyphen, curly apostrophe, capital
    (
        Said(TOSK, D, "That's a tax-free zone for every small business in Veldania"),
        Said(TOSK, D, "that’s a tax free zone for every small business in Veldania"),
    ),
    # one cuts the end
    (
        Said(
            TOSK, D, "We will rebuild the bridge over the Lenna before winter comes, and we will pay for it ourselves"
        ),
        Said(TOSK, D, "We will rebuild the bridge over the Lenna before winter comes"),
    ),
    # one cuts the beginning
    (
        Said(TOSK, D, "Let me be quite frank, the harbour is losing money every single day"),
        Said(TOSK, D, "the harbour is losing money every single day"),
    ),
    # quoted here, reported speech there
    (
        Said(TOSK, D, "I will not sign the fisheries treaty in its present form"),
        Said(TOSK, I, "he would not sign the fisheries treaty in its present form"),
    ),
    # quoted here, partly quoted there
    (
        Said(TOSK, D, "The fisheries treaty is a disgrace to this nation and its sailors"),
        Said(TOSK, M, "the fisheries treaty was “a disgrace to this nation”"),
    ),
    # two translations of one sentence
    (
        Said(TOSK, D, "I told him honestly that such a policy I am not going to carry out"),
        Said(TOSK, D, "I said to him in all honesty that I would never carry out that kind of policy"),
    ),
    # two retellings
    (
        Said(TOSK, I, "the railway to Orsk would be finished two years later than planned"),
        Said(TOSK, I, "the railway to Orsk will only be ready two years after the planned date"),
    ),
    # one more precise in time
    (
        Said(TOSK, D, "The first mine at Kolb was opened in the nineties by my own father"),
        Said(TOSK, D, "The first mine at Kolb was opened in 1994 by my own father"),
    ),
    # another number, the rest alike: a difference to show
    (
        Said(VENN, D, "We have bought 300 ambulances for the hospitals of the northern provinces"),
        Said(VENN, D, "We have bought 330 ambulances for the hospitals of the northern provinces"),
    ),
    # number in words and in digits
    (
        Said(VENN, I, "twelve schools in the delta would be closed for repairs"),
        Said(VENN, I, "12 schools in the delta are to be closed for repairs"),
    ),
    # polarity lost in one, the rest word for word: a difference to show
    (
        Said(TOSK, D, "It was not a mistake to send the grain ships through the southern strait"),
        Said(TOSK, D, "It was a mistake to send the grain ships through the southern strait"),
    ),
    # the speaker unknown in one
    (
        Said(TOSK, D, "Every village in the delta will have clean water by the end of the decade"),
        Said(None, D, "Every village in the delta will have clean water by the end of the decade"),
    ),
    # unknown in both
    (
        Said(None, D, "The ballot boxes in Kolb were opened before the count had begun"),
        Said(None, D, "The ballot boxes in Kolb were opened before the count had begun"),
    ),
    # the outlets differ on the speaker: a difference in attribution
    (
        Said(TOSK, D, "The West wants to drive a wedge between our two nations"),
        Said(VENN, D, "The West wants to drive a wedge between our two nations"),
    ),
    # one sentence of three
    (
        Said(
            TOSK,
            D,
            "We are a small nation. We will never again ask for permission to trade with our neighbours. That is all.",
        ),
        Said(TOSK, D, "We will never again ask for permission to trade with our neighbours"),
    ),
    # the same three sentences, joined and cut
    (
        Said(TOSK, D, "Look at the port. It is empty. The cranes have stood still since the embargo began."),
        Said(TOSK, D, "Look at the port, it is empty; the cranes have stood still since the embargo"),
    ),
    # a word put for another
    (
        Said(VENN, D, "This budget is an insult to every pensioner in the country"),
        Said(VENN, D, "This budget is an affront to every pensioner in the country"),
    ),
    # order of the clauses
    (
        Said(VENN, I, "because of the drought the reservoirs at Lenna were half empty"),
        Said(VENN, I, "the reservoirs at Lenna were half empty because of the drought"),
    ),
    # passive and active
    (
        Said(VENN, I, "the customs office searched the freighter Amalia for six hours"),
        Said(VENN, I, "the freighter Amalia was searched for six hours by the customs office"),
    ),
    # pronoun for the name
    (
        Said(TOSK, D, "Karel Udo has never worked a day in the shipyard he claims to speak for"),
        Said(TOSK, D, "He has never worked a day in the shipyard he claims to speak for"),
    ),
    # American and British spelling, singular and plural
    (
        Said(VENN, D, "The harbours of the delta are open to all neighbouring countries"),
        Said(VENN, D, "The harbors of the delta are open to all neighboring countries"),
    ),
    # ellipsis in one
    (
        Said(TOSK, D, "The granary will be rebuilt, stone by stone, with the help of God and of the army"),
        Said(TOSK, D, "The granary will be rebuilt … with the help of God and of the army"),
    ),
    # editor's brackets
    (
        Said(TOSK, D, "He promised me the gas contract in front of witnesses"),
        Said(TOSK, D, "He [the envoy] promised me the gas contract in front of witnesses"),
    ),
    # announced and quoted
    (
        Said(VENN, I, "tuition fees at state universities would be abolished from September"),
        Said(VENN, D, "From September there will be no tuition fees at our state universities"),
    ),
    # hedged in one
    (
        Said(VENN, I, "the reactor at Kolb may be shut down for good this autumn"),
        Said(VENN, I, "the reactor at Kolb will be shut down for good this autumn"),
    ),
    # short, but a name in it
    (Said(TOSK, D, "Orsk Island is ours"), Said(TOSK, D, "Orsk Island is ours")),
    # a qualifier cut
    (
        Said(VENN, D, "If parliament agrees, the northern mines will be sold to foreign investors"),
        Said(VENN, D, "the northern mines will be sold to foreign investors"),
    ),
    # a long retelling and the core of it
    (
        Said(
            VENN,
            I,
            "the ministry, after asking the governors, had decided to stop logging in the cedar forests above Lenna",
        ),
        Said(VENN, I, "all logging in the cedar forests above Lenna would stop"),
    ),
    # a list shortened
    (
        Said(VENN, D, "We need nurses, doctors, midwives and ambulance drivers in every province"),
        Said(VENN, D, "We need nurses, doctors and midwives in every province"),
    ),
    # fragment in quotation marks
    (
        Said(TOSK, D, "What the envoy offered us was blackmail dressed up as friendship"),
        Said(TOSK, M, "the envoy's offer was “blackmail dressed up as friendship”"),
    ),
    # a question
    (
        Said(TOSK, D, "Who would lend money to a country that burns its own wheat?"),
        Said(TOSK, D, "Who would lend any money to a country that is burning its own wheat?"),
    ),
]

DIFFERENT = [
    # negated, in other words
    (Said(TOSK, I, "he would run for president again"), Said(TOSK, I, "he had no plans ever to run in an election")),
    (Said(VENN, I, "the dam at Lenna was safe"), Said(VENN, I, "nobody could call the dam safe")),
    (Said(VENN, D, "We support the ferry"), Said(VENN, D, "We never supported a ferry")),
    # another number, in other words
    (Said(VENN, I, "the harbour would need 40 new cranes"), Said(VENN, I, "it took 15 cranes to run a harbour")),
    (Said(VENN, I, "20 schools will close"), Said(VENN, I, "5 new schools will open in Kolb")),
    # roles swapped
    (Said(TOSK, I, "Udo had betrayed Brel"), Said(TOSK, I, "Brel had betrayed Udo")),
    (Said(TOSK, D, "Veldania attacked Marland first"), Said(TOSK, D, "Marland attacked Veldania first")),
    # two sentences of one speech on one subject
    (
        Said(TOSK, D, "The bridge over the Lenna was built by our grandfathers"),
        Said(TOSK, D, "A bridge is a promise to the people on the other bank"),
    ),
    (
        Said(TOSK, D, "Wheat is the soul of this nation"),
        Said(TOSK, D, "We sold less wheat than in any year since the war"),
    ),
    (
        Said(VENN, D, "The budget gives families more than ever before"),
        Said(VENN, D, "No budget can please everyone in this chamber"),
    ),
    (
        Said(TOSK, I, "the embargo had cost the port half of its trade"),
        Said(TOSK, I, "the embargo was illegal under the treaty of Kolb"),
    ),
    (Said(VENN, I, "nurses would be paid more"), Said(VENN, I, "nurses were leaving for Marland")),
    (Said(TOSK, D, "I have known the envoy for twenty years"), Said(TOSK, D, "The envoy did not answer my letter")),
    (Said(VENN, D, "Our hospitals lack beds"), Said(VENN, D, "Our hospitals are the best in the region")),
    # another speaker, the same opinion
    (
        Said(TOSK, I, "the treaty harmed the sailors"),
        Said(VENN, I, "sailors had been harmed when the treaty was signed"),
    ),
    (Said(TOSK, D, "This verdict is shameful"), Said("Karel Udo", D, "What a shameful verdict")),
    (Said(VENN, I, "the strike was over"), Said("Karel Udo", I, "the strike would go on until wages rose")),
    (Said(TOSK, D, "We want peace"), Said("Envoy Rolf Quist", D, "We all want peace in the region")),
    # another occasion
    (
        Said(TOSK, D, "I am grateful to the sailors of Orsk", "told the parade in June"),
        Said(TOSK, D, "I thanked the sailors last summer", "wrote in a letter"),
    ),
    # nothing in common but the trade of words
    (Said(VENN, D, "We are working on it day and night"), Said(VENN, D, "It has been a long day and I am tired")),
    (Said(TOSK, D, "That is not true"), Said(TOSK, D, "That is what I told them")),
    (Said(TOSK, D, "No comment"), Said(TOSK, D, "I will comment when the court has spoken")),
    # a fact and a wish
    (
        Said(VENN, I, "the reactor at Kolb had been shut down twice last year"),
        Said(VENN, I, "she hoped that a new reactor would be built"),
    ),
    # a cause and a consequence
    (
        Said(VENN, I, "the flood came from the upper Lenna"),
        Said(VENN, I, "after the flood 300 families needed shelter"),
    ),
    # a question and another answer
    (Said(TOSK, D, "Who pays for the army?"), Said(TOSK, D, "The army will parade on Friday")),
    # promises about two places
    (Said(VENN, I, "a hospital would be built in Kolb"), Said(VENN, I, "the hospital in Orsk was to be closed")),
    # the same verb only
    (Said(TOSK, D, "They promised us gas"), Said(TOSK, D, "They promised to leave by the morning")),
    # praise and blame of one person
    (Said(TOSK, I, "Udo was an honest man"), Said(TOSK, I, "Udo had misled the dockers about the contract")),
    # two figures about one thing
    (Said(VENN, I, "inflation had reached 9 percent in March"), Said(VENN, I, "wages would rise by 4 percent")),
    # meaning close, words unlike, one negates
    (Said(VENN, I, "it was forbidden to fish in the strait"), Said(VENN, I, "the boats could not leave the harbour")),
    # a title's words
    (Said(TOSK, D, "The Long Winter is my favourite film"), Said(TOSK, D, "It was a long winter for the delta")),
]


# Known to go wrong, with the reason; a row that goes right moves up.
LINKED_WRONGLY = [
    # tense is not looked at: a plan of last year, and thanks for the visit
    (
        Said(TOSK, I, "he would visit Marland in May", "said in an interview last year"),
        Said(TOSK, I, "he had enjoyed his visit to Marland", "said on Monday"),
    ),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_the_same_utterance_is_linked(left: Said, right: Said) -> None:
    assert in_one_story(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_two_utterances_are_not_linked(left: Said, right: Said) -> None:
    assert not in_one_story(left, right)


@pytest.mark.xfail(strict=True, reason="not told apart yet")
@pytest.mark.parametrize(("left", "right"), LINKED_WRONGLY)
def test_two_utterances_that_are_linked_wrongly(left: Said, right: Said) -> None:
    assert not in_one_story(left, right)
