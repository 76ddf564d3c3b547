from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.records import Entity, EntityKind, Kind, Speaker, Statement
from sayso.resolve import Profile, Resolved, across
from sayso.resolve.resolved import entity_id
from sayso.resolve.roles import parse_role
from sayso.spans import Span

Resolve = Callable[..., Resolved]


def _report(key: str, *names: str, kind: EntityKind = EntityKind.PERSON) -> Resolved:
    """A report in which each name speaks once. ``"mayor|Ada Quill"`` gives a role, ``"f|"`` a gender before it."""
    profiles = []
    for told in names:
        *before, name = told.split("|")
        gender = next((part for part in before if part in ("f", "m")), "")
        roles = tuple(role for part in before if part not in ("f", "m") and (role := parse_role(part)))
        profiles.append(Profile(entity_id(kind, name), kind, ((name, 1),), gender, roles))
    return _resolved(key, profiles)


def _resolved(key: str, profiles: Sequence[Profile]) -> Resolved:
    statements = tuple(
        Statement(
            f"{key}-{i}", key, Kind.INDIRECT, (Span(i, i + 1),), speaker=Speaker(p.entity, p.forms[0][0], 1.0, "named")
        )
        for i, p in enumerate(profiles)
    )
    entities = tuple(Entity(p.entity, p.forms[0][0], p.kind) for p in profiles)
    return Resolved(key, statements, entities, (), tuple(profiles))


def _names(reports: Sequence[Resolved]) -> list[str]:
    return [statement.speaker.name for statement in across(reports)[0] if statement.speaker is not None]


def _count(reports: Sequence[Resolved]) -> int:
    return len({statement.speaker.id for statement in across(reports)[0] if statement.speaker is not None})


ONE_PERSON = [
    ("Ilmar Tosk", "Ilmar Tosk"),
    ("Ilmar Tosk", "Tosk"),
    ("Tosk", "Tosk"),
    ("Ada Quill", "Ada M. Quill"),
    ("Ada Quill", "A. Quill"),
    ("William Harrow", "Bill Harrow"),
    ("Aleksandr Orlinsky", "Alexander Orlinskiy"),
    ("Aleksandr Tarasenko", "Alyaksandr Tarasenka"),
    ("Oleksandr Tarasenko", "Aleksandr Tarasenko"),
    ("Вадим Орлинский", "Vadim Orlinsky"),
    ("Вадим Орлинский", "Орлинский"),
    ("Вадим Орлинский", "Orlinsky"),
    ("Сергей Жаворонков", "Sergey Zhavoronkov"),
    ("Γιώργος Σταμάτης", "Giorgos Stamatis"),
    ("Mohammed Haddad", "Muhammad al-Haddad"),
    ("Jean-Marc Dellier", "Jean Marc Dellier"),
    ("Ada Quill-Marsh", "Ada Quill"),
    ("Greta van der Aalst", "Van der Aalst"),
    ("Vadim Petrovich Orlinsky", "Vadim Orlinsky"),
    ("Vadim Orlinsky", "Vadim Petrovich"),
    ("Márton Szöllösi", "Marton Szollosi"),
    ("Vadim Vinogradov", "Vadim Vinagradov"),
    ("president|Ilmar Tosk", "head of state|Tosk"),
    ("f|Ada Quill", "f|Quill"),
    ("J. Edgar Harrow", "Edgar Harrow"),
    ("Yevgeny Khrustov", "Evgeni Hrustov"),
]

TWO_PERSONS = [
    ("Ada Quill", "Bruno Quill"),
    ("Ilmar Tosk", "Ilmar Tusk"),
    ("Ilmar Tosk", "Tusk"),
    ("f|Ada Quill", "m|Quill"),
    ("police chief|Quill", "farmer|Ada Quill"),
    ("Bruno Harrow Jr.", "Bruno Harrow Sr."),
    ("George H. W. Marsh", "George W. Marsh"),
    ("Aleksandr Orlov", "Aleksandra Orlova"),
    ("Karl Lind", "Karin Lind"),
    ("Maria Costa", "Maria Costo"),
    ("Vadim Petrovich Orlinsky", "Vadim Ivanovich Orlinsky"),
    ("Yuri Orlov", "Georgy Orlov"),
    ("Denis Marlow", "Denise Marlow"),
    ("Bob Harrow", "Bill Harrow"),
]

