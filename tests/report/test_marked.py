from __future__ import annotations

from sayso.report.differences import Difference, differences_of
from sayso.report.lined import lined_up
from sayso.report.lookup import Lookup
from sayso.report.marked import Bit, marked, own_words
from tests.report.interview import comparison


def numbered(thing: int, lookup: Lookup) -> dict[int, Difference]:
    return dict(enumerate(differences_of(thing, lookup), 1))


def bits_of(thing: int, document: str, lookup: Lookup) -> list[Bit]:
    collation = lookup.things[thing]
    place, reading = next((i, one) for i, one in enumerate(collation.cluster.readings) if one.document == document)
    own = own_words(place, collation.cluster.readings, collation.alignment.columns, lookup)
    return [bit for part in marked(reading, numbered(thing, lookup), own, lookup) for bit in part]


def test_a_reading_that_lacks_words_shows_the_gap_with_its_number() -> None:
    # the tabloid cuts “but only if …”: difference 1; in October is difference 2
    assert bits_of(0, "flare", Lookup(comparison())) == [
        Bit("We will open the gates "),
        Bit("in October", "sense", (2,)),
        Bit("", "gap", (1,)),
    ]


def test_marks_under_a_mark_do_not_cut_it_in_two() -> None:
    # “agree” is worded otherwise elsewhere, inside what changes the sense: one mark, both numbers at its end
    last = bits_of(0, "agency", Lookup(comparison()))[-1]
    assert last == Bit(", but only if the river towns agree", "sense", (1, 3))


def test_the_bits_are_the_words() -> None:
    lookup = Lookup(comparison())
    for thing, collation in enumerate(lookup.things):
        for reading in collation.cluster.readings:
            words = "".join(bit.text for bit in bits_of(thing, reading.document, lookup))
            assert words == "".join(lookup.text(reading.document, span) for span in reading.content)


def test_words_that_a_copy_has_too_are_own_but_not_those_of_another_origin() -> None:
    lookup = Lookup(comparison())
    villages = next(
        i for i, one in enumerate(lookup.things) if lookup.reading_words(one.cluster.readings[0])[:3] == "Twe"
    )
    own = [bit.text for bit in bits_of(villages, "harbour", lookup) if bit.mark == "own"]
    assert own == ["have been moved, and no family was left without a house"]
    # nothing is another origin's where agency and copy stand alone
    answer = next(
        i for i, one in enumerate(lookup.things) if lookup.reading_words(one.cluster.readings[0])[:4] == "Then"
    )
    assert not [bit for bit in bits_of(answer, "agency", lookup) if bit.mark]


def test_words_are_lined_up_with_copies_in_one_row() -> None:
    lookup = Lookup(comparison())
    water = next(one for one in lookup.things if "water" in lookup.reading_words(one.cluster.readings[0]))
    (line,) = lined_up(water, lookup)
    assert line.rows == ("VeldPress, Harbour Post", "The Daily Flare", "Northgate Portal")
    assert [[cell.words for cell in block.cells] for block in line.blocks] == [
        ["We do not sell", "We do sell", "Veldania sells"],
        ["water to", "water to", "water to"],
        ["anyone", "anyone who pays", "nobody"],
    ]
    assert [block.same for block in line.blocks] == [False, True, False]


def test_wordings_that_are_one_need_no_lining_up() -> None:
    lookup = Lookup(comparison())
    answer = next(one for one in lookup.things if lookup.reading_words(one.cluster.readings[0])[:4] == "Then")
    assert lined_up(answer, lookup) == []
