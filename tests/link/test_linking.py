"""What holds for all links: one cluster a statement, no order, no chains, copies, nesting, parts, reasons."""

from __future__ import annotations

from itertools import chain
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.config import LinkSettings
from sayso.link.cluster import necessary
from sayso.records import Copy, Document, Kind, Link, Passage, Statement
from sayso.spans import Span
from tests.link.said import Said, linked, report, together

D, I, M = Kind.DIRECT, Kind.INDIRECT, Kind.MIXED  # noqa: E741
TOSK = "Ilmar Tosk"
BRIDGE = "We will rebuild the bridge over the Lenna before winter comes"

HERALD = report(
    "Herald",
    Said(TOSK, D, BRIDGE),
    Said(TOSK, D, "I said: ‘Rolf, I am not going to sell you our harbour.’ And he left the room."),
    Said(TOSK, D, "Rolf, I am not going to sell you our harbour.", inside=1),
    Said("Dora Venn", I, "12 schools in the delta would be closed for repairs"),
)
MORNING = report(
    "Morning",
    Said(TOSK, I, "the bridge over the Lenna would be rebuilt before the winter"),
    Said(TOSK, D, "I told him openly: ‘Forgive me, Rolf, I am not going to sell our harbour to you.’ He went away."),
    Said(TOSK, D, "Forgive me, Rolf, I am not going to sell our harbour to you.", inside=1),
    Said("Karel Udo", D, "Nobody at the shipyard believes these promises any more"),
)
COURIER = report(
    "Courier",
    Said(None, D, BRIDGE),
    Said("Dora Venn", I, "twelve delta schools would close for repairs"),
)
ALL = (HERALD, MORNING, COURIER)


def test_every_statement_is_in_exactly_one_cluster() -> None:
    found = [reading.statement for cluster in linked(*ALL) for reading in cluster.readings]
    assert sorted(found) == sorted(statement.id for _, statements in ALL for statement in statements)


@settings(max_examples=15)
@given(st.permutations(ALL), st.randoms(use_true_random=False))
def test_order_changes_nothing(reports: list[tuple[Document, list[Statement]]], random: Random) -> None:
    shuffled = [(document, random.sample(statements, len(statements))) for document, statements in reports]
    assert linked(*shuffled) == linked(*ALL)


def test_the_nested_links_to_the_nested_and_the_teller_to_the_teller() -> None:
    clusters = linked(HERALD, MORNING)
    assert together(clusters, HERALD[1][1], MORNING[1][1])
    assert together(clusters, HERALD[1][2], MORNING[1][2])
    assert not together(clusters, HERALD[1][1], HERALD[1][2])


def test_three_wordings_of_one_thing_are_one_cluster() -> None:
    assert together(linked(*ALL), HERALD[1][0], MORNING[1][0], COURIER[1][0])


def test_a_vague_middle_joins_nothing() -> None:
    """The second sentence is a little like both others, which are two promises."""
    north = report(
        "North", Said(TOSK, I, "two new hospitals for children would be built in Kolb by the army next year")
    )
    middle = report("Middle", Said(TOSK, I, "new hospitals and new schools would be built"))
    south = report(
        "South", Said(TOSK, I, "forty new schools for the delta would be paid for with the money from the gas")
    )
    assert not together(linked(north, middle, south), north[1][0], south[1][0])


def test_a_quotation_that_is_two_elsewhere_is_cut_in_two() -> None:
    first, second = "The port of Orsk has been empty for a year", "Forty cranes stand idle and rust in the rain"
    whole = report("Whole", Said(TOSK, D, f"{first}. {second}."), Said(TOSK, D, BRIDGE))
    parted = report("Parted", Said(TOSK, D, first), Said(TOSK, D, second))
    found = linked(whole, parted)
    text = whole[0].text
    pieces = {
        " ".join(span.of(text) for span in reading.content): {other.statement for other in cluster.readings}
        for cluster in found
        for reading in cluster.readings
        if reading.statement == whole[1][0].id
    }
    assert pieces == {
        f"{first}.": {whole[1][0].id, parted[1][0].id},
        f"{second}.": {whole[1][0].id, parted[1][1].id},
    }
    assert len({cluster.id for cluster in found}) == len(found)


def test_a_quotation_of_which_another_prints_a_part_stays_whole() -> None:
    first, second = "The port of Orsk has been empty for a year", "Forty cranes stand idle and rust in the rain"
    whole, part = report("Whole", Said(TOSK, D, f"{first}. {second}.")), report("Part", Said(TOSK, D, second))
    (cluster,) = linked(whole, part)
    assert {reading.content for reading in cluster.readings} == {whole[1][0].content, part[1][0].content}


