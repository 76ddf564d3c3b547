"""What people judged of speakers goes before what their names tell."""

from __future__ import annotations

from itertools import permutations

import pytest

from sayso.records import EntityKind, Kind, Speaker, SpeakerRuling, Statement, Verdict
from sayso.resolve import Profile, Resolved, across
from sayso.resolve.resolved import entity_id
from sayso.resolve.roles import parse_role
from sayso.spans import Span

SIGNED = "by Ada on 2026-05-14"
PERSON, UNNAMED = EntityKind.PERSON, EntityKind.UNNAMED


def report(key: str, *names: str) -> Resolved:
    """A report in which each name speaks once; one that begins with *the* is a description."""
    profiles, statements = [], []
    for i, name in enumerate(names):
        kind = UNNAMED if name.startswith("the ") else PERSON
        own = entity_id(kind, name, key) if kind is UNNAMED else entity_id(kind, name)
        role = parse_role(name) if kind is UNNAMED else None
        profiles.append(Profile(own, kind, ((name, 1),), roles=(role,) if role else ()))
        statements.append(
            Statement(f"{key}{i}", key, Kind.INDIRECT, (Span(i, i + 1),), speaker=Speaker(own, name, 0.9, "named"))
        )
    return Resolved(key, tuple(statements), (), (), tuple(profiles))


def place(report: Resolved, name: str) -> tuple[str, str]:
    (found,) = (profile.entity for profile in report.profiles if profile.forms[0][0] == name)
    return report.document, found


def ruling(verdict: Verdict, left: list[tuple[str, str]], right: list[tuple[str, str]], **more: str) -> SpeakerRuling:
    return SpeakerRuling(verdict, tuple(left), tuple(right), "one", "other", SIGNED, **more)


def groups(reports: list[Resolved], *rulings: SpeakerRuling) -> list[str]:
    """Who is one: the statements of each speaker, with the speaker's name."""
    found: set[tuple[str, ...]] = set()
    for order in permutations(reports):
        statements, entities = across(order, rulings=rulings)
        by_speaker: dict[tuple[str, str], list[str]] = {}
        for each in statements:
            who = (each.speaker.id, each.speaker.name) if each.speaker else ("", "?")
            by_speaker.setdefault(who, []).append(each.id)
        assert {key for key, _ in by_speaker} - {""} == {entity.id for entity in entities}
        found.add(tuple(sorted(f"{name}: {' '.join(sorted(ids))}" for (_, name), ids in by_speaker.items())))
    (one,) = found  # in whatever order the articles come
    return list(one)


A, B, C = report("a", "Tomas Pell", "Ada Quill"), report("b", "the transport minister"), report("c", "T. Pell")
PELL, MINISTER, INITIAL = place(A, "Tomas Pell"), place(B, "the transport minister"), place(C, "T. Pell")


def test_as_the_names_tell() -> None:
    assert groups([A, B, C]) == ["Ada Quill: a1", "Tomas Pell: a0 c0", "the transport minister: b0"]


def test_a_description_is_somebody() -> None:
    merge = ruling(Verdict.MERGE, [MINISTER], [PELL])
    assert groups([A, B, C], merge) == ["Ada Quill: a1", "Tomas Pell: a0 b0 c0"]
    statements, entities = across([A, B, C], rulings=[merge])
    (pell,) = (entity for entity in entities if entity.name == "Tomas Pell")
    assert (pell.kind, pell.aliases) == (PERSON, ("T. Pell",))
    assert [each.speaker.because for each in statements if each.speaker][
        2
    ] == f"named; elsewhere “Tomas Pell”; judged one with “other” {SIGNED}"


def test_two_names_are_two() -> None:
    assert groups([A, B, C], ruling(Verdict.SPLIT, [PELL], [INITIAL])) == [
        "Ada Quill: a1", "T. Pell: c0", "Tomas Pell: a0", "the transport minister: b0",
    ]  # fmt: skip


def test_two_of_one_name_are_two() -> None:
    reports = [report(key, "Ada Quill") for key in "abc"]
    split = ruling(Verdict.SPLIT, [place(reports[0], "Ada Quill")], [place(reports[1], "Ada Quill")])
    # the third prints the name of both, so it is not known whose it is
    assert groups(reports, split) == ["Ada Quill: a0", "Ada Quill: b0", "Ada Quill: c0"]


def test_who_prints_the_name_of_one_goes_with_that_one() -> None:
    reports = [report("a", "Ann Quill"), report("b", "A. Quill"), report("c", "Ann Quill"), report("d", "Quill")]
    assert groups(reports) == ["Ann Quill: a0 b0 c0 d0"]
    split = ruling(Verdict.SPLIT, [place(reports[0], "Ann Quill")], [place(reports[1], "A. Quill")])
    assert groups(reports, split) == ["A. Quill: b0", "Ann Quill: a0 c0", "Quill: d0"]


def test_split_holds_by_the_way_of_a_merge() -> None:
    """A and C are one by their names; B is judged to be A, and not to be C."""
    merge, split = ruling(Verdict.MERGE, [MINISTER], [PELL]), ruling(Verdict.SPLIT, [MINISTER], [INITIAL])
    for told in permutations([merge, split]):
        assert groups([A, B, C], *told) == ["Ada Quill: a1", "T. Pell: c0", "Tomas Pell: a0 b0"]


@pytest.mark.parametrize(
    ("verdict", "name", "expected"),
    [
        (Verdict.MERGE, "Ada Quill", ["Ada Quill: a1 b0", "Tomas Pell: a0"]),
        (Verdict.SPLIT, "Tomas Pell", ["?: b0", "Ada Quill: a1", "Tomas Pell: a0"]),
        (Verdict.SPLIT, "Ada Quill", ["Ada Quill: a1", "Tomas Pell: a0 b0"]),
    ],
)
def test_who_speaks_in_one_statement(verdict: Verdict, name: str, expected: list[str]) -> None:
    reports = [report("a", "Tomas Pell", "Ada Quill"), report("b", "Tomas Pell")]
    told = ruling(verdict, [], [place(reports[0], name)], statement="b0")
    assert groups(reports, told) == expected
    (statement,) = (each for each in across(reports, rulings=[told])[0] if each.id == "b0")
    ground = statement.speaker.because if statement.speaker else statement.because
    assert ground.endswith(SIGNED) is (expected[-1] != "Tomas Pell: a0 b0")


def test_who_is_not_the_one_that_he_would_stand_for() -> None:
    """The only president that the others name, and a judgement that he is not meant."""
    reports = [report("a", "Ilmar Tosk", "Ada Quill"), report("b", "the president", "Ada Quill")]
    tosk = reports[0].profiles[0]
    role = parse_role("the president")
    assert role is not None
    named = Profile(tosk.entity, tosk.kind, tosk.forms, roles=(role,))
    reports[0] = Resolved("a", reports[0].statements, (), (), (named, *reports[0].profiles[1:]))
    assert groups(reports) == ["Ada Quill: a1 b1", "Ilmar Tosk: a0 b0"]
    split = ruling(Verdict.SPLIT, [place(reports[1], "the president")], [("a", tosk.entity)])
    assert groups(reports, split) == ["Ada Quill: a1 b1", "Ilmar Tosk: a0", "the president: b0"]


def test_none_is_nothing() -> None:
    assert across([A, B, C], rulings=[]) == across([A, B, C])
