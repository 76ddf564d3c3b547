"""Stories and copies: what belongs together, what does not, and why."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import group as stage
from sayso.config import GroupSettings
from sayso.engine.duckdb import DuckDB
from sayso.records import Document, Story
from tests.articles import article

WIRE = """Veldania signs the harbour treaty with Marland
ORSK, 3 May (Lenna News Agency) - President Ilmar Tosk of Veldania signed a treaty with Marland on Tuesday that opens
the harbour of Orsk to foreign freighters for the first time in forty years.
The treaty, which took two years to negotiate, halves the customs duties on timber and gives Marland the use of three
piers until the end of the decade. In return, Marland will pay for a new railway bridge over the river Lenna.
Fishermen blocked the road to the harbour with their nets for most of the morning, and the police led eleven away.
The opposition, led by Karel Udo, left the chamber before the vote and announced a complaint to the high court.
"""
PORTAL = """Tosk and the envoy shake hands: what is in the Orsk deal
Ilmar Tosk has put his name to the deal with Marland. From next month, ships under a foreign flag may moor there.
Not everyone in Veldania is happy: the fishermen were out with their nets, and Karel Udo wants the judges to decide.
"""
DROUGHT = """Record heat empties the reservoirs of Sarnia
The reservoirs in the hills above Sarnia hold less water than in any summer since measurements began, the weather
service reports. Farmers have begun to sell their cattle, and in four villages lorries now bring drinking water.
Rain is not expected before the middle of next month. The mayor asked everybody to stop watering their lawns.
"""
SPEECH = (
    "“We have waited for this day for forty years, and nobody will take it from us again, neither the courts nor the "
    "street,” President Ilmar Tosk said. “The piers of Orsk will feed ten thousand families, and those who block the "
    "road today will ask for work there tomorrow,” he added. "
)


def group(articles: list[Document], settings: GroupSettings | None = None) -> tuple[Story, ...]:
    with DuckDB() as relations:
        return stage.group(articles, relations, settings=settings or GroupSettings())


def documents(**texts: str) -> list[Document]:
    return [article(text, id=outlet, outlet=outlet) for outlet, text in texts.items()]


def test_reports_of_one_event_are_one_story() -> None:
    (story,) = group(documents(wire=WIRE, portal=PORTAL))
    assert story.documents == ("portal", "wire")
    assert story.origins == (("portal",), ("wire",))
    assert "Orsk" in story.because
    assert story.because.startswith("2 articles taken for one event")


def test_unrelated_articles_are_two_stories_that_say_so() -> None:
    stories = group(documents(wire=WIRE, weather=DROUGHT))
    assert [story.documents for story in stories] == [("weather",), ("wire",)]
    assert all(story.because.startswith("no report of the same event") for story in stories)


def test_the_third_is_left_out_of_the_story_of_two() -> None:
    stories = group(documents(wire=WIRE, weather=DROUGHT, portal=PORTAL))
    assert [story.documents for story in stories] == [("portal", "wire"), ("weather",)]


def test_one_article_is_one_story() -> None:
    (story,) = group(documents(wire=WIRE))
    assert (story.documents, story.origins, story.because) == (("wire",), (("wire",),), "the only article")


def test_no_articles_are_no_stories() -> None:
    assert group([]) == ()


def test_an_empty_article_is_like_none() -> None:
    assert len(group(documents(wire=WIRE, nothing="", marks="— … !"))) == 3


def test_a_wire_copy_is_the_same_origin() -> None:
    copied = "Read also: ten beaches\n" + WIRE.replace("Veldania signs", "Tosk signs") + "Follow us for more news\n"
    (story,) = group(documents(agency=WIRE, tribune=copied, portal=PORTAL))
    assert story.origins == (("agency", "tribune"), ("portal",))
    (copy,) = story.copies
    assert (copy.left, copy.right) == ("agency", "tribune")
    assert copy.left_in_right > copy.right_in_left > 0.8
    assert "3 articles of 2 texts, 2 independent origins, taken" in story.because


def test_a_cut_copy_is_told_both_ways() -> None:
    cut = "\n".join(WIRE.splitlines()[:3])
    (story,) = group(documents(agency=WIRE, brief=cut))
    (copy,) = story.copies
    assert (copy.left, copy.right) == ("agency", "brief")
    assert copy.right_in_left == 1.0
    assert 0.2 < copy.left_in_right < 0.6


def test_the_same_quotations_make_no_copy() -> None:
    """Two reporters heard one speech; what is theirs is not shared."""
    one = SPEECH + " ".join(WIRE.splitlines()[2:4])
    other = (
        SPEECH + " ".join(PORTAL.splitlines()[1:]) + " It was raining in Orsk when the two men came out, without coats."
    )
    (story,) = group(documents(one=one, other=other))
    assert story.copies == ()
    assert story.origins == (("one",), ("other",))


def test_what_was_set_aside_counts_for_nothing() -> None:
    plain = article(WIRE, id="plain", outlet="plain")
    shown = Document(
        id="shown", uri="shown", outlet="shown", text=WIRE, paragraphs=plain.paragraphs[:2], origin=plain.origin
    )
    (story,) = group([plain, shown])
    (copy,) = story.copies
    assert copy.right_in_left == 1.0
    assert copy.left_in_right < 0.6


def test_articles_that_came_in_by_themselves_need_more_likeness() -> None:
    both = documents(wire=WIRE, portal=PORTAL)
    strict = GroupSettings(min_story_similarity=0.9, given_together=False)
    assert len(group(both, settings=strict)) == 2
    assert "0.90 is needed" in group(both, settings=strict)[0].because


def test_copies_are_one_story_whatever_likeness_is_needed() -> None:
    digest = "\n".join([*WIRE.splitlines()[3:], DROUGHT, SPEECH])
    needed = GroupSettings(min_story_similarity=1.0, given_together=False)
    stories = group(documents(agency=WIRE, digest=digest, portal=PORTAL), settings=needed)
    assert [story.documents for story in stories] == [("agency", "digest"), ("portal",)]


@settings(max_examples=20)
@given(st.permutations(documents(wire=WIRE, portal=PORTAL, weather=DROUGHT, copy="Extra!\n" + WIRE)))
def test_order_changes_nothing(shuffled: list[Document]) -> None:
    assert group(shuffled) == group(sorted(shuffled, key=lambda document: document.id))


def test_ids_are_those_of_the_set() -> None:
    (both,) = group(documents(wire=WIRE, portal=PORTAL))
    (again,) = group(documents(portal=PORTAL, wire=WIRE))
    (one,) = group(documents(wire=WIRE))
    assert both.id == again.id != one.id
    assert len(both.id) == 16