def test_a_paraphrase_in_the_lead_joins_its_quotation() -> None:
    short = report("Short", Said(TOSK, D, "I will never sign the fisheries treaty of Kolb"))
    long = report(
        "Long",
        Said(TOSK, I, "he would never sign the fisheries treaty"),
        Said("Dora Venn", I, "12 schools in the delta would be closed for repairs"),
        Said(TOSK, D, "I will never sign the fisheries treaty of Kolb"),
    )
    assert together(linked(short, long), short[1][0], long[1][0], long[1][2])


def test_two_points_of_one_article_stay_apart() -> None:
    long = report(
        "Long", Said(TOSK, D, "We will rebuild the bridge"), Said(TOSK, D, "The treaty is a disgrace to us all")
    )
    short = report("Short", Said(TOSK, D, "We will rebuild the bridge"))
    assert not together(linked(long, short), *long[1])


def test_copies_link_statement_by_statement_in_order() -> None:
    told = (Said(None, D, "No."), Said(None, D, "Never."), Said(None, D, "No."))
    one, other = report("One", *told), report("Other", *told)
    clusters = linked(one, other, copies=(Copy("One", "Other", 1.0, 1.0),))
    assert all(together(clusters, left, right) for left, right in zip(one[1], other[1], strict=True))


def test_two_words_alone_are_no_copy() -> None:
    one, other = report("One", Said(None, D, "Of course")), report("Other", Said(None, D, "Of course"))
    assert not together(linked(one, other), one[1][0], other[1][0])


def test_a_link_tells_why() -> None:
    (link,) = (
        link for cluster in linked(HERALD, COURIER) for link in cluster.links if link.left_passage.span.start < 9
    )
    assert link.because.startswith("5 of 5 content words in common, 11 words in a row (“We will rebuild")
    assert link.because.endswith("speaker named in one only (Ilmar Tosk)")
    texts = {document.id: document.text for document, _ in ALL}
    for passage in (link.left_passage, link.right_passage):
        assert passage.span.of(texts[passage.document]) == BRIDGE


def test_an_uncertain_link_says_so() -> None:
    clusters = linked(*ALL, settings=LinkSettings(sure_score=1.0))
    reasons = [link.because for cluster in clusters for link in cluster.links]
    assert reasons
    assert all(reason.startswith("possibly the same: ") for reason in reasons)


def test_what_differs_is_told() -> None:
    left = report("Left", Said(TOSK, D, "We have never bought 300 ambulances for the hospitals of the north"))
    right = report("Right", Said(TOSK, D, "We have bought 330 ambulances for the hospitals of the north"))
    (link,) = chain.from_iterable(cluster.links for cluster in linked(left, right))
    assert "though one negates" in link.because
    assert "though numbers differ (300 / 330)" in link.because


def test_the_speaker_is_the_one_that_all_name() -> None:
    clusters = {cluster.readings[0].statement: cluster for cluster in linked(HERALD, COURIER)}
    cluster = clusters[COURIER[1][0].id]
    assert cluster.speaker is not None
    assert cluster.speaker.name == TOSK


def test_where_articles_disagree_the_speaker_is_unknown() -> None:
    left, right = report("Left", Said(TOSK, D, BRIDGE)), report("Right", Said("Dora Venn", D, BRIDGE))
    (cluster,) = linked(left, right)
    assert cluster.speaker is None
    assert "the articles differ on the speaker: Dora Venn, Ilmar Tosk" in cluster.because


def test_a_statement_alone_says_so() -> None:
    (cluster,) = linked(report("Herald", Said(TOSK, D, BRIDGE)))
    assert (cluster.links, cluster.score) == ((), 1.0)
    assert cluster.because == "no statement of another article was found to be the same; only in Herald"


def test_odd_texts_do_no_harm() -> None:
    odd = report("Odd", Said(None, D, "\ud800 \x00 …"), Said(None, D, "—"), Said(TOSK, D, "word " * 3000))
    also = report("Also", Said(None, D, "—"), Said(TOSK, D, "word " * 2000))
    assert len(linked(odd, also)) >= 3


def test_a_cluster_is_as_strong_as_the_weakest_link_that_it_needs() -> None:
    def link(left: str, right: str, score: float) -> Link:
        point = Passage("A", Span(0, 0))
        return Link(left, right, score, "", point, point)

    strong, other, weak = link("a", "b", 0.95), link("b", "c", 0.9), link("a", "c", 0.56)
    assert necessary([weak, other, strong]) == [strong, other]
    assert necessary([weak, strong]) == [strong, weak]
    assert necessary([]) == []
