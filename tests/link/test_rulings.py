"""What people judged of pairs goes before every score, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.config import LinkSettings
from sayso.link.cluster import clusters
from sayso.link.linking import link, look, proposed
from sayso.link.rules import Ids, Scored
from sayso.link.rulings import Rulings
from sayso.partition import Partition
from sayso.records import Document, Kind, PairRuling, Statement, StatementCluster, Story, Verdict
from tests.link.said import Said, report, together

SETTINGS = LinkSettings(min_score=0.5, sure_score=0.7)
Reports = tuple[tuple[Document, list[Statement]], ...]
ROADS, MINES = "The roads and bridges of the delta are closed", "The roads and mines of the delta are for sale"
SIGNED = "by Ada on 2026-05-14"
SIGNS = {"=": Verdict.SAME, "≠": Verdict.DIFFERENT, "?": Verdict.UNSURE}


def said(words: str) -> Said:
    return Said("Ilmar Tosk", Kind.DIRECT, words)


FOUR: Reports = tuple(report(name, said(ROADS), said(MINES)) for name in "ABCD")
NAMES = {f"{document.id}{i}": each.id for document, told in FOUR for i, each in enumerate(told)}


def rulings(told: str) -> list[PairRuling]:
    """Of judgements such as ``A0=B0 A0≠C0``."""
    return [
        PairRuling(SIGNS[each[2]], NAMES[each[:2]], NAMES[each[3:]], "by Ada on 2026-05-14") for each in told.split()
    ]


def decided(scores: dict[str, float], told: str) -> list[str]:
    """The clusters of more than one, as letters, where the pairs have these scores and all others 0."""
    statements = [each for _, found in FOUR for each in found]
    names = {key: name for name, key in NAMES.items()}
    pairs: dict[Ids, Scored] = {}
    for pair in look({document.id: document for document, _ in FOUR}, statements):
        ids: Ids = (pair.left.statement.id, pair.right.statement.id)
        pairs[ids] = Scored(pair, scores.get(" ".join(names[i] for i in ids), 0.0))
    ruled = Rulings(rulings(told))
    words = {side.statement.id: side for pair, _ in pairs.values() for side in (pair.left, pair.right)}
    found = clusters(statements, words, ruled.obeyed(pairs, SETTINGS), SETTINGS, ruled)
    assert sorted(piece.statement for members in found for piece in members) == sorted(NAMES.values())
    return sorted(" ".join(sorted(names[piece.statement] for piece in each)) for each in found if len(each) > 1)


CHAIN = {"A0 B0": 0.9, "B0 C0": 0.8, "A0 C0": 0.7}
TABLE: list[tuple[dict[str, float], str, list[str]]] = [
    (CHAIN, "", ["A0 B0 C0"]),
    # the same: whatever it scores, and all that is judged so
    ({}, "A0=B0", ["A0 B0"]),
    ({}, "A0=B0 B0=C1", ["A0 B0 C1"]),
    # a better match of one of them does not come in between, nor does it come in
    ({"A0 B1": 0.9}, "A0=B0", ["A0 B0"]),
    # who is like one of them is like all: the judgement takes nobody away
    ({"B0 C0": 0.8}, "A0=B0", ["A0 B0 C0"]),
    ({"B0 C0": 0.8}, "A0=B0 A0=D1", ["A0 B0 C0 D1"]),
    # though what speaks against it is weighed as before
    ({"B0 C0": 0.6, "C0 D0": 0.9}, "A0=B0", ["A0 B0", "C0 D0"]),
    # two of one article
    ({}, "A0=A1", ["A0 A1"]),
    # different: whatever it scores, by whatever way
    ({"A0 B0": 0.99}, "A0≠B0", []),
    (CHAIN, "A0≠B0", ["B0 C0"]),
    (CHAIN, "A0≠C0", ["A0 B0"]),
    (CHAIN, "A0≠B0 A0≠C0", ["B0 C0"]),
    # the next best may come in its place
    ({"A0 B0": 0.9, "A0 B1": 0.6}, "A0≠B0", ["A0 B1"]),
    # and what is the same as one is different from the other
    ({"B0 C0": 0.9}, "A0=B0 A0≠C0", ["A0 B0"]),
    ({"B0 D0": 0.9, "C0 D0": 0.8}, "A0=B0 B0≠C0", ["A0 B0 D0"]),
    # unsure: as it scores, and no more than possibly the same
    ({"A0 B0": 0.9}, "A0?B0", ["A0 B0"]),
    ({"A0 B0": 0.3}, "A0?B0", []),
    ({"A0 B0": 0.9}, "A0?C0", ["A0 B0"]),
]


@pytest.mark.parametrize(("scores", "told", "expected"), TABLE)
def test_what_is_one_thing_said(scores: dict[str, float], told: str, expected: list[str]) -> None:
    assert decided(scores, told) == expected


PAIRS = sorted(f"{a} {b}" for a in NAMES for b in NAMES if a[0] < b[0])
SCORES = st.dictionaries(st.sampled_from(PAIRS), st.sampled_from([0.3, 0.55, 0.65, 0.8, 0.95]), max_size=12)


@given(SCORES, st.lists(st.tuples(st.sampled_from(PAIRS), st.sampled_from("=≠?")), max_size=6))
def test_judgements_that_hold_are_obeyed(scores: dict[str, float], said: list[tuple[str, str]]) -> None:
    partition: Partition[str] = Partition()
    told = []
    for pair, sign in said:
        left, right = pair.split()
        if sign == "?" or (partition.join if sign == "=" else partition.part)(left, right):
            told.append((left, sign, right))
    found = decided(scores, " ".join("".join(each) for each in told))
    for left, sign, right in told:
        if sign != "?":
            assert any({left, right} <= set(group.split()) for group in found) is (sign == "=")


# --- in a story -------------------------------------------------------------------------------------------------------

SALT = Said("Ilmar Tosk", Kind.DIRECT, "We will not tax salt this year or the next")
RETOLD = Said("Ilmar Tosk", Kind.INDIRECT, "no levy on the white gold before the election")
HARBOUR = Said("Oda Brenn", Kind.DIRECT, "The harbour stays open all winter")
STORY: Reports = (report("Courier", SALT, HARBOUR), report("Flare", RETOLD), report("Gazette", SALT))


def linked(*told: PairRuling) -> tuple[StatementCluster, ...]:
    ids = tuple(document.id for document, _ in STORY)
    statements = [each for _, found in STORY for each in found]
    return link(Story("story", ids), [document for document, _ in STORY], statements, rulings=told)


COURIER, FLARE, GAZETTE = STORY[0][1][0], STORY[1][1][0], STORY[2][1][0]


def test_a_link_says_who_judged_it() -> None:
    assert not together(linked(), COURIER, FLARE)
    found = linked(PairRuling(Verdict.SAME, FLARE.id, COURIER.id, SIGNED))
    assert together(found, COURIER, FLARE, GAZETTE)
    (cluster,) = (each for each in found if len(each.readings) == 3)
    links = {(each.left, each.right): each for each in cluster.links}
    ours = links[COURIER.id, FLARE.id]
    assert (ours.score, ours.judged) == (1.0, f"judged the same {SIGNED}")
    assert ours.because.startswith(ours.judged)
    assert ours.left_passage.span == COURIER.content[0]
    assert ours.judged in cluster.because
    assert cluster.score == min(each.score for each in cluster.links)


def test_a_link_that_scores_keeps_its_grounds() -> None:
    (cluster,) = (each for each in linked(PairRuling(Verdict.SAME, COURIER.id, GAZETTE.id, SIGNED)) if each.links)
    (found,) = cluster.links
    assert found.score == 1.0
    assert found.because.startswith(f"judged the same {SIGNED}; ")
    assert "words in a row" in found.because


def test_unsure_is_never_shown_as_sure() -> None:
    (sure,) = (each for each in linked() if each.links)
    (unsure,) = (each for each in linked(PairRuling(Verdict.UNSURE, COURIER.id, GAZETTE.id, SIGNED)) if each.links)
    assert sure.score >= LinkSettings().sure_score > unsure.score >= LinkSettings().min_score
    assert unsure.links[0].because.startswith(f"judged unsure {SIGNED}; possibly the same: ")


# --- a quotation in pieces --------------------------------------------------------------------------------------------

PORT, CRANES = "The port of Orsk has been empty for a year", "Forty cranes stand idle and rust in the rain"
PIECES: Reports = (
    report("Whole", said(f"{PORT}. {CRANES}.")),
    report("Port", said(PORT)),
    report("Cranes", said(CRANES)),
    report("Retold", Said("Ilmar Tosk", Kind.INDIRECT, "nobody wants to trade with Kolb any more")),
    report("Both", said(PORT), said(CRANES)),
)
PIECE_NAMES = {each.id: f"{document.id}{i or ''}" for document, told in PIECES for i, each in enumerate(told)}


def in_pieces(told: str, *outlets: str) -> list[str]:
    """The things said, each as its readings: of a piece the number of words, too."""
    keys = {name: key for key, name in PIECE_NAMES.items()}
    rulings = (
        [
            PairRuling(SIGNS[sign], keys[left], keys[right], SIGNED)
            for left, sign, right in map(str.split, told.split(","))
        ]
        if told
        else []
    )
    documents = [document for document, _ in PIECES if document.id in outlets]
    statements = [each for document, found in PIECES for each in found if document.id in outlets]
    whole = PIECES[0][0].text
    found = link(Story("story", tuple(sorted(outlets))), documents, statements, rulings=rulings)
    readings = [
        [(PIECE_NAMES[each.statement], " ".join(span.of(whole) for span in each.content)) for each in thing.readings]
        for thing in found
    ]
    return sorted(
        " ".join(sorted(f"{name}:{len(words.split())}" if name == "Whole" else name for name, words in each))
        for each in readings
    )


@pytest.mark.parametrize(
    ("told", "outlets", "expected"),
    [
        ("", "Whole Port Cranes", ["Cranes Whole:9", "Port Whole:10"]),
        # a yes to what is linked already changes nothing: the other sentence is another thing said
        ("Whole = Port", "Whole Port Cranes", ["Cranes Whole:9", "Port Whole:10"]),
        ("Whole = Port,Whole = Cranes", "Whole Port Cranes", ["Cranes Whole:9", "Port Whole:10"]),
        ("Whole = Both,Whole = Both1", "Whole Both", ["Both Whole:10", "Both1 Whole:9"]),
        # who says of both that they are one gets them with the whole quotation
        ("Whole = Port,Whole = Cranes,Port = Cranes", "Whole Port Cranes", ["Cranes Port Whole:19"]),
        # like no sentence of it: then it is the same as all of it
        ("Whole = Retold", "Whole Retold", ["Retold Whole:19"]),
        ("Whole = Retold", "Whole Retold Port Cranes", ["Cranes Retold Whole:19", "Port"]),
        # the sentence is taken out, and the other stays with its like
        ("Whole ≠ Port", "Whole Port Cranes", ["Cranes Whole:19", "Port"]),
        ("Whole ≠ Port,Whole ≠ Cranes", "Whole Port Cranes", ["Cranes", "Port", "Whole:19"]),
        ("Whole ? Port", "Whole Port Cranes", ["Cranes Whole:9", "Port Whole:10"]),
    ],
)
def test_a_judgement_on_a_quotation_in_pieces(told: str, outlets: str, expected: list[str]) -> None:
    assert in_pieces(told, *outlets.split()) == expected


def test_judgements_on_other_articles_change_nothing() -> None:
    elsewhere = PairRuling(Verdict.SAME, COURIER.id, "elsewhere", SIGNED)
    assert linked(elsewhere) == linked()
    assert linked(replace(elsewhere, verdict=Verdict.DIFFERENT)) == linked()


def test_proposed_are_all_pairs_with_their_scores() -> None:
    ids = tuple(document.id for document, _ in STORY)
    statements = [each for _, found in STORY for each in found]
    found = proposed(Story("story", ids), [document for document, _ in STORY], statements)
    scores = {(each.left, each.right): each.score for each in found}
    assert scores[COURIER.id, GAZETTE.id] > 0.9
    assert all(not each.judged and not each.because.startswith("possibly") for each in found)