ONE_BODY = [
    ("Transport Ministry", "Transport Ministry"),
    ("Transport Ministry", "Ministry of Transport"),
    ("Ministry of Transport", "Ministry for Transport"),
    ("Department of Defence", "Defense Department"),
    ("World Trade Forum", "WTF"),
    ("World Trade Forum", "W.T.F."),
    ("French Bird and Wildlife Service", "BWS"),
    ("Wren Society International", "Wren Society"),
    ("The Fosse Courier", "Fosse Courier"),
    ("The Fosse Courier", "Courier"),
    ("Wren Foods Inc.", "Wren Foods"),
    ("Wren Centre", "Wren Center"),
    ("U.S. Supreme Court", "Supreme Court"),
    ("United States", "U.S."),
    # turned round, of a country
    ("Ministry of Defence of Russia", "Russian Defense Ministry"),
    ("U.S. Treasury", "Department of the Treasury"),
    ("German Federal Ministry of Finance", "Germany's Finance Ministry"),
    # an acronym of the words as printed, legal form and all
    ("Department of Harbour Security", "DHS"),
    ("Fosse Broadcasting Corporation", "FBC"),
    # an acronym inside a name
    ("UN Harbour Council", "United Nations Harbour Council"),
    ("Salt Party", "Salt"),
]

TWO_BODIES = [
    ("Transport Ministry", "Finance Ministry"),
    ("Transport Ministry", "Ministry"),
    ("French Supreme Court", "Polish Supreme Court"),
    ("Fosse Council", "Minna Council"),
    ("World Trade Forum", "WTO"),
    ("Wren Society", "Wren Institute"),
    # a body and what is named after it
    ("Labour", "Labour Council"),
    ("Labour", "Labor Department"),
    ("Fosse", "Fosse Police"),
    # a country and its capital's
    ("Moscow Police", "Russian Police"),
    # a country's and another place's
    ("U.S. Supreme Court", "Supreme Court of Fosse"),
    ("Republic of Congo", "Democratic Republic of Congo"),
]


@pytest.mark.parametrize(("left", "right"), ONE_PERSON)
def test_one_person(left: str, right: str) -> None:
    assert _count([_report("a", left), _report("b", right)]) == 1


@pytest.mark.parametrize(("left", "right"), TWO_PERSONS)
def test_two_persons(left: str, right: str) -> None:
    assert _count([_report("a", left), _report("b", right)]) == 2


@pytest.mark.parametrize(("left", "right"), ONE_BODY)
def test_one_body(left: str, right: str) -> None:
    assert _count([_report("a", left, kind=EntityKind.BODY), _report("b", right, kind=EntityKind.BODY)]) == 1


@pytest.mark.parametrize(("left", "right"), TWO_BODIES)
def test_two_bodies(left: str, right: str) -> None:
    assert _count([_report("a", left, kind=EntityKind.BODY), _report("b", right, kind=EntityKind.BODY)]) == 2


SETS = [
    # a bare surname beside two of that surname is neither's
    ([["Ada Quill"], ["Bruno Quill"], ["Quill"]], 3),
    # an initial that two could have
    ([["Ada Quill"], ["Anna Quill"], ["A. Quill"]], 3),
    # what one report keeps apart stays apart
    ([["Ilmar Tosk", "Tosk"], ["Ilmar Tosk"]], 2),
    # a chain of spellings
    ([["Aleksandr Orlinsky"], ["Alexander Orlinskiy"], ["Orlinsky"], ["Александр Орлинский"]], 1),
    # who is called the younger is called so, lest he be taken for the other
    ([["Ilmar Tosk"], ["Ilmar Tosk Jr."], ["Tosk"]], 2),
    # a formal name, and one who is told apart by his generation
    ([["Ilmar V. Tosk Jr."], ["Ilmar Tosk"], ["Tosk"]], 1),
    # bare surnames only
    ([["Tosk"], ["Tosk"], ["Tosk"]], 1),
    # two bare surnames of two, each undecided in its own report
    ([["Ada Quill", "Bruno Quill"], ["Quill"], ["Quill"]], 4),
]


@pytest.mark.parametrize(("reports", "count"), SETS)
def test_how_many_there_are(reports: list[list[str]], count: int) -> None:
    assert _count([_report(str(i), *names) for i, names in enumerate(reports)]) == count


