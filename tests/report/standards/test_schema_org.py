"""Types, properties, domains and ranges against the vocabulary itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from sayso.records import Act, Speaker
from sayso.report import render_comparison, render_statements
from sayso.report.standards.addresses import urn
from tests.report import interview
from tests.report.standards.cases import SCHEMAS, Json, outputs, several

VOCABULARY: Json = json.loads((SCHEMAS / "schemaorg.json").read_text(encoding="utf-8"))


def graph(text: str) -> list[Json]:
    whole = json.loads(text)
    assert whole["@context"] == "https://schema.org"
    found: list[Json] = whole["@graph"]
    return found


def above(name: str) -> set[str]:
    """The type and all its supertypes. KeyError: no such type."""
    return {name}.union(*(above(each) for each in VOCABULARY["types"][name]))


def wrong(node: Json, types: Mapping[str, str]) -> Iterator[str]:
    """What of a node the vocabulary does not know, or takes elsewhere only."""
    mine = above(node["@type"])
    for name, value in node.items():
        if name.startswith("@"):
            continue
        told = VOCABULARY["properties"].get(name)
        if told is None or not mine & set(told["domain"]):
            yield f"{name} is no property of {node['@type']}"
            continue
        for one in value if isinstance(value, list) else [value]:
            if not set(told["range"]) & set(kinds(one, types)):
                yield f"{name} of {node['@type']} takes no {one!r}"
            if isinstance(one, dict) and "@type" in one:
                yield from wrong(one, types)


def kinds(value: Any, types: Mapping[str, str]) -> set[str]:
    """The types that a value has: those of the node that it is or names, else those that its text can be."""
    if isinstance(value, dict):
        name = value.get("@type") or types.get(value["@id"])
        return above(name) if name else set()
    assert isinstance(value, str)
    found = {"Text"}
    found |= {"URL"} if re.fullmatch(r"https?://\S+", value) else set()
    found |= {"Date"} if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else set()
    return found | ({"DateTime"} if re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d", value) else set())


def test_types_and_properties_are_those_of_the_vocabulary() -> None:
    for name, _, text in outputs("schema-org"):
        found = graph(text)
        types = {node["@id"]: node["@type"] for node in found}
        assert len(types) == len(found), f"{name}: an id is given twice"
        assert [fault for node in found for fault in wrong(node, types)] == [], name


@pytest.mark.parametrize(
    "node",
    [
        {"@type": "Quotation", "headline_": "x"},  # no such property
        {"@type": "Person", "text": "x"},  # of another type
        {"@type": "Quotation", "spokenByCharacter": "Tosk"},  # takes no text
        {"@type": "Claim", "appearance": {"@id": "nowhere"}},  # leads nowhere
    ],
)
def test_what_the_vocabulary_does_not_know_is_found_wrong(node: Json) -> None:
    assert list(wrong(node, {}))


def test_nothing_is_rated() -> None:
    for name, _, text in outputs("schema-org"):
        assert "rating" not in text.casefold().replace("orating", "").replace("operating", ""), name
        reviews = [node for node in graph(text) if node["@type"] == "ClaimReview"]
        assert all("author" not in node and "reviewRating" not in node for node in reviews), name


def test_a_quotation_tells_who_and_where() -> None:
    comparison = several()
    found = {node["@id"]: node for node in graph(render_statements(comparison.articles, "schema-org"))}
    told, inner, crossing, over, *_ = (
        found[urn("statement", one.document, one.id)] for one in comparison.articles.statements
    )
    assert told["text"] == "Stay … I told him: ‘Go home.’ He went."
    assert told["spokenByCharacter"]["name"] == "Ilmar Tosk"
    assert told["description"] == "quoted; reporting words “said”; source “she”"
    assert inner["isPartOf"] == [{"@id": "https://herald.example/a?b=1&c=%C3%A9#x"}, {"@id": told["@id"]}]
    assert inner["spokenByCharacter"]["@type"] == "Organization"
    assert "spokenByCharacter" not in crossing  # not known
    assert "spokenByCharacter" not in over  # two officials are no person
    assert "source “Two officials”" in over["description"]


def claims(comparison: Any) -> list[Json]:
    return [node for node in graph(render_comparison(comparison, "schema-org")) if node["@type"] == "Claim"]


def test_a_claim_has_all_wordings_and_where_it_appears() -> None:
    claim = claims(several())[0]
    assert claim["text"] == ["Stay … I told him: ‘Go home.’ He went.", "Stay"]
    assert len(claim["appearance"]) == len(claim["workExample"]) == 2
    assert claim["firstAppearance"] == {"@id": "https://herald.example/a?b=1&c=%C3%A9#x"}  # 12 May, not 13 May


def test_who_was_first_is_told_only_where_every_date_is() -> None:
    comparison = several()
    documents = tuple(replace(one, published=None) if one.id == "two" else one for one in comparison.articles.documents)
    undated = replace(comparison, articles=replace(comparison.articles, documents=documents))
    assert "firstAppearance" not in claims(undated)[0]
    documents = tuple(replace(one, published="2026-05-12") for one in comparison.articles.documents)
    same_day = replace(comparison, articles=replace(comparison.articles, documents=documents))
    assert "firstAppearance" not in claims(same_day)[0]


@pytest.mark.parametrize("act", [Act.DENIED, Act.ASKED, Act.WANTS, Act.UNSAID, Act.UNKNOWN])
def test_what_is_not_told_as_so_is_no_claim(act: Act) -> None:
    """What is denied is the content: a claim of it with the denier as its author would turn it round."""
    comparison = several()
    statements = tuple(replace(one, act=act) for one in comparison.articles.statements)
    assert claims(replace(comparison, articles=replace(comparison.articles, statements=statements))) == []


def test_a_claim_that_articles_give_to_different_speakers_has_no_author() -> None:
    comparison = several()
    assert claims(comparison)[0]["author"]["name"] == "Ilmar Tosk"
    other = Speaker("e-varn", "Varn", 0.9, "named")
    statements = tuple(
        replace(one, speaker=other) if one.document == "two" else one for one in comparison.articles.statements
    )
    assert "author" not in claims(replace(comparison, articles=replace(comparison.articles, statements=statements)))[0]


def test_every_claim_has_one_stub() -> None:
    found = graph(render_comparison(interview.comparison(), "schema-org"))
    claimed = [node["@id"] for node in found if node["@type"] == "Claim"]
    stubs = [node["itemReviewed"]["@id"] for node in found if node["@type"] == "ClaimReview"]
    assert stubs == claimed != []
