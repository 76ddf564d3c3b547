"""The decision, given scores: what is linked, what is joined, and what stays apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.config import LinkSettings
from sayso.link.cluster import clusters
from sayso.link.linking import look
from sayso.link.pieces import Piece, part_count
from sayso.link.rules import Ids, Scored
from sayso.link.wording import Wording
from sayso.records import Document, Kind, Statement
from tests.link.said import Said, report

SETTINGS = LinkSettings(min_score=0.5, sure_score=0.7)
Reports = tuple[tuple[Document, list[Statement]], ...]


def said(words: str) -> Said:
    return Said("Ilmar Tosk", Kind.DIRECT, words)


ROADS = "The roads and bridges of the delta are closed"
MINES = "the mines and quarries of Kolb are for sale"
PLAIN: Reports = tuple(report(name, said(ROADS)) for name in ("A", "B", "C"))


def decided(reports: Reports, scores: dict[str, float]) -> list[str]:
    """The clusters as letters: ``A0`` is the first statement of A. ``scores`` are by two such names; others are 0."""
    statements = {f"{document.id}{i}": s for document, found in reports for i, s in enumerate(found)}
    names = {statement.id: name for name, statement in statements.items()}
    pairs = {}
    for pair in look({document.id: document for document, _ in reports}, list(statements.values())):
        ids: Ids = (pair.left.statement.id, pair.right.statement.id)
        score = scores.get(" ".join(names[i] for i in ids), 0.0)
        if not (pair.left.narrowed or pair.right.narrowed):
            pairs[ids] = Scored(pair, score)
    words = {side.statement.id: side for pair, _ in pairs.values() for side in (pair.left, pair.right)}
    found = clusters(list(statements.values()), words, pairs, SETTINGS)
    return sorted(" ".join(sorted(named(piece, names, words) for piece in members)) for members in found)


def named(piece: Piece, names: dict[str, str], words: dict[str, Wording]) -> str:
    """``A0``, or of a piece ``A0.1``: which of its sentences."""
    whole = piece.statement not in words or len(piece.parts) == part_count(words[piece.statement])
    return names[piece.statement] + ("" if whole else "." + "".join(map(str, piece.parts)))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ({"A0 B0": 0.9, "B0 C0": 0.9, "A0 C0": 0.9}, ["A0 B0 C0"]),
        # the third pair is weak, but the others carry it
        ({"A0 B0": 0.9, "B0 C0": 0.9, "A0 C0": 0.2}, ["A0 B0 C0"]),
        # a vague middle: the better half of the chain stays
        ({"A0 B0": 0.6, "B0 C0": 0.7}, ["A0", "B0 C0"]),
        ({"A0 B0": 0.49}, ["A0", "B0", "C0"]),
    ],
)
def test_three_articles(scores: dict[str, float], expected: list[str]) -> None:
    assert decided(PLAIN, scores) == expected


def test_only_the_best_match_of_both_sides_is_linked() -> None:
    reports = (report("A", said(ROADS), said(MINES)), report("B", said(f"{ROADS} and {MINES}")))
    assert decided(reports, {"A0 B0": 0.6, "A1 B0": 0.65}) == ["A0", "A1 B0"]


def test_parts_that_stand_in_one_whole_join_it() -> None:
    reports = (report("A", said(ROADS), said(MINES)), report("B", said(f"{ROADS} and {MINES}")))
    assert decided(reports, {"A0 B0": 0.9, "A1 B0": 0.8}) == ["A0 A1 B0"]


def test_two_sentences_that_another_prints_apart_are_two_things_said() -> None:
    whole = said(f"{ROADS} for the summer. I said that {MINES}.")
    parts = (
        said("Bridges and roads in our delta stay shut all year"),
        said("He offers quarries, mines and much more"),
    )
    reports = (report("A", *parts), report("B", whole))
    assert decided(reports, {"A0 B0": 0.9, "A1 B0": 0.8}) == ["A0 B0.0", "A1 B0.1"]
    assert decided(reports, {"A0 B0": 0.9}) == ["A0 B0", "A1"]


def test_what_was_cut_off_for_a_link_that_came_to_nothing_is_put_back() -> None:
    """The mines of B are like those of C, which are those of A: but A's and B's are not alike."""
    whole = said(f"{ROADS} for the summer. I said that {MINES}.")
    reports = (report("A", said(ROADS), said(MINES)), report("B", whole), report("C", said(MINES)))
    assert decided(reports, {"A0 B0": 0.9, "A1 C0": 0.9, "B0 C0": 0.6}) == ["A0 B0", "A1 C0"]


def test_a_repeat_in_one_article_joins_though_it_has_other_matches_there() -> None:
    other_words = said("Every road and every bridge in our region was shut by the army on Friday")
    reports = (report("A", said(ROADS), said(MINES), said(ROADS)), report("B", other_words))
    assert decided(reports, {"A0 B0": 0.9, "A1 B0": 0.0, "A2 B0": 0.8}) == ["A0 A2 B0", "A1"]


def test_another_point_of_the_article_does_not_join() -> None:
    reports = (report("A", said(ROADS), said(MINES)), report("B", said(ROADS)))
    assert decided(reports, {"A0 B0": 0.9, "A1 B0": 0.8}) == ["A0 B0", "A1"]


def test_what_is_told_never_joins_its_teller() -> None:
    a, b = report("A", said(ROADS), said(ROADS)), report("B", said(ROADS))
    nested = (a[0], [a[1][0], replace(a[1][1], within=a[1][0].id)])
    assert decided((a, b), {"A0 B0": 0.9, "A1 B0": 0.9}) == ["A0 A1 B0"]
    assert decided((nested, b), {"A0 B0": 0.9, "A1 B0": 0.9}) == ["A0 B0", "A1"]