def test_the_common_name_is_the_most_complete_then_the_most_frequent() -> None:
    reports = [
        _report("a", "Tosk"),
        _report("b", "Ilmar Tosk"),
        _report("c", "Ilmar Tosk"),
        _report("d", "Ilmar Tossk"),
    ]
    statements, (entity,) = across(reports)
    assert entity == Entity(
        entity_id(EntityKind.PERSON, "Ilmar Tosk"), "Ilmar Tosk", EntityKind.PERSON, ("Ilmar Tossk", "Tosk")
    )
    assert {statement.speaker.name for statement in statements if statement.speaker} == {"Ilmar Tosk"}


def test_a_second_surname_makes_no_common_name_where_most_leave_it_out() -> None:
    reports = [_report("a", "Ada Quillar Marsano"), _report("b", "Ada Quillar"), _report("c", "Ada Quillar")]
    assert set(_names(reports)) == {"Ada Quillar"}


def test_a_guessed_gender_is_nothing_where_given_names_agree() -> None:
    # Lula is a woman's name as well; Sasha is either's, so that is told.
    assert _count([_report("a", "m|Luiz Lula da Silva"), _report("b", "f|Lula da Silva")]) == 1
    assert _count([_report("a", "m|Sasha Quill"), _report("b", "f|Sasha Quill")]) == 2


def test_another_spelling_is_told_in_the_ground() -> None:
    statements, _ = across([_report("a", "Alexander Orlinsky"), _report("b", "Aleksandr Orlinsky")])
    grounds = {statement.document: statement.speaker.because for statement in statements if statement.speaker}
    assert grounds == {"a": "named; elsewhere “Aleksandr Orlinsky”", "b": "named"}


def test_the_unnamed_are_never_joined() -> None:
    profiles = [
        Profile(entity_id(EntityKind.UNNAMED, "critics", key), EntityKind.UNNAMED, (("critics", 1),)) for key in "ab"
    ]
    reports = [_resolved(key, [profile]) for key, profile in zip("ab", profiles, strict=True)]
    assert _count(reports) == 2


def test_those_who_speak_together_are_the_same_several_everywhere(resolve: Resolve) -> None:
    first = resolve("{Ada Quill and Bruno Harrow} said the road would open.", key="a")
    second = resolve("Bruno Harrow met Ada Quill. {Harrow and Quill} said the road would open.", key="b")
    assert _names([first, second]) == ["Ada Quill and Bruno Harrow"] * 2
    assert _count([first, second]) == 1


STAND_INS = [
    # one president in the other report, and a name that both share
    ("{The president} met Ada Quill. {He} left.", "Veldanian President Ilmar Tosk met {Ada Quill}.", "Ilmar Tosk"),
    # no shared name: who knows which president
    ("{The president} met a farmer.", "Veldanian President Ilmar Tosk met {Ada Quill}.", "the president"),
    # two presidents
    (
        "{The president} met Ada Quill.",
        "Veldanian President Ilmar Tosk and Fossian President Bruno Harrow met {Ada Quill}.",
        "the president",
    ),
    # an office that many hold
    ("{The lawyer} met Ada Quill.", "The lawyer Bruno Harrow met {Ada Quill}.", "the lawyer"),
]


@pytest.mark.parametrize(("short", "long", "expected"), STAND_INS)
def test_a_description_may_stand_for_the_only_holder_elsewhere(
    resolve: Resolve, short: str, long: str, expected: str
) -> None:
    assert _names([resolve(short, key="a"), resolve(long, key="b")])[0] == expected


def test_the_entities_are_those_who_speak(resolve: Resolve) -> None:
    resolved = resolve("Bruno Harrow met Ada Quill. {Quill} said the road would open.")
    assert [entity.name for entity in across([resolved])[1]] == ["Ada Quill"]


