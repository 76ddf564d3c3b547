from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.config import FactCheckSettings
from sayso.factcheck import FactCheckFile, fact_checked
from sayso.records import Act, Document, Entity, EntityKind, FactCheckLink, FactChecks, Statement
from tests.factcheck.pairs import Pair, article_of
from tests.factcheck.test_claim_review import WHOLE

SAID = "320 jobs were lost at the salt works last year."
TOSK = Entity("e", "Ilmar Tosk", EntityKind.PERSON)


def node(claim: str = SAID, who: str | None = "Ilmar Tosk", **more: object) -> dict[str, object]:
    item = {"author": {"name": who}, "datePublished": "2031-03-10"} if who else None
    return {**WHOLE, "claimReviewed": claim, "itemReviewed": item, "inLanguage": None, **more}


def run(
    folder: Path,
    nodes: Sequence[dict[str, object]],
    articles: Sequence[tuple[Document, Statement]] | None = None,
    entities: Sequence[Entity] = (TOSK,),
) -> FactChecks:
    path = folder / "checks.jsonl"
    path.write_text("\n".join(map(json.dumps, nodes)))
    told = articles or [article_of(Pair("", True, SAID, "", speaker="Ilmar Tosk"))]
    settings = FactCheckSettings()
    return fact_checked(
        FactCheckFile(path, settings),
        [statement for _, statement in told],
        [document for document, _ in told],
        entities=entities,
        settings=settings,
    )


def one(found: FactChecks) -> FactCheckLink:
    (link,) = found.links
    return link


def test_a_link_tells_why_and_shows_the_words(tmp_path: Path) -> None:
    document, _ = article_of(Pair("", True, SAID, "", speaker="Ilmar Tosk"))
    link = one(found := run(tmp_path, [node(), node("Tosk wrote a book about salt.")]))
    assert (found.read, len(found.linked), link.score) == (2, 1, 1.0)
    assert link.because == "7 of 7 content words of the claim are said, same speaker (Ilmar Tosk)"
    assert link.passage.span.of(document.text) == SAID.rstrip(".")


def test_what_is_open_makes_it_possible_only(tmp_path: Path) -> None:
    link = one(run(tmp_path, [node("320 jobs were lost at the salt works in Orvine last year.")]))
    assert link.score == 0.79
    assert link.because.startswith("possibly the same claim: ")
    assert link.because.endswith("open: not said: “Orvine”")


def test_a_number_that_is_open_is_named_once(tmp_path: Path) -> None:
    said = [article_of(Pair("", True, "320 salt jobs were lost in 3 floods.", "", speaker="Ilmar Tosk"))]
    assert one(run(tmp_path, [node("320 salt jobs were lost.")], said)).because.endswith("“3” stands in one only")
    link = one(run(tmp_path, [node("320 jobs were lost at the 3 salt works last year.")]))
    assert link.because.endswith("open: not said: “3”; “3” stands only in the claim: more precise")


def test_several_publishers_of_one_claim_the_surest_first(tmp_path: Path) -> None:
    nodes = [
        node("320 jobs were lost at the salt works in Orvine last year.", author={"name": "Island Desk"}),
        node(),
        node(url="https://other.example/1", author={"name": "Third Look"}),
    ]
    found = run(tmp_path, nodes)
    assert [link.score for link in found.links] == [1.0, 1.0, 0.79]
    assert sorted(check.publisher for check in found.linked) == ["Island Desk", "Third Look", "Tide Check"]


def test_the_order_of_the_records_changes_nothing_and_a_record_given_twice_counts_once(tmp_path: Path) -> None:
    nodes = [node(), node(url="https://other.example/1"), node("320 jobs were lost at the works last year"), node()]
    assert run(tmp_path, nodes).links == run(tmp_path, nodes[::-1]).links
    assert len(run(tmp_path, nodes).links) == 3


def test_a_claim_in_another_language_is_counted_and_not_compared(tmp_path: Path) -> None:
    found = run(tmp_path, [node(inLanguage="fr"), node(inLanguage="en-US", url="https://x.example/")])
    assert (found.read, found.other_languages, len(found.links)) == (2, 1, 1)


@pytest.mark.parametrize("act", [Act.ASKED, Act.URGED, Act.WANTS, Act.PLANS, Act.UNSAID, Act.DENIED])
def test_what_claims_nothing_has_no_link(tmp_path: Path, act: Act) -> None:
    document, statement = article_of(Pair("", True, SAID, "", speaker="Ilmar Tosk"))
    assert run(tmp_path, [node()], [(document, replace(statement, act=act))]).links == ()


def test_another_spelling_of_the_speaker_is_known_from_the_articles(tmp_path: Path) -> None:
    entity = replace(TOSK, name="Elmar Tosk", aliases=("Tosk", "Ilmar Tosk"))
    assert one(run(tmp_path, [node()], entities=[entity])).because.endswith("same speaker (Elmar Tosk)")
    assert run(tmp_path, [node()], entities=[replace(entity, aliases=("Tosk",))]).links == ()


def test_an_entity_without_a_name_is_nobody_in_particular(tmp_path: Path) -> None:
    said = [article_of(Pair("", True, SAID, "", speaker="a miner"))]
    link = one(run(tmp_path, [node()], said, [Entity("e", "a miner", EntityKind.UNNAMED)]))
    assert link.score == 0.9
    assert "the fact-check gives it to Ilmar Tosk, the article to a miner" in link.because


def test_no_more_links_than_a_reader_can_look_at(tmp_path: Path) -> None:
    assert len(run(tmp_path, [node(url=f"https://x.example/{i}") for i in range(30)]).links) == 10


def test_the_surest_are_kept_whatever_the_order(tmp_path: Path) -> None:
    nodes = [node(url=f"https://x.example/{i}") for i in range(30)]
    nodes += [node("320 jobs were lost at the works last year", url=f"https://y.example/{i}") for i in range(30)]
    assert run(tmp_path, nodes).links == run(tmp_path, nodes[::-1]).links
    assert {link.score for link in run(tmp_path, nodes).links} == {1.0}


def test_two_people_of_one_claim_keep_their_own(tmp_path: Path) -> None:
    found = run(tmp_path, [node(who=None), node()])
    assert [check.claimant for check in sorted(found.linked, key=lambda each: each.claimant or "")] == [
        None,
        "Ilmar Tosk",
    ]


def test_hostile_claims_are_passed_over(tmp_path: Path) -> None:
    claims = ["jobs " * 300, "320 " * 300, "\ud800 jobs lost salt works", "(" * 1_500 + " jobs salt works lost"]
    found = run(tmp_path, [node(claim) for claim in claims])
    assert found.read == 4
    assert all(link.score < 0.8 for link in found.links)


def test_without_statements_there_is_no_link(tmp_path: Path) -> None:
    path = tmp_path / "checks.json"
    path.write_text(json.dumps(node()))
    assert fact_checked(FactCheckFile(path, FactCheckSettings()), [], []).links == ()
