"""Stories: which reports are of one event, and that nothing but the set decides it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso import group as stage
from sayso.config import GroupSettings
from sayso.group.grouping import moment_of
from sayso.records import Document
from tests.group.sets import AS_THEY_COME, Counting, dated, group, made_event, members, prose, words

FLOOD = (
    (
        "At least eleven people drowned when a dyke on the river Sorn broke before dawn on Tuesday and sent water "
        "through the old town of Marnow. Mayor Ilse Dornwald said that six thousand residents of the Lower Mill had "
        "been told to leave. Soldiers took the sick out of the hospital of Saint Odo by boat."
    ),
    (
        "The Sorn stood at seven metres in Marnow on Wednesday, the highest since records began, as soldiers searched "
        "the cellars of the Lower Mill. Thirteen have drowned, and Ilse Dornwald asked why the dyke broke."
    ),
    (
        "Ilse Dornwald wants an inquiry into the dyke at Marnow. A survey called it weak three years ago, and nothing "
        "was done until the Sorn broke through at the Lower Mill and drowned fourteen of her neighbours."
    ),
)
STRIKE = (
    (
        "Some three thousand dockers walked out in the port of Santelle on Tuesday. Their federation wants eight per "
        "cent more, said Mireille Castaubin at the east terminal, while twenty-seven ships waited in the roads."
    ),
    (
        "Cranes stood still in Santelle for a second day. The dockers of Mireille Castaubin ask for eight per cent, "
        "Paul Envrard, who directs the port, offers less than four, and the ships in the roads have begun to leave."
    ),
)
MINE = (
    (
        "Work stopped on Monday at Cerro Umbrío, where nine in ten of the copper miners voted to strike. Anselmo "
        "Pachereta, who leads their union, called the bonus that Minera Cobrasol offered an insult with a bow on it."
    ),
    (
        "Police cleared the road to the Cerro Umbrío mine with water cannon. The copper miners of Anselmo Pachereta "
        "say that they stay out until Minera Cobrasol has paid for the mountain."
    ),
)
LANGUAGES = {
    "en": "Brezovia’s prime minister, Viktor Zhurchenko, lost a vote of no confidence in Dalgrad, 78 to 71. "
    "An audit had found that a third of the grain existed on paper only. Tamara Shevlyakova is to follow him, and "
    "Rostislav Khorbenko, who leads the opposition, asked for a trial.",
    "de": "Mit 78 zu 71 Stimmen hat das Parlament in Dalgrad am Donnerstag den Regierungschef von Bresowien gestürzt, "
    "Viktor Schurtschenko. Ihm folgt Tamara Schewljakowa. Ein Drittel des Getreides gab es nur auf dem Papier. "
    "Rostislaw Chorbenko sprach von einem guten Tag.",
    "ru": "Парламент Брезовии в Далграде 78 голосами против 71 отправил в отставку Виктора Журченко. Треть зерна была "
    "только на бумаге. Обязанности премьера исполнит Тамара Шевлякова. Ростислав Хорбенко потребовал суда.",
}


def reports(name: str, texts: tuple[str, ...], first: str = "2031-03-04") -> list[Document]:
    """Reports of one event, a day after another."""
    start = date.fromisoformat(first)
    return [
        dated(text, f"{name} {place}", (start + timedelta(days=place)).isoformat()) for place, text in enumerate(texts)
    ]


DIGEST = (
    "What the day brought. Marnow buries its drowned, and Ilse Dornwald still asks about the dyke on the Sorn. In "
    "Santelle the ships wait in the roads while the dockers of Mireille Castaubin hold out for eight per cent. And "
    "at Cerro Umbrío the copper miners of Anselmo Pachereta will not take the bonus of Minera Cobrasol."
)
ALL = [*reports("flood", FLOOD), *reports("strike", STRIKE), *reports("mine", MINE)]
APART = [("flood 0", "flood 1", "flood 2"), ("mine 0", "mine 1"), ("strike 0", "strike 1")]


def test_events_are_told_apart() -> None:
    assert members(group(ALL)) == APART


def test_a_round_up_of_the_day_chains_nothing() -> None:
    """It goes with one of the events, or stands alone; it never joins two."""
    digest = dated(DIGEST, "digest", "2031-03-05")
    found = members(group([*ALL, digest]))
    others = (tuple(name for name in story if name != "digest") for story in found)
    assert sorted(filter(None, others)) == APART


@pytest.mark.parametrize(("days", "stories"), [(0, 1), (14, 1), (15, 2), (400, 2)])
def test_reports_far_apart_are_two_events(days: int, stories: int) -> None:
    later = (date(2031, 3, 4) + timedelta(days=days)).isoformat()
    assert len(group([dated(FLOOD[0], "a", "2031-03-04"), dated(FLOOD[1], "b", later)])) == stories


def test_an_undated_report_may_be_of_any_day() -> None:
    assert len(group([dated(FLOOD[0], "a", "2031-03-04"), dated(FLOOD[1], "b", None)])) == 1
    assert len(group([dated(FLOOD[0], "a", "2031-03-04"), dated(FLOOD[1], "b", "one Tuesday")])) == 1


def test_how_far_apart_they_may_be_can_be_set() -> None:
    both = [dated(FLOOD[0], "a", "2031-03-04"), dated(FLOOD[1], "b", "2031-03-08")]
    assert len(group(both, GroupSettings(given_together=False, max_days_apart=3))) == 2


@pytest.mark.parametrize("day", ["2031-04-10", None])
def test_reports_in_several_languages_are_one_story(day: str | None) -> None:
    several = [dated(text, language, day, language) for language, text in LANGUAGES.items()]
    assert members(group([*several, *reports("flood", FLOOD, "2031-04-09")])) == [
        ("de", "en", "ru"),
        ("flood 0", "flood 1", "flood 2"),
    ]


def test_another_event_in_another_language_is_another_story() -> None:
    other = "В порту Сантель второй день бастуют докеры Мирей Кастобен. Двадцать семь судов ждут на рейде."
    found = group([*reports("flood", FLOOD), dated(other, "ru", "2031-03-05", "ru")])
    assert [len(story.documents) for story in found] == [3, 1]


def test_copies_go_with_their_origin() -> None:
    """A brief has too few words to be like the other reports; its origin has enough."""
    brief = dated(" ".join(FLOOD[0].split()[:14]), "brief", "2031-03-04")
    strict = GroupSettings(given_together=False, min_story_similarity=0.2)
    (story,) = group([*reports("flood", FLOOD), brief], strict)
    assert story.origins == (("brief", "flood 0"), ("flood 1",), ("flood 2",))


def test_copies_do_not_outweigh_independent_reports() -> None:
    """Fifty outlets print one text: to the rest they are one report, and the story is as it is with one."""
    printed = [dated(f"{prose(3, n)} {FLOOD[0]}", f"outlet {n}", "2031-03-04") for n in range(50)]
    (story,) = group([*printed, *reports("flood", FLOOD)])
    assert len(story.documents) == 53
    assert len(story.origins) == 3


@settings(max_examples=4)
@given(st.permutations(ALL))
def test_order_changes_nothing(shuffled: list[Document]) -> None:
    assert group(shuffled) == group(ALL)


@settings(max_examples=3)
@given(st.lists(st.sampled_from(ALL), max_size=5))
def test_the_same_article_twice_is_one(again: list[Document]) -> None:
    assert group([*again, *ALL]) == group(ALL)


def stream(seed: int, events: range, count: int = 4) -> list[Document]:
    """Several events, a day after another."""
    first = date(2031, 5, 1)
    return [
        document
        for event in events
        for document in made_event(f"s{seed}e{event}", count, first + timedelta(days=event))
    ]


@pytest.mark.parametrize("seed", range(3))
def test_reports_of_other_events_leave_a_story_as_it_is(seed: int) -> None:
    before = group(stream(seed, range(8)))
    after = group(stream(seed, range(40)))
    assert {(story.id, story.documents, story.origins) for story in before} < {
        (story.id, story.documents, story.origins) for story in after
    }
    assert len(before) == 8


def test_a_story_keeps_its_id_when_a_later_report_comes() -> None:
    two, three = group(reports("flood", FLOOD[:2])), group(reports("flood", FLOOD))
    assert two[0].id == three[0].id
    undated = group([*reports("flood", FLOOD[:2]), dated(FLOOD[2], "late", None)])
    assert undated[0].id == two[0].id


def test_of_one_day_the_earliest_is_the_first_report() -> None:
    """Whatever the zone it is told in; one that tells no time may have come at any."""
    times = ["2031-03-04T09:00:00Z", "2031-03-04T09:30:00+02:00", "2031-03-04"]
    articles = [dated(text, f"{place}", when) for place, (text, when) in enumerate(zip(FLOOD, times, strict=True))]
    (story,) = group(articles)
    assert story.id == group([articles[1]])[0].id
    for later in range(20):
        (now,) = group([*articles, dated(FLOOD[0] + " Later.", f"late {later}", "2031-03-04T23:00:00Z")])
        assert now.id == story.id


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (None, None),
        ("", None),
        ("2031-03-04", None),
        ("2031-03-04T", None),
        ("one Tuesday, early", None),
        ("0001-01-01T00:01:00+00:00", 60),
        ("0001-01-02T00:00:00+01:00", 23 * 3_600),
        ("0001-01-01T00:00:00+14:00", -14 * 3_600),
    ],
)
def test_moments(published: str | None, expected: int | None) -> None:
    assert moment_of(published) == expected


def test_a_story_has_the_id_of_its_first_report() -> None:
    earlier = dated(FLOOD[2], "earlier", "2031-03-01")
    (now,) = group([*reports("flood", FLOOD[:2]), earlier])
    assert now.id == group([earlier])[0].id != group(reports("flood", FLOOD[:2]))[0].id


def test_a_word_that_all_have_proposes_few_pairs() -> None:
    """A thousand articles of one topic: each is looked at beside some, not beside all."""
    articles = 1_000
    topic = [word.capitalize() for word in words(2, "topic")]
    texts = [f"{' '.join(topic)} {prose(30, n % 400)} {prose(30, ('own', n))}" for n in range(articles)]
    with Counting() as relations:
        stage.group(
            [dated(text, f"{n}", "2031-03-04") for n, text in enumerate(texts)], relations, settings=AS_THEY_COME
        )
        assert relations.rows["proposed"] <= 50 * articles
