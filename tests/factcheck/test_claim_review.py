from __future__ import annotations

from collections.abc import Mapping

import pytest

from sayso.factcheck.claim_review import claim_reviews, fact_check
from sayso.records import FactCheck, Flaw

Node = dict[str, object]

WHOLE: Node = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "url": "https://tidecheck.example/salt",
    "datePublished": "2031-03-14",
    "claimReviewed": "320 jobs were lost at the salt works",
    "author": {"@type": "Organization", "name": "Tide Check", "url": "https://tidecheck.example"},
    "inLanguage": "en-GB",
    "itemReviewed": {
        "@type": "Claim",
        "author": {"@type": "Person", "name": "Oda Brenn"},
        "datePublished": "2031-03-10T08:00:00Z",
    },
    "reviewRating": {
        "@type": "Rating",
        "alternateName": "Mostly so",
        "ratingValue": "4",
        "bestRating": "5",
        "worstRating": "1",
    },
}


def found(value: object) -> FactCheck | Flaw:
    ((node, named),) = claim_reviews(value)
    return fact_check(node, named)


def but(**changed: object) -> FactCheck:
    check = found({**WHOLE, **changed})
    assert isinstance(check, FactCheck)
    return check


def test_a_whole_one() -> None:
    check = but()
    assert (check.claim, check.publisher, check.rating) == (
        "320 jobs were lost at the salt works",
        "Tide Check",
        "Mostly so",
    )
    assert (check.url, check.claimant) == ("https://tidecheck.example/salt", "Oda Brenn")
    assert (check.claimed, check.published, check.language) == ("2031-03-10", "2031-03-14", "en")


@pytest.mark.parametrize(
    "value",
    [
        [WHOLE],
        {"@graph": [{"@type": "WebPage"}, WHOLE]},
        {"@type": "NewsArticle", "mainEntity": {"@type": "WebPage", "review": [WHOLE]}},
        {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [WHOLE]}, {"item": None}]},
        {**WHOLE, "@type": ["Review", "ClaimReview"]},
        {**WHOLE, "@type": "http://schema.org/ClaimReview"},
        {**WHOLE, "@type": "schema:ClaimReview"},
    ],
    ids=["list", "graph", "inside an article", "feed", "two types", "type with its address", "type with a prefix"],
)
def test_wherever_it_stands(value: object) -> None:
    assert found(value) == but()


@pytest.mark.parametrize("value", [{"@type": "MediaReview"}, {"@type": "Review"}, [], "ClaimReview", None, 4])
def test_what_is_none(value: object) -> None:
    assert list(claim_reviews(value)) == []


@pytest.mark.parametrize(
    ("changed", "publisher"),
    [
        ({"author": "Tide Check"}, "Tide Check"),
        ({"author": [{"name": "Jo Ferry"}, {"name": "Ann Quay"}]}, "Jo Ferry, Ann Quay"),
        ({"author": {"name": "Jo Ferry"}, "publisher": {"name": "Island Desk"}}, "Island Desk"),
        ({"author": {"name": {"@value": "Tide Check"}}}, "Tide Check"),
        ({"author": None}, "tidecheck.example"),
        ({"author": {"name": "Tom &amp; Co"}}, "Tom & Co"),
    ],
)
def test_the_publisher_in_all_its_forms(changed: Node, publisher: str) -> None:
    assert but(**changed).publisher == publisher


def test_names_that_another_object_has() -> None:
    pages: list[Node] = [
        {"@type": "Organization", "@id": "#us", "name": "Tide Check"},
        {**WHOLE, "author": {"@id": "#us"}, "itemReviewed": {"@id": "#claim"}},
        {"@type": "Claim", "@id": "#claim", "author": {"name": "Oda Brenn"}},
    ]
    check = found({"@graph": pages})
    assert isinstance(check, FactCheck)
    assert (check.publisher, check.claimant) == ("Tide Check", "Oda Brenn")