STORIES = [
    # one person, a name in each article
    (
        (
            "Belarus-born engineer Aliaksandr Tarasenka spoke. {Tarasenka} said the dam would hold.",
            "{Alexander Tarasenko} said the dam would hold. {He} left.",
            "Engineer Aleksandr Petrovich Tarasenko arrived. {Mr. Tarasenko} said the dam would hold.",
        ),
        [{"Aliaksandr Tarasenka", "Alexander Tarasenko", "Aleksandr Petrovich Tarasenko", "Tarasenka", "Tarasenko"}],
    ),
    # brother and sister, and a surname alone, which is neither's
    (
        (
            "{Ada Quill} said the road would open.",
            "{Bruno Quill} said the road would not open.",
            "{Quill} said nothing would open.",
        ),
        [{"Ada Quill"}, {"Bruno Quill"}, {"Quill"}],
    ),
    # father and son, the son told by his generation
    (
        (
            "President Ilmar Tosk arrived. {Tosk} said the road would open.",
            "President Ilmar Tosk and Ilmar Tosk Jr. arrived. {Tosk Jr.} said the road would not open.",
            "{Ilmar Tosk Jr.} said nothing would open.",
        ),
        [{"Ilmar Tosk", "Tosk"}, {"Ilmar Tosk Jr.", "Tosk Jr."}],
    ),
    # a title tells which of a couple
    (
        (
            "Bruno Quill and Ada Quill arrived. {Mr. Quill} said the road would open.",
            "{Bruno Quill} said the road would open.",
            "{Ada Quill} said the road would not open.",
        ),
        [{"Bruno Quill", "Quill"}, {"Ada Quill"}],
    ),
]


@pytest.mark.parametrize(("articles", "persons"), STORIES)
def test_who_is_one_in_a_story_of_three_articles(
    resolve: Resolve, articles: tuple[str, ...], persons: list[set[str]]
) -> None:
    for order in permutations(articles):
        entities = across([resolve(text, key=str(number)) for number, text in enumerate(order)])[1]
        found = [{entity.name, *entity.aliases} for entity in entities]
        assert all(any(names <= told for told in persons) for names in found)
        assert len(found) == len(persons)


_GIVEN = ("Ada", "Bruno", "Karin", "Oskar", "Fatima", "Dmitri")
_SURNAMES = ("Quill", "Orlova", "al-Haddad", "van der Aalst", "Tarasenko", "Quill-Marsh")


@given(
    st.lists(st.sampled_from(_GIVEN), min_size=2, max_size=4, unique=True),
    st.sampled_from(_SURNAMES),
    st.lists(st.sampled_from(["{0} {1}", "{0} {1}", "{2}. {1}", "{1}"]), min_size=3, max_size=7),
    st.randoms(use_true_random=False),
)
def test_two_of_one_surname_are_never_joined(
    persons: list[str], surname: str, forms: list[str], random: Random
) -> None:
    written = [(name, "{0} {1}") for name in persons] + [(random.choice(persons), form) for form in forms]
    random.shuffle(written)
    printed = [form.format(name, surname, name[0]) for name, form in written]
    statements, entities = across([_report(f"d{i}", name) for i, name in enumerate(printed)])
    assert len(statements) == len(printed)
    for entity in entities:
        borne = {name for name in persons for form in (entity.name, *entity.aliases) if form == f"{name} {surname}"}
        assert len(borne) <= 1


_POOL = [
    "Ilmar Tosk",
    "Ilmar Tosk Jr.",
    "Tosk Ilmar",
    "Ada Quill Marsano",
    "Kim Bo-ra",
    "Kim",
    "Tosk",
    "I. Tosk",
    "Ada Quill",
    "Bruno Quill",
    "Quill",
    "A. Quill",
    "Aleksandr Orlov",
    "Alexander Orlov",
]


@given(
    st.lists(st.lists(st.sampled_from(_POOL), min_size=1, max_size=3, unique=True), min_size=1, max_size=5),
    st.randoms(),
)
def test_the_order_of_arrival_changes_nothing(names: list[list[str]], random: object) -> None:
    reports = [_report(f"d{i}", *row) for i, row in enumerate(names)]
    expected = across(reports)
    for order in list(permutations(reports))[:6]:
        assert across(order) == expected


def test_nothing_in_gives_nothing() -> None:
    assert across([]) == ((), ())


def test_many_reports_take_time_in_proportion() -> None:
    # A person and a body of every report, another of each, and a surname that many share.
    reports = [
        _report(f"d{i:04}", "Ilmar Tosk", f"Ada Quill{i}", "Tosk" if i % 2 else "Bruno Harrow") for i in range(1500)
    ]
    assert len(across(reports)[0]) == 4500
