"""Cuts, wording, moved words and paraphrases: few and right, and no word told twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.records import Document, Kind
from tests.collate.conftest import Newsroom, Said

Press = Callable[..., Document]
Told = tuple[str, bool, str, str]
Compare = Callable[..., list[Told]]

CUTS: list[tuple[str, str, list[Told]]] = [
    # a clause at the end
    (
        "We will sign and the farmers will be glad.",
        "We will sign.",
        [("cut", True, "and the farmers will be glad", "")],
    ),
    # a sentence at the beginning: quoted less, no change of sense
    (
        "I was open with the council. We will not sign.",
        "We will not sign.",
        [("cut", False, "I was open with the council", "")],
    ),
    # a sentence in the middle, gone without a mark
    (
        "We will sign. The farmers know it well. Then we go home.",
        "We will sign. Then we go home.",
        [("cut", True, "The farmers know it well", "")],
    ),
    # a clause without a pronoun, from mark to mark
    (
        "We paid for it, and nobody counted the bolts.",
        "We paid for it.",
        [("cut", True, "and nobody counted the bolts", "")],
    ),
    # the end of a list is none
    ("We paid for the mine, and the castle.", "We paid for the mine.", [("cut", False, "and the castle", "")]),
    # a phrase without a clause: told, but it leaves the sense
    ("We will sign in the old castle.", "We will sign.", [("cut", False, "in the old castle", "")]),
    # one word
    ("We will gladly sign.", "We will sign.", [("cut", False, "gladly", "")]),
    # on both sides
    (
        "The farmers know it well. We will sign the treaty.",
        "We will sign the treaty. The mines will open again.",
        [("cut", False, "The farmers know it well", ""), ("cut", False, "", "The mines will open again")],
    ),
    # many words against one
    (
        "We will sign with the old king and his seven proud sons.",
        "We will sign alone.",
        [("cut", True, "with the old king and his seven proud sons", "alone")],
    ),
]

WORDINGS: list[tuple[str, str, list[Told]]] = [
    # a synonym
    ("It was a big mistake.", "It was a large mistake.", [("wording", False, "big", "large")]),
    # any other word
    ("It was a grave mistake.", "It was a bitter mistake.", [("wording", False, "grave", "bitter")]),
    # another form
    ("We sign the treaty.", "We signed the treaty.", [("wording", False, "sign", "signed")]),
    # grammar words alone
    ("We sign the treaty.", "We sign this treaty.", [("wording", False, "the", "this")]),
    # neighbours are told as one
    (
        "We must buy the best horses.",
        "We must get some good horses.",
        [("wording", False, "buy the best", "get some good")],
    ),
    # a time that both have, at another place, is no cut
    (
        "The first boat leaves on 1 June at noon.",
        "The first boat sails at noon on 1 June.",
        [("wording", False, "leaves", "sails")],
    ),
    # moved
    (
        "Next to the old mill we will build a new bridge.",
        "We will build a new bridge next to the old mill.",
        [("moved", False, "Next to the old mill", "next to the old mill")],
    ),
]

# Of a retelling only a clause of its own counts.
RETOLD: list[tuple[str, str, list[Told]]] = [
    (
        "the mine would stay open and that the guards would be paid in silver",
        "the mine would stay open",
        [("cut", True, "and that the guards would be paid in silver", "")],
    ),
    # what goes with a noun, in more or fewer words
    (
        "the mine of the northern hills that belongs to the crown would stay open",
        "the mine would stay open",
        [("cut", False, "of the northern hills that belongs to the crown", "")],
    ),
    # a sentence more
    (
        "the mine would stay open. He thanked the guards of the tower",
        "the mine would stay open",
        [("cut", False, "He thanked the guards of the tower", "")],
    ),
]

SAME = [
    # case, marks and typography
    ("We’d “never” pay!", "we'd never pay"),
    # contractions
    ("We'd pay.", "We would pay."),
    ("I've paid; it's done.", "I have paid. It is done."),
    ("They're here, aren't they?", "They are here, are not they?"),
    ("You'd better pay.", "You had better pay."),
    # British and American
    ("The colour of the centre was analysed.", "The color of the center was analyzed."),
    ("The defence organised the programme.", "The defense organized the program."),
    ("They travelled and labelled it grey.", "They traveled and labeled it gray."),
    # accents
    ("The café is closed.", "The cafe is closed."),
    # abbreviations
    ("The U.S. will pay.", "The US will pay."),
    # nothing at all
    ("", ""),
    ("…", "!"),
]


@pytest.mark.parametrize(("left", "right", "expected"), CUTS)
def test_cut(left: str, right: str, expected: list[Told], compare: Compare) -> None:
    assert compare(left, right) == expected


@pytest.mark.parametrize(("left", "right", "expected"), RETOLD)
def test_cut_of_a_retelling(left: str, right: str, expected: list[Told], compare: Compare) -> None:
    assert compare(left, right, left_kind=Kind.INDIRECT, right_kind=Kind.INDIRECT) == expected


@pytest.mark.parametrize(("left", "right", "expected"), WORDINGS)
def test_wording(left: str, right: str, expected: list[Told], compare: Compare) -> None:
    assert compare(left, right) == expected


@pytest.mark.parametrize(("left", "right"), SAME)
def test_same(left: str, right: str, compare: Compare) -> None:
    assert compare(left, right) == []


def test_paraphrase_is_not_taken_apart(compare: Compare) -> None:
    left = "the ministry would hand the keys of the northern forts to its neighbours"
    right = "Veldania gives up its strongholds beyond the river"
    assert compare(left, right, left_kind=Kind.INDIRECT, right_kind=Kind.INDIRECT) == [("wording", False, left, right)]


def test_paraphrase_keeps_what_has_an_anchor(compare: Compare) -> None:
    left = "the ministry would hand 40 forts to its neighbours by the end of the war"
    right = "Veldania gives up 60 forts"
    rows = compare(left, right, left_kind=Kind.INDIRECT, right_kind=Kind.INDIRECT)
    assert ("number", True, "40", "60") in rows
    assert {row[0] for row in rows} == {"number", "wording"}


def test_retold_shift_of_person_and_tense_is_no_difference(compare: Compare) -> None:
    assert compare("I will sell my forts here", "he would sell his forts there", right_kind=Kind.INDIRECT) == []


def test_cut_beside_a_number(compare: Compare) -> None:
    # the number is told once, the clause for itself
    left = "We hold 40 forts in the north. The farmers feed the soldiers there."
    assert compare(left, "We hold 60 forts in the north.") == [
        ("number", True, "40", "60"),
        ("cut", False, "The farmers feed the soldiers there", ""),
    ]


DRESSED = [
    *(row[:2] for row in (*CUTS, *RETOLD, *WORDINGS)),
    *SAME,
    ("He may sell the forts in Marra.", "He will sell the forts in Orsk."),
    ("Perhaps Ada Quill will not pay 40 crowns by June.", "Oda Varn will pay 60 crowns by July."),
]


@pytest.mark.parametrize(("left", "right"), DRESSED)
def test_what_differs_differs_wherever_it_stands(
    left: str, right: str, newsroom: type[Newsroom], press: Press, said: Said
) -> None:
    """Many articles have the same words, each at another place: what is remembered of one must be true of the next."""
    if not left.strip("… ") or not right.strip("! "):
        return
    found = []
    for number, before in enumerate(("", "A crowd booed. ", "Nobody paid heed to the rain over Velda, or to us. ")):
        articles = [press(f"{name}{number}", f"{before}{text}") for name, text in (("gong", left), ("herald", right))]
        news = newsroom(*articles)
        collated = news.collated(*map(said, articles, (left, right)))
        found.append([(news.told(row), row.because) for row in collated.differences])
    assert found[0] == found[1] == found[2]


def test_the_same_words_of_other_days_differ(newsroom: type[Newsroom], press: Press, said: Said) -> None:
    text = "The mine was closed yesterday, and nobody was told."
    days = ("2031-03-04", "2031-03-04", "2031-03-09")
    articles = [press(name, text, published=day) for name, day in zip(("gong", "herald", "post"), days, strict=True)]
    collated = newsroom(*articles).collated(*(said(article, text) for article in articles))
    between = {(row.left.document, row.right.document): row.change.value for row in collated.differences}
    assert between == {("gong", "post"): "time", ("herald", "post"): "time"}