@pytest.mark.parametrize(
    ("rating", "words"),
    [
        ({"alternateName": "  Needs\ncontext "}, "Needs context"),
        ({"alternateName": {"@value": "So"}}, "So"),
        ({"alternateName": ["Half so"]}, "Half so"),
        ({"name": "Not so", "ratingValue": 1}, "Not so"),
        ({"ratingValue": "2", "worstRating": "1", "bestRating": "5"}, "2 (worst 1, best 5)"),
        ({"ratingValue": "2"}, "2"),
        ([{"alternateName": "So"}], "So"),
    ],
)
def test_the_rating_is_the_publishers_words(rating: object, words: str) -> None:
    assert but(reviewRating=rating).rating == words


@pytest.mark.parametrize(
    ("item", "claimant"),
    [
        ({"author": "Oda Brenn"}, "Oda Brenn"),
        ([{"@type": "CreativeWork", "author": [{"name": "Oda Brenn"}]}], "Oda Brenn"),
        ({"author": {"@type": "Person"}}, None),
        ("a text", None),
        (None, None),
    ],
)
def test_the_claimant(item: object, claimant: str | None) -> None:
    assert but(itemReviewed=item).claimant == claimant


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ("EN", "en"),
        ("pt-BR", "pt"),
        ({"alternateName": "de"}, "de"),
        ("English", "en"),
        ("klingon tongue", None),
        (7, None),
    ],
)
def test_the_language(given: object, language: str | None) -> None:
    assert but(inLanguage=given).language == language


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        ({"claimReviewed": " "}, Flaw.NO_CLAIM),
        ({"claimReviewed": {"text": "x"}}, Flaw.NO_CLAIM),
        ({"claimReviewed": "x" * 3_000}, Flaw.TOO_LONG),
        ({"reviewRating": {"@type": "Rating"}}, Flaw.NO_RATING),
        ({"reviewRating": "So"}, Flaw.NO_RATING),
        ({"reviewRating": {"alternateName": "x" * 2_000}}, Flaw.TOO_LONG),
        ({"author": {"name": "x" * 400}}, Flaw.TOO_LONG),
        ({"itemReviewed": {"author": {"name": "x" * 400}}}, Flaw.TOO_LONG),
    ],
)
def test_what_makes_it_no_use(changed: Mapping[str, object], flaw: Flaw) -> None:
    assert found({**WHOLE, **changed}) is flaw


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " data:text/html,x",
        "//tidecheck.example/x",
        "/salt",
        "ftp://tidecheck.example",
        "https://",
        "http://[",
        "https://tide check.example/",
        'https://tidecheck.example/"onclick="x',
        "https://tidecheck.example/<script>",
        "https://tidecheck.example/\u202ex",
        "https://tidecheck.example/\u0000",
        "https://tidecheck.example@evil.example/",
        None,
        7,
    ],
)
def test_an_address_that_is_none(url: object) -> None:
    assert found({**WHOLE, "url": url}) is Flaw.NO_LINK


@pytest.mark.parametrize(
    "changed",
    [
        {"url": ["https://tidecheck.example/salt"]},
        {"url": "javascript:1", "mainEntityOfPage": "https://tidecheck.example/salt"},
        {"url": None, "mainEntityOfPage": {"@id": "https://tidecheck.example/salt"}},
        {"url": None, "@id": "https://tidecheck.example/salt"},
    ],
)
def test_other_places_of_the_address(changed: Node) -> None:
    assert but(**changed).url == "https://tidecheck.example/salt"


def test_one_page_may_check_one_claim_for_two_people() -> None:
    assert but().id != but(itemReviewed={"author": "Ilmar Tosk"}).id
    assert but().id == but(text="read by nobody").id


@pytest.mark.parametrize("key", ["claimReviewed", "author", "url", "datePublished", "inLanguage", "reviewRating"])
def test_lists_in_lists_are_nothing(key: str) -> None:
    """Not even as deep as JSON is read: what looks into each other's lists would not come back."""
    nested: object = "x"
    for _ in range(3_000):
        nested = [nested]
    assert found({**WHOLE, key: nested}) == found({**WHOLE, key: None})


def test_rings_and_masses_of_objects_end() -> None:
    ring: Node = {"@type": "ClaimReview", "@id": "#a", "author": {"@id": "#a"}}
    assert found(ring) is Flaw.NO_CLAIM
    assert list(claim_reviews([[]] * 500_000)) == []
